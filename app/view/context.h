#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/session/session.h"
#include "app/ui/ui.h"
#include "app/view/view_state.h"

namespace vitrine::view {

/// Width of the column of text, at most.
inline constexpr float kTextWidth = 680;

/// The arguments common to all views. Lives for one frame.
struct Context {
  ui::Ui& ui;
  const session::Session& session;
  ViewState& state;
  session::Actions& actions;
  bool narrow = false;
  bool whole_page = false;
  bool flow = false;                       ///< the page around scrolls the element
  std::string_view request_pane = "main";  ///< the surface that the request stands in
  bool send_apart = false;                 ///< Server and Send stand in a surface of their own
  std::string part = {};  ///< of the page of an operation, that is one itself: `callback/0`

  schema::Language language() const { return session.settings.language; }
  std::string word(session::Word word) const {
    return std::string(session::word(word, language()));
  }
  std::string fill(session::Word word, const session::Values& values) const {
    return session::fill(word, language(), values);
  }
  /// Names in the ViewState and in links, within the part.
  std::string place(std::string_view name) const {
    return part.empty() ? std::string(name) : part + '/' + std::string(name);
  }
  std::string field(const std::string& name) const {
    return part.empty() ? name : '/' + part + name;
  }
  /// The page around has a choice of the theme of its own.
  bool shows(session::Part which) const {
    return (which != session::Part::theme || whole_page) &&
           session::shows(session.settings.options, which);
  }
  /// One operation or schema is all that the element shows.
  bool alone() const { return session.settings.options.alone; }
  void act(session::Action action) const { actions.push_back(std::move(action)); }
};

inline ui::Span span(std::string_view text, ui::Font font, ui::Color color) {
  ui::Span result;
  result.text = text;
  result.font = font;
  result.color = color;
  return result;
}

}  // namespace vitrine::view
