// The whole document on paper: its blocks, in parts that the user can stop.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "app/json/reader.h"
#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

std::string described(const std::string& description, const std::string& paths) {
  return R"({"openapi":"3.1.0","info":{"title":"T","version":"1","description":")" + description +
         R"("},"paths":{)" + paths + "}}";
}

std::string many() {
  std::string paths;
  for (int index = 0; index < 100; ++index)
    paths += (index == 0 ? "\"/p" : ",\"/p") + std::to_string(index) +
             R"(":{"get":{"operationId":"p)" + std::to_string(index) + R"(","description":")" +
             std::string(5000, 'x') + R"(","responses":{}}})";
  return described("", paths);
}

class Printing : public testing::Test {
 protected:
  Page page;

  void serve(std::string text) {
    page.resources["https://docs.example/openapi.json"] = std::move(text);
    page.open();
  }
  std::string blocks() const {
    std::string text;
    for (const PrintBlocks& part : page.all<PrintBlocks>()) text += part.blocks;
    return text;
  }
  std::string printed(std::string text) {
    serve(std::move(text));
    page.act(PrintDocument{});
    return blocks();
  }
  /// The parts that one action leads to, before the host has time.
  std::vector<PaperPart> parts_of(Action action) {
    std::vector<PaperPart> parts;
    for (const Effect& effect : update(page.session, std::move(action)))
      if (const auto* part = std::get_if<PrintBlocks>(&effect)) parts.push_back(part->part);
    return parts;
  }
};

TEST_F(Printing, HasEveryOperationAndSchema) {
  page.open();
  page.act(PrintDocument{});
  const std::string text = blocks();
  const openapi::Description& description = page.session.spec->description;
  EXPECT_THAT(text, HasSubstr(R"(["h1",")" + description.info().title + "\"]\n"));
  for (const openapi::OperationEntry& entry : description.operations())
    EXPECT_THAT(text, HasSubstr(R"(["code",")" + entry.method + ' ' + entry.path + "\"]"));
  for (const openapi::NamedSchema& schema : description.schemas())
    EXPECT_THAT(text, HasSubstr(R"(["h3",")" + schema.name + "\"]\n"));
  EXPECT_EQ(page.all<PrintBlocks>().back().part, PaperPart::last);
  EXPECT_FALSE(page.session.printing);
}

TEST_F(Printing, EachBlockIsALineOfJson) {
  page.open();
  page.act(PrintDocument{});
  std::string text = blocks();
  ASSERT_TRUE(text.ends_with('\n'));
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const json::Reading line = json::read(text.substr(at, end - at));
    EXPECT_TRUE(line.document.root().is_array()) << text.substr(at, end - at);
    at = end + 1;
  }
}

TEST_F(Printing, ElementsStandForMarkdown) {
  const std::string text = printed(
      described(R"(| A | B |\n|---|---|\n| 1 | **2** |\n\n3. three\n4. four\n\n- [x] done\n\n)"
                R"(> [there](https://a.example/) and [here](#/schemas/Pet)\n\n```json\n{}\n```\n\n)"
                R"(<details><summary>More</summary>\n\nHidden\n\n</details>)",
                ""));
  EXPECT_THAT(text, HasSubstr(R"(["table",["tr",["th","A"],["th","B"]],)"
                              R"(["tr",["td","1"],["td",["strong","2"]]]])"));
  EXPECT_THAT(text, HasSubstr(R"(["ol",{"start":"3"},["li","three"],["li","four"]])"));
  EXPECT_THAT(text, HasSubstr("☑ "));
  EXPECT_THAT(text, HasSubstr(R"(["a",{"href":"https://a.example/"},"there"])"));
  EXPECT_THAT(text, Not(HasSubstr("#/schemas")));
  EXPECT_THAT(text, HasSubstr(R"(["pre",["code","{}"]])"));
  EXPECT_THAT(text, HasSubstr("More"));
  EXPECT_THAT(text, HasSubstr("Hidden")) << "paper cannot be unfolded";
}

TEST_F(Printing, ImagesOfOtherServersAreTheirWords) {
  const std::string text =
      printed(described("![near](a.png) ![far](https://other.example/b.png)", ""));
  EXPECT_THAT(text, HasSubstr(R"({"alt":"near"},{"src":"https://docs.example/a.png"}])"));
  EXPECT_THAT(text, HasSubstr(R"(["a",{"href":"https://other.example/b.png"},"far"])"));
}

TEST_F(Printing, WordsThatLeaveAFenceOpenEndThere) {
  const std::string text =
      printed(described("", R"("/a":{"get":{"summary":"Get it","description":"```\nopen",)"
                            R"("responses":{"200":{"description":"Fine"}}}})"));
  EXPECT_THAT(text, HasSubstr("open"));
  EXPECT_THAT(text, HasSubstr("[\"h4\",\"Responses\"]\n"));
  EXPECT_THAT(text, HasSubstr("[\"p\",\"Fine\"]\n"));
}

TEST_F(Printing, ComesInParts) {
  const std::string text = printed(many());
  const std::vector<PrintBlocks> parts = page.all<PrintBlocks>();
  EXPECT_GT(parts.size(), 5u);
  for (const PrintBlocks& part : parts) {
    EXPECT_EQ(part.part, &part == &parts.back() ? PaperPart::last : PaperPart::more);
    EXPECT_LT(part.blocks.size(), 64'000u);
  }
  EXPECT_THAT(text, HasSubstr("GET /p99"));
}

TEST_F(Printing, IsGivenUpOnASecondPress) {
  serve(many());
  EXPECT_THAT(parts_of(PrintDocument{}), SizeIs(0));
  EXPECT_TRUE(page.session.printing);
  EXPECT_THAT(parts_of(Woken{Timer::slice}), ElementsAre(PaperPart::more));
  EXPECT_THAT(parts_of(PrintDocument{}), ElementsAre(PaperPart::drop));
  EXPECT_FALSE(page.session.printing);
  EXPECT_THAT(parts_of(Woken{Timer::slice}), SizeIs(0));
}

TEST_F(Printing, EndsWhenThePageIsLeft) {
  serve(many());
  EXPECT_THAT(parts_of(PrintDocument{}), SizeIs(0));
  EXPECT_THAT(parts_of(Navigate{"#/operations/p5"}), SizeIs(0));
  EXPECT_THAT(parts_of(Woken{Timer::slice}), ElementsAre(PaperPart::drop));
  EXPECT_FALSE(page.session.printing);
}

TEST_F(Printing, MakesWayForADownload) {
  serve(many());
  EXPECT_THAT(parts_of(PrintDocument{}), SizeIs(0));
  EXPECT_THAT(parts_of(Download{Download::Format::json}), ElementsAre(PaperPart::drop));
  EXPECT_FALSE(page.session.printing);
}

}  // namespace
}  // namespace vitrine::session
