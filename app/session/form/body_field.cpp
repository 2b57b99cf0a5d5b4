// Makes the inputs for a body, in the order of its schema.
#include "app/session/form/body_field.h"

#include <algorithm>

#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/request/body.h"
#include "app/request/typed.h"
#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

using openapi::SchemaView;
using Kind = Field::Kind;
using request::State;

/// Deeper places are edited as JSON.
constexpr int kDepth = 5;
/// The most inputs of a form.
constexpr size_t kFields = 400;
/// An absent object with more properties than this is added before its fields are shown.
constexpr size_t kShownAtOnce = 8;
/// Longer strings get more than one line.
constexpr int64_t kLongString = 400;

bool fits(const openapi::Kinds& kinds, json::Value value) {
  if (kinds.any) return true;
  switch (value.type()) {
    case json::Type::null:
      return kinds.null;
    case json::Type::boolean:
      return kinds.boolean;
    case json::Type::number:
      return kinds.numeric();
    case json::Type::string:
      return kinds.string;
    case json::Type::array:
      return kinds.array;
    case json::Type::object:
      return kinds.object;
  }
  return false;
}

/// The choice made at a place, then its parts; a single variant is no choice.
SchemaView through_variant(SchemaView schema, json::Value value, const Variants& variants,
                           std::string_view pointer) {
  for (int depth = 0; depth < kDepth; ++depth) {
    const std::vector<SchemaView> branches = schema.variants();
    if (branches.empty() || schema.has_properties()) return schema;
    uint32_t index = 0;
    if (branches.size() > 1) {
      const auto chosen = variants.find(pointer);
      index = chosen == variants.end() ? likely_variant(schema, value) : chosen->second;
      if (index >= branches.size()) index = 0;
      return branches[index];
    }
    schema = branches[0];
  }
  return schema;
}

std::string variant_name(const SchemaView& variant, size_t index) {
  std::string name = variant.title();
  if (name.empty()) name = variant.name();
  if (name.empty()) name = variant.type_words();
  return name.empty() ? std::to_string(index + 1) : name;
}

class FormMaker {
 public:
  FormMaker(const Variants& variants, const openapi::MediaType* media)
      : variants_(variants), media_(media) {}

  std::vector<Field> make(const SchemaView& schema, json::Value body) {
    const SchemaView root = with_variant(schema, body, "");
    const openapi::Kinds kinds = root.kinds();
    if (root.has_properties() && (!body || body.is_object())) {
      properties(root, body, "", 0);
    } else if (kinds.array && !kinds.object && !kinds.scalar() && (!body || body.is_array())) {
      place(root, body, "", true, 0);
    }
    return std::move(fields_);
  }

 private:
  Field& add(Kind kind, const SchemaView& schema, json::Value value, const std::string& pointer) {
    Field& field = fields_.emplace_back();
    field.kind = kind;
    field.id = body_field(pointer);
    field.pointer = pointer;
    field.name = field_path(pointer);
    if (value) field.value.state = value.is_null() ? State::null : State::value;
    field.kinds = schema.kinds();
    field.nullable = field.kinds.null;
    field.deprecated = schema.deprecated();
    return field;
  }

  /// Offers the variants of a place, where there are several, and goes on with the chosen one.
  SchemaView with_variant(const SchemaView& schema, json::Value value, const std::string& pointer) {
    const SchemaView chosen = through_variant(schema, value, variants_, pointer);
    SchemaView chooser = schema;
    std::vector<SchemaView> branches = chooser.variants();
    for (int depth = 0; branches.size() == 1 && depth < kDepth; ++depth) {
      chooser = branches[0];
      branches = chooser.variants();
    }
    if (branches.size() < 2) return chosen;
    Field& field = add(Kind::variant, chooser, value, pointer);
    uint32_t index = 0;
    const auto picked = variants_.find(pointer);
    index = picked == variants_.end() ? likely_variant(chooser, value) : picked->second;
    for (size_t i = 0; i < branches.size(); ++i) {
      field.choices.push_back({variant_name(branches[i], i), {}});
    }
    field.chosen = static_cast<int32_t>(index < branches.size() ? index : 0);
    return chosen;
  }

  void properties(const SchemaView& schema, json::Value object, const std::string& pointer,
                  int depth) {
    const std::vector<openapi::Property> own = schema.properties();
    properties_of(own, {}, object, pointer, depth);
    // The chosen variant adds its properties to the common ones.
    const std::vector<SchemaView> branches = schema.variants();
    if (branches.empty()) return;
    const auto picked = variants_.find(pointer);
    uint32_t index = picked == variants_.end() ? likely_variant(schema, object) : picked->second;
    if (index >= branches.size()) index = 0;
    properties_of(branches[index].properties(), own, object, pointer, depth);
  }

