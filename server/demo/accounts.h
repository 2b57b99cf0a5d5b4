#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "server/demo/account_models.h"
#include "server/demo/clock.h"
#include "server/demo/database.h"
#include "server/demo/failures.h"
#include "server/demo/secrets.h"
#include "server/demo/settings.h"
#include "server/demo/tokens.h"

namespace vitrine::demo {

/// The session that a token belongs to, as the database knows it.
struct OpenSession {
  std::string token_hash;
};

/// Accounts and their sessions. A token is valid while its signature is right, its time has not
/// come and its session is open. Safe from several threads.
class Accounts {
 public:
  Accounts(Database& database, Clock clock, const Settings& settings);

  /// Throws EmailTaken, TooManySignIns.
  Session sign_up(const UserCreate& user);
  /// Throws WrongCredentials, TooManySignIns.
  Session sign_in(const Credentials& credentials);
  void sign_out(const OpenSession& session);
  /// A new password ends all sessions but this one. Throws EmailTaken, TooManySignIns.
  User change(const User& user, const OpenSession& session, const UserChange& change);
  /// Leaves pictures and collections alone.
  void remove(const User& user);

  std::optional<User> find_by_token(std::string_view token);
  std::optional<OpenSession> find_session(std::string_view token);

 private:
  Session open_session(Connection& connection, User user);
  bool is_ours(std::string_view token) const;

  Database& database_;
  Clock clock_;
  const Tokens tokens_;
  const std::chrono::seconds token_lifetime_;
  Passwords passwords_;
};

}  // namespace vitrine::demo
