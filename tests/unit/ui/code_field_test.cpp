#include "app/ui/code_field.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/ui/harness.h"

namespace vitrine::ui {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A field of code on a page.
struct Field {
  Page page;
  std::string code;
  std::vector<CodeMark> marks;
  std::set<std::uint32_t> folded;
  text::CodeSyntax syntax;
  std::vector<std::string> coloured;  ///< in the last frame
  CodeFieldUse use;

  explicit Field(std::string value, text::CodeSyntax of = text::CodeSyntax::json)
      : code(std::move(value)), syntax(of) {
    page.frame(in_pane([this](Ui& ui) {
      const std::vector<std::size_t> lines = line_starts(code);
      CodeFieldOptions options;
      options.field = {.kind = FieldKind::multiline, .value = code, .mono = true, .min_lines = 4};
      options.lines = lines;
      options.marks = marks;
      options.syntax = syntax;
      options.folds = true;
      options.folded = &folded;
      options.line_name = "Line";
      coloured.clear();
      use = code_field(
          ui, "body", "Request body", options,
          [&](std::size_t, std::size_t begin, std::size_t end, std::vector<Span>& spans) {
            coloured.push_back(code.substr(begin, end - begin));
            Span span;
            span.text = coloured.back();
            span.font = type::kCode;
            spans.push_back(std::move(span));
          });
      if (use.change) code = use.change->text;
      if (use.turned && folded.erase(*use.turned) == 0) folded.insert(*use.turned);
    }));
  }
  Node node() const { return page.find(Role::textbox, "Request body"); }
};

TEST(CodeField, TheFieldOfThePageHasTheTextAndTakesTheInput) {
  Field field("{}");
  EXPECT_EQ(field.node().value, "{}");
  EXPECT_EQ(field.node().look, Look::code);
  EXPECT_TRUE(field.node().multiline);
  EXPECT_EQ(field.node().rect.height, 4 * 20 + 14);
  EXPECT_GT(field.node().rect.x, 20) << "The numbers of the lines stand before it";
  field.page.type(Role::textbox, "Request body", "[]");
  EXPECT_EQ(field.code, "[]");
}

TEST(CodeField, OnlyLinesInSightAreColoured) {
  std::string text;
  for (int i = 0; i < 50000; ++i) text += std::to_string(i) + "\n";
  Field field(text);
  EXPECT_EQ(field.node().rect.height, 20 * 20 + 14);
  EXPECT_LE(field.coloured.size(), 21u);
  EXPECT_EQ(field.coloured.front(), "0");
  field.page.scroll(field.node().id + "/y", 20 * 1000 + 7);
  EXPECT_LE(field.coloured.size(), 22u);
  EXPECT_EQ(field.coloured.front(), "1000");
}

TEST(CodeField, OfLongLinesOnlyAPartIsColoured) {
  Field field("[" + std::string(1000000, '1') + "]");
  ASSERT_EQ(field.coloured.size(), 1u);
  EXPECT_LT(field.coloured[0].size(), 200u);
  EXPECT_EQ(field.coloured[0].front(), '[');
  field.page.scroll(field.node().id, 50000);
  EXPECT_LT(field.coloured[0].size(), 200u);
  EXPECT_EQ(field.coloured[0].front(), '1');
}

TEST(CodeField, LinesOfOtherCharactersMayBeTooLongToDraw) {
  std::string text = "\"";
  for (int i = 0; i < 2000; ++i) text += "\xED\x95\x9C";
  EXPECT_FALSE(can_draw_code(text, line_starts(text)));
  text.resize(1 + 3 * 900);
  EXPECT_TRUE(can_draw_code(text, line_starts(text)));
}

TEST(CodeField, LinesFoldAtTheirBrackets) {
  Field field("{\n  \"a\": [\n    1\n  ],\n  \"b\": 2\n}");
  EXPECT_EQ(field.coloured.size(), 6u);
  EXPECT_EQ(field.page.find(Role::button, "Line 2").expanded, Node::Tri::yes);
  EXPECT_FALSE(field.page.has(Role::button, "Line 3"));
  field.page.click(Role::button, "Line 2");
  field.page.run();
  EXPECT_THAT(field.coloured, ElementsAre("{", "  \"a\": [", "],", "  \"b\": 2", "}"));
  EXPECT_EQ(field.page.find(Role::button, "Line 2").expanded, Node::Tri::no);
  field.page.click(Role::button, "Line 2");
  field.page.run();
  EXPECT_EQ(field.coloured.size(), 6u);
}

TEST(CodeField, LinesOfXmlFoldAtTheirTags) {
  Field field("<a>\n  <b x=\"1\">\n    <b/>\n    <!-- <b> -->\n  </b>\n</a>",
              text::CodeSyntax::xml);
  EXPECT_FALSE(field.page.has(Role::button, "Line 3"));
  EXPECT_FALSE(field.page.has(Role::button, "Line 4"));
  EXPECT_FALSE(field.page.has(Role::button, "Line 5"));
  field.page.click(Role::button, "Line 2");
  field.page.run();
  EXPECT_THAT(field.coloured, ElementsAre("<a>", "  <b x=\"1\">", "</b>", "</a>"));
}

TEST(CodeField, InTheFocusNothingIsFolded) {
  Field field("{\n  \"a\": [\n    1\n  ]\n}");
  field.page.click(Role::button, "Line 1");
  field.page.run();
  EXPECT_THAT(field.coloured, ElementsAre("{", "}"));
  field.page.focus(Role::textbox, "Request body");
  EXPECT_EQ(field.coloured.size(), 5u);
}

TEST(CodeField, TheWordsOfAMarkShowUnderThePointer) {
  Field field("{\n  \"a\": 1\n}");
  field.marks = {{9, 10, "must be a string"}};
  field.page.run();
  const auto point_at = [&](float x, float y) {
    const Rect rect = field.node().rect;
    field.page.ui().pointer_moved("main", {rect.x + x, rect.y + y});
    field.page.run();
    return field.page.picture().surfaces;
  };
  const auto lines = line_starts(field.code);
  const Point mark = code_place(field.page.ui(), field.code, lines, 9);
  const auto elsewhere = point_at(300, 80);
  EXPECT_NE(point_at(mark.x + 2, mark.y + 8), elsewhere);
  EXPECT_EQ(point_at(300, 80), elsewhere);
}

TEST(CodeField, PlacesAreCountedInLinesAndCharacters) {
  Field field("ab\nc");
  Ui& ui = field.page.ui();
  const std::vector<std::size_t> lines = line_starts(field.code);
  EXPECT_THAT(lines, ElementsAre(0u, 3u));
  EXPECT_EQ(line_of(lines, 2), 0u);
  EXPECT_EQ(line_of(lines, 3), 1u);
  EXPECT_EQ(code_place(ui, field.code, lines, 4).y - code_place(ui, field.code, lines, 0).y, 20);
  EXPECT_GT(code_place(ui, field.code, lines, 1).x, code_place(ui, field.code, lines, 0).x);
}

}  // namespace
}  // namespace vitrine::ui
