#include <gtest/gtest.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/ui/ui.h"
#include "tests/unit/ui/harness.h"

namespace vitrine::ui {
namespace {

Surface pane(std::string id = "main", Rect rect = {0, 0, 600, 400}) {
  Surface surface;
  surface.id = std::move(id);
  surface.rect = rect;
  return surface;
}

Page::View in_pane(std::function<void(Ui&)> content) {
  return [content](Ui& ui) {
    ui.begin_surface(pane());
    content(ui);
    ui.end_surface();
  };
}

TEST(Button, IsPressedOnceByAClick) {
  Page page;
  int pressed = 0;
  page.frame(in_pane([&](Ui& ui) { pressed += ui.button("send", "Send"); }));
  EXPECT_EQ(pressed, 0);
  page.click(Role::button, "Send");
  EXPECT_EQ(pressed, 1);
  page.run();
  EXPECT_EQ(pressed, 1);
}

TEST(Button, IsPressedOnceByActivation) {
  Page page;
  int pressed = 0;
  page.frame(in_pane([&](Ui& ui) { pressed += ui.button("send", "Send"); }));
  page.activate(Role::button, "Send");
  EXPECT_EQ(pressed, 1);
}

TEST(Button, IsNotPressedWhenReleasedElsewhere) {
  Page page;
  int pressed = 0;
  page.frame(in_pane([&](Ui& ui) { pressed += ui.button("send", "Send"); }));
  const auto [surface, at] = page.middle(page.find(Role::button, "Send"));
  page.ui().pointer_pressed(surface, at);
  page.ui().pointer_released(surface, {at.x, at.y + 200});
  page.run();
  EXPECT_EQ(pressed, 0);
  page.ui().pointer_pressed(surface, {at.x, at.y + 200});
  page.ui().pointer_released(surface, at);
  page.run();
  EXPECT_EQ(pressed, 0);
}

TEST(Button, DisabledTakesNeitherClickNorActivation) {
  Page page;
  int pressed = 0;
  page.frame(in_pane([&](Ui& ui) { pressed += ui.button("send", "Send", {.disabled = true}); }));
  EXPECT_TRUE(page.find(Role::button, "Send").disabled);
  page.click(Role::button, "Send");
  page.activate(Role::button, "Send");
  EXPECT_EQ(pressed, 0);
}

TEST(Button, HasItsAccessibleNameAndRelations) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    ui.push_id("row");
    ui.button("open", "",
              {.icon = Icon::menu,
               .accessible_name = "Operations",
               .expanded = Node::Tri::no,
               .controls = "/nav/list",
               .described_by = "why"});
    ui.pop_id();
  }));
  const Node node = page.find(Role::button, "Operations");
  EXPECT_EQ(node.id, "main/row/open");
  EXPECT_EQ(node.controls, "nav/list");
  EXPECT_EQ(node.described_by, std::vector<std::string>{"main/row/why"});
  EXPECT_EQ(node.expanded, Node::Tri::no);
}

TEST(Button, CanBePressedWhereThePaneIsScrolledTo) {
  Page page;
  int pressed = 0;
  page.frame(in_pane([&](Ui& ui) {
    ui.space(1000);
    pressed += ui.button("send", "Send");
    ui.space(1000);
  }));
  page.click(Role::button, "Send");
  EXPECT_EQ(pressed, 0) << "it is below the edge of the pane";
  page.scroll("main", 900);
  page.click(Role::button, "Send");
  EXPECT_EQ(pressed, 1);
  EXPECT_EQ(page.find(Role::button, "Send").rect.y, 1000);
}

TEST(Button, UnderADialogIsNotTouched) {
  Page page;
  int below = 0;
  int above = 0;
  page.frame([&](Ui& ui) {
    ui.begin_surface(pane());
    below += ui.button("send", "Send");
    ui.end_surface();
    Surface dialog = pane("dialog", {0, 0, 300, 200});
    dialog.kind = Surface::Kind::dialog;
    ui.begin_surface(dialog);
    above += ui.button("save", "Save");
    ui.end_surface();
  });
  page.run();
  page.click(Role::button, "Save");
  EXPECT_EQ(above, 1);
  EXPECT_EQ(below, 0);
}

