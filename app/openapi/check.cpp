#include "app/openapi/check.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <tuple>
#include <utility>
#include <variant>

#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/json/uri.h"
#include "app/json/write.h"
#include "app/openapi/context.h"
#include "app/openapi/legacy.h"
#include "app/schema/message.h"
#include "app/schema/schema.h"

namespace vitrine::openapi {

using json::Cursor;
using json::Value;

namespace {

/// The document that refers to all schemas, so that they are compiled together, each once.
constexpr const char* kAllSchemas = "vitrine:all-schemas";

class Checker {
 public:
  explicit Checker(const Description& description) : description_(description) {
    context_.set = &description.documents();
    context_.version = description.version();
    context_.dialect = description.dialect();
    context_.problems = &problems_;
    context_.missing = &missing_;
  }

  std::vector<Problem> run() {
    problems_ = description_.problems();
    check_operations();
    if (!context_.legacy()) check_components();
    for (const NamedSchema& schema : description_.schemas()) add_schema(schema.cursor);
    check_schemas();
    check_discriminators();
    check_examples();
    return in_order();
  }

 private:
  struct Sample {
    Cursor schema;
    Cursor value;
    schema::Direction direction;
  };

  void take(std::vector<Problem>&& more) {
    std::move(more.begin(), more.end(), std::back_inserter(problems_));
    more.clear();
  }

  void check_operations() {
    for (size_t i = 0; i < description_.operations().size(); ++i) {
      Operation operation = description_.operation(i);
      take(std::move(operation.problems));
      using enum schema::Direction;
      for (const Parameter& parameter : operation.parameters) add(parameter, request);
      if (operation.request_body) add(operation.request_body->content, request);
      for (const Response& response : operation.responses) {
        add(response.content, schema::Direction::response);
        for (const Header& header : response.headers) add(header, schema::Direction::response);
      }
    }
  }

  /// Components that no operation uses are somebody's words as well.
  void check_components() {
    const Cursor root = description_.documents().root(description_.uri());
    const Cursor components = child(root, root.value["components"]);
    using enum schema::Direction;
    for (const auto& [name, value] : named(components, "parameters")) {
      const Cursor cursor = context_.follow(value, "parameter");
      Parameter parameter;
      if (cursor.value && !cursor.value.is_object()) {
        context_.report(rule::kFieldType, cursor,
                        "a parameter must be an object; this one is ignored");
      }
      if (cursor.value.is_object() && read_parameter(context_, cursor, parameter)) {
        add(parameter, request);
      }
    }
    for (const auto& [name, value] : named(components, "requestBodies")) {
      add(read_request_body(context_, value).content, request);
    }
    for (const auto& [name, value] : named(components, "responses")) {
      add(read_response(context_, value, name).content, schema::Direction::response);
    }
    for (const auto& [name, value] : named(components, "mediaTypes")) {
      add({read_media_type(context_, value, name)}, any);
    }
    for (const Header& header : read_headers(context_, context_.object(components, "headers"))) {
      add(header, schema::Direction::response);
    }
    read_examples(context_, components);
    read_links(context_, context_.object(components, "links"));
    read_callbacks(context_, context_.object(components, "callbacks"));
  }

  std::vector<std::pair<std::string_view, Cursor>> named(const Cursor& components,
                                                         std::string_view key) {
    std::vector<std::pair<std::string_view, Cursor>> list;
    const Cursor section = context_.object(components, key);
    for (const json::Member& member : section.value.members()) {
      if (!is_extension(member.key)) list.push_back({member.key, child(section, member.value)});
    }
    return list;
  }

  template <class Owner>
  void add(const Owner& owner, schema::Direction direction) {
    add_schema(owner.schema);
    add_samples(owner.schema, owner.examples, direction);
    add(owner.content, direction);
  }

  void add(const std::vector<MediaType>& content, schema::Direction direction) {
    for (const MediaType& media : content) {
      add_schema(media.schema);
      add_schema(media.item_schema);
      // Of other media types an example may be text that stands for a value.
      const std::string name = lower(media.name.substr(0, media.name.find(';')));
      const bool json = name == "application/json" ||
                        (name.size() > 5 && name.compare(name.size() - 5, 5, "+json") == 0);
      if (json) add_samples(media.schema, media.examples, direction);
      for (const Encoding& encoding : media.encoding) {
        for (const Header& header : encoding.headers) add(header, direction);
      }
    }
  }

  void add_schema(const Cursor& schema) {
    const json::Document* document = schema.value.document();
    // 2.0 writes schemas inside parameters; those are made, and have no place of their own.
    if (!document || description_.documents().uri_of(document).empty()) return;
    if (seen_.insert({document, schema.value.id()}).second) schemas_.push_back(schema);
  }

  void add_samples(const Cursor& schema, const std::vector<Example>& examples,
                   schema::Direction direction) {
    if (!schema.value) return;
    for (const Example& example : examples) {
      const Value value = example.value.value;
      if (!value || !sampled_.insert({value.document(), value.id()}).second) continue;
      samples_.push_back({schema, example.value, direction});
    }
  }

