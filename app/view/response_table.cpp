#include "app/view/response_table.h"

#include <algorithm>

#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/session/exchange/body_text.h"
#include "app/text/ascii.h"
#include "app/text/media_type.h"
#include "app/text/utf8.h"
#include "app/ui/hash.h"
#include "app/ui/ornament.h"
#include "app/ui/text.h"
#include "app/view/response_text.h"

namespace vitrine::view {
namespace {

using session::BodyText;
using session::Exchange;

constexpr std::size_t kMostRecords = 50'000;
constexpr std::size_t kMostColumns = 40;
/// Records that the columns are taken from.
constexpr std::size_t kSample = 50;
constexpr std::uint32_t kAround = 8;
constexpr std::size_t kMostCell = 400;
constexpr float kRowHeight = 28;
constexpr float kLeastWidth = 56;
constexpr float kMostWidth = 280;

std::string cell_text(json::Value value) {
  if (value.is_string()) return text::shortened(value.string(), kMostCell);
  return text::shortened(json::compact(value), kMostCell);
}

/// The first rows of a list's elements.
void find_elements(const BodyText& text, std::uint32_t list, BodyTable& table) {
  std::vector<std::uint32_t>& records = table.records;
  const std::uint32_t open = text.end_of_line(list);
  const std::uint32_t close = std::min(text.row(open).close, text.rows());
  std::uint32_t row = open + 1;
  while (row < close && records.size() < kMostRecords) {
    records.push_back(row);
    const std::uint32_t line = text.end_of_line(row);
    row = std::max(line, text.row(line).close) + 1;
  }
  table.cut = row < close;
  records.push_back(row);
}

/// The list of objects: the whole body, or the longest list in its members.
std::uint32_t list_in(const BodyText& text) {
  const auto opens = [&](std::uint32_t row) {
    const std::string shown = text.shown(text.end_of_line(row));
    return shown.empty() ? ' ' : shown.back();
  };
  if (opens(0) == '[') return 0;
  std::uint32_t found = 0;
  std::uint32_t longest = 2;
  if (opens(0) != '{') return 0;
  for (std::uint32_t row = text.end_of_line(0) + 1; row + 1 < text.rows();) {
    const std::uint32_t line = text.end_of_line(row);
    const std::uint32_t close = text.row(line).close;
    if (close > line + longest && opens(row) == '[') {
      longest = close - line;
      found = row;
    }
    row = std::max(line, close) + 1;
  }
  return found;
}

void read_json(const BodyText& text, BodyTable& table) {
  if (text.rows() < 3) return;
  const std::uint32_t list = list_in(text);
  if (list == 0 && !text.shown(text.end_of_line(0)).ends_with('[')) return;
  find_elements(text, list, table);
  for (std::size_t at = 0; at + 1 < table.records.size() && at < kSample; ++at) {
    const json::Reading element = json::read(text.value_of(table.records[at]));
    const json::Value value = element.document.root();
    // One that is no object makes it no table.
    if (!value.is_object()) return table.columns.clear();
    for (const json::Member& member : value.members()) {
      const bool known =
          std::find(table.columns.begin(), table.columns.end(), member.key) != table.columns.end();
      if (known) continue;
      if (table.columns.size() < kMostColumns)
        table.columns.emplace_back(member.key);
      else
        table.cut = true;
    }
  }
}

/// The fields of one record (RFC 4180 §2), and where it ends.
std::vector<std::string> fields_of(std::string_view text, char separator, std::size_t* end) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      if (c != '"') {
        fields.back() += c;
      } else if (at + 1 < text.size() && text[at + 1] == '"') {
        fields.back() += '"';
        ++at;
      } else {
        quoted = false;
      }
    } else if (c == '"' && fields.back().empty()) {
      quoted = true;
    } else if (c == separator) {
      fields.emplace_back();
    } else if (c == '\n') {
      ++at;
      break;
    } else if (c != '\r') {
      fields.back() += c;
    }
  }
  *end = at;
  return fields;
}

void read_csv(std::string_view text, BodyTable& table) {
  const std::string_view head = text.substr(0, text.find('\n'));
  std::ptrdiff_t most = -1;
  for (const char each : {',', ';', '\t', '|'}) {
    const std::ptrdiff_t count = std::count(head.begin(), head.end(), each);
    if (count <= most) continue;
    most = count;
    table.separator = each;
  }
  std::size_t end = 0;
  table.columns = fields_of(text, table.separator, &end);
  table.cut = table.columns.size() > kMostColumns;
  if (table.cut) table.columns.resize(kMostColumns);
  std::size_t at = end;
  while (at < text.size() && table.records.size() < kMostRecords) {
    table.records.push_back(static_cast<std::uint32_t>(at));
    fields_of(text.substr(at), table.separator, &end);
    at += end;
  }
  table.cut = table.cut || at < text.size();
  table.records.push_back(static_cast<std::uint32_t>(at));
}

std::vector<std::string> cells_of(const BodyText& text, const BodyTable& table, std::size_t at) {
  std::vector<std::string> cells;
  if (table.separator != 0) {
    std::size_t end = 0;
    cells =
        fields_of(std::string_view(text.text()).substr(table.records[at]), table.separator, &end);
  } else {
    const json::Reading element = json::read(text.value_of(table.records[at]));
    for (const std::string& column : table.columns)
      cells.push_back(cell_text(element.document.root()[column]));
  }
  cells.resize(table.columns.size());
  return cells;
}

