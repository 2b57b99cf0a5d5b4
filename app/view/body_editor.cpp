#include "app/view/body_editor.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

#include "app/text/lexer.h"
#include "app/text/media_type.h"
#include "app/text/utf8.h"
#include "app/ui/button.h"
#include "app/ui/code_field.h"
#include "app/ui/text.h"
#include "app/view/code_block.h"
#include "app/view/editor_code.h"
#include "app/view/xml_code.h"

namespace vitrine::view {
namespace {

using session::Word;

constexpr float kRowHeight = 26;
constexpr std::size_t kRowsShown = 8;
constexpr float kWidest = 460;
/// A line of XML may begin inside of a tag or a comment that begins this far before it.
constexpr std::size_t kLookBack = 16384;

/// Where what encloses a place of XML begins: a comment, a tag, or nothing.
std::size_t enclosing(std::string_view code, std::size_t at) {
  const std::size_t first = at > kLookBack ? at - kLookBack : 0;
  const std::string_view before = code.substr(first, at - first);
  const std::size_t comment = before.rfind("<!--");
  const std::size_t ended = before.rfind("-->");
  if (comment != std::string_view::npos && (ended == std::string_view::npos || ended < comment))
    return first + comment;
  const std::size_t tag = before.find_last_of("<>");
  return tag != std::string_view::npos && before[tag] == '<' ? first + tag : at;
}

void colour(const Context& context, std::string_view code, text::CodeSyntax syntax,
            std::size_t line, std::size_t begin, std::size_t end, std::vector<ui::Span>& spans) {
  const bool xml = syntax == text::CodeSyntax::xml;
  const text::CodeLanguage* language =
      syntax == text::CodeSyntax::plain ? nullptr : text::find_code_language(xml ? "xml" : "json");
  std::size_t from = xml ? enclosing(code, line) : line;
  if (begin - from > 4 * kLookBack) from = begin;
  for (const text::Token& token : text::tokens(code.substr(from, end - from), language)) {
    const auto first = static_cast<std::size_t>(token.text.data() - code.data());
    const std::size_t last = first + token.text.size();
    if (last <= begin) continue;
    const std::size_t cut = std::max(first, begin);
    spans.push_back(span(code.substr(cut, last - cut), ui::type::kCode,
                         token_colour(token.kind, context.ui.theme())));
  }
}

/// The places of messages that are known, in the order of the text.
std::vector<ui::CodeMark> marks_of(const Context& context, std::string_view code,
                                   const std::vector<std::size_t>& starts) {
  std::vector<ui::CodeMark> marks;
  for (const session::BodyMessage& message : context.session.current.body_messages) {
    const auto place = place_of(code, starts, message.position);
    if (place) marks.push_back({place->begin, place->end, message.text});
  }
  std::stable_sort(marks.begin(), marks.end(),
                   [](const auto& one, const auto& other) { return one.begin < other.begin; });
  return marks;
}

/// Brackets that belong together: the one before the caret or after it. Of XML the tag around it.
std::vector<std::size_t> paired_at(std::string_view code, text::CodeSyntax syntax, std::size_t at) {
  if (syntax == text::CodeSyntax::xml) return paired_tags(code, at);
  for (const std::size_t place : {at - 1, at}) {
    if (place >= code.size() ||
        std::string_view("{}[]").find(code[place]) == std::string_view::npos)
      continue;
    if (const auto other = text::matching_bracket(code, place)) return {place, *other};
  }
  return {};
}

/// Below the editor: what is wrong in the line of the caret, or the keys; and the button.
void foot(const Context& context, const session::Form& form, const std::string& id,
          const std::string& words, text::CodeSyntax syntax) {
  ui::Ui& ui = context.ui;
  const std::string format = context.word(Word::format_body);
  const bool formats = syntax != text::CodeSyntax::plain;
  ui::ButtonOptions look;
  look.kind = ui::ButtonKind::quiet;
  look.disabled = form.body_error.has_value() || form.body.empty();
  const std::array<float, 2> widths{-1, formats ? ui::button_width(ui, format, look) : 0};
  ui.begin_row(std::span(widths.data(), formats ? 2 : 1), ui::gap::kMedium, ui::height::kQuiet);
  if (words.empty()) {
    ui::label(ui, "keys/" + id, context.word(Word::editor_keys), ui::type::kTiny, ui.theme().muted,
              ui::leading::kMessage);
  } else {
    const ui::Rect line = ui.place(ui.width(), ui::leading::kMessage);
    ui::Node& node = ui.record(ui.node_id("problem/" + id), ui::Role::status, words, line);
    node.live = ui::Live::polite;
    ui.draw_text(line, words, ui::type::kSmall, ui.theme().bad);
  }
  if (formats) {
    ui.next_cell();
    if (ui::button(ui, "format/" + id, format, look)) context.act(formatted(form, syntax));
  }
  ui.end_row();
}

/// Brings what the keys of the editor asked for, and the offers, up to the text as it is by now.
void follow(const Context& context, const session::Form& form, const std::string& whole,
            const std::vector<std::size_t>& starts) {
  Editing& editing = *context.state.editing;
  ui::Ui& ui = context.ui;
  const std::string_view code = form.body;
  if (const auto selected = std::exchange(editing.selects, std::nullopt)) {
    const std::size_t end = std::min(selected->end, code.size());
    editing.begin = static_cast<std::uint32_t>(text::to_utf16(code, selected->begin));
    editing.end = static_cast<std::uint32_t>(text::to_utf16(code, end));
    const ui::Point place = ui::code_place(ui, code, starts, end);
    editing.select = SelectText{whole, editing.begin, editing.end, place.x, place.y};
  }
  const std::size_t at = text::from_utf16(code, editing.end);
  if (const auto ask = std::exchange(editing.ask, Editing::Ask::no); ask != Editing::Ask::no) {
    const auto wanted = ask == Editing::Ask::typed ? session::Wanted::begun : session::Wanted::any;
    editing.offered = editing.begin == editing.end
                          ? session::complete_body(context.session, at, wanted)
                          : session::Completions();
    editing.chosen = 0;
    auto& items = editing.offered.items;
    const std::string_view there =
        code.substr(editing.offered.begin, editing.offered.end - editing.offered.begin);
    if (items.size() == 1 && items[0].text == there) items.clear();
  }
  if (!ui.is_focused(whole)) editing.close();
}

/// The line of the word that the offers are for, in the element.
ui::Rect line_offered(const Context& context, std::string_view code, const std::string& whole,
                      const std::vector<std::size_t>& starts, const ui::Rect& text) {
  ui::Ui& ui = context.ui;
  const std::size_t caret = text::from_utf16(code, context.state.editing->end);
  const std::size_t at = std::min(context.state.editing->offered.end, caret);
  const ui::Point place = ui::code_place(ui, code, starts, at);
  const ui::Point corner = ui.to_list(
      {text.x + place.x - ui.scroll_of(whole), text.y + place.y - ui.scroll_of(whole + "/y")});
  return {std::floor(corner.x), std::floor(corner.y), 0, ui::leading::kText};
}

}  // namespace

bool has_code_editor(const session::Form& form) {
  return ui::can_draw_code(form.body, ui::line_starts(form.body));
}

std::optional<ui::Change> code_editor(const Context& context, const session::Form& form,
                                      const std::string& id, ui::FieldOptions options) {
  ui::Ui& ui = context.ui;
  Editing& editing = *context.state.editing;
  const std::string whole = ui.node_id(id);
  const std::string_view code = form.body;
  const text::CodeSyntax syntax = syntax_of(context.session, form);
  const std::vector<std::size_t> starts = ui::line_starts(code);
  const std::vector<ui::CodeMark> marks = marks_of(context, code, starts);
  const bool focused = ui.is_focused(whole);
  // What is offered depends on the text with what is typed, which the next frame has.
  if (!ui.typed(whole)) follow(context, form, whole, starts);
  const bool offers = !editing.offered.items.empty();
  const std::string chosen =
      offers ? "/suggestions/list/" + std::to_string(editing.chosen) : std::string();
  if (focused && !editing.unfolds_at) editing.folded.clear();
  const std::size_t caret = text::from_utf16(code, editing.end);
  std::vector<std::size_t> paired;
  if (focused && syntax != text::CodeSyntax::plain && editing.begin == editing.end)
    paired = paired_at(code, syntax, caret);

  std::string words;
  for (const ui::CodeMark& mark : marks) {
    const std::size_t line = ui::line_of(starts, mark.begin);
    if (!focused || line != ui::line_of(starts, caret) || !words.empty()) continue;
    words = context.fill(Word::line_problem, {{"line", std::to_string(line + 1)},
                                              {"message", std::string(mark.words)}});
  }
  ui::CodeFieldOptions look;
  look.field = std::move(options);
  look.lines = starts;
  look.marks = marks;
  look.paired = paired;
  // Where the layer shows itself, the field's own text is seen, which cannot leave lines out.
  look.syntax = syntax;
  look.folds = syntax != text::CodeSyntax::plain && !ui.theme().shapes;
  look.folded = &editing.folded;
  const std::string line_name = context.word(Word::line);
  look.line_name = line_name;
  if (offers) look.controls = "/suggestions/list";
  look.active = chosen;
  const std::string note = (words.empty() ? "keys/" : "problem/") + id;
  look.note = note;
  const ui::CodeFieldUse use = ui::code_field(
      ui, id, context.word(Word::request_body), look,
      [&](std::size_t line, std::size_t begin, std::size_t end, std::vector<ui::Span>& spans) {
        colour(context, code, syntax, line, begin, end, spans);
      });
  foot(context, form, id, words, syntax);

  if (use.turned) {
    if (editing.folded.erase(*use.turned) == 0) editing.folded.insert(*use.turned);
    context.state.again = true;
  }
  // The page has put the caret where the unfolded text has the place that was pressed.
  if (use.held) editing.unfolds_at = use.held;
  if (use.pressed && editing.unfolds_at) {
    editing.selects = text::Selection{*editing.unfolds_at, *editing.unfolds_at};
    editing.unfolds_at.reset();
    context.state.again = true;
  }
  if (offers) {
    editing.line = line_offered(context, code, whole, starts, use.text);
    editing.node = whole;
    editing.page = context.session.page;
  }
  return use.change;
}

void suggestions(const Context& context, const ui::Size& size) {
  Editing& editing = *context.state.editing;
  ui::Ui& ui = context.ui;
  if (editing.offered.items.empty()) return;
  // The editor may be gone, with its page or by another view of the body.
  if (editing.page != context.session.page || !ui.is_focused(editing.node)) return editing.close();
  const auto& items = editing.offered.items;
  const std::size_t rows = std::min(items.size(), kRowsShown);
  ui::Surface surface;
  surface.id = "suggestions";
  const float height = static_cast<float>(rows) * kRowHeight + 2 * ui::gap::kTight;
  const float width = std::min(kWidest, size.width - 2 * ui::gap::kClose);
  const ui::Rect& line = editing.line;
  const bool below = line.bottom() + height <= size.height || line.y < height;
  surface.rect = {std::clamp(line.x - ui::gap::kClose, ui::gap::kClose,
                             std::max(size.width - width - ui::gap::kClose, ui::gap::kClose)),
                  below ? line.bottom() : line.y - height, width, height};
  surface.ground = ui.theme().raised;
  if (!ui.begin_surface(surface)) return;
  const float scrolled = ui.viewport_top();
  ui.space(ui::gap::kTight);
  ui.begin_container("list", ui::Role::listbox, context.word(Word::suggestions));
  std::optional<std::size_t> taken;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const session::Completion& item = items[i];
    const ui::Rect row = ui.place(ui.width(), kRowHeight);
    const std::string id = ui.node_id(std::to_string(i));
    ui::Node& node = ui.record(id, ui::Role::option, item.name, row);
    node.look = ui::Look::quiet;
    node.selected = i == editing.chosen ? ui::Node::Tri::yes : ui::Node::Tri::no;
    node.position_in_set = static_cast<std::uint32_t>(i + 1);
    node.set_size = static_cast<std::uint32_t>(items.size());
    std::string beside = item.detail;
    if (!item.words.empty()) beside += (beside.empty() ? "" : " · ") + item.words;
    node.tooltip = beside;
    const ui::Reaction reaction = ui.react(id, row);
    if (reaction.pressed) taken = i;
    if (!ui.is_visible(row)) continue;
    if (i == editing.chosen || reaction.hovered)
      ui.fill(row, i == editing.chosen ? ui.theme().accent_soft : ui.theme().surface);
    const ui::Rect inside{row.x + ui::gap::kClose, row.y, row.width - 2 * ui::gap::kClose,
                          row.height};
    ui::Rect rest = inside;
    const float used = ui.draw_text(
        {inside.x, inside.y, inside.width * 0.7f, inside.height}, item.name,
        item.required ? ui::type::strong(ui::type::kCode) : ui::type::kCode, ui.theme().text);
    rest.x += used + ui::gap::kRow;
    rest.width = std::max(inside.right() - rest.x, 0.0f);
    ui.draw_text(rest, beside, ui::type::kFine, ui.theme().muted);
  }
  ui.end_container();
  ui.space(ui::gap::kTight);
  ui.stroke({0, scrolled, width, height}, ui.theme().line_strong, 0);
  ui.end_surface();
  // The one that Enter takes stays in view.
  const float top = static_cast<float>(editing.chosen) * kRowHeight;
  if (top < scrolled) {
    context.state.scroll_to("suggestions", top, 0);
  } else if (top + kRowHeight + 2 * ui::gap::kTight > scrolled + height) {
    context.state.scroll_to("suggestions", top + kRowHeight + 2 * ui::gap::kTight - height, 0);
  }
  if (!taken) return;
  editing.chosen = *taken;
  accept_suggestion(context.session, editing, context.actions);
  context.state.again = true;
}

}  // namespace vitrine::view
