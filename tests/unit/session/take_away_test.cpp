#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/json/reader.h"
#include "app/json/write.h"
#include "tests/unit/session/page.h"

/// What the user takes away: a page as Markdown, the description as a file.
namespace vitrine::session {
namespace {

using testing::HasSubstr;

/// The text of the file that was saved last.
std::string saved(const Page& page) {
  std::string text;
  const auto files = page.all<SaveFile>();
  if (files.empty()) return text;
  for (const KeepText& part : page.all<KeepText>())
    if (part.id == files.back().id) text += part.text;
  return text;
}

constexpr const char* kYaml =
    "# A comment\nopenapi: 3.1.0\ninfo: {title: Bread/Rolls, version: '1.0'}\npaths: {}\n";

void open_yaml(Page& page) {
  page.resources["https://docs.example/openapi.yaml"] = kYaml;
  Opened event = Page::opened();
  event.spec = "openapi.yaml";
  page.open(std::move(event));
}

TEST(TakeAway, TheOperationShownIsCopiedAsMarkdown) {
  Page page;
  page.open();
  page.show("addPicture");
  ASSERT_TRUE(page.session.shown);
  page.act(CopyMarkdown{});
  ASSERT_EQ(page.all<CopyText>().size(), 1u);
  const openapi::Operation& operation = page.session.shown->operation;
  EXPECT_THAT(page.all<CopyText>()[0].text,
              HasSubstr('`' + operation.method + ' ' + operation.path + '`'));
}

TEST(TakeAway, TheSchemaShownIsCopiedAsMarkdown) {
  Page page;
  page.open();
  const std::string name = page.session.spec->description.schemas().front().name;
  page.act(Navigate{"#/schemas/" + name});
  page.act(CopyMarkdown{});
  ASSERT_EQ(page.all<CopyText>().size(), 1u);
  EXPECT_TRUE(page.all<CopyText>()[0].text.starts_with("# " + name + "\n"));
}

TEST(TakeAway, TheTagShownIsCopiedWithItsOperations) {
  Page page;
  page.resources["https://docs.example/openapi.json"] = R"({"openapi":"3.1.0",
    "info":{"title":"T","version":"1"},"servers":[{"url":"https://zoo.example"}],
    "tags":[{"name":"feed","description":"Who eats what"}],
    "paths":{"/meals":{"get":{"tags":["feed"],"summary":"List meals","responses":{"200":{
          "description":"Them","content":{"application/json":{
            "schema":{"$ref":"#/components/schemas/Meal"}}}}}},
        "post":{"tags":["feed"],"requestBody":{"content":{"application/json":{
            "schema":{"$ref":"#/components/schemas/Meal"}}}},"responses":{}}},
      "/rooms":{"get":{"responses":{}}}},
    "components":{"schemas":{"Meal":{"type":"object","properties":{
      "dish":{"type":"string"}}}}}})";
  page.open("#/tags/feed");
  page.act(CopyMarkdown{});
  ASSERT_EQ(page.all<CopyText>().size(), 1u);
  const std::string text = page.all<CopyText>()[0].text;
  EXPECT_TRUE(text.starts_with("# feed\n"));
  for (const char* part :
       {"Who eats what", "`https://zoo.example`", "## List meals", "`GET /meals`", "`POST /meals`"})
    EXPECT_THAT(text, HasSubstr(part));
  EXPECT_THAT(text, testing::Not(HasSubstr("/rooms")));
  EXPECT_EQ(text.find("`dish`"), text.rfind("`dish`")) << "a schema is written once";
}

TEST(TakeAway, TheOverviewIsCopiedWithTheWholeDocument) {
  Page page;
  page.open();
  page.act(CopyMarkdown{});
  ASSERT_EQ(page.all<CopyText>().size(), 1u);
  const std::string text = page.all<CopyText>()[0].text;
  const openapi::Description& description = page.session.spec->description;
  EXPECT_TRUE(text.starts_with("# " + description.info().title + "\n"));
  for (const openapi::OperationEntry& entry : description.operations())
    EXPECT_THAT(text, HasSubstr('`' + entry.method + ' ' + entry.path + '`'));
  EXPECT_TRUE(page.all<SaveFile>().empty());
}

TEST(TakeAway, ADocumentTooLongForTheClipboardIsAFile) {
  Page page;
  std::string paths;
  for (int index = 0; index < 300; ++index)
    paths += (index == 0 ? "\"/p" : ",\"/p") + std::to_string(index) +
             R"(":{"get":{"description":")" + std::string(5000, 'x') + R"(","responses":{}}})";
  page.resources["https://docs.example/openapi.json"] =
      R"({"openapi":"3.1.0","info":{"title":"Long","version":"1"},"paths":{)" + paths + "}}";
  page.open();
  page.act(CopyMarkdown{});
  EXPECT_TRUE(page.all<CopyText>().empty());
  ASSERT_EQ(page.all<SaveFile>().size(), 1u);
  EXPECT_EQ(page.all<SaveFile>()[0].name, "Long.md");
  const std::string text = saved(page);
  EXPECT_TRUE(text.starts_with("# Long\n"));
  EXPECT_THAT(text, HasSubstr("`GET /p299`"));
  EXPECT_GT(page.all<KeepText>().size(), 2u);
}

TEST(TakeAway, ADescriptionIsDownloadedAsItIsOrInTheOtherLanguage) {
  Page page;
  page.open();
  const std::string source = page.resources["https://docs.example/openapi.json"];
  page.act(Download{Download::Format::json});
  EXPECT_EQ(saved(page), source);
  page.act(Download{Download::Format::yaml});
  EXPECT_THAT(saved(page), HasSubstr("openapi: 3."));
  EXPECT_TRUE(page.all<SaveFile>().back().name.ends_with(".yaml"));
  // The host need not keep the first one any more.
  ASSERT_EQ(page.all<DropBody>().size(), 1u);
  EXPECT_EQ(page.all<DropBody>()[0].id, page.all<SaveFile>()[0].id);
}

TEST(TakeAway, YamlIsDownloadedAsItIsOrAsJson) {
  Page page;
  open_yaml(page);
  page.act(Download{Download::Format::yaml});
  EXPECT_EQ(saved(page), kYaml);
  EXPECT_EQ(page.all<SaveFile>().back().name, "Bread-Rolls.yaml");
  page.act(Download{Download::Format::json});
  EXPECT_EQ(json::compact(json::read(saved(page)).document.root()),
            R"({"openapi":"3.1.0","info":{"title":"Bread/Rolls","version":"1.0"},"paths":{}})");
  EXPECT_EQ(page.all<SaveFile>().back().type, "application/json");
}

TEST(TakeAway, ALargeDescriptionComesInPiecesWithoutCuttingCharacters) {
  Page page;
  std::string words;
  for (int index = 0; index < 100'000; ++index) words += "가나";
  const std::string source =
      R"({"openapi":"3.1.0","info":{"title":"","version":"1","description":")" + words +
      R"("},"paths":{}})";
  page.resources["https://docs.example/openapi.json"] = source;
  page.open();
  page.act(Download{Download::Format::json});
  EXPECT_TRUE(saved(page) == source);
  EXPECT_GT(page.all<KeepText>().size(), 3u);
  EXPECT_EQ(page.all<SaveFile>().back().name, "openapi.json");
}

}  // namespace
}  // namespace vitrine::session
