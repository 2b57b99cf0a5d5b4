#include "app/json/uri.h"
#include "app/json/write.h"
#include "app/request/parameter.h"
#include "app/request/request.h"
#include "app/text/ascii.h"
#include "app/text/media_type.h"

/// JSON value → text of the request, by style (OAS 3.1.0 §4.8.12.3, RFC 6570 §3.2).
namespace vitrine::request {
namespace {

using json::Value;
using openapi::Location;
using openapi::Style;

/// Reserved characters that may stand in a path or query without ending it or a pair of it.
constexpr std::string_view kReserved = ":/?@!$'()*,;=";

/// Reserved expansion (RFC 6570 §3.2.3): %XX stays as it is.
std::string encode_reserved(std::string_view text, bool path) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && text::is_hex(text[i + 1]) &&
        text::is_hex(text[i + 2])) {
      out += text.substr(i, 3);
      i += 2;
      continue;
    }
    if (path && text[i] == '?') {
      out += "%3F";
      continue;
    }
    out += json::percent_encode(text.substr(i, 1), kReserved);
  }
  return out;
}

class Writer {
 public:
  explicit Writer(const Serialisation& rule) : rule_(rule) {}

  std::string encoded(std::string_view text) const {
    if (rule_.in == Location::header || rule_.style == Style::cookie) return std::string(text);
    if (rule_.allow_reserved) return encode_reserved(text, rule_.in == Location::path);
    return json::percent_encode(text);
  }

  /// A scalar as text; arrays and objects inside others, which no style knows, as JSON.
  static std::string plain(Value value) {
    if (value.is_string()) return std::string(value.string());
    if (value.is_array() || value.is_object()) return json::compact(value);
    return std::string(value.lexeme());
  }

  std::string scalar(Value value) const { return encoded(plain(value)); }
  std::string name() const { return encoded_name(rule_.name); }

  std::string encoded_name(std::string_view text) const {
    if (rule_.in == Location::header || rule_.style == Style::cookie) return std::string(text);
    return json::percent_encode(text);
  }

  /// Elements, or names and values, one after the other.
  std::string joined(Value value, std::string_view separator) const {
    std::string out;
    bool first = true;
    auto put = [&](const std::string& piece) {
      if (!first) out += separator;
      first = false;
      out += piece;
    };
    for (Value element : value.elements()) {
      if (!element.is_null()) put(scalar(element));
    }
    for (const json::Member& member : value.members()) {
      if (member.value.is_null()) continue;
      put(encoded_name(member.key));
      put(scalar(member.value));
    }
    return out;
  }

  /// `name=value` for each, the array's own name before its elements.
  std::string pairs(Value value, std::string_view separator) const {
    std::string out;
    auto put = [&](const std::string& key, Value piece) {
      if (piece.is_null()) return;
      if (!out.empty()) out += separator;
      out += key;
      const std::string text = scalar(piece);
      if (rule_.style != Style::matrix || !text.empty()) out += '=' + text;
    };
    for (Value element : value.elements()) put(name(), element);
    for (const json::Member& member : value.members()) put(encoded_name(member.key), member.value);
    return out;
  }

  void deep(std::string& out, const std::string& prefix, Value value, int depth) const {
    constexpr int kMaxDepth = 16;
    if (value.is_null()) return;
    const bool container = value.is_object() || value.is_array();
    if (!container || depth >= kMaxDepth) {
      if (!out.empty()) out += '&';
      out += prefix + '=' + scalar(value);
      return;
    }
    for (const json::Member& member : value.members()) {
      deep(out, prefix + "%5B" + encoded_name(member.key) + "%5D", member.value, depth + 1);
    }
    size_t index = 0;
    for (Value element : value.elements()) {
      deep(out, prefix + "%5B" + std::to_string(index++) + "%5D", element, depth + 1);
    }
  }

