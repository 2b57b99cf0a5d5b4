#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

#include "app/text/code_edit.h"
#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using ui::Role;

/// The editor of a body, with the keys and the caret that the host moves.
class BodyEditor : public testing::Test {
 protected:
  Screen screen;
  void SetUp() override {
    screen.serve(session::read_fixture("body.json"));
    screen.open("#/operations/add");
    screen.send(boundary::EditorsAttended{});
    screen.click(Role::tab, "JSON");
    screen.focus(Role::textbox, "Request body");
  }
  const std::string& body() const { return screen.host.form().body; }
  ui::Node editor() const { return screen.find(Role::textbox, "Request body"); }

  /// The user writes the text, whose caret is at `|`.
  void write(std::string marked) {
    const std::size_t at = marked.find('|');
    marked.erase(at, 1);
    const auto caret = static_cast<std::uint32_t>(text::to_utf16(marked, at));
    selected_ = {editor().id, caret, caret, true};
    screen.send(selected_);
    screen.type(Role::textbox, "Request body", marked);
  }
  void move_to(std::uint32_t caret) {
    selected_ = {editor().id, caret, caret, false};
    screen.send(selected_);
  }
  bool press(std::string key, bool shift = false, bool command = false) {
    const auto of = [](const SelectText& select) { return std::pair(select.begin, select.end); };
    const auto before = of(screen.selected());
    const EditorKey pressed{editor().id,   std::move(key), selected_.begin,
                            selected_.end, shift,          command};
    const bool handled = screen.send(pressed).handled;
    if (of(screen.selected()) != before) {
      selected_.begin = screen.selected().begin;
      selected_.end = screen.selected().end;
    }
    return handled;
  }
  /// The text with the caret that the editor asked for.
  std::string shown() const {
    return std::string(body()).insert(text::from_utf16(body(), screen.selected().end), "|");
  }
  std::vector<std::string> offers() const { return screen.names(Role::option); }
  std::vector<std::string> said() const { return screen.names(Role::status); }
  /// A press takes the focus along, as in a browser.
  void show(std::string_view view) {
    screen.focus(Role::tab, view);
    screen.click(Role::tab, view);
  }

 private:
  Caret selected_;
};

TEST_F(BodyEditor, IsAFieldOfThePageUntilItsKeysAreMoved) {
  Screen plain;
  plain.serve(session::read_fixture("body.json"));
  plain.open("#/operations/add");
  plain.click(Role::tab, "JSON");
  EXPECT_EQ(plain.find(Role::textbox, "Request body").look, ui::Look::plain);
  EXPECT_EQ(editor().look, ui::Look::code);
  EXPECT_TRUE(editor().multiline);
}

TEST_F(BodyEditor, WhereTheLayerShowsItselfNothingFolds) {
  write("{\n  \"title\": \"xy\"\n}|");
  EXPECT_TRUE(screen.has(Role::button, "Line 1"));
  screen.send(boundary::PageTheme{.shapes = true});
  EXPECT_FALSE(screen.has(Role::button, "Line 1"));
  EXPECT_EQ(editor().look, ui::Look::code);
}

TEST_F(BodyEditor, LinesTooLongToDrawAreShownByTheFieldItself) {
  std::string text = "{\"title\": \"";
  for (int i = 0; i < 2000; ++i) text += "\xED\x95\x9C";
  write(text + "|\"}");
  EXPECT_EQ(editor().look, ui::Look::plain);
  EXPECT_EQ(editor().value, body());
}

TEST_F(BodyEditor, TakesTheTextThatIsTyped) {
  write("{\"title\": \"Dawn\"|}");
  EXPECT_EQ(body(), "{\"title\": \"Dawn\"}");
  EXPECT_THAT(offers(), IsEmpty());
}

TEST_F(BodyEditor, EnterAndTabKeepTheIndentation) {
  write("{|}");
  EXPECT_TRUE(press("Enter"));
  EXPECT_EQ(shown(), "{\n  |\n}");
  EXPECT_TRUE(press("Tab"));
  EXPECT_EQ(shown(), "{\n    |\n}");
  EXPECT_TRUE(press("Tab", true));
  EXPECT_EQ(shown(), "{\n  |\n}");
  EXPECT_EQ(editor().value, body());
}

