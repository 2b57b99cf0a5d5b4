#include "app/playground/playground.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using boundary::Output;
using testing::HasSubstr;
using ui::Role;

// ---- the drawer of narrow elements

class Drawer : public testing::Test {
 protected:
  Screen screen{kNarrow};
  void SetUp() override {
    screen.open("#/operations/addPicture");
    screen.click(Role::button, "Operations");
    ASSERT_TRUE(screen.has_surface("navigation"));
  }
};

TEST_F(Drawer, IsClosedByAPressBesideItThatDoesNothingElse) {
  const auto [surface, at] = screen.page.middle(screen.find(Role::button, "Authorize"));
  screen.press(surface, at);
  EXPECT_FALSE(screen.has_surface("navigation"));
  EXPECT_FALSE(screen.has_surface("dialog"));
}

TEST_F(Drawer, IsClosedByAPressBesideAllSurfaces) {
  screen.press("", {1, 1});
  EXPECT_FALSE(screen.has_surface("navigation"));
}

TEST_F(Drawer, StaysForAPressInIt) {
  screen.press("head", {2, 90});
  EXPECT_TRUE(screen.has_surface("navigation"));
}

TEST_F(Drawer, IsClosedByItsButtonOnce) {
  screen.click(Role::button, "Operations");
  EXPECT_FALSE(screen.has_surface("navigation"));
}

TEST_F(Drawer, CoversThePageAndNamesWhatOpenedIt) {
  EXPECT_TRUE(screen.surface("main").covered);
  EXPECT_FALSE(screen.surface("bar").covered);
  EXPECT_EQ(screen.node(screen.surface("navigation").opener).name, "Operations");
}

// ---- the first picture

/// Follows a description through its tasks by hand.
class FirstPicture : public testing::Test {
 protected:
  playground::TestGlyphs glyphs;
  playground::Playground playground{glyphs};
  double now_ms = 0;
  std::vector<session::Effect> asked;
  int tasks = 0;

  Output send(boundary::Event event) {
    Output output = playground.take(std::move(event), ++now_ms);
    for (boundary::Effect& effect : output.effects) {
      if (auto* of_session = std::get_if<session::Effect>(&effect)) asked.push_back(*of_session);
      if (const auto* task = std::get_if<boundary::PostTask>(&effect)) tasks += task->after_ms == 0;
    }
    return output;
  }
  /// Opens the gallery and has it read; the tasks are not run.
  void read(ui::Size size = {1440, 900}) {
    session::Opened opened = session::Page::opened();
    opened.hash = "#/operations/addPicture";
    send(session::Action(opened));
    send(boundary::Resized{size.width, size.height, 1, true});
    const std::string text = session::read_fixture("gallery.json");
    while (!asked.empty()) {
      const session::Effect effect = std::move(asked.front());
      asked.erase(asked.begin());
      if (const auto* load = std::get_if<session::LoadResource>(&effect)) {
        EXPECT_FALSE(send(session::Action(session::Chunk{load->id, text, text.size()})).framed);
        EXPECT_FALSE(send(session::Action(session::End{load->id})).framed);
      } else if (const auto* wake = std::get_if<session::Wake>(&effect)) {
        if (wake->timer != session::Timer::slice) continue;
        EXPECT_FALSE(send(session::Action(session::Woken{wake->timer})).framed);
      }
    }
  }
};

TEST_F(FirstPicture, ShowsNothingUntilItIsComplete) {
  read();
  ASSERT_EQ(tasks, 1);
  bool patched = false;
  for (int count = 0; count < 20; ++count) {
    const Output output = send(boundary::Task{});
    patched = patched || output.patch;
    if (!output.framed) {
      EXPECT_TRUE(playground.picture().surfaces.empty());
      continue;
    }
    EXPECT_GE(count, 5);
    EXPECT_TRUE(patched) << "the nodes come before the frame, in a task of their own";
    EXPECT_FALSE(output.patch);
    EXPECT_EQ(output.stage, Output::Stage::ready);
    EXPECT_FALSE(playground.picture().surfaces.empty());
    EXPECT_GT(glyphs.waiting, 20);
    return;
  }
  ADD_FAILURE() << "no picture";
}

