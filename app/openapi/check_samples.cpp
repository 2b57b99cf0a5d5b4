#include <algorithm>
#include <variant>

#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/json/uri.h"
#include "app/json/write.h"
#include "app/openapi/checker.h"
#include "app/schema/message.h"

/// What the validator says: of schemas that it compiles, and of examples and defaults against them.
namespace vitrine::openapi {

using json::Cursor;
using json::Value;

namespace {

/// The document that refers to all schemas, so that they are compiled together, each once.
constexpr const char* kAllSchemas = "vitrine:all-schemas";

schema::Evaluation judge(const schema::Schema& schema, Value value, schema::Direction direction) {
  schema::EvaluateOptions how;
  how.direction = direction;
  how.limits.steps = 200'000;
  how.limits.pattern_steps = 100'000;
  if (direction != schema::Direction::any) return schema::evaluate(schema, value, how);
  // The example of a schema may be what is sent or what is got.
  how.direction = schema::Direction::request;
  schema::Evaluation sent = schema::evaluate(schema, value, how);
  if (sent.valid) return sent;
  how.direction = schema::Direction::response;
  return schema::evaluate(schema, value, how);
}

}  // namespace

schema::Options Checker::options() const {
  schema::Options options;
  options.dialect = description_.dialect();
  options.missing = schema::MissingDocuments::accept;
  return options;
}

void Checker::compile_schemas() {
  std::string text = "{\"allOf\":[";
  std::set<Node> done;
  for (const Cursor& schema : schemas_) {
    const std::string_view uri = description_.documents().uri_of(schema.value.document());
    if (uri.empty() || !done.insert(node(schema)).second) continue;
    if (text.back() != '[') text += ',';
    text += "{\"$ref\":";
    json::append_quoted(text,
                        std::string(uri) + '#' + json::encode_fragment(schema.value.pointer()));
    text += '}';
  }
  const json::Document all = std::move(json::read(text + "]}").document);
  schema::Compiler compiler(description_.documents(), options());
  const schema::Compilation compiled = compiler.compile({&all, kAllSchemas, all.root()});
  const auto* schema = std::get_if<std::shared_ptr<const schema::Schema>>(&compiled);
  if (!schema) return;
  std::set<std::pair<std::string_view, std::string_view>> known;
  for (const Problem& problem : problems_) known.insert({problem.uri, problem.pointer});
  std::vector<Problem> more;
  for (const schema::Problem& problem : (*schema)->problems()) {
    // What has been reported in the words of OpenAPI is not said again in others.
    if (problem.uri == kAllSchemas || known.count({problem.uri, problem.pointer})) continue;
    const auto tokens = json::split(problem.pointer);
    const std::string keyword = tokens && !tokens->empty() ? tokens->back() : "";
    const bool list_of_types =
        context_.legacy() && problem.message.compare(0, 5, "type ") == 0;  // OAS 2.0 allows them
    if (list_of_types) continue;
    const bool of_reference = keyword == "$ref" || keyword == "$dynamicRef";
    const RuleId& rule = of_reference && problem.message.find("is not loaded") != std::string::npos
                             ? rule::kRefNotLoaded
                         : of_reference ? rule::kRefUnresolved
                         : problem.message.find("ECMA-262") != std::string::npos ? rule::kPattern
                         : problem.message.find("itself") != std::string::npos ? rule::kSchemaCycle
                         : problem.message.find("not a keyword") != std::string::npos
                             ? rule::kSchemaForeignKeyword
                             : rule::kSchemaKeyword;
    Problem found{rule.severity,    problem.uri,     problem.pointer,
                  problem.position, problem.message, rule.name};
    // "must be a number" of which keyword?
    if (found.message.compare(0, 5, "must ") == 0 || found.message.compare(0, 3, "is ") == 0) {
      found.message = quoted(keyword) + " " + found.message;
    }
    more.push_back(std::move(found));
  }
  take(more);
}

void Checker::add_samples(const Cursor& owner, const Cursor& schema, schema::Direction direction,
                          Text text) {
  if (!schema.value) return;
  const auto add = [&](Value value, const Cursor& near) {
    if (value.is_string() && text == Text::stands_for_a_value) return;
    if (value) add_sample(schema, child(near, value), direction);
  };
  add(owner.value["example"], owner);
  const Cursor examples = child(owner, owner.value["examples"]);
  for (const json::Member& member : examples.value.members()) {
    const json::Resolution found = description_.documents().follow(child(examples, member.value));
    const auto* example = std::get_if<Cursor>(&found);
    if (!example || !example->value.is_object()) continue;
    const Value value = example->value["value"];
    add(value ? value : example->value["dataValue"], *example);
  }
}

void Checker::add_sample(const Cursor& schema, const Cursor& value, schema::Direction direction,
                         Use use) {
  if (!schema.value || !value.value) return;
  if (!sampled_.insert(node(value)).second) return;
  samples_.push_back({schema, value, direction, use});
}

void Checker::check_samples() {
  std::map<Node, std::shared_ptr<const schema::Schema>> known;
  schema::Compiler compiler(description_.documents(), options());
  for (const Sample& sample : samples_) {
    auto& compiled = known[node(sample.schema)];
    if (!compiled) {
      schema::Compilation made = compiler.compile(sample.schema);
      auto* schema = std::get_if<std::shared_ptr<const schema::Schema>>(&made);
      if (!schema) continue;
      compiled = std::move(*schema);
    }
    const schema::Evaluation verdict = judge(*compiled, sample.value.value, sample.direction);
    if (verdict.valid || verdict.too_expensive || verdict.violations.empty()) continue;
    const schema::Violation& first = *schema::leaves(verdict.violations).front();
    const std::string place = schema::field_pointer(first);
    const std::string what =
        (place.empty() ? std::string("it") : quoted(place)) + " " + schema::message(first);
    if (sample.use == Use::example) {
      report(rule::kExampleValue, sample.value, "this example does not suit its schema: " + what);
      continue;
    }
    // Before 3.1 a default of another type is forbidden, anything else is a doubt.
    const bool type = first.keyword == "type" && place.empty();
    report(type && !context_.at_least(Version::v3_1) ? rule::kDefaultType : rule::kDefaultValue,
           sample.value, "this default does not suit its schema: " + what);
  }
}

}  // namespace vitrine::openapi
