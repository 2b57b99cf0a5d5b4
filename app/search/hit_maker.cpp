// Says what was found: its name, the way to it, its link and a piece of its text.
#include "app/search/hit_maker.h"

#include <algorithm>

#include "app/json/pointer.h"
#include "app/json/uri.h"
#include "app/markdown/markdown.h"
#include "app/search/gatherer.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::search {
namespace {

using json::Value;

/// Of a piece of text: what stands before the first word, and all of it.
constexpr size_t kBefore = 40;
constexpr size_t kMostBytes = 160;
/// A paragraph is made plain as a whole.
constexpr size_t kMostParagraph = 2000;
constexpr int kDeepest = 8;

/// The paragraph around a place, without markup, on one line.
std::string plain_paragraph(std::string_view text, size_t at) {
  const size_t above = text.rfind("\n\n", at);
  size_t begin = above == std::string_view::npos ? 0 : above + 2;
  if (at - begin > kMostParagraph / 2) begin = text::boundary_before(text, at - kMostParagraph / 2);
  std::string_view paragraph = text.substr(begin);
  paragraph = text::cut(paragraph.substr(0, paragraph.find("\n\n", at - begin)), kMostParagraph);
  std::string plain = markdown::plain_text(markdown::parse(paragraph));
  std::replace(plain.begin(), plain.end(), '\n', ' ');
  return std::string(text::trim(plain));
}

/// A piece of a line that begins shortly before the first word found.
std::string piece(const std::string& line, const std::vector<Mark>& found) {
  size_t begin = 0;
  if (!found.empty() && found[0].begin > kBefore) {
    const size_t space = line.find(' ', found[0].begin - kBefore);
    begin =
        space < found[0].begin ? space + 1 : text::boundary_before(line, found[0].begin - kBefore);
  }
  std::string cut = text::shortened(std::string_view(line).substr(begin), kMostBytes);
  return begin > 0 ? "…" + cut : cut;
}

std::string_view text_of(Value value) {
  return value.is_string() ? value.string() : value.lexeme();
}

/// The values of an enumeration that have one of the words, else nothing.
std::string values_with_words(Value schema, const std::vector<Word>& words) {
  std::string list;
  bool any = false;
  for (const Value value : schema["enum"].elements()) {
    const std::string_view text = text_of(value);
    any = any || !marks(text, words).empty();
    if (!list.empty()) list += ", ";
    list += text;
  }
  if (const std::string_view text = schema["const"].string(); !marks(text, words).empty())
    return std::string(text);
  return any ? list : std::string();
}

/// The text of a schema, or of those in it that have no place of their own.
std::string text_in(Value value, const std::vector<Word>& words, int depth) {
  if (depth > kDeepest) return {};
  if (value.is_array()) {
    for (const Value each : value.elements())
      if (std::string text = text_in(each, words, depth + 1); !text.empty()) return text;
    return {};
  }
  if (!value.is_object()) return {};
  const std::string_view description = value["description"].string();
  if (const auto found = marks(description, words); !found.empty())
    return plain_paragraph(description, found[0].begin);
  if (std::string values = values_with_words(value, words); !values.empty()) return values;
  if (const std::string_view title = value["title"].string(); !marks(title, words).empty())
    return std::string(title);
  for (const std::string_view keyword : openapi::kWordsOfValues) {
    const Value given = value[keyword];
    for (const Value each : given.elements())
      if (!marks(each.string(), words).empty()) return std::string(each.string());
    for (const json::Member& each : given.members())
      if (!marks(each.value.string(), words).empty()) return std::string(each.value.string());
  }
  for (const json::Member& member : value.members()) {
    // Properties and examples are places of their own, or none.
    if (member.key == "properties" || member.key.substr(0, 7) == "example" ||
        member.key == "headers" || member.key == "links")
      continue;
    if (std::string text = text_in(member.value, words, depth + 1); !text.empty()) return text;
  }
  return {};
}

}  // namespace

std::string HitMaker::name_of(const Entry& entry) const {
  switch (entry.kind) {
    case Kind::operation: {
      const openapi::OperationEntry& operation = description_.operations()[entry.name];
      // Not as the list has it: two links of one name would be mistaken for each other.
      return operation.path + ' ' + operation.method;
    }
    case Kind::tag:
      return description_.groups()[entry.name].title;
    case Kind::schema:
      return description_.schemas()[entry.name].name;
    default:
      return std::string(index_.name(entry.name));
  }
}

std::string HitMaker::section_of(const Entry& heading) {
  if (page_ != heading.parent) {
    page_ = heading.parent;
    sections_ = sections(text_of(description_, index_, index_[page_]));
  }
  for (const Section& section : sections_)
    if (section.anchor == index_.name(heading.cell)) return section.text;
  return {};
}

