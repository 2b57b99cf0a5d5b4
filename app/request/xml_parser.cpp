#include "app/request/xml_parser.h"

#include <algorithm>
#include <optional>

#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::request {
namespace {

constexpr int kMaxDepth = 64;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Elements, attributes and text (XML 1.0); entities of a document type are not known.
class Parser {
 public:
  explicit Parser(std::string_view xml) : xml_(xml) {}

  json::Result<XmlElement> parse() {
    skip_misc();
    XmlElement root;
    if (element(root, 0)) {
      skip_misc();
      if (at_ < xml_.size()) fail("there is more after the outermost element");
    }
    if (!failure_.empty()) return json::Error{failure_, {}, position()};
    return root;
  }

 private:
  bool fail(std::string why) {
    if (failure_.empty()) {
      failure_ = std::move(why);
      failed_at_ = std::min(at_, xml_.size());
    }
    return false;
  }
  json::Position position() const {
    const std::string_view before = xml_.substr(0, failed_at_);
    json::Position position{1, 1};
    for (const char c : before) {
      if (c == '\n') {
        ++position.line;
        position.column = 1;
      } else if (!text::is_continuation(c)) {
        ++position.column;
      }
    }
    return position;
  }
  bool take(std::string_view token) {
    if (!xml_.substr(at_).starts_with(token)) return false;
    at_ += token.size();
    return true;
  }
  void skip_space() {
    while (at_ < xml_.size() && is_space(xml_[at_])) ++at_;
  }
  /// The text up to `end`, which is passed; nothing where there is none.
  std::optional<std::string_view> until(std::string_view end) {
    const size_t found = xml_.find(end, at_);
    if (found == std::string_view::npos) return std::nullopt;
    const std::string_view text = xml_.substr(at_, found - at_);
    at_ = found + end.size();
    return text;
  }
  /// Declarations, comments, processing instructions.
  void skip_misc() {
    for (;;) {
      skip_space();
      const size_t before = at_;
      if (take("<!--")) {
        until("-->");
      } else if (take("<?")) {
        until("?>");
      } else if (take("<!")) {
        until(">");
      }
      if (at_ == before) return;
    }
  }
  std::string name() {
    const size_t begin = at_;
    while (at_ < xml_.size() && !is_space(xml_[at_]) &&
           std::string_view("<>/=\"'").find(xml_[at_]) == std::string_view::npos) {
      ++at_;
    }
    return std::string(xml_.substr(begin, at_ - begin));
  }

  bool element(XmlElement& element, int depth) {
    if (depth >= kMaxDepth) return fail("the elements are nested too deeply");
    if (!take("<")) return fail("an element is missing");
    element.name = name();
    if (element.name.empty()) return fail("an element has no name");
    for (;;) {
      skip_space();
      if (take("/>")) return true;
      if (take(">")) return content(element, depth);
      std::string attribute = name();
      skip_space();
      if (attribute.empty() || !take("=")) return fail("<" + element.name + "> does not end");
      skip_space();
      const char quote = at_ < xml_.size() ? xml_[at_++] : ' ';
      if (quote != '"' && quote != '\'') return fail(attribute + " has no value in quotes");
      const auto value = until(std::string_view(&quote, 1));
      if (!value) return fail(attribute + " does not end");
      element.attributes.emplace_back(std::move(attribute), decoded(*value));
    }
  }

  bool content(XmlElement& element, int depth) {
    while (at_ < xml_.size()) {
      if (take("</")) {
        const std::string closed = name();
        skip_space();
        if (closed != element.name || !take(">"))
          return fail("<" + element.name + "> is closed by </" + closed + ">");
        return true;
      }
      if (take("<![CDATA[")) {
        const auto section = until("]]>");
        if (!section) return fail("a CDATA section does not end");
        element.text += *section;
      } else if (take("<!--")) {
        if (!until("-->")) return fail("a comment does not end");
      } else if (take("<?")) {
        if (!until("?>")) return fail("an instruction does not end");
      } else if (xml_[at_] == '<') {
        if (!this->element(element.children.emplace_back(), depth + 1)) return false;
      } else {
        const size_t end = std::min(xml_.find('<', at_), xml_.size());
        element.text += decoded(xml_.substr(at_, end - at_));
        at_ = end;
      }
    }
    return fail("<" + element.name + "> is not closed");
  }

  std::string decoded(std::string_view text) {
    std::string out;
    while (!text.empty()) {
      const size_t mark = text.find('&');
      out += text.substr(0, mark);
      if (mark == std::string_view::npos) break;
      text.remove_prefix(mark + 1);
      const size_t end = text.find(';');
      const std::string_view entity = text.substr(0, end);
      if (end == std::string_view::npos || !add_entity(out, entity)) {
        fail("&" + std::string(entity.substr(0, 12)) + " is not known");
        return out;
      }
      text.remove_prefix(end + 1);
    }
    return out;
  }

  static bool add_entity(std::string& out, std::string_view entity) {
    constexpr std::pair<std::string_view, char> kKnown[] = {
        {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    for (const auto& [name, c] : kKnown) {
      if (entity != name) continue;
      out += c;
      return true;
    }
    if (!entity.starts_with('#')) return false;
    entity.remove_prefix(1);
    const bool hex = entity.starts_with('x');
    if (hex) entity.remove_prefix(1);
    char32_t point = 0;
    for (const char c : entity) {
      if (!(hex ? text::is_hex(c) : text::is_digit(c)) || point > 0x10FFFF) return false;
      const int digit = text::is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
      point = point * (hex ? 16 : 10) + static_cast<char32_t>(digit);
    }
    if (entity.empty() || point == 0 || point > 0x10FFFF) return false;
    text::append_utf8(out, point);
    return true;
  }

  std::string_view xml_;
  size_t at_ = 0;
  std::string failure_;
  size_t failed_at_ = 0;
};

}  // namespace

json::Result<XmlElement> parse_xml(std::string_view xml) { return Parser(xml).parse(); }

}  // namespace vitrine::request
