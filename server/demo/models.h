#pragma once
#include <vitrine.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What crosses the wire: the one place that says so.
namespace vitrine::demo {

struct UserCreate {
  std::string email;
  std::string password;
  std::optional<std::string> name;
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

enum class Medium { photograph, painting, print, drawing };
enum class Sort { newest, oldest, title, year };

struct Origin {
  std::optional<std::string> place;
};

struct PictureCreate {
  std::string title;
  std::optional<int> year;
  Medium medium = Medium::photograph;
  std::vector<std::string> tags;
  std::optional<Origin> origin;
};

struct Picture {
  std::string id;
  std::string title;
  std::optional<int> year;
  Medium medium = Medium::photograph;
  std::vector<std::string> tags;
  std::optional<Origin> origin;
  std::string owner;
  std::string created_at;
};

struct PicturePage {
  std::vector<Picture> items;
  std::int64_t total = 0;
  int page = 1;
  int pages = 0;
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
          "Send it along as `Authorization: Bearer TOKEN`. It is shown this once: only a hash of "
          "it is kept."),
      field<&demo::Session::user>("user").description("Who you are."));
};

template <>
struct Schema<demo::Medium> {
  static constexpr std::string_view description = "How a picture was made.";
  static constexpr auto values = vitrine::values(
      value(demo::Medium::photograph, "photograph"), value(demo::Medium::painting, "painting"),
      value(demo::Medium::print, "print"), value(demo::Medium::drawing, "drawing"));
};

template <>
struct Schema<demo::Sort> {
  static constexpr std::string_view description =
      "An order of pictures; years begin with the oldest.";
  static constexpr auto values =
      vitrine::values(value(demo::Sort::newest, "newest"), value(demo::Sort::oldest, "oldest"),
                      value(demo::Sort::title, "title"), value(demo::Sort::year, "year"));
};

template <>
struct Schema<demo::Origin> {
  static constexpr std::string_view description = "Where a picture came from.";
  static constexpr auto fields =
      vitrine::fields(field<&demo::Origin::place>("place")
                          .min_length(1)
                          .max_length(80)
                          .description("City or region, such as `京都` or `서울`.")
                          .example("京都"));
};

template <>
struct Schema<demo::PictureCreate> {
  static constexpr std::string_view description = "A picture to be added.";
  static constexpr auto fields = vitrine::fields(
      field<&demo::PictureCreate::title>("title")
          .min_length(1)
          .max_length(80)
          .description("Shown under the picture. 1 to 80 characters.")
          .example("겨울 산책 ❄"),
      field<&demo::PictureCreate::year>("year")
          .nullable()
          .minimum(-3000)
          .maximum(2100)
          .description("When it was made. From −3000 to 2100; `null` when nobody knows.")
          .example(1904),
      field<&demo::PictureCreate::medium>("medium").defaulted().description("How it was made."),
      field<&demo::PictureCreate::tags>("tags")
          .defaulted()
          .max_items(12)
          .unique_items()
          .each(min_length(2), max_length(24))
          .description("Up to 12, each 2 to 24 characters, no duplicates."),
      field<&demo::PictureCreate::origin>("origin").description("Where it came from."));
};

template <>
struct Schema<demo::Picture> {
  static constexpr std::string_view description = "A picture as it is stored.";
  static constexpr auto fields = vitrine::fields(
      field<&demo::Picture::id>("id").example("pic_8f3k2"), field<&demo::Picture::title>("title"),
      field<&demo::Picture::year>("year").nullable().required_key(),
      field<&demo::Picture::medium>("medium"), field<&demo::Picture::tags>("tags"),
      field<&demo::Picture::origin>("origin"),
      field<&demo::Picture::owner>("owner")
          .description("The account it belongs to.")
          .example("usr_4k7pz"),
      field<&demo::Picture::created_at>("created_at")
          .format("date-time")
          .example("2026-01-31T09:30:00Z"));
};

template <>
struct Schema<demo::PicturePage> {
  static constexpr std::string_view description = "A page of a list of pictures.";
  static constexpr auto fields = vitrine::fields(
      field<&demo::PicturePage::items>("items"),
      field<&demo::PicturePage::total>("total").minimum(0).description(
          "How many there are on all pages."),
      field<&demo::PicturePage::page>("page").minimum(1).description("Which page this is, from 1."),
      field<&demo::PicturePage::pages>("pages").minimum(0).description(
          "How many pages there are."));
};

}  // namespace vitrine
