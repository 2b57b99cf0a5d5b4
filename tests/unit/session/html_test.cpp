#include "app/session/reference/html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "app/session/reference/markdown.h"
#include "tests/unit/json/corpus.h"
#include "tests/unit/openapi/loaded.h"

namespace vitrine::session {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kZoo = R"zoo({
  "openapi": "3.1.0",
  "info": {"title": "Zoo", "version": "2",
    "description": "See [changing](#/operations/change), [below](#the-end), [guide](guide.md), [up](../../x.md), [far](https://far.example/).\n\n# The end\n\n![map](map.png) ![far](https://far.example/spy.png)"},
  "servers": [{"url": "https://zoo.example/v1"}],
  "tags": [{"name": "animals", "description": "Who *lives* here."}],
  "paths": {"/animals/{id}": {
    "put": {
      "operationId": "change", "summary": "Change an animal", "tags": ["animals"],
      "description": "Writes it.\n\n# Careful\n\nIt bites.",
      "security": [{"key": []}],
      "parameters": [{"name": "id", "in": "path", "required": true,
                      "schema": {"type": "integer", "example": 7}}],
      "requestBody": {"content": {"application/json": {
        "schema": {"$ref": "#/components/schemas/Animal"}, "example": {"name": "Ada"}}}},
      "responses": {"200": {"description": "Changed", "links": {"next": {"operationId": "look"}}}}},
    "get": {"operationId": "look", "summary": "Look", "tags": ["animals"],
      "responses": {"200": {"description": "There"}}}}},
  "components": {
    "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
    "schemas": {"Animal": {"type": "object", "properties": {"name": {"type": "string"}}}}}
})zoo";

