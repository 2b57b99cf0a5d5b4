#include <gtest/gtest.h>

#include "app/json/write.h"
#include "tests/unit/openapi/loaded.h"

namespace vitrine::openapi {
namespace {

std::string with_operation(const std::string& path_item, const std::string& rest = "",
                           const char* path = "/pets/{id}") {
  return std::string(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{")") + path +
         "\":" + path_item + "}" + rest + "}";
}

TEST(Operation, ItsParametersOverrideThoseOfThePath) {
  const Loaded loaded(with_operation(R"({
    "parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}},
                  {"$ref":"#/components/parameters/Limit"}],
    "get":{"parameters":[{"name":"limit","in":"query","required":true,"style":"spaceDelimited",
                          "schema":{"type":"array"},"example":[1]},
                         {"name":"Id","in":"header","schema":{}},
                         {"name":"limit","in":"cookie","schema":{}}]}})",
                                     R"(,"components":{"parameters":{"Limit":{"name":"limit",
    "in":"query","schema":{"type":"integer"}}}})"));
  const Operation operation = loaded.operation();
  EXPECT_TRUE(operation.problems.empty());
  ASSERT_EQ(operation.parameters.size(), 4u);
  EXPECT_EQ(operation.parameters[0].name, "id");
  EXPECT_EQ(operation.parameters[0].style, Style::simple);
  EXPECT_FALSE(operation.parameters[0].explode);
  const Parameter& limit = operation.parameters[1];
  EXPECT_TRUE(limit.required);
  EXPECT_EQ(limit.style, Style::space_delimited);
  EXPECT_FALSE(limit.explode);
  EXPECT_EQ(limit.pointer, "/paths/~1pets~1{id}/get/parameters/0");
  EXPECT_EQ(loaded.view(limit.schema).type_words(), "array");
  ASSERT_EQ(limit.examples.size(), 1u);
  EXPECT_EQ(json::compact(limit.examples[0].value.value), "[1]");
  EXPECT_TRUE(operation.parameters[3].explode);
}

TEST(Operation, BrokenParametersAreReportedAndTheRestStays) {
  const Loaded loaded(with_operation(R"({"get":{"parameters":[
    {"name":"a","in":"query","schema":{}},{"name":"a","in":"query","schema":{}},
    {"name":"b","in":"nowhere"},{"in":"query"},7,{"$ref":"#/nowhere"},
    {"name":"body","in":"body"},{"name":"Authorization","in":"header","schema":{}},
    {"name":"c","in":"query","style":"matrix","schema":{}}]}})"));
  const Operation operation = loaded.operation();
  ASSERT_EQ(operation.parameters.size(), 4u);
  EXPECT_EQ(operation.parameters[0].name, "a");
  EXPECT_TRUE(operation.parameters[1].ignored);
  EXPECT_EQ(operation.parameters[2].style, Style::form);
  EXPECT_EQ(operation.parameters[3].name, "id") << "what the template asks for can be filled in";
  for (const char* words : {"listed twice", "must be path, query", "no \"name\"",
                            "must be an object", "cannot be found", "OpenAPI 2.0", "not a style"}) {
    EXPECT_TRUE(says(operation.problems, words)) << words;
  }
  EXPECT_FALSE(says(operation.problems, "path has {id}"))
      << "a parameter that cannot be read may be the one: one cause, one report";
}

