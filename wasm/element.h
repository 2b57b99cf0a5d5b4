#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/document.h"
#include "app/session/session.h"
#include "app/ui/ui.h"
#include "app/view/view.h"
#include "wasm/browser_glyphs.h"
#include "wasm/draw_table.h"

namespace vitrine::wasm {

/// One <vitrine-playground>: takes events, runs frames until none is wanted, and gathers what the
/// page has to do.
class Element {
 public:
  explicit Element(WordPages& pages);

  void take(json::Value event);
  /// Bytes of a resource; false once nobody wants more of it.
  bool take_chunk(session::Id id, std::string_view bytes, std::uint64_t total);
  /// `Output` of src/boundary.ts since the last call; empty when nothing happened. Valid until the
  /// next call.
  const std::string& output();
  /// Of nothing while the first picture of a description is being prepared.
  const DrawTable::Header& draw_table() {
    return draw_table_.fill(rehearsal_ == Rehearsal::none ? frame_ : ui::Frame{});
  }

 private:
  /// The first picture of a description is work for many tasks: the next of them.
  enum class Rehearsal { none, page, list, words, picture, nodes, shown };

  bool take_input(std::string_view type, json::Value event);
  bool take_key(json::Value event);
  bool take_navigation_key(std::string_view key);
  void act(session::Action action);
  void add_effect(std::string_view json);
  bool draw_frame();
  void rehearse();
  bool draw_frames();
  void show();
  void note_stage();
  void note_view();
  void note_title();
  void choose_theme();

  WordPages& pages_;
  BrowserGlyphs glyphs_;
  ui::Ui ui_;
  ui::Patcher patcher_;
  session::Session session_;
  view::ViewState view_state_;
  view::Options options_;
  ui::Theme theme_;
  std::uint32_t stack_ = 0;
  ui::Color accent_ = 0;  ///< of the page; 0: the theme's own
  bool reduced_motion_ = false;

  ui::Frame frame_;
  DrawTable draw_table_;
  std::uint32_t frames_ = 0;
  double last_frame_ms_ = 0;
  Rehearsal rehearsal_ = Rehearsal::none;
  session::Loading::Stage stage_ = session::Loading::Stage::idle;
  std::vector<view::ViewState::ScrollTo> scrolls_;
  std::string focus_field_;  ///< effect that waits for its field
  std::string title_;        ///< of the page

  // Gathered for the next output.
  std::string effects_;
  std::string patch_;
  bool framed_ = false;
  bool handled_ = false;
  bool stage_changed_ = false;
  bool theme_changed_ = false;
  bool title_changed_ = false;
  std::string output_;
};

}  // namespace vitrine::wasm
