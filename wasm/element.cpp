#include "wasm/element.h"

#include <algorithm>
#include <utility>

#include "app/view/navigation.h"
#include "wasm/event_reader.h"
#include "wasm/host.h"
#include "wasm/output.h"

namespace vitrine::wasm {
namespace {

using Stage = session::Loading::Stage;

/// A view that asks for one more frame each time would never end.
constexpr int kMostFrames = 64;
/// While a description is read, its progress is drawn this often.
constexpr double kProgressEveryMs = 250;
/// Most are read sooner: nobody should see a page about reading them flash by.
constexpr std::string_view kFirstProgress = R"({"type":"wake","timer":"frame","after":400})";
constexpr std::string_view kNextTask = R"({"type":"wake","timer":"frame","after":0})";

float real(json::Value event, std::string_view key) {
  return static_cast<float>(number(event, key));
}

/// "#rrggbb", or 0.
ui::Color color(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return 0;
  ui::Color value = 0;
  for (const char c : text.substr(1)) {
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) return 0;
    value = value << 4 | static_cast<ui::Color>(digit);
  }
  return value << 8 | 0xFF;
}

}  // namespace

Element::Element(WordPages& pages) : pages_(pages), glyphs_(pages), ui_(glyphs_) { choose_theme(); }

void Element::take(json::Value event) {
  const std::string_view type = event["type"].string();
  const Stage before = session_.loading.stage;
  if (!take_input(type, event)) {
    if (auto action = read_action(event)) act(std::move(*action));
  }
  const bool slice = type == "wake" && event["timer"].string() == "slice";
  const bool frame = type == "wake" && event["timer"].string() == "frame";
  if (rehearsal_ != Rehearsal::none) {
    if (frame) rehearse();
    return;
  }
  if (frames_ == 0 && session_.loading.running() && !frame) {
    if (type == "resize") {
      choose_theme();
      add_effect(kFirstProgress);
    }
    return;
  }
  if (slice && before != session_.loading.stage && session_.loading.stage == Stage::ready) {
    rehearsal_ = Rehearsal::page;
    add_effect(kNextTask);
    return;
  }
  // Slices of reading follow each other quickly: not each is worth a frame.
  if (slice && session_.loading.running() &&
      vitrine_host_now() - last_frame_ms_ < kProgressEveryMs) {
    return;
  }
  if (!draw_frames()) return;
  patch_ = patcher_.patch(frame_);
  show();
}

bool Element::take_chunk(session::Id id, std::string_view bytes, std::uint64_t total) {
  act(session::Chunk{id, std::string(bytes), total});
  return true;
}

bool Element::take_input(std::string_view type, json::Value event) {
  const std::string_view surface = event["surface"].string();
  const std::string_view node = event["node"].string();
  const ui::Point at{real(event, "x"), real(event, "y")};
  if (type == "pointermove") {
    ui_.pointer_moved(surface, at);
  } else if (type == "pointerdown") {
    // A press beside the drawer closes it and does nothing else; the bar has its button.
    if (view_state_.navigation_open && surface != "navigation" && surface != "head" &&
        surface != "bar") {
      view_state_.navigation_open = false;
    } else if (!surface.empty()) {
      ui_.pointer_pressed(surface, at);
    }
  } else if (type == "pointerup") {
    ui_.pointer_released(surface, at);
  } else if (type == "pointerleave") {
    ui_.pointer_left();
  } else if (type == "scroll") {
    ui_.scrolled(surface, at.y);
  } else if (type == "activate") {
    ui_.activated(node);
  } else if (type == "input") {
    ui_.text_changed(node, event["value"].string());
  } else if (type == "choose") {
    ui_.option_chosen(node, static_cast<int>(real(event, "index")));
  } else if (type == "focus") {
    ui_.focused(node, event["visible"].boolean());
  } else if (type == "key") {
    handled_ = take_key(event);
  } else if (type == "frame" || (type == "wake" && event["timer"].string() == "frame")) {
    // Nothing happened but time.
  } else if (type == "fonts") {
    stack_ = static_cast<std::uint32_t>(real(event, "stack"));
    glyphs_.change(stack_, glyphs_.density());
  } else if (type == "resize") {
    options_.size = {real(event, "width"), real(event, "height")};
    options_.whole_page = event["wholePage"].boolean();
    const float density = std::max(real(event, "density"), 0.1f);
    if (density != glyphs_.density()) glyphs_.change(stack_, density);
  } else if (type == "theme") {
    accent_ = color(event["accent"].string());
    reduced_motion_ = event["reducedMotion"].boolean();
    theme_changed_ = true;
    return false;  // the session hears of it too
  } else {
    return false;
  }
  return true;
}

