#include "app/view/response_bytes.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/text/ascii.h"
#include "app/ui/button.h"
#include "app/ui/code.h"
#include "app/ui/text.h"
#include "app/view/response_text.h"

namespace vitrine::view {
namespace {

using session::Exchange;
using session::Word;

/// What a browser and a float can measure; more is shown by a download.
constexpr std::uint64_t kMostRows = 100'000;
constexpr std::uint64_t kAround = 32;
constexpr char kDigits[] = "0123456789abcdef";

/// The offset of the row, then its bytes; nothing of those that are not here yet.
void add_row(const Exchange& exchange, std::uint64_t from, std::uint64_t count,
             std::vector<ui::Span>& spans, const ui::Theme& theme) {
  std::string offset;
  for (int shift = 28; shift >= 0; shift -= 4) offset += kDigits[from >> shift & 15];
  std::string digits;
  std::string letters;
  for (std::uint64_t at = from; at < from + count; ++at) {
    digits += ' ';
    if ((at - from) % 8 == 0) digits += ' ';
    const std::uint64_t place = 2 * (at - exchange.digits_from);
    if (at < exchange.digits_from || place + 1 >= exchange.digits.size()) {
      digits += at < exchange.received ? "··" : "  ";
      continue;
    }
    digits.append(exchange.digits, place, 2);
    const int byte =
        16 * text::hex_value(exchange.digits[place]) + text::hex_value(exchange.digits[place + 1]);
    letters += byte >= 0x20 && byte < 0x7F ? static_cast<char>(byte) : '.';
  }
  spans.push_back(span(offset, ui::type::kCode, theme.faint));
  spans.push_back(span(digits + "  ", ui::type::kCode, theme.text));
  spans.push_back(span(letters + '\n', ui::type::kCode, theme.muted));
}

}  // namespace

void response_bytes(const Context& context, const Exchange& exchange) {
  ui::Ui& ui = context.ui;
  const float letter = ui.measure("0000000000", ui::type::kCode).width / 10;
  const std::uint64_t count = ui.width() > 78 * letter ? 16 : 8;
  const std::uint64_t rows = std::min((exchange.received + count - 1) / count, kMostRows);
  const float height = ui::leading::kText;
  const auto above =
      static_cast<std::uint64_t>(std::max((ui.viewport_top() - ui.y()) / height, 0.0f));
  const auto screen = static_cast<std::uint64_t>(ui.viewport_height() / height);
  std::uint64_t first = std::min(above, rows);
  first -= first % kAround;
  first -= std::min(first, kAround);
  const std::uint64_t last = std::min(first + screen + 4 * kAround, rows);
  const std::uint64_t end = exchange.digits_from + exchange.digits.size() / 2;
  const std::uint64_t needed = std::min(last * count, exchange.received);
  const bool here = first * count >= exchange.digits_from && needed <= end;
  std::uint64_t& asked = body_view(context, exchange).bytes_asked;
  if (!here && !exchange.digits.empty() && std::exchange(asked, first * count) != first * count)
    context.act(session::ShowBody{first * count});
  if (exchange.received > kMostRows * count) {
    ui::label(ui, "cut",
              context.fill(Word::cut_body,
                           {{"shown", session::size_words(kMostRows * count, context.language())},
                            {"size", session::size_words(exchange.received, context.language())}}),
              ui::type::kSmall, ui.theme().muted, ui::leading::kProse);
  }
  std::vector<ui::Span> spans;
  for (std::uint64_t row = first; row < last; ++row)
    add_row(exchange, row * count, count, spans, ui.theme());
  if (!spans.empty()) spans.back().text.pop_back();
  ui.space(static_cast<float>(first) * height);
  ui::code(ui, "bytes", context.word(Word::all_bytes), std::move(spans));
  ui.space(static_cast<float>(rows - last) * height);
}

}  // namespace vitrine::view
