#include "app/boundary/encode.h"

#include <algorithm>
#include <cmath>
#include <concepts>
#include <memory>
#include <type_traits>

#include "app/json/writer.h"
#include "app/text/hash.h"

namespace vitrine::boundary {
namespace {

struct Encoder {
  json::Writer writer;
  std::string* bytes = nullptr;
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

// ---- whether an optional member is written

bool is_set(std::string_view text) { return !text.empty(); }
bool is_set(ui::Node::Tri state) { return state != ui::Node::Tri::unset; }
bool is_set(ui::Role role) { return role != ui::Role::generic; }
bool is_set(float length) { return length > 0; }
bool is_set(std::int32_t index) { return index >= 0; }
bool is_set(const std::shared_ptr<const ui::TextLayout>& layout) { return layout != nullptr; }
template <class T>
requires std::unsigned_integral<T>
bool is_set(T value) { return value != 0; }
template <Named E>
bool is_set(E value) {
  return !Names<E>::kNames[static_cast<std::size_t>(value)].empty();
}
template <class T>
bool is_set(const std::vector<T>& list) {
  return !list.empty();
}
template <class T>
bool is_set(const std::optional<T>& value) {
  return value.has_value();
}

// ---- values

void write(Encoder& out, std::string_view value) { out.writer.string(value); }
void write(Encoder& out, const std::string& value) { out.writer.string(value); }
void write(Encoder& out, float value) { append_length(out.writer.value(), value); }
void write(Encoder& out, ui::Role value) { out.writer.string(ui::role_name(value)); }
void write(Encoder& out, ui::Node::Tri value) { out.writer.boolean(value == ui::Node::Tri::yes); }
void write(Encoder& out, const request::SecretText& value) { out.writer.string(value.text); }

template <std::integral T>
void write(Encoder& out, T value) {
  if constexpr (std::same_as<T, bool>) {
    out.writer.boolean(value);
  } else {
    out.writer.number(value);
  }
}

template <Named E>
void write(Encoder& out, E value) {
  out.writer.string(Names<E>::kNames[static_cast<std::size_t>(value)]);
}

void write(Encoder& out, const ui::Rect& rect) {
  out.writer.begin_array();
  for (const float length : {rect.x, rect.y, rect.width, rect.height}) write(out, length);
  out.writer.end_array();
}

void write(Encoder& out, const ui::Font& font) {
  out.writer.begin_array().string(font.family == ui::Family::mono ? "mono" : "sans");
  write(out, font.size);
  out.writer.number(font.weight).boolean(font.italic);
  // Thousandths, em are small: the exponent spares the module printf.
  out.writer.value() += std::to_string(std::lround(font.letter_spacing * 1000)) + "e-3";
  out.writer.end_array();
}

void write_color(Encoder& out, ui::Color color) { out.writer.string('#' + text::hex(color, 8)); }

void write(Encoder& out, const request::HeaderField& header) {
  out.writer.begin_array().string(header.name).string(header.value.text).end_array();
}

/// Texts cross as bytes: where they begin and end there.
void write(Encoder& out, const std::optional<request::Body>& body) {
  if (!body) {
    out.writer.null();
    return;
  }
  out.writer.begin_array();
  for (const request::BodyPiece& run : *body) {
    if (const auto* text = std::get_if<request::SecretText>(&run)) {
      const std::size_t begin = out.bytes->size();
      *out.bytes += text->text;
      out.writer.begin_array().number(begin).number(out.bytes->size()).end_array();
    } else {
      const std::string& file = std::get<request::FileRef>(run).id;
      out.writer.begin_object().string("file", file).end_object();
    }
  }
  out.writer.end_array();
}

// The playground has made a FocusNode of it.
void write(Encoder&, const session::FocusField&) {}

template <Struct T>
void write(Encoder& out, const T& value);

template <class T>
void write(Encoder& out, const std::optional<T>& value) {
  write(out, *value);
}

template <class T>
void write(Encoder& out, const std::vector<T>& list) {
  out.writer.begin_array();
  for (const T& element : list) {
    if constexpr (std::is_pointer_v<T>) {
      write(out, *element);
    } else {
      write(out, element);
    }
  }
  out.writer.end_array();
}

template <class... T>
void write(Encoder& out, const std::variant<T...>& value) {
  std::visit([&](const auto& each) { write(out, each); }, value);
}

// ---- text

std::uint32_t flags_of(const ui::Span& span) {
  std::uint32_t flags = 0;
  const auto set = [&flags](RunFlag flag, bool holds) {
    if (holds) flags |= static_cast<std::uint32_t>(flag);
  };
  set(RunFlag::code, span.code);
  set(RunFlag::strong, span.font.weight >= 600);
  set(RunFlag::italic, span.font.italic);
  set(RunFlag::link, !span.href.empty() || !span.id.empty());
  set(RunFlag::underline, span.underline);
  set(RunFlag::strikethrough, span.strikethrough);
  return flags;
}

/// `Run` of typescript.h.
void write_run(Encoder& out, const ui::Node& node, const ui::TextLayout::Run& run,
               std::size_t font) {
  const ui::Span& span = node.layout->spans()[run.span];
  const std::uint32_t flags = flags_of(span);
  out.writer.begin_array().string(node.layout->text(run)).number(flags);
  write(out, run.x);
  write(out, run.width);
  out.writer.number(font);
  if ((flags & static_cast<std::uint32_t>(RunFlag::link)) != 0) {
    out.writer.string(span.href);
    out.writer.string(node.id + '/' + (span.id.empty() ? std::to_string(run.span) : span.id));
  }
  out.writer.end_array();
}

/// Members `lines`, `lineHeight`, `hard`, `fonts` and `inks`.
void write_text(Encoder& out, const ui::Node& node) {
  const ui::TextLayout& layout = *node.layout;
  std::vector<ui::Font> fonts;
  std::vector<ui::Color> inks;  // of each font
  std::vector<std::size_t> hard;
  out.writer.key("lineHeight");
  write(out, layout.line_height());
  out.writer.begin_array("lines");
  for (std::size_t index = 0; index < layout.lines().size(); ++index) {
    const ui::TextLayout::Line& line = layout.lines()[index];
    if (line.hard_break) hard.push_back(index);
    out.writer.begin_array();
    for (std::uint32_t at = line.first_run; at < line.first_run + line.run_count; ++at) {
      const ui::TextLayout::Run& run = layout.runs()[at];
      const ui::Span& span = layout.spans()[run.span];
      std::size_t place = 0;
      while (place < fonts.size() && !(fonts[place] == span.font && inks[place] == span.color))
        ++place;
      if (place == fonts.size()) {
        fonts.push_back(span.font);
        inks.push_back(span.color);
      }
      write_run(out, node, run, place);
    }
    out.writer.end_array();
  }
  out.writer.end_array();
  if (!hard.empty()) {
    out.writer.key("hard");
    write(out, hard);
  }
  out.writer.key("fonts");
  write(out, fonts);
  out.writer.begin_array("inks");
  for (const ui::Color ink : inks) write_color(out, ink);
  out.writer.end_array();
}

// ---- structs

template <class T>
void write_members(Encoder& out, const T& object);

template <class F, class T>
void write_member(Encoder& out, const T& object, std::string_view name) {
  const auto& value = object.*F::kMember;
  using V = std::remove_cvref_t<decltype(value)>;
  if constexpr (std::is_pointer_v<V>) {
    write_members(out, *value);
    return;
  } else {
    if constexpr (F::kWhen == When::set) {
      if (!is_set(value)) return;
    } else if constexpr (F::kWhen == When::field) {
      if (!ui::is_field(object.role)) return;
    }
    if constexpr (std::same_as<V, std::shared_ptr<const ui::TextLayout>>) {
      write_text(out, object);
    } else {
      out.writer.key(name);
      if constexpr (std::same_as<typename F::Form, Hex>) {
        write_color(out, value);
      } else {
        write(out, value);
      }
    }
  }
}

template <class T>
void write_members(Encoder& out, const T& object) {
  each_field<T>([&](const auto& field) {
    using F = std::remove_cvref_t<decltype(field)>;
    if constexpr (F::kWhen != When::inside) write_member<F>(out, object, field.name);
  });
}

template <Struct T>
void write(Encoder& out, const T& value) {
  out.writer.begin_object();
  if constexpr (requires { Declared<T>::kType; }) {
    static_assert(is_complete<T>(), "a member of the effect is missing from its list of fields");
    out.writer.string("type", Declared<T>::kType);
  }
  write_members(out, value);
  out.writer.end_object();
}

}  // namespace

void encode(const Output& output, std::string& out, std::string& bytes) {
  Encoder encoder{json::Writer(out), &bytes};
  write(encoder, output);
}

std::string encode(const Patch& patch) {
  std::string out;
  Encoder encoder{json::Writer(out)};
  write(encoder, patch);
  return out;
}

}  // namespace vitrine::boundary
