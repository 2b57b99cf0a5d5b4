#include "app/view/response_text.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/schema/message.h"
#include "app/session/form/field.h"
#include "app/text/lexer.h"
#include "app/ui/button.h"
#include "app/ui/checkbox.h"
#include "app/ui/hash.h"
#include "app/ui/text.h"
#include "app/ui/text_field.h"
#include "app/view/code_block.h"
#include "app/view/copying.h"
#include "app/view/flow.h"
#include "app/view/response.h"

namespace vitrine::view {
namespace {

using session::BodyMatch;
using session::BodyText;
using session::Exchange;
using session::Word;

/// A page of a text: what a browser and a float can measure.
constexpr std::uint32_t kPartRows = 100'000;
/// Of longer texts only what is on screen is drawn, and some rows around it.
constexpr std::size_t kWholeBytes = 64 * 1024;
constexpr std::uint32_t kStep = 32;
constexpr std::size_t kMostMarks = 200;
/// Longer values are copied as they came.
constexpr std::size_t kPrettyMost = 1'000'000;

constexpr float kRow = ui::leading::kText;

/// The text of one exchange, drawn in one frame.
class TextView {
 public:
  TextView(const Context& context, const Exchange& exchange, BodyView& view)
      : context_(context), exchange_(exchange), text_(*exchange.text), view_(view) {}

  void draw() {
    ui::Ui& ui = context_.ui;
    lay_out();
    fold();
    mark();
    follow_match();
    const std::uint32_t shown = visible_rows();
    const std::uint32_t parts = (shown + kPartRows - 1) / kPartRows;
    view_.part = std::min(view_.part, parts > 0 ? parts - 1 : 0);
    const std::uint32_t from = view_.part * kPartRows;
    const std::uint32_t end = std::min(from + kPartRows, shown);
    if (parts > 1) choose_part(from, end, shown);
    auto [first, last] = window(from, end);
    make_layout(first, last);
    ui.space(static_cast<float>(first - from) * kRow);
    use(draw_lines());
    ui.space(static_cast<float>(end - last) * kRow);
  }

 private:
  // ---- rows and folds

  bool raw() const { return exchange_.tab == session::ResponseTab::raw; }

  ui::CodeLines look() const {
    ui::CodeLines look;
    look.last = text_.rows() > 0 ? text_.line_of(text_.rows() - 1) : 1;
    look.folds = text_.json();
    return look;
  }

  /// Asks for rows as wide as the column.
  void lay_out() {
    ui::Ui& ui = context_.ui;
    std::uint32_t columns = 0;
    if (view_.wraps) {
      const float letter = ui.measure("0000000000", ui::type::kCode).width / 10;
      // The column of numbers must not grow with what it is next to.
      ui::CodeLines most;
      most.last = text_.text().size() > kWholeBytes ? 9'999'999 : 9'999;
      most.folds = exchange_.is_json && !raw();
      const float room = ui.width() - ui::code_gutter(ui, most);
      columns = static_cast<std::uint32_t>(std::max(std::floor(room / letter), 20.0f));
    }
    const bool as_asked = text_.json() == (exchange_.is_json && !raw());
    if (columns != text_.columns() || !as_asked) context_.act(session::LayOutBody{raw(), columns});
  }

  std::uint64_t key() const { return std::uint64_t{exchange_.id} << 32 | text_.revision(); }

  void fold() {
    if (view_.folds_key == key()) return;
    view_.folds_key = key();
    view_.folds.clear();
    if (!text_.json()) return;
    std::uint32_t hidden = 0;
    for (const std::uint32_t from : view_.folded) {
      const std::uint32_t child = text_.row_at(from);
      if (child == 0 || child >= text_.rows()) continue;
      const std::uint32_t open = child - 1;
      const std::uint32_t close = std::min(text_.row(open).close, text_.rows() - 1);
      if (close <= open) continue;
      if (!view_.folds.empty() && open < view_.folds.back().close) continue;
      hidden += close - open;
      view_.folds.push_back({open, close, hidden});
    }
  }

