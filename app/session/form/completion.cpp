#include "app/session/form/completion.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/json/edit.h"
#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/request/body.h"
#include "app/session/form/json_place.h"
#include "app/session/form/update.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::session {
namespace {

using openapi::SchemaView;

constexpr std::size_t kMostItems = 200;
constexpr std::size_t kMostRead = 128 * 1024;
constexpr int kUnionDepth = 4;
constexpr std::size_t kWords = 160;

std::string words_of(const SchemaView& schema) {
  std::string words = schema.description();
  words.resize(std::min(words.find("\n\n"), words.size()));
  std::replace(words.begin(), words.end(), '\n', ' ');
  return text::shortened(words, kWords);
}

/// A value that is begun for a property: what encloses it, with the caret inside.
std::pair<std::string, std::size_t> first_text(const SchemaView& schema) {
  const std::vector<json::Value> allowed = schema.enum_values();
  if (allowed.size() == 1) {
    std::string only = json::compact(allowed.front());
    const std::size_t size = only.size();
    return {std::move(only), size};
  }
  const openapi::Kinds kinds = schema.kinds();
  if (!allowed.empty() || kinds.any) return {};
  const bool is_object = kinds.object || schema.has_properties();
  if (is_object + kinds.array + kinds.string + kinds.numeric() + kinds.boolean != 1) return {};
  if (is_object) return {"{}", 1};
  if (kinds.array) return {"[]", 1};
  if (kinds.string) return {"\"\"", 1};
  return {};
}

class Completer {
 public:
  Completer(const SchemaView& root, std::string_view text, const JsonPlace& place,
            const Variants& variants)
      : text_(text),
        place_(place),
        variants_(variants),
        reading_(json::read(place.without_word())) {
    const std::size_t depth = place.levels.size();
    parent_pointer_ = place.pointer(depth == 0 ? 0 : depth - 1);
    parent_ = schema_at(root, body(), variants, parent_pointer_);
    here_ = place.is_key || depth == 0 ? parent_
                                       : schema_at(root, body(), variants, place.pointer(depth));
  }

  std::vector<Completion> names() {
    taken_ = place_.names();
    properties(parent_, json::resolve(body(), parent_pointer_), 0);
    return std::move(items_);
  }

  std::vector<Completion> values() {
    if (!place_.levels.empty() && place_.levels.back().object) tags();
    values_of(here_, 0);
    return std::move(items_);
  }

 private:
  json::Value body() const { return reading_.document.root(); }

  void properties(const SchemaView& schema, json::Value value, int depth) {
    if (!schema) return;
    for (const openapi::Property& property : schema.properties()) {
      if (property.schema.read_only() || property.schema.allows_nothing()) continue;
      property_item(property.name, property.schema, property.required);
    }
    if (depth < kUnionDepth) variants(schema, value, depth);
    for (const std::string& name : schema.other_required())
      property_item(name, schema.property(name), true);
  }

  void variants(const SchemaView& schema, json::Value value, int depth) {
    const std::vector<SchemaView> branches = schema.variants();
    if (branches.empty()) return;
    const auto chosen = variants_.find(parent_pointer_);
    const auto discriminator = schema.discriminator();
    const bool is_said = discriminator && value[discriminator->property].is_string();
    const bool is_chosen = depth == 0 && chosen != variants_.end();
    const std::uint32_t first =
        is_said || !is_chosen ? likely_variant(schema, value) : chosen->second;
    if (first < branches.size()) properties(branches[first], value, depth + 1);
    // Where nothing says which one is meant, the others come after the likely one.
    for (std::size_t i = 0; i < branches.size() && !is_said && !is_chosen; ++i)
      if (i != first) properties(branches[i], value, depth + 1);
  }

  void property_item(std::string_view name, const SchemaView& schema, bool required) {
    const auto is_name = [&](const auto& each) { return each == name; };
    if (std::any_of(taken_.begin(), taken_.end(), is_name) || items_.size() >= kMostItems) return;
    taken_.emplace_back(name);
    Completion item;
    item.name = name;
    item.detail = schema.type_words();
    item.words = words_of(schema);
    item.required = required;
    if (place_.missing_comma) {
      const std::size_t before = place_.levels.back().value_end;
      item.text = ',';
      item.text += text_.substr(before, place_.begin - before);
    }
    json::append_quoted(item.text, name);
    const std::size_t next = past_spaces(text_, place_.end);
    item.caret = item.text.size();
    if (next == text_.size() || text_[next] != ':') {
      item.text += ": ";
      const auto [value, caret] = first_text(schema);
      item.caret = item.text.size() + caret;
      item.text += value;
      if (next < text_.size() && text_[next] == '"') item.text += ',';
    }
    items_.push_back(std::move(item));
  }

  /// The values of a discriminator's property.
  void tags() {
    const auto discriminator = parent_.discriminator();
    if (!discriminator || unquoted(place_.levels.back().key) != discriminator->property) return;
    const std::vector<SchemaView> branches = parent_.variants();
    for (const openapi::Tag& tag : parent_.tags()) {
      std::string words = tag.variant < branches.size() ? branches[tag.variant].title() : "";
      value_item(json::quote(tag.value), {}, std::move(words));
    }
  }

