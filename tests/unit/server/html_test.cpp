#include "server/command/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/server/command_fixture.h"

namespace vitrine::test {

namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kApi = R"({
  "openapi": "3.1.0",
  "info": {"title": "Pets", "version": "1"},
  "paths": {
    "/pets": {
      "get": {"operationId": "list", "summary": "List", "tags": ["pets"], "responses": {"200": {
        "description": "All", "content": {"application/json": {"schema": {"$ref": "pet.json"}}}}}},
      "post": {"summary": "Add", "tags": ["pets"], "description": "Then [list](#/operations/list). \u001b[31m",
        "responses": {"201": {"description": "Made"}}}},
    "/other": {"get": {"operationId": "other", "responses": {}}}},
  "components": {"schemas": {"Pet": {"type": "object", "properties": {"name": {"type": "string"}}}}}
})";

class HtmlVerb : public ::testing::Test {
 protected:
  HtmlVerb() : file_(folder_.write("api.json", kApi)) {
    folder_.write("pet.json",
                  R"({"type": "object", "properties": {"nickname": {"type": "string"}}})");
  }
  Ran html(std::vector<std::string> more) const {
    more.insert(more.begin(), {"html", file_});
    return run_command(more);
  }

  TemporaryFolder folder_;
  std::string file_;
};

TEST_F(HtmlVerb, PrintsTheWholeDocumentWithLinksWithinIt) {
  const Ran ran = html({});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_TRUE(ran.out.starts_with("<h1 id=\"pets\">Pets</h1>\n")) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("<h3 id=\"operations-list\">List</h3>"));
  EXPECT_THAT(ran.out, HasSubstr("<a href=\"#operations-list\">list</a>"));
  EXPECT_THAT(ran.out, HasSubstr("<h3 id=\"schemas-Pet\">"));
  EXPECT_THAT(ran.out, HasSubstr("<code>nickname</code>")) << "of another file";
  EXPECT_THAT(ran.out, Not(HasSubstr("\x1b")));
  EXPECT_EQ(ran.err, "");
  EXPECT_EQ(html({}).out, ran.out);
}

TEST_F(HtmlVerb, PrintsOnePart) {
  const Ran by_id = html({"--operation", "list"});
  EXPECT_TRUE(by_id.out.starts_with("<h1 id=\"operations-list\">List</h1>")) << by_id.out;
  EXPECT_THAT(by_id.out, Not(HasSubstr("Add")));
  EXPECT_TRUE(
      html({"--operation", "POST /pets"}).out.starts_with("<h1 id=\"operations-POST-pets\">"));
  EXPECT_TRUE(html({"--operation", "post /pets", "--heading-level", "4"})
                  .out.starts_with("<h4 id=\"operations-POST-pets\">"));
  EXPECT_TRUE(html({"--schema", "Pet"}).out.starts_with("<h1 id=\"schemas-Pet\">Pet</h1>"));
  const Ran tag = html({"--tag", "pets"});
  EXPECT_TRUE(tag.out.starts_with("<h1 id=\"tags-pets\">")) << tag.out;
  EXPECT_THAT(tag.out, HasSubstr("<h2 id=\"operations-list\">"));
  EXPECT_THAT(tag.out, HasSubstr("<a href=\"#operations-list\">list</a>"));
  EXPECT_THAT(tag.out, Not(HasSubstr("operations-other")));
  EXPECT_THAT(html({"--schema", "Pet", "--language", "ko"}).out, HasSubstr("예"));
}

TEST_F(HtmlVerb, LinksToOtherPartsFollowTheBaseOrThePattern) {
  EXPECT_THAT(html({"--operation", "POST /pets"}).out, HasSubstr("Then list."));
  EXPECT_THAT(html({"--operation", "POST /pets", "--base", "../api/"}).out,
              HasSubstr("Then <a href=\"../api/#/operations/list\">list</a>."));
  EXPECT_THAT(html({"--operation", "POST /pets", "--links", "../{kind}/{name}/"}).out,
              HasSubstr("Then <a href=\"../operations/list/\">list</a>."));
}

TEST_F(HtmlVerb, SaysWhatItCannotDo) {
  Ran ran = html({"--operation", "lst"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("no operation \"lst\"; did you mean list?"));
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(html({"--schema", "pet"}).err, HasSubstr("no schema \"pet\""));
  EXPECT_THAT(html({"--tag", "x"}).err, HasSubstr("no tag \"x\""));
  EXPECT_THAT(html({"--tag", "pets", "--schema", "Pet"}).err, HasSubstr("one of --operation"));
  for (const char* base : {"javascript:alert(1)", "data:,x", "https://a b/", "", "https://a/#b"})
    EXPECT_EQ(html({"--base", base}).status, 2) << base;
  for (const char* links : {"{name}", "javascript:{name}", "../pages/", "{kind}:{name}"})
    EXPECT_EQ(html({"--links", links}).status, 2) << links;
  EXPECT_EQ(html({"--heading-level", "7"}).status, 2);
  EXPECT_EQ(html({"--language", "xx"}).status, 2);
  ran = run_command({"html", folder_.write("broken.json", "{\"a\": [")});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("broken.json"));
  EXPECT_EQ(run_command({"html", "/nowhere.json"}).status, 2);
}

}  // namespace

}  // namespace vitrine::test
