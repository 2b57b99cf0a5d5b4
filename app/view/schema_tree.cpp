// Makes the rows of a schema: its properties, folded, through arrays, maps and alternatives.
#include <algorithm>
#include <utility>

#include "app/json/pointer.h"
#include "app/session/form/field.h"
#include "app/text/utf8.h"
#include "app/view/schema_rows.h"

namespace vitrine::view {
namespace {

using openapi::SchemaView;
using schema::Display;
using session::alternatives;
using session::Alternatives;
using session::Element;
using session::element_of;
using session::inner;
using session::kElementsMost;
using session::name_of;
using session::names_schema;
using session::reference_of;

constexpr std::size_t kRowsShown = 1000;
constexpr int kLevelsMost = 12;
/// Folds and alternatives that are turned until a field of a link is there.
constexpr int kMostTurns = 64;
/// Limit of the rows that are unfolded at first.
constexpr std::size_t kRowsAtFirst = 40;
/// Limit of the text that the browser finds in folded rows, of a whole schema.
constexpr std::size_t kMostFolded = 8192;

bool has_rows(const SchemaView& schema) {
  return schema && (schema.has_properties() || !alternatives(schema).listed);
}

std::string joined(const std::string& prefix, std::string_view name) {
  return prefix.empty() ? std::string(name) : prefix + "." + std::string(name);
}

class Flattener {
 public:
  Flattener(const Folds& folds, std::string_view place)
      : folds_(folds), place_(place), written_(is_written(place)) {}

  std::vector<SchemaRow> take(const SchemaView& schema) {
    if (!schema) return {};
    const auto levels = folds_.find(levels_key(place_));
    if (levels != folds_.end()) {
      levels_ = static_cast<int>(levels->second);
      required_ = levels->second == kRequiredLevels;
    } else {
      levels_ = rows_at_first(inner(schema).first) <= kRowsAtFirst ? 1 : 0;
    }
    open_.push_back(written_at(schema));
    add(schema, {"", "", 0});
    return std::move(rows_);
  }

 private:
  /// Where the schema inside is written: equal for a schema that holds itself.
  static json::Value written_at(const SchemaView& schema) {
    return inner(schema).first.resolved().cursor().value;
  }

  /// Where rows are added: the path of their schema, its id, and their depth.
  struct Place {
    std::string path;
    std::string id;
    int depth = 0;
  };

  static std::size_t rows_at_first(const SchemaView& schema) {
    std::size_t count = 0;
    for (const openapi::Property& property : schema.properties()) {
      const SchemaView below = inner(property.schema).first;
      count += 1 + (has_rows(below) ? below.properties().size() + 1 : 0);
      if (count > kRowsAtFirst) break;
    }
    return count;
  }

  bool turned(const std::string& place) const {
    const auto found = folds_.find(place);
    return found != folds_.end() && found->second == 1;
  }
  std::string at(const std::string& id) const { return std::string(place_) + "/" + id; }
  bool is_full(int depth) const { return depth > kLevelsMost || rows_.size() >= kRowsShown; }

  // As deep as the user unfolded, and no deeper than kLevelsMost.
  // Properties that `above` has as well, as an alternative that builds on it does, are there.
  void add(const SchemaView& schema, Place place, const SchemaView* above = nullptr) {
    if (is_full(place.depth)) return;
    add_subschemas(schema, place);
    SchemaView inside = schema;
    Place details = place;
    for (int level = 0; level < kElementsMost; ++level) {
      const Element element = element_of(inside);
      if (!element.schema) break;
      inside = element.schema;
      details.path += element.suffix;
      details.id += "/*";
      if (names_schema(inside.cursor().value)) continue;
      add_element(element, details);
      add_subschemas(inside, details);
    }
    place.path = std::move(details.path);
    place.id = std::move(details.id);
    const std::vector<openapi::Property> known =
        above ? above->properties() : std::vector<openapi::Property>();
    for (const openapi::Property& property : inside.properties()) {
      if (std::any_of(known.begin(), known.end(), [&](const openapi::Property& other) {
            return other.name == property.name && other.schema.is_same(property.schema);
          })) {
        continue;
      }
      std::string id;
      json::append(id, property.name);
      SchemaRow row = row_at(place, property.name, id);
      row.required = property.required;
      add_schema(property.schema, std::move(row));
    }
    const SchemaView others = inside.additional_properties();
    if (inside.has_properties() && others.cursor().value.is_object() &&
        others.cursor().value.size() > 0)
      add_schema(others, row_at(place, "*", "/*"));
    add_alternatives(inside, place);
  }

  /// A row for what stands at `name` in the schema.
  static SchemaRow row_at(const Place& place, std::string_view name, const std::string& id) {
    SchemaRow row;
    row.key = joined(place.path, name);
    if (!place.path.empty()) row.name = name;
    row.id = place.id + id;
    row.depth = place.depth;
    return row;
  }

