#pragma once
#include <exception>
#include <optional>
#include <string>
#include <string_view>

#include "server/demo/clock.h"
#include "server/demo/database.h"
#include "server/demo/models.h"
#include "server/demo/secrets.h"

namespace vitrine::demo {

struct EmailTaken : std::exception {
  const char* what() const noexcept override {
    return "An account with this email is there already; sign in, or use another one";
  }
};

struct WrongCredentials : std::exception {
  const char* what() const noexcept override {
    return "No account has this email and password; look for typing mistakes, or sign up";
  }
};

/// Accounts and their sessions. Safe from several threads.
class Accounts {
 public:
  Accounts(Database& database, Clock clock);

  /// Throws EmailTaken.
  Session sign_up(const UserCreate& user);
  /// Throws WrongCredentials.
  Session sign_in(const Credentials& credentials);
  std::optional<User> find_by_token(std::string_view token);

 private:
  Session open_session(Connection& connection, User user);

  Database& database_;
  Clock clock_;
  Passwords passwords_;
};

}  // namespace vitrine::demo
