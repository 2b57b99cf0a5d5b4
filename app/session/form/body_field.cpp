// Makes the inputs for a body: groups of what is required, then of the rest.
#include "app/session/form/body_field.h"

#include <algorithm>

#include "app/json/pointer.h"
#include "app/json/write.h"
#include "app/request/body.h"
#include "app/session/form/form.h"
#include "app/session/reference/schema_facts.h"

namespace vitrine::session {
namespace {

using openapi::SchemaView;
using Kind = Field::Kind;
using request::State;

/// Deeper places are edited as JSON.
constexpr int kDepth = 5;
/// The inputs of a form, and how many more are shown when the user asks for more.
constexpr size_t kFields = 400;
/// An absent object with more properties than this is added before its fields are shown, and
/// more optional ones are folded.
constexpr size_t kShownAtOnce = 8;

bool contains(const std::vector<std::string>& list, std::string_view pointer) {
  return std::find(list.begin(), list.end(), pointer) != list.end();
}

/// Whether one of the pointers is that of the place or of something in it.
bool reaches(const std::vector<std::string>& pointers, std::string_view place) {
  return std::any_of(pointers.begin(), pointers.end(), [&](std::string_view each) {
    return each.starts_with(place) && (each.size() == place.size() || each[place.size()] == '/');
  });
}

bool is_list(const openapi::Kinds& kinds) {
  return kinds.array && !kinds.object && !kinds.scalar();
}
bool is_object(const openapi::Kinds& kinds) {
  return kinds.object && !kinds.array && !kinds.scalar();
}

bool takes_members(const SchemaView& schema) {
  return schema.has_properties() || !schema.additional_properties().allows_nothing() ||
         schema.keyword("patternProperties").size() > 0;
}

class FormMaker {
 public:
  FormMaker(const Form& form, const std::vector<std::string>& wanted,
            const openapi::MediaType* media)
      : form_(form), wanted_(wanted), media_(media) {
    for (const std::string& each : form.turned) parts_ += each.starts_with(kMoreSuffix) ? 1 : 0;
  }

  std::vector<Field> make(const SchemaView& schema, json::Value body) {
    const Layers layers = layers_of(schema, body, form_.variants, "");
    const SchemaView& root = shape_of(layers);
    const openapi::Kinds kinds = root.kinds();
    const Place place{root, body, "", true};
    choices(layers, place);
    if (root.has_properties() && (!body || body.is_object())) {
      properties(layers, place);
    } else if (is_list(kinds) && (!body || body.is_array())) {
      elements(place);
      Field& list = add(Kind::list, place);
      list.count = static_cast<uint32_t>(body.size());
      list.tail = list.count > 0;
    } else if (is_object(kinds) && names_values(root) && (!body || body.is_object())) {
      members(place, {});
      add(Kind::map, place).tail = !body.empty();
    }
    if (ended_) {
      fold(place, std::string(kMoreSuffix) + std::to_string(parts_), parts_ * kFields, false);
      fields_.back().id = body_field(fields_.back().pointer);
    }
    return std::move(fields_);
  }

 private:
  struct Place {
    SchemaView schema;
    json::Value value;
    std::string pointer;
    bool required = false;
    bool nullable = false;
    std::vector<std::string_view> types = {};  ///< where there is a choice, and
    size_t type = 0;                           ///< which of them it is
  };

  Field& add(Kind kind, const Place& place) {
    Field& field = fields_.emplace_back();
    field.kind = kind;
    field.id = body_field(place.pointer);
    field.pointer = place.pointer;
    field.name = field_path(place.pointer);
    if (place.value) field.value.state = place.value.is_null() ? State::null : State::value;
    field.kinds = place.schema.kinds();
    field.required = place.required;
    field.nullable = place.nullable || field.kinds.null;
    field.deprecated = place.schema.deprecated();
    field.depth = depth_;
    return field;
  }

