#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/demo/picture_models.h"

/// The models of collections that cross the wire.
namespace vitrine::demo {

enum class Visibility { everyone, owner };

struct CollectionCreate {
  std::string title;
  std::optional<std::string> description;
  Visibility visibility = Visibility::everyone;
  std::vector<std::string> pictures;
};

/// Fields that are left out stay as they are.
struct CollectionChange {
  std::optional<std::string> title;
  std::optional<std::optional<std::string>> description;
  std::optional<Visibility> visibility;
};

struct Collection {
  std::string id;
  std::string title;
  std::optional<std::string> description;
  Visibility visibility = Visibility::everyone;
  std::int64_t count = 0;
  std::string owner;
  std::string created_at;
};

struct CollectionDetail {
  Collection collection;
  std::vector<Picture> pictures;
};

struct CollectionPage {
  std::vector<Collection> items;
  std::int64_t total = 0;
  int page = 1;
  int pages = 0;
};

}  // namespace vitrine::demo

namespace vitrine {

template <>
struct Schema<demo::Visibility> {
  static constexpr std::string_view description = "Who finds a collection.";
  static constexpr auto values = vitrine::values(value(demo::Visibility::everyone, "everyone"),
                                                 value(demo::Visibility::owner, "owner"));
};

template <>
struct Schema<demo::CollectionCreate> {
  static constexpr std::string_view description = "A collection to be opened.";
  static constexpr auto fields = vitrine::fields(
      field<&demo::CollectionCreate::title>("title").min_length(1).max_length(80).example(
          "Snow, mostly"),
      field<&demo::CollectionCreate::description>("description")
          .max_length(2000)
          .description("What holds it together."),
      field<&demo::CollectionCreate::visibility>("visibility")
          .defaulted()
          .description("Whether others find it."),
      field<&demo::CollectionCreate::pictures>("pictures")
          .defaulted()
          .max_items(50)
          .unique_items()
          .each_pattern("^pic_[a-z0-9]{5,9}$")
          .description("The `id`s of the first pictures, in order; more can be added later."));
};

template <>
struct Schema<demo::CollectionChange> {
  static constexpr std::string_view description =
      "What is to change about a collection; what is left out stays as it is.";
  static constexpr int min_properties = 1;
  static constexpr auto fields =
      vitrine::fields(field<&demo::CollectionChange::title>("title").min_length(1).max_length(80),
                      field<&demo::CollectionChange::description>("description")
                          .max_length(2000)
                          .description("What holds it together; `null` for no words."),
                      field<&demo::CollectionChange::visibility>("visibility")
                          .description("Whether others find it."));
};

template <>
struct Schema<demo::Collection> {
  static constexpr std::string_view description = "A collection without its pictures.";
  static constexpr auto fields = vitrine::fields(
      field<&demo::Collection::id>("id").format("uuid").example(
          "5f0c2b7e-8c1d-4a86-9d7b-1f2e3d4c5b6a"),
      field<&demo::Collection::title>("title"),
      field<&demo::Collection::description>("description"),
      field<&demo::Collection::visibility>("visibility"),
      field<&demo::Collection::count>("count").minimum(0).description(
          "How many pictures it holds."),
      field<&demo::Collection::owner>("owner").description("The account it belongs to."),
      field<&demo::Collection::created_at>("created_at").format("date-time"));
};

template <>
struct Schema<demo::CollectionDetail> {
  static constexpr std::string_view description = "A collection with its pictures.";
  static constexpr auto fields =
      vitrine::fields(field<&demo::CollectionDetail::collection>("collection"),
                      field<&demo::CollectionDetail::pictures>("pictures")
                          .description("In the order they were added."));
};

template <>
struct Schema<demo::CollectionPage> {
  static constexpr std::string_view description = "A page of a list of collections.";
  static constexpr auto fields =
      vitrine::fields(field<&demo::CollectionPage::items>("items"),
                      field<&demo::CollectionPage::total>("total").minimum(0).description(
                          "How many there are on all pages."),
                      field<&demo::CollectionPage::page>("page").minimum(1),
                      field<&demo::CollectionPage::pages>("pages").minimum(0));
};

}  // namespace vitrine
