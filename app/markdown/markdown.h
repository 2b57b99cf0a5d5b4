#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// CommonMark, with tables, strikethrough and bare links, as plain data for views, export and
/// search. HTML is never kept as HTML: `<br>` breaks a line, other tags are dropped and their text
/// stays; the contents of script and style elements are dropped too.
namespace vitrine::markdown {

struct Limits {
  uint32_t bytes = 1u << 20;  ///< the rest is cut, `truncated` says so
  uint32_t depth = 24;        ///< deeper blocks join their parent
  uint32_t spans = 100'000;
  uint32_t columns = 64;  ///< of a table
};

enum class SpanKind : uint8_t { text, code, image, line_break };

/// A run of text of one look. Links reach over spans: equal `link` numbers (from 1; 0 none) belong
/// together and their address is `Markdown::links[link - 1]`.
struct Span {
  SpanKind kind = SpanKind::text;
  bool emphasis = false;
  bool strong = false;
  bool strikethrough = false;
  uint32_t link = 0;
  std::string text;  ///< of an image: its alternative text
};

/// Only what `safe_href` lets through becomes a link.
struct Link {
  std::string href;
  std::string title;
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
  cell
};

enum class Alignment : uint8_t { none, left, center, right };

struct Block {
  BlockKind kind = BlockKind::paragraph;
  uint8_t level = 0;     ///< heading: 1–6
  bool ordered = false;  ///< list
  bool tight = false;    ///< list
  bool header = false;   ///< row
  bool task = false;     ///< item with a box
  bool checked = false;
  Alignment alignment = Alignment::none;  ///< cell
  uint32_t start = 1;                     ///< ordered list
  std::string info;                       ///< code: the first word of the fence
  std::vector<Span> spans;
  std::vector<Block> children;
};

struct Markdown {
  std::vector<Block> blocks;
  std::vector<Link> links;
  bool truncated = false;
};

/// Any bytes give a result; work is linear in their number.
Markdown parse(std::string_view text, const Limits& limits = {});

/// The text alone, one line a block, for search and summaries.
std::string plain_text(const Markdown& markdown);
std::string plain_text(const Block& block);

/// The address if it may be a link, else "": http, https, mailto and places of this page, `#/…`.
std::string safe_href(std::string_view address);

}  // namespace vitrine::markdown
