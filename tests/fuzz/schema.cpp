// A schema and an instance with a NUL between them (or two halves), a digit before them choosing
// the dialect: the verdict is the same in every way of asking, the words are words, and an example
// that is made is valid.
#include "app/schema/schema.h"

#include "app/json/pointer.h"
#include "app/schema/example.h"
#include "app/schema/message.h"
#include "tests/fuzz/documents.h"

namespace {

using namespace vitrine;

constexpr schema::Limits kSmall{
    .steps = 200'000, .depth = 100, .violations = 100, .pattern_steps = 50'000};
constexpr json::Limits kTexts{.depth = 200, .nodes = 20'000};
constexpr char kUri[] = "fuzz:/schema.json";

bool unsure(const std::vector<schema::Violation>& violations) {
  for (const schema::Violation* violation : schema::leaves(violations)) {
    if (violation->keyword == "limit" || !violation->param("error").empty()) return true;
  }
  return false;
}

void look(const schema::Evaluation& evaluation, json::Value instance) {
  FUZZ_REQUIRE(evaluation.valid == evaluation.violations.empty());
  for (const schema::Violation* violation : schema::leaves(evaluation.violations)) {
    const std::string& pointer = violation->instance_pointer;
    FUZZ_REQUIRE(!instance || json::resolve(instance, pointer));
    for (const auto language : {schema::Language::en, schema::Language::ko, schema::Language::ja}) {
      const std::string words = schema::message(*violation, language);
      FUZZ_REQUIRE(!words.empty() && fuzz::is_utf8(words));
    }
  }
}

void make_example(const schema::Schema& schema, schema::Direction direction) {
  const schema::ExampleOptions options{.direction = direction, .bytes = 4096};
  const auto example = schema::example(schema, options);
  if (!example) {
    FUZZ_REQUIRE(!example.error().message.empty());
    return;
  }
  FUZZ_REQUIRE(example->size() <= options.bytes);
  const json::Reading reading = json::read(*example);
  FUZZ_REQUIRE(!reading.error);
  FUZZ_REQUIRE(schema::evaluate(schema, reading.document.root(), {.direction = direction}).valid);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = fuzz::text_of(data, size);
  schema::Options options;
  options.missing = schema::MissingDocuments::accept;
  if (!text.empty() && text[0] >= '0' && text[0] <= '5') {
    options.dialect = static_cast<schema::Dialect>(text[0] - '0');
    text.remove_prefix(1);
  }
  std::size_t end = text.find('\0');
  const std::size_t begin = end == std::string_view::npos ? text.size() / 2 : end + 1;
  if (end == std::string_view::npos) end = begin;
  json::DocumentSet set;
  FUZZ_REQUIRE(set.add(kUri, json::read(text.substr(0, end), kTexts).document));
  const json::Reading instance = json::read(text.substr(begin), kTexts);
  const json::Value value = instance.document.root();

  schema::Compiler compiler(set, options);
  const schema::Compilation compiled = compiler.compile(set.root(kUri));
  const auto* made = std::get_if<std::shared_ptr<const schema::Schema>>(&compiled);
  FUZZ_REQUIRE(made || !std::get_if<json::Missing>(&compiled));
  if (!made) return 0;
  for (const schema::Problem& problem : (*made)->problems()) {
    FUZZ_REQUIRE(!problem.message.empty() && fuzz::is_utf8(problem.message));
  }
  using enum schema::Direction;
  for (const schema::Direction direction : {any, request, response}) {
    const auto all = schema::evaluate(**made, value, {.direction = direction, .limits = kSmall});
    look(all, value);
    const auto first = schema::evaluate(
        **made, value, {.first_only = true, .direction = direction, .limits = kSmall});
    look(first, value);
    FUZZ_REQUIRE(first.valid == all.valid || unsure(all.violations) || unsure(first.violations));
    make_example(**made, direction);
  }
  return 0;
}
