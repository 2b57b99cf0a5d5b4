// Markdown on the page: folds, boxes, tables, links to headings.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::HasSubstr;
using testing::Not;
using ui::Role;

class Prose : public testing::Test {
 protected:
  Screen screen;

  /// Opens a description whose own text is that.
  void open(const std::string& text, const std::string& operation_text = "Words") {
    const nlohmann::json document = {
        {"openapi", "3.1.0"},
        {"info", {{"title", "T"}, {"version", "1"}, {"description", text}}},
        {"paths",
         {{"/a",
           {{"get",
             {{"operationId", "getA"},
              {"description", operation_text},
              {"responses", {{"200", {{"description", "Fine"}}}}}}}}}}}};
    screen.serve(document.dump());
    screen.open();
  }

  /// The first span with that text, and the node it stands in.
  std::pair<const ui::Node*, std::size_t> find_span(std::string_view text) const {
    for (const ui::Node* node : screen.page.nodes()) {
      if (!node->layout || node->id.rfind("main/", 0) != 0) continue;
      const auto& spans = node->layout->spans();
      for (std::size_t index = 0; index < spans.size(); ++index) {
        if (spans[index].text == text) return {node, index};
      }
    }
    ADD_FAILURE() << "no text " << text;
    return {nullptr, 0};
  }

  const ui::Span& span(std::string_view text) const {
    static const ui::Span kNone;
    const auto [node, index] = find_span(text);
    return node ? node->layout->spans()[index] : kNone;
  }

  void follow(std::string_view text) {
    const auto [node, index] = find_span(text);
    if (node) screen.send(boundary::Activated{node->id + "/" + std::to_string(index)});
  }
};

TEST_F(Prose, DetailsAreAFoldWithTheSummaryAsItsButton) {
  open("<details><summary>More about it</summary>\n\nHidden words\n\n</details>");
  EXPECT_EQ(screen.find(Role::button, "More about it").expanded, ui::Node::Tri::no);
  EXPECT_THAT(screen.text(), Not(HasSubstr("Hidden words")));
  screen.click(Role::button, "More about it");
  EXPECT_EQ(screen.find(Role::button, "More about it").expanded, ui::Node::Tri::yes);
  EXPECT_THAT(screen.text(), HasSubstr("Hidden words"));
  screen.click(Role::button, "More about it");
  EXPECT_THAT(screen.text(), Not(HasSubstr("Hidden words")));
}

TEST_F(Prose, FoldedDetailsAreFoundByTheBrowser) {
  open("<details><summary>More about it</summary>\n\nHidden **words**\n\n- of all\n\n</details>");
  EXPECT_THAT(screen.find(Role::button, "More about it").folded, HasSubstr("Hidden words"));
  EXPECT_THAT(screen.find(Role::button, "More about it").folded, HasSubstr("of all"));
  screen.click(Role::button, "More about it");
  EXPECT_EQ(screen.find(Role::button, "More about it").folded, "");
}

