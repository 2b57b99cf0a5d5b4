// What a frame costs, counted in surfaces that are recorded, and that nothing stale is shown for
// it.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/unit/session/page.h"
#include "tests/unit/view/screen.h"

namespace vitrine::playground {
namespace {

using boundary::Pointer;
using boundary::PointerKind;
using ui::Role;
using view::Screen;

std::map<std::string, std::uint64_t> recordings(const Screen& screen) {
  std::map<std::string, std::uint64_t> all;
  for (const ui::Surface& surface : screen.page.last().surfaces)
    all[surface.id] = surface.recording;
  return all;
}

/// The surfaces that were recorded since.
std::vector<std::string> recorded(const Screen& screen,
                                  const std::map<std::string, std::uint64_t>& before) {
  std::vector<std::string> ids;
  for (const auto& [id, recording] : recordings(screen)) {
    const auto found = before.find(id);
    if (found == before.end() || found->second != recording) ids.push_back(id);
  }
  return ids;
}

std::uint32_t index_of(const Screen& screen, std::string_view id) {
  const auto& surfaces = screen.page.last().surfaces;
  for (std::uint32_t index = 0; index < surfaces.size(); ++index)
    if (surfaces[index].id == id) return index;
  return boundary::kNoSurface;
}

/// Moves the pointer to the middle of a node, a little aside.
boundary::Output move_to(Screen& screen, const ui::Node& node, float aside = 0) {
  const auto [id, at] = screen.page.middle(node);
  return screen.send(Pointer{PointerKind::moved, index_of(screen, id), {at.x + aside, at.y}});
}

using Surfaces = std::vector<std::string>;

TEST(FrameCost, AMoveOverTextRunsNoFrame) {
  Screen screen;
  screen.open("#/operations/addPicture");
  const ui::Node title = screen.find(Role::heading, "Add a picture");
  move_to(screen, title);
  const auto before = screen.playground.ui().recordings();
  for (float aside = -8; aside < 8; aside += 1) {
    EXPECT_TRUE(move_to(screen, title, aside).empty());
  }
  EXPECT_EQ(screen.playground.ui().recordings(), before);
}

TEST(FrameCost, AMoveOverTheSameThingRunsNoFrame) {
  Screen screen;
  screen.open("#/operations/addPicture");
  const ui::Node link = screen.find(Role::link, "GET /users/me Who am I");
  EXPECT_EQ(move_to(screen, link).cursor, "pointer");
  EXPECT_TRUE(move_to(screen, link, 3).empty());
  EXPECT_FALSE(move_to(screen, screen.find(Role::heading, "Add a picture")).empty());
}

TEST(FrameCost, AHoverRecordsItsSurface) {
  Screen screen;
  screen.open("#/operations/addPicture");
  const auto before = recordings(screen);
  move_to(screen, screen.find(Role::link, "GET /users/me Who am I"));
  EXPECT_EQ(recorded(screen, before), Surfaces{"navigation"});
}

TEST(FrameCost, ATypedCharacterRecordsTheRequest) {
  Screen screen;
  screen.serve(session::read_fixture("fields.json"));
  screen.open("#/operations/change");
  screen.focus(Role::textbox, "id");
  const auto before = recordings(screen);
  screen.type(Role::textbox, "id", "a");
  EXPECT_EQ(recorded(screen, before), Surfaces{"request"});
}

TEST(FrameCost, OpeningAnOperationRecordsItOnce) {
  Screen screen;
  screen.open("#/operations/addPicture");
  const std::string link = screen.find(Role::link, "GET /users/me Who am I").id;
  const auto before = screen.playground.ui().recordings();
  screen.playground.take(boundary::Activated{link}, 1e6);
  // The list that was activated, all surfaces with the new page, the list once more where it is
  // scrolled to its line.
  EXPECT_LE(screen.playground.ui().recordings() - before, 7u);
  EXPECT_EQ(screen.playground.picture().surfaces.size(), 5u);
}

TEST(FrameCost, BytesOfADescriptionRunNoFrame) {
  Screen screen;
  screen.open("#/operations/addPicture");
  const auto before = screen.playground.ui().recordings();
  for (int chunk = 0; chunk < 3; ++chunk) {
    const boundary::Output output =
        screen.playground.take(session::Action(session::Chunk{99, "bytes", 15}), 1e6);
    EXPECT_FALSE(output.framed);
  }
  EXPECT_EQ(screen.playground.ui().recordings(), before);
}

TEST(FrameCost, AKeptFormIsNotLeft) {
  Screen screen;
  screen.serve(session::read_fixture("fields.json"));
  screen.open("#/operations/change");
  screen.focus(Role::textbox, "id");
  const auto before = screen.playground.session().revision;
  const std::vector<std::string> links = screen.names(Role::link);
  ASSERT_FALSE(links.empty());
  move_to(screen, screen.find(Role::link, links.front()));
  EXPECT_EQ(screen.playground.session().revision, before);
}

bool is_on_screen(const Screen& screen, const ui::Node& node) {
  const auto [id, at] = screen.page.middle(node);
  const ui::Rect rect = screen.surface(id).rect;
  // The page tells the surface on top.
  std::string top;
  for (const ui::Surface& surface : screen.page.last().surfaces) {
    const float x = rect.x + at.x - surface.rect.x;
    const float y = rect.y + at.y - surface.rect.y;
    if (x >= 0 && y >= 0 && x < surface.rect.width && y < surface.rect.height) top = surface.id;
  }
  return top == id;
}

/// Does something with a node of the page.
void touch(Screen& screen, std::minstd_rand& random) {
  const std::vector<const ui::Node*> nodes = screen.page.nodes();
  if (nodes.empty()) return;
  const ui::Node node = *nodes[random() % nodes.size()];
  const auto options = static_cast<std::uint32_t>(node.options.size());
  switch (random() % 4) {
    case 0:
      if (is_on_screen(screen, node)) move_to(screen, node);
      return;
    case 1: {
      const auto& surfaces = screen.page.last().surfaces;
      const auto index = static_cast<std::uint32_t>(random() % surfaces.size());
      screen.send(boundary::Scrolled{index, static_cast<float>(random() % 300)});
      return;
    }
    default:
      if (node.disabled) return;
      if (options > 0) {
        screen.send(boundary::OptionChosen{node.id, static_cast<std::int32_t>(random() % options)});
      } else if (node.role == Role::textbox || node.role == Role::searchbox ||
                 node.role == Role::spinbutton) {
        screen.send(boundary::Focused{node.id, random() % 2 == 0});
        screen.send(boundary::Typed{node.id, std::to_string(random() % 100)});
      } else if (node.focusable) {
        screen.send(boundary::Activated{node.id});
      }
  }
}

void expect_nothing_stale(Screen& screen) {
  std::minstd_rand random(7);
  for (int step = 0; step < 150 && !testing::Test::HasFailure(); ++step) {
    touch(screen, random);
    if (step % 3 != 0) continue;
    const auto kept = screen.page.picture();
    const_cast<ui::Ui&>(screen.playground.ui()).record_anew();
    screen.send(boundary::Frame{});
    const auto anew = screen.page.picture();
    EXPECT_EQ(kept.nodes, anew.nodes) << "step " << step;
    EXPECT_EQ(kept.surfaces, anew.surfaces) << "step " << step;
  }
}

class NothingStale : public testing::TestWithParam<ui::Size> {};

TEST_P(NothingStale, IsShownWhateverIsDone) {
  Screen screen(GetParam());
  screen.open("#/operations/addPicture");
  expect_nothing_stale(screen);
}

TEST_P(NothingStale, StandsInALongForm) {
  Screen screen(GetParam());
  screen.serve(session::read_fixture("fields.json"));
  screen.open("#/operations/change");
  expect_nothing_stale(screen);
}

INSTANTIATE_TEST_SUITE_P(Sizes, NothingStale,
                         testing::Values(view::kWide, view::kMedium, view::kNarrow));

}  // namespace
}  // namespace vitrine::playground