TEST(TextField, ReportsWhatWasTypedAndKeepsItsTextForThePage) {
  Page page;
  std::string value = "ink";
  int changes = 0;
  page.frame(in_pane([&](Ui& ui) {
    if (auto change =
            ui.text_field("title", "title", {.value = value, .revision = 7, .required = true})) {
      value = change->text;
      ++changes;
    }
  }));
  const Node node = page.find(Role::textbox, "title");
  EXPECT_EQ(node.value, "ink");
  EXPECT_EQ(node.revision, 7u);
  EXPECT_TRUE(node.required);
  EXPECT_EQ(node.rect.height, 34);
  page.type(Role::textbox, "title", "겨울 산책 ❄");
  EXPECT_EQ(value, "겨울 산책 ❄");
  EXPECT_EQ(changes, 1);
}

TEST(TextField, KindsHaveTheirRoles) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    ui.text_field("a", "limit", {.kind = FieldKind::number});
    ui.text_field("b", "Search operations",
                  {.kind = FieldKind::search, .icon = Icon::search, .hint = "/"});
    ui.text_field("c", "password", {.kind = FieldKind::password, .invalid = true});
  }));
  EXPECT_EQ(page.find(Role::spinbutton, "limit").padding_x, 10);
  EXPECT_GT(page.find(Role::searchbox, "Search operations").padding_x, 26);
  EXPECT_TRUE(page.find(Role::textbox, "password").password);
  EXPECT_TRUE(page.find(Role::textbox, "password").invalid);
}

TEST(TextField, OfSeveralLinesGrowsWithItsText) {
  Page page;
  std::string value = "{}";
  page.frame(in_pane([&](Ui& ui) {
    ui.text_field("body", "Request body",
                  {.kind = FieldKind::multiline, .value = value, .min_lines = 3, .max_lines = 6});
  }));
  EXPECT_EQ(page.find(Role::textbox, "Request body").rect.height, 3 * 20 + 14);
  value = "{\n1\n2\n3\n}";
  page.run();
  EXPECT_EQ(page.find(Role::textbox, "Request body").rect.height, 5 * 20 + 14);
  value = std::string(50, '\n');
  page.run();
  EXPECT_EQ(page.find(Role::textbox, "Request body").rect.height, 6 * 20 + 14);
}

TEST(TextField, ReadOnlyIgnoresTyping) {
  Page page;
  int changes = 0;
  page.frame(in_pane([&](Ui& ui) {
    changes += ui.text_field("id", "id", {.value = "x", .readonly = true}).has_value();
  }));
  page.type(Role::textbox, "id", "y");
  EXPECT_EQ(changes, 0);
}

TEST(Select, ReportsTheOptionChosenAndRefusesOthers) {
  Page page;
  const std::vector<std::string> options = {"photograph", "painting", "print"};
  int selected = 1;
  page.frame(in_pane([&](Ui& ui) {
    if (auto chosen = ui.select("medium", "medium", options, selected)) selected = *chosen;
  }));
  EXPECT_EQ(page.find(Role::combobox, "medium").value, "painting");
  page.choose(Role::combobox, "medium", "print");
  EXPECT_EQ(selected, 2);
  page.ui().option_chosen("main/medium", 9);
  page.ui().option_chosen("main/medium", -1);
  page.run();
  EXPECT_EQ(selected, 2);
}

TEST(Select, WithoutASelectionShowsNone) {
  Page page;
  page.frame(in_pane([&](Ui& ui) { ui.select("medium", "medium", {}, 0); }));
  EXPECT_EQ(page.find(Role::combobox, "medium").selected_option, -1);
}

TEST(Checkbox, TurnsByClickAndActivation) {
  Page page;
  bool checked = false;
  page.frame(in_pane([&](Ui& ui) {
    if (auto now = ui.checkbox("open", "open", checked)) checked = *now;
  }));
  EXPECT_EQ(page.find(Role::checkbox, "open").checked, Node::Tri::no);
  page.click(Role::checkbox, "open");
  EXPECT_TRUE(checked);
  page.run();
  EXPECT_EQ(page.find(Role::checkbox, "open").checked, Node::Tri::yes);
  page.activate(Role::checkbox, "open");
  EXPECT_FALSE(checked);
}

TEST(Tabs, ChooseByClickAndSayWhichIsSelected) {
  Page page;
  const std::array<std::string, 2> labels = {"Form", "JSON"};
  int selected = 0;
  int changes = 0;
  page.frame(in_pane([&](Ui& ui) {
    if (auto chosen = ui.tabs("view", "View", labels, selected, true)) {
      selected = *chosen;
      ++changes;
    }
  }));
  page.click(Role::tab, "JSON");
  EXPECT_EQ(selected, 1);
  page.run();
  EXPECT_EQ(page.find(Role::tab, "JSON").selected, Node::Tri::yes);
  EXPECT_EQ(page.find(Role::tab, "Form").selected, Node::Tri::no);
  EXPECT_EQ(page.find(Role::tab, "Form").parent, page.find(Role::tablist, "View").id);
  page.click(Role::tab, "JSON");
  EXPECT_EQ(changes, 1) << "the selected one is no choice";
}