  /// Keeps the words that explain the field.
  static void explain(Field& field, const SchemaView& schema) {
    field.deprecated = field.deprecated || schema.deprecated();
    if (!schema.description().empty() || !schema.constraints().empty()) field.schema = schema;
  }

  /// Ends the form where it has the most fields.
  bool is_full() {
    ended_ = ended_ || fields_.size() >= parts_ * kFields;
    return ended_;
  }

  bool is_open(std::string_view pointer) const { return !contains(form_.turned, pointer); }

  /// Offers the variants of a place, where there are several, and then the types.
  void choices(const Layers& layers, const Place& place) {
    for (const Layer& layer : layers) {
      if (!layer.is_choice()) continue;
      Place at = place;
      at.schema = layer.schema;
      Field& field = add(Kind::variant, at);
      field.pointer = layer.key;
      std::vector<std::string> names;
      for (const SchemaView& each : layer.variants) {
        names.push_back(name_of(each, names));
        field.choices.push_back({names.back(), {}});
      }
      // An object that is absent is none of them yet.
      const bool absent = !place.value && !place.pointer.empty() && is_object(place.schema.kinds());
      field.chosen = absent && !place.required ? -1 : static_cast<int32_t>(layer.chosen);
    }
    if (place.types.empty()) return;
    Field& field = add(Kind::type, place);
    field.pointer += kTypeSuffix;
    field.chosen = static_cast<int32_t>(place.type);
    for (const std::string_view each : place.types) {
      field.choices.push_back({std::string(each == "json" ? "JSON" : each), {}});
    }
  }

  void properties(const Layers& layers, const Place& object) {
    const bool there = object.value || object.pointer.empty();
    std::vector<openapi::Property> optional;
    std::vector<std::string> names;
    size_t hidden = 0;
    for (openapi::Property& each : properties_of(layers)) {
      if (each.schema.read_only() || each.schema.allows_nothing()) continue;
      names.emplace_back(each.name);
      if (each.required) {
        property(each, object, there, !there);
      } else {
        hidden += is_wanted(each, object) ? 0 : 1;
        optional.push_back(std::move(each));
      }
    }
    const std::string folded = object.pointer + std::string(kOptionalSuffix);
    const bool open = contains(form_.turned, folded);
    const bool folds = optional.size() > kShownAtOnce && (hidden > 0 || open);
    if (folds && open) fold(object, folded, optional.size(), true);
    for (const openapi::Property& each : optional) {
      if (!folds || open || is_wanted(each, object)) property(each, object, false, false);
    }
    if (folds && !open) fold(object, folded, hidden, false);
    if (!names_values(shape_of(layers)) || !there) return;
    const Place others{shape_of(layers), object.value, object.pointer};
    members(others, names);
    Field& others_field = add(Kind::map, others);
    others_field.value = {};
    others_field.tail = true;
  }

  bool is_wanted(const openapi::Property& each, const Place& object) const {
    std::string at = object.pointer;
    json::append(at, each.name);
    return object.value[each.name] || reaches(wanted_, at) || reaches(form_.touched, at);
  }

  /// `implied`: it comes with its object, which is not there.
  void property(const openapi::Property& each, const Place& object, bool required, bool implied) {
    std::string at = object.pointer;
    json::append(at, each.name);
    place(each.schema, object.value[each.name], at, required, implied);
  }

  void fold(const Place& object, std::string pointer, size_t count, bool open) {
    Field& field = add(Kind::optional, object);
    field.pointer = std::move(pointer);
    field.id += kOptionalSuffix;
    field.count = static_cast<uint32_t>(count);
    field.open = open;
  }

