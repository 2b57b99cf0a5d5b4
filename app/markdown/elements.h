// The elements of HTML that descriptions may use. The tags of all others are dropped.
#pragma once

#include <cstdint>
#include <string_view>

namespace vitrine::markdown {

/// What an element becomes.
enum class Makes : std::uint8_t {
  group,  ///< blocks of their own, nothing else
  paragraph,
  heading,
  unordered_list,
  ordered_list,
  item,
  definitions,
  term,
  definition,
  quote,
  code_block,
  details,
  summary,
  table,
  table_head,
  table_body,
  row,
  cell,
  header_cell,
  line_break,
  rule,
  image,
  // A look of text:
  plain,
  strong,
  emphasis,
  underline,
  strikethrough,
  marked,
  code,
  subscript,
  superscript,
  link,
  nothing,  ///< is dropped with its contents
};

enum class Content : std::uint8_t {
  none,        ///< the element has no end tag
  blocks,      ///< blocks or text
  parts,       ///< blocks of certain kinds: items, rows
  text,        ///< a look that ends with the block around it
  formatting,  ///< a look that goes on in the next block
  hidden
};

/// A bit for each attribute.
namespace attribute {
inline constexpr std::uint16_t kHref = 1;
inline constexpr std::uint16_t kSrc = 2;
inline constexpr std::uint16_t kAlt = 4;
inline constexpr std::uint16_t kTitle = 8;
inline constexpr std::uint16_t kWidth = 16;
inline constexpr std::uint16_t kHeight = 32;
inline constexpr std::uint16_t kAlign = 64;
inline constexpr std::uint16_t kColspan = 128;
inline constexpr std::uint16_t kRowspan = 256;
inline constexpr std::uint16_t kOpen = 512;
inline constexpr std::uint16_t kStart = 1024;

/// In the order of the bits.
inline constexpr std::string_view kNames[] = {"href",    "src",    "alt",   "title",
                                              "width",   "height", "align", "colspan",
                                              "rowspan", "open",   "start"};
}  // namespace attribute

struct Element {
  std::string_view name;
  Makes makes;
  Content content;
  std::uint16_t attributes = 0;
};

inline constexpr std::uint16_t kCellAttributes =
    attribute::kAlign | attribute::kColspan | attribute::kRowspan;

inline constexpr Element kElements[] = {
    {"p", Makes::paragraph, Content::blocks, attribute::kAlign},
    {"h1", Makes::heading, Content::blocks, attribute::kAlign},
    {"h2", Makes::heading, Content::blocks, attribute::kAlign},
    {"h3", Makes::heading, Content::blocks, attribute::kAlign},
    {"h4", Makes::heading, Content::blocks, attribute::kAlign},
    {"h5", Makes::heading, Content::blocks, attribute::kAlign},
    {"h6", Makes::heading, Content::blocks, attribute::kAlign},
    {"ul", Makes::unordered_list, Content::parts},
    {"ol", Makes::ordered_list, Content::parts, attribute::kStart},
    {"li", Makes::item, Content::blocks},
    {"dl", Makes::definitions, Content::parts},
    {"dt", Makes::term, Content::blocks},
    {"dd", Makes::definition, Content::blocks},
    {"blockquote", Makes::quote, Content::blocks},
    {"pre", Makes::code_block, Content::blocks},
    {"details", Makes::details, Content::blocks, attribute::kOpen},
    {"summary", Makes::summary, Content::blocks},
    {"table", Makes::table, Content::parts},
    {"thead", Makes::table_head, Content::parts},
    {"tbody", Makes::table_body, Content::parts},
    {"tfoot", Makes::table_body, Content::parts},
    {"tr", Makes::row, Content::parts, attribute::kAlign},
    {"td", Makes::cell, Content::blocks, kCellAttributes},
    {"th", Makes::header_cell, Content::blocks, kCellAttributes},
    {"div", Makes::group, Content::blocks, attribute::kAlign},
    {"center", Makes::group, Content::blocks},
    {"section", Makes::group, Content::blocks},
    {"article", Makes::group, Content::blocks},
    {"figure", Makes::group, Content::blocks},
    {"figcaption", Makes::group, Content::blocks},
    {"br", Makes::line_break, Content::none},
    {"hr", Makes::rule, Content::none},
    {"img", Makes::image, Content::none,
     attribute::kSrc | attribute::kAlt | attribute::kTitle | attribute::kWidth |
         attribute::kHeight},
    {"a", Makes::link, Content::formatting, attribute::kHref | attribute::kTitle},
    {"b", Makes::strong, Content::formatting},
    {"strong", Makes::strong, Content::formatting},
    {"i", Makes::emphasis, Content::formatting},
    {"em", Makes::emphasis, Content::formatting},
    {"u", Makes::underline, Content::formatting},
    {"ins", Makes::underline, Content::text},
    {"s", Makes::strikethrough, Content::formatting},
    {"del", Makes::strikethrough, Content::text},
    {"mark", Makes::marked, Content::text},
    {"code", Makes::code, Content::formatting},
    {"kbd", Makes::code, Content::text},
    {"sub", Makes::subscript, Content::text},
    {"sup", Makes::superscript, Content::text},
    {"span", Makes::plain, Content::text},
    {"script", Makes::nothing, Content::hidden},
    {"style", Makes::nothing, Content::hidden},
    {"iframe", Makes::nothing, Content::hidden},
    {"object", Makes::nothing, Content::hidden},
    {"template", Makes::nothing, Content::hidden},
    {"noscript", Makes::nothing, Content::hidden},
    {"svg", Makes::nothing, Content::hidden},
    {"textarea", Makes::nothing, Content::hidden},
    {"title", Makes::nothing, Content::hidden},
};

/// The other elements of HTML, whose tags say nothing. Any other name in angle brackets is no
/// element but a placeholder of the author's, as in `Bearer <token>`.
inline constexpr std::string_view kOtherNames[] = {
    "acronym",  "applet",   "basefont", "blink",  "dir",      "keygen",  "marquee", "noembed",
    "noframes", "abbr",     "address",  "area",   "aside",    "audio",   "base",    "bdi",
    "bdo",      "big",      "body",     "button", "canvas",   "caption", "cite",    "col",
    "colgroup", "data",     "dfn",      "embed",  "fieldset", "font",    "footer",  "form",
    "frame",    "frameset", "head",     "header", "hgroup",   "html",    "input",   "label",
    "legend",   "link",     "main",     "map",    "math",     "menu",    "meta",    "meter",
    "nav",      "nobr",     "optgroup", "option", "output",   "param",   "picture", "progress",
    "q",        "rp",       "rt",       "ruby",   "samp",     "search",  "select",  "small",
    "source",   "strike",   "time",     "track",  "tt",       "var",     "video",   "wbr"};

constexpr bool is_other_element(std::string_view name) {
  for (const std::string_view other : kOtherNames)
    if (other == name) return true;
  return false;
}

/// Null for an element that descriptions may not use.
constexpr const Element* find_element(std::string_view name) {
  for (const Element& element : kElements) {
    if (element.name == name) return &element;
  }
  return nullptr;
}

}  // namespace vitrine::markdown