  std::uint32_t visible_rows() const {
    return text_.rows() - (view_.folds.empty() ? 0 : view_.folds.back().hidden);
  }

  /// The row at a place of those that are visible.
  std::uint32_t row_of(std::uint32_t visible) const {
    const auto after = std::partition_point(
        view_.folds.begin(), view_.folds.end(),
        [&](const BodyView::Fold& fold) { return fold.close - fold.hidden < visible; });
    return visible + (after == view_.folds.begin() ? 0 : std::prev(after)->hidden);
  }

  /// The place of a row that is visible.
  std::uint32_t place_of(std::uint32_t row) const {
    const auto after =
        std::partition_point(view_.folds.begin(), view_.folds.end(),
                             [&](const BodyView::Fold& fold) { return fold.close < row; });
    return row - (after == view_.folds.begin() ? 0 : std::prev(after)->hidden);
  }

  const BodyView::Fold* fold_at(std::uint32_t open) const {
    const auto found =
        std::partition_point(view_.folds.begin(), view_.folds.end(),
                             [&](const BodyView::Fold& fold) { return fold.open < open; });
    return found != view_.folds.end() && found->open == open ? &*found : nullptr;
  }

  void turn(std::uint32_t line) {
    const std::uint32_t open = text_.end_of_line(line);
    if (open + 1 >= text_.rows()) return;
    const std::uint32_t from = text_.row(open + 1).from;
    if (view_.folded.erase(from) == 0) view_.folded.insert(from);
    again();
  }

  /// Unfolds what hides the row.
  void reveal(std::uint32_t row) {
    for (const BodyView::Fold& fold : view_.folds) {
      if (fold.open < row && row <= fold.close) view_.folded.erase(text_.row(fold.open + 1).from);
    }
    view_.folds_key = 0;
    fold();
  }

  void again() {
    view_.folds_key = 0;
    context_.state.again = true;
  }

  /// What is drawn of the rows `from` to `end`.
  std::pair<std::uint32_t, std::uint32_t> window(std::uint32_t from, std::uint32_t end) const {
    if (text_.text().size() <= kWholeBytes) return {from, end};
    const ui::Ui& ui = context_.ui;
    const float above = std::max((ui.viewport_top() - ui.y()) / kRow, 0.0f);
    const auto rows = static_cast<std::uint32_t>(ui.viewport_height() / kRow);
    std::uint32_t first = std::min(static_cast<std::uint32_t>(above), end - from);
    first -= first % kStep;
    first = from + (first > kStep ? first - kStep : 0);
    return {first, std::min(first + rows + 4 * kStep, end)};
  }

  // ---- search and differences

  void follow_match() {
    const auto& matches = text_.matches();
    if (view_.match_steps == text_.match_steps() || matches.empty()) return;
    view_.match_steps = text_.match_steps();
    const std::uint32_t row = matches[text_.match()].row;
    reveal(row);
    view_.active = row;
    const std::uint32_t place = place_of(row);
    view_.part = place / kPartRows;
    ui::Ui& ui = context_.ui;
    const float y = ui.y() + static_cast<float>(place % kPartRows) * kRow;
    const float top = ui.viewport_top();
    const float height = ui.viewport_height();
    if (context_.flow)
      bring_up(context_, y - 2 * kRow, y + 3 * kRow);
    else if (y < top + 2 * kRow || y > top + height - 3 * kRow)
      context_.state.scroll_to(context_.request_pane, y, height / 3);
  }

  void mark() {
    if (!text_.json() || !text_.has_all_rows()) {
      view_.marks_key = 0;
      return view_.marks.clear();
    }
    const auto& violations = exchange_.verdict.violations;
    ui::Hash hash;
    hash.add(std::uint64_t{exchange_.id} << 32 | text_.rows());
    hash.add(std::uint64_t{text_.columns()});
    hash.add(std::uint64_t{violations.size()});
    hash.add(static_cast<std::uint64_t>(context_.language()));
    if (std::exchange(view_.marks_key, hash.value()) == hash.value()) return;
    view_.marks.clear();
    for (const schema::Violation& violation : violations) {
      if (view_.marks.size() >= kMostMarks) return;
      std::string& words = view_.marks[text_.row_of(violation.instance_pointer)];
      if (!words.empty()) words += '\n';
      words += schema::message(violation, context_.language());
    }
  }

