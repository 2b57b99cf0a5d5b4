#include "app/playground/playground.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "app/session/shared.h"

namespace vitrine::playground {
namespace {

using Stage = session::Loading::Stage;

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// In steps that follow each other quickly a description is read, here or by another element.
bool is_slice(const boundary::Event& event) {
  const auto* action = std::get_if<session::Action>(&event);
  if (action == nullptr) return false;
  if (std::holds_alternative<session::Told>(*action)) return true;
  const auto* woken = std::get_if<session::Woken>(action);
  return woken != nullptr && woken->timer == session::Timer::slice;
}

/// The operations are there.
bool is_shown(Stage stage) { return stage == Stage::outlined || stage == Stage::ready; }

/// A description that another element has read is there at once.
bool is_opening(const boundary::Event& event) {
  const auto* action = std::get_if<session::Action>(&event);
  return action != nullptr && std::holds_alternative<session::Opened>(*action);
}

}  // namespace

Playground::Playground(Glyphs& glyphs, bool usable, std::shared_ptr<session::Sharing> sharing)
    : glyphs_(glyphs), ui_(glyphs), session_(std::move(sharing)) {
  session_.usable = usable;
  choose_theme();
}

boundary::Output Playground::take(boundary::Event event, double now_ms) {
  now_ms_ = now_ms;
  session_.now_s = now_ms / 1000;
  output_ = {};
  const Stage before = session_.loading.stage;
  const std::uint64_t revision = session_.revision;
  if (session::is_behind(session_)) act(session::Told{});
  const bool behind = session_.revision != revision;
  const bool slice = is_slice(event) || behind;
  const bool prepares = slice || is_opening(event);
  const bool task = std::holds_alternative<boundary::Task>(event);
  const bool resized = std::holds_alternative<boundary::Resized>(event);
  const bool wanted =
      std::visit([this](auto& each) { return handle(std::move(each)); }, event) || behind;
  const bool other_stage = before != session_.loading.stage;
  const bool begins = prepares && other_stage && is_shown(session_.loading.stage);

  if (rehearsal_ != Rehearsal::none) {
    // The whole came while its outline was being laid out.
    if (begins && rehearsal_ < Rehearsal::nodes) rehearsal_ = Rehearsal::page;
    if (task) rehearse();
  } else if (frames_ == 0 && session_.loading.running() && !task) {
    if (resized) {
      choose_theme();
      add_effect(boundary::PostTask{kFirstProgressMs});
    }
  } else if (begins) {
    rehearsal_ = Rehearsal::page;
    add_effect(boundary::PostTask{});
  } else if (slice && session_.loading.running() && now_ms - last_frame_ms_ < kProgressEveryMs) {
    // Slices of reading follow each other quickly: not each is worth a frame.
  } else if (parked_ && !resized && !other_stage) {
    // It is drawn when it comes near, with all that has happened until then.
  } else if (wanted) {
    if (draw_frames()) {
      patch();
      show();
    } else {
      note_stage();
    }
  }
  return finish();
}

const ui::Frame& Playground::picture() const {
  return rehearsal_ == Rehearsal::none ? frame_ : nothing_;
}

void Playground::act(session::Action&& action) {
  for (session::Effect& effect : session::update(session_, std::move(action))) {
    if (auto* focus = std::get_if<session::FocusField>(&effect)) {
      // The field may come with the next frame only.
      focus_field_ = std::move(focus->field);
    } else {
      add_effect(std::move(effect));
    }
  }
}

void Playground::add_effect(boundary::Effect effect) {
  output_.effects.push_back(std::move(effect));
}

/// Draws one frame; whether another is needed at once.
bool Playground::draw_frame() {
  if (options_.size.width <= 0 || options_.size.height <= 0) return false;
  choose_theme();
  view_state_.again = false;
  ui_.begin({options_.drawn(), &theme_, reduced_motion_, last_frame_ms_ / 1000});
  session::Actions actions = view::frame(ui_, session_, view_state_, options_);
  frame_ = ui_.end();
  ++frames_;
  for (session::Action& action : actions) act(std::move(action));
  for (const view::ViewState::ScrollTo& scroll : view_state_.scrolls) {
    if (!is_content(scroll.surface)) ui_.scrolled(scroll.surface, scroll.y);
  }
  scrolls_.insert(scrolls_.end(), view_state_.scrolls.begin(), view_state_.scrolls.end());
  view_state_.scrolls.clear();
  return !actions.empty() || view_state_.again || ui_.has_events();
}

/// The page around scrolls such a surface, and reports how far.
bool Playground::is_content(std::string_view id) const {
  return std::any_of(frame_.surfaces.begin(), frame_.surfaces.end(), [&](const auto& surface) {
    return surface.id == id && surface.flow == ui::Surface::Flow::content;
  });
}

/// Draws until no frame wants another; false where there is no room for any.
bool Playground::draw_frames() {
  if (options_.size.width <= 0 || options_.size.height <= 0) return false;
  glyphs_.make_room();
  last_frame_ms_ = now_ms_;
  for (int count = 0; count < kMostFrames && draw_frame(); ++count) {
  }
  return true;
}

/// One task of the first picture: the page, then the list beside it are laid out with guessed
/// widths, which collects their words; these are measured and drawn, some a task; all is drawn with
/// them; the host gets the patch; the host shows it.
void Playground::rehearse() {
  add_effect(boundary::PostTask{});
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
      // An element without a size has its operations all the same.
      if (rehearsal_ == Rehearsal::none) note_stage();
      return;
    case Rehearsal::nodes:
      patch();
      rehearsal_ = Rehearsal::shown;
      return;
    case Rehearsal::shown:
      // Leave what came meanwhile to the next task.
      rehearsal_ = Rehearsal::none;
      show();
      return;
    case Rehearsal::none:
      return;
  }
}

