#include "tests/unit/view/screen.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace vitrine::view {
namespace {

constexpr double kFrameMs = 1000.0 / 60;

}  // namespace

// Tests may look into a session, and change it behind the playground's back.
Screen::Host::Host(Screen& screen)
    : session::Page(const_cast<session::Session&>(screen.playground.session())), screen_(screen) {}

session::Effects Screen::Host::take(session::Action&& action) {
  return screen_.take(std::move(action));
}

void Screen::Picture::show(const playground::Playground& shown) {
  last_ = shown.picture();
  EXPECT_EQ(shown.ui().items_without_node(), 0u)
      << "A widget has an ImGui item but no semantic node";
  check_nodes();
}

Screen::Screen(ui::Size its_size) : host(*this), size(its_size) {}

void Screen::serve(std::string text) {
  host.resources["https://docs.example/openapi.json"] = std::move(text);
}

void Screen::open(std::string hash) {
  opened.hash = std::move(hash);
  // The page gets its size while the description is on its way.
  session::Effects asked = take(session::Action(opened));
  for (session::Effect& effect :
       take(boundary::Resized{size.width, size.height, glyphs.density(), whole_page, margin}))
    asked.push_back(std::move(effect));
  host.settle(std::move(asked));
  settle();
}

void Screen::act(session::Action action) {
  host.act(std::move(action));
  settle();
}

boundary::Output Screen::send(boundary::Event event) {
  session::Effects asked = take(std::move(event));
  boundary::Output output = std::move(output_);
  host.settle(std::move(asked));
  settle();
  return output;
}

void Screen::resize(ui::Size to) {
  size = to;
  send(boundary::Resized{size.width, size.height, glyphs.density(), whole_page, margin});
}

void Screen::serve_whole() {
  host.serve_whole();
  settle();
}

void Screen::click(ui::Role role, std::string_view name) {
  const auto [id, at] = page.middle(find(role, name));
  press(id, at);
  send(boundary::Pointer{boundary::PointerKind::released, index_of(id), at});
}

void Screen::press(std::string_view surface, ui::Point at) {
  send(boundary::Pointer{boundary::PointerKind::moved, index_of(surface), at});
  send(boundary::Pointer{boundary::PointerKind::pressed, index_of(surface), at});
}

void Screen::activate(ui::Role role, std::string_view name) {
  send(boundary::Activated{find(role, name).id});
}

void Screen::type(ui::Role role, std::string_view name, std::string_view value) {
  send(boundary::Typed{find(role, name).id, std::string(value)});
}

void Screen::choose(ui::Role role, std::string_view name, std::string_view option) {
  const ui::Node node = find(role, name);
  const auto found = std::find(node.options.begin(), node.options.end(), option);
  ASSERT_NE(found, node.options.end()) << "No option " << option;
  send(boundary::OptionChosen{node.id, static_cast<std::int32_t>(found - node.options.begin())});
}

void Screen::focus(ui::Role role, std::string_view name) {
  focused_ = find(role, name).id;
  send(boundary::Focused{focused_, true});
}

void Screen::scroll(std::string_view surface, float y) {
  const std::uint32_t index = index_of(surface);
  if (index == boundary::kNoSurface)
    send(boundary::CodeScrolled{std::string(surface), y});
  else
    send(boundary::Scrolled{index, y});
}

bool Screen::key(std::string_view key, bool ctrl) {
  return send(boundary::Key{std::string(key), ctrl, false}).handled;
}

void Screen::respond(std::uint16_t status, std::string body, std::string content_type) {
  host.respond(status, std::move(body), std::move(content_type));
  settle();
}

session::Effects Screen::take(boundary::Event event) {
  now_ms_ += kFrameMs;
  output_ = playground.take(std::move(event), now_ms_);
  page.show(playground);
  session::Effects asked;
  if (output_.empty()) return asked;
  note_links();
  animating_ = output_.animating;
  if (!output_.title.empty()) title_ = output_.title;
  if (output_.stage != boundary::Output::Stage::none) stage_ = output_.stage;
  for (boundary::Effect& effect : output_.effects) {
    if (auto* of_session = std::get_if<session::Effect>(&effect)) {
      asked.push_back(std::move(*of_session));
    } else if (auto* focus = std::get_if<boundary::FocusNode>(&effect)) {
      focused_ = focus->node;
      waiting_.push_back(boundary::Focused{focused_, true});
    } else if (const auto* scroll = std::get_if<boundary::ScrollTo>(&effect)) {
      scrolls_.push_back(*scroll);
    } else if (const auto* select = std::get_if<SelectText>(&effect)) {
      selected_ = *select;
      if (focused_ == select->node) continue;
      focused_ = select->node;
      waiting_.push_back(boundary::Focused{focused_, true});
    } else if (const auto* place = std::get_if<boundary::Navigated>(&effect)) {
      places_.push_back(*place);
    } else if (const auto* task = std::get_if<boundary::PostTask>(&effect)) {
      if (task->after_ms == 0) waiting_.push_back(boundary::Task{});
      task_later_ = task->after_ms > 0;
    }
  }
  output_.effects.clear();
  return asked;
}

/// What follows by itself, as in the page.
void Screen::settle() {
  for (int count = 0; count < 200; ++count) {
    boundary::Event next = boundary::Frame{};
    if (!waiting_.empty()) {
      next = std::move(waiting_.front());
      waiting_.pop_front();
    } else if (std::exchange(task_later_, false)) {
      next = boundary::Task{};
    } else if (!animating_) {
      return;
    }
    host.settle(take(std::move(next)));
  }
  ADD_FAILURE() << "The playground never comes to rest";
}

void Screen::note_links() {
  const auto note = [&](const std::string& href) {
    if (!href.empty() && known_hrefs_.insert(href).second) hrefs_.push_back(href);
  };
  for (const ui::Node* node : page.nodes()) {
    note(node->href);
    if (!node->layout) continue;
    for (const ui::Span& span : node->layout->spans()) note(span.href);
  }
}

std::uint32_t Screen::index_of(std::string_view id) const {
  std::uint32_t index = 0;
  for (const ui::Surface& surface : page.last().surfaces) {
    if (surface.id == id) return index;
    ++index;
  }
  return boundary::kNoSurface;
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
    if (node->role == role) found.push_back(ui::Nodes::name_of(*node));
  return found;
}

std::vector<std::string> Screen::names_in(const ui::Node& parent, ui::Role role) const {
  std::vector<std::string> found;
  for (const ui::Node* node : page.nodes())
    if (node->role == role && node->id.compare(0, parent.id.size() + 1, parent.id + "/") == 0)
      found.push_back(ui::Nodes::name_of(*node));
  return found;
}

std::string Screen::description_of(const ui::Node& field) const {
  std::string text;
  for (const std::string& id : field.described_by) {
    for (const ui::Node* node : page.nodes()) {
      const bool inside = node->id == id || node->id.compare(0, id.size() + 1, id + "/") == 0;
      if (inside && node->layout)
        text += (text.empty() ? "" : "\n") + ui::Nodes::text_of(*node->layout);
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
    if (node->layout) all += ui::Nodes::text_of(*node->layout) + "\n";
  }
  return all;
}

}  // namespace vitrine::view