  // ---- drawing

  void choose_part(std::uint32_t from, std::uint32_t end, std::uint32_t all) {
    ui::Ui& ui = context_.ui;
    ui.begin_flow(ui::gap::kSmall, ui::gap::kTight);
    ui::label(ui, "part",
              context_.fill(Word::shown_part, {{"from", std::to_string(from + 1)},
                                               {"to", std::to_string(end)},
                                               {"size", std::to_string(all)}}),
              ui::type::kSmall, ui.theme().muted, ui::height::kQuiet, ui::Wrap::none);
    ui::ButtonOptions quiet;
    quiet.kind = ui::ButtonKind::quiet;
    const auto go = [&](int by) {
      view_.part += static_cast<std::uint32_t>(by);
      context_.state.again = true;
    };
    if (from > 0 && ui::button(ui, "previous", context_.word(Word::previous_part), quiet)) go(-1);
    if (end < all && ui::button(ui, "next", context_.word(Word::next_part), quiet)) go(1);
    ui.end_flow();
  }

  struct Marked {
    std::size_t from;
    std::size_t end;
    bool current;
  };

  /// A long text is laid out again only when it changed: the pointer moves over it.
  void make_layout(std::uint32_t first, std::uint32_t last) {
    ui::Ui& ui = context_.ui;
    const ui::Theme& theme = ui.theme();
    ui::Hash hash;
    hash.add(key());
    hash.add(std::uint64_t{first} << 32 | last);
    hash.add(std::uint64_t{view_.folds.size()});
    hash.add(std::uint64_t{view_.folds.empty() ? 0 : view_.folds.back().hidden});
    hash.add(view_.marks_key);
    hash.add(std::uint64_t{theme.dark});
    hash.add(ui.glyphs().density());
    hash.add(std::uint64_t{ui.glyphs().generation()});
    if (std::exchange(view_.layout_key, hash.value()) == hash.value()) return;
    view_.rows.clear();
    view_.lines.clear();
    std::string all;
    std::vector<Marked> marked;
    // What begins within a string has its colour by a quote that is not shown.
    const bool quoted = last > first && text_.row(row_of(first)).in_string;
    if (quoted) all = '"';
    for (std::uint32_t at = first; at < last; ++at) {
      const std::uint32_t row = row_of(at);
      add_row(row, at > first, all, marked);
    }
    view_.layout = ui.lay_out(coloured_spans(all, quoted ? 1 : 0, marked), 0, kRow, ui::Wrap::none);
  }

  void add_row(std::uint32_t row, bool follows, std::string& all, std::vector<Marked>& marked) {
    const session::BodyRow& its = text_.row(row);
    if (follows) all += its.goes_on ? '\v' : '\n';
    all.append(text_.indent(row), ' ');
    const std::size_t begin = all.size();
    all += text_.shown(row);
    add_matches(row, begin, all.size(), marked);
    view_.rows.push_back(row);
    ui::CodeLine& line = view_.lines.emplace_back();
    if (fold_at(row)) {
      all += " … ";
      const std::uint32_t close = text_.row(row).close;
      if (close < text_.rows()) all += text_.shown(close);
    }
    if (its.goes_on) return;
    line.number = text_.line_of(row);
    const std::uint32_t open = text_.end_of_line(row);
    if (text_.row(open).close > 0) {
      using Tri = ui::Node::Tri;
      line.expanded = fold_at(open) ? Tri::no : Tri::yes;
    }
    const auto mark = view_.marks.find(row);
    if (mark != view_.marks.end()) line.mark = mark->second;
  }

