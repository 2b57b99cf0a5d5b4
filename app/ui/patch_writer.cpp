#include "app/ui/patch_writer.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/json/write.h"

namespace vitrine::ui {
namespace {

using json::append_quoted;

/// Writes one object, member by member.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& out) : out_(out) { out_ += '{'; }
  void key(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    out_ += '"';
    out_ += name;
    out_ += "\":";
  }
  void text(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    key(name);
    append_quoted(out_, value);
  }
  void flag(std::string_view name, bool value) {
    if (!value) return;
    key(name);
    out_ += "true";
  }
  void tri(std::string_view name, Node::Tri value) {
    if (value == Node::Tri::unset) return;
    key(name);
    out_ += value == Node::Tri::yes ? "true" : "false";
  }
  void number(std::string_view name, std::uint32_t value) {
    if (value == 0) return;
    key(name);
    out_ += std::to_string(value);
  }
  void texts(std::string_view name, const std::vector<std::string>& values) {
    if (values.empty()) return;
    key(name);
    out_ += '[';
    for (std::size_t index = 0; index < values.size(); ++index) {
      if (index > 0) out_ += ',';
      append_quoted(out_, values[index]);
    }
    out_ += ']';
  }
  void end() { out_ += '}'; }

 private:
  std::string& out_;
  bool first_ = true;
};

/// Lengths to a hundredth of a pixel, which no screen shows.
void append_length(std::string& out, float length) {
  if (!std::isfinite(length)) length = 0;
  const double limited = std::clamp(static_cast<double>(length), -1e9, 1e9);
  long long hundredths = std::llround(limited * 100);
  if (hundredths < 0) {
    out += '-';
    hundredths = -hundredths;
  }
  out += std::to_string(hundredths / 100);
  const auto rest = static_cast<int>(hundredths % 100);
  if (rest == 0) return;
  out += '.';
  out += static_cast<char>('0' + rest / 10);
  if (rest % 10 != 0) out += static_cast<char>('0' + rest % 10);
}

void append_rect(std::string& out, const Rect& rect) {
  out += '[';
  append_length(out, rect.x);
  out += ',';
  append_length(out, rect.y);
  out += ',';
  append_length(out, rect.width);
  out += ',';
  append_length(out, rect.height);
  out += ']';
}

void append_font(std::string& out, const Font& font) {
  out += font.family == Family::mono ? "[\"mono\"," : "[\"sans\",";
  append_length(out, font.size);
  out += ',';
  out += std::to_string(font.weight);
  out += font.italic ? ",true," : ",false,";
  // Thousandths, em are small: the exponent spares the module printf.
  out += std::to_string(std::lround(font.letter_spacing * 1000)) + "e-3]";
}

void append_color(std::string& out, Color color) {
  static constexpr char kDigits[] = "0123456789abcdef";
  out += "\"#";
  for (int shift = 28; shift >= 0; shift -= 4) out += kDigits[color >> shift & 0xFu];
  out += '"';
}

void append_lines(std::string& out, ObjectWriter& object, const Node& node) {
  const TextLayout& layout = *node.layout;
  std::vector<Font> fonts;
  const auto font_index = [&fonts](const Font& font) {
    const auto found = std::find(fonts.begin(), fonts.end(), font);
    const auto index = found - fonts.begin();
    if (found == fonts.end()) fonts.push_back(font);
    return index;
  };
  object.key("lineHeight");
  append_length(out, layout.line_height());
  object.key("lines");
  out += '[';
  std::string hard;
  for (std::size_t index = 0; index < layout.lines().size(); ++index) {
    const TextLayout::Line& line = layout.lines()[index];
    if (line.hard_break) {
      if (!hard.empty()) hard += ',';
      hard += std::to_string(index);
    }
    if (index > 0) out += ',';
    out += '[';
    for (std::uint32_t at = line.first_run; at < line.first_run + line.run_count; ++at) {
      const TextLayout::Run& run = layout.runs()[at];
      const Span& span = layout.spans()[run.span];
      const bool link = !span.href.empty() || !span.id.empty();
      const int flags = (span.code ? 1 : 0) | (span.font.weight >= 600 ? 2 : 0) |
                        (span.font.italic ? 4 : 0) | (link ? 8 : 0);
      if (at > line.first_run) out += ',';
      out += '[';
      append_quoted(out, layout.text(run));
      out += ',';
      out += std::to_string(flags);
      out += ',';
      append_length(out, run.x);
      out += ',';
      append_length(out, run.width);
      out += ',';
      out += std::to_string(font_index(span.font));
      if (link) {
        out += ',';
        append_quoted(out, span.href);
        out += ',';
        append_quoted(out, node.id + '/' + (span.id.empty() ? std::to_string(run.span) : span.id));
      }
      out += ']';
    }
    out += ']';
  }
  out += ']';
  if (!hard.empty()) {
    object.key("hard");
    out += '[';
    out += hard;
    out += ']';
  }
  object.key("fonts");
  out += '[';
  for (std::size_t index = 0; index < fonts.size(); ++index) {
    if (index > 0) out += ',';
    append_font(out, fonts[index]);
  }
  out += ']';
}

}  // namespace

bool is_field(const Node& node) {
  switch (node.role) {
    case Role::textbox:
    case Role::spinbutton:
    case Role::searchbox:
    case Role::combobox:
      return true;
    default:
      return false;
  }
}

void append_surface(std::string& out, const Surface& surface) {
  ObjectWriter object(out);
  object.text("id", surface.id);
  object.text("kind", surface.kind == Surface::Kind::dialog   ? "dialog"
                      : surface.kind == Surface::Kind::drawer ? "drawer"
                                                              : "pane");
  object.text("role", role_name(surface.role));
  object.text("name", surface.name);
  object.key("rect");
  append_rect(out, surface.rect);
  object.key("height");
  append_length(out, surface.content_height);
  object.end();
}

void append_node(std::string& out, const Node& node, std::string_view surface,
                 std::string_view after) {
  ObjectWriter object(out);
  object.text("id", node.id);
  object.text("surface", surface);
  object.text("parent", node.parent);
  object.text("after", after);
  object.text("role", role_name(node.role));
  object.text("name", node.name);
  object.key("rect");
  append_rect(out, node.rect);
  object.text("value", node.value);
  object.text("placeholder", node.placeholder);
  object.text("href", node.href);
  object.text("language", node.language);
  object.text("autocomplete", node.autocomplete);
  object.text("media", node.media);
  object.number("body", node.body);
  object.number("level", node.level);
  object.number("positionInSet", node.position_in_set);
  object.number("setSize", node.set_size);
  object.number("revision", node.revision);
  if (node.live != Live::off)
    object.text("live", node.live == Live::polite ? "polite" : "assertive");
  object.texts("options", node.options);
  if (node.selected_option >= 0) {
    object.key("selectedOption");
    out += std::to_string(node.selected_option);
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
    append_font(out, node.font);
    object.key("color");
    append_color(out, node.color);
    object.key("lineHeight");
    append_length(out, node.line_height);
    object.key("paddingX");
    append_length(out, node.padding_x);
    object.key("paddingRight");
    append_length(out, node.padding_right);
    object.key("paddingY");
    append_length(out, node.padding_y);
  }
  if (node.layout) append_lines(out, object, node);
  object.end();
}

}  // namespace vitrine::ui