TEST(Paragraph, LinkIsFollowedByClickAndActivation) {
  Page page;
  std::string followed;
  page.frame(in_pane([&](Ui& ui) {
    std::vector<Span> spans(2);
    spans[0].text = "See ";
    spans[1].text = "Upload";
    spans[1].id = "upload";
    spans[1].href = "#/operations/upload";
    ui.paragraph("words", spans);
    if (!ui.followed_link().empty()) followed = ui.followed_link();
  }));
  const Node node = page.find(Role::paragraph, "See Upload");
  const float x = node.layout->words()[1].x + 3;
  page.ui().pointer_pressed("main", {node.rect.x + x, node.rect.y + 10});
  page.ui().pointer_released("main", {node.rect.x + x, node.rect.y + 10});
  page.run();
  EXPECT_EQ(followed, "upload");
  followed.clear();
  page.ui().activated("main/words/upload");
  page.run();
  EXPECT_EQ(followed, "upload");
}

TEST(Rows, AllHaveNodesButOnlyVisibleOnesAreDrawn) {
  Page page;
  std::size_t recorded = 0;
  std::size_t drawn = 0;
  std::uint64_t revision = 1;
  std::optional<std::size_t> followed;
  page.frame(in_pane([&](Ui& ui) {
    const auto row = ui.rows(
        "list", 1200, 32, revision,
        [&](std::size_t index) {
          ++recorded;
          Ui::Row made;
          made.id = "op" + std::to_string(index);
          made.name = "GET /pictures/" + std::to_string(index);
          made.href = "#/operations/op" + std::to_string(index);
          return made;
        },
        [&](std::size_t, Rect rect, bool) {
          ++drawn;
          ui.draw_text(rect, "Read", ui.font_text(), ui.theme().text);
        });
    if (row) followed = row;
  }));
  EXPECT_EQ(recorded, 1200u);
  EXPECT_LE(drawn, 14u);
  page.run();
  EXPECT_EQ(recorded, 1200u) << "not again before the revision changes";
  EXPECT_EQ(page.nodes().size(), 1200u);
  page.click(Role::link, "GET /pictures/3");
  EXPECT_EQ(followed, 3u);
  page.activate(Role::link, "GET /pictures/1000");
  EXPECT_EQ(followed, 1000u);
  page.scroll("main", 32 * 600);
  page.click(Role::link, "GET /pictures/605");
  EXPECT_EQ(followed, 605u);
  revision = 2;
  page.run();
  EXPECT_EQ(recorded, 2400u);
}

TEST(Row, DividesTheColumnAndContinuesBelowTheTallestCell) {
  Page page;
  float shared = 0;
  float below = 0;
  page.frame(in_pane([&](Ui& ui) {
    const std::array<float, 3> widths = {100, -1, -3};
    ui.begin_row(widths, 10, 34);
    ui.button("a", "A");
    ui.next_cell();
    shared = ui.width();
    ui.label("b", "B", ui.font_text(), ui.theme().text);
    ui.next_cell();
    ui.space(80);
    ui.end_row();
    below = ui.y();
  }));
  EXPECT_EQ(shared, 120);
  EXPECT_EQ(below, 80);
  EXPECT_EQ(page.find(Role::text, "B").rect.y, 7) << "centred in the row's height";
}

TEST(Flow, WrapsWhatDoesNotFit) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    ui.begin_flow(6, 6);
    for (int index = 0; index < 12; ++index)
      ui.chip("c" + std::to_string(index), "photograph" + std::to_string(index));
    ui.end_flow();
    ui.label("after", "after", ui.font_text(), ui.theme().text);
  }));
  const Node last = page.find(Role::text, "photograph11");
  EXPECT_GT(last.rect.y, 0);
  EXPECT_LE(last.rect.right(), 600);
  EXPECT_GE(page.find(Role::text, "after").rect.y, last.rect.bottom());
}

TEST(Box, ReachesAsFarDownAsItsContent) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    ui.begin_box(Ui::Box::card, 14, 10);
    ui.space(2000);
    ui.end_box();
    EXPECT_EQ(ui.y(), 2020);
  }));
  float lowest = 0;
  const ImDrawList& list = *page.last().draw_data->CmdLists[0];
  for (const ImDrawVert& vertex : list.VtxBuffer) lowest = std::max(lowest, vertex.pos.y);
  EXPECT_NEAR(lowest, 2020, 4);
}