std::string HitMaker::text_with_words(uint32_t entry) {
  const Entry& at = index_[entry];
  switch (at.kind) {
    case Kind::schema:
    case Kind::parameter:
    case Kind::body:
    case Kind::message:
    case Kind::response:
    case Kind::header:
    case Kind::field:
      return text_in(index_.source(at), words_, 0);
    default:
      break;
  }
  const auto found_in = [&](std::string_view text) {
    const auto found = marks(text, words_);
    return found.empty() ? std::string() : plain_paragraph(text, found[0].begin);
  };
  std::string text = found_in(at.kind == Kind::heading ? std::string_view(section_of(at))
                                                       : text_of(description_, index_, at));
  if (!text.empty()) return text;
  if (at.kind == Kind::callback) return found_in(index_.source(at)["summary"].string());
  if (at.kind != Kind::server) return {};
  for (const openapi::ServerVariable& variable : description_.servers()[at.way].variables) {
    text = found_in(variable.description);
    if (!text.empty()) break;
  }
  return text;
}

Hit HitMaker::make(uint32_t entry) {
  const Entry& at = index_[entry];
  Hit hit;
  hit.kind = at.kind;
  hit.link = link_of(index_, description_, entry);
  hit.title = name_of(at);
  if (at.kind == Kind::operation) {
    const std::string& summary = description_.operations()[at.name].summary;
    if (!summary.empty()) {
      hit.way.push_back({at.kind, hit.title});
      hit.title = summary;
    }
  }
  // The page has words of its own for a message.
  if (at.kind != Kind::message) hit.title_marks = marks(hit.title, words_);
  if (at.kind == Kind::parameter)
    hit.way.push_back({at.kind, openapi::name(static_cast<openapi::Location>(at.way))});
  for (uint32_t up = at.parent; up != kNone; up = index_[up].parent)
    hit.way.push_back({index_[up].kind, name_of(index_[up])});
  std::reverse(hit.way.begin(), hit.way.end());
  const std::string text = text_with_words(entry);
  if (text.empty()) return hit;
  hit.text = piece(text, marks(text, words_));
  hit.text_marks = marks(hit.text, words_);
  return hit;
}

std::string link_of(const Index& index, const openapi::Description& description, uint32_t entry) {
  std::vector<uint32_t> chain;
  for (uint32_t at = entry; at != kNone; at = index[at].parent) chain.push_back(at);
  std::string link = "#/";
  std::string pointer;
  std::string part;  // of the page: a callback
  for (auto each = chain.rbegin(); each != chain.rend(); ++each) {
    const Entry& at = index[*each];
    switch (at.kind) {
      case Kind::overview:
        break;
      case Kind::server:
        pointer = "/servers/" + std::to_string(at.way);
        break;
      case Kind::scheme:
        pointer = "/security";
        json::append(pointer, index.name(at.name));
        break;
      case Kind::scope:
        json::append(pointer, index.name(at.name));
        break;
      case Kind::callback:
        part += "/callback/" + std::to_string(at.way);
        pointer = part;
        break;
      case Kind::operation:
        link = '#' + description.operations()[at.name].link;
        break;
      case Kind::tag:
        link += "tags/" + json::encode_component(description.groups()[at.name].tag);
        break;
      case Kind::schema:
        link = '#' + description.schemas()[at.name].link;
        break;
      case Kind::heading:
        return link + "?heading=" + json::encode_component(index.name(at.cell));
      case Kind::parameter:
        pointer = part + '/' + openapi::name(static_cast<openapi::Location>(at.way));
        json::append(pointer, index.name(at.name));
        break;
      case Kind::body:
        pointer = part + "/request";
        break;
      case Kind::message:
        pointer = part + "/message";
        json::append(pointer, index.name(at.name));
        break;
      case Kind::response:
        pointer = part + "/response";
        json::append(pointer, index.name(at.name));
        break;
      case Kind::header:
      case Kind::link:
        pointer.insert(part.size() + sizeof "/response" - 1,
                       at.kind == Kind::link ? "-link" : "-header");
        json::append(pointer, index.name(at.name));
        break;
      case Kind::field: {
        int bit = 7;
        while (bit > 0 && (at.way >> bit & 1) == 0) --bit;
        while (--bit >= 0) pointer += "/*";
        json::append(pointer, index.name(at.name));
        break;
      }
    }
  }
  return pointer.empty() ? link : link + "?field=" + json::encode_component(pointer);
}

}  // namespace vitrine::search
