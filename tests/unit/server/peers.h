#pragma once
#include <vitrine.h>
#include <vitrine/test.h>

#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The models of the lines in server/api/README.md, as a program would write them.
using namespace vitrine;

struct Item {
  std::string name;
  double price = 0;
  std::optional<std::string> note = {};
  std::set<std::string> tags = {};
};
template <>
struct vitrine::Schema<Item> {
  static constexpr auto fields = vitrine::fields(
      field<&Item::name>("name").min_length(1).example("Lamp"),
      field<&Item::price>("price").exclusive_minimum(0).description("In euros."),
      field<&Item::note>("note").max_length(300), field<&Item::tags>("tags").defaulted());
};

/// What of an item is to change; a note that is null is taken away.
struct ItemChange {
  std::optional<std::string> name = {};
  std::optional<std::optional<std::string>> note = {};
};
template <>
struct vitrine::Schema<ItemChange> {
  static constexpr auto fields = vitrine::fields(field<&ItemChange::name>("name").min_length(1),
                                                 field<&ItemChange::note>("note"));
};

struct Image {
  std::string url;
};
struct Album {
  std::string title;
  std::vector<Image> images = {};
};
template <>
struct vitrine::Schema<Image> {
  static constexpr auto fields = vitrine::fields(field<&Image::url>("url").format("uri"));
};
template <>
struct vitrine::Schema<Album> {
  static constexpr auto fields =
      vitrine::fields(field<&Album::title>("title"), field<&Album::images>("images").max_items(10));
};

/// Members of several models.
struct Vehicle {
  std::string name;
};
struct Car : Vehicle {
  Constant<"car"> kind;
};
struct Plane : Vehicle {
  Constant<"plane"> kind;
  int seats = 1;
};
template <>
struct vitrine::Schema<Vehicle> {
  static constexpr auto fields = vitrine::fields(field<&Vehicle::name>("name"));
};
template <>
struct vitrine::Schema<Car> {
  static constexpr auto fields = vitrine::fields(base<Vehicle>(), field<&Car::kind>("kind"));
};
template <>
struct vitrine::Schema<Plane> {
  static constexpr auto fields = vitrine::fields(base<Vehicle>(), field<&Plane::kind>("kind"),
                                                 field<&Plane::seats>("seats").minimum(1));
};

/// Who asks.
struct User {
  std::string name;
  bool may(std::string_view scope) const { return name == "Mina" || scope == "items:read"; }
};
struct NewUser {
  std::string name;
  std::string password;
};
struct PublicUser : NewUser {};
template <>
struct vitrine::Schema<User> {
  static constexpr auto fields = vitrine::fields(field<&User::name>("name"));
};
template <>
struct vitrine::Schema<NewUser> {
  static constexpr auto fields =
      vitrine::fields(field<&NewUser::name>("name").min_length(1),
                      field<&NewUser::password>("password").min_length(8).write_only());
};
template <>
struct vitrine::Schema<PublicUser> {
  static constexpr auto fields = vitrine::fields(field<&PublicUser::name>("name"));
};

struct Login {
  std::string username;
  std::string password;
};
template <>
struct vitrine::Schema<Login> {
  static constexpr auto fields =
      vitrine::fields(field<&Login::username>("username").min_length(1),
                      field<&Login::password>("password").min_length(8).write_only());
};

/// Parameters in common.
struct Filter {
  int limit = 100;
  std::vector<std::string> tags = {};
};
template <>
struct vitrine::Schema<Filter> {
  static constexpr auto fields =
      vitrine::fields(field<&Filter::limit>("limit").minimum(1).maximum(100).defaulted(),
                      field<&Filter::tags>("tags").defaulted());
};

struct Post {
  std::string title;
  File picture;
};
template <>
struct vitrine::Schema<Post> {
  static constexpr auto fields =
      vitrine::fields(field<&Post::title>("title").min_length(1),
                      field<&Post::picture>("picture").media_type("image/png, image/jpeg"));
};

struct Remark {
  std::string text;
};
template <>
struct vitrine::Schema<Remark> {
  static constexpr auto fields = vitrine::fields(field<&Remark::text>("text").min_length(1));
};

struct Period {
  int start = 0;
  int end = 0;
};
template <>
struct vitrine::Schema<Period> {
  static constexpr auto fields =
      vitrine::fields(field<&Period::start>("start"), field<&Period::end>("end"));
  static Invalid check(const Period& period) {
    if (period.end <= period.start) return {"/end", "must be after start"};
    return {};
  }
};

struct NoSuchItem : std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline Api new_api() { return Api({.title = "Shop", .version = "1.0.0"}); }

inline std::optional<User> find_user(std::string_view token) {
  if (token != "Mina" && token != "Sam") return std::nullopt;
  return User{std::string(token)};
}
inline std::string hello(const std::string& name) { return "Hello, " + name; }

/// What the document says of an operation.
inline FreeForm operation(const TestClient& client, const std::string& path,
                          const std::string& method = "get") {
  return FreeForm::parse(client.openapi_json())["paths"][path][method];
}
