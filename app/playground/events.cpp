// Applies events to a playground.
#include <algorithm>
#include <memory>
#include <utility>
#include <variant>

#include "app/playground/playground.h"
#include "app/view/authorize.h"
#include "app/view/body_editor.h"
#include "app/view/list_edge.h"
#include "app/view/navigation.h"
#include "app/view/prose_image.h"
#include "app/view/response.h"

namespace vitrine::playground {
namespace {

using Kind = ui::Surface::Kind;

/// `#rrggbb`, or 0.
ui::Color parse_color(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return 0;
  ui::Color value = 0;
  for (const char c : text.substr(1)) {
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) return 0;
    value = value << 4 | static_cast<ui::Color>(digit);
  }
  return value << 8 | 0xFF;
}

/// True when a press there reaches its target although a drawer is open.
bool above_drawer(const ui::Surface* surface) {
  if (surface == nullptr) return false;
  return surface->kind == Kind::drawer || (surface->kind == Kind::pane && !surface->covered);
}

}  // namespace

const ui::Surface* Playground::shown(std::uint32_t surface) const {
  return surface < shown_.size() ? &shown_[surface] : nullptr;
}

bool Playground::handle(session::Action&& action) {
  // Bytes show nothing yet: the slices in which they are read do.
  const bool shows = !std::holds_alternative<session::Chunk>(action);
  const std::uint64_t before = session_.revision;
  act(std::move(action));
  return shows && session_.revision != before;
}

bool Playground::handle(boundary::Pointer&& event) {
  const ui::Surface* surface = shown(event.surface);
  const std::string_view id = surface == nullptr ? std::string_view() : surface->id;
  switch (event.kind) {
    case boundary::PointerKind::moved:
      return ui_.pointer_moved(id, event.at);
    case boundary::PointerKind::pressed:
      // A press beside the drawer closes it and does nothing else.
      if (view_state_.navigation_open && !above_drawer(surface)) {
        view_state_.navigation_open = false;
        ui_.record_anew();
      } else if (surface != nullptr) {
        ui_.pointer_pressed(id, event.at);
      }
      return true;
    case boundary::PointerKind::released:
      ui_.pointer_released(id, event.at);
      return true;
    case boundary::PointerKind::left:
      return ui_.pointer_left();
  }
  return false;
}

bool Playground::handle(boundary::Scrolled&& event) {
  const ui::Surface* surface = shown(event.surface);
  if (surface == nullptr) return false;
  if (surface->flow != ui::Surface::Flow::content) return ui_.scrolled(surface->id, event.y);
  // The page around scrolls all of them at once.
  bool other = false;
  for (const ui::Surface& each : shown_) {
    if (each.flow == surface->flow) other = ui_.scrolled(each.id, event.y) || other;
  }
  return other;
}

bool Playground::handle(boundary::Typed&& event) {
  ui_.text_changed(event.node, event.value);
  return true;
}

bool Playground::handle(boundary::MediaSize&& event) {
  for (const auto& groups : frame_.nodes) {
    for (const ui::NodeGroup& group : groups) {
      const auto node = std::find_if(group.nodes.begin(), group.nodes.end(),
                                     [&](const ui::Node& each) { return each.id == event.node; });
      if (node == group.nodes.end()) continue;
      const std::string source = node->media.empty() ? node->href : view::body_image(node->body);
      const bool other = view::note_image(view_state_, source, {event.width, event.height});
      if (other) ui_.record_anew();
      return other;
    }
  }
  return false;
}

bool Playground::handle(boundary::CodeScrolled&& event) {
  return ui_.scrolled(event.node, event.x);
}

bool Playground::handle(boundary::Activated&& event) {
  ui_.activated(event.node);
  return true;
}

bool Playground::handle(boundary::OptionChosen&& event) {
  ui_.option_chosen(event.node, event.index);
  return true;
}

bool Playground::handle(boundary::Focused&& event) {
  ui_.focused(event.node, event.visible);
  return true;
}

bool Playground::handle(view::Caret&& event) { return view::move_caret(view_state_, event); }

bool Playground::handle(view::EditorKey&& event) {
  session::Actions actions;
  if (!view::editor_key(session_, view_state_, event, actions)) return false;
  for (session::Action& action : actions) act(std::move(action));
  output_.handled = true;
  return true;
}

