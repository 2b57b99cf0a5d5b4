#include "app/markdown/markdown.h"

#include <gtest/gtest.h>

namespace vitrine::markdown {
namespace {

TEST(Markdown, ParagraphsHaveSpansByLook) {
  const Markdown result = parse("Plain *soft* **loud** `code`\nnext");
  ASSERT_EQ(result.blocks.size(), 1u);
  const std::vector<Span>& spans = result.blocks[0].spans;
  ASSERT_EQ(spans.size(), 7u);
  EXPECT_EQ(spans[0].text, "Plain ");
  EXPECT_TRUE(spans[1].emphasis);
  EXPECT_TRUE(spans[3].strong);
  EXPECT_EQ(spans[5].kind, SpanKind::code);
  EXPECT_EQ(spans[6].text, " next");
}

TEST(Markdown, HeadingsListsCodeAndTablesKeepTheirShape) {
  const Markdown result = parse(
      "## Title\n\n3. one\n4. two\n   - deep\n\n```json\n{\n}\n```\n\n| a | b |\n|---|--:|\n| 1 | "
      "2 "
      "|\n\n> said\n\n---\n");
  ASSERT_EQ(result.blocks.size(), 6u);
  EXPECT_EQ(result.blocks[0].kind, BlockKind::heading);
  EXPECT_EQ(result.blocks[0].level, 2);
  const Block& list = result.blocks[1];
  EXPECT_TRUE(list.ordered);
  EXPECT_EQ(list.start, 3u);
  ASSERT_EQ(list.children.size(), 2u);
  EXPECT_EQ(plain_text(list.children[0]), "one\n");
  ASSERT_EQ(list.children[1].children.size(), 1u);
  EXPECT_EQ(list.children[1].children[0].kind, BlockKind::list);
  EXPECT_EQ(result.blocks[2].info, "json");
  EXPECT_EQ(result.blocks[2].spans[0].text, "{\n}");
  const Block& table = result.blocks[3];
  ASSERT_EQ(table.children.size(), 2u);
  EXPECT_TRUE(table.children[0].header);
  EXPECT_EQ(table.children[1].children[1].alignment, Alignment::right);
  EXPECT_EQ(result.blocks[4].kind, BlockKind::quote);
  EXPECT_EQ(result.blocks[5].kind, BlockKind::rule);
}

TEST(Markdown, CodeKeepsItsTabs) {
  const auto code = [](std::string_view text) { return parse(text).blocks.at(0).spans.at(0).text; };
  EXPECT_EQ(code("```make\nall:\n\tcc a.c\n\t\tx\n    y\n```\n"), "all:\n\tcc a.c\n\t\tx\n    y");
  EXPECT_EQ(code("```\n \ta\tb\n```\n"), " \ta\tb");
  EXPECT_EQ(code("\tone\n\t\ttwo\n\n\t\t  three\n"), "one\n\ttwo\n\n\t  three");
  // The fence's own indentation goes, in columns: what is left of a tab is spaces.
  EXPECT_EQ(code("  ```\n  \ta\n\tb\n  ```\n"), "\ta\n  b");
}

TEST(Markdown, OnlySafeAddressesBecomeLinks) {
  const Markdown result = parse(
      "[a](https://example.com/x) [b](javascript:alert(1)) [c](data:text/html,x) "
      "[d](JaVaScRiPt:x) [e](#/operations/x) [f](mailto:a@b.c) [g](//evil) [h](vbscript:x)");
  ASSERT_EQ(result.links.size(), 3u);
  EXPECT_EQ(result.links[0].href, "https://example.com/x");
  EXPECT_EQ(result.links[1].href, "#/operations/x");
  EXPECT_EQ(result.links[2].href, "mailto:a@b.c");
  EXPECT_EQ(plain_text(result), "a b c d e f g h\n");
  EXPECT_EQ(safe_href("java\tscript:alert(1)"), "");
  EXPECT_EQ(safe_href("\x01javascript:alert(1)"), "");
  EXPECT_EQ(safe_href("&#106;avascript:x"), "");
}

TEST(Markdown, HtmlLeavesItsTextAndNothingElse) {
  const Markdown result = parse(
      "a <b onclick=\"x()\">bold</b> c<br>d\n\n<p>Para <i>one</i></p>\n\n"
      "<script>alert(1)</script>\n\nafter <style>p{}</style>end");
  const std::string text = plain_text(result);
  EXPECT_EQ(text.find('<'), std::string::npos);
  EXPECT_EQ(text.find("alert"), std::string::npos);
  EXPECT_EQ(text.find("p{}"), std::string::npos);
  EXPECT_NE(text.find("a bold c d"), std::string::npos);
  EXPECT_NE(text.find("Para one"), std::string::npos);
  EXPECT_NE(text.find("after end"), std::string::npos);
}

TEST(Markdown, ImagesBecomeTheirAlternativeText) {
  const Markdown result = parse("![A *cat*](https://example.com/cat.png)");
  ASSERT_EQ(result.blocks.size(), 1u);
  EXPECT_EQ(result.blocks[0].spans[0].kind, SpanKind::image);
  EXPECT_EQ(plain_text(result), "A cat\n");
}

TEST(Markdown, EntitiesAreDecoded) {
  EXPECT_EQ(plain_text(parse("&lt;a&gt; &amp; &#xAC00;&#0; &hellip;")),
            "<a> & \xEA\xB0\x80\xEF\xBF\xBD \xE2\x80\xA6\n");
}

TEST(Markdown, DepthAndSizeAreBounded) {
  std::string quotes(5'000, '>');
  const Markdown deep = parse(quotes + " text");
  EXPECT_TRUE(deep.truncated);
  int depth = 0;
  for (const Block* at = &deep.blocks.at(0); !at->children.empty(); at = &at->children[0]) ++depth;
  EXPECT_LE(depth, 24);

  std::string bombs;
  for (int i = 0; i < 20'000; ++i) bombs += "*a_b[";
  parse(bombs);
  EXPECT_TRUE(parse(std::string(2'000'000, 'x')).truncated);
  EXPECT_NE(plain_text(deep).find("text"), std::string::npos);
}

TEST(Markdown, WhiteSpaceIsAsInHtml) {
  const Block block = parse("One  two   three<br>\n  four").blocks.at(0);
  ASSERT_EQ(block.spans.size(), 3U);
  EXPECT_EQ(block.spans.at(0).text, "One two three");
  EXPECT_EQ(block.spans.at(1).kind, SpanKind::line_break);
  EXPECT_EQ(block.spans.at(2).text, "four");
}

}  // namespace
}  // namespace vitrine::markdown
