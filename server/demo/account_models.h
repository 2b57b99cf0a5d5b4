#pragma once
#include <vitrine.h>

#include <optional>
#include <string>

/// The models of accounts that cross the wire.
namespace vitrine::demo {

struct UserCreate {
  std::string email;
  std::string password;
  std::optional<std::string> name;
};

/// Fields that are left out stay as they are; a name of null goes away.
struct UserChange {
  std::optional<std::string> email;
  std::optional<std::string> password;
  std::optional<std::optional<std::string>> name;
};

struct Credentials {
  std::string email;
  std::string password;
};

struct User {
  std::string id;
  std::string email;
  std::optional<std::string> name;
  std::string created_at;
};

struct Session {
  std::string token;
  User user;
};

}  // namespace vitrine::demo

namespace vitrine {

template <>
struct Schema<demo::UserCreate> {
  static constexpr std::string_view description = "What it takes to open an account.";
  static constexpr auto fields = vitrine::fields(
      field<&demo::UserCreate::email>("email")
          .format("email")
          .max_length(254)
          .description("You sign in with it. Nothing is ever sent there.")
          .example("mina@example.org"),
      field<&demo::UserCreate::password>("password")
          .format("password")
          .min_length(12)
          .max_length(128)
          .write_only()
          .description(
              "At least 12 characters. A short sentence is easy to remember and hard to guess."),
      field<&demo::UserCreate::name>("name")
          .min_length(1)
          .max_length(80)
          .description("What to call you, in any script.")
          .example("민아"));
};

template <>
struct Schema<demo::UserChange> {
  static constexpr std::string_view description =
      "What is to change about an account; what is left out stays as it is.";
  static constexpr int min_properties = 1;
  static constexpr auto fields = vitrine::fields(
      field<&demo::UserChange::email>("email").format("email").max_length(254).description(
          "The email you sign in with from now on."),
      field<&demo::UserChange::password>("password")
          .format("password")
          .min_length(12)
          .max_length(128)
          .write_only()
          .description("A new password, at least 12 characters. Every other session ends."),
      field<&demo::UserChange::name>("name").min_length(1).max_length(80).description(
          "What to call you; `null` for no name at all."));
};

template <>
struct Schema<demo::Credentials> {
  static constexpr std::string_view description = "How you prove that an account is yours.";
  static constexpr auto fields = vitrine::fields(
      field<&demo::Credentials::email>("email").format("email").example("mina@example.org"),
      field<&demo::Credentials::password>("password")
          .format("password")
          .write_only()
          .description("The one you signed up with."));
};

template <>
struct Schema<demo::User> {
  static constexpr std::string_view description = "An account, as its owner sees it.";
  static constexpr auto fields = vitrine::fields(
      field<&demo::User::id>("id").example("usr_4k7pz"),
      field<&demo::User::email>("email").format("email").example("mina@example.org"),
      field<&demo::User::name>("name").example("민아"),
      field<&demo::User::created_at>("created_at")
          .format("date-time")
          .example("2026-01-31T09:30:00Z"));
};

template <>
struct Schema<demo::Session> {
  static constexpr std::string_view description = "The proof that you are signed in.";
  static constexpr auto fields = vitrine::fields(
      field<&demo::Session::token>("token").description(
          "A JSON Web Token: send it along as `Authorization: Bearer TOKEN` until its `exp`. It is "
          "shown this once: only a hash of it is kept."),
      field<&demo::Session::user>("user").description("Who you are."));
};

}  // namespace vitrine
