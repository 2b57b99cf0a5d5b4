#include "app/markdown/markdown.h"

#include <md4c.h>

#include <algorithm>

#include "app/markdown/html.h"
#include "app/text/utf8.h"

namespace vitrine::markdown {
namespace {

/// Receives md4c's events and keeps the open blocks on a stack.
class Collector {
 public:
  Collector(Markdown& result, const Limits& limits) : result_(result), limits_(limits) {}

  int enter_block(MD_BLOCKTYPE type, void* detail) {
    Block block;
    switch (type) {
      case MD_BLOCK_DOC:
        return 0;
      case MD_BLOCK_THEAD:
        in_head_ = true;
        return 0;
      case MD_BLOCK_TBODY:
        in_head_ = false;
        return 0;
      case MD_BLOCK_P:
      case MD_BLOCK_HTML:
        block.kind = BlockKind::paragraph;
        break;
      case MD_BLOCK_HR:
        block.kind = BlockKind::rule;
        break;
      case MD_BLOCK_QUOTE:
        block.kind = BlockKind::quote;
        break;
      case MD_BLOCK_H:
        block.kind = BlockKind::heading;
        block.level = static_cast<uint8_t>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
        break;
      case MD_BLOCK_UL:
        block.kind = BlockKind::list;
        block.tight = static_cast<MD_BLOCK_UL_DETAIL*>(detail)->is_tight != 0;
        break;
      case MD_BLOCK_OL: {
        const auto* list = static_cast<MD_BLOCK_OL_DETAIL*>(detail);
        block.kind = BlockKind::list;
        block.ordered = true;
        block.tight = list->is_tight != 0;
        block.start = list->start;
        break;
      }
      case MD_BLOCK_LI: {
        const auto* item = static_cast<MD_BLOCK_LI_DETAIL*>(detail);
        block.kind = BlockKind::item;
        block.task = item->is_task != 0;
        block.checked = block.task && item->task_mark != ' ';
        break;
      }
      case MD_BLOCK_CODE: {
        const auto* code = static_cast<MD_BLOCK_CODE_DETAIL*>(detail);
        block.kind = BlockKind::code;
        if (code->lang.text) block.info.assign(code->lang.text, code->lang.size);
        break;
      }
      case MD_BLOCK_TABLE:
        block.kind = BlockKind::table;
        break;
      case MD_BLOCK_TR:
        block.kind = BlockKind::row;
        block.header = in_head_;
        column_ = 0;
        break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD:
        block.kind = BlockKind::cell;
        // In the order of MD_ALIGN.
        block.alignment = static_cast<Alignment>(static_cast<MD_BLOCK_TD_DETAIL*>(detail)->align);
        if (++column_ > limits_.columns) result_.truncated = true;
        break;
    }
    open(std::move(block));
    return 0;
  }

  int leave_block(MD_BLOCKTYPE type) {
    if (type == MD_BLOCK_DOC || type == MD_BLOCK_THEAD || type == MD_BLOCK_TBODY) return 0;
    close();
    return 0;
  }

  /// A span that begins (`step` 1) or ends (-1).
  int span(MD_SPANTYPE type, void* detail, int step) {
    switch (type) {
      case MD_SPAN_EM:
        emphasis_ += step;
        break;
      case MD_SPAN_STRONG:
        strong_ += step;
        break;
      case MD_SPAN_DEL:
        strikethrough_ += step;
        break;
      case MD_SPAN_CODE:
        kind_ = step > 0 ? SpanKind::code : SpanKind::text;
        break;
      case MD_SPAN_A:
        link_ = step > 0 ? add_link(*static_cast<MD_SPAN_A_DETAIL*>(detail)) : 0;
        break;
      case MD_SPAN_IMG:
        images_ += step;
        break;
      default:
        break;
    }
    return 0;
  }

  int text(MD_TEXTTYPE type, std::string_view text) {
    switch (type) {
      case MD_TEXT_NULLCHAR:
        add("\xEF\xBF\xBD");
        break;
      case MD_TEXT_BR:
        add_break();
        break;
      case MD_TEXT_SOFTBR:
        add_flat(" ");
        break;
      case MD_TEXT_ENTITY:
        add(decode_entity(text));
        break;
      case MD_TEXT_HTML:
        html(text);
        break;
      case MD_TEXT_NORMAL:
        add_flat(text);
        break;
      default:
        add(text);
        break;
    }
    return 0;
  }

 private:
  static std::string attribute(const MD_ATTRIBUTE& attribute) {
    std::string out;
    for (size_t i = 0; attribute.text && attribute.substr_offsets[i] < attribute.size; ++i) {
      const std::string_view piece(attribute.text + attribute.substr_offsets[i],
                                   attribute.substr_offsets[i + 1] - attribute.substr_offsets[i]);
      out +=
          attribute.substr_types[i] == MD_TEXT_ENTITY ? decode_entity(piece) : std::string(piece);
    }
    return out;
  }

  /// The blocks that the next one joins.
  std::vector<Block>& siblings() { return open_.empty() ? result_.blocks : open_.back()->children; }

  /// Opens a block, unless it lies too deep or too far right: then its text joins what is open.
  void open(Block block) {
    const bool cut = open_.size() >= limits_.depth ||
                     (block.kind == BlockKind::cell && column_ > limits_.columns);
    kept_.push_back(!cut);
    if (cut) {
      result_.truncated = true;
      separate();
      return;
    }
    open_.push_back(&siblings().emplace_back(std::move(block)));
  }