TEST(Container, ReachesOverWhatIsInIt) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    ui.begin_container("body", Role::group, "Body");
    ui.text_field("title", "title", {});
    ui.end_container();
  }));
  EXPECT_EQ(page.find(Role::group, "Body").rect.height, 34);
  EXPECT_EQ(page.find(Role::textbox, "title").parent, "main/body");
}

TEST(Code, NumbersAreNotPartOfTheText) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    std::vector<Span> spans(1);
    spans[0].text = "{\n  \"id\": 1\n}";
    spans[0].font = ui.font_code();
    ui.code("answer", "Body", spans, true);
  }));
  const Node node = page.find(Role::code, "Body");
  EXPECT_EQ(Page::text_of(*node.layout), "{\n  \"id\": 1\n}");
  EXPECT_EQ(node.rect.x, 32);
  EXPECT_EQ(node.rect.height, 60);
}

TEST(Rest, NothingMovesWithoutAnEvent) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    ui.button("send", "Send", {.kind = ButtonKind::primary});
    ui.checkbox("open", "open", true);
    ui.text_field("year", "year", {.invalid = true});
  }));
  page.one_frame();
  EXPECT_FALSE(page.last().animating);
  EXPECT_EQ(page.patch, "{}");
}

TEST(Motion, FadesForAMomentAndNotAtAllWhenReduced) {
  Page page;
  const auto view = in_pane([&](Ui& ui) { ui.button("send", "Send"); });
  page.frame(view);
  const int before = page.frames;
  page.hover(Role::button, "Send");
  EXPECT_GT(page.frames - before, 3);
  EXPECT_LT(page.frames - before, 12);
  page.ui().pointer_left();
  page.run();
  page.settings.reduced_motion = true;
  page.hover(Role::button, "Send");
  page.ui().pointer_left();
  page.one_frame();
  EXPECT_FALSE(page.last().animating);
}

TEST(Density, EdgesStandOnDevicePixels) {
  for (const float density : {1.0f, 1.5f, 2.0f}) {
    Page page({600, 400}, density);
    page.frame(in_pane([&](Ui& ui) {
      ui.space(7.3f);
      ui.fill({3.2f, ui.y(), 50, 1}, ui.theme().text);
    }));
    for (const ImDrawVert& vertex : page.last().draw_data->CmdLists[0]->VtxBuffer) {
      EXPECT_NEAR(vertex.pos.y * density, std::round(vertex.pos.y * density), 0.01f) << density;
    }
  }
}

TEST(Focus, IsDrawnAndMovesNoNode) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    ui.space(20);
    ui.button("send", "Send");
    ui.text_field("title", "title", {});
  }));
  for (const Role role : {Role::button, Role::textbox}) {
    const std::string name = role == Role::button ? "Send" : "title";
    page.ui().focused(page.find(role, name).id, true);
    page.one_frame();
    EXPECT_EQ(page.patch, "{\"paint\":[0]}") << name;
    EXPECT_TRUE(page.ui().is_focused(page.find(role, name).id));
    page.run();
  }
  page.ui().focused("", false);
  page.run();
  EXPECT_FALSE(page.ui().is_focused("main/title"));
  EXPECT_FALSE(page.ui().is_focused(""));
}

TEST(LateFonts, LayTextOutAnew) {
  Page page;
  page.frame(in_pane([&](Ui& ui) {
    ui.label("crumb", "Pictures", ui.font_text(), ui.theme().text);
    ui.label("below", "below", ui.font_text(), ui.theme().text);
  }));
  const float before = page.find(Role::text, "Pictures").rect.width;
  page.glyphs().change_fonts(1.5f);
  page.run();
  EXPECT_GT(page.find(Role::text, "Pictures").rect.width, before * 1.4f);
}

TEST(TwoPages, DoNotDisturbEachOther) {
  Page first;
  Page second;
  int pressed = 0;
  first.frame(in_pane([&](Ui& ui) { pressed += ui.button("send", "Send"); }));
  second.frame(in_pane([&](Ui& ui) { pressed += 100 * ui.button("send", "Send"); }));
  first.click(Role::button, "Send");
  EXPECT_EQ(pressed, 1);
  EXPECT_EQ(ImGui::GetCurrentContext(), nullptr);
}

}  // namespace
}  // namespace vitrine::ui
