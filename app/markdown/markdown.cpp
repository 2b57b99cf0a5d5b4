// Markdown by md4c: its events open and close the blocks of a tree, and HTML does the same.
#include "app/markdown/markdown.h"

#include <md4c.h>

#include <functional>
#include <utility>
#include <vector>

#include "app/markdown/anchors.h"
#include "app/markdown/character_reference.h"
#include "app/markdown/footnotes.h"
#include "app/markdown/html.h"
#include "app/markdown/tree.h"
#include "app/text/utf8.h"

namespace vitrine::markdown {
namespace {

Alignment alignment(MD_ALIGN align) {
  switch (align) {
    case MD_ALIGN_LEFT:
      return Alignment::left;
    case MD_ALIGN_CENTER:
      return Alignment::center;
    case MD_ALIGN_RIGHT:
      return Alignment::right;
    default:
      return Alignment::none;
  }
}

std::string attribute(const MD_ATTRIBUTE& attribute) {
  std::string out;
  for (size_t i = 0; attribute.text && attribute.substr_offsets[i] < attribute.size; ++i) {
    const std::string_view piece(attribute.text + attribute.substr_offsets[i],
                                 attribute.substr_offsets[i + 1] - attribute.substr_offsets[i]);
    out += attribute.substr_types[i] == MD_TEXT_ENTITY ? decode_entity(piece) : std::string(piece);
  }
  return out;
}

std::string footnote_anchor(uint32_t number) { return "footnote-" + std::to_string(number); }

/// The last `columns` of the blanks that end `before`, with their tabs; spaces where none begins
/// there.
std::string indentation(std::string_view before, std::size_t columns) {
  std::size_t start = before.find_last_not_of(" \t");
  start = start == std::string_view::npos ? 0 : start + 1;
  const std::string_view blanks = before.substr(start);
  const auto next = [&](std::size_t column, char blank) {
    return blank == '\t' ? column / 4 * 4 + 4 : column + 1;
  };
  std::size_t width = 0;
  for (const char blank : blanks) width = next(width, blank);
  std::size_t column = 0;
  for (std::size_t index = 0; index < blanks.size(); ++index) {
    if (width - column == columns) return std::string(blanks.substr(index));
    column = next(column, blanks[index]);
  }
  return std::string(columns, ' ');
}

bool is_leaf(MD_BLOCKTYPE type) {
  return type == MD_BLOCK_P || type == MD_BLOCK_H || type == MD_BLOCK_TH || type == MD_BLOCK_TD;
}

/// Receives md4c's events.
class Collector {
 public:
  Collector(Markdown& result, const Limits& limits, std::string_view base)
      : tree_(result, limits, base), html_(tree_) {}

  /// The text that md4c reads now.
  void read_from(std::string_view source) { source_ = source; }

  Tree& tree() { return tree_; }
  Footnotes& footnotes() { return footnotes_; }

  int enter_block(MD_BLOCKTYPE type, void* detail) {
    read_html();
    if (is_leaf(type)) was_hidden_ = html_.hidden();
    Block block;
    switch (type) {
      case MD_BLOCK_THEAD:
        in_head_ = true;
        return 0;
      case MD_BLOCK_TBODY:
        in_head_ = false;
        return 0;
      case MD_BLOCK_P:
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
        in_code_ = true;
        if (code->lang.text) block.info.assign(code->lang.text, code->lang.size);
        break;
      }
      case MD_BLOCK_TABLE:
        block.kind = BlockKind::table;
        break;
      case MD_BLOCK_TR:
        block.kind = BlockKind::row;
        block.header = in_head_;
        break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD:
        block.kind = BlockKind::cell;
        block.header = type == MD_BLOCK_TH;
        block.alignment = alignment(static_cast<MD_BLOCK_TD_DETAIL*>(detail)->align);
        break;
      default:  // the document, and HTML, whose tags make the blocks
        return 0;
    }
    tree_.open(std::move(block), Tree::Owner::markdown);
    open_.emplace_back(tree_.open_blocks().size(), tree_.top().serial);
    return 0;
  }

  int leave_block(MD_BLOCKTYPE type) {
    read_html();
    indent_ = 0;
    in_code_ = false;
    if (is_leaf(type) && !was_hidden_) html_.show();
    if (type == MD_BLOCK_HTML) html_.show_text();
    if (type == MD_BLOCK_DOC) html_.show();
    if (type == MD_BLOCK_DOC || type == MD_BLOCK_HTML || type == MD_BLOCK_THEAD ||
        type == MD_BLOCK_TBODY || open_.empty()) {
      return 0;
    }
    // HTML may have ended it already.
    const auto [count, serial] = open_.back();
    open_.pop_back();
    const std::vector<Tree::Open>& open = tree_.open_blocks();
    if (count <= open.size() && open[count - 1].serial == serial) tree_.close_to(count - 1);
    return 0;
  }

  int enter_span(MD_SPANTYPE type, void* detail) {
    read_html();
    if (type == MD_SPAN_A) {
      const auto* link = static_cast<MD_SPAN_A_DETAIL*>(detail);
      tree_.set_link(tree_.new_link(attribute(link->href), attribute(link->title)));
    } else if (type == MD_SPAN_IMG) {
      if (images_++ > 0) return 0;
      const auto* shown = static_cast<MD_SPAN_IMG_DETAIL*>(detail);
      Image image;
      image.title = attribute(shown->title);
      image_ = tree_.new_image(attribute(shown->src), std::move(image));
    } else {
      tree_.change_look(look(type), 1);
    }
    return 0;
  }

  int leave_span(MD_SPANTYPE type) {
    read_html();
    if (type == MD_SPAN_A) {
      tree_.set_link(0);
    } else if (type == MD_SPAN_IMG) {
      if (--images_ > 0) return 0;
      if (!html_.hidden()) tree_.add_image(alternative_, image_);
      alternative_.clear();
    } else {
      tree_.change_look(look(type), -1);
    }
    return 0;
  }