  schema::Options options() const {
    schema::Options options;
    options.dialect = description_.dialect();
    options.missing = schema::MissingDocuments::accept;
    return options;
  }

  void check_schemas() {
    std::string text = "{\"allOf\":[";
    for (const Cursor& schema : schemas_) {
      std::string reference(description_.documents().uri_of(schema.value.document()));
      reference += '#' + json::encode_fragment(schema.value.pointer());
      if (text.back() != '[') text += ',';
      text += "{\"$ref\":";
      json::append_quoted(text, reference);
      text += '}';
    }
    const json::Document all = std::move(json::read(text + "]}").document);
    schema::Compiler compiler(description_.documents(), options());
    const schema::Compilation compiled = compiler.compile({&all, kAllSchemas, all.root()});
    const auto* schema = std::get_if<std::shared_ptr<const schema::Schema>>(&compiled);
    if (!schema) return;
    for (const schema::Problem& problem : (*schema)->problems()) {
      if (problem.uri == kAllSchemas) continue;
      Problem told{Severity::error,  problem.uri,     problem.pointer,
                   problem.position, problem.message, rule::kSchemaKeyword.name};
      // "must be a number" of which keyword?
      if (told.message.compare(0, 5, "must ") == 0 || told.message.compare(0, 3, "is ") == 0) {
        const auto tokens = json::split(told.pointer);
        if (tokens && !tokens->empty()) told.message = quoted(tokens->back()) + " " + told.message;
      }
      problems_.push_back(std::move(told));
    }
  }

  /// Discriminators of all schemas, wherever they stand (OAS 3.1.0 §4.8.25).
  void check_discriminators() {
    std::vector<Cursor> open = schemas_;
    std::set<std::pair<const json::Document*, uint32_t>> done;
    while (!open.empty()) {
      const Cursor schema = std::move(open.back());
      open.pop_back();
      if (!schema.value.is_object()) continue;
      if (!done.insert({schema.value.document(), schema.value.id()}).second) continue;
      check_discriminator(schema);
      check_keywords(schema);
      for (const json::Member& member : schema.value.members()) {
        constexpr std::string_view kMaps = " properties patternProperties $defs dependentSchemas ";
        constexpr std::string_view kSchemas =
            " allOf anyOf oneOf prefixItems items additionalProperties not if then else contains "
            "propertyNames unevaluatedItems unevaluatedProperties additionalItems ";
        const std::string key = " " + std::string(member.key) + " ";
        const bool map = kMaps.find(key) != std::string_view::npos;
        if (!map && kSchemas.find(key) == std::string_view::npos) continue;
        if (member.value.is_array()) {
          for (Value element : member.value.elements()) open.push_back(child(schema, element));
        } else if (map) {
          for (const json::Member& entry : member.value.members()) {
            open.push_back(child(schema, entry.value));
          }
        } else {
          open.push_back(child(schema, member.value));
        }
      }
    }
  }

  void check_discriminator(const Cursor& schema) {
    const Value given = schema.value["discriminator"];
    if (!given) return;
    if (context_.legacy()) {
      if (!given.is_string()) {
        context_.report(rule::kFieldType, schema, given,
                        "\"discriminator\" must be the name of a property in OpenAPI 2.0");
      }
      return;
    }
    if (!given.is_object()) {
      context_.report(rule::kFieldType, schema, given,
                      "\"discriminator\" must be an object with a \"propertyName\"; it is ignored");
      return;
    }
    const Cursor cursor = child(schema, given);
    context_.check_fields(cursor, "a discriminator", "propertyName! mapping defaultMapping@2");
    const std::string property = context_.text(cursor, "propertyName");
    const Cursor mapping = context_.object(cursor, "mapping");
    for (const json::Member& member : mapping.value.members()) {
      check_mapping(mapping, member);
    }
    const SchemaView view(description_.documents(), schema, description_.dialect());
    if (property.empty()) return;
    for (const SchemaView& variant : view.variants()) {
      if (!variant.resolved() || variant.property(property) || variant.choice() != Choice::none) {
        continue;
      }
      context_.report(rule::kDiscriminatorProperty, cursor,
                      "the property " + quoted(property) + " of the discriminator is not one of " +
                          quoted(variant.reference_name()));
    }
  }