  void add_matches(std::uint32_t row, std::size_t begin, std::size_t end,
                   std::vector<Marked>& marked) const {
    const auto& matches = text_.matches();
    auto match = std::partition_point(matches.begin(), matches.end(),
                                      [&](const BodyMatch& each) { return each.row < row; });
    for (; match != matches.end() && match->row == row; ++match) {
      const std::size_t from = begin + match->from;
      marked.push_back({from, std::min(from + text_.found_text().size(), end),
                        static_cast<std::size_t>(match - matches.begin()) == text_.match()});
    }
  }

  /// Cuts the text into spans: from `at` on, where the colour or what is found changes.
  std::vector<ui::Span> coloured_spans(std::string_view all, std::size_t from,
                                       const std::vector<Marked>& marked) const {
    std::vector<ui::Span> spans;
    const ui::Theme& theme = context_.ui.theme();
    const text::CodeLanguage* language =
        text_.json() || !raw() ? text::find_code_language(exchange_.highlight) : nullptr;
    auto match = marked.begin();
    std::size_t begin = 0;
    for (const text::Token& token : text::tokens(all, language)) {
      const std::size_t end = begin + token.text.size();
      for (std::size_t at = std::max(begin, from); at < end;) {
        while (match != marked.end() && match->end <= at) ++match;
        const bool found = match != marked.end() && match->from <= at;
        const std::size_t next = found                   ? std::min(end, match->end)
                                 : match == marked.end() ? end
                                                         : std::min(end, match->from);
        ui::Span& made = spans.emplace_back(
            span(all.substr(at, next - at), ui::type::kCode, token_colour(token.kind, theme)));
        made.marked = found;
        made.underline = found && match->current;
        at = next;
      }
      begin = end;
    }
    return spans;
  }

  ui::CodeUse draw_lines() {
    ui::CodeLines given = look();
    given.lines = view_.lines;
    const std::string line = context_.word(Word::line);
    given.line_name = line;
    std::vector<ui::CodeAction> actions;
    if (text_.json() && text_.has_all_rows() && view_.active) {
      const auto at = std::lower_bound(view_.rows.begin(), view_.rows.end(), *view_.active);
      if (at != view_.rows.end() && *at == *view_.active)
        given.active = static_cast<std::size_t>(at - view_.rows.begin());
    }
    if (text_.json()) {
      for (const Word word : {Word::copy_value, Word::copy_path, Word::copy_pointer}) {
        const bool done = given.active && has_copied(context_, session::CopyTarget::text,
                                                     action_id(*view_.active, actions.size()));
        actions.push_back({context_.word(done ? Word::copied : word), done});
      }
    }
    given.actions = actions;
    return ui::code_lines(context_.ui, "body", context_.word(raw() ? Word::raw : Word::body),
                          view_.layout, given);
  }

  std::string action_id(std::uint32_t row, std::size_t action) const {
    return "body/" + std::to_string(row) + '/' + std::to_string(action);
  }

  void use(const ui::CodeUse& use) {
    if (use.turned) turn(view_.rows[*use.turned]);
    if (use.action && view_.active) copy(*view_.active, *use.action);
    if (!use.reached || !text_.json()) return;
    const std::uint32_t row = view_.rows[*use.reached];
    if (view_.active == row) return;
    view_.active = row;
    context_.state.again = true;
  }

  void copy(std::uint32_t row, std::size_t action) {
    context_.state.copied_from = action_id(row, action);
    context_.act(session::Copy{session::CopyTarget::text, copied(row, action)});
  }

  std::string copied(std::uint32_t row, std::size_t action) const {
    if (action > 0) {
      const std::string pointer = text_.pointer_of(row);
      // The whole has no path, and its pointer no characters.
      return action == 1 ? pointer.empty() ? "$" : session::field_path(pointer) : pointer;
    }
    const std::string_view source = text_.value_of(row);
    if (source.size() > kPrettyMost) return std::string(source);
    const json::Reading value = json::read(source);
    if (value.error) return std::string(source);
    const json::Value root = value.document.root();
    return root.is_string() ? std::string(root.string()) : json::pretty(root);
  }