  /// Describes the schema in the row, and adds what stands below it.
  void add_schema(const SchemaView& schema, SchemaRow place) {
    if (is_full(place.depth)) return;
    SchemaRow row = describe(schema);
    row.closed = row.closed && written_;
    row.key = std::move(place.key);
    row.name = std::move(place.name);
    row.id = std::move(place.id);
    row.depth = place.depth;
    row.required = place.required;
    row.role = place.role;
    row.subject = std::move(place.subject);
    if (row.title == (row.name.empty() ? row.key : row.name)) row.title.clear();
    row.foldable = row.depth < kLevelsMost && has_rows(inner(schema).first);
    const json::Value written = row.foldable ? written_at(schema) : json::Value();
    const bool held = std::find(open_.begin(), open_.end(), written) != open_.end();
    const bool opens =
        row.depth < levels_ && (!required_ || row.required) && !(held && row.depth > 0);
    row.open = row.foldable && opens != turned(at(row.id));
    // Without properties there is little: it stands there at once, or on the page of its schema.
    const bool shows =
        row.foldable ? row.open : row.depth == 0 || row.reference.empty() || !row.before.empty();
    Place below{row.key, row.id, row.depth + 1};
    // Who unfolds a schema within itself sees its alternatives again.
    std::vector<json::Value> outside;
    if (row.foldable) outside.swap(unions_);
    if (row.foldable && !row.open) row.folded = folded(inner(schema).first);
    const bool foldable = row.foldable;
    rows_.push_back(std::move(row));
    open_.push_back(written);
    if (shows) add(schema, std::move(below));
    open_.pop_back();
    if (foldable) outside.swap(unions_);
  }

  /// The names and words of the properties of a schema, as far as there is room for them.
  std::string folded(const SchemaView& schema) {
    std::string text;
    if (room_ == 0) return text;
    for (const openapi::Property& property : schema.properties()) {
      text += property.name;
      text += ' ';
      text += property.schema.description();
      text += '\n';
      if (text.size() > room_) break;
    }
    text = text::shortened(text, room_);
    room_ -= std::min(room_, text.size());
    return text;
  }

  /// What is said of all items or values, unless their schema has a page or nothing but a type.
  void add_element(const Element& element, const Place& place) {
    SchemaRow row = describe(element.schema);
    // The list has shown the values of its items.
    if (element.role == Display::item && !element.schema.kinds().array) row.choices.clear();
    const bool says = !row.title.empty() || !row.description.empty() || !row.constraints.empty() ||
                      !row.choices.empty() || !row.default_value.empty() || !row.examples.empty() ||
                      !row.required_names.empty() || !row.dependencies.empty() ||
                      !row.more_url.empty() || row.deprecated || !element.schema.format().empty();
    if (!says || is_full(place.depth)) return;
    row.closed = row.closed && written_;
    row.key = place.path;
    row.id = place.id + "/=";
    row.depth = place.depth;
    row.role = element.role;
    rows_.push_back(std::move(row));
  }

  void add_subschemas(const SchemaView& schema, const Place& place) {
    for (openapi::Subschema& sub : schema.subschemas()) {
      const json::Value value = sub.schema.cursor().value;
      const bool listed = sub.display == Display::position || sub.display == Display::pattern_name;
      if (!listed && (value.boolean() || (value.is_object() && value.empty()))) continue;
      const std::string keyword(sub.keyword);
      SchemaRow row;
      if (sub.display == Display::position) {
        row = row_at(place, "", "/=" + keyword + sub.key);
        row.name = "[" + sub.key + "]";
        row.key = place.path + row.name;
      } else if (sub.display == Display::pattern_name) {
        row = row_at(place, "/" + sub.key + "/", "/~" + sub.key);
      } else {
        row = row_at(place, keyword, "/=" + keyword + sub.key);
        row.name.clear();
        row.role = sub.display;
        row.subject = sub.key;
        if (sub.display == Display::one_of || sub.display == Display::any_of)
          row.name = name_of(sub.schema, {});
      }
      add_schema(sub.schema, std::move(row));
    }
    if (schema.tuple_size() == 0) return;
    const SchemaView others = schema.items();
    if (!others.cursor().value.is_object() || others.cursor().value.empty()) return;
    SchemaRow row = row_at(place, "", "/[]");
    row.key = place.path + "[]";
    row.role = Display::rest;
    add_schema(others, std::move(row));
  }

  /// Once for each union: a variant may hold the union again.
  void add_alternatives(const SchemaView& schema, const Place& place) {
    const Alternatives found = alternatives(schema);
    const json::Value written = schema.resolved().cursor().value;
    if (found.variants.empty() || is_full(place.depth) ||
        std::find(unions_.begin(), unions_.end(), written) != unions_.end())
      return;
    unions_.push_back(written);
    add_alternatives(schema, found, place);
    unions_.pop_back();
  }