  void properties_of(const std::vector<openapi::Property>& properties,
                     const std::vector<openapi::Property>& but, json::Value object,
                     const std::string& pointer, int depth) {
    for (const openapi::Property& property : properties) {
      if (property.schema.read_only() || property.schema.allows_nothing()) continue;
      const auto same = [&](const openapi::Property& each) { return each.name == property.name; };
      if (std::any_of(but.begin(), but.end(), same)) continue;
      std::string at = pointer;
      json::append(at, property.name);
      place(property.schema, object[property.name], at, property.required, depth);
    }
  }

  void place(const SchemaView& declared, json::Value value, const std::string& pointer,
             bool required, int depth) {
    if (fields_.size() >= kFields) return;
    const size_t first = fields_.size();
    const SchemaView schema = with_variant(declared, value, pointer);
    if (fields_.size() > first) fields_[first].required = required;
    const openapi::Kinds kinds = schema.kinds();
    const bool nullable = kinds.null || declared.nullable();
    if (kinds.array && !kinds.object && !kinds.scalar() && depth < kDepth &&
        (!value || value.is_array())) {
      list(schema, value, pointer, required, nullable, depth);
      return;
    }
    if (schema.has_properties() && !kinds.array && !kinds.scalar() && depth < kDepth &&
        (!value || value.is_object())) {
      object(schema, value, pointer, required, nullable, depth);
      return;
    }
    if (is_file(pointer, schema)) {
      Field& file = add(Kind::file, schema, value, pointer);
      file.required = required;
      file.value.text = std::string(value.string());
      return;
    }
    Field& field = add(Kind::json, schema, value, pointer);
    field.required = required;
    field.nullable = nullable;
    field.may_be_empty = schema.keyword("allowEmptyValue").boolean();
    field.deprecated = field.deprecated || declared.deprecated();
    describe(field, schema);
    if (field.kind == Kind::text && !field.secret) {
      const json::Value most = schema.keyword("maxLength");
      const auto limit = most.is_number() ? most.number().to_int64() : std::nullopt;
      field.multiline = (limit && schema.format().empty() && *limit >= kLongString) ||
                        value.string().find('\n') != std::string_view::npos;
    }
    if (value) set_value(field, value);
    field.placeholder = field.null() ? "null" : placeholder_of(schema);
  }

  static void set_value(Field& field, json::Value value) {
    if (field.kind == Kind::choice) {
      if (!value.is_null()) field.value.text = json::compact(value);
      field.chosen = choice_of(field);
    }
    if (value.is_null()) return;
    field.value.text = field.kind == Kind::json ? json::pretty(value)
                       : value.is_string()      ? std::string(value.string())
                                                : json::compact(value);
    if (!value.is_string() || !field.value.text.empty()) return;
    field.value.state = State::empty;
    if (field.chosen == 0) field.chosen = choice_of(field);
  }

  void list(const SchemaView& schema, json::Value value, const std::string& pointer, bool required,
            bool nullable, int depth) {
    const size_t index = fields_.size();
    const auto count = static_cast<uint32_t>(value.size());
    Field& field = add(Kind::list, schema, value, pointer);
    field.required = required;
    field.nullable = nullable;
    field.count = count;
    std::string first_element = pointer;
    json::append(first_element, size_t{0});
    field.files = is_file(first_element, schema.items());
    uint32_t position = 0;
    for (const json::Value element : value.elements()) {
      std::string at = pointer;
      json::append(at, size_t{position});
      const size_t first = fields_.size();
      if (first >= kFields) break;
      place(schema.item(position), element, at, true, depth + 1);
      if (fields_.size() > first) {
        fields_[first].element = true;
        fields_[first].position = position;
        fields_[first].count = count;
      }
      ++position;
    }
    // New elements come last, and so does the button that adds them; the button of a list
    // within a list is an element itself, and comes before its own.
    if (json::array_index(last_token(pointer))) return;
    const auto list = fields_.begin() + static_cast<std::ptrdiff_t>(index);
    std::rotate(list, list + 1, fields_.end());
  }

