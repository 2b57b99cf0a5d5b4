#include "app/view/highlight.h"

#include <cctype>
#include <string>

namespace vitrine::view {
namespace {

class Painter {
 public:
  Painter(ui::Font font, const ui::Theme& theme) : font_(font), theme_(theme) {}

  void add(std::string_view text, ui::Color color) {
    if (text.empty()) return;
    if (!spans_.empty() && spans_.back().color == color) {
      spans_.back().text += text;
      return;
    }
    ui::Span& span = spans_.emplace_back();
    span.text = text;
    span.font = font_;
    span.color = color;
  }
  const ui::Theme& theme() const { return theme_; }
  std::vector<ui::Span> take() { return std::move(spans_); }

 private:
  ui::Font font_;
  const ui::Theme& theme_;
  std::vector<ui::Span> spans_;
};

std::size_t string_end(std::string_view text, std::size_t begin) {
  std::size_t at = begin + 1;
  while (at < text.size() && text[at] != '"' && text[at] != '\n') at += text[at] == '\\' ? 2 : 1;
  return std::min(text.size(), at + 1);
}

bool names_a_member(std::string_view text, std::size_t after) {
  while (after < text.size() && (text[after] == ' ' || text[after] == '\n')) ++after;
  return after < text.size() && text[after] == ':';
}

}  // namespace

std::vector<ui::Span> highlight_json(std::string_view text, ui::Font font, const ui::Theme& theme) {
  Painter painter(font, theme);
  std::size_t at = 0;
  while (at < text.size()) {
    const auto head = static_cast<unsigned char>(text[at]);
    std::size_t end = at + 1;
    ui::Color color = theme.text;
    if (head == '"') {
      end = string_end(text, at);
      color = names_a_member(text, end) ? theme.syntax_key : theme.syntax_string;
    } else if (head == '-' || std::isdigit(head) != 0) {
      while (end < text.size() &&
             std::string_view("0123456789+-.eE").find(text[end]) != std::string_view::npos)
        ++end;
      color = theme.syntax_number;
    } else if (std::isalpha(head) != 0) {
      while (end < text.size() && std::isalpha(static_cast<unsigned char>(text[end])) != 0) ++end;
      color = theme.syntax_literal;
    } else {
      while (end < text.size() && text[end] != '"' && text[end] != '-' &&
             std::isalnum(static_cast<unsigned char>(text[end])) == 0)
        ++end;
    }
    painter.add(text.substr(at, end - at), color);
    at = end;
  }
  return painter.take();
}

std::vector<ui::Span> highlight_shell(std::string_view text, ui::Font font,
                                      const ui::Theme& theme) {
  Painter painter(font, theme);
  std::size_t at = 0;
  while (at < text.size()) {
    const bool quoted = text[at] == '\'';
    std::size_t end = text.find('\'', quoted ? at + 1 : at);
    end = end == std::string_view::npos ? text.size() : end + (quoted ? 1 : 0);
    painter.add(text.substr(at, end - at), quoted ? theme.syntax_string : theme.text);
    at = end;
  }
  return painter.take();
}

std::vector<ui::Span> highlight_code(std::string_view text, ui::Font font, const ui::Theme& theme) {
  Painter painter(font, theme);
  std::size_t at = 0;
  while (at < text.size()) {
    const char head = text[at];
    const bool quote = head == '"' || head == '\'' || head == '`';
    std::size_t end = at + 1;
    if (quote) {
      while (end < text.size() && text[end] != head) end += text[end] == '\\' ? 2 : 1;
      end = std::min(text.size(), end + 1);
    } else {
      end = std::min(text.size(), text.find_first_of("\"'`", end));
    }
    painter.add(text.substr(at, end - at), quote ? theme.syntax_string : theme.text);
    at = end;
  }
  return painter.take();
}

}  // namespace vitrine::view
