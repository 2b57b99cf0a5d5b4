#include "server/demo/database.h"

#include <sqlite3.h>

/// SQLite by RAII.
namespace vitrine::demo {

namespace {

[[noreturn]] void fail(sqlite3* database, int code) {
  throw DatabaseError(database ? sqlite3_errmsg(database) : sqlite3_errstr(code),
                      database ? sqlite3_extended_errcode(database) : code);
}

}  // namespace

bool DatabaseError::duplicate() const {
  return code_ == SQLITE_CONSTRAINT_UNIQUE || code_ == SQLITE_CONSTRAINT_PRIMARYKEY;
}

Statement& Statement::bind(std::string_view text) {
  const int code = sqlite3_bind_text64(statement_, ++bound_, text.empty() ? "" : text.data(),
                                       text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  if (code != SQLITE_OK) fail(database_, code);
  return *this;
}

Statement& Statement::bind(std::int64_t number) {
  const int code = sqlite3_bind_int64(statement_, ++bound_, number);
  if (code != SQLITE_OK) fail(database_, code);
  return *this;
}

Statement& Statement::bind(std::nullopt_t) {
  const int code = sqlite3_bind_null(statement_, ++bound_);
  if (code != SQLITE_OK) fail(database_, code);
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail(database_, code);
  return false;
}

std::string Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (!bytes) return {};
  return std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(statement_, column);
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::optional<std::string> Statement::optional_text(int column) const {
  if (is_null(column)) return std::nullopt;
  return text(column);
}

Statement::~Statement() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Connection::Connection(Database& database) : database_(database), lock_(database.mutex_) {}

Statement Connection::prepare(const char* sql) {
  sqlite3_stmt*& statement = database_.prepared_[sql];
  if (!statement) {
    const int code = sqlite3_prepare_v3(database_.handle_, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                        &statement, nullptr);
    if (code != SQLITE_OK) fail(database_.handle_, code);
  }
  return Statement(database_.handle_, statement);
}

void Connection::execute(const char* sql) {
  const int code = sqlite3_exec(database_.handle_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(database_.handle_, code);
}

Transaction::Transaction(Connection& connection) : connection_(connection) {
  connection_.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    connection_.execute("ROLLBACK");
  } catch (const DatabaseError&) {
    // SQLite has rolled back by itself.
  }
}

void Transaction::commit() {
  connection_.execute("COMMIT");
  open_ = false;
}

Database::Database(const std::filesystem::path& file) {
  const int code =
      sqlite3_open_v2(file.c_str(), &handle_,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  try {
    if (code != SQLITE_OK) fail(handle_, code);
    sqlite3_busy_timeout(handle_, 5000);
    // Of a process that is killed, every change that was responded to is there; the file is whole
    // after anything. But NORMAL does not wait for the disk at each commit: when power fails, the
    // last changes may be gone, all or none of each (SQLite, "synchronous"). FULL would wait.
    connect().execute(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;");
    check_version();
  } catch (const DatabaseError&) {
    close();
    throw;
  }
}

void Database::check_version() {
  // There are no migrations of tables: it is a demo.
  constexpr int kVersion = 2;
  Connection connection = connect();
  const auto number = [&](const char* sql) {
    Statement row = connection.prepare(sql);
    row.step();
    return row.number(0);
  };
  if (number("PRAGMA user_version") == kVersion) return;
  if (number("SELECT count(*) FROM sqlite_master") > 0) {
    throw DatabaseError("it was made by another version of Vitrine", 0);
  }
  connection.execute("PRAGMA user_version = 2");
}

void Database::close() {
  for (const auto& [sql, statement] : prepared_) sqlite3_finalize(statement);
  sqlite3_close(handle_);
}

Database::~Database() { close(); }

}  // namespace vitrine::demo