TEST_F(BodyEditor, EscapeThenTabLeaves) {
  const std::string text = R"({"title": "Dawn", "public": true})";
  write(text + "|");
  EXPECT_FALSE(press("Escape"));
  EXPECT_FALSE(press("Tab"));
  EXPECT_EQ(body(), text);
  EXPECT_TRUE(press("Tab")) << "Back in the editor, it indents again";
  EXPECT_THAT(screen.text(), HasSubstr("Esc, then Tab"));
}

TEST_F(BodyEditor, BracketsAndQuotesComeInPairs) {
  write("|");
  EXPECT_TRUE(press("{"));
  EXPECT_EQ(shown(), "{|}");
  EXPECT_TRUE(press("\""));
  EXPECT_EQ(shown(), "{\"|\"}");
  EXPECT_TRUE(press("Backspace"));
  EXPECT_EQ(shown(), "{|}");
  EXPECT_TRUE(press("}"));
  EXPECT_EQ(shown(), "{}|");
  EXPECT_FALSE(press("Backspace")) << "The field does that by itself";
}

TEST_F(BodyEditor, SelectionsOfThePageAreInUtf16) {
  write("{\"title\": \"\xF0\x9F\x98\x80\"}|");
  move_to(14);
  EXPECT_TRUE(press("Enter"));
  EXPECT_EQ(body(), "{\"title\": \"\xF0\x9F\x98\x80\"\n}");
}

TEST_F(BodyEditor, FormatLaysTheTextOutAnewAndKeepsDigitsAndOrder) {
  write(R"({"year": 1.50e3,"title":"x","year2":10000000000000000000001|})");
  screen.click(Role::button, "Format");
  EXPECT_EQ(body(),
            "{\n  \"year\": 1.50e3,\n  \"title\": \"x\",\n"
            "  \"year2\": 10000000000000000000001\n}");
  EXPECT_EQ(editor().value, body());
  write("{|");
  EXPECT_TRUE(screen.find(Role::button, "Format").disabled);
}

TEST_F(BodyEditor, UndoAndRedoGoThroughFormAndText) {
  show("Form");
  screen.type(Role::textbox, "title", "Dawn");
  const std::string titled = body();
  show("JSON");
  screen.focus(Role::textbox, "Request body");
  write("{|}");
  EXPECT_TRUE(press("Undo"));
  EXPECT_EQ(body(), titled);
  EXPECT_EQ(editor().value, titled);
  EXPECT_TRUE(press("Undo"));
  EXPECT_THAT(body(), Not(HasSubstr("Dawn")));
  EXPECT_TRUE(press("Redo"));
  EXPECT_EQ(body(), titled);
}

TEST_F(BodyEditor, UndoWorksInTheFieldsOfTheForm) {
  write("{\"title\": \"Dusk\"|}");
  show("Form");
  screen.focus(Role::textbox, "title");
  screen.type(Role::textbox, "title", "Dawn");
  EXPECT_TRUE(screen.key("z", true));
  EXPECT_EQ(screen.find(Role::textbox, "title").value, "Dusk");
  EXPECT_TRUE(screen.key("Z", true));
  EXPECT_EQ(screen.find(Role::textbox, "title").value, "Dawn");
  EXPECT_FALSE(screen.key("y", true)) << "There is nothing to make again";
}

TEST_F(BodyEditor, WhatIsWrongIsSaidAtItsLine) {
  write("{\n  \"title\": \"x\",\n  \"public\": 1\n}|");
  EXPECT_TRUE(press("F8"));
  EXPECT_EQ(shown().substr(0, 17), "{\n  \"title\": \"x\"|");
  EXPECT_THAT(said(), Contains(HasSubstr("Line 2: must be at least 2 characters")));
  EXPECT_TRUE(press("F8"));
  EXPECT_THAT(said(), Contains(HasSubstr("Line 3: ")));
  EXPECT_TRUE(press("F8", true));
  EXPECT_THAT(said(), Contains(HasSubstr("Line 2: ")));
}

