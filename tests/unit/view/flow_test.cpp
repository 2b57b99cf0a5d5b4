// An element that the page around scrolls: as high as its contents, of which a window is drawn.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using ui::Role;
using Flow = ui::Surface::Flow;

constexpr float kMargin = 100;
constexpr ui::Size kLow{1024, 300};
constexpr ui::Size kLowAndWide{1440, 300};
constexpr ui::Size kPhones[] = {{320, 568}, {390, 780}};

class InFlow : public testing::Test {
 protected:
  Screen screen;
  void SetUp() override {
    screen.whole_page = false;
    screen.margin = kMargin;
    screen.size = kLow;
    screen.open("#/operations/addPicture");
  }
  std::vector<std::string> surfaces() const {
    std::vector<std::string> ids;
    for (const ui::Surface& surface : screen.page.last().surfaces) ids.push_back(surface.id);
    return ids;
  }
};

TEST_F(InFlow, AWindowOnTheContentsIsDrawnAndTheListIsAsHighAsTheView) {
  const ui::Surface main = screen.surface("main");
  EXPECT_EQ(main.flow, Flow::content);
  EXPECT_GT(main.content_height, kLow.height + 2 * kMargin);
  EXPECT_EQ(main.rect.height, kLow.height + 2 * kMargin);
  EXPECT_EQ(screen.surface("head").flow, Flow::view);
  EXPECT_EQ(screen.surface("navigation").flow, Flow::view);
  EXPECT_EQ(screen.surface("navigation").rect.bottom(), kLow.height);
}

TEST_F(InFlow, TheRequestStandsInTheContentsAtEveryWidth) {
  EXPECT_THAT(surfaces(), testing::ElementsAre("head", "navigation", "main"));
  screen.resize(kNarrow);
  EXPECT_THAT(surfaces(), testing::ElementsAre("bar", "main"));
  EXPECT_EQ(screen.surface("bar").flow, Flow::view);
  screen.scroll("main", 900);
  EXPECT_THAT(surfaces(), testing::ElementsAre("bar", "main")) << "nothing comes to the foot";
  screen.resize(kWide);
  EXPECT_THAT(surfaces(), testing::ElementsAre("head", "navigation", "main", "request"));
  EXPECT_TRUE(screen.has(Role::button, "Send"));
}

TEST_F(InFlow, ThePageAroundScrollsTheContentsTogether) {
  screen.resize(kLowAndWide);
  const float list = screen.surface("navigation").scroll_y;
  screen.scroll("main", 60);
  EXPECT_EQ(screen.surface("main").scroll_y, 60);
  EXPECT_EQ(screen.surface("request").scroll_y, 60);
  EXPECT_EQ(screen.surface("navigation").scroll_y, list);
}

TEST_F(InFlow, TheWindowIsNoHigherThanTheContents) {
  screen.act(session::Navigate{"#/operations/me"});
  screen.resize({kLow.width, 4000});
  const ui::Surface main = screen.surface("main");
  EXPECT_EQ(main.rect.height, main.content_height);
}

TEST_F(InFlow, TheWindowStaysOnContentsThatGetShorter) {
  const float last = screen.surface("main").content_height - screen.surface("main").rect.height;
  screen.scroll("main", last);
  EXPECT_EQ(screen.surface("main").scroll_y, last);
  screen.act(session::Navigate{"#/schemas/UserCreate"});
  const ui::Surface main = screen.surface("main");
  EXPECT_LE(main.scroll_y + main.rect.height, std::max(main.content_height, main.rect.height));
}

TEST_F(InFlow, AnotherPageBeginsInViewAndHistoryIsLeftToTheBrowser) {
  const std::size_t before = screen.scrolls().size();
  screen.act(session::Navigate{"#/operations/createUser"});
  ASSERT_GT(screen.scrolls().size(), before);
  EXPECT_EQ(screen.scrolls()[before].surface, "main");
  EXPECT_EQ(screen.scrolls()[before].y, 0);
  EXPECT_GT(screen.scrolls()[before].height, 0) << "only where it is out of view";
  const std::size_t after = screen.scrolls().size();
  screen.act(session::LocationChanged{"#/operations/addPicture"});
  for (std::size_t at = after; at < screen.scrolls().size(); ++at)
    EXPECT_EQ(screen.scrolls()[at].surface, "navigation");
}

TEST_F(InFlow, SendingBringsTheResponseIntoView) {
  screen.act(session::Navigate{"#/operations/listPictures"});
  screen.activate(Role::button, "Send");
  const auto& scrolls = screen.scrolls();
  EXPECT_TRUE(std::any_of(scrolls.begin(), scrolls.end(), [](const boundary::ScrollTo& scroll) {
    return scroll.surface == "main" && scroll.y > 0 && scroll.height > 0;
  }));
}

TEST_F(InFlow, NothingReachesOutOfANarrowElement) {
  for (const ui::Size size : kPhones) {
    screen.resize(size);
    const ui::Surface main = screen.surface("main");
    EXPECT_EQ(main.rect.width, size.width);
    for (const ui::Node* node : screen.page.nodes()) {
      if (node->id.rfind("main/", 0) != 0) continue;
      EXPECT_GE(node->rect.x, 0) << node->id;
      EXPECT_LE(node->rect.right(), main.rect.width + 0.5f) << node->id << " at " << size.width;
    }
  }
}

TEST_F(InFlow, TheDrawerOfANarrowElementIsInView) {
  for (const ui::Size size : kPhones) {
    screen.resize(size);
    screen.click(Role::button, "Operations");
    const ui::Surface list = screen.surface("navigation");
    EXPECT_EQ(list.kind, ui::Surface::Kind::drawer);
    EXPECT_EQ(list.flow, Flow::view);
    EXPECT_LE(list.rect.bottom(), size.height);
    EXPECT_GE(list.rect.bottom(), std::min(size.height, 480.0f));
    screen.activate(Role::button, "Operations");
  }
}

TEST_F(InFlow, WithAHeightOfItsOwnItScrollsInside) {
  screen.margin = 0;
  screen.resize(kMedium);
  const ui::Surface main = screen.surface("main");
  EXPECT_EQ(main.flow, Flow::none);
  EXPECT_EQ(main.rect.bottom(), kMedium.height);
}

}  // namespace
}  // namespace vitrine::view