  int text(MD_TEXTTYPE type, std::string_view text) {
    if (type == MD_TEXT_HTML) {
      markup_ += text;
      return 0;
    }
    read_html();
    if (html_.hidden()) return 0;
    if (images_ > 0) {
      alternative_ += type == MD_TEXT_ENTITY                         ? decode_entity(text)
                      : type == MD_TEXT_BR || type == MD_TEXT_SOFTBR ? " "
                                                                     : std::string(text);
      return 0;
    }
    switch (type) {
      case MD_TEXT_NULLCHAR:
        tree_.add("\xEF\xBF\xBD");
        break;
      case MD_TEXT_BR:
        tree_.add_break();
        break;
      case MD_TEXT_SOFTBR:
        tree_.add_flat(" ");
        break;
      case MD_TEXT_ENTITY:
        tree_.add(decode_entity(text));
        break;
      case MD_TEXT_NORMAL:
        add_referring(text);
        break;
      case MD_TEXT_CODE:
        add_code(text);
        break;
      default:
        tree_.add(text);
        break;
    }
    return 0;
  }

 private:
  static Makes look(MD_SPANTYPE type) {
    switch (type) {
      case MD_SPAN_EM:
        return Makes::emphasis;
      case MD_SPAN_STRONG:
        return Makes::strong;
      case MD_SPAN_DEL:
        return Makes::strikethrough;
      case MD_SPAN_CODE:
        return Makes::code;
      default:
        return Makes::plain;
    }
  }

  /// md4c hands HTML on line by line; tags may reach over lines.
  void read_html() {
    if (markup_.empty()) return;
    const std::string markup = std::exchange(markup_, {});
    html_.read(markup);
  }

  /// Text that may have references to footnotes.
  void add_referring(std::string_view text) {
    std::size_t done = 0;
    while (!footnotes_.empty()) {
      const Footnotes::Reference reference = footnotes_.find(text, done);
      if (reference.begin == std::string_view::npos) break;
      if (reference.begin > done) tree_.add_flat(text.substr(done, reference.begin - done));
      tree_.add_reference(
          std::to_string(reference.number),
          tree_.new_link(heading_link(footnote_anchor(reference.number)), std::string()));
      done = reference.end;
    }
    tree_.add_flat(text.substr(done));
  }

  /// md4c hands on an indentation as that many spaces of its own, and then what follows it.
  void add_code(std::string_view text) {
    const std::less<const char*> before;
    const bool own = before(text.data(), source_.data()) ||
                     !before(text.data(), source_.data() + source_.size());
    if (own && in_code_ && text.find_first_not_of(' ') == std::string_view::npos) {
      indent_ += text.size();
      return;
    }
    if (indent_ > 0) {
      const std::size_t at = own ? 0 : static_cast<std::size_t>(text.data() - source_.data());
      tree_.add(indentation(source_.substr(0, at), std::exchange(indent_, 0)));
    }
    tree_.add(text);
  }

  Tree tree_;
  HtmlReader html_;
  std::string_view source_;
  std::size_t indent_ = 0;  ///< columns, of a line of code that follows
  Footnotes footnotes_;
  std::string markup_;
  /// Of each block that md4c has open: how many were open with it, and its serial.
  std::vector<std::pair<std::size_t, uint64_t>> open_;
  std::string alternative_;  ///< of the image that is open
  uint32_t image_ = 0;
  int images_ = 0;
  bool in_code_ = false;
  bool in_head_ = false;
  bool was_hidden_ = false;
};

Collector& collector(void* user) { return *static_cast<Collector*>(user); }

bool read(std::string_view text, Collector& collected) {
  collected.read_from(text);
  MD_PARSER parser = {};
  parser.flags =
      MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_PERMISSIVEAUTOLINKS;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
    return collector(user).enter_block(type, detail);
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* user) {
    return collector(user).leave_block(type);
  };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* user) {
    return collector(user).enter_span(type, detail);
  };
  parser.leave_span = [](MD_SPANTYPE type, void*, void* user) {
    return collector(user).leave_span(type);
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* piece, MD_SIZE size, void* user) {
    return collector(user).text(type, std::string_view(piece, size));
  };
  return md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &collected) == 0;
}

/// The footnotes, after a line: a list of their own.
void read_footnotes(Collector& collected) {
  Tree& tree = collected.tree();
  tree.close_to(1);
  const auto open = [&tree](BlockKind kind, std::string anchor) {
    Block block;
    block.kind = kind;
    block.ordered = true;
    block.tight = true;
    block.anchor = std::move(anchor);
    tree.open(std::move(block), Tree::Owner::markdown);
  };
  open(BlockKind::rule, {});
  tree.close_to(1);
  open(BlockKind::list, {});
  uint32_t number = 1;
  while (const std::string* note = collected.footnotes().text(number)) {
    open(BlockKind::item, footnote_anchor(number++));
    read(*note, collected);
    tree.close_to(2);
  }
}

}  // namespace

Markdown parse(std::string_view text, const Limits& limits, std::string_view base) {
  Markdown result;
  std::string_view kept = text::cut(text, limits.bytes);
  result.truncated = kept.size() < text.size();
  Collector collected(result, limits, base);
  std::string rest;
  if (kept.find("[^") != std::string_view::npos) {
    rest = collected.footnotes().take(kept);
    kept = rest;
  }
  if (!read(kept, collected)) result.truncated = true;
  if (!collected.footnotes().empty()) read_footnotes(collected);
  collected.tree().finish();
  name_headings(result);
  return result;
}

}  // namespace vitrine::markdown