  /// The delimiter of a style that has one of its own, as it stands in this location.
  std::string_view delimiter() const {
    const bool raw = rule_.in == Location::header || rule_.style == Style::cookie;
    switch (rule_.style) {
      case Style::space_delimited:
        return raw ? " " : "%20";
      case Style::pipe_delimited:
        return raw ? "|" : "%7C";
      case Style::tab_delimited:
        return raw ? "\t" : "%09";
      default:
        return ",";
    }
  }

  std::string write(Value value) const {
    const bool container = value.is_array() || value.is_object();
    if (!has_text(value)) return {};
    const bool named = rule_.in == Location::query || rule_.in == Location::cookie ||
                       rule_.in == Location::querystring;
    switch (rule_.style) {
      case Style::simple:
        break;
      case Style::label:
        if (!container) return '.' + scalar(value);
        if (!rule_.explode) return '.' + joined(value, ",");
        return '.' + (value.is_array() ? joined(value, ".") : pairs(value, "."));
      case Style::matrix: {
        if (container && rule_.explode) return ';' + pairs(value, ";");
        const std::string text = container ? joined(value, ",") : scalar(value);
        return ';' + name() + (text.empty() ? "" : '=' + text);
      }
      case Style::deep_object:
        if (container) {
          std::string out;
          deep(out, name(), value, 0);
          return out;
        }
        break;
      default:
        break;
    }
    if (!named) {
      if (!container) return scalar(value);
      if (value.is_object() && rule_.explode) return pairs(value, ",");
      return joined(value, delimiter());
    }
    if (!container) return name() + '=' + scalar(value);
    if (rule_.explode) return pairs(value, rule_.style == Style::cookie ? "; " : "&");
    return name() + '=' + joined(value, delimiter());
  }

  /// A `content` parameter: the value in its media type, as one text.
  std::string write_content(Value value) const {
    const std::string text =
        text::is_json_media_type(rule_.media_type) ? json::compact(value) : plain(value);
    const bool named = rule_.in == Location::query || rule_.in == Location::cookie;
    if (rule_.in == Location::querystring) {
      // application/x-www-form-urlencoded, the usual case, spells objects as pairs.
      if (!text::is_json_media_type(rule_.media_type) && value.is_object())
        return pairs(value, "&");
      return encoded(text);
    }
    return named ? name() + '=' + encoded(text) : encoded(text);
  }

 private:
  const Serialisation& rule_;
};

}  // namespace

bool has_text(Value value) {
  if (!value || value.is_null()) return false;
  if (!value.is_array() && !value.is_object()) return true;
  for (Value element : value.elements()) {
    if (!element.is_null()) return true;
  }
  for (const json::Member& member : value.members()) {
    if (!member.value.is_null()) return true;
  }
  return false;
}

Serialisation default_serialisation(std::string name, Location in) {
  Serialisation rule;
  rule.name = std::move(name);
  rule.in = in;
  const bool simple = in == Location::path || in == Location::header;
  rule.style = simple ? Style::simple : Style::form;
  rule.explode = !simple;
  rule.required = in == Location::path;
  return rule;
}

Serialisation serialisation_of(const openapi::Parameter& parameter) {
  Serialisation rule;
  rule.name = parameter.name;
  rule.in = parameter.in;
  rule.style = parameter.style;
  rule.explode = parameter.explode;
  rule.allow_reserved = parameter.allow_reserved;
  rule.required = parameter.required;
  rule.allow_empty_value = parameter.allow_empty_value && parameter.in == Location::query;
  if (!parameter.content.empty()) rule.media_type = parameter.content.front().name;
  return rule;
}

json::Result<std::string> serialise(const Serialisation& rule, Value value) {
  if (!value) return std::string();
  if (rule.style == Style::cookie && json::compact(value).find(';') != std::string::npos) {
    return json::Error{"a cookie that is sent as it is typed cannot hold a semicolon"};
  }
  if (value.is_null() && !text::is_json_media_type(rule.media_type)) return std::string();
  const Writer writer(rule);
  std::string text = rule.media_type.empty() ? writer.write(value) : writer.write_content(value);
  if (rule.in == Location::header) {
    if (auto reason = refuse_header(rule.name, text)) return json::Error{*reason};
  }
  return text;
}

}  // namespace vitrine::request
