// Lists what is in a schema, one field an item, each schema that has a name once.
#include <algorithm>
#include <utility>

#include "app/session/reference/markdown_text.h"
#include "app/session/reference/place_names.h"
#include "app/session/reference/schema_words.h"
#include "app/session/reference/sheet.h"

namespace vitrine::session {
namespace {

using openapi::SchemaView;
using schema::Display;

constexpr int kLevelsMost = 8;
constexpr std::size_t kChoicesMost = 200;

class Lister {
 public:
  explicit Lister(Sheet& sheet) : sheet_(sheet) {}

  void item(Described head, const SchemaView& schema, int depth) {
    if (is_full(depth)) return;
    SchemaFacts facts = describe(schema);
    facts.deprecated = facts.deprecated || head.deprecated;
    if (!head.description.empty()) facts.description = std::move(head.description);
    if (facts.examples.empty()) facts.examples = std::move(head.examples);
    if (!head.media_type.empty())
      facts.constraints.push_back({"content", Display::plain, std::move(head.media_type)});
    if (facts.title == head.name || code_span(facts.title) == head.name) facts.title.clear();
    const bool opens = this->opens(facts.reference);
    say(head.name, facts, head.required, opens, depth);
    if (opens) below(schema, depth + 1);
  }

  void whole(std::string_view name, const SchemaView& schema) {
    SchemaFacts facts = describe(schema);
    facts.closed = facts.closed && sheet_.written;
    const bool opens = this->opens(facts.reference);
    // An example of the whole stands beside it.
    if (facts.examples.size() == 1 && facts.examples[0].find_first_of("{[") == 0)
      facts.examples.clear();
    sheet_.paragraph(line(name, facts, false, opens));
    sheet_.prose(facts.description, sheet_.level + 2);
    sheet_.gap();
    worded_choices(facts, 0);
    if (opens) below(schema, 0);
    sheet_.end_list();
  }

 private:
  bool is_full(int depth) {
    const bool full = depth > kLevelsMost || sheet_.out.size() >= sheet_.end;
    sheet_.cut = sheet_.cut || full;
    return full;
  }

  /// Whether the fields of that schema stand here.
  bool opens(const std::string& name) {
    return name.empty() || (!has_section(name) && sheet_.said.insert(name).second);
  }
  bool has_section(const std::string& name) const {
    return sheet_.sections && sheet_.sections->count(name) > 0;
  }

  std::string line(std::string_view name, const SchemaFacts& facts, bool required, bool opens) {
    std::string text(name);
    const auto add = [&](std::string_view words) {
      if (!words.empty()) text.append(text.empty() ? "" : " · ").append(words);
    };
    if (facts.reference.empty()) {
      add(facts.type);
    } else {
      std::string named = sheet_.link(code_span(facts.reference), schema_place(facts.reference));
      if (!opens && !has_section(facts.reference))
        named = sheet_.fill(Word::see_above, {{"name", named}});
      add(facts.before + named);
      add(facts.type.starts_with(" · ") ? std::string_view(facts.type).substr(5) : facts.type);
    }
    add(one_line(facts.title));
    if (required) add(sheet_.word(Word::required));
    if (facts.deprecated) add(sheet_.word(Word::deprecated));
    std::string said;
    for (const Piece& piece : fact_pieces(facts, sheet_.language)) {
      if (piece.kind == Piece::Kind::value)
        said += code_span(piece.text);
      else if (piece.kind == Piece::Kind::link)
        said += '[' + one_line(piece.text) + "](" + piece.href + ')';
      else
        said += piece.text;
    }
    add(said);
    if (!facts.choices.empty() && facts.choice_words.empty()) {
      const std::size_t shown = std::min(facts.choices.size(), kChoicesMost);
      std::string choices = sheet_.word(Word::one_of) + ' ';
      for (std::size_t index = 0; index < shown; ++index)
        choices += (index == 0 ? "" : ", ") + code_span(facts.choices[index]);
      if (shown < facts.choices.size()) {
        choices += ", …";
        sheet_.cut = true;
      }
      add(choices);
    }
    return text;
  }

  void say(std::string_view name, SchemaFacts& facts, bool required, bool opens, int depth) {
    facts.closed = facts.closed && sheet_.written;
    sheet_.item(depth, line(name, facts, required, opens), facts.description);
    worded_choices(facts, depth + 1);
  }

  void worded_choices(const SchemaFacts& facts, int depth) {
    for (std::size_t index = 0; index < facts.choice_words.size(); ++index) {
      if (is_full(0)) return;
      const std::string words = one_line(facts.choice_words[index]);
      sheet_.item(depth, code_span(facts.choices[index]) + (words.empty() ? "" : ": " + words));
    }
  }

