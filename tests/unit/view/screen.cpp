#include "tests/unit/view/screen.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "app/view/navigation.h"

namespace vitrine::view {
namespace {

bool is_field(const ui::Node& node) {
  using ui::Role;
  return node.role == Role::textbox || node.role == Role::spinbutton ||
         node.role == Role::searchbox || node.role == Role::combobox || node.role == Role::checkbox;
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

void collect_hrefs(const nlohmann::json& value, std::vector<std::string>& hrefs) {
  if (value.is_object() && value.contains("href")) hrefs.push_back(value["href"]);
  // A run of text: [text, flags, x, width, font, href, id].
  if (value.is_array() && value.size() > 5 && value[1].is_number() && value[5].is_string())
    hrefs.push_back(value[5]);
  if (value.is_structured())
    for (const auto& inner : value) collect_hrefs(inner, hrefs);
}

}  // namespace

Screen::Screen(ui::Size size) : page(size) {}

void Screen::serve(std::string text) {
  host.resources["https://docs.example/openapi.json"] = std::move(text);
}

void Screen::open(std::string hash) {
  opened.hash = std::move(hash);
  host.open(opened);
  page.frame([this](ui::Ui& ui) {
    flush();
    pending_ = frame(ui, host.session, state, {page.settings.size, whole_page});
  });
  settle();
}

void Screen::act(session::Action action) {
  host.act(std::move(action));
  page.run();
  settle();
}

void Screen::resize(ui::Size size) {
  page.settings.size = size;
  page.run();
  settle();
}

void Screen::click(ui::Role role, std::string_view name) {
  page.click(role, name);
  settle();
}

void Screen::activate(ui::Role role, std::string_view name) {
  page.activate(role, name);
  settle();
}

void Screen::type(ui::Role role, std::string_view name, std::string_view value) {
  page.type(role, name, value);
  settle();
}

void Screen::choose(ui::Role role, std::string_view name, std::string_view option) {
  page.choose(role, name, option);
  settle();
}

void Screen::focus(ui::Role role, std::string_view name) {
  focused_ = page.find(role, name).id;
  page.focus(role, name);
  settle();
}

void Screen::scroll(std::string_view surface, float y) {
  page.scroll(surface, y);
  settle();
}

bool Screen::key(std::string_view key) {
  const bool taken = navigation_key(host.session, state, page.ui(), key, pending_);
  page.run();
  settle();
  return taken;
}

void Screen::answer(std::uint16_t status, std::string body, std::string content_type) {
  host.answer(status, std::move(body), std::move(content_type));
  page.run();
  settle();
}

void Screen::flush() {
  session::Actions actions = std::exchange(pending_, {});
  for (session::Action& action : actions) host.act(std::move(action));
}

void Screen::settle() {
  for (int count = 0; count < 50; ++count) {
    note_links();
    flush();
    for (const ViewState::ScrollTo& scroll : state.scrolls)
      page.ui().scrolled(scroll.surface, scroll.y);
    state.scrolls.clear();
    if (!state.focus.empty()) page.ui().focused(focused_ = std::exchange(state.focus, {}), true);
    const bool dark = host.session.settings.dark();
    const ui::Theme& theme = dark ? ui::dark_theme() : ui::light_theme();
    const bool again = state.again || page.ui().has_events() || page.settings.theme != &theme;
    state.again = false;
    page.settings.theme = &theme;
    // What was acted on is shown by one more frame.
    page.run();
    note_links();
    // As in the page: the nodes come first, then the effects that may need them.
    perform_focus();
    if (!again && pending_.empty() && !state.again && !page.ui().has_events()) return;
  }
  ADD_FAILURE() << "The views never come to rest";
}

void Screen::perform_focus() {
  for (; performed_ < host.effects.size(); ++performed_) {
    const auto* wanted = std::get_if<session::FocusField>(&host.effects[performed_]);
    if (!wanted) continue;
    // The field itself, else the one that holds it: a place in the body stands in its text.
    for (std::string field = wanted->field; !field.empty(); field.resize(field.rfind('/'))) {
      const auto nodes = page.nodes();
      const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const ui::Node* node) {
        const bool takes_focus = is_field(*node) || node->role == ui::Role::button;
        return takes_focus && ends_with(node->id, "field" + field);
      });
      if (found == nodes.end()) continue;
      focused_ = (*found)->id;
      page.ui().focused(focused_, true);
      break;
    }
  }
}

void Screen::note_links() {
  for (const std::string& text : std::exchange(page.patches, {})) {
    const auto patch = nlohmann::json::parse(text, nullptr, false);
    EXPECT_FALSE(patch.is_discarded()) << text;
    collect_hrefs(patch, hrefs_);
  }
}

ui::Surface Screen::surface(std::string_view id) const {
  for (const ui::Surface& surface : page.last().surfaces)
    if (surface.id == id) return surface;
  ADD_FAILURE() << "No surface " << id;
  return {};
}

bool Screen::has_surface(std::string_view id) const {
  const auto& surfaces = page.last().surfaces;
  return std::any_of(surfaces.begin(), surfaces.end(),
                     [&](const ui::Surface& surface) { return surface.id == id; });
}

ui::Node Screen::node(std::string_view id) const {
  for (const ui::Node* node : page.nodes())
    if (node->id == id) return *node;
  return {};
}

std::vector<std::string> Screen::names(ui::Role role) const {
  std::vector<std::string> found;
  for (const ui::Node* node : page.nodes())
    if (node->role == role) found.push_back(ui::Page::name_of(*node));
  return found;
}

std::vector<std::string> Screen::names_in(const ui::Node& parent, ui::Role role) const {
  std::vector<std::string> found;
  for (const ui::Node* node : page.nodes())
    if (node->role == role && node->id.compare(0, parent.id.size() + 1, parent.id + "/") == 0)
      found.push_back(ui::Page::name_of(*node));
  return found;
}

std::string Screen::description_of(const ui::Node& field) const {
  std::string text;
  for (const std::string& id : field.described_by) {
    for (const ui::Node* node : page.nodes()) {
      const bool inside = node->id == id || node->id.compare(0, id.size() + 1, id + "/") == 0;
      if (inside && node->layout)
        text += (text.empty() ? "" : "\n") + ui::Page::text_of(*node->layout);
    }
  }
  return text;
}

std::string Screen::readable() const {
  std::string all;
  for (const ui::Surface& surface : page.last().surfaces) all += surface.name + "\n";
  for (const ui::Node* node : page.nodes()) {
    all += node->name + "\n" + node->placeholder + "\n" + node->href + "\n";
    if (!node->password) all += node->value + "\n";
    for (const std::string& option : node->options) all += option + "\n";
    if (node->layout) all += ui::Page::text_of(*node->layout) + "\n";
  }
  return all;
}

}  // namespace vitrine::view
