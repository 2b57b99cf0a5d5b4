#include "app/session/reference/paper.h"

#include <utility>
#include <vector>

#include "app/json/writer.h"
#include "app/markdown/markdown.h"
#include "app/request/endpoint.h"
#include "app/session/reference/elements.h"
#include "app/session/words.h"

namespace vitrine::session {
namespace {

/// Some two thousand pages.
constexpr std::size_t kMostBytes = 8'000'000;

class Paper final : public Elements {
 public:
  Paper(const markdown::Markdown& markdown, std::string_view description_url,
        std::string_view page_url, json::Writer& writer)
      : Elements(markdown),
        description_url_(description_url),
        page_url_(page_url),
        writer_(writer) {}

 private:
  void begin(std::string_view tag) override { writer_.begin_array().string(tag); }
  void end() override { writer_.end_array(); }
  void attribute(std::string_view name, std::string_view value) override {
    writer_.begin_object().string(name, value).end_object();
  }
  void text(std::string_view text) override { writer_.string(text); }

  /// Places of the page are nowhere on paper.
  std::string address(const markdown::Link& link) const override {
    return link.here || link.href.starts_with('#') ? std::string() : link.href;
  }
  std::string shown(const markdown::Image& image) const override {
    return is_near(image.source, description_url_, page_url_) ? image.source : std::string();
  }

  std::string_view description_url_;
  std::string_view page_url_;
  json::Writer& writer_;
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
  for (const markdown::Block& block : read.blocks) {
    json::Writer writer(out);
    Paper(read, url, page_url_, writer).block(block);
    out += '\n';
  }
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
  const bool last = markdown_.step(text, {nullptr, &seams});
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