TEST_F(BodyEditor, AMistakeOfTheTextIsSaidAtItsLine) {
  write("{\n  \"title\": oops\n}|");
  EXPECT_TRUE(press("F8"));
  EXPECT_THAT(said(), Contains(HasSubstr("Line 2: ")));
}

TEST_F(BodyEditor, NamesAreOfferedWhileOneIsTyped) {
  write("{\"ti|\"}");
  EXPECT_THAT(offers(), ElementsAre("title"));
  EXPECT_EQ(editor().active, screen.find(Role::option, "title").id);
  EXPECT_EQ(editor().controls, screen.find(Role::listbox, "Suggestions").id);
  EXPECT_TRUE(press("Enter"));
  EXPECT_EQ(shown(), "{\"title\": \"|\"}");
  EXPECT_THAT(offers(), IsEmpty());
  EXPECT_FALSE(screen.has_surface("suggestions"));
}

TEST_F(BodyEditor, ArrowsChooseAndEscapeCloses) {
  write("{|}");
  EXPECT_THAT(offers(), IsEmpty());
  EXPECT_TRUE(press(" ", false, true));
  ASSERT_THAT(offers().size(), testing::Ge(3u));
  EXPECT_EQ(screen.find(Role::option, "title").selected, ui::Node::Tri::yes);
  EXPECT_TRUE(press("ArrowDown"));
  EXPECT_EQ(screen.find(Role::option, "public").selected, ui::Node::Tri::yes);
  EXPECT_TRUE(press("Escape"));
  EXPECT_THAT(offers(), IsEmpty());
  EXPECT_FALSE(press("ArrowDown"));
  EXPECT_FALSE(press("Escape")) << "The second one lets the Tab key leave";
}

TEST_F(BodyEditor, AfterANameItsValuesAreOffered) {
  write("{\"title\": \"xy\", \"med|\"}");
  EXPECT_TRUE(press("Tab"));
  EXPECT_THAT(offers(), ElementsAre("\"photograph\"", "\"painting\""));
  EXPECT_TRUE(press("ArrowDown"));
  EXPECT_TRUE(press("Enter"));
  EXPECT_EQ(body(), R"({"title": "xy", "medium": "painting"})");
}

TEST_F(BodyEditor, WhatIsPressedIsWritten) {
  write("{\"ti|\"}");
  screen.click(Role::option, "title");
  EXPECT_EQ(shown(), "{\"title\": \"|\"}");
}

TEST_F(BodyEditor, OffersEndWhereTheCaretOrTheFocusLeaves) {
  write("{\"ti|\"}");
  move_to(0);
  EXPECT_THAT(offers(), IsEmpty());
  write("{\"tit|\"}");
  EXPECT_THAT(offers(), ElementsAre("title"));
  screen.send(boundary::Focused{"", false});
  EXPECT_THAT(offers(), IsEmpty());
}

TEST_F(BodyEditor, OffersStandInTheElementWhereverTheCaretIs) {
  for (const ui::Size size : {kWide, kMedium, kNarrow}) {
    screen.resize(size);
    screen.focus(Role::textbox, "Request body");
    write("{\"t|\"}");
    const ui::Rect rect = screen.surface("suggestions").rect;
    EXPECT_GE(rect.x, 0);
    EXPECT_LE(rect.right(), size.width);
    write("{}|");
  }
}

TEST_F(BodyEditor, LinesFoldWhileItHasNoFocus) {
  write("{\n  \"tags\": [\n    \"one\"\n  ]\n}|");
  const float whole = editor().rect.height;
  screen.send(boundary::Focused{"", false});
  screen.click(Role::button, "Line 1");
  EXPECT_EQ(screen.find(Role::button, "Line 1").expanded, ui::Node::Tri::no);
  EXPECT_LT(editor().rect.height, whole);
  screen.focus(Role::textbox, "Request body");
  EXPECT_EQ(editor().rect.height, whole);
  EXPECT_EQ(screen.find(Role::button, "Line 1").expanded, ui::Node::Tri::yes);
}

}  // namespace
}  // namespace vitrine::view
