#include "tests/support/cases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/openapi/check.h"
#include "tests/unit/openapi/loaded.h"

/// Cases of public reports about how descriptions are read.
namespace vitrine::openapi {
namespace {

using testing::ElementsAre;

std::vector<std::string> parameters(const Operation& operation) {
  std::vector<std::string> list;
  for (const Parameter& parameter : operation.parameters) {
    list.push_back(std::string(name(parameter.in)) + ' ' + parameter.name);
  }
  return list;
}

TEST(Cases, SiblingsOfAPathItemsReferenceHold) {
  REQUIRE_CASE("03-path-item-ref-siblings.yaml");
  const Loaded loaded(case_text("03-path-item-ref-siblings.yaml"));
  const Operation operation = loaded.operation();
  EXPECT_EQ(operation.summary, "Read one order");
  EXPECT_THAT(parameters(operation), ElementsAre("path orderId", "header X-Trace"));
  EXPECT_EQ(loaded.view(operation.parameters[0].schema).type_words(), "integer");
  EXPECT_EQ(operation.servers.front().url, "https://orders.example/v2");
  EXPECT_THAT(check(loaded.description), testing::IsEmpty());
}

TEST(Cases, AnEmptyFragmentIsTheWholeDocument) {
  REQUIRE_CASE("08-trailing-hash");
  const Loaded loaded(case_files("08-trailing-hash"), "openapi.yaml");
  const Operation read = loaded.description.operation(0);
  EXPECT_EQ(loaded.view(read.responses[0].content[0].schema).type_words(), "array of string");
  const Operation store = loaded.description.operation(1);
  EXPECT_EQ(loaded.view(store.request_body->content[0].schema).type_words(), "string");
}

TEST(Cases, SchemasThatBuildOnAnotherAreItsAlternatives) {
  REQUIRE_CASE("31-all-of-discriminator.yaml");
  const Loaded loaded(case_text("31-all-of-discriminator.yaml"));
  const SchemaView body = loaded.view(loaded.operation().request_body->content[0].schema);
  std::vector<std::string> variants;
  for (uint32_t i = 0; i < body.variants().size(); ++i) {
    variants.push_back(body.variants()[i].name() + ' ' + body.tag(i));
  }
  EXPECT_THAT(variants, ElementsAre("Cat Cat", "Dog wolf", "Puppy Puppy"));
}

TEST(Cases, ServersComeFromOperationPathAndDescription) {
  REQUIRE_CASE("35-servers.yaml");
  const Loaded loaded(case_text("35-servers.yaml"));
  std::vector<std::string> servers;
  for (size_t i = 0; i < loaded.description.operations().size(); ++i) {
    servers.push_back(loaded.description.operation(i).servers.front().url);
  }
  EXPECT_THAT(servers, ElementsAre("http://{tenant}.example{base}/v{version}",
                                   "http://write.example/{zone}", "http://path.example"));
}

TEST(Cases, ReferencesIntoPathsBringTheParametersOfThePath) {
  REQUIRE_CASE("38-refs-into-paths");
  const Loaded loaded(case_files("38-refs-into-paths"), "openapi.yaml");
  ASSERT_EQ(loaded.description.operations().size(), 5u);
  for (size_t i = 0; i < 5; ++i) {
    const Operation operation = loaded.description.operation(i);
    EXPECT_THAT(parameters(operation), ElementsAre("path owlId")) << operation.path;
    EXPECT_EQ(loaded.view(operation.parameters[0].schema).type_words(), "integer");
  }
  const Operation feathers = loaded.description.operation(4);
  EXPECT_EQ(feathers.responses[0].description, "An owl");
  ASSERT_EQ(feathers.problems.size(), 1u);
  EXPECT_TRUE(says(feathers.problems, "~1owls~1{owlId}/delete"));
}

TEST(Cases, AReferenceInPlaceOfAnOperationIsReportedAndFollowed) {
  REQUIRE_CASE("41-operation-ref");
  const Loaded loaded(case_files("41-operation-ref"), "openapi.yaml");
  ASSERT_EQ(loaded.description.operations().size(), 1u);
  EXPECT_EQ(loaded.description.operations()[0].summary, "Read a box");
  EXPECT_EQ(loaded.description.operations()[0].link, "/operations/readBox");
  EXPECT_THAT(parameters(loaded.operation()), ElementsAre("path boxId", "query deep"));
  const std::vector<Problem> problems = check(loaded.description);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_TRUE(says(problems, "\"$ref\" cannot stand in place of an operation"));
  EXPECT_EQ(problems[0].position.line, 7u);
}

}  // namespace
}  // namespace vitrine::openapi
