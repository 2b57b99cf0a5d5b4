// The whole application without a browser: a playground with the host of the session's own tests.
// What the user does goes through the nodes, what the host reports through events; tasks and frames
// follow until nothing is left to do, as in the page.
#pragma once

#include <deque>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/playground/playground.h"
#include "tests/unit/playground/test_glyphs.h"
#include "tests/unit/session/page.h"
#include "tests/unit/ui/harness.h"

namespace vitrine::view {

inline constexpr ui::Size kWide{1440, 900};
inline constexpr ui::Size kMedium{1024, 768};
inline constexpr ui::Size kNarrow{390, 780};

class Screen {
 public:
  explicit Screen(ui::Size size = kWide);

  /// Performs what the session asks for.
  class Host final : public session::Page {
   public:
    explicit Host(Screen& screen);

   private:
    session::Effects take(session::Action&& action) override;
    Screen& screen_;
  };
  /// What is shown.
  class Picture final : public ui::Nodes {
   public:
    void show(const playground::Playground& playground);
  };

  playground::TestGlyphs glyphs;
  playground::Playground playground{glyphs};
  Host host;
  Picture page;
  ui::Size size;
  bool whole_page = true;
  float margin = 0;  ///< above and below what is in view, where the page around scrolls
  session::Opened opened = session::Page::opened();

  /// The description that is served, instead of the gallery.
  void serve(std::string text);
  /// Opens the description and draws.
  void open(std::string hash = {});
  /// The host reports something, or a test does what a view has no widget for.
  void act(session::Action action);
  /// An event, and all that it leads to. Returns its own output without the effects.
  boundary::Output send(boundary::Event event);
  void resize(ui::Size to);
  /// The whole of the description that is shown as an outline comes.
  void serve_whole();

  // What the user does, see ui::Page.
  void click(ui::Role role, std::string_view name);
  void activate(ui::Role role, std::string_view name);
  void type(ui::Role role, std::string_view name, std::string_view value);
  void choose(ui::Role role, std::string_view name, std::string_view option);
  void focus(ui::Role role, std::string_view name);
  void scroll(std::string_view surface, float y);
  void press(std::string_view surface, ui::Point at);
  /// True when the key meant something.
  bool key(std::string_view key, bool ctrl = false);

  /// A response to the latest request, as the host reports it.
  void respond(std::uint16_t status, std::string body,
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
  /// Every link that was shown since the page was opened.
  const std::vector<std::string>& hrefs() const { return hrefs_; }
  /// Whole id of the node that has the keyboard focus.
  const std::string& focused() const { return focused_; }
  /// What the views have scrolled, in order.
  const std::vector<boundary::ScrollTo>& scrolls() const { return scrolls_; }
  /// What was last selected in an editor.
  const SelectText& selected() const { return selected_; }
  /// Of the page, and how the description was reached, as last reported.
  const std::string& title() const { return title_; }
  boundary::Output::Stage stage() const { return stage_; }
  /// The pages that were shown, as reported.
  const std::vector<boundary::Navigated>& places() const { return places_; }

  template <class T>
  std::vector<T> all() const {
    return host.all<T>();
  }

 private:
  /// Takes the output of one event: the session's effects.
  session::Effects take(boundary::Event event);
  void settle();
  void note_links();
  std::uint32_t index_of(std::string_view surface) const;

  double now_ms_ = 0;
  boundary::Output output_;
  std::deque<boundary::Event> waiting_;
  bool task_later_ = false;
  bool animating_ = false;
  std::string focused_;
  SelectText selected_;
  std::vector<boundary::ScrollTo> scrolls_;
  std::string title_;
  std::vector<boundary::Navigated> places_;
  boundary::Output::Stage stage_ = boundary::Output::Stage::none;
  std::vector<std::string> hrefs_;
  std::set<std::string> known_hrefs_;
};

}  // namespace vitrine::view