void Playground::patch() {
  if (parked_) return;
  output_.patch = patcher_.patch(frame_);
  other_surfaces_ = !output_.patch->surfaces.empty();
}

void Playground::show() {
  output_.framed = true;
  output_.cursor = frame_.cursor;
  output_.animating = frame_.animating;
  if (other_surfaces_) shown_.assign(frame_.surfaces.begin(), frame_.surfaces.end());
  note_stage();
  note_view();
  note_title();
  note_place();
  if (parked_) rest();
}

void Playground::rest() {
  frame_ = {};
  ui_.forget();
}

void Playground::note_stage() {
  const Stage stage = session_.loading.stage;
  // Of any other page an outline has the heading alone.
  if (stage == Stage::outlined && session_.route.kind != session::Route::Kind::overview) return;
  if (stage == stage_) return;
  stage_ = stage;
  if (stage == Stage::outlined) output_.stage = boundary::Output::Stage::outlined;
  if (stage == Stage::ready) output_.stage = boundary::Output::Stage::ready;
  if (stage != Stage::failed) return;
  output_.stage = boundary::Output::Stage::failed;
  output_.problem = session::text(session_.loading.failure, session_.settings.language);
}

/// Collects the views' requests to the host.
void Playground::note_view() {
  if (std::exchange(returns_, false)) {
    for (const ui::Surface& surface : frame_.surfaces)
      if (surface.scroll_y > 0) add_effect(boundary::ScrollTo{surface.id, surface.scroll_y});
  }
  for (view::ViewState::ScrollTo& scroll : scrolls_) {
    add_effect(boundary::ScrollTo{std::move(scroll.surface), scroll.y, scroll.height});
  }
  scrolls_.clear();
  if (!focus_field_.empty() && session_.shown != nullptr) {
    std::string node = field_node(std::exchange(focus_field_, {}));
    if (!node.empty()) add_effect(boundary::FocusNode{std::move(node)});
  }
  if (view::Editing* editing = view_state_.editing.get(); editing && editing->select)
    add_effect(*std::exchange(editing->select, std::nullopt));
  if (view_state_.focus.empty()) return;
  add_effect(boundary::FocusNode{std::exchange(view_state_.focus, {})});
}

/// The node of a field (see session/form/field.h), or else of the one that holds it: a place in the
/// body stands in its text. A list has no field of its own but the button that adds to it.
std::string Playground::field_node(std::string_view field) const {
  for (std::size_t end = field.size(); end != std::string_view::npos && end > 0;
       end = field.rfind('/', end - 1)) {
    const std::string_view place = field.substr(0, end);
    for (const auto& groups : frame_.nodes) {
      for (const ui::NodeGroup& group : groups) {
        for (const ui::Node& node : group.nodes) {
          const ui::Nature nature = ui::row_of(node.role).nature;
          const bool takes_focus = nature == ui::Nature::field || nature == ui::Nature::check ||
                                   node.role == ui::Role::button;
          if (takes_focus && ends_with(node.id, place)) return node.id;
        }
      }
    }
  }
  return {};
}

void Playground::note_title() {
  if (session_.spec == nullptr) return;
  std::string title = session_.spec->description.info().title;
  if (const std::string name = session::page_name(session_); name != title)
    title = title.empty() ? name : name + " · " + title;
  if (title == title_) return;
  title_ = std::move(title);
  output_.title = title_;
}

void Playground::note_place() {
  if (session_.spec == nullptr || !is_shown(session_.loading.stage)) return;
  const session::Route& route = session_.route;
  std::string link = session::format({route.kind, route.target, {}});
  const bool same = described_ == session_.loading.uri;
  if (same && link == place_) return;
  boundary::Navigated navigated;
  navigated.followed = same && !session_.went_back;
  if (session_.shown != nullptr) {
    const openapi::Description& description = session_.spec->description;
    const std::string& id = description.operations()[session_.shown->index].operation_id;
    const bool named = description.find_operation_id(id) == session_.shown->index;
    navigated.operation = named ? id : link;
  } else if (session::current_schema(session_) != nullptr) {
    navigated.schema = route.target;
  } else if (session::current_group(session_) != nullptr) {
    navigated.tag = route.target;
  }
  described_ = session_.loading.uri;
  place_ = link;
  navigated.link = std::move(link);
  add_effect(std::move(navigated));
}

void Playground::choose_theme() {
  const bool dark = session_.settings.dark();
  if (!page_theme_ || page_theme_dark_ != dark) page_theme_ = ui::themed(dark, palette_);
  page_theme_dark_ = dark;
  ui::Theme theme = contrast_ ? ui::strengthened(*page_theme_) : *page_theme_;
  theme.shapes = shapes_;
  theme.roundness = roundness_;
  theme_changed_ = theme_changed_ || frames_ == 0 || theme.dark != theme_.dark;
  theme_ = theme;
}

boundary::Output Playground::finish() {
  if (output_.empty()) return {};
  output_.frames = frames_;
  if (std::exchange(theme_changed_, false)) {
    const ui::Theme& t = theme_;
    output_.theme = {t.bg,    t.surface, t.raised, t.line,        t.line_strong, t.text, t.muted,
                     t.faint, t.field,   t.accent, t.accent_soft, t.on_accent,   t.get,  t.post,
                     t.put,   t.patch,   t.del,    t.bad,         t.bad_soft,    t.code};
    output_.dark = theme_.dark;
  }
  return std::move(output_);
}

}  // namespace vitrine::playground
