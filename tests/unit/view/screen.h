#pragma once

// The whole application without a browser: a session with the host of the session's own tests,
// drawn by the views on a headless page. What the reader does goes through the nodes, what the
// host says through actions; frames run until nothing is left to do, as in the page.

#include <string>
#include <string_view>
#include <vector>

#include "app/view/view.h"
#include "tests/unit/session/page.h"
#include "tests/unit/ui/harness.h"

namespace vitrine::view {

inline constexpr ui::Size kWide{1440, 900};
inline constexpr ui::Size kMedium{1024, 768};
inline constexpr ui::Size kNarrow{390, 780};

class Screen {
 public:
  explicit Screen(ui::Size size = kWide);

  session::Page host;
  ui::Page page;
  ViewState state;
  bool whole_page = true;
  session::Opened opened = session::Page::opened();

  /// The description that is served, instead of the gallery.
  void serve(std::string text);
  /// Opens the description and draws.
  void open(std::string hash = {});
  /// The host says something, or a test does what a view has no widget for.
  void act(session::Action action);
  void resize(ui::Size size);

  // What the reader does, see ui::Page.
  void click(ui::Role role, std::string_view name);
  void activate(ui::Role role, std::string_view name);
  void type(ui::Role role, std::string_view name, std::string_view value);
  void choose(ui::Role role, std::string_view name, std::string_view option);
  void focus(ui::Role role, std::string_view name);
  void scroll(std::string_view surface, float y);
  /// A key that the search or the list of operations has the first word about.
  bool key(std::string_view key);

  /// An answer to the latest request, as the host reports it.
  void answer(std::uint16_t status, std::string body,
              std::string content_type = "application/json");

  ui::Node find(ui::Role role, std::string_view name) const { return page.find(role, name); }
  bool has(ui::Role role, std::string_view name) const { return page.has(role, name); }
  /// The surface of that id; a failure where there is none.
  ui::Surface surface(std::string_view id) const;
  bool has_surface(std::string_view id) const;
  /// The node of that whole id, or one without an id.
  ui::Node node(std::string_view id) const;
  /// Names of all nodes of that role, in reading order.
  std::vector<std::string> names(ui::Role role) const;
  /// Names of the nodes of that role inside `parent`, at any depth.
  std::vector<std::string> names_in(const ui::Node& parent, ui::Role role) const;
  /// What the messages of a field say.
  std::string description_of(const ui::Node& field) const;
  /// Text, names and values: all that can be read. Values of password fields are left out.
  std::string readable() const;
  std::string text() const { return page.text(); }
  /// Every link that the DOM layer was told of since the page was opened.
  const std::vector<std::string>& hrefs() const { return hrefs_; }
  /// Whole id of the node that has the keyboard focus.
  const std::string& focused() const { return focused_; }

  template <class T>
  std::vector<T> all() const {
    return host.all<T>();
  }

 private:
  void flush();
  void settle();
  void perform_focus();
  void note_links();

  session::Actions pending_;
  std::size_t performed_ = 0;
  std::string focused_;
  std::vector<std::string> hrefs_;
};

}  // namespace vitrine::view
