// Elements that are far from what the user sees, and elements of one page.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <memory>
#include <utility>
#include <vector>

#include "app/playground/playground.h"
#include "app/session/shared.h"
#include "tests/unit/playground/test_glyphs.h"
#include "tests/unit/session/page.h"

namespace vitrine::playground {
namespace {

using boundary::Output;

/// One element with a host that loads the gallery, and notes what it gets.
class Element {
 public:
  explicit Element(std::shared_ptr<session::Sharing> sharing = nullptr)
      : playground{glyphs, true, std::move(sharing)} {}

  TestGlyphs glyphs;
  Playground playground;
  std::size_t nodes = 0;  ///< of the largest patch
  std::size_t patches = 0;
  int loads = 0;
  int told = 0;  ///< others
  std::vector<boundary::ScrollTo> scrolls;
  Output::Stage stage = Output::Stage::none;

  /// Goes on until nothing more happens by itself; whether there was a frame.
  bool send(boundary::Event event) {
    std::deque<boundary::Event> events;
    events.push_back(std::move(event));
    return run(std::move(events));
  }
  void open() {
    session::Opened opened = session::Page::opened();
    opened.hash = "#/operations/addPicture";
    std::deque<boundary::Event> events;
    events.emplace_back(session::Action(opened));
    // The page gets its size while the description is on its way.
    events.emplace_back(boundary::Resized{1440, 900, 1, true});
    run(std::move(events));
  }

 private:
  bool run(std::deque<boundary::Event> events) {
    bool framed = false;
    for (int count = 0; !events.empty() && count < 10'000; ++count) {
      const Output output = playground.take(std::move(events.front()), ++now_ms_);
      events.pop_front();
      framed = framed || output.framed;
      if (output.patch) {
        ++patches;
        nodes = std::max(nodes, output.patch->nodes.size());
      }
      if (output.stage != Output::Stage::none) stage = output.stage;
      for (const boundary::Effect& effect : output.effects) perform(effect, events);
    }
    return framed;
  }
  void perform(const boundary::Effect& effect, std::deque<boundary::Event>& events) {
    if (const auto* task = std::get_if<boundary::PostTask>(&effect)) {
      if (task->after_ms == 0) events.emplace_back(boundary::Task{});
    } else if (const auto* scroll = std::get_if<boundary::ScrollTo>(&effect)) {
      scrolls.push_back(*scroll);
    } else if (const auto* asked = std::get_if<session::Effect>(&effect)) {
      if (const auto* wake = std::get_if<session::Wake>(asked)) {
        if (wake->after_ms == 0) events.emplace_back(session::Action(session::Woken{wake->timer}));
      } else if (const auto* load = std::get_if<session::LoadResource>(asked)) {
        ++loads;
        const std::string text = session::read_fixture("gallery.json");
        events.emplace_back(session::Action(session::Chunk{load->id, text, text.size()}));
        events.emplace_back(session::Action(session::End{load->id}));
      } else if (std::holds_alternative<session::TellOthers>(*asked)) {
        ++told;
      }
    }
  }

  double now_ms_ = 0;
};

TEST(Parking, GivesUpItsNodesAndGetsAllOfThemBack) {
  Element element;
  element.open();
  ASSERT_EQ(element.stage, Output::Stage::ready);
  EXPECT_FALSE(element.send(boundary::Parked{true}));
  EXPECT_TRUE(element.playground.picture().surfaces.empty());
  const std::size_t patches = element.patches;
  const std::size_t before = std::exchange(element.nodes, 0);
  EXPECT_FALSE(element.send(boundary::PageTheme{true, false, false, ""}));
  EXPECT_FALSE(element.send(boundary::Frame{}));
  EXPECT_EQ(element.patches, patches);
  EXPECT_TRUE(element.send(boundary::Parked{false}));
  EXPECT_FALSE(element.playground.picture().surfaces.empty());
  EXPECT_GE(element.nodes, before);
  EXPECT_TRUE(element.playground.theme().dark) << "it has heard of what happened meanwhile";
}

TEST(Parking, AnElementThatWasNeverNearIsReadyWithoutNodes) {
  Element element;
  element.send(boundary::Parked{true});
  element.open();
  EXPECT_EQ(element.stage, Output::Stage::ready);
  EXPECT_EQ(element.patches, 0u);
  EXPECT_TRUE(element.playground.picture().surfaces.empty());
  EXPECT_TRUE(element.send(boundary::Parked{false}));
  EXPECT_GT(element.nodes, 20u);
}

TEST(Parking, ComesBackAsItWasScrolled) {
  Element element;
  element.open();
  const auto& surfaces = element.playground.picture().surfaces;
  const auto main = std::find_if(surfaces.begin(), surfaces.end(),
                                 [](const ui::Surface& surface) { return surface.id == "main"; });
  ASSERT_NE(main, surfaces.end());
  element.send(boundary::Scrolled{static_cast<std::uint32_t>(main - surfaces.begin()), 40});
  element.send(boundary::Parked{true});
  element.scrolls.clear();
  element.send(boundary::Parked{false});
  ASSERT_EQ(element.scrolls.size(), 1u);
  EXPECT_EQ(element.scrolls[0].surface, "main");
  EXPECT_EQ(element.scrolls[0].y, 40);
}

TEST(Parking, AFailureIsReportedAllTheSame) {
  Element element;
  element.send(boundary::Parked{true});
  session::Opened opened = session::Page::opened();
  opened.spec = "";
  element.send(session::Action(opened));
  element.send(boundary::Resized{1440, 900, 1, true});
  EXPECT_EQ(element.stage, Output::Stage::failed);
}

TEST(Elements, OfOnePageReadADescriptionOnceAndHearOfEachOther) {
  const auto sharing = std::make_shared<session::Sharing>();
  Element first(sharing);
  Element second(sharing);
  first.open();
  second.open();
  EXPECT_EQ(first.loads, 1);
  EXPECT_EQ(second.loads, 0);
  EXPECT_EQ(second.stage, Output::Stage::ready);
  EXPECT_GT(second.nodes, 20u);
  first.send(session::Action(session::ChooseServer{1}));
  EXPECT_GT(first.told, 0);
  EXPECT_TRUE(second.send(session::Action(session::Told{})));
  EXPECT_FALSE(second.send(session::Action(session::Told{}))) << "it has seen it";
}

TEST(Elements, AnyEventTakesOverWhatOthersChanged) {
  const auto sharing = std::make_shared<session::Sharing>();
  Element first(sharing);
  Element second(sharing);
  first.open();
  second.open();
  first.send(session::Action(session::ChooseServer{1}));
  second.send(boundary::Frame{});
  EXPECT_EQ(session::current_form(second.playground.session())->server, 1u);
}

}  // namespace
}  // namespace vitrine::playground