TEST_F(FirstPicture, IsNotWaitedForWithoutASize) {
  read({0, 0});
  Output::Stage stage = Output::Stage::none;
  for (int count = 0; count < 20 && stage == Output::Stage::none; ++count) {
    const Output output = send(boundary::Task{});
    EXPECT_FALSE(output.framed);
    stage = output.stage;
  }
  EXPECT_EQ(stage, Output::Stage::ready);
  const Output shown = send(boundary::Resized{1440, 900, 1, true});
  EXPECT_TRUE(shown.framed);
  EXPECT_EQ(shown.stage, Output::Stage::none) << "it was told";
}

TEST_F(FirstPicture, TakesEventsThatItShowsAfterwards) {
  read();
  send(boundary::Task{});
  const std::uint32_t frames = send(boundary::Task{}).frames;
  const Output meanwhile = send(boundary::PageTheme{true, false, false, ""});
  EXPECT_FALSE(meanwhile.framed);
  for (int count = 0; count < 20; ++count) {
    const Output output = send(boundary::Task{});
    if (!output.framed) continue;
    EXPECT_GT(output.frames, frames);
    EXPECT_TRUE(playground.theme().dark);
    return;
  }
  ADD_FAILURE() << "no picture";
}

TEST_F(FirstPicture, OfALongReadingIsItsProgress) {
  send(session::Action(session::Page::opened()));
  const Output output = send(boundary::Resized{1440, 900, 1, true});
  ASSERT_EQ(output.effects.size(), 1u);
  const auto* task = std::get_if<boundary::PostTask>(&output.effects[0]);
  ASSERT_NE(task, nullptr);
  EXPECT_EQ(task->after_ms, playground::Playground::kFirstProgressMs);
  EXPECT_TRUE(output.theme) << "the page has its ground before it has a picture";
  EXPECT_TRUE(send(boundary::Task{}).framed);
}

// ---- settling

TEST(Settling, AnEventThatChangesNothingHasNoOutput) {
  Screen screen;
  screen.open("#/operations/addPicture");
  EXPECT_TRUE(screen.send(boundary::Scrolled{boundary::kNoSurface, 3}).empty());
  EXPECT_FALSE(screen.send(boundary::Frame{}).empty());
}

TEST(Settling, EndsThoughAViewAlwaysAsksForMore) {
  Screen screen;
  screen.open("#/operations/addPicture");
  screen.activate(Role::button, "Authorize");
  screen.glyphs.restless = true;
  const std::uint32_t before = screen.send(boundary::Frame{}).frames;
  const std::uint32_t after = screen.send(boundary::Frame{}).frames;
  EXPECT_LE(after - before, static_cast<std::uint32_t>(playground::Playground::kMostFrames));
  EXPECT_GE(after - before, 1u);
}

TEST(Settling, WithoutASizeNothingIsDrawn) {
  playground::TestGlyphs glyphs;
  playground::Playground playground(glyphs);
  EXPECT_TRUE(playground.take(boundary::Frame{}, 1).empty());
  EXPECT_TRUE(playground.picture().surfaces.empty());
}

// ---- fonts and density

TEST(Glyphs, ChangeWithTheFontsAndTheDensity) {
  Screen screen;
  screen.open();
  screen.send(boundary::Fonts{3});
  EXPECT_EQ(screen.glyphs.stack, 3u);
  const std::uint32_t generation = screen.glyphs.generation();
  screen.resize(kMedium);
  EXPECT_EQ(screen.glyphs.generation(), generation);
  screen.send(boundary::Resized{1024, 768, 2, true});
  EXPECT_EQ(screen.glyphs.density(), 2);
  EXPECT_EQ(screen.glyphs.stack, 3u);
}

// ---- what the host hears of

