#include "app/session/reference/html.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "app/json/uri.h"
#include "app/markdown/markdown.h"
#include "app/session/reference/elements.h"
#include "app/session/reference/markdown.h"
#include "app/session/reference/markdown_text.h"
#include "app/session/reference/paper.h"
#include "app/text/ascii.h"
#include "app/text/hash.h"
#include "app/text/utf8.h"

namespace vitrine::session {
namespace {

using markdown::Block;

/// The ids of a text, by the anchors of its headings and footnotes.
using Ids = std::map<std::string, std::string, std::less<>>;

/// A heading has an id even if its text has no letters for an anchor.
bool is_named(const Block& block) {
  return block.kind == markdown::BlockKind::heading || !block.anchor.empty();
}

class HtmlElements final : public Elements {
 public:
  HtmlElements(const markdown::Markdown& markdown, const HtmlOptions& options, const Ids& ids,
               std::string& out)
      : Elements(markdown), options_(options), ids_(ids), out_(out) {}

 private:
  void begin(std::string_view tag) override {
    close_tag();
    std::string name(tag);
    if (name.size() == 2 && name[0] == 'h' && text::is_digit(name[1]))
      name[1] = static_cast<char>('0' + std::min(6, name[1] - '0' + options_.level - 1));
    out_ += '<' + name;
    in_tag_ = true;
    open_.push_back(std::move(name));
  }
  void end() override {
    close_tag();
    const std::string& name = open_.back();
    if (name != "br" && name != "hr" && name != "img") out_ += "</" + name + '>';
    open_.pop_back();
  }
  void attribute(std::string_view name, std::string_view value) override {
    out_ += ' ' + std::string(name) + "=\"" + html_text(value) + '"';
  }
  void text(std::string_view text) override {
    close_tag();
    out_ += html_text(text);
  }
  void name(const Block& block) override {
    if (const auto id = ids_.find(block.anchor); is_named(block) && id != ids_.end())
      attribute("id", id->second);
  }

  std::string address(const markdown::Link& link) const override {
    if (link.here) {
      const auto id = ids_.find(markdown::heading_of(link.href));
      return id == ids_.end() ? std::string() : '#' + json::encode_fragment(id->second);
    }
    if (!link.href.starts_with('#')) return here(link.href);
    return options_.address ? options_.address(link.href) : std::string();
  }
  std::string shown(const markdown::Image& image) const override {
    return is_near(image.source, options_.base, {}) ? here(image.source) : std::string();
  }

  /// An address among the files of the description is relative to the page: it begins with a dot,
  /// so that no name can be taken for a scheme. Where there are no files, it leads nowhere.
  std::string here(const std::string& address) const {
    if (!options_.files.empty() && address.starts_with(options_.files))
      return options_.files_here + address.substr(options_.files.size());
    const bool ours = !options_.base.empty() && is_near(address, options_.base, {}) &&
                      address.starts_with("http");
    return ours ? std::string() : address;
  }

  void close_tag() {
    if (std::exchange(in_tag_, false)) out_ += '>';
  }

  const HtmlOptions& options_;
  const Ids& ids_;
  std::string& out_;
  std::vector<std::string> open_;
  bool in_tag_ = false;
};

/// One text of one or more parts.
class HtmlWriter {
 public:
  HtmlWriter(const openapi::Description& description, const PlaceNames& names,
             const HtmlOptions& options)
      : description_(description), names_(names), options_(options) {
    markdown_.address = [](std::string_view place) { return '#' + std::string(place); };
    markdown_.seams = &seams_;
  }

  void operation(std::size_t index, const std::string& place) {
    const openapi::Operation operation = description_.operation(index);
    add(operation_markdown(description_, operation, options_.language, markdown_), place);
    code(operation, 2, place);
  }
  void schema(const openapi::NamedSchema& schema, const std::string& place) {
    add(schema_markdown(description_, schema, options_.language, markdown_), place);
  }
  void overview() { add(overview_markdown(description_, options_.language, markdown_), {}); }
  void tag(const openapi::Group& group) {
    add(tag_markdown(description_, group, options_.language, markdown_), tag_place(group.tag));
  }
  void document(DocumentMarkdown document, int code_level) {
    for (bool last = false; !last;) {
      const std::string place = document.next_place();
      std::string text;
      last = document.step(text, markdown_);
      add(text, place);
      if (const auto index = description_.find(place); index && !place.empty())
        code(description_.operation(*index), code_level, place);
    }
  }

  std::string take() { return std::move(out_); }

 private:
  void code(const openapi::Operation& operation, int level, const std::string& place) {
    add(code_markdown(description_, operation, options_.language, level), place, true);
  }

  void add(std::string_view text, std::string_view place, bool goes_on = false) {
    std::vector<std::size_t> seams = std::exchange(seams_, {});
    seams.push_back(text.size());
    const std::string name = names_.id(place);
    bool first = !name.empty() && !goes_on;
    std::size_t begin = 0;
    for (const std::size_t end : seams) {
      const markdown::Markdown read =
          markdown::parse(text.substr(begin, end - begin), {}, options_.base);
      begin = end;
      Ids ids;
      for (const Block& block : read.blocks) find_ids(block, name, first, ids);
      for (const Block& block : read.blocks) {
        HtmlElements(read, options_, ids, out_).block(block);
        out_ += '\n';
      }
    }
  }