  void values_of(const SchemaView& schema, int depth) {
    if (!schema) return;
    for (const openapi::Enumerated& each : schema.enumerated())
      value_item(json::compact(each.value), {}, each.words);
    const openapi::Kinds kinds = schema.kinds();
    if (kinds.boolean && schema.enum_values().empty()) {
      value_item("true", "boolean", {});
      value_item("false", "boolean", {});
    }
    if (const json::Value value = schema.default_value()) value_item(json::compact(value), {}, {});
    for (const json::Value value : schema.examples()) {
      if (!value.is_object() && !value.is_array()) value_item(json::compact(value), {}, {});
    }
    if (kinds.null) value_item("null", {}, {});
    const std::vector<SchemaView> branches = schema.variants();
    if (depth == kUnionDepth) return;
    if (branches.size() == 1) return values_of(branches.front(), depth + 1);
    for (std::size_t i = 0; i < branches.size(); ++i) variant_item(schema, branches[i], i);
  }

  void variant_item(const SchemaView& schema, const SchemaView& branch, std::size_t index) {
    const openapi::Kinds kinds = branch.kinds();
    if (!kinds.object && !kinds.array && !branch.has_properties())
      return values_of(branch, kUnionDepth);
    std::string text = first_value(branch);
    const auto discriminator = schema.discriminator();
    const std::string tag = schema.tag(static_cast<std::uint32_t>(index));
    if (discriminator && !tag.empty() && kinds.object) {
      std::string at;
      json::append(at, discriminator->property);
      if (auto named = json::set(text, at, json::quote(tag))) text = std::move(*named);
    }
    Completion item;
    item.name = branch.title();
    if (item.name.empty()) item.name = branch.name();
    if (item.name.empty()) item.name = branch.type_words();
    item.detail = branch.type_words();
    item.words = words_of(branch);
    item.text = indented(json::pretty(json::read(text).document.root()));
    item.caret = item.text.size();
    items_.push_back(std::move(item));
  }

  /// Continues at the indentation of the line.
  std::string indented(std::string_view value) const {
    const std::size_t line =
        place_.begin == 0 ? std::string_view::npos : text_.rfind('\n', place_.begin - 1);
    const std::size_t first = line == std::string_view::npos ? 0 : line + 1;
    std::size_t end = first;
    while (end < text_.size() && (text_[end] == ' ' || text_[end] == '\t')) ++end;
    std::string result;
    for (const char c : text::trim(value)) {
      result += c;
      if (c == '\n') result += text_.substr(first, end - first);
    }
    return result;
  }

  void value_item(std::string value, std::string detail, std::string words) {
    const auto same = [&](const Completion& item) { return item.name == value; };
    if (items_.size() >= kMostItems || std::any_of(items_.begin(), items_.end(), same)) return;
    Completion item;
    item.text = value;
    item.caret = value.size();
    item.name = std::move(value);
    item.detail = std::move(detail);
    item.words = text::shortened(words, kWords);
    items_.push_back(std::move(item));
  }

  std::string_view text_;
  const JsonPlace& place_;
  const Variants& variants_;
  json::Reading reading_;
  std::string parent_pointer_;
  SchemaView parent_;
  SchemaView here_;
  std::vector<std::string> taken_;
  std::vector<Completion> items_;
};

/// How well a name fits what has been typed of it, best first; -1: not at all.
int rank(std::string_view name, std::string_view typed) {
  if (typed.empty()) return 0;
  const std::string low = text::lower(name);
  const std::size_t found = low.find(text::lower(typed));
  if (found == std::string::npos) return -1;
  const bool at_start = found == 0 || (found == 1 && low[0] == '"');
  return at_start ? 0 : 1;
}

}  // namespace

Completions complete(const SchemaView& schema, std::string_view text, std::size_t at,
                     const Variants& variants, Wanted wanted) {
  const JsonPlace place(text, at);
  Completions result;
  result.begin = place.begin;
  result.end = place.end;
  if (!place.known || !schema || (wanted == Wanted::begun && !place.begun)) return result;
  Completer completer(schema, text, place, variants);
  std::vector<Completion> items = place.is_key ? completer.names() : completer.values();
  if (place.missing_comma) result.begin = place.levels.back().value_end;
  std::string_view typed = text.substr(place.begin, std::max(at, place.begin) - place.begin);
  const bool quoted = !typed.empty() && typed[0] == '"';
  if (quoted) typed.remove_prefix(1);
  for (int fit = 0; fit < 2; ++fit) {
    for (const bool required : {true, false}) {
      for (Completion& item : items) {
        if (item.required != required || rank(item.name, typed) != fit) continue;
        // In a string no other value will do.
        if (quoted && !place.is_key && item.name[0] != '"') continue;
        result.items.push_back(std::move(item));
        item.name.clear();
      }
    }
    if (typed.empty()) break;
  }
  return result;
}

Completions complete_body(const Session& session, std::size_t at, Wanted wanted) {
  const Form* form = current_form(session);
  if (!form || form->content_type >= session.shown->bodies.size()) return {};
  // All of the text before the place is read for it.
  if (at > kMostRead) return {};
  const Shown::BodySchema& body = session.shown->bodies[form->content_type];
  if (!request::is_edited_as_json(body.kind, form->body)) return {};
  return complete(body.view, form->body, at, form->variants, wanted);
}

}  // namespace vitrine::session
