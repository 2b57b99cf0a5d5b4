#include "app/boundary/patcher.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "app/boundary/encode.h"
#include "app/ui/button.h"
#include "app/ui/rows.h"
#include "app/ui/text.h"
#include "app/ui/text_field.h"
#include "tests/unit/ui/harness.h"

namespace vitrine::boundary {
namespace {

using namespace ui;
using nlohmann::json;

/// A page whose frames become patches, as in the browser.
class PatchedPage : public Page {
 public:
  PatchedPage() {
    after_frame = [this] { patch = encode(patcher_.patch(last())); };
  }
  std::string patch;  ///< of the last frame

 private:
  Patcher patcher_;
};

std::vector<std::string> ids_of(const std::string& patch, const char* member = "nodes") {
  std::vector<std::string> ids;
  const json parsed = json::parse(patch);
  if (!parsed.contains(member)) return ids;
  for (const json& node : parsed[member])
    ids.push_back(node.is_string() ? node.get<std::string>() : node["id"].get<std::string>());
  return ids;
}

using Ids = std::vector<std::string>;

Page::View labels(const std::vector<std::string>& texts) {
  return [&texts](Ui& ui) {
    Surface surface;
    surface.id = "main";
    surface.rect = {0, 0, 400, 300};
    ui.begin_surface(surface);
    // A fixed place each, so that only order and presence change.
    for (const std::string& text : texts) {
      ui.move_to(0);
      button(ui, text, text);
    }
    ui.move_to(900);
    ui.end_surface();
  };
}

TEST(Patch, FirstHasEverythingInReadingOrder) {
  PatchedPage page;
  const std::vector<std::string> texts = {"a", "b"};
  page.frame(labels(texts));
  Patcher fresh;
  const json patch = json::parse(encode(fresh.patch(page.last())));
  ASSERT_EQ(patch["nodes"].size(), 2u);
  EXPECT_EQ(patch["nodes"][0]["id"], "main/a");
  EXPECT_FALSE(patch["nodes"][0].contains("after"));
  EXPECT_EQ(patch["nodes"][1]["after"], "main/a");
  EXPECT_EQ(patch["nodes"][1]["role"], "button");
  EXPECT_EQ(patch["surfaces"][0]["height"], 900);
  EXPECT_EQ(patch["paint"], json::array({0}));
}

TEST(Patch, IsEmptyWhenNothingChanged) {
  PatchedPage page;
  const std::vector<std::string> texts = {"a", "b"};
  page.frame(labels(texts));
  page.run();
  EXPECT_EQ(page.patch, "{}");
}

TEST(Patch, ScrollingAndHoveringOnlyPaint) {
  PatchedPage page;
  const std::vector<std::string> texts = {"a"};
  page.frame(labels(texts));
  page.ui().scrolled("main", 13);
  page.one_frame();
  EXPECT_EQ(page.patch, "{\"paint\":[0]}");
  page.ui().pointer_moved("main", {10, 5});
  page.one_frame();
  EXPECT_EQ(page.patch, "{\"paint\":[0]}");
}

TEST(Patch, PaintsOnlySurfacesWhosePictureIsAnother) {
  PatchedPage page;
  std::vector<std::string> shown = {"first", "second"};
  float height = 300;
  page.frame([&](Ui& ui) {
    for (const std::string& id : shown) {
      Surface surface;
      surface.id = id;
      surface.rect = {0, 0, 200, 200};
      ui.begin_surface(surface);
      button(ui, "ok", "OK " + id);
      if (id == "second") ui.move_to(height);
      ui.end_surface();
    }
  });
  height = 400;
  page.one_frame();
  json patch = json::parse(page.patch);
  EXPECT_EQ(patch["surfaces"].size(), 2u) << "one is higher";
  EXPECT_FALSE(patch.contains("paint"));
  shown = {"new", "first", "second"};
  page.one_frame();
  patch = json::parse(page.patch);
  EXPECT_EQ(patch["surfaces"].size(), 3u);
  EXPECT_EQ(patch["paint"], json::array({0})) << "the others have other places in the list only";
}

TEST(Patch, HasOnlyWhatChanged) {
  PatchedPage page;
  std::vector<std::string> texts = {"a", "b", "c"};
  page.frame(labels(texts));
  texts = {"a", "c"};
  page.one_frame();
  EXPECT_EQ(ids_of(page.patch, "remove"), Ids{"main/b"});
  EXPECT_EQ(ids_of(page.patch), Ids{"main/c"}) << "it follows another now";
  texts = {"a", "x", "c"};
  page.one_frame();
  EXPECT_EQ(ids_of(page.patch), (Ids{"main/x", "main/c"}));
  texts = {"c", "a", "x"};
  page.one_frame();
  EXPECT_TRUE(ids_of(page.patch, "remove").empty()) << "moving is not removing";
}

TEST(Patch, AClosedSurfaceTakesItsNodesAlong) {
  PatchedPage page;
  bool open = true;
  page.frame([&](Ui& ui) {
    for (const char* id : {"main", "dialog"}) {
      if (std::string_view(id) == "dialog" && !open) continue;
      Surface surface;
      surface.id = id;
      surface.rect = {0, 0, 200, 200};
      ui.begin_surface(surface);
      button(ui, "ok", std::string("OK ") + id);
      ui.end_surface();
    }
  });
  open = false;
  page.one_frame();
  EXPECT_EQ(ids_of(page.patch, "remove"), Ids{"dialog/ok"});
  EXPECT_EQ(json::parse(page.patch)["surfaces"].size(), 1u);
}

TEST(Patch, RowsAreSentOnceAndThenOnlyWhatChangedInThem) {
  PatchedPage page;
  std::uint64_t revision = 1;
  std::size_t current = 2;
  bool extra = false;
  page.frame([&](Ui& ui) {
    Surface surface;
    surface.id = "nav";
    surface.rect = {0, 0, 272, 400};
    ui.begin_surface(surface);
    ui.begin_container("operations", Role::navigation, "Operations");
    ui.move_to(0);
    if (extra) button(ui, "extra", "Extra");
    ui.move_to(40);
    rows(
        ui, "list", 1000, 32, revision,
        [&](std::size_t index) {
          Row row;
          row.id = std::to_string(index);
          row.name = "GET /" + row.id;
          row.href = "#/operations/" + row.id;
          row.current = index == current;
          return row;
        },
        [](std::size_t, Rect, bool) {});
    button(ui, "more", "More");
    ui.end_container();
    ui.end_surface();
  });
  page.run();
  EXPECT_EQ(page.patch, "{}");
  current = 5;
  ++revision;
  page.one_frame();
  EXPECT_EQ(ids_of(page.patch), (Ids{"nav/operations/list/2", "nav/operations/list/5"}));
  extra = true;
  page.one_frame();
  EXPECT_EQ(ids_of(page.patch), (Ids{"nav/operations/extra", "nav/operations/list/0"}));
  extra = false;
  page.one_frame();
  EXPECT_EQ(ids_of(page.patch, "remove"), Ids{"nav/operations/extra"});
}

TEST(Patch, TextComesLineByLineWithItsPlaceAndLinks) {
  PatchedPage page;
  page.frame([&](Ui& ui) {
    Surface surface;
    surface.id = "main";
    surface.rect = {0, 0, 120, 300};
    ui.begin_surface(surface);
    std::vector<Span> spans(3);
    spans[0].text = "Uploaded with \"care\" and ";
    spans[1].text = "source";
    spans[1].code = true;
    spans[1].font.family = Family::mono;
    spans[2].text = "Upload\nit";
    spans[2].href = "https://example.com/";
    paragraph(ui, "p", spans);
    ui.end_surface();
  });
  Patcher fresh;
  const json node = json::parse(encode(fresh.patch(page.last())))["nodes"][0];
  std::string text;
  for (const json& line : node["lines"]) {
    for (const json& run : line) text += run[0].get<std::string>();
  }
  EXPECT_EQ(text, "Uploaded with \"care\" and sourceUploadit");
  EXPECT_EQ(node["hard"].size(), 1u);
  const json& last = node["lines"].back().back();
  EXPECT_EQ(last[1], 8);
  EXPECT_EQ(last[5], "https://example.com/");
  EXPECT_EQ(last[6], "main/p/2");
  EXPECT_EQ(node["fonts"].size(), 2u);
}

TEST(Patch, TextHasAnInkForEachFontAndColour) {
  PatchedPage page;
  page.frame([&](Ui& ui) {
    Surface surface;
    surface.id = "main";
    surface.rect = {0, 0, 400, 300};
    ui.begin_surface(surface);
    std::vector<Span> spans(4);
    spans[0].text = "name ";
    spans[1].text = "integer ";
    spans[1].color = 0x112233FF;
    spans[2].text = "or ";
    spans[3].text = "null";
    spans[3].color = 0x112233FF;
    paragraph(ui, "p", spans);
    ui.end_surface();
  });
  Patcher fresh;
  const json node = json::parse(encode(fresh.patch(page.last())))["nodes"][0];
  EXPECT_EQ(node["fonts"].size(), 2u);
  EXPECT_EQ(node["inks"], json::parse(R"(["#00000000","#112233ff"])"));
  const json& runs = node["lines"][0];
  ASSERT_EQ(runs.size(), 4u);
  for (const std::size_t at : {0u, 1u, 2u, 3u}) EXPECT_EQ(runs[at][4], at % 2);
}

TEST(Patch, IsJsonWhateverTheTextHolds) {
  PatchedPage page;
  const std::string hostile("q\"\\\n\x01\xFF\xE2\x80\xA8</script>");
  page.frame([&](Ui& ui) {
    Surface surface;
    surface.id = "main";
    surface.name = hostile;
    surface.rect = {0, 0, 120, 300};
    ui.begin_surface(surface);
    text_field(ui, "f", hostile, {.value = hostile, .placeholder = hostile});
    ui.end_surface();
  });
  Patcher fresh;
  const json patch = json::parse(encode(fresh.patch(page.last())), nullptr, false);
  ASSERT_FALSE(patch.is_discarded());
  EXPECT_NE(patch["nodes"][0]["value"].get<std::string>().find("q\"\\\n\x01\xEF\xBF\xBD"),
            std::string::npos);
}

}  // namespace
}  // namespace vitrine::boundary