/// `number` counts from 1, the head of the table.
void draw_row(ui::Ui& ui, const std::string& id, std::uint32_t number, ui::Role role,
              const std::vector<std::string>& cells, const std::vector<float>& widths) {
  const bool head = role == ui::Role::columnheader;
  const ui::Font font = head ? ui::type::strong(ui::type::kSmall) : ui::type::kSmall;
  ui.begin_container(id, ui::Role::row, "");
  ui.number_container(number, 0);
  ui.begin_row(widths, ui::gap::kRow, kRowHeight - 1);
  for (std::size_t index = 0; index < cells.size(); ++index) {
    if (index > 0) ui.next_cell();
    const std::string name = std::to_string(index);
    ui.begin_container(name, role, "");
    ui::label(ui, "text", cells[index], font, ui.theme().text, kRowHeight - 1);
    ui.end_container();
  }
  ui.end_row();
  ui::divider(ui);
  ui.end_container();
}

bool is_csv(const Exchange& exchange) { return text::essence(exchange.content_type) == "text/csv"; }

const BodyTable& table_of(const Context& context, const Exchange& exchange) {
  const BodyText& text = *exchange.text;
  BodyView& view = body_view(context, exchange);
  if (!view.records) view.records = std::make_shared<BodyTable>();
  ui::Hash hash;
  hash.add(std::uint64_t{exchange.id} << 32 | text.rows());
  hash.add(std::uint64_t{text.columns()});
  if (view.records->key == hash.value()) return *view.records;
  *view.records = {};
  view.records->key = hash.value();
  if (is_csv(exchange)) {
    read_csv(text.text(), *view.records);
  } else {
    read_json(text, *view.records);
  }
  return *view.records;
}

}  // namespace

bool is_too_large_for_table(const Exchange& exchange) {
  return exchange.text && exchange.text->text().size() > kMostTableBytes &&
         (is_csv(exchange) || exchange.text->json());
}

bool has_response_table(const Context& context, const Exchange& exchange) {
  if (!exchange.text || !exchange.text->has_all_rows() || is_too_large_for_table(exchange))
    return false;
  const BodyText& text = *exchange.text;
  if (is_csv(exchange)) {
    const std::size_t head = text.text().find('\n');
    return head != std::string::npos && !text::trim(text.text().substr(head, kMostCell)).empty();
  }
  if (!text.json()) return false;
  const BodyTable& table = table_of(context, exchange);
  return !table.columns.empty() && table.records.size() > 1;
}

void response_table(const Context& context, const Exchange& exchange) {
  ui::Ui& ui = context.ui;
  const BodyText& text = *exchange.text;
  const BodyTable& table = table_of(context, exchange);
  const auto count = static_cast<std::uint32_t>(table.records.size() - 1);
  const ui::Font strong = ui::type::strong(ui::type::kSmall);
  std::vector<float> widths;
  float wide = ui::gap::kRow * static_cast<float>(table.columns.size() - 1);
  for (const std::string& column : table.columns)
    widths.push_back(std::max(kLeastWidth, ui.measure_width(column, strong)));
  for (std::uint32_t at = 0; at < std::min<std::uint32_t>(count, kAround); ++at) {
    const std::vector<std::string> cells = cells_of(text, table, at);
    for (std::size_t index = 0; index < cells.size(); ++index)
      widths[index] = std::max(widths[index], ui.measure_width(cells[index], ui::type::kSmall));
  }
  for (float& width : widths) wide += width = std::min(width + 1, kMostWidth);
  if (table.cut) {
    ui::label(
        ui, "cut",
        context.fill(session::Word::table_cut, {{"rows", std::to_string(count)},
                                                {"columns", std::to_string(table.columns.size())}}),
        ui::type::kSmall, ui.theme().muted, ui::leading::kProse);
  }
  const std::string name = context.word(session::Word::table);
  const bool scrolls = wide > ui.width();
  if (scrolls) ui.begin_sideways("sideways", name, wide);
  ui.begin_container("table", ui::Role::table, name);
  ui.number_container(0, count + 1);
  draw_row(ui, "head", 1, ui::Role::columnheader, table.columns, widths);
  const float above = std::max((ui.viewport_top() - ui.y()) / kRowHeight, 0.0f);
  std::uint32_t first = std::min(static_cast<std::uint32_t>(above), count);
  first -= std::min(first, kAround);
  const auto screen = static_cast<std::uint32_t>(ui.viewport_height() / kRowHeight);
  const std::uint32_t last = std::min(first + screen + 2 * kAround, count);
  ui.space(static_cast<float>(first) * kRowHeight);
  for (std::uint32_t at = first; at < last; ++at) {
    draw_row(ui, std::to_string(at), at + 2, ui::Role::cell, cells_of(text, table, at), widths);
  }
  ui.space(static_cast<float>(count - last) * kRowHeight);
  ui.end_container();
  if (scrolls) ui.end_sideways();
}

}  // namespace vitrine::view
