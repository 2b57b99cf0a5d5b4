#include "app/session/reference/paper.h"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "app/json/writer.h"
#include "app/markdown/markdown.h"
#include "app/request/endpoint.h"
#include "app/session/words.h"

namespace vitrine::session {
namespace {

using markdown::Block;
using markdown::BlockKind;
using markdown::Span;
using markdown::SpanKind;

/// Some two thousand pages.
constexpr std::size_t kMostBytes = 8'000'000;

/// The element of a block; of most kinds it depends on nothing else.
std::string tag_of(const Block& block) {
  switch (block.kind) {
    case BlockKind::heading:
      return "h" + std::to_string(block.level);
    case BlockKind::list:
      return block.ordered ? "ol" : "ul";
    case BlockKind::item:
      return "li";
    case BlockKind::quote:
      return "blockquote";
    case BlockKind::code:
      return "pre";
    case BlockKind::rule:
      return "hr";
    case BlockKind::table:
      return "table";
    case BlockKind::row:
      return "tr";
    case BlockKind::cell:
      return block.header ? "th" : "td";
    case BlockKind::definitions:
      return "dl";
    case BlockKind::term:
      return "dt";
    case BlockKind::definition:
      return "dd";
    case BlockKind::details:
      return "div";
    case BlockKind::paragraph:
    case BlockKind::summary:
      break;
  }
  return "p";
}

class Paper {
 public:
  Paper(const markdown::Markdown& markdown, std::string_view description_url,
        std::string_view page_url, std::string& out)
      : markdown_(markdown), description_url_(description_url), page_url_(page_url), out_(out) {}

  void write() {
    for (const Block& each : markdown_.blocks) {
      json::Writer writer(out_);
      writer_ = &writer;
      block(each);
      out_ += '\n';
    }
  }

 private:
  void begin(std::string_view tag) { writer_->begin_array().string(tag); }
  void end() { writer_->end_array(); }
  void attribute(std::string_view name, std::string_view value) {
    writer_->begin_object().string(name, value).end_object();
  }

  void block(const Block& block) {
    begin(tag_of(block));
    if (block.kind == BlockKind::list && block.ordered && block.start != 1)
      attribute("start", std::to_string(block.start));
    if (block.kind == BlockKind::cell && block.columns > 1)
      attribute("colspan", std::to_string(block.columns));
    if (block.task) writer_->string(block.checked ? "☑ " : "☐ ");
    const bool code = block.kind == BlockKind::code;
    const bool summary = block.kind == BlockKind::summary;
    if (code || summary) begin(code ? "code" : "strong");
    if (code) {
      const std::string text = markdown::plain_text(block);
      writer_->string(std::string_view(text).substr(0, text.find_last_not_of('\n') + 1));
    } else {
      spans(block.spans);
    }
    if (code || summary) end();
    for (const Block& child : block.children) this->block(child);
    end();
  }

  /// Links reach over spans.
  void spans(std::span<const Span> all) {
    for (std::size_t at = 0; at < all.size();) {
      const std::uint32_t link = all[at].link;
      const std::string href = link > 0 ? address(markdown_.links[link - 1]) : std::string();
      if (!href.empty()) {
        begin("a");
        attribute("href", href);
      }
      do {
        span(all[at++], !href.empty());
      } while (at < all.size() && all[at].link == link);
      if (!href.empty()) end();
    }
  }

  /// Places of the page are nowhere on paper.
  static std::string address(const markdown::Link& link) {
    return link.here || link.href.starts_with('#') ? std::string() : link.href;
  }

  void span(const Span& span, bool linked) {
    struct Look {
      bool Span::*is;
      std::string_view tag;
    };
    constexpr Look kLooks[] = {{&Span::strong, "strong"},   {&Span::emphasis, "em"},
                               {&Span::strikethrough, "s"}, {&Span::underline, "u"},
                               {&Span::marked, "mark"},     {&Span::subscript, "sub"},
                               {&Span::superscript, "sup"}};
    int open = 0;
    for (const Look& look : kLooks) {
      if (!(span.*look.is)) continue;
      begin(look.tag);
      ++open;
    }
    if (span.kind == SpanKind::line_break) {
      begin("br");
      end();
    } else if (span.kind == SpanKind::code) {
      begin("code");
      writer_->string(span.text);
      end();
    } else if (span.kind == SpanKind::image && span.image > 0) {
      image(markdown_.images[span.image - 1], span.text, linked);
    } else if (!span.text.empty()) {
      writer_->string(span.text);
    }
    for (; open > 0; --open) end();
  }

  void image(const markdown::Image& image, const std::string& words, bool linked) {
    if (is_near(image.source, description_url_, page_url_)) {
      begin("img");
      attribute("referrerpolicy", "no-referrer");
      attribute("alt", words);
      if (image.width > 0) attribute("width", std::to_string(image.width));
      if (image.height > 0) attribute("height", std::to_string(image.height));
      attribute("src", image.source);
      end();
    } else if (linked) {
      writer_->string(words.empty() ? image.source : words);
    } else {
      begin("a");
      attribute("href", image.source);
      writer_->string(words.empty() ? image.source : words);
      end();
    }
  }

  const markdown::Markdown& markdown_;
  std::string_view description_url_;
  std::string_view page_url_;
  std::string& out_;
  json::Writer* writer_ = nullptr;
};

}  // namespace

bool is_near(std::string_view image, std::string_view description_url, std::string_view page_url) {
  if (markdown::safe_href(image).empty()) return true;
  const std::string origin = request::origin_of(image);
  return origin == request::origin_of(description_url) || origin == request::origin_of(page_url);
}

void DocumentPaper::print(std::string_view text, std::string& out) const {
  if (text.empty()) return;
  const std::string& url = description_.uri();
  const markdown::Markdown read = markdown::parse(text, {}, url);
  Paper(read, url, page_url_, out).write();
}

DocumentPaper::DocumentPaper(const openapi::Description& description, schema::Language language,
                             std::string page_url)
    : description_(description),
      language_(language),
      page_url_(std::move(page_url)),
      markdown_(description, language) {}

bool DocumentPaper::step(std::string& out) {
  std::string text;
  std::vector<std::size_t> seams;
  const std::size_t before = out.size();
  const bool last = markdown_.step(text, &seams);
  seams.push_back(text.size());
  std::size_t begin = 0;
  for (const std::size_t end : seams) {
    print(std::string_view(text).substr(begin, end - begin), out);
    begin = end;
  }
  written_ += out.size() - before;
  if (last || written_ < kMostBytes) return last;
  print(word(Word::left_out, language_), out);
  return true;
}

}  // namespace vitrine::session