TEST(Operation, BodyResponsesHeadersAndExamplesAreRead) {
  const Loaded loaded(with_operation(
      R"({"post":{"description":"Words","externalDocs":{"url":"https://d"},
    "requestBody":{"required":true,"content":{
      "application/json":{"schema":{"$ref":"#/components/schemas/Pet"},
        "examples":{"cat":{"summary":"A cat","value":{"name":"Tom"}},"far":{"externalValue":"x"}}},
      "multipart/form-data":{"schema":{"type":"object"},
        "encoding":{"file":{"contentType":"image/png","headers":{"X":{"schema":{}}}},
                    "tags":{"explode":false}}}}},
    "responses":{"201":{"description":"Made","headers":{"Location":{"required":true,
        "schema":{"type":"string"}}},"content":{"application/json":{"schema":true}},
        "links":{"next":{"operationId":"gone"}}},
      "4XX":{"$ref":"#/components/responses/Bad"},"x-note":{},"600":{"description":""}},
    "callbacks":{"done":{"{$request.body#/url}":{"post":{"summary":"Called"}}}},
    "x-codeSamples":[{"lang":"Go","source":"go"}]
}
})",
      R"(,"components":{"schemas":{"Pet":{"type":"object"}},
       "responses":{"Bad":{"description":"Bad"}}})",
      "/pets"));
  const Operation operation = loaded.operation();
  ASSERT_TRUE(operation.request_body.has_value());
  const RequestBody& body = *operation.request_body;
  EXPECT_TRUE(body.required);
  ASSERT_EQ(body.content.size(), 2u);
  EXPECT_EQ(loaded.view(body.content[0].schema).reference_name(), "Pet");
  ASSERT_EQ(body.content[0].examples.size(), 2u);
  EXPECT_EQ(body.content[0].examples[0].summary, "A cat");
  EXPECT_EQ(body.content[0].examples[1].external_value, "x");
  EXPECT_FALSE(body.content[0].examples[1].value.value);
  ASSERT_EQ(body.content[1].encoding.size(), 2u);
  EXPECT_EQ(body.content[1].encoding[0].content_type, "image/png");
  EXPECT_FALSE(body.content[1].encoding[0].has_style);
  EXPECT_TRUE(body.content[1].encoding[1].has_style);
  ASSERT_EQ(operation.responses.size(), 3u);
  EXPECT_EQ(operation.responses[0].headers.at(0).name, "Location");
  EXPECT_EQ(operation.responses[1].description, "Bad");
  EXPECT_EQ(operation.callbacks.at(0).expression, "{$request.body#/url}");
  EXPECT_EQ(operation.code_samples.at(0).language, "Go");
  EXPECT_EQ(operation.external_docs->url, "https://d");
  EXPECT_TRUE(says(operation.problems, "not a status"));
  EXPECT_TRUE(says(operation.problems, "\"gone\""));
  EXPECT_EQ(operation.problems.size(), 2u);
}

TEST(Operation, SecurityAndServersComeFromTheNearestPlace) {
  const Loaded loaded(with_operation(
      R"({"servers":[{"url":"/item"}],
    "get":{"security":[]},"put":{"servers":[{"url":"https://{h}","variables":{"h":{"default":"a",
      "enum":["a","b"]}}}],"security":[{"t":["r"]},{}]},"post":{}})",
      R"(,"servers":[{"url":"/root"}],"security":[{"t":[]}],
      "components":{"securitySchemes":{"t":{"type":"http","scheme":"Bearer"}}})",
      "/pets"));
  const Operation get = loaded.description.operation(0);
  EXPECT_TRUE(get.security.empty());
  EXPECT_EQ(get.servers.at(0).url, "/item");
  const Operation put = loaded.description.operation(1);
  EXPECT_EQ(put.servers.at(0).variables.at(0).values.size(), 2u);
  ASSERT_EQ(put.security.size(), 2u);
  EXPECT_EQ(put.security[0].schemes.at(0).scopes, (std::vector<std::string>{"r"}));
  EXPECT_TRUE(put.security[1].schemes.empty());
  EXPECT_EQ(loaded.description.security_schemes().at(0).scheme, "bearer");
  EXPECT_EQ(loaded.description.operation(2).security.size(), 1u);
}

TEST(Operation, MissingDocumentsAreNamedOnce) {
  const Loaded loaded(with_operation(
      R"({"get":{"parameters":[{"$ref":"p.json#/a"},{"$ref":"p.json#/b"}],
      "responses":{"200":{"$ref":"r.json"}}}})",
      "", "/pets"));
  EXPECT_EQ(loaded.operation().missing,
            (std::vector<std::string>{"https://example.com/api/p.json",
                                      "https://example.com/api/r.json"}));
}

