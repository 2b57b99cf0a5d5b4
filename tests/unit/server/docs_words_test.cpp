#include "server/command/docs_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <variant>

#include "app/json/document_set.h"
#include "app/json/reader.h"
#include "server/command/spec_files.h"
#include "tests/unit/server/command_fixture.h"

namespace vitrine::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kSpec[] = R"--(openapi: 3.1.0
info:
  title: Pets & <more>
  version: '1'
  description: "See [how](guide/how.md), ![a](pets.png), [us](https://example.org) or [it](javascript:alert(1))"
paths:
  /pets:
    get: {operationId: listPets, summary: List them, responses: {'200': {description: OK}}}
)--";

class DocsWords : public ::testing::Test {
 protected:
  /// The words that the page of a file has, in a page that has nothing else.
  std::string words() const { return html(now_()); }
  static std::string html(const std::shared_ptr<const PageWords>& words) {
    return with_words(
        "<html lang=\"en\">\n<title>API</title>\n<vitrine-playground></vitrine-playground>",
        *words);
  }

  const TemporaryFolder folder_;
  const std::string file_ = folder_.write("api/pets.yaml", kSpec);
  const WordsNow now_ = followed(file_);

  WordsNow followed(const std::string& file) const {
    const std::string root = folder_.path().string();
    return command::followed_words(file, root,
                                   std::get<SpecFolder>(command::open_spec(file, root)));
  }
};

TEST_F(DocsWords, AreTheOverviewInsideThePlayground) {
  EXPECT_THAT(words(), HasSubstr("<title>Pets &amp; &lt;more&gt;</title>\n"
                                 "<meta name=\"description\" content=\"See how"));
  EXPECT_THAT(words(),
              HasSubstr("<vitrine-playground>\n<article class=\"words\" data-meanwhile>\n<h1"));
  EXPECT_THAT(words(), HasSubstr("<a href=\"#/operations/listPets\">"));
  EXPECT_THAT(words(), HasSubstr("</article>\n</vitrine-playground>"));
}

TEST_F(DocsWords, LeadToFilesAmongThoseOfTheDescription) {
  EXPECT_THAT(words(), HasSubstr("<a href=\"./spec/api/guide/how.md\""));
  EXPECT_THAT(words(), HasSubstr("src=\"./spec/api/pets.png\""));
  EXPECT_THAT(words(), HasSubstr("<a href=\"https://example.org\""));
  EXPECT_THAT(words(), Not(HasSubstr("javascript:")));
}

TEST_F(DocsWords, OfAHostileDescriptionAreText) {
  const std::string attack = "</title></article><script>alert(1)</script>\\\" onload=\\\"x";
  const std::string file =
      folder_.write("hostile.json", R"({"openapi": "3.1.0", "info": {"title": ")" + attack +
                                        R"(", "version": ")" + attack + R"(", "description": ")" +
                                        attack + R"("}, "paths": {"/)" + attack +
                                        R"(": {"get": {"summary": ")" + attack + R"("}}}})");
  const std::string page = html(followed(file)());
  EXPECT_THAT(page, HasSubstr("alert(1)"));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_EQ(page.find("</title>"), page.rfind("</title>"));
  EXPECT_EQ(page.find("</article>"), page.rfind("</article>"));
  EXPECT_THAT(page, Not(HasSubstr("\" onload")));
}

TEST_F(DocsWords, FollowTheFile) {
  const auto before = now_();
  EXPECT_EQ(now_(), before) << "of the same text they are made once";
  folder_.write("api/pets.yaml",
                std::string(kSpec) + "  /dogs:\n    get: {operationId: listDogs}\n");
  EXPECT_THAT(words(), HasSubstr("#/operations/listDogs"));
  EXPECT_THAT(html(before), Not(HasSubstr("listDogs"))) << "a response may still have them";
}

TEST_F(DocsWords, OfAFileThatIsBrokenAreThoseBefore) {
  const std::string file = folder_.write("later.yaml", "openapi: [");
  const WordsNow later = followed(file);
  EXPECT_EQ(later(), nullptr);
  folder_.write("later.yaml", kSpec);
  const auto mended = later();
  ASSERT_NE(mended, nullptr);
  folder_.write("later.yaml", "openapi: [[");
  EXPECT_EQ(later(), mended);
}

TEST_F(DocsWords, LongOnesAreLeftToThePlayground) {
  json::DocumentSet documents;
  const std::string text = R"({"openapi": "3.1.0", "info": {"title": "Long", "description": ")" +
                           std::string(1'000'000, 'a') + R"("}})";
  ASSERT_TRUE(documents.add("long.json", json::read(text).document));
  const PageWords words = command::docs_words(openapi::Description::read(documents, "long.json"));
  EXPECT_EQ(with_words("<title>API</title>\n<vitrine-playground></vitrine-playground>", words),
            "<title>Long</title>\n" + words.head + "<vitrine-playground></vitrine-playground>");
}

}  // namespace
}  // namespace vitrine::test
