#pragma once
#include <vitrine.h>

#include <string>
#include <vector>

#include "server/demo/picture_models.h"

/// The models of imports: many pictures that are added one after the other.
namespace vitrine::demo {

struct ImportCreate {
  std::vector<PictureCreate> pictures;
};

enum class ImportState { waiting, working, done, failed };

struct Import {
  std::string id;
  ImportState state = ImportState::waiting;
  int total = 0;
  /// Of those that are on the wall already.
  std::vector<std::string> pictures;
  std::string created_at;
};

/// One more picture is on the wall.
struct ImportStep {
  int done = 0;
  int total = 0;
  std::string picture;
};

using ImportProgress = Event<"progress", ImportStep>;
using ImportEnd = Event<"end", Import>;
using ImportStream = EventStream<ImportProgress, ImportEnd>;
using ImportSink = EventSink<ImportProgress, ImportEnd>;

}  // namespace vitrine::demo

namespace vitrine {

template <>
struct Schema<demo::ImportCreate> {
  static constexpr std::string_view description = "Pictures to be added one after the other.";
  static constexpr auto fields = vitrine::fields(field<&demo::ImportCreate::pictures>("pictures")
                                                     .min_items(1)
                                                     .max_items(100)
                                                     .description("1 to 100, in this order."));
};

template <>
struct Schema<demo::ImportState> {
  static constexpr std::string_view description = "How far an import is.";
  static constexpr auto values = vitrine::values(
      value(demo::ImportState::waiting, "waiting"), value(demo::ImportState::working, "working"),
      value(demo::ImportState::done, "done"), value(demo::ImportState::failed, "failed"));
};

template <>
struct Schema<demo::Import> {
  static constexpr std::string_view description = "An import and how far it is.";
  static constexpr auto fields = vitrine::fields(
      field<&demo::Import::id>("id").format("uuid").example("5f0c2b7e-8c1d-4a86-9d7b-1f2e3d4c5b6a"),
      field<&demo::Import::state>("state"),
      field<&demo::Import::total>("total").minimum(1).description("How many pictures it has."),
      field<&demo::Import::pictures>("pictures")
          .description("The `id` of each picture that is on the wall already."),
      field<&demo::Import::created_at>("created_at")
          .format("date-time")
          .example("2026-01-31T09:30:00Z"));
};

template <>
struct Schema<demo::ImportStep> {
  static constexpr std::string_view description = "One more picture of an import is on the wall.";
  static constexpr auto fields = vitrine::fields(
      field<&demo::ImportStep::done>("done").minimum(1).description("How many there are so far."),
      field<&demo::ImportStep::total>("total").minimum(1).description("How many there will be."),
      field<&demo::ImportStep::picture>("picture").description("Its `id`.").example("pic_8f3k2"));
};

}  // namespace vitrine