  /// A value of a mapping is the name of a schema or a reference to one.
  void check_mapping(const Cursor& mapping, const json::Member& member) {
    const std::string_view target = member.value.string();
    if (!member.value.is_string()) {
      context_.report(rule::kDiscriminatorMapping, mapping, member.value,
                      "a \"mapping\" leads to the name of a schema or to a reference");
      return;
    }
    for (const NamedSchema& schema : description_.schemas()) {
      if (schema.name == target) return;
    }
    auto found = description_.documents().resolve(mapping, target);
    if (std::holds_alternative<Cursor>(found)) return;
    if (const auto* missing = std::get_if<json::Missing>(&found)) {
      // `Cat` could be a schema or a file; a file has an ending or stands behind a slash.
      if (missing->uri.find("://") != std::string::npos &&
          target.find_first_of("./#:") != std::string_view::npos) {
        context_.report(rule::kRefNotLoaded, mapping, member.value,
                        "the mapping " + quoted(member.key) + " leads to another document, " +
                            quoted(missing->uri) + ", which is not loaded");
        return;
      }
    }
    context_.report(rule::kDiscriminatorMapping, mapping, member.value,
                    "the mapping " + quoted(member.key) + " leads to " + quoted(target) +
                        ", which is not there");
  }

  void check_keywords(const Cursor& schema) {
    const Value value = schema.value;
    if (context_.at_least(Version::v3_1) && value["nullable"].is_boolean() && !value["$schema"]) {
      context_.report(rule::kNullableIgnored, schema, value["nullable"],
                      "\"nullable\" has no effect from OpenAPI 3.1 on; write \"type\": [\u2026, "
                      "\"null\"]");
    }
    static constexpr std::pair<const char*, const char*> kBounds[] = {
        {"minimum", "maximum"},
        {"minLength", "maxLength"},
        {"minItems", "maxItems"},
        {"minProperties", "maxProperties"}};
    for (const auto& [low, high] : kBounds) {
      const Value least = value[low];
      const Value most = value[high];
      if (!least.is_number() || !most.is_number() || least.number() <= most.number()) continue;
      context_.report(rule::kBounds, schema, least,
                      quoted(low) + " is greater than " + quoted(high) + "; no value fits");
    }
    const Value xml = value["xml"];
    if (xml.is_object()) check_xml(schema, xml);
  }

  /// What could not stand in XML (Namespaces in XML 1.0 §3).
  void check_xml(const Cursor& schema, Value xml) {
    for (const char* key : {"name", "prefix"}) {
      const Value given = xml[key];
      if (!given) continue;
      const std::string_view text = given.string();
      bool wrong =
          text.empty() || (text[0] >= '0' && text[0] <= '9') || text[0] == '-' || text[0] == '.';
      for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                            (byte >= '0' && byte <= '9') || byte >= 0x80;
        wrong =
            wrong || !(letter || c == '_' || c == '-' || c == '.' || (c == ':' && key[0] == 'n'));
      }
      if (wrong) {
        context_.report(rule::kXmlName, schema, given,
                        quoted(key) + " must be a name that XML allows, not " + quoted(text));
      }
    }
  }

  void check_examples() {
    std::map<std::pair<const json::Document*, uint32_t>, std::shared_ptr<const schema::Schema>>
        known;
    schema::Compiler compiler(description_.documents(), options());
    for (const Sample& sample : samples_) {
      auto& compiled = known[{sample.schema.value.document(), sample.schema.value.id()}];
      if (!compiled) {
        schema::Compilation made = compiler.compile(sample.schema);
        auto* schema = std::get_if<std::shared_ptr<const schema::Schema>>(&made);
        if (!schema) continue;
        compiled = std::move(*schema);
      }
      schema::EvaluateOptions how;
      how.direction = sample.direction;
      how.limits.steps = 200'000;
      how.limits.pattern_steps = 100'000;
      const schema::Evaluation verdict = schema::evaluate(*compiled, sample.value.value, how);
      if (verdict.valid || verdict.too_expensive || verdict.violations.empty()) continue;
      const schema::Violation& first = *schema::leaves(verdict.violations).front();
      const std::string place = schema::field_pointer(first);
      context_.report(rule::kExampleValue, sample.value,
                      "this example does not suit its schema: " +
                          (place.empty() ? std::string("it") : quoted(place)) + " " +
                          schema::message(first));
    }
  }

  std::vector<Problem> in_order() {
    const std::string& own = description_.uri();
    auto key = [&](const Problem& p) {
      return std::tuple(p.uri != own, std::string_view(p.uri), p.position.line, p.position.column);
    };
    std::stable_sort(problems_.begin(), problems_.end(),
                     [&](const Problem& a, const Problem& b) { return key(a) < key(b); });
    std::vector<Problem> once;
    std::set<std::tuple<std::string_view, std::string_view, std::string_view>> told;
    for (const Problem& problem : problems_) {
      if (told.insert({problem.uri, problem.pointer, problem.message}).second) {
        once.push_back(problem);
      }
    }
    return once;
  }

  const Description& description_;
  Context context_;
  std::vector<Problem> problems_;
  std::vector<std::string> missing_;
  std::vector<Cursor> schemas_;
  std::vector<Sample> samples_;
  std::set<std::pair<const json::Document*, uint32_t>> seen_;
  std::set<std::pair<const json::Document*, uint32_t>> sampled_;
};

}  // namespace

std::vector<Problem> check(const Description& description) { return Checker(description).run(); }

}  // namespace vitrine::openapi
