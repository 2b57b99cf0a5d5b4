// Turns the text of Markdown into that of the page.
#include "app/view/prose_spans.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "app/view/prose_image.h"

namespace vitrine::view {
namespace {

/// Writes numbers as characters that stand higher or lower. False for other text.
bool raise(std::string& text, bool superscript) {
  constexpr std::string_view kSuperscript[] = {"⁰", "¹", "²", "³", "⁴", "⁵",
                                               "⁶", "⁷", "⁸", "⁹", "⁺", "⁻"};
  constexpr std::string_view kSubscript[] = {"₀", "₁", "₂", "₃", "₄", "₅",
                                             "₆", "₇", "₈", "₉", "₊", "₋"};
  std::string raised;
  for (const char c : text) {
    const std::size_t index = std::string_view("0123456789+-").find(c);
    if (index == std::string_view::npos) return false;
    raised += superscript ? kSuperscript[index] : kSubscript[index];
  }
  text = std::move(raised);
  return true;
}

ui::Font font_of(const markdown::Span& part, const ui::Font& base) {
  ui::Font font = base;
  if (part.kind == markdown::SpanKind::code) {
    font = ui::type::weighted(ui::type::kCode, base.weight);
    if (base.size > ui::type::kText.size) font.size = base.size - 2;
  }
  if (part.strong) font.weight = std::max(font.weight, ui::type::strong(font).weight);
  font.italic = part.emphasis;
  return font;
}

}  // namespace

std::string href_of(const Context& context, const markdown::Link& link) {
  if (!link.here) return link.href;
  session::Route page = context.session.route;
  page.field.clear();
  page.heading = markdown::heading_of(link.href);
  return session::format(page);
}

std::vector<ui::Span> prose_spans(const Context& context, const markdown::Markdown& markdown,
                                  std::span<const markdown::Span> spans, const ui::Font& base,
                                  ui::Color color) {
  std::vector<ui::Span> result;
  for (const markdown::Span& part : spans) {
    std::string text = part.kind == markdown::SpanKind::line_break ? "\n" : part.text;
    const markdown::Image* image = part.image > 0 ? &markdown.images[part.image - 1] : nullptr;
    if (image && text.empty()) text = image_name(*image);
    if (text.empty()) continue;
    ui::Span made = span(text, font_of(part, base), color);
    if ((part.subscript || part.superscript) && !raise(made.text, part.superscript))
      made.font.size = std::round(made.font.size * 0.75f);
    made.code = part.kind == markdown::SpanKind::code;
    made.underline = part.underline;
    made.marked = part.marked;
    made.strikethrough = part.strikethrough;
    if (part.link > 0) {
      made.href = href_of(context, markdown.links[part.link - 1]);
    } else if (image) {
      made.href = markdown::safe_href(image->source);
    }
    if (!made.href.empty()) made.color = context.ui.theme().accent;
    result.push_back(std::move(made));
  }
  return result;
}

}  // namespace vitrine::view
