#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// CommonMark with the additions of GitHub (tables, strikethrough, tasks, bare links, footnotes)
/// and the elements of HTML that elements.h lists, as plain data for views, export and search. HTML
/// is never kept as HTML: other tags are dropped and their text stays; the contents of script and
/// style elements are dropped too.
namespace vitrine::markdown {

struct Limits {
  uint32_t bytes = 1u << 20;  ///< the rest is cut, `truncated` says so
  uint32_t depth = 24;        ///< deeper blocks join their parent
  uint32_t spans = 100'000;   ///< and as many cells that others reach into
  uint32_t columns = 64;      ///< of a table
};

enum class SpanKind : uint8_t { text, code, image, line_break };

/// A run of text of one look. Links reach over spans: equal `link` numbers (from 1; 0 none) belong
/// together and their address is `Markdown::links[link - 1]`.
struct Span {
  SpanKind kind = SpanKind::text;
  bool emphasis = false;
  bool strong = false;
  bool strikethrough = false;
  bool underline = false;
  bool marked = false;
  bool subscript = false;
  bool superscript = false;
  uint32_t link = 0;
  uint32_t image = 0;  ///< from 1: `Markdown::images[image - 1]`; 0 for one that may not be shown
  std::string text;    ///< of an image: its alternative text
};

/// Only what `safe_href` lets through becomes a link.
struct Link {
  std::string href;
  std::string title;
  bool here = false;  ///< leads to a heading or a footnote of this text
};

struct Image {
  std::string source;  ///< as `safe_source` lets it through
  std::string title;
  uint32_t width = 0;  ///< in pixels; 0 unknown
  uint32_t height = 0;
};

enum class BlockKind : uint8_t {
  paragraph,
  heading,
  list,  ///< children are items
  item,
  quote,
  code,  ///< one text span; `info` is the language
  rule,
  table,  ///< children are rows
  row,    ///< children are cells
  cell,
  definitions,  ///< children are terms and definitions
  term,
  definition,
  details,  ///< the first child may be a summary
  summary
};

enum class Alignment : uint8_t { none, left, center, right };

struct Block {
  BlockKind kind = BlockKind::paragraph;
  uint8_t level = 0;     ///< heading: 1–6
  bool ordered = false;  ///< list
  bool tight = false;    ///< list
  bool header = false;   ///< row, cell
  bool task = false;     ///< item with a box
  bool checked = false;
  bool open = false;                      ///< details
  Alignment alignment = Alignment::none;  ///< paragraph, heading, cell
  uint16_t columns = 1;                   ///< cell: how many it reaches over
  /// Cell: how many rows it reaches into. The rows below have an empty cell in its place.
  uint16_t rows = 1;
  uint32_t start = 1;  ///< ordered list
  std::string info;    ///< code: the first word of the fence
  std::string anchor;  ///< heading, footnote: its name in links
  std::vector<Span> spans;
  std::vector<Block> children;
};

struct Markdown {
  std::vector<Block> blocks;
  std::vector<Link> links;
  std::vector<Image> images;
  bool truncated = false;
};

/// Any bytes give a result; work is linear in their number. Relative addresses are seen from
/// `base`, the address of the description. A link to a heading, `#its-name`, has the `heading_link`
/// of that name.
Markdown parse(std::string_view text, const Limits& limits = {}, std::string_view base = {});

/// The text alone, one line a block, for search and summaries.
std::string plain_text(const Markdown& markdown);
std::string plain_text(const Block& block);

/// The address if it may be a link, else "": http, https, mailto and places of this page, `#/…`.
std::string safe_href(std::string_view address);
/// The address if it may be that of an image, else "": http, https and embedded images.
std::string safe_source(std::string_view address);

/// A link of the page to a heading: `#/?heading=NAME`.
std::string heading_link(std::string_view anchor);
/// The anchor that such a link names, decoded, on whatever page; else "".
std::string heading_of(std::string_view link);

}  // namespace vitrine::markdown
