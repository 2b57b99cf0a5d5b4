#include "app/session/form/history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using testing::HasSubstr;
using testing::Not;

void type(TextHistory& history, std::string& text, std::size_t at, std::string_view typed) {
  for (const char c : typed) {
    history.before(text);
    text.insert(at++, 1, c);
    history.after(text);
  }
}

void put(TextHistory& history, std::string& text, std::string whole) {
  history.before(text);
  text = std::move(whole);
  history.after(text);
}

TEST(TextHistory, WhatIsTypedInOneGoIsOneStep) {
  TextHistory history;
  std::string text = "{}";
  type(history, text, 1, "abc");
  EXPECT_EQ(text, "{abc}");
  EXPECT_EQ(history.place(false), 1u);
  EXPECT_EQ(history.step(false), "{}");
  EXPECT_EQ(history.step(false), std::nullopt);
  EXPECT_EQ(history.place(true), 4u);
  EXPECT_EQ(history.step(true), "{abc}");
  EXPECT_EQ(history.step(true), std::nullopt);
}

TEST(TextHistory, ElsewhereAnotherStepBegins) {
  TextHistory history;
  std::string text = "{}  []";
  type(history, text, 1, "ab");
  type(history, text, 7, "cd");
  EXPECT_EQ(text, "{ab}  [cd]");
  EXPECT_EQ(history.step(false), "{ab}  []");
  EXPECT_EQ(history.step(false), "{}  []");
}

TEST(TextHistory, LinesAndWhatIsPastedAreStepsOfTheirOwn) {
  TextHistory history;
  std::string text;
  type(history, text, 0, "ab\ncd");
  put(history, text, text + std::string(40, 'x'));
  put(history, text, text + "y");
  EXPECT_EQ(history.step(false), "ab\ncd" + std::string(40, 'x'));
  EXPECT_EQ(history.step(false), "ab\ncd");
  EXPECT_EQ(history.step(false), "ab\n");
  EXPECT_EQ(history.step(false), "ab");
  EXPECT_EQ(history.step(false), "");
}

TEST(TextHistory, TheFirstLetterInAFieldBringsItsPropertyAlong) {
  TextHistory history;
  std::string text = "{}";
  const auto put_in = [&](std::string whole, std::string_view field) {
    history.before(text);
    text = std::move(whole);
    history.after(text, field);
  };
  put_in("{\n  \"a\": \"D\"\n}", "/a");
  put_in("{\n  \"a\": \"Da\"\n}", "/a");
  put_in("{\n  \"a\": \"Da\",\n  \"b\": true\n}", "/b");
  put_in("{\n  \"a\": \"Da\",\n  \"b\": false\n}", "/b");
  EXPECT_EQ(history.step(false), "{\n  \"a\": \"Da\",\n  \"b\": true\n}");
  EXPECT_EQ(history.step(false), "{\n  \"a\": \"Da\"\n}");
  EXPECT_EQ(history.step(false), "{}");
}

TEST(TextHistory, DeletingIsOneStepInEitherDirection) {
  TextHistory history;
  std::string text = "abcdef";
  put(history, text, "abcde");
  put(history, text, "abcd");
  put(history, text, "abc");
  EXPECT_EQ(history.step(false), "abcdef");
  text = "abcdef";
  put(history, text, "bcdef");
  put(history, text, "cdef");
  EXPECT_EQ(history.step(false), "abcdef");
}

TEST(TextHistory, AnEditDropsWhatWasUndone) {
  TextHistory history;
  std::string text = "a";
  put(history, text, "a\nb");
  text = *history.step(false);
  type(history, text, 1, "c");
  EXPECT_EQ(history.step(true), std::nullopt);
  EXPECT_EQ(history.step(false), "a");
}

TEST(TextHistory, CharactersAreNotCutInTwo) {
  TextHistory history;
  std::string text = "\xED\x95\x9C";
  put(history, text, "\xED\x95\x9D");
  EXPECT_EQ(history.place(false), 3u);
  EXPECT_EQ(history.step(false), "\xED\x95\x9C");
}

TEST(TextHistory, ATextThatCameOtherwiseHasNoSteps) {
  TextHistory history;
  std::string text = "a";
  put(history, text, "ab");
  history.before("another");
  EXPECT_EQ(history.step(false), std::nullopt);
}

TEST(TextHistory, TheOldestStepsAreDropped) {
  TextHistory history;
  std::string text;
  for (std::size_t i = 0; i < TextHistory::kMostSteps + 10; ++i) put(history, text, text + "a\n");
  std::size_t steps = 0;
  while (history.step(false)) ++steps;
  EXPECT_EQ(steps, TextHistory::kMostSteps);
}

class BodyHistory : public testing::Test {
 protected:
  Page page;
  void SetUp() override {
    page.resources["https://docs.example/openapi.json"] = read_fixture("body.json");
    page.open("#/operations/add");
  }
  void edit(std::string pointer, std::string text) {
    page.act(EditBodyField{std::move(pointer), {request::State::value, std::move(text)}});
  }
  const std::string& body() const { return page.form().body; }
};

TEST_F(BodyHistory, EditsOfFormAndTextAreTakenBackInTurn) {
  const std::string first = body();
  edit("/title", "D");
  edit("/title", "Da");
  const std::string titled = body();
  page.act(EditBody{R"({"title": "Dusk"})"});
  page.act(UndoBody{});
  EXPECT_EQ(body(), titled);
  page.act(UndoBody{});
  EXPECT_EQ(body(), first);
  page.act(UndoBody{});
  EXPECT_EQ(body(), first);
  page.act(UndoBody{true});
  page.act(UndoBody{true});
  EXPECT_EQ(body(), R"({"title": "Dusk"})");
}

TEST_F(BodyHistory, FieldsAndEditorTakeTheTextOver) {
  edit("/title", "Dawn");
  const std::uint32_t revision = page.form().body_revision;
  const std::uint32_t fields = page.form().fields_revision;
  page.act(UndoBody{});
  EXPECT_GT(page.form().body_revision, revision);
  EXPECT_GT(page.form().fields_revision, fields);
  EXPECT_THAT(body(), Not(HasSubstr("Dawn")));
}

TEST_F(BodyHistory, WhatButtonsDoIsTakenBackToo) {
  const std::string first = body();
  page.act(ChangeBodyList{"/tags", ChangeBodyList::Change::add});
  EXPECT_NE(body(), first);
  page.act(UndoBody{});
  EXPECT_EQ(body(), first);
}

TEST_F(BodyHistory, EachOperationHasItsOwn) {
  edit("/title", "Dawn");
  page.show("shape");
  const std::string other = body();
  page.act(UndoBody{});
  EXPECT_EQ(body(), other);
  EXPECT_EQ(undo_place(page.session, false), std::nullopt);
  page.show("add");
  page.act(UndoBody{});
  EXPECT_THAT(body(), Not(HasSubstr("Dawn")));
}

}  // namespace
}  // namespace vitrine::session
