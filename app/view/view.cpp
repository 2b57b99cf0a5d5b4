#include "app/view/view.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "app/ui/button.h"
#include "app/ui/hash.h"
#include "app/ui/ornament.h"
#include "app/ui/text.h"
#include "app/view/authorize.h"
#include "app/view/body_editor.h"
#include "app/view/context.h"
#include "app/view/examples.h"
#include "app/view/flow.h"
#include "app/view/form.h"
#include "app/view/list_edge.h"
#include "app/view/navigation.h"
#include "app/view/notices.h"
#include "app/view/operation.h"
#include "app/view/overview.h"
#include "app/view/page_actions.h"
#include "app/view/pages.h"
#include "app/view/response.h"
#include "app/view/send.h"
#include "app/view/tools.h"

namespace vitrine::view {
namespace {

using session::Part;
using session::Word;

constexpr float kThreePanes = 1180;
constexpr float kTwoPanes = 780;
constexpr float kFormBeside = 900;  ///< without a list
constexpr float kRequestWidth = 496;
constexpr float kBarHeight = 52;
constexpr float kNameAbove = 40;
/// Of the one column where Server and Send stand at its foot, and what is seen of the request then.
constexpr float kLeastColumn = 360;
constexpr float kRequestSeen = 40;

/// Cached results belong to one page of one description, unfolded rows to the page. A page reached
/// by the history is where it was left, one reached by a link at its beginning.
void turn_the_page(const Context& context) {
  constexpr std::size_t kPagesRemembered = 200;
  const session::Session& session = context.session;
  ViewState& state = context.state;
  if (state.made_for == session.page) return;
  // The whole takes the place of its outline: what was brought into view there stays where it is.
  if (state.outlined && !session::is_outlined(session)) {
    if (state.heading_shown == state.made_for) state.heading_shown = session.page;
    if (state.field_shown == state.made_for) state.field_shown = session.page;
  }
  state.outlined = session::is_outlined(session);
  state.made_for = session.page;
  state.schema_rows.clear();
  state.prose.clear();
  state.table_widths.clear();
  state.examples.clear();
  state.request_top = 0;
  state.outlines.clear();
  std::string page = session::page_key(session);
  if (state.page == page) return;
  if (state.left_at.size() >= kPagesRemembered) state.left_at.clear();
  if (!state.page.empty())
    state.left_at[state.page] = static_cast<std::size_t>(context.ui.scroll_of("main"));
  state.chosen.clear();
  const auto left = state.left_at.find(page);
  const bool back = session.went_back && left != state.left_at.end();
  if (context.flow) {
    // Where a page of its history was, the browser knows.
    if (!state.page.empty() && !session.went_back) state.scrolls.push_back({"main", 0, 1});
  } else if (!state.page.empty()) {
    state.scroll_to("main", back ? static_cast<float>(left->second) : 0, 0);
    state.scroll_to("request", 0);
    // Apply it now, so that this frame is laid out there already.
    for (const ViewState::ScrollTo& scroll : state.scrolls)
      context.ui.scrolled(scroll.surface, scroll.y);
  }
  if (state.first_page.empty() || state.first_asked != session.settings.operation) {
    state.first_page = page;
    state.first_name = session::page_name(session);
    state.first_asked = session.settings.operation;
  }
  state.page = std::move(page);
}

void leave_fields(const Context& context) {
  ViewState& state = context.state;
  if (state.field_left_from != state.focused_field && !state.field_left_from.empty())
    context.act(session::LeaveField{state.field_left_from});
  state.field_left_from = std::move(state.focused_field);
  state.focused_field.clear();
}

/// Revision of what a surface shows, with or without the request.
std::uint64_t revision_of(const Context& context, bool with_request) {
  const session::Session& session = context.session;
  const session::Form* form = session::current_form(session);
  ui::Hash hash;
  hash.add(session.page_revision);
  hash.add(session.page);
  hash.add(std::uint64_t{session.missing.size()} << 32 |
           (form != nullptr ? form->content_type : 0));
  for (const session::MissingDocument& missing : session.missing)
    hash.add(static_cast<std::uint64_t>(missing.state));
  hash.add(std::uint64_t{context.narrow} << 2 | std::uint64_t{context.whole_page} << 1 |
           std::uint64_t{context.state.navigation_open} << 3 | std::uint64_t{context.send_apart});
  hash.add(context.request_pane);
  if (with_request) hash.add(session.revision);
  if (with_request && context.state.editing) hash.add(context.state.editing->revision);
  return hash.value();
}

/// A surface that is kept keeps its focused field.
bool begin(const Context& context, const ui::Surface& surface, std::uint64_t revision) {
  if (context.ui.begin_surface(surface, revision)) return true;
  if (surface.id == context.request_pane)
    context.state.focused_field = context.state.field_left_from;
  return false;
}

/// Something of the request is shown, if only its code.
bool has_request(const session::Session& session) {
  return session::can_try(session) ||
         (session::can_send(session) && session::shows(session.settings.options, Part::code));
}

void request(const Context& context) {
  // The form comes with all of the module and the description: nothing is shown that it would push
  // down.
  if (!session::has_forms(context.session)) return;
  ui::Ui& ui = context.ui;
  context.state.request_top = ui.y();
  const bool tries = session::can_try(context.session);
  if (tries) {
    if (!context.send_apart) server_line(context);
    server_values(context);
    tool_buttons(context);
    ui.space(ui::gap::kCard);
    form(context);
    ui.space(ui::gap::kCard);
  }
  if (context.shows(Part::code)) {
    code(context);
    ui.space(ui::gap::kCard);
  }
  if (!tries) return;
  const float top = ui.y();
  response(context);
  bring_up_response(context, top);
  if (is_example_beside(context)) response_example(context);
}

/// What stands beside the schema that is shown.
void beside_schema(const Context& context) {
  if (session::is_outlined(context.session)) return;
  const openapi::NamedSchema& named = *session::current_schema(context.session);
  schema_example(context, named.link, context.session.spec->description.schema(named.cursor));
}

enum class Kind : std::uint8_t { loading, operation, schema, tag, overview };

Kind kind_of_page(const session::Session& session) {
  return !session.spec                      ? Kind::loading
         : session.shown                    ? Kind::operation
         : session::current_schema(session) ? Kind::schema
         : session::current_group(session)  ? Kind::tag
                                            : Kind::overview;
}

void contents(const Context& context) {
  const session::Session& session = context.session;
  notices(context);
  way_back(context);
  switch (kind_of_page(session)) {
    case Kind::loading:
      return loading(context);
    case Kind::operation:
      return operation(context);
    case Kind::schema:
      return schema_page(context, *session::current_schema(session));
    case Kind::tag:
      return tag_page(context, *session::current_group(session));
    case Kind::overview:
      // What the element was to show alone is not there: the notice says so.
      if (!context.alone() || session.settings.operation.empty()) overview(context);
      return;
  }
}

ui::Surface main_surface(const Context& context, ui::Rect rect) {
  ui::Surface surface;
  surface.id = "main";
  surface.part = ui::Surface::Part::page;
  if (context.flow) surface.flow = ui::Surface::Flow::content;
  surface.covered = true;
  surface.rect = rect;
  surface.role = context.whole_page ? ui::Role::main : ui::Role::region;
  surface.name = session::page_name(context.session);
  if (surface.name.empty()) surface.name = context.word(Word::overview);
  return surface;
}

/// Title and search stay where they are while the list below them scrolls.
void navigation_surfaces(const Context& context, ui::Rect rect, ui::Surface::Kind kind) {
  const ui::Theme& theme = context.ui.theme();
  ui::Surface head;
  head.id = "head";
  head.kind = kind;
  head.role = ui::Role::search;
  head.arrows = true;
  if (context.flow) head.flow = ui::Surface::Flow::view;
  head.search = kSearch;
  if (kind == ui::Surface::Kind::drawer) head.opener = "bar/operations";
  const float height = head_height(context);
  head.rect = {rect.x, rect.y, rect.width, height};
  head.ground = theme.surface;
  const std::uint64_t revision = revision_of(context, false);
  const bool passes_below = context.ui.scroll_of("navigation") > 0;
  if (begin(context, head, revision + (passes_below ? 1 : 0))) {
    navigation_head(context);
    context.ui.fill({rect.width - 1, 0, 1, height}, theme.line);
    // Draw a divider once the list has scrolled under the header.
    if (passes_below) context.ui.fill({0, height - 1, rect.width, 1}, theme.line);
    context.ui.end_surface();
  }

  ui::Surface list;
  list.id = "navigation";
  list.kind = kind;
  list.role = ui::Role::navigation;
  list.arrows = true;
  list.flow = head.flow;
  list.opener = head.opener;
  list.name = context.word(Word::operations);
  list.rect = {rect.x, rect.y + height, rect.width, std::max(rect.height - height, 0.0f)};
  list.ground = theme.surface;
  if (!begin(context, list, revision)) return;
  navigation(context);
  context.ui.fill({rect.width - 1, 0, 1, std::max(context.ui.y(), list.rect.height)}, theme.line);
  context.ui.end_surface();
}

/// Margins of the main surface, by the layout.
struct Padding {
  float x;
  float y;
};
constexpr Padding kThreePanesPadding{ui::gap::kPage, 36};
constexpr Padding kTwoPanesPadding{40, 32};
constexpr Padding kRequestPadding{ui::gap::kPane, ui::gap::kPane};
constexpr Padding kOnePanePadding{ui::gap::kBlock, ui::gap::kPane};
/// In line with the text of the page around; there is room for the ring of the focus.
constexpr Padding kAlonePadding{ui::gap::kTight, ui::gap::kTight};

bool is_heading_above(const Context& context) {
  const float end = context.state.heading_end;
  return !context.flow && end > 0 && context.ui.viewport_top() >= end;
}

/// Once the heading is out of sight, the page's name stays at the top: drawing only, for the tree
/// has the heading. Fields paint over what is drawn, so it is not where they are.
void name_above(const Context& context, float x) {
  ui::Ui& ui = context.ui;
  if (!is_heading_above(context)) return;
  const float top = ui.viewport_top();
  ui.fill({0, top, ui.width(), kNameAbove}, ui.theme().bg);
  ui.fill({0, top + kNameAbove - 1, ui.width(), 1}, ui.theme().line);
  ui.draw_text({x, top, ui.width() - 2 * x, kNameAbove - 1}, session::page_name(context.session),
               ui::type::medium(ui::type::kCaption), ui.theme().muted);
}

void main_pane(const Context& context, ui::Rect rect, const Padding& padding, bool with_request) {
  ui::Ui& ui = context.ui;
  ui::Hash revision;
  revision.add(revision_of(context, with_request));
  revision.add(context.session.prepared.revision);
  // The alternatives that are read are those of the form.
  if (const session::Form* form = session::current_form(context.session)) {
    for (const session::Field& field : form->fields) {
      if (field.kind == session::Field::Kind::variant)
        revision.add(static_cast<std::uint64_t>(field.chosen));
    }
  }
  if (!begin(context, main_surface(context, rect), revision.value())) return;
  if (context.state.list_width > 0) list_edge(context);
  if (!with_request && is_heading_above(context)) ui.cover_top(kNameAbove);
  const float widest = context.alone() || kind_of_page(context.session) == Kind::overview
                           ? kOverviewWidth
                           : kTextWidth;
  ui.begin_inset(padding.x, padding.x + std::max(0.0f, rect.width - 2 * padding.x - widest));
  ui.space(padding.y);
  contents(context);
  if (with_request && has_request(context.session)) {
    ui.space(ui::gap::kSection);
    request(context);
  }
  ui.space(context.alone() ? padding.y : ui::gap::kPage);
  ui.end_inset();
  if (!with_request) name_above(context, padding.x);
  note_height(context, rect.y, context.state.main_height);
  ui.end_surface();
}

/// Whether one of what stands beside Server or Send has the keyboard focus, where it stood last.
bool is_send_focused(const Context& context) {
  const std::string surface = context.state.send_below ? "send/" : "main/";
  constexpr std::string_view kIds[] = {"server", "authorize", "try/copy-request", "try/cancel",
                                       "try/send"};
  return std::any_of(std::begin(kIds), std::end(kIds), [&](std::string_view id) {
    return context.ui.is_focused(surface + std::string(id));
  });
}

/// Where there is one column, Server and Send stay at its foot while the request is in view; 0
/// where they stand in it. With the keyboard focus they stay where they are.
float foot_height(const Context& context, float height) {
  const ViewState& state = context.state;
  if (context.flow || !session::can_try(context.session) || height < kLeastColumn) return 0;
  const bool seen = state.request_top > 0 &&
                    context.ui.scroll_of("main") + height > state.request_top + kRequestSeen;
  const bool below = is_send_focused(context) ? state.send_below : seen;
  return below ? std::min(state.send_height, height / 3) : 0;
}

/// Server and Send stay where they are while the form scrolls: above it, or at the foot of the
/// page.
void send_pane(const Context& context, ui::Rect rect, const Padding& padding) {
  ui::Ui& ui = context.ui;
  ui::Surface surface;
  const bool foot = rect.y > 0;
  surface.id = "send";
  surface.part = ui::Surface::Part::aside;
  surface.covered = foot;
  surface.rect = rect;
  surface.ground = ui.theme().surface;
  ui::Hash revision;
  revision.add(revision_of(context, false));
  revision.add(send_key(context));
  if (!begin(context, surface, revision.value())) return;
  ui.begin_inset(padding.x, padding.x + std::max(0.0f, rect.width - 2 * padding.x - kTextWidth));
  ui.space(foot ? ui::gap::kMedium : ui::gap::kPane);
  server_line(context);
  ui.space(ui::gap::kMedium);
  // Under the name that it has where it stands in the form.
  ui.push_id("try");
  send_line(context);
  ui.pop_id();
  ui.space(foot ? ui::gap::kMedium : ui::gap::kCard);
  ui.end_inset();
  if (context.state.send_height != ui.y()) {
    context.state.send_height = ui.y();
    context.state.again = true;
  }
  if (!foot) ui.fill({0, 0, 1, rect.height}, ui.theme().line);
  ui.fill({0, foot ? 0 : rect.height - 1, rect.width, 1}, ui.theme().line);
  ui.end_surface();
}

/// The page with the request in it, and what stays at its foot.
void one_column(Context& context, ui::Rect rect, const Padding& padding) {
  ViewState& state = context.state;
  const float foot = foot_height(context, rect.height);
  state.send_below = context.send_apart = foot > 0;
  const float height = rect.height - foot;
  main_pane(context, {rect.x, rect.y, rect.width, height}, padding, true);
  if (foot > 0) send_pane(context, {rect.x, rect.y + height, rect.width, foot}, padding);
  // The request may have come to stand elsewhere.
  if ((foot_height(context, rect.height) > 0) != (foot > 0)) state.again = true;
}

void request_pane(const Context& context, ui::Rect rect) {
  ui::Ui& ui = context.ui;
  ui::Surface surface;
  surface.id = "request";
  surface.part = ui::Surface::Part::aside;
  if (context.flow) surface.flow = ui::Surface::Flow::content;
  surface.role = ui::Role::group;
  const bool of_schema = kind_of_page(context.session) == Kind::schema;
  surface.name = context.word(of_schema ? Word::example : Word::try_it);
  surface.rect = rect;
  surface.ground = ui.theme().surface;
  if (!begin(context, surface, revision_of(context, true))) return;
  ui.begin_inset(ui::gap::kPane, ui::gap::kPane);
  if (of_schema || !context.send_apart) ui.space(ui::gap::kPane);
  if (of_schema)
    beside_schema(context);
  else
    request(context);
  ui.space(ui::gap::kPane);
  ui.end_inset();
  ui.fill({0, ui.viewport_top(), 1, rect.height}, ui.theme().line);
  note_height(context, rect.y, context.state.request_height);
  ui.end_surface();
}

void bar(const Context& context, ui::Rect rect) {
  ui::Ui& ui = context.ui;
  ui::Surface surface;
  surface.id = "bar";
  if (context.flow) surface.flow = ui::Surface::Flow::view;
  surface.role = context.whole_page ? ui::Role::banner : ui::Role::generic;
  surface.rect = rect;
  surface.ground = ui.theme().surface;
  if (!begin(context, surface, revision_of(context, false))) return;
  ui.begin_inset(ui::gap::kBlock, ui::gap::kClose);
  ui.space((kBarHeight - ui::height::kControl) / 2);
  const std::string operations = context.word(Word::operations);
  ui::ButtonOptions menu;
  menu.kind = ui::ButtonKind::quiet;
  menu.icon = ui::Icon::menu;
  menu.expanded = context.state.navigation_open ? ui::Node::Tri::yes : ui::Node::Tri::no;
  const float widths[] = {20, -1, context.shows(Part::theme) ? 40.0f : 0.0f,
                          ui::button_width(ui, operations, menu)};
  const bool listed = context.shows(Part::navigation);
  ui.begin_row(std::span(widths, listed ? 4 : 3), ui::gap::kMedium, ui::height::kControl);
  const bool named = context.shows(Part::header);
  if (named) ui::logo(ui, {ui.x(), ui.y() + 7, 20, 20});
  ui.next_cell();
  if (has_choice(context)) {
    description_choice(context);
  } else if (named) {
    const std::string title =
        context.session.spec ? context.session.spec->description.info().title : std::string();
    ui::label(ui, "title", title, ui::type::strong(ui::type::kText), ui.theme().text,
              ui::height::kControl);
  }
  ui.next_cell();
  if (context.shows(Part::theme)) theme_button(context);
  if (listed) {
    ui.next_cell();
    if (ui::button(ui, "operations", operations, menu)) {
      if (!context.state.navigation_open) {
        open_navigation(context.state);
      } else {
        context.state.navigation_open = false;
        context.state.again = true;
      }
    }
  }
  ui.end_row();
  ui.end_inset();
  ui.fill({0, kBarHeight - 1, rect.width, 1}, ui.theme().line);
  ui.end_surface();
}

}  // namespace

session::Actions frame(ui::Ui& ui, const session::Session& session, ViewState& state,
                       const Options& options) {
  session::Actions actions;
  const float width = options.size.width;
  Context context{ui, session, state, actions, width < kTwoPanes, options.whole_page};
  context.flow = options.margin > 0;
  turn_the_page(context);
  const FlowHeights flow = flow_heights(context, options);
  if (context.flow) ui.scrolled("request", ui.scroll_of("main"));
  const float height = context.flow ? flow.window : options.size.height;
  const float list_height = context.flow ? flow.list : height;
  const bool listed = context.shows(Part::navigation);
  const float list = listed && !context.narrow ? list_width(session, state, width) : 0;
  state.list_width = list;
  if (!context.narrow || !listed) state.navigation_open = false;
  // Without a list its room is for the form.
  const bool beside_form = !context.alone() && width >= (listed ? kThreePanes : kFormBeside);
  if (beside_form) {
    const float request_width = std::min(kRequestWidth, width * (listed ? 0.345f : 0.45f));
    if (list > 0 && !options.without_list)
      navigation_surfaces(context, {0, 0, list, list_height}, ui::Surface::Kind::pane);
    const bool beside = has_request(session) || kind_of_page(context.session) == Kind::schema;
    const float right = beside ? request_width : 0;
    if (beside) context.request_pane = "request";
    if (!beside) state.request_height = 0;
    main_pane(context, {list, 0, width - list - right, height}, kThreePanesPadding, false);
    const bool apart = session::can_try(session) && !context.flow;
    const float head = apart ? std::min(state.send_height, height / 2) : 0;
    state.send_below = context.send_apart = head > 0;
    if (head > 0)
      send_pane(context, {width - request_width, 0, request_width, head}, kRequestPadding);
    if (beside) request_pane(context, {width - request_width, head, request_width, height - head});
  } else if (context.alone()) {
    one_column(context, {0, 0, width, height}, kAlonePadding);
  } else if (!context.narrow) {
    if (list > 0 && !options.without_list)
      navigation_surfaces(context, {0, 0, list, list_height}, ui::Surface::Kind::pane);
    one_column(context, {list, 0, width - list, height}, kTwoPanesPadding);
  } else {
    const bool barred = listed || context.shows(Part::header) || context.shows(Part::theme);
    const float top = barred ? kBarHeight : 0;
    if (barred) bar(context, {0, 0, width, top});
    one_column(context, {0, top, width, height - top}, kOnePanePadding);
    if (state.navigation_open)
      navigation_surfaces(context, {0, 0, std::min(320.0f, width - 48), list_height},
                          ui::Surface::Kind::drawer);
  }
  if (!beside_form) state.request_height = 0;
  if (session.authorize.open) authorize(context, options.size);
  if (state.editing) suggestions(context, options.drawn());
  if (session.tools) tool_dialog(context, options.size);
  if (const std::string link = ui.followed_link(); !link.empty())
    actions.push_back(session::Navigate{link});
  leave_fields(context);
  if (context.flow) fit_window(context, options, flow);
  if (state.again) ui.record_anew();
  return actions;
}

}  // namespace vitrine::view
