// The application's loop: an event in, frames until none is wanted, one output out.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/boundary/event.h"
#include "app/boundary/output.h"
#include "app/boundary/patcher.h"
#include "app/playground/glyphs.h"
#include "app/session/session.h"
#include "app/ui/ui.h"
#include "app/view/view.h"

namespace vitrine::playground {

/// One playground, for every host: the page, a test, the training of the split.
///
///     Playground playground(glyphs);
///     boundary::Output output = playground.take(boundary::Resized{1280, 800}, now_ms);
class Playground {
 public:
  /// `glyphs` outlives the playground. `usable`: there are forms from the beginning, see
  /// session::Usable. `sharing`: of the elements of a page.
  explicit Playground(Glyphs& glyphs, bool usable = true,
                      std::shared_ptr<session::Sharing> sharing = nullptr);

  /// `now_ms` is a monotonic clock's that counts from 1970. The output is valid until the next
  /// event.
  boundary::Output take(boundary::Event event, double now_ms);

  /// The last frame; nothing while the first picture of a description is being prepared. Valid
  /// until the next event.
  const ui::Frame& picture() const;
  const session::Session& session() const { return session_; }
  const ui::Theme& theme() const { return theme_; }
  const ui::Ui& ui() const { return ui_; }

  /// A view that asks for one more frame each time would never end.
  static constexpr int kMostFrames = 64;
  /// While a description is read, its progress is drawn this often.
  static constexpr double kProgressEveryMs = 250;
  /// Most are read sooner: a page about reading them should not flash by.
  static constexpr std::uint32_t kFirstProgressMs = 400;

 private:
  /// The first picture of a description is work for many tasks: the next of them.
  enum class Rehearsal : std::uint8_t { none, page, list, words, picture, nodes, shown };

  // ---- events.cpp: each says whether a frame is wanted
  bool handle(session::Action&& action);
  bool handle(boundary::Pointer&& event);
  bool handle(boundary::Scrolled&& event);
  bool handle(boundary::Frame&&) { return true; }
  bool handle(boundary::Typed&& event);
  bool handle(boundary::MediaSize&& event);
  bool handle(boundary::CodeScrolled&& event);
  bool handle(boundary::Activated&& event);
  bool handle(boundary::OptionChosen&& event);
  bool handle(boundary::Focused&& event);
  bool handle(view::Caret&& event);
  bool handle(view::EditorKey&& event);
  bool handle(boundary::EditorsAttended&&);
  bool handle(boundary::Key&& event);
  bool handle(boundary::Task&&) { return true; }
  bool handle(boundary::Parked&& event);
  bool handle(boundary::Fonts&& event);
  bool handle(boundary::Resized&& event);
  bool handle(boundary::PageTheme&& event);
  bool take_key(const boundary::Key& event);
  bool take_navigation_key(const boundary::Key& event);
  bool take_undo_key(const boundary::Key& event);
  const ui::Surface* shown(std::uint32_t surface) const;

  // ---- playground.cpp
  void act(session::Action&& action);
  void add_effect(boundary::Effect effect);
  bool draw_frame();
  bool draw_frames();
  bool is_content(std::string_view id) const;
  void rehearse();
  void patch();
  void show();
  void rest();
  void note_stage();
  void note_view();
  void note_title();
  void note_place();
  void choose_theme();
  std::string field_node(std::string_view field) const;
  boundary::Output finish();

  Glyphs& glyphs_;
  ui::Ui ui_;
  boundary::Patcher patcher_;
  session::Session session_;
  view::ViewState view_state_;
  view::Options options_;
  ui::Theme theme_;
  std::uint32_t stack_ = 0;
  ui::Palette palette_;
  float roundness_ = 1;
  /// In those colours; none when it has to be made anew.
  std::optional<ui::Theme> page_theme_;
  bool page_theme_dark_ = false;
  bool reduced_motion_ = false;
  bool contrast_ = false;  ///< stronger lines and text
  bool shapes_ = false;
  bool parked_ = false;   ///< the host has no nodes and shows nothing
  bool returns_ = false;  ///< and gets them with the next frame

  ui::Frame frame_;
  const ui::Frame nothing_{};
  std::vector<ui::Surface> shown_;  ///< as the host has them
  bool other_surfaces_ = false;     ///< the last patch has others
  std::uint32_t frames_ = 0;
  double now_ms_ = 0;
  double last_frame_ms_ = 0;
  Rehearsal rehearsal_ = Rehearsal::none;
  session::Loading::Stage stage_ = session::Loading::Stage::idle;
  std::vector<view::ViewState::ScrollTo> scrolls_;
  std::string focus_field_;  ///< waits until its operation is shown
  std::string title_;        ///< of the page
  std::string place_;        ///< its link
  std::string described_;    ///< the description that it is of
  bool theme_changed_ = false;
  boundary::Output output_;  ///< gathered for this event
};

}  // namespace vitrine::playground
