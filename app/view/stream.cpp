#include "app/view/stream.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/schema/message.h"
#include "app/session/exchange/socket.h"
#include "app/session/form/field.h"
#include "app/text/utf8.h"
#include "app/ui/button.h"
#include "app/ui/ornament.h"
#include "app/ui/select.h"
#include "app/ui/text.h"
#include "app/ui/text_field.h"
#include "app/view/code_block.h"
#include "app/view/messages.h"

namespace vitrine::view {
namespace {

using session::Exchange;
using session::Stream;
using session::StreamRow;
using session::Word;
using text::StreamKind;

constexpr float kRowHeight = 30;
/// Rows beyond the edges of the screen.
constexpr std::uint32_t kAround = 4;
constexpr std::size_t kLineBytes = 300;
constexpr std::size_t kPrettyBytes = 64 * 1024;
constexpr std::size_t kViolationsShown = 5;

/// What the user sees of a log, as long as it is drawn.
struct LogView final : ui::Kept {
  std::uint32_t exchange = 0;
  /// While the user reads further down, rows do not move: those below this number are listed.
  std::uint32_t until = 0;
  std::map<std::uint32_t, float> unfolded;  ///< heights by the number of the item; 0: not known
};

std::string number_words(std::uint32_t number) { return std::to_string(number); }

std::string count_words(const Context& context, Word word, std::uint32_t count) {
  return context.fill(word, {{"n", number_words(count)}});
}

bool has_ended(const Exchange& exchange) { return !exchange.running(); }

bool is_socket(const Stream& stream) { return stream.kind() == StreamKind::messages; }

/// What is said of a stream of events, or of messages.
Word say(const Stream& stream, Word event, Word message) {
  return is_socket(stream) ? message : event;
}

/// Of a message which way it went.
std::string name_of(const Context& context, const Stream& stream, std::string_view event) {
  if (!is_socket(stream)) return std::string(event);
  return context.word(event == session::kSent ? Word::sent : Word::received);
}

/// The beginning of the data on one line.
std::string line_of(const Context& context, const StreamRow& row) {
  std::string line = text::shortened(row.data, kLineBytes);
  if (row.binary) {
    const std::string size = session::size_words(row.data.size() / 2, context.language());
    return context.fill(Word::binary_body, {{"size", size}}) + "  " + line;
  }
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return line;
}

void head(const Context& context, const Exchange& exchange, const Stream& stream) {
  ui::Ui& ui = context.ui;
  const ui::Theme& theme = ui.theme();
  const auto part = [&](const std::string& words, ui::Color color) {
    return span(words, ui::type::kSmall, color);
  };
  std::vector<ui::Span> spans = {part(
      count_words(context, say(stream, Word::events_came, Word::messages_came), stream.count()),
      theme.text)};
  const auto add = [&](const std::string& words, ui::Color color) {
    spans.push_back(part("  ·  ", theme.faint));
    spans.push_back(part(words, color));
  };
  if (const std::uint32_t waiting = stream.count() - stream.until(); waiting > 0)
    add(count_words(context, say(stream, Word::events_waiting, Word::messages_waiting), waiting),
        theme.accent);
  if (stream.differing() > 0)
    add(count_words(context, Word::events_differ, stream.differing()), theme.warn);
  if (stream.dropped() > 0)
    add(count_words(context, Word::events_dropped, stream.dropped()), theme.muted);
  if (stream.skipped() > 0)
    add(count_words(context, Word::messages_skipped, stream.skipped()), theme.warn);
  ui::paragraph(ui, "count", std::move(spans), ui::leading::kText);
  if (!has_ended(exchange) || stream.retry().empty()) return;
  double retry = 0;
  for (const char digit : stream.retry()) retry = std::min(retry * 10 + (digit - '0'), 1e12);
  ui::label(ui, "retry",
            context.fill(Word::asked_to_reconnect,
                         {{"time", session::duration_words(retry, context.language())}}),
            ui::type::kSmall, theme.muted);
}

void tools(const Context& context, const Exchange& exchange, const Stream& stream) {
  ui::Ui& ui = context.ui;
  ui::ButtonOptions quiet;
  quiet.kind = ui::ButtonKind::quiet;
  const bool ended = has_ended(exchange);
  ui.space(ui::gap::kTight);
  ui.begin_flow(ui::gap::kTight, ui::gap::kTight);
  if ((!ended || stream.paused()) &&
      ui::button(ui, "pause", context.word(stream.paused() ? Word::resume : Word::pause), quiet))
    context.act(session::PauseStream{!stream.paused()});
  if (ended && (stream.kind() == StreamKind::events || is_socket(stream)) &&
      ui::button(ui, "reconnect", context.word(Word::reconnect), quiet))
    context.act(session::Reconnect{});
  if (ui::button(ui, "clear", context.word(Word::clear), quiet))
    context.act(session::ClearStream{});
  quiet.icon = ui::Icon::download;
  if (ui::button(ui, "save", context.word(Word::save), quiet)) context.act(session::SaveResponse{});
  ui.end_flow();
  ui.space(ui::gap::kSmall);
}

void filters(const Context& context, const Exchange& exchange, const Stream& stream) {
  ui::Ui& ui = context.ui;
  const bool named = stream.names().size() > 1;
  const float widths[] = {-2, -1};
  ui.begin_row(std::span(widths, named ? 2 : 1), ui::gap::kSmall);
  ui::FieldOptions options;
  options.kind = ui::FieldKind::search;
  options.value = stream.filter_text();
  options.revision = exchange.id;
  const std::string name = context.word(say(stream, Word::filter_events, Word::filter_messages));
  options.placeholder = name;
  options.icon = ui::Icon::search;
  if (auto change = ui::text_field(ui, "filter", name, options))
    context.act(session::FilterStream{change->text, stream.filter_event()});
  if (named) {
    ui.next_cell();
    const std::vector<std::string>& given = stream.names();
    std::vector<std::string> names = {
        context.word(say(stream, Word::all_events, Word::all_messages))};
    for (const std::string& each : given) names.push_back(name_of(context, stream, each));
    const auto chosen = std::find(given.begin(), given.end(), stream.filter_event());
    const auto selected = chosen == given.end() ? 0 : chosen - given.begin() + 1;
    if (auto choice =
            ui::select(ui, "event", context.word(say(stream, Word::event_name, Word::direction)),
                       names, static_cast<int>(selected)))
      context.act(session::FilterStream{
          stream.filter_text(), *choice > 0 ? given[static_cast<std::size_t>(*choice) - 1] : ""});
  }
  ui.end_row();
  ui.space(ui::gap::kSmall);
}

/// Draws the columns of a row, its number and time to the left, what is wrong with it to the right.
void draw_row(const Context& context, const Stream& stream, const StreamRow& row, ui::Rect rect,
              const std::string& line, const std::string& wrong, bool open) {
  ui::Ui& ui = context.ui;
  const ui::Theme& theme = ui.theme();
  ui::icon(ui, open ? ui::Icon::chevron_down : ui::Icon::chevron_right,
           {rect.x + 2, rect.y + (rect.height - 14) / 2, 14, 14}, theme.faint);
  float x = rect.x + 20;
  float right = rect.right() - ui::gap::kTight;
  const auto column = [&](std::string_view text, float width, const ui::Font& font,
                          ui::Color color) {
    const float room = std::min(width, right - x);
    if (room > 8) ui.draw_text({x, rect.y, room - 8, rect.height}, text, font, color);
    x += width;
  };
  const bool wide = rect.width > 440;
  column(number_words(row.number + 1), 52, ui::type::kSmall, theme.faint);
  if (wide && row.after_ms > 0)
    column(session::duration_words(row.after_ms, context.language()), 64, ui::type::kSmall,
           theme.muted);
  if (is_socket(stream)) {
    column(name_of(context, stream, row.event), 72, ui::type::medium(ui::type::kSmall),
           row.event == session::kSent ? theme.accent : theme.muted);
  } else if (stream.kind() == StreamKind::events) {
    column(row.event.empty() ? std::string_view("message") : row.event, wide ? 104 : 72,
           ui::type::medium(ui::type::kSmall), theme.accent);
    if (wide && !row.id.empty()) column(row.id, 72, ui::type::kSmall, theme.muted);
  }
  if (!wrong.empty()) {
    const float width =
        std::min(ui.measure_width(wrong, ui::type::kSmall) + 1, std::max(rect.width * 0.4f, 60.0f));
    right -= width + ui::gap::kClose;
    ui.draw_text({rect.right() - ui::gap::kTight - width, rect.y, width, rect.height}, wrong,
                 ui::type::kSmall, theme.warn);
  }
  column(line, right - x, ui::type::kCode, theme.text);
}

/// True when it was pressed.
bool row(const Context& context, const Stream& stream, std::uint32_t number, bool open) {
  ui::Ui& ui = context.ui;
  const StreamRow row = stream.row(number);
  const ui::Rect rect = ui.place(ui.width(), kRowHeight);
  const std::string line = line_of(context, row);
  std::string wrong;
  if (row.differs) {
    const auto words = verdict_words(context, session::judge(stream.schemas, row, true));
    wrong = words.empty() ? context.word(Word::not_promised) : words.front();
  }
  std::string name = number_words(number + 1);
  const std::string event = name_of(context, stream, row.event);
  for (const std::string_view part : {std::string_view(event), row.id, std::string_view(line)})
    if (!part.empty()) name.append(" ").append(part);
  if (!wrong.empty()) name += " – " + wrong;
  const std::string whole = ui.node_id(number_words(number));
  ui::Node& node = ui.record(whole, ui::Role::button, name, rect);
  node.focusable = true;
  node.expanded = open ? ui::Node::Tri::yes : ui::Node::Tri::no;
  node.look = ui::Look::quiet;
  const ui::Reaction reaction = ui.react(whole, rect);
  if (ui.is_visible(rect)) {
    if (row.differs) ui.fill({rect.x, rect.y + 6, 2, rect.height - 12}, ui.theme().warn, 1);
    if (reaction.hovered) ui.fill(rect, ui::faded(ui.theme().text, 0.04f), ui::radius::kSmall);
    ui.fill({rect.x, rect.bottom() - 1, rect.width, 1}, ui::faded(ui.theme().line, 0.6f));
    draw_row(context, stream, row, rect, line, wrong, open);
    ui.focus_ring(whole, rect, ui::radius::kSmall);
  }
  return reaction.pressed;
}

/// All of an item: JSON a member a line, other text as it came, and what is wrong with it.
void item(const Context& context, const Stream& stream, std::uint32_t number) {
  ui::Ui& ui = context.ui;
  const StreamRow row = stream.row(number);
  const std::string id = number_words(number);
  ui.push_id("item/" + id);
  ui.begin_inset(20, ui::gap::kTight);
  ui.space(ui::gap::kSmall);
  std::size_t index = 0;
  if (row.differs) {
    for (const std::string& words :
         verdict_words(context, session::judge(stream.schemas, row, false))) {
      if (index == kViolationsShown) break;
      ui::paragraph(ui, "wrong/" + number_words(static_cast<std::uint32_t>(index++)),
                    {span(words, ui::type::kSmall, ui.theme().warn)}, ui::leading::kText);
    }
    ui.space(ui::gap::kTight);
  }
  const json::Reading reading = json::read(row.data);
  const bool is_json = !reading.error && !row.cut && !row.binary;
  const std::string code =
      is_json      ? json::pretty(reading.document.root(), kPrettyBytes)
      : row.binary ? text::shortened(bytes_dump(row.data.substr(0, kPrettyBytes)), kPrettyBytes)
                   : text::shortened(row.data, kPrettyBytes);
  code_block(context, "data", code, is_json ? "json" : "text");
  const bool cut = row.cut || code.size() >= kPrettyBytes;
  if (cut) {
    const std::uint64_t most = row.cut ? text::StreamReader::kMostItemBytes : kPrettyBytes;
    ui::label(
        ui, "cut",
        context.fill(Word::item_cut, {{"size", session::size_words(most, context.language())}}),
        ui::type::kSmall, ui.theme().muted);
  }
  ui.space(ui::gap::kMedium);
  ui.end_inset();
  ui.pop_id();
}

/// Draws the rows that are on screen, and an item below each that is unfolded. The newest is on
/// top.
class Log {
 public:
  Log(const Context& context, const Stream& stream, LogView& view)
      : context_(context), ui_(context.ui), stream_(stream), view_(view) {}

