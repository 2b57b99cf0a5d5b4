#include "app/markdown/html.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "app/markdown/markdown.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::markdown {
namespace {

/// Elements whose contents are no text for people.
constexpr std::array<std::string_view, 9> kHidden = {
    "script", "style", "iframe", "object", "template", "noscript", "svg", "textarea", "title"};
constexpr std::array<std::string_view, 9> kBreaking = {"br", "p",  "div", "li", "tr",
                                                       "hr", "h1", "h2",  "h3"};

/// The entities that descriptions use; others stay as written.
constexpr std::array<std::pair<std::string_view, std::string_view>, 28> kEntities = {{
    {"amp", "&"},         {"lt", "<"},          {"gt", ">"},         {"quot", "\""},
    {"apos", "'"},        {"nbsp", "\u00A0"},   {"copy", "\u00A9"},  {"reg", "\u00AE"},
    {"trade", "\u2122"},  {"hellip", "\u2026"}, {"mdash", "\u2014"}, {"ndash", "\u2013"},
    {"lsquo", "\u2018"},  {"rsquo", "\u2019"},  {"ldquo", "\u201C"}, {"rdquo", "\u201D"},
    {"bull", "\u2022"},   {"middot", "\u00B7"}, {"times", "\u00D7"}, {"deg", "\u00B0"},
    {"plusmn", "\u00B1"}, {"rarr", "\u2192"},   {"larr", "\u2190"},  {"le", "\u2264"},
    {"ge", "\u2265"},     {"ne", "\u2260"},     {"euro", "\u20AC"},  {"sect", "\u00A7"},
}};

}  // namespace

std::string decode_entity(std::string_view entity) {
  if (entity.size() < 3 || entity.front() != '&' || entity.back() != ';') {
    return std::string(entity);
  }
  const std::string_view name = entity.substr(1, entity.size() - 2);
  if (name[0] == '#') {
    const bool hex = name.size() > 1 && text::lower(name[1]) == 'x';
    uint32_t code = 0;
    for (char c : name.substr(hex ? 2 : 1)) {
      const auto digit = static_cast<uint32_t>(text::hex_value(c));
      code = std::min<uint32_t>(code * (hex ? 16 : 10) + digit, 0x110000);
    }
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) code = 0xFFFD;
    std::string out;
    text::append_utf8(out, code);
    return out;
  }
  for (const auto& [known, text] : kEntities) {
    if (name == known) return std::string(text);
  }
  return std::string(entity);
}

void HtmlStripper::tag(std::string_view inside, bool& line_break) {
  const bool closing = !inside.empty() && inside[0] == '/';
  if (closing) inside.remove_prefix(1);
  std::string name;
  for (char c : inside) {
    if (!text::is_alphanumeric(c)) break;
    name += text::lower(c);
  }
  if (!hidden_.empty()) {
    if (closing && name == hidden_) hidden_.clear();
    return;
  }
  const bool self_closing = !inside.empty() && inside.back() == '/';
  if (!closing && !self_closing &&
      std::find(kHidden.begin(), kHidden.end(), name) != kHidden.end()) {
    hidden_ = name;
    return;
  }
  if (std::find(kBreaking.begin(), kBreaking.end(), name) != kBreaking.end() &&
      (closing || name == "br" || name == "hr")) {
    line_break = true;
  }
}

std::string HtmlStripper::feed(std::string_view markup, bool& line_break) {
  constexpr size_t kMaxTag = 64 * 1024;
  std::string text;
  for (char c : markup) {
    if (!open_.empty()) {
      open_ += c;
      if (!comment_ && open_ == "<!--") comment_ = true;
      const bool ends = comment_ ? open_.size() > 6 && open_.ends_with("-->") : c == '>';
      if (ends || open_.size() > kMaxTag) {
        if (!comment_) tag(std::string_view(open_).substr(1, open_.size() - 2), line_break);
        open_.clear();
        comment_ = false;
      }
    } else if (c == '<') {
      open_ = "<";
    } else if (hidden_.empty()) {
      text += c;
    }
  }
  return text;
}

std::string safe_href(std::string_view address) {
  // As browsers read a URL (WHATWG URL, basic URL parser 1-3): white space around it is trimmed and
  // tabs and newlines inside it are skipped, so they must not hide a scheme from us.
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; };
  while (!address.empty() && blank(address.front())) address.remove_prefix(1);
  while (!address.empty() && blank(address.back())) address.remove_suffix(1);
  std::string clean;
  for (const char c : address) {
    if (c == ' ') {
      clean += "%20";
    } else if (!blank(c)) {
      clean += c;
    } else if (c != '\t' && c != '\n' && c != '\r') {
      return {};
    }
  }
  if (clean.starts_with("#/")) return clean;
  const std::string start = text::lower(std::string_view(clean).substr(0, 8));
  for (const std::string_view scheme : {"http://", "https://", "mailto:"}) {
    if (start.starts_with(scheme) && clean.size() > scheme.size()) return clean;
  }
  return {};
}

}  // namespace vitrine::markdown
