// A description of any kind: indexed in steps and at once, every operation interpreted, schemas
// looked at and examples made for them.
#include "app/openapi/description.h"

#include "app/json/reader.h"
#include "app/json/text_reader.h"
#include "app/openapi/example.h"
#include "tests/fuzz/documents.h"

namespace {

using namespace vitrine;

constexpr json::Limits kLimits{.depth = 200, .nodes = 50'000};
constexpr char kUri[] = "fuzz:/description.yaml";

/// What may still be asked of one description: a verdict is bounded in steps, and each example ends
/// in one, so their number is what the time depends on.
struct Budget {
  int schemas = 300;
  int examples = 4;
};

/// Asks a schema all that views ask, some levels down.
void look(const openapi::SchemaView& view, int depth, Budget& left) {
  if (!view || depth == 0 || --left.schemas < 0) return;
  view.kinds();
  FUZZ_REQUIRE(!view.type_words().empty());
  view.constraints();
  view.enum_descriptions();
  view.examples();
  view.other_required();
  view.dependencies();
  view.missing();
  view.discriminator();
  FUZZ_REQUIRE(view.has_properties() == !view.properties().empty());
  for (const openapi::Property& property : view.properties()) {
    FUZZ_REQUIRE(!property.schema || view.property(property.name));
    look(property.schema, depth - 1, left);
  }
  for (const openapi::SchemaView& variant : view.variants()) look(variant, depth - 1, left);
  for (const openapi::Subschema& sub : view.subschemas()) look(sub.schema, depth - 1, left);
  look(view.resolved(), depth - 1, left);
  look(view.items(), depth - 1, left);
  look(view.additional_properties(), depth - 1, left);
  if (depth < 4 || left.schemas < 0 || --left.examples < 0) return;
  const auto example = openapi::example(view, {.bytes = 4096});
  if (example) {
    FUZZ_REQUIRE(!json::read(*example).error);
  }
}

std::string told(const openapi::Description& description) {
  std::string all;
  for (const openapi::OperationEntry& entry : description.operations()) {
    all += entry.method + ' ' + entry.path + ' ' + entry.link + '\n';
  }
  for (const openapi::Problem& problem : description.problems()) {
    FUZZ_REQUIRE(!problem.message.empty());
    all += problem.pointer + ' ' + problem.message + '\n';
  }
  for (const openapi::Group& group : description.groups()) {
    all += group.tag + ' ' + group.parent + '\n';
    for (const std::uint32_t at : group.operations) {
      FUZZ_REQUIRE(at < description.operations().size());
    }
  }
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  json::DocumentSet set;
  json::DocumentSet same;
  FUZZ_REQUIRE(set.add(kUri, json::read_text(text, kLimits).document));
  FUZZ_REQUIRE(same.add(kUri, json::read_text(text, kLimits).document));
  openapi::Indexer indexer(set, kUri);
  fuzz::Pieces budgets(text);
  while (!indexer.step(budgets.next())) {
  }
  const openapi::Description description = indexer.take();
  FUZZ_REQUIRE(told(description) == told(openapi::Description::read(same, kUri)));

  Budget left;
  const std::size_t count = description.operations().size();
  for (std::size_t i = 0; i < count && i < 50; ++i) {
    FUZZ_REQUIRE(description.find(description.operations()[i].link) == i);
    const openapi::Operation operation = description.operation(i);
    FUZZ_REQUIRE(!operation.servers.empty());
    const auto view = [&](const json::Cursor& schema) {
      look(description.schema(schema, operation.dialect), 4, left);
    };
    for (const openapi::Parameter& parameter : operation.parameters) view(parameter.schema);
    if (operation.request_body) {
      for (const openapi::MediaType& media : operation.request_body->content) view(media.schema);
    }
    for (const openapi::Response& response : operation.responses) {
      for (const openapi::MediaType& media : response.content) view(media.schema);
    }
  }
  for (const openapi::NamedSchema& schema : description.schemas()) {
    look(description.schema(schema.cursor), 4, left);
  }
  return 0;
}
