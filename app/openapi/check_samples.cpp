#include <algorithm>
#include <variant>

#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/json/uri.h"
#include "app/json/writer.h"
#include "app/openapi/checker.h"
#include "app/schema/message.h"

/// Reports what the validator finds: in schemas as it compiles them, in examples and in defaults.
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

const RuleId& rule_of(schema::Problem::Kind kind) {
  using enum schema::Problem::Kind;
  switch (kind) {
    case not_loaded:
      return rule::kRefNotLoaded;
    case unresolved:
      return rule::kRefUnresolved;
    case pattern:
      return rule::kPattern;
    case cycle:
      return rule::kSchemaCycle;
    case foreign_keyword:
      return rule::kSchemaForeignKeyword;
    case other:
    case value:
    case type_list:
      break;
  }
  return rule::kSchemaKeyword;
}

}  // namespace

schema::Options Checker::options() const {
  schema::Options options;
  options.dialect = description_.dialect();
  options.missing = schema::MissingDocuments::accept;
  return options;
}

void Checker::compile_schemas() {
  std::string text;
  json::Writer writer(text);
  writer.begin_object().begin_array("allOf");
  std::set<Node> done;
  for (const Cursor& schema : schemas_) {
    const std::string_view uri = description_.documents().uri_of(schema.value.document());
    if (uri.empty() || !done.insert(node(schema)).second) continue;
    writer.begin_object();
    writer.string("$ref", std::string(uri) + '#' + json::encode_fragment(schema.value.pointer()));
    writer.end_object();
  }
  writer.end_array().end_object();
  const json::Document all = std::move(json::read(text).document);
  schema::Compiler compiler(description_.documents(), options());
  const schema::Compilation compiled = compiler.compile({&all, kAllSchemas, all.root()});
  const auto* schema = std::get_if<std::shared_ptr<const schema::Schema>>(&compiled);
  if (!schema) return;
  std::set<std::pair<std::string_view, std::string_view>> known;
  for (const Problem& problem : problems_) known.insert({problem.uri, problem.pointer});
  std::vector<Problem> more;
  for (const schema::Problem& problem : (*schema)->problems()) {
    // Problems that have been reported in the words of OpenAPI are not repeated.
    if (problem.uri == kAllSchemas || known.count({problem.uri, problem.pointer})) continue;
    if (context_.legacy() && problem.kind == schema::Problem::Kind::type_list)
      continue;  // OAS 2.0 allows them
    const RuleId& rule = rule_of(problem.kind);
    Problem found{rule.severity,    problem.uri,     problem.pointer,
                  problem.position, problem.message, rule.name};
    if (problem.kind == schema::Problem::Kind::value) {
      const auto tokens = json::split(problem.pointer);
      found.message =
          quoted(tokens && !tokens->empty() ? tokens->back() : "") + " " + found.message;
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