  void place(const SchemaView& declared, json::Value value, const std::string& pointer,
             bool required, bool implied = false) {
    if (is_full()) return;
    const Layers layers = layers_of(declared, value, form_.variants, pointer);
    Place at{shape_of(layers), value, pointer, required, declared.nullable()};
    const size_t first = fields_.size();
    openapi::Kinds kinds = at.schema.kinds();
    if (depth_ < kDepth && !is_file(pointer, at.schema)) at.types = types_of(kinds);
    if (!at.types.empty()) {
      at.type = type_of(at);
      kinds = {};
      kinds.array = at.types[at.type] == "array";
      kinds.object = at.types[at.type] == "object";
    }
    const bool empty = !value || value.is_null();
    if (depth_ < kDepth && is_list(kinds) && (empty || value.is_array())) {
      list(layers, at);
    } else if (depth_ < kDepth && is_object(kinds) && (empty || value.is_object()) &&
               takes_members(at.schema)) {
      object(layers, at);
    } else {
      choices(layers, at);
      leaf(at, implied);
    }
    // What explains the field stands at its value, not at a choice of that.
    for (size_t i = first; i < fields_.size(); ++i) {
      if (fields_[i].kind != Kind::variant && fields_[i].pointer == pointer) {
        explain(fields_[i], declared);
        break;
      }
    }
  }

  /// The type that the user chose or typed as, else that of the value.
  size_t type_of(const Place& place) const {
    const auto picked = form_.variants.find(place.pointer + std::string(kTypeSuffix));
    if (picked != form_.variants.end())
      return std::min<size_t>(picked->second, place.types.size() - 1);
    if (!place.value) return 0;
    const auto found =
        std::find(place.types.begin(), place.types.end(), json::type_name(place.value.type()));
    return found == place.types.end() ? 0 : static_cast<size_t>(found - place.types.begin());
  }

  void leaf(const Place& place, bool implied) {
    if (is_file(place.pointer, place.schema)) {
      add(Kind::file, place).value.text = std::string(place.value.string());
      return;
    }
    Field& field = add(Kind::json, place);
    describe_value(field, place.schema, place.value,
                   place.types.empty() ? std::string_view() : place.types[place.type]);
    field.tell_empty = field.kind == Kind::text && field.kinds.string && !field.may_be_empty &&
                       field.value.text.empty() && !field.null() &&
                       contains(form_.touched, place.pointer);
    if (implied && !place.value && field.kind == Kind::choice &&
        place.schema.enum_values().size() == 1) {
      field.kind = Kind::constant;
    }
  }

  void list(const Layers& layers, const Place& place) {
    const size_t index = begin_group(Kind::list, layers, place, place.value.size() > 0);
    std::string first_element = place.pointer;
    json::append(first_element, size_t{0});
    fields_[index].files = is_file(first_element, place.schema.items());
    fields_[index].count = static_cast<uint32_t>(place.value.size());
    if (!fields_[index].open) return;
    ++depth_;
    elements(place);
    --depth_;
  }

  /// True where the field of an element is that of the one before but for the text.
  static bool differs_by_value(const Field& field, json::Value before, json::Value value) {
    if ((field.kind != Kind::text && field.kind != Kind::number) || field.multiline ||
        field.tell_empty || field.value.state != State::value)
      return false;
    if (value.is_number()) return before.is_number();
    const std::string_view text = value.string();
    return value.is_string() && before.is_string() && !text.empty() &&
           text.find('\n') == std::string_view::npos;
  }

  void repeat(const std::string& pointer, json::Value value) {
    Field field = fields_.back();
    field.id = body_field(pointer);
    field.pointer = pointer;
    field.name = field_path(pointer);
    field.value.text = value.is_string() ? std::string(value.string()) : json::compact(value);
    fields_.push_back(std::move(field));
  }

  void elements(const Place& list) {
    uint32_t position = 0;
    bool alike = false;
    json::Value before;
    const auto count = static_cast<uint32_t>(list.value.size());
    for (const json::Value element : list.value.elements()) {
      std::string at = list.pointer;
      json::append(at, size_t{position});
      const size_t first = fields_.size();
      if (is_full()) break;
      if (alike && differs_by_value(fields_.back(), before, element)) {
        repeat(at, element);
      } else {
        place(list.schema.item(position), element, at, true);
        // After the items that have a schema by their position, all have the same.
        alike = fields_.size() == first + 1 && position >= list.schema.tuple_size();
      }
      before = element;
      if (fields_.size() > first) {
        // The choice of a type stands in the row of its value.
        const bool typed = fields_[first].kind == Kind::type && fields_.size() > first + 1;
        Field& field = fields_[first + (typed ? 1 : 0)];
        field.element = true;
        field.position = position;
        field.count = count;
      }
      ++position;
    }
  }

