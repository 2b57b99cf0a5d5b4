// Makes the rows of a schema: its properties, folded, through arrays, maps and alternatives.
#include <algorithm>
#include <utility>

#include "app/json/write.h"
#include "app/view/schema_rows.h"

namespace vitrine::view {
namespace {

using openapi::SchemaView;

constexpr std::size_t kRowsShown = 1000;
constexpr std::size_t kChoicesShown = 24;
constexpr std::size_t kExampleBytes = 60;
constexpr int kLevelsMost = 12;
/// Limit of the rows that are unfolded at first.
constexpr std::size_t kRowsAtFirst = 40;

/// True when a `$ref` leads to one of the description's schemas, which have pages.
bool names_schema(const json::Value& value) {
  std::string_view reference = value["$ref"].string();
  for (const std::string_view place : {"#/components/schemas/", "#/definitions/"}) {
    if (reference.substr(0, place.size()) == place)
      return reference.find('/', place.size()) == std::string_view::npos;
  }
  return false;
}

/// The name of the schema that this one stands for: by `$ref`, by an `allOf` of nothing else, or
/// by a choice between it and null.
std::string reference_of(const SchemaView& schema) {
  const json::Cursor& cursor = schema.cursor();
  if (names_schema(cursor.value)) return schema.reference_name();
  if (const json::Value parts = cursor.value["allOf"]; parts.size() == 1 && parts.is_array()) {
    const SchemaView only(*schema.set(), {cursor.document, cursor.base_uri, parts.at(0)},
                          schema.dialect());
    if (names_schema(only.cursor().value)) return only.reference_name();
  }
  if (const std::vector<SchemaView> only = schema.variants();
      only.size() == 1 && names_schema(only.front().cursor().value))
    return only.front().reference_name();
  return {};
}

/// The schema whose properties are shown below this one: the items of arrays, the values of maps,
/// the only alternative, else itself; and what that adds to the path.
std::pair<SchemaView, std::string> inner(const SchemaView& schema) {
  SchemaView at = schema;
  std::string suffix;
  for (int depth = 0; depth < 4 && at && !at.has_properties(); ++depth) {
    const openapi::Kinds kinds = at.kinds();
    if (kinds.array) {
      at = at.items();
      suffix += "[]";
    } else if (const SchemaView values = at.additional_properties();
               kinds.object && values && !values.allows_nothing() &&
               values.cursor().value.is_object()) {
      at = values;
      suffix += ".*";
    } else if (const std::vector<SchemaView> only = at.variants(); only.size() == 1) {
      at = only.front();
    } else {
      break;
    }
  }
  return {at, suffix};
}

bool has_own(const SchemaView& schema) {
  const SchemaView at = inner(schema).first;
  return at && at.has_properties();
}

/// The alternatives of a schema, when they differ in more than a type.
std::vector<SchemaView> alternatives(const SchemaView& schema) {
  std::vector<SchemaView> variants = schema.variants();
  // A single one is shown in place, unless the schema has properties of its own.
  if (variants.size() < (schema.has_properties() ? 1 : 2)) return {};
  const bool worth = std::any_of(variants.begin(), variants.end(), [](const SchemaView& variant) {
    return has_own(variant) || variant.variants().size() > 1;
  });
  return worth ? variants : std::vector<SchemaView>();
}

bool has_rows(const SchemaView& schema) {
  return schema && (schema.has_properties() || !alternatives(schema).empty());
}

bool is_written(std::string_view place) { return place.substr(0, 9) != "response/"; }

std::string joined(const std::string& prefix, std::string_view name) {
  return prefix.empty() ? std::string(name) : prefix + "." + std::string(name);
}

class Flattener {
 public:
  Flattener(const Folds& folds, std::string_view place)
      : folds_(folds), place_(place), written_(is_written(place)) {}

  std::vector<SchemaRow> take(const SchemaView& schema) {
    const auto [at, suffix] = inner(schema);
    if (!has_rows(at)) return {};
    unfolds_ = rows_at_first(at) <= kRowsAtFirst;
    add(at, suffix, "", 0);
    return std::move(rows_);
  }

 private:
  static std::size_t rows_at_first(const SchemaView& schema) {
    std::size_t count = 0;
    for (const openapi::Property& property : schema.properties()) {
      const SchemaView below = inner(property.schema).first;
      count += 1 + (has_rows(below) ? below.properties().size() + 1 : 0);
    }
    return count;
  }

  bool turned(const std::string& place) const {
    const auto found = folds_.find(place);
    return found != folds_.end() && found->second == 1;
  }
  std::string at(const std::string& id) const { return std::string(place_) + "/" + id; }

  // As deep as the user unfolded, and no deeper than kLevelsMost.
  // Properties that `above` has as well, as an alternative that builds on it does, are there.
  void add(const SchemaView& schema, const std::string& prefix, const std::string& id, int depth,
           const SchemaView* above = nullptr) {
    if (depth > kLevelsMost) return;
    const std::vector<openapi::Property> known =
        above ? above->properties() : std::vector<openapi::Property>();
    for (const openapi::Property& property : schema.properties()) {
      if (std::any_of(known.begin(), known.end(), [&](const openapi::Property& other) {
            return other.name == property.name &&
                   other.schema.cursor().value == property.schema.cursor().value;
          })) {
        continue;
      }
      add_property(property.schema, joined(prefix, property.name),
                   id + "/" + std::string(property.name), property.required, depth);
    }
    for (const openapi::PatternProperty& pattern : schema.pattern_properties())
      add_property(pattern.schema, joined(prefix, "/" + std::string(pattern.pattern) + "/"),
                   id + "/~" + std::string(pattern.pattern), false, depth);
    const SchemaView others = schema.additional_properties();
    if (schema.has_properties() && others && others.cursor().value.is_object() &&
        others.cursor().value.size() > 0)
      add_property(others, joined(prefix, "*"), id + "/*", false, depth);
    add_alternatives(schema, prefix, id, depth);
  }

