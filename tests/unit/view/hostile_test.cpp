#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/ui/ui.h"
#include "tests/unit/json/corpus.h"
#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::HasSubstr;
using testing::Not;
using ui::Role;

constexpr std::size_t kMostNodes = 30'000;

bool within(const ui::Node& node, const ui::Surface& surface) {
  return node.rect.x >= 0 && node.rect.right() <= surface.rect.width + 0.5f && node.rect.y >= 0 &&
         node.rect.bottom() <=
             std::max(surface.content_height, surface.scroll_y + surface.rect.height) + 0.5f;
}

/// In a region that is scrolled sideways.
bool is_in_region(const Screen& screen, const ui::Node& node) {
  const auto& nodes = screen.page.nodes();
  return std::any_of(nodes.begin(), nodes.end(), [&](const ui::Node* region) {
    return region->scrolls && node.id.rfind(region->id + "/", 0) == 0;
  });
}

/// Everything stands inside its pane, and text inside its node; lines of code are cut there, and
/// wide tables by the region around them.
void expect_nothing_overflows(const Screen& screen, const std::string& what) {
  for (const ui::Surface& surface : screen.page.last().surfaces) {
    for (const ui::Node* node : screen.page.nodes()) {
      if (node->id.rfind(surface.id + "/", 0) != 0) continue;
      EXPECT_TRUE(within(*node, surface) || is_in_region(screen, *node))
          << what << ": " << node->id.substr(0, 200) << " x " << node->rect.x << " width "
          << node->rect.width;
      if (!node->layout || node->role == Role::code) continue;
      EXPECT_LE(node->layout->size().width, node->rect.width + 1.5f)
          << what << ": " << node->id.substr(0, 200);
    }
  }
}

void expect_safe_links(const Screen& screen, const std::string& what) {
  for (const std::string& href : screen.hrefs())
    EXPECT_EQ(markdown::safe_href(href), href) << what << ": " << href;
  for (const std::string& href : screen.hrefs()) {
    const auto begins = [&](const char* scheme) { return href.rfind(scheme, 0) == 0; };
    EXPECT_TRUE(begins("http://") || begins("https://") || begins("mailto:") || begins("#/"))
        << what << ": " << href;
  }
}

std::string long_word(std::size_t length) { return std::string(length, 'W'); }

/// A description with `text` wherever an author can write one.
std::string description_of(const std::string& text) {
  using nlohmann::ordered_json;
  const ordered_json schema = {
      {"type", "object"},
      {"description", text},
      {"required", {text}},
      {"properties",
       {{text, {{"type", "string"}, {"enum", {text, "b"}}, {"default", text}, {"title", text}}}}}};
  const ordered_json operation = {
      {"summary", text},
      {"description", text},
      {"tags", {text}},
      {"parameters",
       {{{"name", text},
         {"in", "query"},
         {"description", text},
         {"schema", {{"type", "string"}, {"default", text}}}},
        {{"name", text}, {"in", "header"}, {"schema", {{"enum", {text, "b"}}}}}}},
      {"requestBody",
       {{"description", text},
        {"content",
         {{"application/json",
           {{"schema", schema},
            {"examples", {{text, {{"value", text}}}, {"b", {{"summary", text}, {"value", 1}}}}}}},
          {text, {{"schema", schema}}}}}}},
      {"responses",
       {{"200",
         {{"description", text},
          {"headers", {{text, {{"description", text}}}}},
          {"content", {{text, {{"schema", schema}}}}}}}}}};
  const ordered_json document = {
      {"openapi", "3.1.0"},
      {"info",
       {{"title", text},
        {"version", text},
        {"description", text},
        {"termsOfService", text},
        {"contact", {{"name", text}, {"url", text}, {"email", text}}},
        {"license", {{"name", text}, {"url", text}}}}},
      {"externalDocs", {{"url", text}, {"description", text}}},
      {"servers", {{{"url", "https://a.example/" + text}, {"description", text}}}},
      {"tags", {{{"name", text}, {"description", text}}}},
      {"paths", {{"/" + text, {{"post", operation}}}}},
      {"components",
       {{"securitySchemes",
         {{text, {{"type", "http"}, {"scheme", "bearer"}, {"description", text}}}}}}}};
  return document.dump();
}

