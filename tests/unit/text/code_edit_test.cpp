#include "app/text/code_edit.h"

#include <gtest/gtest.h>

#include <string>

namespace vitrine::text {
namespace {

/// A text with its selection between `<` and `>`, or a caret at `|`.
struct Marked {
  std::string code;
  Selection at;
};

Marked marked(std::string_view text) {
  Marked result;
  for (const char c : text) {
    const std::size_t here = result.code.size();
    if (c == '|') {
      result.at = {here, here};
    } else if (c == '<') {
      result.at.begin = here;
    } else if (c == '>') {
      result.at.end = here;
    } else {
      result.code += c;
    }
  }
  return result;
}

std::string shown(std::string code, Selection at) {
  if (at.empty()) return code.insert(at.begin, "|");
  return code.insert(at.end, ">").insert(at.begin, "<");
}

std::string after(const Marked& before, const std::optional<CodeEdit>& edit) {
  return edit ? shown(edit->apply(before.code), edit->selected) : "as it is";
}

std::string key(std::string_view text, CodeKey key, CodeSyntax syntax = CodeSyntax::json) {
  const Marked before = marked(text);
  return after(before, edit_code(before.code, before.at, key, syntax));
}

std::string type(std::string_view text, char typed) {
  const Marked before = marked(text);
  return after(before, type_code(before.code, before.at, typed, CodeSyntax::json));
}

/// Of XML, whose brackets are no marks: the caret is at `at`.
std::string xml(std::string code, std::size_t at, char typed) {
  const auto edit = type_code(code, {at, at}, typed, CodeSyntax::xml);
  return edit ? edit->apply(code) + '@' + std::to_string(edit->selected.begin) : "as it is";
}

TEST(CodeEdit, ANewLineKeepsTheIndentation) {
  EXPECT_EQ(key("{\n  \"a\": 1,|\n}", CodeKey::newline), "{\n  \"a\": 1,\n  |\n}");
  EXPECT_EQ(key("a: b\n   c|", CodeKey::newline, CodeSyntax::plain), "a: b\n   c\n   |");
}

TEST(CodeEdit, ANewLineInBracketsIsIndentedAndTheClosingOneStandsBelow) {
  EXPECT_EQ(key("{|}", CodeKey::newline), "{\n  |\n}");
  EXPECT_EQ(key("{\n    \"a\": [ | ]\n}", CodeKey::newline),
            "{\n    \"a\": [ \n        |\n    ]\n}");
  EXPECT_EQ(key("{|\"a\": 1}", CodeKey::newline), "{\n  |\"a\": 1}");
  EXPECT_EQ(key("{\"a\": \"{|\"}", CodeKey::newline), "{\"a\": \"{\n|\"}");
}

TEST(CodeEdit, ANewLineBetweenTagsIsIndented) {
  const auto edit = edit_code("<a></a>", {3, 3}, CodeKey::newline, CodeSyntax::xml);
  ASSERT_TRUE(edit);
  EXPECT_EQ(edit->apply("<a></a>"), "<a>\n  \n</a>");
  EXPECT_EQ(edit->selected, (Selection{6, 6}));
  EXPECT_EQ(edit_code("<a/>", {4, 4}, CodeKey::newline, CodeSyntax::xml)->text, "\n");
}

TEST(CodeEdit, TabsIndentAndOutdentByTheUnitOfTheText) {
  EXPECT_EQ(key("{|", CodeKey::indent), "{  |");
  EXPECT_EQ(key("{\n    \"a\": 1,\n|", CodeKey::indent), "{\n    \"a\": 1,\n    |");
  EXPECT_EQ(key("{\n\t\"a\": 1,\n|", CodeKey::indent), "{\n\t\"a\": 1,\n\t|");
  EXPECT_EQ(key("{\n  \"a\": 1|\n}", CodeKey::outdent), "{\n\"a\": 1|\n}");
  EXPECT_EQ(key("{\n |\"a\": 1\n}", CodeKey::outdent), "{\n|\"a\": 1\n}");
}

TEST(CodeEdit, TabsMoveAllLinesOfASelection) {
  EXPECT_EQ(key("<{\n\"a\": 1\n>}", CodeKey::indent), "<  {\n  \"a\": 1\n>}");
  EXPECT_EQ(key("  <  {\n  \"a\">: 1\n}", CodeKey::outdent), "<  {\n\"a\">: 1\n}");
}

TEST(CodeEdit, OpeningBracketsAndQuotesBringTheirPartners) {
  EXPECT_EQ(type("|", '{'), "{|}");
  EXPECT_EQ(type("[|]", '{'), "[{|}]");
  EXPECT_EQ(type("{|}", '"'), "{\"|\"}");
  EXPECT_EQ(type("{\"a\": |}", '['), "{\"a\": [|]}");
}

TEST(CodeEdit, NothingIsPairedBeforeAWordOrInAString) {
  EXPECT_EQ(type("|\"a\": 1", '{'), "as it is");
  EXPECT_EQ(type("{\"a\": \"|\"}", '{'), "as it is");
  EXPECT_EQ(type("{\"a|: 1}", '"'), "as it is");
}

TEST(CodeEdit, WhatClosesIsSteppedOver) {
  EXPECT_EQ(type("{|}", '}'), "{}|");
  EXPECT_EQ(type("{\"a|\"}", '"'), "{\"a\"|}");
  EXPECT_EQ(type("{\"a\\|\"}", '"'), "as it is");
  EXPECT_EQ(type("{\n  \"a\": 1\n  |", '}'), "{\n  \"a\": 1\n}|");
}

TEST(CodeEdit, ASelectionIsEnclosed) {
  EXPECT_EQ(type("{\"a\": <1>}", '['), "{\"a\": [<1>]}");
  EXPECT_EQ(type("<a>", '"'), "\"<a>\"");
}

TEST(CodeEdit, BackspaceTakesBothOfAnEmptyPair) {
  EXPECT_EQ(key("[{|}]", CodeKey::backspace), "[|]");
  EXPECT_EQ(key("{\"|\"}", CodeKey::backspace), "{|}");
  EXPECT_EQ(key("{\"a|\"}", CodeKey::backspace), "as it is");
  EXPECT_EQ(key("|{}", CodeKey::backspace), "as it is");
}

TEST(CodeEdit, AStartTagBringsItsEndTag) {
  EXPECT_EQ(xml("<pet", 4, '>'), "<pet></pet>@5");
  EXPECT_EQ(xml("<pet id=\"1\"", 11, '>'), "<pet id=\"1\"></pet>@12");
  EXPECT_EQ(xml("<pet/", 5, '>'), "as it is");
  EXPECT_EQ(xml("</pet", 5, '>'), "as it is");
  EXPECT_EQ(xml("<?xml?", 6, '>'), "as it is");
  EXPECT_EQ(xml("<a b=>", 5, '"'), "<a b=\"\">@6");
}

TEST(CodeEdit, PlainTextIsLeftAlone) {
  EXPECT_FALSE(type_code("", {0, 0}, '{', CodeSyntax::plain));
  EXPECT_FALSE(edit_code("{}", {1, 1}, CodeKey::backspace, CodeSyntax::plain));
}

TEST(CodeEdit, BracketsOfStringsMatchNone) {
  const std::string json = R"({"a": [1, "]"], "b": {}})";
  EXPECT_EQ(matching_bracket(json, 0), json.size() - 1);
  EXPECT_EQ(matching_bracket(json, json.size() - 1), 0u);
  EXPECT_EQ(matching_bracket(json, 6), json.find("],"));
  EXPECT_EQ(matching_bracket(json, json.find("{}") + 1), json.find("{}"));
  EXPECT_EQ(matching_bracket(json, json.find("]\"")), std::nullopt);
  EXPECT_EQ(matching_bracket("[}", 0), std::nullopt);
  EXPECT_EQ(matching_bracket("{", 0), std::nullopt);
}

TEST(CodeEdit, PlacesOfThePageCountInUtf16) {
  const std::string text = "a\xC3\xA9\xED\x95\x9C\xF0\x9F\x98\x80\r\nz";
  const std::size_t bytes[] = {0, 1, 3, 6, 10, 12, 13};
  const std::size_t units[] = {0, 1, 2, 3, 5, 6, 7};
  for (std::size_t i = 0; i < 7; ++i) {
    EXPECT_EQ(from_utf16(text, units[i]), bytes[i]);
    EXPECT_EQ(to_utf16(text, bytes[i]), units[i]);
  }
  EXPECT_EQ(from_utf16(text, 99), text.size());
}

}  // namespace
}  // namespace vitrine::text
