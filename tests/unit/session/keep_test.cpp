#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/request/snippet.h"
#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

/// A page that has what `before` kept, as a browser's session storage gives it.
Page reloaded(const Page& before) {
  Page after;
  std::map<std::string, std::string> storage;
  for (const Persist& persist : before.all<Persist>()) storage[persist.key] = persist.value;
  for (const auto& [key, value] : storage) after.act(Restored{key, value});
  return after;
}

TEST(Keeping, WaitsForAPauseInTyping) {
  Page page;
  page.open("#/operations/listPictures");
  page.type("limit", "1");
  page.type("limit", "12");
  EXPECT_THAT(page.all<Persist>(), IsEmpty());
  page.act(Woken{Timer::persist});
  EXPECT_EQ(page.all<Persist>().size(), 1u);
  page.act(Woken{Timer::persist});
  EXPECT_EQ(page.all<Persist>().size(), 1u);
}

TEST(Keeping, DoesNotWaitWhenTheUserGoesElsewhere) {
  Page page;
  page.open("#/operations/listPictures");
  page.type("limit", "12");
  page.show("me");
  EXPECT_EQ(page.all<Persist>().size(), 1u);
}

TEST(Keeping, BringsBackWhatWasTyped) {
  Page page;
  page.open("#/operations/listPictures");
  page.type("limit", "12");
  page.show("addPicture");
  page.act(ChooseContentType{1});
  page.act(EditBody{"a \"quoted\"\nline \xED\x95\x9C"});
  page.act(ChooseServer{1});
  page.act(EditServerVariable{"region", "us"});
  page.act(Woken{Timer::persist});

  Page after = reloaded(page);
  after.open("#/operations/listPictures");
  EXPECT_EQ(after.field("limit").value.text, "12");
  EXPECT_GT(after.field("limit").revision, 0u);
  after.show("addPicture");
  EXPECT_EQ(after.form().body, "a \"quoted\"\nline \xED\x95\x9C");
  EXPECT_EQ(after.form().content_type_name, "text/plain");
  EXPECT_EQ(after.form().server_url, "https://us.gallery.example");
}

TEST(Keeping, BringsBackABodyWithoutItsSecrets) {
  Page page;
  page.open("#/operations/createUser");
  page.act(EditBody{R"({"email": "a@b.example", "password": "correct horse"})"});
  page.act(Woken{Timer::persist});
  Page after = reloaded(page);
  after.open("#/operations/createUser");
  EXPECT_EQ(after.form().body, R"({"email": "a@b.example", "password": ""})");
}

TEST(Keeping, HoldsTheLanguageOfCodeForTheNextVisit) {
  Page page;
  page.open("#/operations/listPictures");
  const auto own = request::snippets();
  uint32_t ruby = 0;
  while (own[ruby].key != "ruby") ++ruby;
  page.act(ChooseSnippet{ruby});
  Page after = reloaded(page);
  after.open("#/operations/addPicture");
  EXPECT_EQ(after.session.current.snippet, ruby);
  EXPECT_THAT(after.session.current.code, HasSubstr("Net::HTTP::Post"));
}

TEST(Keeping, MayComeAfterTheFormIsShown) {
  Page page;
  page.open("#/operations/listPictures");
  page.type("limit", "12");
  page.act(Woken{Timer::persist});

  Page after;
  after.open("#/operations/listPictures");
  for (const Persist& persist : page.all<Persist>()) {
    after.act(Restored{persist.key, persist.value});
  }
  EXPECT_EQ(after.field("limit").value.text, "12");
}

TEST(Keeping, NeverOverwritesWhatIsBeingTyped) {
  Page page;
  page.open("#/operations/listPictures");
  page.type("limit", "12");
  page.act(Woken{Timer::persist});

  Page after;
  after.open("#/operations/listPictures");
  after.type("limit", "3");
  for (const Persist& persist : page.all<Persist>()) {
    after.act(Restored{persist.key, persist.value});
  }
  EXPECT_EQ(after.field("limit").value.text, "3");
}

TEST(Keeping, IgnoresWhatItCannotRead) {
  Page page;
  page.act(
      Restored{"form https://docs.example/openapi.json GET /pictures", "{\"parameters\": [1, {"});
  page.act(Restored{"theme", "purple"});
  page.open("#/operations/listPictures");
  EXPECT_EQ(page.field("limit").value.state, request::State::unset);
  EXPECT_EQ(page.session.settings.theme, ThemeChoice::automatic);
}

TEST(Theme, FollowsThePageUntilTheUserChooses) {
  Page page;
  page.open();
  EXPECT_FALSE(page.session.settings.dark());
  page.act(ThemeChanged{true});
  EXPECT_TRUE(page.session.settings.dark());
  page.act(ToggleTheme{});
  EXPECT_FALSE(page.session.settings.dark());
  page.act(ThemeChanged{false});
  page.act(ThemeChanged{true});
  EXPECT_FALSE(page.session.settings.dark());

  Page after = reloaded(page);
  Opened event = Page::opened();
  event.dark = true;
  after.open(event);
  EXPECT_FALSE(after.session.settings.dark());
}

TEST(ListWidth, IsKeptWithinItsBounds) {
  Page page;
  page.open();
  page.act(ResizeList{1000});
  EXPECT_EQ(page.session.settings.list_width, kWidestList);
  page.act(ResizeList{300});
  Page after = reloaded(page);
  after.open();
  EXPECT_EQ(after.session.settings.list_width, 300u);
  after.act(ResizeList{});
  EXPECT_EQ(after.session.settings.list_width, 0u);
  EXPECT_EQ(after.all<Persist>().back().value, "");
  for (const char* text : {"wide", "-1", "9999999999", ""}) {
    Page other;
    other.act(Restored{"listWidth", text});
    other.open();
    EXPECT_LE(other.session.settings.list_width, kWidestList) << text;
  }
}

TEST(Language, FollowsThePageUntilTheUserChooses) {
  Page page;
  page.open();
  page.act(LanguageChanged{"ko-KR"});
  EXPECT_EQ(page.session.settings.language, schema::Language::ko);
  page.act(ChooseLanguage{schema::Language::ja});
  page.act(LanguageChanged{"en"});
  EXPECT_EQ(page.session.settings.language, schema::Language::ja);
}

TEST(Changes, OfThemeAndLanguageLeaveFieldsAlone) {
  Page page;
  page.open("#/operations/createUser");
  page.act(EditBody{"{\"email\": \"\xED\x95\x9C"});
  const uint32_t revision = page.form().body_revision;
  page.act(ToggleTheme{});
  page.act(ChooseLanguage{schema::Language::ko});
  page.act(Reload{});
  EXPECT_EQ(page.form().body, "{\"email\": \"\xED\x95\x9C");
  EXPECT_EQ(page.form().body_revision, revision);
}

}  // namespace
}  // namespace vitrine::session