  void object(const Layers& layers, const Place& place) {
    const bool free = !place.schema.has_properties();
    const bool there = place.value.is_object();
    // To choose a variant adds the object.
    const bool chooses = !place.value && !place.required && !reaches(wanted_, place.pointer) &&
                         std::any_of(layers.begin(), layers.end(),
                                     [](const Layer& each) { return each.is_choice(); });
    if (chooses) return choices(layers, place);
    const bool shown = there                             ? true
                       : free || place.value             ? false
                       : place.required                  ? depth_ < kDepth - 1
                       : reaches(wanted_, place.pointer) ? true
                       : depth_ > 0                      ? false
                                    : properties_of(layers).size() <= kShownAtOnce;
    const size_t index = begin_group(free ? Kind::map : Kind::object, layers, place, shown);
    fields_[index].added = place.value && !place.required;
    fields_[index].count = static_cast<uint32_t>(place.value.size());
    if (!fields_[index].open) return;
    ++depth_;
    if (free) {
      members(place, {});
    } else {
      properties(layers, place);
    }
    --depth_;
  }

  /// The head of a group, then the choice among its variants: within the group, where it is open.
  size_t begin_group(Kind kind, const Layers& layers, const Place& place, bool group) {
    if (!group) choices(layers, place);
    const size_t index = fields_.size();
    Field& field = add(kind, place);
    field.group = group;
    field.open = group && is_open(place.pointer);
    if (field.open) {
      ++depth_;
      choices(layers, place);
      --depth_;
    }
    return index;
  }

  /// The members of a map, but those that are declared.
  void members(const Place& map, const std::vector<std::string>& declared) {
    uint32_t position = 0;
    const auto count = static_cast<uint32_t>(map.value.size());
    for (const json::Member& member : map.value.members()) {
      if (is_full()) break;
      if (std::find(declared.begin(), declared.end(), member.key) != declared.end()) continue;
      Place at{{}, member.value, map.pointer, true};
      json::append(at.pointer, member.key);
      Field& key = add(Kind::key, at);
      key.value.text = std::string(member.key);
      key.pointer += kKeySuffix;
      key.id = body_field(map.pointer) + '/' + std::string(kKeySuffix) + std::to_string(position);
      key.position = position++;
      key.count = count;
      place(value_schema(map.schema, member.key), member.value, at.pointer, true);
    }
  }

  /// A part of a multipart body, or an element of one.
  bool is_file(const std::string& pointer, const SchemaView& schema) const {
    if (media_ == nullptr) return false;
    const auto tokens = json::split(pointer);
    if (!tokens || tokens->empty() || tokens->size() > 2) return false;
    if (tokens->size() == 2 && !json::array_index(tokens->back())) return false;
    return request::takes_file(*media_, tokens->front(), schema);
  }

  const Form& form_;
  const std::vector<std::string>& wanted_;
  const openapi::MediaType* media_;
  std::vector<Field> fields_;
  size_t parts_ = 1;
  bool ended_ = false;
  uint8_t depth_ = 0;
};

}  // namespace

bool names_values(const SchemaView& schema) {
  const json::Value others = schema.additional_properties().cursor().value;
  return (others.is_object() && !others.empty()) || schema.keyword("patternProperties").size() > 0;
}

std::vector<Field> body_fields(const SchemaView& schema, json::Value body, const Form& form,
                               const std::vector<std::string>& wanted,
                               const openapi::MediaType* media) {
  return FormMaker(form, wanted, media).make(schema, body);
}

}  // namespace vitrine::session