bool Element::take_key(json::Value event) {
  const std::string_view key = event["key"].string();
  const bool command = event["ctrl"].boolean() || event["meta"].boolean();
  if (key == "Escape") {
    if (session_.authorize.open) {
      act(session::CloseAuthorize{});
    } else if (take_navigation_key(key)) {
      return true;
    } else if (view_state_.navigation_open) {
      view_state_.navigation_open = false;
    } else {
      return false;
    }
    return true;
  }
  if (session_.authorize.open) return false;
  if ((key == "/" && !command) || ((key == "k" || key == "K") && command)) {
    if (session_.spec == nullptr) return false;
    view::open_navigation(view_state_);  // of narrow elements; others forget it
    view_state_.focus = "head/search";
    return true;
  }
  if (!command && take_navigation_key(key)) return true;
  if (key == "Enter" && command && session_.shown != nullptr) {
    act(session::Send{});
    return true;
  }
  return false;
}

bool Element::take_navigation_key(std::string_view key) {
  session::Actions actions;
  const bool taken = view::navigation_key(session_, view_state_, ui_, key, actions);
  for (session::Action& action : actions) act(std::move(action));
  return taken;
}

void Element::act(session::Action action) {
  for (const session::Effect& effect : session::update(session_, std::move(action))) {
    if (std::holds_alternative<session::FocusField>(effect)) {
      // The field may come with the next frame only.
      focus_field_ = to_json(effect);
      continue;
    }
    add_effect(to_json(effect));
  }
}

void Element::add_effect(std::string_view json) {
  if (!effects_.empty()) effects_ += ',';
  effects_ += json;
}

/// Draws one frame; whether another is needed at once.
bool Element::draw_frame() {
  if (options_.size.width <= 0 || options_.size.height <= 0) return false;
  choose_theme();
  view_state_.again = false;
  ui_.begin({options_.size, &theme_, reduced_motion_, last_frame_ms_ / 1000});
  session::Actions actions = view::frame(ui_, session_, view_state_, options_);
  frame_ = ui_.end();
  ++frames_;
  for (session::Action& action : actions) act(std::move(action));
  for (const view::ViewState::ScrollTo& scroll : view_state_.scrolls) {
    ui_.scrolled(scroll.surface, scroll.y);
  }
  scrolls_.insert(scrolls_.end(), view_state_.scrolls.begin(), view_state_.scrolls.end());
  view_state_.scrolls.clear();
  return !actions.empty() || view_state_.again || ui_.has_events();
}

/// One task of the first picture: the page, then the list beside it are laid out with guessed
/// widths, to hear of their words; these are measured and drawn, some a task; all is drawn with
/// them; what the layer has to hear is written; it hears it.
void Element::rehearse() {
  add_effect(kNextTask);
  switch (rehearsal_) {
    case Rehearsal::page:
      glyphs_.postpone();
      options_.without_list = frames_ == 0;  // later there is one to press on
      draw_frame();
      options_.without_list = false;
      rehearsal_ = Rehearsal::list;
      return;
    case Rehearsal::list:
      draw_frame();
      rehearsal_ = Rehearsal::words;
      return;
    case Rehearsal::words:
      if (glyphs_.catch_up()) rehearsal_ = Rehearsal::picture;
      return;
    case Rehearsal::picture:
      rehearsal_ = draw_frames() ? Rehearsal::nodes : Rehearsal::none;
      return;
    case Rehearsal::nodes:
      patch_ = patcher_.patch(frame_);
      rehearsal_ = Rehearsal::shown;
      return;
    case Rehearsal::shown:
      // What came meanwhile is for the next task.
      rehearsal_ = Rehearsal::none;
      return show();
    case Rehearsal::none:
      return;
  }
}