class HostileText : public testing::TestWithParam<std::string> {};

TEST_P(HostileText, StaysTextInsideItsPaneAtEveryWidth) {
  Screen screen;
  screen.serve(description_of(GetParam()));
  screen.open();
  ASSERT_NE(screen.host.session.spec, nullptr);
  ASSERT_EQ(screen.host.session.spec->description.operations().size(), 1u);
  const auto walk = [&](const std::string& place) {
    for (const ui::Size size : {kWide, kMedium, kNarrow, ui::Size{320, 480}}) {
      screen.resize(size);
      expect_nothing_overflows(screen, place + " at " + std::to_string(size.width));
    }
  };
  walk("overview");
  const auto& entry = screen.host.session.spec->description.operations()[0];
  screen.act(session::Navigate{session::operation_href(entry)});
  ASSERT_NE(screen.host.session.shown, nullptr);
  walk("operation");
  screen.act(session::EditBody{GetParam()});
  screen.act(session::SendAnyway{});
  const session::Exchange* exchange = session::current_exchange(screen.host.session);
  if (exchange && exchange->running()) {
    const session::Id id = screen.host.exchange().id;
    screen.act(session::ResponseHead{id, 200, GetParam(), {{GetParam(), GetParam()}}, 1});
    screen.respond(200, GetParam(), "text/html");
    walk("response");
    screen.act(session::ChooseResponseTab{session::ResponseTab::headers});
    walk("headers");
  }
  screen.act(session::OpenAuthorize{});
  walk("dialog");
  expect_safe_links(screen, "all");
}

INSTANTIATE_TEST_SUITE_P(
    Table, HostileText,
    testing::Values("<script>window.pwned=1</script><img src=x onerror=alert(1)>",
                    "javascript:alert(1)", " JaVaScRiPt:alert(1)",
                    "[a](javascript:alert(1)) [b](data:text/html,x) <vbscript:x> ![c](file:///d)",
                    long_word(3000), "https://a.example/" + long_word(2000),
                    "\xE2\x80\xAE"
                    "DELETE everything\xE2\x80\xAC \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D abc \xD8\xB3",
                    "a\nb\tc\r\nd", "{braces} {n}|{uri}", "\"quotes' \\ back", "/", "../..",
                    "한국어와 日本語と👩‍👩‍👧‍👦 mixed"));

/// The corpus has one file for each way to be broken. Whatever it is, the page is not blank.
TEST(HostileFiles, AreNeverABlankPage) {
  if (!json::has_corpus())
    GTEST_SKIP() << "No corpus in " << json::corpus() << ". NOTHING WAS TRIED.";
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(json::corpus() / "hostile")) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_regular_file() || name == "index.json") continue;
    ++files;
    SCOPED_TRACE(name);
    Screen screen;
    screen.serve(std::string(json::read_file(entry.path()).view()));
    screen.open();
    EXPECT_TRUE(screen.has(Role::region, "Problems") ||
                screen.has(Role::searchbox, "Search operations"));
    EXPECT_LT(screen.page.nodes().size(), kMostNodes);
    expect_nothing_overflows(screen, "overview");
    if (!screen.host.session.spec) continue;
    const auto& operations = screen.host.session.spec->description.operations();
    for (std::size_t index = 0; index < std::min<std::size_t>(operations.size(), 3); ++index) {
      screen.act(session::Navigate{session::operation_href(operations[index])});
      EXPECT_NE(screen.host.session.shown, nullptr) << operations[index].link;
      EXPECT_LT(screen.page.nodes().size(), kMostNodes);
      expect_nothing_overflows(screen, operations[index].link);
    }
    expect_safe_links(screen, "all");
  }
  EXPECT_GT(files, 100u);
}

}  // namespace
}  // namespace vitrine::view
