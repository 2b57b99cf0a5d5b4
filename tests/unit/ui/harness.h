// A page without a browser: runs a view headless, finds its nodes by role and name, and does to
// them what a user would. Every frame is checked: each ImGui item has a semantic node, ids are
// unique, parents come before their children.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/ui/plain_glyphs.h"
#include "app/ui/ui.h"

namespace vitrine::ui {

/// The nodes of a frame, and how tests find them.
class Nodes {
 public:
  const Frame& last() const { return last_; }

  std::vector<const Node*> nodes() const {
    std::vector<const Node*> all;
    for (const auto& groups : last_.nodes) {
      for (const NodeGroup& group : groups) {
        for (const Node& node : group.nodes) all.push_back(&node);
      }
    }
    return all;
  }
  /// What the last frame shows, to be compared with another.
  struct Picture {
    std::vector<std::string> nodes;
    std::vector<std::uint64_t> surfaces;
    bool operator==(const Picture&) const = default;
  };
  Picture picture() const {
    Picture picture;
    for (const Surface& surface : last_.surfaces) picture.surfaces.push_back(surface.picture);
    for (const Node* node : nodes()) {
      std::string all = node->id + '|' + node->parent + '|' + node->name + '|' + node->value;
      for (const float length : {node->rect.x, node->rect.y, node->rect.width, node->rect.height})
        all += '|' + std::to_string(length);
      for (const bool state : {node->current, node->invalid, node->disabled, node->focusable})
        all += state ? '1' : '0';
      all += std::to_string(static_cast<int>(node->checked)) +
             std::to_string(static_cast<int>(node->expanded)) +
             std::to_string(node->layout ? node->layout->hash() : 0);
      picture.nodes.push_back(std::move(all));
    }
    return picture;
  }
  std::vector<const Node*> find_all(Role role, std::string_view name) const {
    std::vector<const Node*> found;
    for (const Node* node : nodes()) {
      if (node->role == role && name_of(*node) == name) found.push_back(node);
    }
    return found;
  }
  bool has(Role role, std::string_view name) const { return !find_all(role, name).empty(); }
  /// The one node of that role and name. A copy: it outlives the frame.
  Node find(Role role, std::string_view name) const {
    const auto found = find_all(role, name);
    if (found.size() != 1) {
      std::string all;
      for (const Node* node : nodes()) {
        all += "  " + std::string(role_name(node->role)) + " \"" + name_of(*node) + "\"\n";
      }
      ADD_FAILURE() << found.size() << " nodes are " << role_name(role) << " \"" << name
                    << "\" of\n"
                    << all;
      return Node{};
    }
    return *found.front();
  }
  /// The accessible name: that of its text where it has no other.
  static std::string name_of(const Node& node) {
    return node.name.empty() && node.layout ? text_of(*node.layout) : node.name;
  }
  static std::string text_of(const TextLayout& layout) {
    std::string text;
    for (const Span& span : layout.spans()) text += span.text;
    return text;
  }
  /// All text that stands in the page, a node a line.
  std::string text() const {
    std::string all;
    for (const Node* node : nodes()) {
      if (node->layout) all += text_of(*node->layout) + "\n";
    }
    return all;
  }
  /// The middle of a node, from its surface's top left, with that surface.
  std::pair<std::string, Point> middle(const Node& node) const {
    for (const Surface& surface : last_.surfaces) {
      if (node.id.compare(0, surface.id.size() + 1, surface.id + "/") == 0) {
        return {surface.id,
                {node.rect.x + node.rect.width / 2,
                 node.rect.y + node.rect.height / 2 - surface.scroll_y}};
      }
    }
    ADD_FAILURE() << "No surface holds " << node.id;
    return {};
  }

 protected:
  void check_nodes() const {
    std::set<std::string> ids;
    for (const Node* node : nodes()) {
      EXPECT_TRUE(ids.insert(node->id).second) << "Two nodes have the id " << node->id;
      EXPECT_TRUE(node->parent.empty() || ids.count(node->parent) == 1)
          << node->id << " comes before its parent " << node->parent;
    }
  }

  Frame last_;
};

/// Runs a view.
class Page : public Nodes {
 public:
  using View = std::function<void(Ui&)>;

  explicit Page(Size size = {1280, 800}, float density = 1) : glyphs_(density), ui_(glyphs_) {
    settings.size = size;
    settings.theme = &light_theme();
  }

  /// Shows a view: frames until nothing is left to do.
  void frame(View view) {
    view_ = std::move(view);
    run();
  }
  /// Frames for the events that wait, at least one, and on until nothing moves.
  void run() {
    for (int count = 0; count < 200; ++count) {
      one_frame();
      if (!ui_.has_events() && !last_.animating) return;
    }
    ADD_FAILURE() << "The page never comes to rest";
  }
  void one_frame() {
    settings.time_s += 1.0 / 60;
    ++frames;
    ui_.begin(settings);
    view_(ui_);
    last_ = ui_.end();
    check();
    if (after_frame) after_frame();
  }

  Ui& ui() { return ui_; }
  PlainGlyphs& glyphs() { return glyphs_; }
  void click(Role role, std::string_view name) {
    const auto [surface, at] = middle(find(role, name));
    ui_.pointer_moved(surface, at);
    ui_.pointer_pressed(surface, at);
    ui_.pointer_released(surface, at);
    run();
  }
  void hover(Role role, std::string_view name) {
    const auto [surface, at] = middle(find(role, name));
    ui_.pointer_moved(surface, at);
    run();
  }
  /// As keyboard, screen reader and tests of the page do: without a press.
  void activate(Role role, std::string_view name) {
    ui_.activated(find(role, name).id);
    run();
  }
  void type(Role role, std::string_view name, std::string_view value) {
    ui_.text_changed(find(role, name).id, value);
    run();
  }
  void choose(Role role, std::string_view name, std::string_view option) {
    const Node node = find(role, name);
    for (std::size_t index = 0; index < node.options.size(); ++index) {
      if (node.options[index] != option) continue;
      ui_.option_chosen(node.id, static_cast<int>(index));
      run();
      return;
    }
    ADD_FAILURE() << "No option " << option;
  }
  void focus(Role role, std::string_view name, bool visible = true) {
    ui_.focused(find(role, name).id, visible);
    run();
  }
  void scroll(std::string_view surface, float y) {
    ui_.scrolled(surface, y);
    run();
  }
  Ui::Settings settings;
  int frames = 0;
  std::function<void()> after_frame;

 private:
  void check() {
    EXPECT_EQ(ui_.items_without_node(), 0u) << "A widget has an ImGui item but no semantic node";
    check_nodes();
  }

  PlainGlyphs glyphs_;
  Ui ui_;
  View view_;
};

/// A surface to try widgets in.
inline Surface pane(std::string id = "main", Rect rect = {0, 0, 600, 400}) {
  Surface surface;
  surface.id = std::move(id);
  surface.rect = rect;
  return surface;
}

inline Page::View in_pane(std::function<void(Ui&)> content) {
  return [content](Ui& ui) {
    ui.begin_surface(pane());
    content(ui);
    ui.end_surface();
  };
}

}  // namespace vitrine::ui