  void draw() {
    const std::uint32_t count = stream_.listed(view_.until);
    std::map<std::uint32_t, std::uint32_t> open;  // numbers by their place
    for (auto each = view_.unfolded.begin(); each != view_.unfolded.end();) {
      const auto place = stream_.place_of(each->first, view_.until);
      if (place) open[*place] = each->first;
      each = each->first < stream_.first() ? view_.unfolded.erase(each) : std::next(each);
    }
    for (const auto& [place, number] : open) {
      rows(place);
      rows(place + 1);
      unfolded(number);
    }
    rows(count);
    if (!pressed_) return;
    if (view_.unfolded.erase(*pressed_) == 0) view_.unfolded[*pressed_] = 0;
    context_.state.again = true;
  }

 private:
  /// The rows up to that place.
  void rows(std::uint32_t end) {
    const auto count = end - at_;
    const float above = std::max((ui_.viewport_top() - ui_.y()) / kRowHeight, 0.0f);
    std::uint32_t first =
        above < static_cast<float>(count) ? static_cast<std::uint32_t>(above) : count;
    const float below =
        (ui_.viewport_top() + ui_.viewport_height() - ui_.y()) / kRowHeight + 1 + kAround;
    const std::uint32_t last = below <= static_cast<float>(first) ? first
                               : below < static_cast<float>(count)
                                   ? static_cast<std::uint32_t>(below)
                                   : count;
    first -= std::min(first, kAround);
    ui_.space(static_cast<float>(first) * kRowHeight);
    for (std::uint32_t place = first; place < last; ++place) {
      const std::uint32_t number = stream_.listed_at(at_ + place, view_.until);
      if (row(context_, stream_, number, view_.unfolded.count(number) > 0)) pressed_ = number;
    }
    ui_.space(static_cast<float>(count - std::max(first, last)) * kRowHeight);
    at_ = end;
  }