bool Playground::handle(boundary::EditorsAttended&&) {
  if (view_state_.editing) return false;
  view_state_.editing = std::make_unique<view::Editing>();
  return session_.shown != nullptr;
}

bool Playground::handle(boundary::Key&& event) {
  if (!take_key(event)) return false;
  output_.handled = true;
  ui_.record_anew();  // the views remember something else
  return true;
}

bool Playground::handle(boundary::Parked&& event) {
  if (event.parked == parked_) return false;
  parked_ = event.parked;
  returns_ = !parked_;
  if (returns_) return true;
  patcher_.restart();
  shown_.clear();
  // The nodes that wait for their frame are not shown any more.
  if (rehearsal_ == Rehearsal::shown) output_.patch.emplace();
  if (rehearsal_ == Rehearsal::none) rest();
  return false;
}

bool Playground::handle(boundary::Fonts&& event) {
  stack_ = event.stack;
  glyphs_.change(stack_, glyphs_.density());
  return true;
}

bool Playground::handle(boundary::Resized&& event) {
  options_.size = {event.width, event.height};
  options_.whole_page = event.whole_page;
  options_.margin = std::max(event.margin, 0.0f);
  const float density = std::max(event.density, 0.1f);
  if (density != glyphs_.density()) glyphs_.change(stack_, density);
  return true;
}

bool Playground::handle(boundary::PageTheme&& event) {
  palette_ = {parse_color(event.background), parse_color(event.surface), parse_color(event.text),
              parse_color(event.line), parse_color(event.accent)};
  page_theme_.reset();
  roundness_ = std::clamp(event.roundness, 0.0f, 4.0f);
  reduced_motion_ = event.reduced_motion;
  contrast_ = event.contrast;
  shapes_ = event.shapes;
  theme_changed_ = true;
  act(session::ThemeChanged{event.dark});
  return true;
}

bool Playground::take_key(const boundary::Key& event) {
  const std::string_view key = event.key;
  const bool command = event.ctrl || event.meta;
  if (key == "Escape") {
    if (session_.authorize.open) {
      act(session::CloseAuthorize{});
    } else if (session::in_dialog(session_)) {
      act(session::ChangeHistory{session::ChangeHistory::Change::close});
    } else if (take_navigation_key(event)) {
      return true;
    } else if (view_state_.navigation_open) {
      view_state_.navigation_open = false;
    } else {
      return false;
    }
    return true;
  }
  if (session_.authorize.open) {
    if (key != "Enter") return false;
    session::Actions actions = view::authorize_key(session_, view_state_);
    for (session::Action& action : actions) act(std::move(action));
    return !actions.empty();
  }
  if (session::in_dialog(session_)) return false;
  if ((key == "/" && !command) || ((key == "k" || key == "K") && command)) {
    if (!session_.spec || !session::shows(session_.settings.options, session::Part::navigation))
      return false;
    view::open_search(view_state_);
    return true;
  }
  if (!command && take_navigation_key(event)) return true;
  if (command && take_undo_key(event)) return true;
  if (key == "Enter" && command && session_.shown != nullptr &&
      session::shows(session_.settings.options, session::Part::try_it)) {
    act(session::Send{});
    return true;
  }
  return false;
}

/// In a field of the body's form: the field's own history knows only what was typed into it.
bool Playground::take_undo_key(const boundary::Key& event) {
  const bool letter = event.key == "z" || event.key == "Z";
  const bool forth = event.key == "y" || event.key == "Z" || (letter && event.shift);
  if ((!forth && !letter) || view_state_.field_left_from.compare(0, 6, "/body/") != 0 ||
      !session::undo_place(session_, forth))
    return false;
  act(session::UndoBody{forth});
  return true;
}

bool Playground::take_navigation_key(const boundary::Key& event) {
  const std::string_view key = event.key;
  session::Actions actions;
  const bool taken = view::response_key(view_state_, ui_, event.key, event.shift, actions) ||
                     view::list_edge_key(view_state_, ui_, key, actions) ||
                     view::navigation_key(session_, view_state_, ui_, key, actions);
  for (session::Action& action : actions) act(std::move(action));
  return taken;
}

}  // namespace vitrine::playground