  void object(const SchemaView& schema, json::Value value, const std::string& pointer,
              bool required, bool nullable, int depth) {
    const bool shown = value      ? true
                       : required ? depth < kDepth - 1
                                  : depth == 0 && schema.properties().size() <= kShownAtOnce;
    const bool element = json::array_index(last_token(pointer)).has_value();
    if (!shown || (value && !required) || element) {
      // A field of its own, by which the object is added or removed as a whole.
      Field& field = add(Kind::object, schema, value, pointer);
      field.required = required;
      field.nullable = nullable;
      field.added = value && !required;
    }
    if (shown) properties(schema, value, pointer, depth + 1);
  }

  static std::string_view last_token(std::string_view pointer) {
    return pointer.substr(pointer.rfind('/') + 1);
  }

  /// A part of a multipart body, or an element of one.
  bool is_file(const std::string& pointer, const SchemaView& schema) const {
    if (media_ == nullptr) return false;
    const auto tokens = json::split(pointer);
    if (!tokens || tokens->empty() || tokens->size() > 2) return false;
    if (tokens->size() == 2 && !json::array_index(tokens->back())) return false;
    return request::takes_file(*media_, tokens->front(), schema);
  }

  const Variants& variants_;
  const openapi::MediaType* media_;
  std::vector<Field> fields_;
};

}  // namespace

std::vector<Field> body_fields(const SchemaView& schema, json::Value body, const Variants& variants,
                               const openapi::MediaType* media) {
  return FormMaker(variants, media).make(schema, body);
}

Field whole_file_field(bool required) {
  Field field;
  field.kind = Kind::file;
  field.id = body_field("");
  field.required = required;
  field.name = "body";
  return field;
}

uint32_t likely_variant(const SchemaView& schema, json::Value value) {
  const std::vector<SchemaView> branches = schema.variants();
  if (!value) return 0;
  const auto discriminator = schema.discriminator();
  if (discriminator && value[discriminator->property].is_string()) {
    const std::string_view said = value[discriminator->property].string();
    for (const openapi::Tag& tag : schema.tags()) {
      if (tag.value == said) return tag.variant;
    }
  }
  if (discriminator && !discriminator->default_mapping.empty()) {
    if (const auto variant = schema.default_variant()) return *variant;
  }
  uint32_t best = 0;
  int most = -1;
  for (uint32_t i = 0; i < branches.size(); ++i) {
    const SchemaView& branch = branches[i];
    if (!fits(branch.kinds(), value)) continue;
    int points = 0;
    for (const openapi::Property& property : branch.properties()) {
      const json::Value member = value[property.name];
      const std::vector<json::Value> allowed = property.schema.enum_values();
      if (member && allowed.size() == 1) {
        points += json::compact(allowed.front()) == json::compact(member) ? 8 : -8;
      } else {
        points += member ? 2 : property.required ? -2 : 0;
      }
    }
    if (points > most) {
      most = points;
      best = i;
    }
  }
  return best;
}

SchemaView schema_at(SchemaView schema, json::Value body, const Variants& variants,
                     std::string_view pointer) {
  const auto tokens = json::split(pointer);
  if (!tokens) return {};
  std::string at;
  for (const std::string& token : *tokens) {
    const SchemaView here = through_variant(schema, body, variants, at);
    if (here.kinds().array && json::array_index(token)) {
      schema = here.item(*json::array_index(token));
    } else {
      schema = here.property(token);
      const std::vector<SchemaView> branches = here.variants();
      if (!branches.empty() && !here.property(token)) {
        const auto picked = variants.find(at);
        const uint32_t index =
            picked == variants.end() ? likely_variant(here, body) : picked->second;
        if (index < branches.size()) schema = branches[index].property(token);
      }
    }
    body = json::step(body, token);
    json::append(at, token);
  }
  return schema;
}

std::pair<bool, std::string> typed_json(const Field& field, std::string_view text) {
  if (field.kind == Field::Kind::choice) return {true, std::string(text)};
  if (field.kind != Field::Kind::json) {
    return {true, request::is_literal(field.kinds, text) ? std::string(text) : json::quote(text)};
  }
  const json::Reading reading = json::read(text);
  if (!reading.error && reading.document.problems().empty()) {
    return {true, std::string(text::trim(text))};
  }
  if (field.kinds.any || field.kinds.string) {
    const std::string_view plain = text::trim(text);
    const bool meant = !plain.empty() && (plain[0] == '{' || plain[0] == '[' || plain[0] == '"');
    if (!meant) return {true, json::quote(text)};
  }
  return {false, {}};
}

}  // namespace vitrine::session