TEST(OperationOfVersionTwo, BodyAndFormParametersBecomeARequestBody) {
  const Loaded loaded(
      R"({"swagger":"2.0","info":{"title":"T","version":"1"},"consumes":["text/json"],
    "produces":["application/json"],"paths":{"/a":{
    "post":{"parameters":[{"name":"b","in":"body","required":true,"schema":{"type":"object"}},
       {"name":"ids","in":"query","type":"array","items":{"type":"integer"},
        "collectionFormat":"pipes","minItems":1}],
      "responses":{"200":{"description":"ok","schema":{"type":"string"},
        "headers":{"X":{"type":"integer"}},"examples":{"application/json":"hi"}}}},
    "put":{"consumes":["multipart/form-data"],"parameters":[
       {"name":"f","in":"formData","type":"file","required":true,"description":"A file"},
       {"name":"t","in":"formData","type":"array","items":{"type":"string"},
        "collectionFormat":"multi"}],"responses":{"204":{"description":""}}}}}})");
  const Operation post = loaded.description.operation(0);
  EXPECT_TRUE(post.problems.empty());
  ASSERT_TRUE(post.request_body.has_value());
  EXPECT_TRUE(post.request_body->required);
  EXPECT_EQ(post.request_body->content.at(0).name, "text/json");
  ASSERT_EQ(post.parameters.size(), 1u);
  EXPECT_EQ(post.parameters[0].style, Style::pipe_delimited);
  const SchemaView ids = loaded.description.schema(post.parameters[0].schema, post.dialect);
  EXPECT_EQ(ids.type_words(), "array of integer");
  EXPECT_EQ(ids.constraints().at(0).keyword, "minItems");
  const Response& response = post.responses.at(0);
  EXPECT_EQ(response.content.at(0).name, "application/json");
  EXPECT_EQ(response.content.at(0).examples.at(0).value.value.string(), "hi");
  EXPECT_EQ(loaded.view(response.headers.at(0).schema).type_words(), "integer");

  const Operation put = loaded.description.operation(1);
  ASSERT_TRUE(put.request_body.has_value());
  const MediaType& form = put.request_body->content.at(0);
  EXPECT_EQ(form.name, "multipart/form-data");
  const auto properties = loaded.view(form.schema).properties();
  ASSERT_EQ(properties.size(), 2u);
  EXPECT_TRUE(properties[0].required);
  EXPECT_EQ(properties[0].schema.format(), "binary");
  EXPECT_EQ(properties[0].schema.description(), "A file");
  ASSERT_EQ(form.encoding.size(), 1u);
  EXPECT_TRUE(form.encoding[0].explode);
}

TEST(Callback, IsAnOperationOfItsOwn) {
  const Loaded loaded(with_operation(R"({"post":{"callbacks":{"done":{"{$request.body#/url}":{
    "parameters":[{"name":"id","in":"query","schema":{"type":"string"}}],
    "post":{"deprecated":true,"summary":"Called",
      "requestBody":{"content":{"application/json":{"schema":{"type":"object"}}}},
      "responses":{"204":{"description":"Taken"}}}}}}}})"));
  const Operation operation = loaded.operation();
  ASSERT_EQ(operation.callbacks.size(), 1u);
  const Operation called = loaded.description.operation(operation.callbacks[0]);
  EXPECT_EQ(called.method, "POST");
  EXPECT_EQ(called.path, "{$request.body#/url}");
  EXPECT_TRUE(called.deprecated);
  ASSERT_EQ(called.parameters.size(), 1u);
  EXPECT_EQ(called.parameters[0].name, "id");
  EXPECT_EQ(called.request_body->content.at(0).name, "application/json");
  EXPECT_EQ(called.responses.at(0).description, "Taken");
  EXPECT_TRUE(called.problems.empty());
}

TEST(Link, LeadsToAnOperationByReferenceOrId) {
  const Loaded loaded(with_operation(R"({"get":{"operationId":"b","responses":{"200":{
    "description":"","links":{"ref":{"operationRef":"#/paths/~1pets~1{id}/get"},
                              "id":{"operationId":"b"},"far":{"operationId":"none"},
                              "wrong":{"operationRef":"#/paths/~1nowhere/get"}}}}}})"));
  const Operation operation = loaded.operation();
  const auto& links = operation.responses.at(0).links;
  ASSERT_EQ(links.size(), 4u);
  EXPECT_EQ(loaded.description.target(links[0]), 0u);
  EXPECT_EQ(loaded.description.target(links[1]), 0u);
  EXPECT_EQ(loaded.description.target(links[2]), std::nullopt);
  EXPECT_EQ(loaded.description.target(links[3]), std::nullopt);
}

}  // namespace
}  // namespace vitrine::openapi