  void add_property(const SchemaView& schema, std::string key, std::string id, bool required,
                    int depth) {
    if (rows_.size() >= kRowsShown) return;
    SchemaRow row = describe(schema);
    row.closed = row.closed && written_;
    row.key = std::move(key);
    row.id = std::move(id);
    row.depth = depth;
    row.required = required;
    const auto [below, suffix] = inner(schema);
    row.foldable = has_rows(below) && depth < kLevelsMost;
    row.open = row.foldable && (unfolds_ && depth == 0) != turned(at(row.id));
    const std::string prefix = row.key + suffix;
    const std::string inside = row.id + suffix;
    const bool open = row.open;
    rows_.push_back(std::move(row));
    if (open) add(below, prefix, inside, depth + 1);
  }

  void add_alternatives(const SchemaView& schema, const std::string& prefix, const std::string& id,
                        int depth) {
    const std::vector<SchemaView> variants = alternatives(schema);
    if (variants.empty() || rows_.size() >= kRowsShown) return;
    SchemaRow row;
    row.kind = SchemaRow::Kind::choice;
    row.id = id + "/?";
    row.depth = depth;
    row.several = schema.choice() == openapi::Choice::any_of;
    for (const SchemaView& variant : variants) row.kinds.push_back(name_of(variant, row.kinds));
    const auto chosen = folds_.find(at(row.id));
    row.chosen = chosen == folds_.end() ? 0 : std::min(chosen->second, variants.size() - 1);
    const SchemaView& variant = variants[row.chosen];
    if (const auto discriminator = schema.discriminator()) {
      row.discriminator = discriminator->property;
      row.discriminator_tag = schema.tag(static_cast<std::uint32_t>(row.chosen));
    }
    const std::string inside = row.id + std::to_string(row.chosen);
    rows_.push_back(std::move(row));
    const auto [below, suffix] = inner(variant);
    // A single value under an alternative needs no further label.
    if (!has_rows(below)) {
      SchemaRow only = describe(variant);
      only.key = prefix;
      only.id = inside;
      only.depth = depth;
      rows_.push_back(std::move(only));
    } else {
      add(below, prefix + suffix, inside, depth, &schema);
    }
  }

  static std::string name_of(const SchemaView& variant, const std::vector<std::string>& taken) {
    std::string name = reference_of(variant);
    if (name.empty()) name = variant.title();
    if (name.empty()) name = variant.name();
    if (name.empty()) name = variant.type_words();
    const auto same = std::count(taken.begin(), taken.end(), name);
    return same == 0 ? name : name + " " + std::to_string(taken.size() + 1);
  }

  const Folds& folds_;
  std::string_view place_;
  bool written_ = false;  ///< a request, where limits on the input matter
  bool unfolds_ = false;
  std::vector<SchemaRow> rows_;
};

}  // namespace

SchemaRow describe(const SchemaView& schema) {
  SchemaRow row;
  row.type = schema.type_words();
  const auto [below, suffix] = inner(schema);
  if (suffix == ".*" && row.type == "object") row.type = "map of " + below.type_words();
  if (schema) row.reference = reference_of(schema);
  if (below && row.reference.empty()) {
    row.reference = reference_of(below);
    // "array of Picture": the name stands for the type.
    const std::string inside = below.type_words();
    const bool ends = row.type.size() > inside.size() &&
                      row.type.compare(row.type.size() - inside.size(), inside.size(), inside) == 0;
    if (!row.reference.empty() && !suffix.empty() && ends) {
      row.before = row.type.substr(0, row.type.size() - inside.size());
      row.type.clear();
    }
  }
  if (const std::string format = schema.format(); !format.empty()) row.type += " · " + format;
  row.deprecated = schema.deprecated();
  row.read_only = schema.read_only();
  row.write_only = schema.write_only();
  row.closed = schema.has_properties() && schema.additional_properties().allows_nothing();
  row.description = schema.description();
  row.constraints = schema.constraints();
  // For a list, the values are those of its elements.
  const bool lists = schema.kinds().array && schema.enum_values().empty();
  const SchemaView valued = lists ? schema.items() : schema;
  row.choice_words = valued.enum_descriptions();
  for (const json::Value& choice : valued.enum_values()) {
    if (row.choices.size() == kChoicesShown) {
      row.choices.push_back("…");
      break;
    }
    row.choices.push_back(json::compact(choice));
  }
  if (const json::Value value = schema.default_value()) row.default_value = json::compact(value);
  if (const json::Value value = schema.example(); value && !schema.secret()) {
    if (std::string text = json::compact(value); text.size() <= kExampleBytes)
      row.example = std::move(text);
  }
  return row;
}

std::vector<SchemaRow> flatten(const SchemaView& schema, const Folds& folds,
                               std::string_view place) {
  return Flattener(folds, place).take(schema);
}

}  // namespace vitrine::view