  const Context& context_;
  const Exchange& exchange_;
  const BodyText& text_;
  BodyView& view_;
};

std::string match_words(const Context& context, const BodyText& text) {
  if (text.found_text().empty()) return {};
  std::string count = std::to_string(text.matches().size());
  if (text.matches().empty()) return text.searching() ? "…" : context.word(Word::no_match);
  if (text.searching()) count += "…";
  if (text.matches().size() >= BodyText::kMostMatches) count += '+';
  return context.fill(Word::match_of, {{"at", std::to_string(text.match() + 1)}, {"count", count}});
}

}  // namespace

BodyView& body_view(const Context& context, const Exchange& exchange) {
  std::shared_ptr<BodyView>& kept = context.state.body_view;
  if (!kept) kept = std::make_shared<BodyView>();
  if (kept->exchange != exchange.id) {
    BodyView fresh;
    fresh.wraps = kept->wraps;
    fresh.table = kept->table;
    fresh.exchange = exchange.id;
    *kept = std::move(fresh);
  }
  return *kept;
}

void text_tools(const Context& context, const Exchange& exchange) {
  if (!exchange.text) return;
  const BodyText& text = *exchange.text;
  BodyView& view = body_view(context, exchange);
  ui::Ui& ui = context.ui;
  const std::string words = match_words(context, text);
  const std::string wrap = context.word(Word::wrap);
  const float widths[] = {-1,
                          words.empty() ? 1.0f : ui.measure_width(words, ui::type::kSmall) + 1,
                          ui::height::kQuiet,
                          ui::height::kQuiet,
                          24,
                          ui.measure_width(wrap, ui::type::kSmall) + 1};
  ui.begin_row(widths, ui::gap::kTight, ui::height::kControl);
  view.search_field = ui.node_id("find");
  ui::FieldOptions options;
  options.kind = ui::FieldKind::search;
  options.value = text.found_text();
  options.revision = exchange.id;
  options.icon = ui::Icon::search;
  const std::string search = context.word(Word::search_body);
  options.placeholder = search;
  if (auto change = ui::text_field(ui, "find", search, options))
    context.act(session::FindInBody{std::move(change->text)});
  ui.next_cell();
  if (!words.empty())
    ui::label(ui, "matches", words, ui::type::kSmall, ui.theme().muted, ui::leading::kText,
              ui::Wrap::none);
  const auto step = [&](std::string_view id, Word word, ui::Icon icon, bool back) {
    ui.next_cell();
    ui::ButtonOptions quiet;
    quiet.kind = ui::ButtonKind::quiet;
    quiet.icon = icon;
    quiet.accessible_name = context.word(word);
    quiet.disabled = text.matches().empty();
    if (ui::button(ui, id, "", quiet)) context.act(session::GoToMatch{back});
  };
  step("previous-match", Word::previous_match, ui::Icon::chevron_up, true);
  step("next-match", Word::next_match, ui::Icon::chevron_down, false);
  ui.next_cell();
  if (const auto on = ui::checkbox(ui, "wrap", wrap, view.wraps)) {
    view.wraps = *on;
    context.state.again = true;
  }
  ui.next_cell();
  ui::label(ui, "wrap-word", wrap, ui::type::kSmall, ui.theme().muted, ui::leading::kText,
            ui::Wrap::none);
  ui.end_row();
  ui.space(ui::gap::kSmall);
}

void response_text(const Context& context, const Exchange& exchange) {
  TextView(context, exchange, body_view(context, exchange)).draw();
}

bool response_key(const ViewState& state, const ui::Ui& ui, std::string_view key, bool shift,
                  session::Actions& actions) {
  if (key != "Enter" || !state.body_view || !ui.is_focused(state.body_view->search_field))
    return false;
  actions.push_back(session::GoToMatch{shift});
  return true;
}

}  // namespace vitrine::view