  void close() {
    if (kept_.empty()) return;
    const bool was_kept = kept_.back();
    kept_.pop_back();
    if (!was_kept) return;
    Block& block = *open_.back();
    while (!block.spans.empty() && block.spans.back().kind == SpanKind::line_break) {
      block.spans.pop_back();
    }
    // Fenced code ends with a line end that belongs to the fence.
    if (block.kind == BlockKind::code && !block.spans.empty() &&
        block.spans.back().text.ends_with('\n')) {
      block.spans.back().text.pop_back();
    }
    const bool empty = block.kind == BlockKind::paragraph && block.spans.empty();
    open_.pop_back();
    if (empty) siblings().pop_back();
  }

  void separate() {
    if (last_span()) add(" ");
  }

  /// The number of the link; 0 where its address may not be one.
  uint32_t add_link(const MD_SPAN_A_DETAIL& link) {
    std::string href = safe_href(attribute(link.href));
    if (href.empty()) return 0;
    result_.links.push_back({std::move(href), attribute(link.title)});
    return static_cast<uint32_t>(result_.links.size());
  }

  void html(std::string_view markup) {
    bool line_break = false;
    std::string plain = strip_.feed(markup, line_break);
    // HTML blocks come with line ends; running text has white space of its own.
    std::replace(plain.begin(), plain.end(), '\n', ' ');
    add_flat(plain);
    if (line_break) add_break();
  }

  void add_break() {
    Span span;
    span.kind = SpanKind::line_break;
    if (last_span()) push(std::move(span));
  }

  /// Collapses white space as HTML does: one space for several, none at the beginning of a line.
  void add_flat(std::string_view text) {
    std::string flat;
    const Span* last = last_span();
    bool spaced = last == nullptr || last->kind == SpanKind::line_break ||
                  (last->kind == SpanKind::text && last->text.ends_with(' '));
    for (const char c : text) {
      if (c != ' ' || !spaced) flat += c;
      spaced = c == ' ';
    }
    add(flat);
  }

  void add(std::string_view text) {
    if (strip_.hidden() || text.empty()) return;
    Span span;
    span.kind = images_ > 0 ? SpanKind::image : kind_;
    span.emphasis = emphasis_ > 0;
    span.strong = strong_ > 0;
    span.strikethrough = strikethrough_ > 0;
    span.link = link_;
    if (Span* last = last_span(); last && last->kind == span.kind &&
                                  last->emphasis == span.emphasis && last->strong == span.strong &&
                                  last->strikethrough == span.strikethrough &&
                                  last->link == span.link) {
      last->text += text;
      return;
    }
    span.text = std::string(text);
    push(std::move(span));
  }

  Span* last_span() {
    if (open_.empty() || open_.back()->spans.empty()) return nullptr;
    return &open_.back()->spans.back();
  }

  void push(Span span) {
    if (++spans_ > limits_.spans) {
      result_.truncated = true;
      return;
    }
    if (open_.empty()) return;
    // Text of a tight item has no paragraph of its own; with a block before it, it gets one.
    Block& block = *open_.back();
    if (!block.children.empty() && block.kind != BlockKind::row) {
      if (block.children.back().kind != BlockKind::paragraph) block.children.emplace_back();
      block.children.back().spans.push_back(std::move(span));
      return;
    }
    block.spans.push_back(std::move(span));
  }

  Markdown& result_;
  const Limits& limits_;
  std::vector<Block*> open_;
  std::vector<bool> kept_;
  HtmlStripper strip_;
  SpanKind kind_ = SpanKind::text;
  int emphasis_ = 0;
  int strong_ = 0;
  int strikethrough_ = 0;
  int images_ = 0;
  uint32_t link_ = 0;
  uint32_t column_ = 0;
  uint32_t spans_ = 0;
  bool in_head_ = false;
};

Collector& collector(void* user) { return *static_cast<Collector*>(user); }

void add_plain(std::string& out, const Block& block) {
  for (const Span& span : block.spans) {
    out += span.kind == SpanKind::line_break ? " " : span.text;
  }
  const bool row = block.kind == BlockKind::row;
  if (!block.spans.empty() && block.kind != BlockKind::cell) out += '\n';
  for (const Block& child : block.children) {
    add_plain(out, child);
    if (row) out += ' ';
  }
  if (row) out += '\n';
}

}  // namespace

Markdown parse(std::string_view text, const Limits& limits) {
  Markdown result;
  const std::string_view kept = text::cut(text, limits.bytes);
  result.truncated = kept.size() < text.size();
  Collector collected(result, limits);
  MD_PARSER parser = {};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS |
                 MD_FLAG_PERMISSIVEURLAUTOLINKS | MD_FLAG_PERMISSIVEWWWAUTOLINKS;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
    return collector(user).enter_block(type, detail);
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* user) {
    return collector(user).leave_block(type);
  };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* user) {
    return collector(user).span(type, detail, 1);
  };
  parser.leave_span = [](MD_SPANTYPE type, void* detail, void* user) {
    return collector(user).span(type, detail, -1);
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* piece, MD_SIZE size, void* user) {
    return collector(user).text(type, std::string_view(piece, size));
  };
  if (md_parse(kept.data(), static_cast<MD_SIZE>(kept.size()), &parser, &collected) != 0) {
    result.truncated = true;
  }
  return result;
}

std::string plain_text(const Block& block) {
  std::string out;
  add_plain(out, block);
  return out;
}

std::string plain_text(const Markdown& markdown) {
  std::string out;
  for (const Block& block : markdown.blocks) add_plain(out, block);
  return out;
}

}  // namespace vitrine::markdown