/// Every element, attribute and address that the writer may make.
void expect_harmless(const std::string& html) {
  static const std::set<std::string> kTags = {
      "h1",     "h2",   "h3", "h4",    "h5",   "h6",  "p",   "ol", "ul",  "li", "blockquote",
      "pre",    "code", "hr", "table", "tr",   "th",  "td",  "dl", "dt",  "dd", "div",
      "strong", "em",   "s",  "u",     "mark", "sub", "sup", "br", "img", "a"};
  static const std::set<std::string> kAttributes = {
      "id", "href", "src", "alt", "width", "referrerpolicy", "height", "start", "colspan"};
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    const std::size_t end = html.find('>', at);
    ASSERT_NE(end, std::string::npos);
    std::string tag = html.substr(at + 1, end - at - 1);
    if (tag[0] == '/') tag.erase(0, 1);
    ASSERT_EQ(kTags.count(tag.substr(0, tag.find(' '))), 1u) << tag;
    static const std::regex kAttribute(R"rx( ([a-z]+)="([^"<>]*)")rx");
    std::string rest = tag.find(' ') == std::string::npos ? "" : tag.substr(tag.find(' '));
    for (std::sregex_iterator each(rest.begin(), rest.end(), kAttribute), last; each != last;
         ++each) {
      const std::string name = (*each)[1];
      const std::string value = (*each)[2];
      EXPECT_EQ(kAttributes.count(name), 1u) << tag;
      if (name != "href" && name != "src") continue;
      const bool plain = value.starts_with("#") || value.starts_with("http://") ||
                         value.starts_with("https://") || value.starts_with("./") ||
                         (name == "href" && value.starts_with("mailto:")) ||
                         (name == "src" && value.starts_with("data:image/"));
      EXPECT_TRUE(plain) << tag;
    }
    EXPECT_EQ(std::regex_replace(rest, kAttribute, ""), "") << tag;
  }
  for (const char c : html) ASSERT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
}

class Html : public testing::Test {
 protected:
  openapi::Loaded zoo{kZoo};
  PlaceNames names{zoo.description};
  HtmlOptions options;

  void SetUp() override {
    options.base = "https://site.invalid/spec/api.json";
    options.files = "https://site.invalid/spec/";
    options.files_here = "./spec/";
    options.address = [this](std::string_view place) {
      const std::string name = names.of(place);
      return name.empty() ? name : "./" + name + ".html";
    };
  }
  std::string place(std::string_view which) const {
    return place_html(zoo.description, names, which, options);
  }
};

TEST_F(Html, AnOperationHasItsWordsItsIdsAndItsCode) {
  const std::string html = place("/operations/change");
  expect_harmless(html);
  EXPECT_TRUE(html.starts_with("<h1 id=\"operations-change\">Change an animal</h1>\n")) << html;
  EXPECT_THAT(html, HasSubstr("<code>PUT /animals/{id}</code>"));
  EXPECT_THAT(html, HasSubstr("<h2 id=\"operations-change-careful\">Careful</h2>"));
  EXPECT_THAT(html, HasSubstr("<h2 id=\"operations-change-path-parameters\">"));
  EXPECT_THAT(html, HasSubstr("<li><code>id</code> · integer · required"));
  EXPECT_THAT(html, HasSubstr("<a href=\"./schemas/Animal.html\"><code>Animal</code></a>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"./tags/animals.html\">animals</a>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"./operations/look.html\"><code>look</code></a>"));
  EXPECT_THAT(html, HasSubstr("<h2 id=\"operations-change-code\">Code</h2>\n<p>cURL</p>"));
  EXPECT_THAT(html, HasSubstr("https://zoo.example/v1/animals/7"));
  EXPECT_THAT(html, HasSubstr("$TOKEN"));
  EXPECT_THAT(html, Not(HasSubstr("secret")));
  EXPECT_EQ(html, place("/operations/change"));
}

TEST_F(Html, LinksLeadToPlacesHeadingsAndFilesOrAreWords) {
  const std::string html = overview_html(zoo.description, names, options);
  expect_harmless(html);
  EXPECT_THAT(html, HasSubstr("<a href=\"./operations/change.html\">changing</a>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"#the-end\">below</a>"));
  EXPECT_THAT(html, HasSubstr("<h2 id=\"the-end\">The end</h2>"));
  EXPECT_THAT(html, HasSubstr("<a href=\"./spec/guide.md\">guide</a>"));
  EXPECT_THAT(html, HasSubstr(", up, "));
  EXPECT_THAT(html, HasSubstr("<a href=\"https://far.example/\">far</a>"));
  EXPECT_THAT(html, HasSubstr("src=\"./spec/map.png\""));
  EXPECT_THAT(html, HasSubstr("<a href=\"https://far.example/spy.png\">far</a>")) << "is not shown";
  EXPECT_THAT(html, HasSubstr("<a href=\"./operations/look.html\"><code>GET /animals/{id}</code>"));
  EXPECT_THAT(html, Not(HasSubstr("site.invalid")));
}

TEST_F(Html, HeadingsBeginAtTheLevelAskedFor) {
  options.level = 3;
  const std::string html = place("/operations/change");
  EXPECT_TRUE(html.starts_with("<h3 id=\"operations-change\">")) << html;
  EXPECT_THAT(html, HasSubstr("<h4 id=\"operations-change-responses\">"));
}

TEST_F(Html, ADocumentHasEachIdOnce) {
  const std::string html = document_html(zoo.description, names, options);
  expect_harmless(html);
  std::set<std::string> ids;
  static const std::regex kId("id=\"([^\"]*)\"");
  for (std::sregex_iterator each(html.begin(), html.end(), kId), last; each != last; ++each)
    EXPECT_TRUE(ids.insert((*each)[1]).second) << (*each)[1];
  for (const char* id : {"tags-animals", "operations-change", "operations-look", "schemas-Animal"})
    EXPECT_EQ(ids.count(id), 1u) << id;
}

TEST(HtmlIds, AHeadingWithoutLettersHasThatOfItsPlace) {
  const openapi::Loaded loaded(R"({"openapi":"3.1.0","info":{"title":"?!","version":"1"},"paths":{
    "/":{"get":{"operationId":"a","summary":"?!","description":"# ?!","responses":{}}}}})");
  const PlaceNames names(loaded.description);
  const std::string html = place_html(loaded.description, names, "/operations/a", {});
  EXPECT_TRUE(html.starts_with("<h1 id=\"operations-a\">?!</h1>\n")) << html;
  EXPECT_THAT(overview_html(loaded.description, names, {}), HasSubstr("<h1 id=\"section\">"));
}

TEST_F(Html, WhatIsNoPlaceHasNoWords) {
  EXPECT_EQ(place("/operations/none"), "");
  EXPECT_EQ(place(""), "");
}

TEST(HtmlText, NothingOfADescriptionIsMarkup) {
  EXPECT_EQ(html_text("<a b='c' d=\"e\">&"), "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;");
  EXPECT_EQ(html_text(std::string("a\0b\x1b[0m\x7f", 8)), "a\uFFFDb\uFFFD[0m\uFFFD");
  EXPECT_EQ(html_text("a\tb\r\nc\rd"), "a&#x9;b\nc\nd");
  EXPECT_EQ(html_text("\u202Eevil\u2066"), "&#x202e;evil&#x2066;");
  EXPECT_EQ(html_text("\xff\u0085"), "\uFFFD\uFFFD");
}

TEST(HtmlText, AHostileDescriptionStaysWords) {
  const std::string evil =
      R"(<script>alert(1)</script><img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](/javascript:alert(2)) )"
      R"([c](data:text/html,x) <a href=\"JaVaScRiPt:alert(3)\">d</a> <svg onload=alert(4)> </vitrine-playground> `</code><script>`)"
      R"(\n\n<details><summary>s</summary>\n\n| a |\n|--|\n| <b onclick=x>c</b> |\n\n```<script>\n</pre><script>\n```)";
  const openapi::Loaded loaded(
      R"({"openapi":"3.1.0","info":{"title":"<script>t</script>","version":"1","description":")" +
      evil + R"("},"tags":[{"name":"\"><script>","description":")" + evil +
      R"("}],"paths":{"/<b>{x\"}":{"get":{"operationId":"\"><script>","summary":")" +
      evil.substr(0, 60) + R"(","description":")" + evil +
      R"(","tags":["\"><script>"],"parameters":[{"name":"\"><script>","in":"query","required":true,"description":")" +
      evil +
      R"(","schema":{"type":"string","enum":["</code><script>"]}}],"responses":{"200":{"description":")" +
      evil +
      R"("}},"x-codeSamples":[{"lang":"<script>","source":"</code></pre><script>"}]}}},"components":{"schemas":{"\"><script>":{"description":")" +
      evil + R"("}}}})");
  ASSERT_EQ(loaded.description.operations().size(), 1u);
  const PlaceNames names(loaded.description);
  HtmlOptions options;
  options.base = "https://site.invalid/spec/api.json";
  options.files = "https://site.invalid/spec/";
  options.files_here = "./spec/";
  options.address = [](std::string_view place) { return "./" + std::string(place.substr(2)); };
  const std::string html = document_html(loaded.description, names, options) +
                           overview_html(loaded.description, names, options);
  expect_harmless(html);
  EXPECT_THAT(html, HasSubstr("&lt;"));
  for (const std::string& place : {loaded.description.operations()[0].link, std::string()}) {
    EXPECT_THAT(summary_of(loaded.description, place), Not(HasSubstr("\n")));
    EXPECT_THAT(title_of(loaded.description, place), Not(HasSubstr("\n")));
  }
}