  void add_alternatives(const SchemaView& schema, const Alternatives& found, const Place& place) {
    const std::vector<SchemaView>& variants = found.variants;
    SchemaRow row;
    row.kind = SchemaRow::Kind::choice;
    row.id = place.id + "/?";
    row.depth = place.depth;
    row.several = schema.choice() == openapi::Choice::any_of;
    if (found.listed) {
      const std::string id = row.id;
      rows_.push_back(std::move(row));
      for (std::size_t i = 0; i < variants.size(); ++i)
        add_variant(variants[i], {place.path, id + std::to_string(i), place.depth});
      return;
    }
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
    add_variant(variant, {place.path, inside, place.depth}, &schema);
  }

  /// What an alternative says itself, then what is in it: in a list it stands below that.
  void add_variant(const SchemaView& variant, Place place, const SchemaView* above = nullptr) {
    if (is_full(place.depth)) return;
    SchemaRow row = describe(variant);
    row.closed = row.closed && written_;
    row.id = place.id;
    row.depth = place.depth;
    if (!above) row.name = std::exchange(row.title, {});
    // A schema that builds on the one above is no reference, and has a page.
    if (row.reference.empty() && !variant.cursor().value["$ref"]) row.reference = variant.name();
    const bool has_page = !row.reference.empty() && row.before.empty();
    rows_.push_back(std::move(row));
    if (!above) ++place.depth;
    if (above || !has_page) add(variant, std::move(place), above);
  }

  const Folds& folds_;
  std::string_view place_;
  bool written_ = false;             ///< a request, where limits on the input matter
  int levels_ = 0;                   ///< that are unfolded at first
  bool required_ = false;            ///< no others in them
  std::vector<json::Value> open_;    ///< what is being added
  std::vector<json::Value> unions_;  ///< whose variants are being added
  std::vector<SchemaRow> rows_;
  std::size_t room_ = kMostFolded;
};

/// The alternative of the row that the path goes through.
std::optional<std::size_t> chosen_by(std::string_view path, const SchemaRow& row) {
  if (!path.starts_with(row.id)) return std::nullopt;
  path.remove_prefix(row.id.size());
  const auto index = json::array_index(path.substr(0, path.find('/')));
  return index && *index < row.kinds.size() ? index : std::nullopt;
}

/// The row's id as the path has it: one that names no alternatives leads into any of them.
std::string id_for(std::string_view path, const SchemaRow& row) {
  if (path.find("/?") != std::string_view::npos) return row.id;
  std::string id = row.id;
  for (std::size_t at = id.find("/?"); at != std::string::npos; at = id.find("/?", at))
    id.erase(at, id.find('/', at + 1) - at);
  return id;
}

}  // namespace

bool is_written(std::string_view place) {
  return !place.starts_with("response/") && place.find("/response/") == std::string_view::npos;
}

std::string levels_key(std::string_view place) { return std::string(place) + "/#"; }

std::vector<SchemaRow> flatten(const SchemaView& schema, const Folds& folds,
                               std::string_view place) {
  return Flattener(folds, place).take(schema);
}

const SchemaRow* nearest_row(const std::vector<SchemaRow>& rows, std::string_view path) {
  const SchemaRow* nearest = nullptr;
  std::size_t longest = 0;
  for (const SchemaRow& row : rows) {
    if (row.kind != SchemaRow::Kind::property) continue;
    const std::string id = id_for(path, row);
    if (!session::field_below(path, id) || (nearest && id.size() <= longest)) continue;
    nearest = &row;
    longest = id.size();
  }
  return nearest;
}

bool unfold(const SchemaView& schema, Folds& folds, std::string_view place, std::string_view path) {
  Folds turned = folds;
  for (int step = 0; step < kMostTurns; ++step) {
    const std::vector<SchemaRow> rows = flatten(schema, turned, place);
    const auto key = [&](const SchemaRow& row) { return std::string(place) + "/" + row.id; };
    const auto other = std::find_if(rows.begin(), rows.end(), [&](const SchemaRow& row) {
      return row.kind == SchemaRow::Kind::choice &&
             chosen_by(path, row).value_or(row.chosen) != row.chosen;
    });
    if (other != rows.end()) {
      turned[key(*other)] = *chosen_by(path, *other);
      continue;
    }
    const SchemaRow* nearest = nearest_row(rows, path);
    if (nearest && id_for(path, *nearest).size() == path.size()) {
      folds = std::move(turned);
      return true;
    }
    if (nearest && nearest->foldable && !nearest->open) {
      std::size_t& fold = turned[key(*nearest)];
      fold = 1 - fold;
      // Without the row itself, the nearest above it is what can be shown.
      folds = turned;
      continue;
    }
    // A path that does not say which alternative it means: any that has the row.
    const auto next = std::find_if(rows.rbegin(), rows.rend(), [&](const SchemaRow& row) {
      return row.kind == SchemaRow::Kind::choice && row.chosen + 1 < row.kinds.size() &&
             !chosen_by(path, row);
    });
    if (next == rows.rend()) return false;
    turned[key(*next)] = next->chosen + 1;
  }
  return false;
}

}  // namespace vitrine::view