/// Draws until no frame wants another; false where there is no room for any.
bool Element::draw_frames() {
  if (options_.size.width <= 0 || options_.size.height <= 0) return false;
  if (pages_.full()) pages_.drop();
  last_frame_ms_ = vitrine_host_now();
  for (int count = 0; count < kMostFrames && draw_frame(); ++count) {
  }
  return true;
}

void Element::show() {
  framed_ = true;
  note_stage();
  note_view();
  note_title();
}

void Element::note_stage() {
  const Stage stage = session_.loading.stage;
  if (stage == stage_) return;
  stage_ = stage;
  stage_changed_ = stage == Stage::ready || stage == Stage::failed;
}

/// What the views ask of the host.
void Element::note_view() {
  for (const view::ViewState::ScrollTo& scroll : scrolls_) {
    std::string effect;
    ObjectWriter(effect)
        .text("type", "scrollTo")
        .text("surface", scroll.surface)
        .number("y", static_cast<double>(scroll.y))
        .end();
    add_effect(effect);
  }
  scrolls_.clear();
  if (!focus_field_.empty() && session_.shown != nullptr) {
    add_effect(focus_field_);
    focus_field_.clear();
  }
  if (view_state_.focus.empty()) return;
  std::string effect;
  ObjectWriter(effect).text("type", "focusNode").text("node", view_state_.focus).end();
  view_state_.focus.clear();
  add_effect(effect);
}

void Element::note_title() {
  if (session_.spec == nullptr) return;
  std::string title = session_.spec->description.info().title;
  if (const std::string name = session::page_name(session_); name != title)
    title = title.empty() ? name : name + " · " + title;
  if (title == title_) return;
  title_ = std::move(title);
  title_changed_ = true;
}

void Element::choose_theme() {
  const bool dark = session_.settings.dark();
  ui::Theme theme = dark ? ui::dark_theme() : ui::light_theme();
  if (accent_ != 0) {
    theme.accent = accent_;
    theme.accent_soft = ui::mix(theme.bg, accent_, 0.12f);
    if (ui::contrast(theme.on_accent, accent_) < 4.5f) {
      const ui::Color white = 0xFFFFFFFF;
      const ui::Color black = 0x0B1020FF;
      theme.on_accent = ui::contrast(white, accent_) > ui::contrast(black, accent_) ? white : black;
    }
  }
  theme_changed_ = theme_changed_ || frames_ == 0 || theme.dark != theme_.dark;
  theme_ = theme;
}

const std::string& Element::output() {
  output_.clear();
  if (!framed_ && !handled_ && effects_.empty()) return output_;
  ObjectWriter out(output_);
  out.number("frames", frames_);
  if (framed_) {
    if (!patch_.empty()) out.raw("patch", patch_);
    out.text("cursor", frame_.cursor).boolean("animating", frame_.animating);
  }
  if (handled_) out.boolean("handled", true);
  if (theme_changed_) out.raw("theme", to_json(theme_)).boolean("dark", theme_.dark);
  if (title_changed_) out.text("title", title_);
  if (stage_changed_) {
    out.text("stage", stage_ == Stage::ready ? "ready" : "failed");
    out.text("problem", session::text(session_.loading.failure, session_.settings.language));
  }
  if (!effects_.empty()) out.raw("effects", "[" + effects_ + "]");
  out.end();
  effects_.clear();
  if (framed_) patch_.clear();
  framed_ = handled_ = stage_changed_ = theme_changed_ = title_changed_ = false;
  return output_;
}

}  // namespace vitrine::wasm