  /// Properties that `above` has as well, as an alternative that builds on it does, are there.
  void below(const SchemaView& schema, int depth, const SchemaView* above = nullptr) {
    if (!schema) return;
    subschemas(schema, depth);
    SchemaView inside = schema;
    for (int level = 0; level < kElementsMost; ++level) {
      const Element element = element_of(inside);
      if (!element.schema) break;
      inside = element.schema;
      if (names_schema(inside.cursor().value)) continue;
      all_of(element, depth);
      subschemas(inside, depth);
    }
    const std::vector<openapi::Property> known =
        above ? above->properties() : std::vector<openapi::Property>();
    for (const openapi::Property& property : inside.properties()) {
      const bool stands_above =
          std::any_of(known.begin(), known.end(), [&](const openapi::Property& other) {
            return other.name == property.name && other.schema.is_same(property.schema);
          });
      if (!stands_above)
        item({code_span(property.name), property.required}, property.schema, depth);
    }
    const SchemaView others = inside.additional_properties();
    if (inside.has_properties() && others.cursor().value.is_object() &&
        !others.cursor().value.empty())
      item({code_span("*")}, others, depth);
    variants(inside, depth);
  }

  /// What is said of all items or values, unless it is no more than a type.
  void all_of(const Element& element, int depth) {
    SchemaFacts facts = describe(element.schema);
    // The list has shown the values of its items.
    if (element.role == Display::item && !element.schema.kinds().array) {
      facts.choices.clear();
      facts.choice_words.clear();
    }
    if (facts.title.empty() && facts.description.empty() && facts.choices.empty() &&
        !facts.deprecated && element.schema.format().empty() &&
        fact_pieces(facts, sheet_.language).empty())
      return;
    if (!is_full(depth))
      say(role_words(element.role, {}, sheet_.language), facts, false, true, depth);
  }

  void subschemas(const SchemaView& schema, int depth) {
    for (openapi::Subschema& sub : schema.subschemas()) {
      const json::Value value = sub.schema.cursor().value;
      std::string name = role_words(sub.display, sub.key, sheet_.language);
      if (sub.display == Display::position) name = code_span('[' + sub.key + ']');
      if (sub.display == Display::pattern_name) name = code_span('/' + sub.key + '/');
      const bool listed = sub.display == Display::position || sub.display == Display::pattern_name;
      if (!listed && (value.boolean() || (value.is_object() && value.empty()))) continue;
      item({std::move(name)}, sub.schema, depth);
    }
    if (schema.tuple_size() == 0) return;
    const SchemaView rest = schema.items();
    if (rest.cursor().value.is_object() && !rest.cursor().value.empty())
      item({sheet_.word(Word::other_items)}, rest, depth);
  }

  /// Once for each union: a variant may hold the union again.
  void variants(const SchemaView& schema, int depth) {
    const Alternatives found = alternatives(schema);
    const json::Value written = schema.resolved().cursor().value;
    if (found.variants.empty() || is_full(depth) ||
        std::find(unions_.begin(), unions_.end(), written) != unions_.end())
      return;
    unions_.push_back(written);
    const auto discriminator = schema.discriminator();
    std::string head =
        sheet_.word(schema.choice() == openapi::Choice::any_of ? Word::any_of : Word::one_of);
    if (discriminator)
      head += " · " + sheet_.word(Word::chosen_by) + ' ' + code_span(discriminator->property);
    sheet_.item(depth, head + ':');
    std::vector<std::string> names;
    for (std::uint32_t index = 0; index < found.variants.size(); ++index) {
      if (is_full(depth + 1)) break;
      names.push_back(name_of(found.variants[index], names));
      const std::string tag = discriminator ? schema.tag(index) : std::string();
      variant(found.variants[index], schema, names.back(),
              tag.empty() ? "" : code_span(discriminator->property) + ": " + code_span(tag),
              depth + 1);
    }
    unions_.pop_back();
  }

  void variant(const SchemaView& variant, const SchemaView& above, const std::string& name,
               const std::string& tag, int depth) {
    SchemaFacts facts = describe(variant);
    // A schema that builds on the one above is no reference, and has a section.
    if (facts.reference.empty() && !variant.cursor().value["$ref"])
      facts.reference = variant.name();
    const bool opens = this->opens(facts.reference);
    const bool own_name = name != facts.reference && name != variant.type_words();
    if (facts.title == name) facts.title.clear();
    std::string head = own_name ? one_line(name) : std::string();
    if (!tag.empty()) head += (head.empty() ? "" : " · ") + tag;
    say(head, facts, false, opens, depth);
    if (opens) below(variant, depth + 1, &above);
  }

  Sheet& sheet_;
  std::vector<json::Value> unions_;  ///< whose variants are being listed
};

}  // namespace

void list_schema(Sheet& sheet, Described head, const SchemaView& schema) {
  Lister(sheet).item(std::move(head), schema, 0);
}

void write_schema(Sheet& sheet, std::string_view name, const SchemaView& schema) {
  Lister(sheet).whole(name, schema);
}

}  // namespace vitrine::session