  void unfolded(std::uint32_t number) {
    float& height = view_.unfolded[number];
    const float top = ui_.y();
    if (height > 0 && !ui_.is_visible(top, height)) return ui_.space(height);
    item(context_, stream_, number);
    height = ui_.y() - top;
  }

  const Context& context_;
  ui::Ui& ui_;
  const Stream& stream_;
  LogView& view_;
  std::uint32_t at_ = 0;
  std::optional<std::uint32_t> pressed_;
};

void log(const Context& context, const Exchange& exchange, const Stream& stream) {
  ui::Ui& ui = context.ui;
  LogView& view = ui.keep<LogView>(ui.node_id("log-view"));
  if (view.exchange != exchange.id) {
    view.exchange = exchange.id;
    view.unfolded.clear();
    view.until = 0;
  }
  const bool reads = ui.viewport_top() > ui.y() + kRowHeight && view.until > stream.first();
  view.until = reads ? std::min(view.until, stream.until()) : stream.until();
  ui.begin_container("log", ui::Role::log, context.word(say(stream, Word::events, Word::messages)));
  if (stream.listed(view.until) > 0) {
    Log(context, stream, view).draw();
  } else if (stream.filters() && !stream.scanning() && stream.first() < stream.count()) {
    ui::label(ui, "none", context.word(say(stream, Word::no_event_passes, Word::no_message_passes)),
              ui::type::kSmall, ui.theme().muted);
  } else if (!has_ended(exchange)) {
    ui::label(ui, "none", context.word(say(stream, Word::no_event_yet, Word::no_message_yet)),
              ui::type::kSmall, ui.theme().muted);
  }
  ui.end_container();
}

}  // namespace

std::vector<std::string> verdict_words(const Context& context,
                                       const session::StreamVerdict& verdict) {
  std::vector<std::string> all;
  if (!verdict.no_json.empty())
    all.push_back(context.fill(Word::response_not_json, {{"message", verdict.no_json}}));
  for (const schema::Violation& violation : verdict.violations) {
    std::string path = session::field_path(schema::field_pointer(violation));
    if (!path.empty()) path += ' ';
    all.push_back(path + schema::message(violation, context.language()));
  }
  return all;
}

bool stream_contents(const Context& context, const Exchange& exchange) {
  if (!exchange.stream || exchange.tab == session::ResponseTab::headers) return false;
  if (exchange.tab == session::ResponseTab::raw) {
    const bool shown =
        exchange.state == Exchange::State::done && exchange.received <= session::kRawStreamBytes;
    if (!shown)
      ui::label(context.ui, "raw-stream",
                context.word(say(*exchange.stream, Word::stream_not_shown, Word::messages_not_raw)),
                ui::type::kSmall, context.ui.theme().muted, ui::leading::kProse);
    return !shown;
  }
  const Stream& stream = *exchange.stream;
  if (is_socket(stream)) message_composer(context, exchange);
  head(context, exchange, stream);
  tools(context, exchange, stream);
  filters(context, exchange, stream);
  log(context, exchange, stream);
  return true;
}

}  // namespace vitrine::view
