#include "app/openapi/description.h"

#include <gtest/gtest.h>

#include "tests/unit/openapi/loaded.h"

namespace vitrine::openapi {
namespace {

constexpr const char* kInfo = R"("info":{"title":"T","version":"1"})";

std::string document(const std::string& rest, const char* version = "3.1.0") {
  return std::string("{\"openapi\":\"") + version + "\"," + kInfo + "," + rest + "}";
}

TEST(Description, ListsOperationsInTheOrderOfTheText) {
  const Loaded loaded(document(R"("paths":{
    "/b":{"post":{"operationId":"make b","tags":["two"]},"get":{"summary":"List","deprecated":true}},
    "/a":{"parameters":[],"delete":{"tags":["one","two"],"x-internal":true}}},
    "webhooks":{"new pet":{"post":{}}},
    "tags":[{"name":"one","description":"First"},{"name":"unused"}])"));
  const auto& operations = loaded.description.operations();
  ASSERT_EQ(operations.size(), 4u);
  EXPECT_EQ(operations[0].method + " " + operations[0].path, "POST /b");
  EXPECT_EQ(operations[0].link, "/operations/make%20b");
  EXPECT_EQ(operations[1].link, "/operations/GET/%2Fb");
  EXPECT_TRUE(operations[1].deprecated);
  EXPECT_TRUE(operations[2].internal);
  EXPECT_TRUE(operations[3].webhook);
  EXPECT_EQ(operations[3].link, "/webhooks/new%20pet/POST");
  EXPECT_EQ(loaded.description.path_operations(), 3u);
  EXPECT_EQ(loaded.description.webhook_operations(), 1u);

  const auto& groups = loaded.description.groups();
  ASSERT_EQ(groups.size(), 3u);
  EXPECT_EQ(groups[0].tag, "one");
  EXPECT_EQ(groups[0].description, "First");
  EXPECT_EQ(groups[1].tag, "two");
  EXPECT_EQ(groups[1].operations, (std::vector<uint32_t>{0, 2}));
  EXPECT_EQ(groups[2].tag, "");
  EXPECT_EQ(groups[2].operations, (std::vector<uint32_t>{1, 3}));
  EXPECT_TRUE(loaded.description.problems().empty());

  EXPECT_EQ(loaded.description.find("#/operations/make%20b"), 0u);
  EXPECT_EQ(loaded.description.find("#/operations/post/%2Fb"), 0u);
  EXPECT_EQ(loaded.description.find("/operations/get/%2Fb?field=/x"), 1u);
  EXPECT_EQ(loaded.description.find("#/webhooks/new%20pet/post"), 3u);
  EXPECT_FALSE(loaded.description.find("#/operations/nothing").has_value());
}

TEST(Description, OperationIdsThatAreNotUniqueDoNotName) {
  const Loaded loaded(
      document(R"("paths":{"/a":{"get":{"operationId":"x"}},"/b":{"get":{"operationId":"x"}}})"));
  EXPECT_EQ(loaded.description.operations()[0].link, "/operations/GET/%2Fa");
  EXPECT_EQ(loaded.description.operations()[1].link, "/operations/GET/%2Fb");
  ASSERT_EQ(loaded.description.problems().size(), 1u);
  const Problem& problem = loaded.description.problems()[0];
  EXPECT_EQ(problem.pointer, "/paths/~1b/get/operationId");
  EXPECT_EQ(problem.position.line, 1u);
  EXPECT_NE(problem.message.find("GET /a"), std::string::npos);
}

TEST(Description, SaysWhatIsWrongAndKeepsTheRest) {
  struct Case {
    std::string text;
    const char* words;
  };
  const std::vector<Case> cases = {
      {"[]", "must be an object"},
      {"", "empty"},
      {"{}", "not recognised as OpenAPI"},
      {R"({"openapi":"4.0.0","info":{"title":"","version":""},"paths":{}})", "not supported"},
      {R"({"openapi":3.1,"info":{"title":"","version":""},"paths":{}})", "put quotes"},
      {R"({"openapi":"3.0.0","swagger":"2.0","info":{"title":"","version":""},"paths":{}})",
       "\"openapi\" is used"},
      {R"({"openapi":"3.0.0","info":{"title":"","version":""}})", "\"paths\" is missing"},
      {R"({"openapi":"3.0.0","paths":{}})", "\"info\" is missing"},
      {document(R"("paths":[])"), "\"paths\" must be an object, not array"},
      {document(R"("paths":{"a":{}})"), "must begin with"},
      {document(R"("paths":{"/a":7})"), "path item"},
      {document(R"("paths":{"/a":{"get":null}})"), "must be an object"},
      {document(R"("paths":{"/a":{"fetch":{}}})"), "is not a field of a path item"},
      {document(R"("paths":{"/a/{x}":{},"/a/{y}":{}})"), "differ only"},
      {document(R"("paths":{},"definitions":{})"), "not a field of the document"},
      {document(R"("paths":{},"webhooks":{"a":{"get":{}}})", "3.0.0"), "not a field"},
      {document(R"("paths":{},"security":[{"none":[]}])"), "not declared"},
      {document(R"("paths":{},"components":{"securitySchemes":{"a":{"type":"magic"}}})"),
       "does not know"},
      {document(R"("paths":{},"servers":[{"url":"https://{host}/","variables":{"host":{}}}])"),
       "no \"default\""},
      {document(R"("paths":{},"tags":[{"name":"a","parent":"b"},{"name":"b","parent":"a"}])",
                "3.2.0"),
       "circle"},
      {document(R"("paths":{},"tags":[{"name":"a","parent":"z"}])", "3.2.0"), "not declared"},
  };
  for (const Case& given : cases) {
    const Loaded loaded(given.text);
    EXPECT_TRUE(says(loaded.description.problems(), given.words)) << given.text << "\n"
                                                                  << given.words;
  }
}

TEST(Description, WrongInfoIsAbsentButNamed) {
  const Loaded loaded(
      R"({"openapi":"3.0.3","info":{"title":7,"version":[],"contact":"me"},"paths":{"/a":{"get":{"tags":"x","summary":1}}}})");
  EXPECT_EQ(loaded.description.info().title, "7");
  EXPECT_EQ(loaded.description.info().version, "");
  EXPECT_EQ(loaded.description.operations().size(), 1u);
  EXPECT_EQ(loaded.description.problems().size(), 5u);
}

TEST(Description, PathItemsByReferenceAreFollowed) {
  const Loaded loaded(document(
      R"("paths":{"/a":{"$ref":"#/components/pathItems/A"},"/b":{"$ref":"other.json#/x"}},
      "components":{"pathItems":{"A":{"get":{"summary":"Here"}}}})"));
  ASSERT_EQ(loaded.description.operations().size(), 1u);
  EXPECT_EQ(loaded.description.operations()[0].path, "/a");
  EXPECT_EQ(loaded.description.operations()[0].summary, "Here");
  EXPECT_EQ(loaded.description.missing(),
            (std::vector<std::string>{"https://example.com/api/other.json"}));
}

TEST(Description, MethodsOfNewerVersionsAreOnlyThere) {
  const std::string paths =
      R"("paths":{"/a":{"query":{},"additionalOperations":{"LINK":{},"copy":{}}}})";
  EXPECT_EQ(Loaded(document(paths, "3.2.0")).description.operations().size(), 3u);
  EXPECT_EQ(Loaded(document(paths, "3.1.0")).description.operations().size(), 0u);
  EXPECT_EQ(Loaded(document(paths, "3.2.0")).description.operations()[2].method, "copy");
}

TEST(Description, VersionTwoHasServersSchemesAndSchemas) {
  const Loaded loaded(R"({"swagger":"2.0","info":{"title":"T","version":"1"},
    "host":"api.example.com","basePath":"/v2","schemes":["https","http"],
    "securityDefinitions":{"k":{"type":"apiKey","in":"query","name":"key"},"b":{"type":"basic"},
      "o":{"type":"oauth2","flow":"accessCode","authorizationUrl":"https://a","tokenUrl":"https://t",
      "scopes":{"r":"Read"}}},
    "security":[{"k":[]}],"definitions":{"Pet":{"type":"object"}},"paths":{}})");
  const Description& d = loaded.description;
  EXPECT_TRUE(d.problems().empty());
  EXPECT_EQ(d.version(), Version::v2_0);
  ASSERT_EQ(d.servers().size(), 2u);
  EXPECT_EQ(d.servers()[0].url, "https://api.example.com/v2");
  ASSERT_EQ(d.security_schemes().size(), 3u);
  EXPECT_EQ(d.security_schemes()[0].in, Location::query);
  EXPECT_EQ(d.security_schemes()[1].scheme, "basic");
  EXPECT_EQ(d.security_schemes()[2].flows.at(0).kind, "authorizationCode");
  EXPECT_EQ(d.security().at(0).schemes.at(0).scheme, 0);
  ASSERT_EQ(d.schemas().size(), 1u);
  EXPECT_EQ(d.schemas()[0].link, "/schemas/Pet");
}

}  // namespace
}  // namespace vitrine::openapi