TEST(PlaceNames, AreFilesAndNoTwoAreTheSame) {
  const openapi::Loaded loaded(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{
    "/a/{b}":{"get":{"responses":{}}},
    "/c":{"get":{"operationId":"../../etc/passwd","responses":{}},
          "put":{"operationId":"Read","responses":{}},
          "post":{"operationId":"read","responses":{}},
          "delete":{"operationId":"..","responses":{}},
          "patch":{"operationId":"읽기","responses":{}}}},
    "components":{"schemas":{"A B":{},"A-B":{},"a b":{}}}})");
  const PlaceNames names(loaded.description);
  EXPECT_EQ(names.of("#/operations/GET/%2Fa%2F%7Bb%7D?field=x"), "operations/GET-a-b");
  EXPECT_EQ(names.of("/operations/Read"), "operations/Read");
  EXPECT_EQ(names.of("/operations/read"), "operations/read-2");
  EXPECT_EQ(names.id("/operations/read"), "operations-read-2");
  EXPECT_EQ(names.of("/operations/..%2F..%2Fetc%2Fpasswd"), "operations/etc-passwd");
  EXPECT_EQ(names.of("/operations/.."), "operations/unnamed");
  EXPECT_EQ(names.of("/operations/%EC%9D%BD%EA%B8%B0"), "operations/읽기");
  EXPECT_EQ(names.of("/schemas/A%20B"), "schemas/A-B");
  EXPECT_EQ(names.of("/schemas/A-B"), "schemas/A-B-2");
  EXPECT_EQ(names.of("/schemas/a%20b"), "schemas/a-b-3");
  EXPECT_EQ(names.of("/schemas/None"), "");
  EXPECT_EQ(names.of("/"), "");
}

class HtmlCorpus : public testing::TestWithParam<std::filesystem::path> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(HtmlCorpus);

TEST_P(HtmlCorpus, EveryPlaceIsWrittenAndHarmless) {
  const json::Exact bytes = json::read_file(GetParam());
  if (bytes.view().size() > 100'000) GTEST_SKIP() << "is large. NOTHING WAS WRITTEN.";
  const openapi::Loaded loaded{bytes.view()};
  const openapi::Description& description = loaded.description;
  const PlaceNames names(description);
  HtmlOptions options;
  options.address = [&](std::string_view place) { return '#' + names.id(place); };
  std::size_t at = 0;
  for (const openapi::OperationEntry& entry : description.operations()) {
    const std::string html = place_html(description, names, entry.link, options);
    EXPECT_TRUE(html.starts_with("<h1 id=\"")) << entry.link;
    if (at++ % 10 == 0) expect_harmless(html);
  }
}

INSTANTIATE_TEST_SUITE_P(Specs, HtmlCorpus, testing::ValuesIn(json::descriptions()),
                         [](const auto& file) { return json::test_name(file.param); });

}  // namespace
}  // namespace vitrine::session
