// What the playground reports of the page that is shown.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using ui::Role;

class Places : public testing::Test {
 protected:
  Screen screen;
  const boundary::Navigated& last() const { return screen.places().back(); }
};

TEST_F(Places, TheFirstIsNoneThatTheUserCameTo) {
  screen.open("#/operations/addPicture");
  ASSERT_EQ(screen.places().size(), 1u);
  EXPECT_EQ(last().link, "#/operations/addPicture");
  EXPECT_EQ(last().operation, "addPicture");
  EXPECT_FALSE(last().followed);
}

TEST_F(Places, ALinkLeadsToAnother) {
  screen.open();
  EXPECT_EQ(last().link, "#/");
  screen.act(session::Navigate{"#/operations/me"});
  EXPECT_EQ(last().operation, "me");
  EXPECT_TRUE(last().followed);
  const std::size_t count = screen.places().size();
  screen.act(session::Navigate{"#/operations/me?field=%2Frequest"});
  EXPECT_EQ(screen.places().size(), count) << "the same page";
}

TEST_F(Places, AnOperationWithoutAnIdIsNamedByItsLink) {
  screen.open("#/operations/GET/%2Fpictures%2F%7Bid%7D");
  EXPECT_EQ(last().operation, last().link);
}

TEST_F(Places, TheHistoryLeadsBackWithoutBeingAsked) {
  screen.open("#/operations/me");
  screen.act(session::Navigate{"#/"});
  screen.act(session::LocationChanged{"#/operations/me"});
  EXPECT_EQ(last().operation, "me");
  EXPECT_FALSE(last().followed);
}

// ---- the choice of the description, the page's own introduction

TEST(DescriptionChoice, IsThereWhereThereAreSeveral) {
  for (const ui::Size size : {kWide, kMedium, kNarrow}) {
    Screen screen{size};
    screen.open();
    EXPECT_FALSE(screen.has(Role::combobox, "Description"));
    Screen several{size};
    several.opened.descriptions = {"Gallery", "Other"};
    several.open();
    EXPECT_EQ(several.find(Role::combobox, "Description").options.size(), 2u);
    several.choose(Role::combobox, "Description", "Other");
    ASSERT_EQ(several.all<session::OpenDescription>().size(), 1u);
    EXPECT_EQ(several.all<session::OpenDescription>()[0].index, 1u);
  }
}

TEST(DescriptionChoice, StaysWhereADescriptionCannotBeRead) {
  Screen screen;
  screen.opened.descriptions = {"Gallery", "Other"};
  screen.opened.spec = "missing.json";
  screen.open();
  EXPECT_EQ(screen.stage(), boundary::Output::Stage::failed);
  EXPECT_TRUE(screen.has(Role::combobox, "Description"));
}

TEST(Introduction, StandsAboveTheOverviewAsHighAsThePageSays) {
  constexpr const char* kPlace = "main/overview/introduction";
  Screen screen;
  screen.open();
  EXPECT_EQ(screen.node(kPlace).id, "");
  Screen introduced;
  introduced.opened.introduced = true;
  introduced.open();
  const float before = introduced.find(Role::heading, "Gallery").rect.y;
  EXPECT_EQ(introduced.node(kPlace).media, "slot/introduction");
  introduced.send(boundary::MediaSize{kPlace, 600, 121});
  EXPECT_EQ(introduced.node(kPlace).rect.height, 121);
  EXPECT_EQ(introduced.find(Role::heading, "Gallery").rect.y, before + 120);
}

TEST(HeldRequest, IsSaidToWaitForThePage) {
  Screen screen;
  screen.open("#/operations/listPictures");
  screen.click(Role::button, "Send");
  screen.act(session::Held{screen.all<session::SendRequest>().back().id, true});
  EXPECT_THAT(screen.text(),
              testing::HasSubstr("Waiting for the page that embeds this playground"));
  screen.click(Role::button, "Cancel");
  EXPECT_EQ(screen.all<session::CancelRequest>().size(), 1u);
}

TEST(FilledForm, OffersToUndo) {
  Screen screen;
  screen.open("#/operations/listPictures");
  screen.act(session::FillForm{1, "", {{"limit", "7"}}});
  EXPECT_EQ(screen.find(Role::spinbutton, "limit").value, "7");
  screen.click(Role::button, "Undo");
  EXPECT_EQ(screen.find(Role::spinbutton, "limit").value, "");
}

}  // namespace
}  // namespace vitrine::view
