#include "app/ui/patch_writer.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/ui/unicode.h"

namespace vitrine::ui {
namespace {

/// Writes one object, member by member.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& json) : json_(json) { json_ += '{'; }
  void key(std::string_view name) {
    if (!first_) json_ += ',';
    first_ = false;
    json_ += '"';
    json_ += name;
    json_ += "\":";
  }
  void text(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    key(name);
    append_quoted(json_, value);
  }
  void flag(std::string_view name, bool value) {
    if (!value) return;
    key(name);
    json_ += "true";
  }
  void tri(std::string_view name, Node::Tri value) {
    if (value == Node::Tri::unset) return;
    key(name);
    json_ += value == Node::Tri::yes ? "true" : "false";
  }
  void number(std::string_view name, std::uint32_t value) {
    if (value == 0) return;
    key(name);
    json_ += std::to_string(value);
  }
  void texts(std::string_view name, const std::vector<std::string>& values) {
    if (values.empty()) return;
    key(name);
    json_ += '[';
    for (std::size_t index = 0; index < values.size(); ++index) {
      if (index > 0) json_ += ',';
      append_quoted(json_, values[index]);
    }
    json_ += ']';
  }
  void end() { json_ += '}'; }

 private:
  std::string& json_;
  bool first_ = true;
};

/// Lengths to a hundredth of a pixel, which no screen shows.
void append_length(std::string& json, float length) {
  if (!std::isfinite(length)) length = 0;
  const double limited = std::clamp(static_cast<double>(length), -1e9, 1e9);
  long long hundredths = std::llround(limited * 100);
  if (hundredths < 0) {
    json += '-';
    hundredths = -hundredths;
  }
  json += std::to_string(hundredths / 100);
  const auto rest = static_cast<int>(hundredths % 100);
  if (rest == 0) return;
  json += '.';
  json += static_cast<char>('0' + rest / 10);
  if (rest % 10 != 0) json += static_cast<char>('0' + rest % 10);
}

void append_rect(std::string& json, const Rect& rect) {
  json += '[';
  append_length(json, rect.x);
  json += ',';
  append_length(json, rect.y);
  json += ',';
  append_length(json, rect.width);
  json += ',';
  append_length(json, rect.height);
  json += ']';
}

void append_font(std::string& json, const Font& font) {
  json += font.family == Family::mono ? "[\"mono\"," : "[\"sans\",";
  append_length(json, font.size);
  json += ',';
  json += std::to_string(font.weight);
  json += font.italic ? ",true," : ",false,";
  // Thousandths: em are small.
  json += std::to_string(static_cast<double>(std::lround(font.letter_spacing * 1000)) / 1000).substr(0, 6);
  json += ']';
}

void append_color(std::string& json, Color color) {
  static constexpr char kDigits[] = "0123456789abcdef";
  json += "\"#";
  for (int shift = 28; shift >= 0; shift -= 4) json += kDigits[color >> shift & 0xFu];
  json += '"';
}

void append_lines(std::string& json, ObjectWriter& object, const Node& node) {
  const TextLayout& layout = *node.layout;
  std::vector<Font> fonts;
  const auto font_index = [&fonts](const Font& font) {
    const auto found = std::find(fonts.begin(), fonts.end(), font);
    const auto index = found - fonts.begin();
    if (found == fonts.end()) fonts.push_back(font);
    return index;
  };
  object.key("lineHeight");
  append_length(json, layout.line_height());
  object.key("lines");
  json += '[';
  std::string hard;
  for (std::size_t index = 0; index < layout.lines().size(); ++index) {
    const TextLayout::Line& line = layout.lines()[index];
    if (line.hard_break) {
      if (!hard.empty()) hard += ',';
      hard += std::to_string(index);
    }
    if (index > 0) json += ',';
    json += '[';
    for (std::uint32_t at = line.first_run; at < line.first_run + line.run_count; ++at) {
      const TextLayout::Run& run = layout.runs()[at];
      const Span& span = layout.spans()[run.span];
      const bool link = !span.href.empty() || !span.id.empty();
      const int flags = (span.code ? 1 : 0) | (span.font.weight >= 600 ? 2 : 0) | (span.font.italic ? 4 : 0) |
                        (link ? 8 : 0);
      if (at > line.first_run) json += ',';
      json += '[';
      append_quoted(json, layout.text(run));
      json += ',';
      json += std::to_string(flags);
      json += ',';
      append_length(json, run.x);
      json += ',';
      append_length(json, run.width);
      json += ',';
      json += std::to_string(font_index(span.font));
      if (link) {
        json += ',';
        append_quoted(json, span.href);
        json += ',';
        append_quoted(json, node.id + '/' + (span.id.empty() ? std::to_string(run.span) : span.id));
      }
      json += ']';
    }
    json += ']';
  }
  json += ']';
  if (!hard.empty()) {
    object.key("hard");
    json += '[';
    json += hard;
    json += ']';
  }
  object.key("fonts");
  json += '[';
  for (std::size_t index = 0; index < fonts.size(); ++index) {
    if (index > 0) json += ',';
    append_font(json, fonts[index]);
  }
  json += ']';
}

}  // namespace

