// What a body takes over from that of another media type.
#include <algorithm>
#include <utility>

#include "app/json/edit.h"
#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/session/form/update.h"
#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

using openapi::SchemaView;
using request::BodyKind;

constexpr int kDepth = 8;

bool may_hold(const openapi::Kinds& kinds, json::Value value) {
  if (kinds.any || (value.is_null() && kinds.null)) return true;
  return value.is_object() ? kinds.object : value.is_array() ? kinds.array : kinds.scalar();
}

/// Whether a schema lists what its objects have; others take everything.
bool names_members(const SchemaView& schema) {
  return schema.has_properties() || !schema.variants().empty() ||
         schema.additional_properties().allows_nothing();
}

class Carrier {
 public:
  Carrier(const TypedBody& typed, const Shown::BodySchema& to, const openapi::MediaType& media,
          bool same_schema)
      : typed_(typed), to_(to), media_(media), same_schema_(same_schema) {}

  /// Removes from the text what does not come along; false where nothing is left.
  bool carry(json::Value root, TypedBody& carried) {
    root_ = root;
    if (!stays(root, to_.view, to_.view, "", 0)) return false;
    carried.text = typed_.text;
    for (const std::string& pointer : removed_) {
      auto without = json::remove(carried.text, pointer);
      if (without) carried.text = std::move(*without);
    }
    carried.files = std::move(files_);
    return removed_.empty() || !json::read(carried.text).document.root().empty();
  }

 private:
  /// Whether a value has a place in the new body. An object loses the members that have none; a
  /// list stays or goes as a whole, so that its elements keep their positions.
  bool stays(json::Value value, const SchemaView& place, const SchemaView& parent,
             const std::string& at, int depth) {
    const auto file = std::find_if(typed_.files.begin(), typed_.files.end(),
                                   [&](const auto& each) { return each.pointer == at; });
    const bool chosen = file != typed_.files.end();
    if (chosen != takes_file(at, place)) return false;
    if (chosen) {
      files_.push_back(*file);
      return true;
    }
    if (!same_schema_ && (place ? !may_hold(place.kinds(), value) : names_members(parent)))
      return false;
    if (!place || depth >= kDepth) return true;
    size_t index = 0;
    for (const json::Value element : value.elements()) {
      std::string inside = at;
      json::append(inside, index++);
      if (!stays(element, place_at(inside), place, inside, depth + 1)) return false;
    }
    for (const json::Member& member : value.members()) {
      std::string inside = at;
      json::append(inside, member.key);
      if (!stays(member.value, place_at(inside), place, inside, depth + 1))
        removed_.push_back(std::move(inside));
    }
    return true;
  }

  SchemaView place_at(const std::string& pointer) const {
    return schema_at(to_.view, root_, {}, pointer);
  }

  bool takes_file(const std::string& pointer, const SchemaView& place) const {
    if (to_.kind != BodyKind::multipart || !place || place.kinds().array) return false;
    const auto tokens = json::split(pointer);
    return tokens && !tokens->empty() && tokens->size() <= 2 &&
           request::takes_file(media_, tokens->front(), place);
  }

  const TypedBody& typed_;
  const Shown::BodySchema& to_;
  const openapi::MediaType& media_;
  const bool same_schema_;
  json::Value root_;
  std::vector<std::string> removed_;
  std::vector<request::ChosenFile> files_;
};

bool is_text(BodyKind kind) { return kind == BodyKind::text || kind == BodyKind::binary; }

}  // namespace

std::optional<TypedBody> carry_over(const Shown::BodySchema& from, const TypedBody& typed,
                                    const Shown::BodySchema& to, const openapi::MediaType& media) {
  TypedBody carried;
  if (from.kind == BodyKind::xml && !request::is_edited_as_json(from.kind, typed.text)) {
    auto read = request::json_of_xml(typed.text, from.view);
    if (read) {
      carried.text = std::move(*read);
      return carry_over(from, std::exchange(carried, {}), to, media);
    }
  }
  json::Reading reading;
  bool is_json = request::is_edited_as_json(from.kind, typed.text);
  if (is_json) {
    reading = json::read(typed.text);
    is_json = !reading.error;
  }
  const json::Value root = is_json ? reading.document.root() : json::Value();
  if (is_text(to.kind)) {
    // A whole file goes where one is sent; JSON is meant for its schema.
    if (to.kind == BodyKind::binary) {
      for (const request::ChosenFile& file : typed.files) {
        if (file.pointer.empty()) carried.files.push_back(file);
      }
    }
    if (!root.is_object() && !root.is_array()) carried.text = typed.text;
    if (carried.text.empty() && carried.files.empty()) return std::nullopt;
    return carried;
  }
  if (!root) return std::nullopt;
  const bool same = from.view && from.view.resolved().is_same(to.view.resolved());
  if (!Carrier(typed, to, media, same).carry(root, carried)) return std::nullopt;
  if (same) carried.variants = typed.variants;
  carried.touched = typed.touched;
  return carried;
}

}  // namespace vitrine::session