TEST_F(Prose, OfManyFoldedWordsTheBrowserFindsTheFirst) {
  open("<details><summary>Much</summary>" + std::string(10'000, 'x') + "</details>");
  EXPECT_GE(screen.find(Role::button, "Much").folded.size(), 4000u);
  EXPECT_LE(screen.find(Role::button, "Much").folded.size(), 4100u);
}

TEST_F(Prose, ItemsOfListsKeepTheirMarks) {
  open("3. third\n4. fourth\n\nand\n\n- [x] done\n- [ ] open\n- plain");
  std::vector<std::string> marks;
  for (const ui::Node* node : screen.page.nodes())
    if (node->role == Role::listitem && node->id.rfind("main/", 0) == 0)
      marks.push_back(node->label);
  EXPECT_EQ(marks, (std::vector<std::string>{"3.", "4.", "☑", "☐", "•"}));
}

TEST_F(Prose, DetailsThatTheAuthorOpenedCanBeFolded) {
  open("<details open>Shown words</details>");
  EXPECT_THAT(screen.text(), HasSubstr("Shown words"));
  screen.click(Role::button, "Details");
  EXPECT_THAT(screen.text(), Not(HasSubstr("Shown words")));
}

TEST_F(Prose, ALongSummaryIsWholeBesideItsButton) {
  std::string summary = "Summary";
  for (int index = 0; index < 80; ++index) summary += " word";
  open("<details><summary>" + summary + "</summary>Hidden words</details>");
  EXPECT_THAT(screen.text(), HasSubstr(summary));
  screen.click(Role::button, summary);
  EXPECT_THAT(screen.text(), HasSubstr("Hidden words"));
}

TEST_F(Prose, TasksAreBoxesThatNobodyCanChange) {
  open("- [x] Sign up\n- [ ] Pay");
  EXPECT_EQ(screen.find(Role::checkbox, "Sign up").checked, ui::Node::Tri::yes);
  EXPECT_EQ(screen.find(Role::checkbox, "Pay").checked, ui::Node::Tri::no);
  EXPECT_TRUE(screen.find(Role::checkbox, "Pay").disabled);
}

TEST_F(Prose, TextStandsAtTheSideThatItsColumnSays) {
  open("| a | b | c |\n|:--|:-:|--:|\n| left | middle | right |\n");
  std::map<std::string, const ui::Node*> cells;
  for (const ui::Node* node : screen.page.nodes()) {
    if (node->role == Role::cell || node->role == Role::columnheader) cells[node->id] = node;
  }
  const auto place = [&](std::string_view text) {
    const ui::Node* node = find_span(text).first;
    const ui::Rect& cell = cells.at(node->parent)->rect;
    return std::pair(node->rect.x - cell.x,
                     cell.right() - node->rect.x - node->layout->size().width);
  };
  EXPECT_LT(place("left").first, 1);
  EXPECT_LT(place("right").second, 3);
  EXPECT_GT(place("right").first, 3);
  EXPECT_NEAR(place("middle").first, place("middle").second, 3);
}

TEST_F(Prose, HeadersOfColumnsAndRowsAreNamedSo) {
  open("<table><tr><th>a<th>b<tr><th>c<td>d</table>");
  std::string roles;
  for (const ui::Node* node : screen.page.nodes()) {
    if (node->role == Role::columnheader || node->role == Role::rowheader ||
        node->role == Role::cell) {
      roles.append(ui::role_name(node->role)).push_back(' ');
    }
  }
  EXPECT_EQ(roles, "columnheader columnheader rowheader cell ");
}

TEST_F(Prose, ColumnsAreNoNarrowerThanTheirWords) {
  const std::string words = "many words that ask for room again and again and again and again ";
  open("| Name | Words |\n|--|--|\n| aQuiteLongPropertyNameInACell | " + words + words + words +
       words + " |\n");
  const ui::Node* name = find_span("aQuiteLongPropertyNameInACell").first;
  ASSERT_NE(name, nullptr);
  EXPECT_EQ(name->layout->lines().size(), 1U);
}

TEST_F(Prose, CellsOfSeveralColumnsAreAsWide) {
  open("<table><tr><th>a<th>b<th>c<tr><td colspan=2>wide<td>d</table>");
  const ui::Node* third = find_span("c").first;
  const ui::Node* below = find_span("d").first;
  ASSERT_TRUE(third && below);
  EXPECT_NEAR(third->rect.x, below->rect.x, 0.6f);
}

TEST_F(Prose, LooksOfHtmlAreDrawn) {
  open(
      "<p><u>under</u> <s>gone</s> <mark>new</mark> <kbd>Ctrl</kbd> 10<sup>12</sup> H<sub>2</sub>O "
      "1<sup>st</sup>");
  EXPECT_TRUE(span("under").underline);
  EXPECT_TRUE(span("gone").strikethrough);
  EXPECT_TRUE(span("new").marked);
  EXPECT_TRUE(span("Ctrl").code);
  EXPECT_EQ(span("¹²").text, "¹²");
  EXPECT_EQ(span("₂").text, "₂");
  EXPECT_LT(span("st").font.size, span("under").font.size);
}

TEST_F(Prose, DefinitionsStandBelowTheirTerms) {
  open("<dl><dt>Term</dt><dd>What it means</dd></dl>");
  const ui::Node* term = find_span("Term").first;
  const ui::Node* definition = find_span("What it means").first;
  ASSERT_TRUE(term && definition);
  EXPECT_GT(definition->rect.x, term->rect.x);
  EXPECT_GT(definition->rect.y, term->rect.y);
}

TEST_F(Prose, AnImageIsALinkToItWithItsWords) {
  open("![A cat](https://a.example/cat.png) ![](https://a.example/dog%201.png)");
  EXPECT_EQ(span("A cat").href, "https://a.example/cat.png");
  EXPECT_EQ(span("dog 1.png").href, "https://a.example/dog%201.png");
}

TEST_F(Prose, AnImageOfItsOwnServerTakesItsNaturalSize) {
  open("Before ![A cat](/cat.png) after");
  const ui::Node waiting = screen.find(Role::image, "A cat");
  EXPECT_EQ(waiting.href, "https://docs.example/cat.png");
  EXPECT_GT(waiting.rect.height, 0);
  screen.send(boundary::MediaSize{waiting.id, 64, 48});
  const ui::Rect rect = screen.find(Role::image, "A cat").rect;
  EXPECT_EQ(rect.width, 64);
  EXPECT_EQ(rect.height, 48);
  const ui::Node* before = find_span("Before ").first;
  const ui::Node* after = find_span("after").first;
  ASSERT_TRUE(before && after);
  EXPECT_LE(before->rect.bottom(), rect.y);
  EXPECT_GE(after->rect.y, rect.bottom());
}

TEST_F(Prose, AnImageIsNoWiderThanTheColumn) {
  open("![Map](/map.png)");
  const ui::Node waiting = screen.find(Role::image, "Map");
  screen.send(boundary::MediaSize{waiting.id, 4000, 1000});
  const ui::Rect rect = screen.find(Role::image, "Map").rect;
  EXPECT_LT(rect.width, 1000);
  EXPECT_NEAR(rect.height, rect.width / 4, 1);
}

TEST_F(Prose, AnImageHasTheSizeThatItsAuthorWants) {
  open("<img src='/cat.png' alt='A cat' width='200' height='100'><img src='/dog.png' width=50>");
  const ui::Rect rect = screen.find(Role::image, "A cat").rect;
  EXPECT_EQ(rect.width, 200);
  EXPECT_EQ(rect.height, 100);
  const ui::Node dog = screen.find(Role::image, "dog.png");
  EXPECT_EQ(dog.rect.y, rect.y) << "beside the other";
  screen.send(boundary::MediaSize{dog.id, 100, 300});
  EXPECT_EQ(screen.find(Role::image, "dog.png").rect.height, 150);
}

TEST_F(Prose, AnImageThatCannotBeShownIsALinkWithItsWords) {
  open("![A cat](/cat.png)");
  screen.send(boundary::MediaSize{screen.find(Role::image, "A cat").id, 0, 0});
  EXPECT_FALSE(screen.has(Role::image, "A cat"));
  EXPECT_EQ(span("A cat").href, "https://docs.example/cat.png");
}

TEST_F(Prose, AnImageOfAnotherServerWaitsForAClick) {
  open("![A cat](https://a.example/cat.png)");
  EXPECT_FALSE(screen.has(Role::image, "A cat"));
  screen.click(Role::button, "Load image from a.example");
  EXPECT_EQ(screen.find(Role::image, "A cat").href, "https://a.example/cat.png");
  EXPECT_FALSE(screen.has(Role::button, "Load image from a.example"));
}

TEST_F(Prose, AnImageInALinkLeadsThere) {
  open("[![Build](data:image/gif;base64,R0lG)](#/operations/getA)");
  screen.click(Role::link, "Build");
  EXPECT_EQ(screen.playground.session().route.target, "/operations/getA");
}

TEST_F(Prose, CodeHasTheColoursOfItsLanguageAndIsCopied) {
  open("```js\nconst a = 'b'; // c\n```");
  const ui::Theme& theme = screen.playground.theme();
  EXPECT_EQ(span("const").color, theme.syntax_literal);
  EXPECT_EQ(span("'b'").color, theme.syntax_string);
  EXPECT_EQ(span("// c").color, theme.faint);
  screen.click(Role::button, "Copy");
  const auto copied = screen.all<session::CopyText>();
  ASSERT_EQ(copied.size(), 1U);
  EXPECT_EQ(copied[0].text, "const a = 'b'; // c");
}

TEST_F(Prose, CodeWithoutALanguageIsJsonWhereItBeginsLikeIt) {
  open("```\n{\"a\": 1}\n```\n\n```\nGET \"a\"\n```");
  EXPECT_EQ(span("\"a\"").color, screen.playground.theme().syntax_key);
  EXPECT_EQ(span("GET \"a\"").color, screen.playground.theme().text);
}

TEST_F(Prose, LongLinesOfCodeAreNotBroken) {
  open("```\n" + std::string(400, 'x') + " y\n```");
  const ui::Node* code = find_span(std::string(400, 'x') + " y").first;
  ASSERT_NE(code, nullptr);
  EXPECT_EQ(code->role, Role::code);
  EXPECT_TRUE(code->focusable);
  EXPECT_EQ(code->layout->lines().size(), 1U);
}

TEST_F(Prose, WideTablesAreScrolledInARegionOfTheirHeading) {
  std::string head = "|";
  std::string rule = "|";
  for (int column = 0; column < 12; ++column) {
    head += " aQuiteLongName" + std::to_string(column) + " |";
    rule += "--|";
  }
  const std::string table = head + "\n" + rule + "\n" + head + "\n\n";
  open("# Codes\n\n" + table + table);
  const ui::Node region = screen.find(Role::region, "Codes");
  EXPECT_TRUE(region.scrolls && region.focusable);
  EXPECT_TRUE(screen.has(Role::region, "Codes 2"));
  const ui::Node* last = find_span("aQuiteLongName11").first;
  ASSERT_NE(last, nullptr);
  EXPECT_EQ(last->layout->lines().size(), 1U);
  EXPECT_GT(last->rect.x, region.rect.right());
}

TEST_F(Prose, WordsOfSeveralLooksAreOneWord) {
  std::string wide = "| a | b |\n|--|--|\n| `one`**two**three | ";
  for (int word = 0; word < 80; ++word) wide += "words ";
  open(wide + "|\n");
  const ui::Node* cell = find_span("two").first;
  ASSERT_NE(cell, nullptr);
  EXPECT_EQ(cell->layout->lines().size(), 1U);
}

// ---- links to copy

TEST_F(Prose, AHeadingIsCopiedAsALink) {
  open("# Errors");
  const ui::Node* sign = nullptr;
  for (const ui::Node* node : screen.page.find_all(Role::link, "Copy link")) {
    if (node->href == "#/?heading=errors") sign = node;
  }
  ASSERT_NE(sign, nullptr);
  screen.send(boundary::Activated{std::string(sign->id)});
  const auto copied = screen.all<session::CopyText>();
  ASSERT_EQ(copied.size(), 1U);
  EXPECT_EQ(copied[0].text, "https://docs.example/docs#/?heading=errors");
  EXPECT_EQ(screen.playground.session().route.heading, "errors");
}

TEST_F(Prose, APageAndItsSectionsAreCopiedAsLinks) {
  open("Words");
  screen.act(session::Navigate{"#/operations/getA"});
  screen.click(Role::button, "Copy link");
  const auto copied = screen.all<session::CopyText>();
  ASSERT_EQ(copied.size(), 1U);
  EXPECT_EQ(copied[0].text, "https://docs.example/docs#/operations/getA");
  std::vector<std::string> links;
  for (const ui::Node* node : screen.page.find_all(Role::link, "Copy link"))
    links.push_back(node->href);
  EXPECT_THAT(links, testing::Contains("#/operations/getA?heading=.responses"));
}

TEST_F(Prose, HeadingsKeepTheirLooksAndLinks) {
  open("# About `GET` and [more](https://a.example/)");
  EXPECT_TRUE(screen.has(Role::heading, "About GET and more"));
  EXPECT_TRUE(span("GET").code);
  EXPECT_EQ(span("more").href, "https://a.example/");
}

std::string long_text() {
  std::string text;
  for (int index = 0; index < 100; ++index) text += "A line of words.\n\n";
  return text;
}

TEST_F(Prose, ALinkToAHeadingScrollsToIt) {
  screen.whole_page = false;
  open("[Down](#the-end)\n\n" + long_text() + "# The end\n\n" + long_text());
  EXPECT_EQ(span("Down").href, "#/?heading=the-end");
  const float heading = screen.find(Role::heading, "The end").rect.y;
  follow("Down");
  EXPECT_NEAR(screen.surface("main").scroll_y, heading, 60);
}

TEST_F(Prose, AnOperationLinksToAHeadingOfTheDescription) {
  screen.whole_page = false;
  open(long_text() + "# Errors\n\n" + long_text(),
       "See [errors](#errors) or [here](#own)\n\n# Own");
  screen.act(session::Navigate{"#/operations/getA"});
  EXPECT_EQ(span("here").href, "#/operations/getA?heading=own");
  EXPECT_EQ(span("errors").href, "#/?heading=errors");
  follow("errors");
  EXPECT_NEAR(screen.surface("main").scroll_y, screen.find(Role::heading, "Errors").rect.y, 60);
}

}  // namespace
}  // namespace vitrine::view