void append_quoted(std::string& json, std::string_view text) {
  static constexpr char kDigits[] = "0123456789abcdef";
  json += '"';
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    const char32_t c = point.value;
    if (c == '"' || c == '\\') {
      json += '\\';
      json += static_cast<char>(c);
    } else if (c < 0x20) {
      json += "\\u00";
      json += kDigits[c >> 4];
      json += kDigits[c & 0xF];
    } else if (c == 0xFFFD) {
      json += "\xEF\xBF\xBD";
    } else {
      json.append(text.substr(at, point.length));
    }
    at += point.length;
  }
  json += '"';
}

bool is_field(const Node& node) {
  switch (node.role) {
    case Role::textbox:
    case Role::spinbutton:
    case Role::searchbox:
    case Role::combobox: return true;
    default: return false;
  }
}

void append_surface(std::string& json, const Surface& surface) {
  ObjectWriter object(json);
  object.text("id", surface.id);
  object.text("kind", surface.kind == Surface::Kind::dialog   ? "dialog"
                      : surface.kind == Surface::Kind::drawer ? "drawer"
                                                              : "pane");
  object.text("role", role_name(surface.role));
  object.text("name", surface.name);
  object.key("rect");
  append_rect(json, surface.rect);
  object.key("height");
  append_length(json, surface.content_height);
  object.end();
}

void append_node(std::string& json, const Node& node, std::string_view surface, std::string_view after) {
  ObjectWriter object(json);
  object.text("id", node.id);
  object.text("surface", surface);
  object.text("parent", node.parent);
  object.text("after", after);
  object.text("role", role_name(node.role));
  object.text("name", node.name);
  object.key("rect");
  append_rect(json, node.rect);
  object.text("value", node.value);
  object.text("placeholder", node.placeholder);
  object.text("href", node.href);
  object.text("language", node.language);
  object.text("autocomplete", node.autocomplete);
  object.number("level", node.level);
  object.number("positionInSet", node.position_in_set);
  object.number("setSize", node.set_size);
  object.number("revision", node.revision);
  if (node.live != Live::off) object.text("live", node.live == Live::polite ? "polite" : "assertive");
  object.texts("options", node.options);
  if (node.selected_option >= 0) {
    object.key("selectedOption");
    json += std::to_string(node.selected_option);
  }
  object.texts("describedBy", node.described_by);
  object.text("labelledBy", node.labelled_by);
  object.text("controls", node.controls);
  object.tri("checked", node.checked);
  object.tri("selected", node.selected);
  object.tri("expanded", node.expanded);
  object.flag("current", node.current);
  object.flag("required", node.required);
  object.flag("invalid", node.invalid);
  object.flag("disabled", node.disabled);
  object.flag("multiline", node.multiline);
  object.flag("password", node.password);
  object.flag("readonly", node.readonly);
  object.flag("focusable", node.focusable);
  if (is_field(node)) {
    object.key("font");
    append_font(json, node.font);
    object.key("color");
    append_color(json, node.color);
    object.key("lineHeight");
    append_length(json, node.line_height);
    object.key("paddingX");
    append_length(json, node.padding_x);
    object.key("paddingRight");
    append_length(json, node.padding_right);
    object.key("paddingY");
    append_length(json, node.padding_y);
  }
  if (node.layout) append_lines(json, object, node);
  object.end();
}

}  // namespace vitrine::ui