TEST(Title, IsThatOfThePageAndOfTheDescription) {
  Screen screen;
  screen.open();
  EXPECT_EQ(screen.title(), "Gallery");
  screen.act(session::Navigate{"#/operations/addPicture"});
  EXPECT_EQ(screen.title(), "Add a picture · Gallery");
  const Output output = screen.send(boundary::Frame{});
  EXPECT_EQ(output.title, "") << "it is the same";
}

TEST(Stage, IsReadyWhenTheOperationsAreShown) {
  Screen screen;
  screen.open();
  EXPECT_EQ(screen.stage(), Output::Stage::ready);
}

TEST(Stage, HasFailedWithWordsForIt) {
  Screen screen;
  screen.host.resources.clear();
  screen.open();
  EXPECT_EQ(screen.stage(), Output::Stage::failed);
}

TEST(Focus, OfAPlaceInTheBodyIsThatOfTheFieldThatHoldsIt) {
  Screen screen;
  screen.open("#/operations/addPicture");
  ASSERT_TRUE(screen.has(Role::textbox, "title"));
  screen.type(Role::textbox, "title", "");
  screen.act(session::Send{});
  EXPECT_EQ(screen.focused(), screen.find(Role::textbox, "title").id)
      << "the first violation takes the focus";
  EXPECT_TRUE(screen.playground.ui().is_focused(screen.focused()));
}

// ---- theme

TEST(Theme, FollowsThePage) {
  Screen screen;
  screen.open();
  EXPECT_FALSE(screen.playground.theme().dark);
  const Output output = screen.send(boundary::PageTheme{true, false, false, ""});
  EXPECT_TRUE(output.dark);
  ASSERT_TRUE(output.theme);
  EXPECT_EQ(output.theme->bg, ui::dark_theme().bg);
  EXPECT_FALSE(screen.send(boundary::Frame{}).theme) << "it is the same";
}

TEST(Theme, IsStrongerForWhoPrefersContrastAndHasShapesForTheLayer) {
  Screen screen;
  screen.open();
  const Output output = screen.send(boundary::PageTheme{false, false, true, "", true});
  ASSERT_TRUE(output.theme);
  EXPECT_EQ(output.theme->muted, ui::strengthened(ui::light_theme()).muted);
  EXPECT_TRUE(screen.playground.theme().shapes);
}

TEST(Theme, TextOnTheAccentOfThePageCanBeRead) {
  for (const char* accent : {"#ffe066", "#101010", "#1a7f37", "#ff0000", "#808080"}) {
    Screen screen;
    screen.open();
    const Output output = screen.send(boundary::PageTheme{false, false, false, accent});
    const ui::Theme& theme = screen.playground.theme();
    ASSERT_TRUE(output.theme);
    EXPECT_EQ(output.theme->accent, theme.accent);
    EXPECT_NE(theme.accent, ui::light_theme().accent) << accent;
    EXPECT_GE(ui::contrast(theme.on_accent, theme.accent), 4.5f) << accent;
  }
}

TEST(Theme, AnAccentThatIsNoColourIsTheThemesOwn) {
  for (const char* accent : {"", "red", "#12345", "#12345G", "123456#"}) {
    Screen screen;
    screen.open();
    screen.send(boundary::PageTheme{false, false, false, accent});
    EXPECT_EQ(screen.playground.theme().accent, ui::light_theme().accent) << accent;
  }
}

TEST(Theme, TakesTheColoursAndRadiiOfThePage) {
  Screen screen;
  screen.open();
  boundary::PageTheme page;
  page.background = "#fdf6e3";
  page.roundness = 0;
  const Output output = screen.send(page);
  ASSERT_TRUE(output.theme);
  EXPECT_EQ(output.theme->bg, 0xFDF6E3FFu);
  EXPECT_EQ(screen.playground.theme().roundness, 0);
  page.background = "#002b36";
  EXPECT_TRUE(screen.send(page).dark) << "what is written on it is light";
}

}  // namespace
}  // namespace vitrine::view
