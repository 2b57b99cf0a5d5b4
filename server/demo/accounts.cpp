#include "server/demo/accounts.h"

#include <algorithm>
#include <utility>

#include "app/request/identity.h"

/// Accounts and their sessions in the database.
namespace vitrine::demo {

namespace {

/// What the tokens are for: one that the same key has signed for something else opens nothing here.
constexpr char kScope[] = "gallery";

User read_user(const Statement& row) {
  return {row.text(0), row.text(1), row.optional_text(2), row.text(3)};
}

}  // namespace

Accounts::Accounts(Database& database, Clock clock, const Settings& settings)
    : database_(database),
      clock_(std::move(clock)),
      tokens_(settings.signing_key ? settings.signing_key->value : random_bytes(kMinKeyBytes)),
      token_lifetime_(settings.token_lifetime) {
  database_.connect().execute(
      "CREATE TABLE IF NOT EXISTS users ("
      "  id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE COLLATE NOCASE, name TEXT,"
      "  password TEXT NOT NULL, created_at TEXT NOT NULL) STRICT, WITHOUT ROWID;"
      "CREATE TABLE IF NOT EXISTS sessions ("
      "  token_hash TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users(id) ON DELETE CASCADE,"
      "  created_at TEXT NOT NULL) STRICT, WITHOUT ROWID;");
}

Session Accounts::open_session(Connection& connection, User user) {
  const auto now = clock_();
  const std::int64_t second =
      std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count();
  const std::string token = tokens_.sign({.sub = user.id,
                                          .jti = random_token(),
                                          .scope = kScope,
                                          .iat = second,
                                          .exp = second + token_lifetime_.count()});
  Session session{token, std::move(user)};
  connection.prepare("DELETE FROM sessions WHERE created_at < ?")
      .bind(to_timestamp(now - token_lifetime_))
      .run();
  connection.prepare("INSERT INTO sessions (token_hash, user_id, created_at) VALUES (?, ?, ?)")
      .bind(token_hash(session.token))
      .bind(session.user.id)
      .bind(to_timestamp(now))
      .run();
  return session;
}

Session Accounts::sign_up(const UserCreate& user) {
  // Slow on purpose, so before the database is taken.
  const std::string password = passwords_.hash(user.password);
  User made{"usr_" + random_name(5), user.email, user.name, to_timestamp(clock_())};
  Connection connection = database_.connect();
  if (connection.prepare("SELECT 1 FROM users WHERE email = ?").bind(user.email).step()) {
    throw EmailTaken();
  }
  Transaction transaction(connection);
  connection
      .prepare("INSERT INTO users (id, email, name, password, created_at) VALUES (?, ?, ?, ?, ?)")
      .bind(made.id)
      .bind(made.email)
      .bind(made.name)
      .bind(password)
      .bind(made.created_at)
      .run();
  Session session = open_session(connection, std::move(made));
  transaction.commit();
  return session;
}

Session Accounts::sign_in(const Credentials& credentials) {
  std::string stored;
  std::optional<User> user;
  {
    Connection connection = database_.connect();
    Statement row = connection.prepare(
        "SELECT id, email, name, created_at, password FROM users WHERE email = ?");
    if (row.bind(credentials.email).step()) {
      user = read_user(row);
      stored = row.text(4);
    }
  }
  if (!passwords_.matches(stored, credentials.password)) throw WrongCredentials();
  Connection connection = database_.connect();
  return open_session(connection, std::move(*user));
}

void Accounts::sign_out(const OpenSession& session) {
  Connection connection = database_.connect();
  connection.prepare("DELETE FROM sessions WHERE token_hash = ?").bind(session.token_hash).run();
}

User Accounts::change(const User& user, const OpenSession& session, const UserChange& change) {
  std::optional<std::string> password;
  if (change.password) password = passwords_.hash(*change.password);
  User made = user;
  if (change.email) made.email = *change.email;
  if (change.name) made.name = *change.name;
  Connection connection = database_.connect();
  Transaction transaction(connection);
  try {
    connection
        .prepare(
            "UPDATE users SET email = ?, name = ?, password = coalesce(?, password) WHERE id = ?")
        .bind(made.email)
        .bind(made.name)
        .bind(password)
        .bind(made.id)
        .run();
  } catch (const DatabaseError& error) {
    if (error.duplicate()) throw EmailTaken();
    throw;
  }
  if (password) {
    connection.prepare("DELETE FROM sessions WHERE user_id = ? AND token_hash <> ?")
        .bind(made.id)
        .bind(session.token_hash)
        .run();
  }
  transaction.commit();
  return made;
}

void Accounts::remove(const User& user) {
  Connection connection = database_.connect();
  connection.prepare("DELETE FROM users WHERE id = ?").bind(user.id).run();
}

bool Accounts::is_ours(std::string_view token) const {
  const auto claims = tokens_.read(token, clock_());
  if (!claims) return false;
  const std::vector<std::string> scopes = request::split_scopes(claims->scope);
  return std::find(scopes.begin(), scopes.end(), kScope) != scopes.end();
}

std::optional<User> Accounts::find_by_token(std::string_view token) {
  if (!is_ours(token)) return std::nullopt;
  Connection connection = database_.connect();
  Statement row = connection.prepare(
      "SELECT users.id, email, name, users.created_at FROM sessions JOIN users ON users.id = "
      "user_id WHERE token_hash = ?");
  if (!row.bind(token_hash(token)).step()) return std::nullopt;
  return read_user(row);
}

std::optional<OpenSession> Accounts::find_session(std::string_view token) {
  if (!is_ours(token)) return std::nullopt;
  OpenSession session{token_hash(token)};
  Connection connection = database_.connect();
  Statement row = connection.prepare("SELECT 1 FROM sessions WHERE token_hash = ?");
  if (!row.bind(session.token_hash).step()) return std::nullopt;
  return session;
}

}  // namespace vitrine::demo
