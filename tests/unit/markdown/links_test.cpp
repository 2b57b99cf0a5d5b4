// Links of a description: to other places, to its own headings, to footnotes.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "app/markdown/markdown.h"

namespace vitrine::markdown {
namespace {

constexpr const char* kBase = "https://api.example/docs/v1/openapi.json";

std::vector<std::string> hrefs(std::string_view text, std::string_view base = {}) {
  std::vector<std::string> result;
  for (const Link& link : parse(text, {}, base).links) result.push_back(link.href);
  return result;
}

std::vector<std::string> anchors(std::string_view text) {
  std::vector<std::string> result;
  for (const Block& block : parse(text).blocks) {
    if (block.kind == BlockKind::heading) result.push_back(block.anchor);
  }
  return result;
}

using Texts = std::vector<std::string>;

TEST(Links, RelativeAddressesAreSeenFromTheDescription) {
  EXPECT_EQ(hrefs("[a](/guide) [b](errors.html#top) [c](../v2/) [d](?x=1) [e](//cdn.example/f)\n\n"
                  "<a href=guide.html>f</a>",
                  kBase),
            (Texts{"https://api.example/guide", "https://api.example/docs/v1/errors.html#top",
                   "https://api.example/docs/v2/", "https://api.example/docs/v1/openapi.json?x=1",
                   "https://cdn.example/f", "https://api.example/docs/v1/guide.html"}));
}

TEST(Links, RelativeAddressesOfAnUnknownPlaceAreNone) {
  EXPECT_EQ(hrefs("[a](/guide) [b](errors.html)"), Texts{});
  EXPECT_EQ(hrefs("[a](/guide)", "openapi.json"), Texts{});
  EXPECT_EQ(hrefs("[a](b.html)", "file:///home/openapi.json"), Texts{});
}

TEST(Links, ABaseMakesNothingSafeThatIsNot) {
  EXPECT_EQ(hrefs("[a](javascript:alert(1)) [b](data:text/html,x) [c](vbscript:x) "
                  "<a href='JAVASCRIPT:x'>d</a> <a href=''>e</a>",
                  kBase),
            Texts{});
}

TEST(Links, ImagesAreSeenFromTheDescriptionToo) {
  const Markdown result = parse("![a](logo.png 'Logo') ![b](data:text/html,x)", {}, kBase);
  ASSERT_EQ(result.images.size(), 1U);
  EXPECT_EQ(result.images[0].source, "https://api.example/docs/v1/logo.png");
  EXPECT_EQ(result.images[0].title, "Logo");
  EXPECT_EQ(result.blocks.at(0).spans.at(0).text, "a");
}

TEST(Links, BareAddressesAreLinks) {
  EXPECT_EQ(hrefs("See https://a.example/b, www.c.example or mail d@e.example."),
            (Texts{"https://a.example/b", "http://www.c.example", "mailto:d@e.example"}));
}

TEST(Headings, HaveTheAnchorsOfGitHub) {
  EXPECT_EQ(anchors("# Getting Started\n\n## What's new?\n\n## `GET /users` & more\n\n"
                    "## snake_case-and-dash\n\n## 시작하기\n\n## Über uns — heute"),
            (Texts{"getting-started", "whats-new", "get-users--more", "snake_case-and-dash",
                   "시작하기", "Über-uns--heute"}));
}

TEST(Headings, WithTheSameTextAreNumbered) {
  EXPECT_EQ(anchors("# a\n\n# a\n\n# a-1\n\n# a\n"), (Texts{"a", "a-1", "a-1-1", "a-2"}));
}

TEST(Headings, OfHtmlHaveAnchorsToo) {
  EXPECT_EQ(anchors("<h2>Rate <b>limits</b></h2>"), Texts{"rate-limits"});
}

TEST(Headings, LinksToThemStayOnThePage) {
  const Markdown result = parse(
      "# Rate limits\n\n[a](#rate-limits) [b](#Rate%20Limits) [c](#section/Rate-limits) "
      "[d](#elsewhere)");
  ASSERT_EQ(result.links.size(), 4U);
  for (int index = 0; index < 3; ++index) {
    EXPECT_EQ(result.links[index].href, "#/?heading=rate-limits");
    EXPECT_TRUE(result.links[index].here);
    EXPECT_EQ(safe_href(result.links[index].href), result.links[index].href);
  }
  EXPECT_EQ(result.links[3].href, "#/?heading=elsewhere");
  EXPECT_FALSE(result.links[3].here);
}

TEST(Headings, LinksNameThemOnAnyPage) {
  EXPECT_EQ(heading_of(heading_link("시작 & so")), "시작 & so");
  EXPECT_EQ(heading_of("#/operations/listUsers?heading=a-1"), "a-1");
  EXPECT_EQ(heading_of("#/operations/listUsers?field=a"), "");
  EXPECT_EQ(heading_of("https://a.example/?heading=b"), "");
}

TEST(Images, OnlySafeSourcesAreKept) {
  EXPECT_EQ(safe_source("https://a.example/b.png"), "https://a.example/b.png");
  EXPECT_EQ(safe_source("data:image/png;base64,AAAA"), "data:image/png;base64,AAAA");
  for (const char* source : {"", "javascript:alert(1)", "data:text/html,x", "mailto:a@b.example",
                             "#/operations/a", "data:image/png,\"x y\"", "file:///a.png"}) {
    EXPECT_EQ(safe_source(source), "") << source;
  }
}

TEST(Footnotes, AreNumberedAsTheyAreReferredToAndStandAtTheEnd) {
  const Markdown result = parse(
      "One[^b] two[^a] three[^b].\n\n[^a]: First *note*\n[^b]: Second note,\n  on two lines\n\n"
      "After");
  ASSERT_EQ(result.blocks.size(), 4U);
  const std::vector<Span>& spans = result.blocks[0].spans;
  ASSERT_EQ(spans.size(), 7U);
  EXPECT_EQ(spans[1].text, "1");
  EXPECT_TRUE(spans[1].superscript);
  EXPECT_EQ(spans[3].text, "2");
  EXPECT_EQ(spans[5].text, "1");
  EXPECT_EQ(result.links.at(spans[1].link - 1).href, "#/?heading=footnote-1");
  EXPECT_TRUE(result.links[0].here);
  EXPECT_EQ(plain_text(result.blocks[1]), "After\n");
  EXPECT_EQ(result.blocks[2].kind, BlockKind::rule);
  const Block& list = result.blocks[3];
  ASSERT_EQ(list.children.size(), 2U);
  EXPECT_TRUE(list.ordered);
  EXPECT_EQ(list.children[0].anchor, "footnote-1");
  EXPECT_EQ(plain_text(list.children[0]), "Second note, on two lines\n");
  EXPECT_EQ(plain_text(list.children[1]), "First note\n");
}

TEST(Footnotes, KeepTheirBlocksAndMayReferToOthers) {
  const Markdown result =
      parse("A[^x]\n\n[^x]: One[^y]\n\n    Two\n\n    - item\n\nB\n\n[^y]: Last\n");
  const Block& list = result.blocks.back();
  ASSERT_EQ(list.children.size(), 2U);
  EXPECT_EQ(plain_text(list.children[0]), "One2\nTwo\nitem\n");
  EXPECT_EQ(plain_text(list.children[1]), "Last\n");
  EXPECT_EQ(plain_text(result.blocks[1]), "B\n");
}

TEST(Footnotes, ThatNothingRefersToAreStillShown) {
  EXPECT_EQ(plain_text(parse("A\n\n[^x]: Lonely")), "A\nLonely\n");
}

TEST(Footnotes, AreNoneWithoutADefinitionAndInCode) {
  EXPECT_EQ(plain_text(parse("a[^1] b")), "a[^1] b\n");
  EXPECT_EQ(plain_text(parse("```\n[^1]: a\n```\n")), "[^1]: a\n");
  EXPECT_EQ(plain_text(parse("`[^1]`\n\n[^1]: a")), "[^1]\na\n");
  EXPECT_EQ(plain_text(parse("[^")), "[^\n");
  EXPECT_EQ(plain_text(parse("[^]: x [^ a]: y")), "[^]: x [^ a]: y\n");
}

TEST(Tasks, HaveABoxEach) {
  const Block list = parse("- [x] done\n- [ ] to do\n- neither").blocks.at(0);
  EXPECT_TRUE(list.children.at(0).task && list.children[0].checked);
  EXPECT_TRUE(list.children.at(1).task && !list.children[1].checked);
  EXPECT_FALSE(list.children.at(2).task);
}

}  // namespace
}  // namespace vitrine::markdown