  /// The first heading has the name of the place, the others have it before their own.
  void find_ids(const Block& block, const std::string& name, bool& first, Ids& ids) {
    if (is_named(block)) {
      const std::string anchor = block.anchor.empty() ? "section" : block.anchor;
      std::string id = name.empty() ? anchor : name + '-' + anchor;
      if (std::exchange(first, false)) id = name;
      std::string unique = id;
      for (int number = 2; !taken_.insert(unique).second; ++number)
        unique = id + '-' + std::to_string(number);
      ids.emplace(block.anchor, std::move(unique));
    }
    for (const Block& child : block.children) find_ids(child, name, first, ids);
  }

  const openapi::Description& description_;
  const PlaceNames& names_;
  const HtmlOptions& options_;
  MarkdownOptions markdown_;
  std::vector<std::size_t> seams_;
  std::set<std::string> taken_;
  std::string out_;
};

const openapi::Group* find_group(const openapi::Description& description, std::string_view place) {
  for (const openapi::Group& group : description.groups())
    if (!group.tag.empty() && tag_place(group.tag) == place) return &group;
  return nullptr;
}

const openapi::NamedSchema* find_schema(const openapi::Description& description,
                                        std::string_view place) {
  for (const openapi::NamedSchema& schema : description.schemas())
    if (schema_place(schema.name) == place) return &schema;
  return nullptr;
}

/// Marks, embeddings, overrides and isolates (UAX #9 §2), and separators of lines.
bool turns_lines(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

}  // namespace

std::string html_text(std::string_view text) {
  std::string made;
  made.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = text::next_code_point(text, &at);
    if (c == '&')
      made += "&amp;";
    else if (c == '<')
      made += "&lt;";
    else if (c == '>')
      made += "&gt;";
    else if (c == '"')
      made += "&quot;";
    else if (c == '\'')
      made += "&#39;";
    else if (c == '\r')
      made += at < text.size() && text[at] == '\n' ? "" : "\n";
    else if (c == '\t' || turns_lines(c))
      made += "&#x" + text::hex(c, c == '\t' ? 1 : 4) + ';';
    else if ((c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0))
      made += "\uFFFD";
    else
      text::append_utf8(made, c);
  }
  return made;
}

std::string place_html(const openapi::Description& description, const PlaceNames& names,
                       std::string_view place, const HtmlOptions& options) {
  HtmlWriter writer(description, names, options);
  if (const auto index = description.find(place)) {
    writer.operation(*index, description.operations()[*index].link);
  } else if (const openapi::NamedSchema* schema = find_schema(description, place)) {
    writer.schema(*schema, schema_place(schema->name));
  } else if (const openapi::Group* group = find_group(description, place)) {
    writer.document(DocumentMarkdown(description, *group, options.language), 3);
  }
  return writer.take();
}

std::string document_html(const openapi::Description& description, const PlaceNames& names,
                          const HtmlOptions& options) {
  HtmlWriter writer(description, names, options);
  writer.document(DocumentMarkdown(description, options.language), 4);
  return writer.take();
}

std::string overview_html(const openapi::Description& description, const PlaceNames& names,
                          const HtmlOptions& options) {
  HtmlWriter writer(description, names, options);
  writer.overview();
  return writer.take();
}

std::string tag_html(const openapi::Description& description, const PlaceNames& names,
                     const openapi::Group& group, const HtmlOptions& options) {
  HtmlWriter writer(description, names, options);
  writer.tag(group);
  return writer.take();
}

std::string title_of(const openapi::Description& description, std::string_view place) {
  if (const auto index = description.find(place)) {
    const openapi::OperationEntry& entry = description.operations()[*index];
    return one_line(entry.summary.empty() ? entry.method + ' ' + entry.path : entry.summary);
  }
  if (const openapi::NamedSchema* schema = find_schema(description, place)) return schema->name;
  if (const openapi::Group* group = find_group(description, place)) return one_line(group->title);
  const std::string& title = description.info().title;
  return title.empty() ? "API" : one_line(title);
}

std::string summary_of(const openapi::Description& description, std::string_view place) {
  constexpr std::size_t kRead = 4'000;
  constexpr std::size_t kLongest = 300;
  std::string text = description.info().summary.empty() ? description.info().description
                                                        : description.info().summary;
  std::string route;
  if (const auto index = description.find(place)) {
    const openapi::OperationEntry& entry = description.operations()[*index];
    route = entry.method + ' ' + entry.path;
    text = description.operation(*index).description;
    if (text.empty()) text = entry.summary;
  } else if (const openapi::NamedSchema* schema = find_schema(description, place)) {
    text = description.schema(schema->cursor).description();
  } else if (const openapi::Group* group = find_group(description, place)) {
    text = group->description;
  }
  // Cut before it is read: only its beginning is said.
  std::string line =
      one_line(markdown::plain_text(markdown::parse(text::cut(text, kRead), {}, {})));
  if (!route.empty()) line = line.empty() ? route : route + ": " + line;
  return text::shortened(line, kLongest);
}

}  // namespace vitrine::session
