// The pages that lead to others: the document and a tag.
#include <vector>

#include "app/session/reference/markdown.h"
#include "app/session/reference/markdown_text.h"
#include "app/session/reference/place_names.h"

namespace vitrine::session {
namespace {

void list_operations(Sheet& sheet, const std::vector<std::uint32_t>& operations, bool webhooks) {
  sheet.gap();
  for (const std::uint32_t index : operations) {
    const openapi::OperationEntry& entry = sheet.description.operations()[index];
    if (entry.webhook != webhooks) continue;
    std::string line = sheet.link(code_span(entry.method + ' ' + entry.path), entry.link);
    if (!entry.summary.empty()) line += ' ' + one_line(entry.summary);
    if (entry.deprecated) line += " · **" + sheet.word(Word::deprecated) + "**";
    sheet.item(0, line);
  }
}

bool has(const Sheet& sheet, const std::vector<std::uint32_t>& operations, bool webhooks) {
  for (const std::uint32_t index : operations)
    if (sheet.description.operations()[index].webhook == webhooks) return true;
  return false;
}

void list_webhooks(Sheet& sheet, const std::vector<std::uint32_t>& operations) {
  if (!has(sheet, operations, true)) return;
  sheet.heading(2, sheet.word(Word::webhooks));
  list_operations(sheet, operations, true);
}

}  // namespace

std::string overview_markdown(const openapi::Description& description, schema::Language language,
                              const MarkdownOptions& options) {
  std::string text;
  DocumentMarkdown(description, language).step(text, options);
  Sheet sheet(description, language, text);
  sheet.address = options.address;
  sheet.seams = options.seams;
  for (const openapi::Group& group : description.groups()) {
    if (group.tag.empty() && !has(sheet, group.operations, false)) continue;
    if (group.tag.empty())
      sheet.heading(2, sheet.word(Word::other_operations));
    else
      sheet.heading(2, sheet.link(one_line(group.title), tag_place(group.tag)));
    list_operations(sheet, group.operations, false);
  }
  std::vector<std::uint32_t> all(description.operations().size());
  for (std::uint32_t index = 0; index < all.size(); ++index) all[index] = index;
  list_webhooks(sheet, all);
  if (description.schemas().empty()) return text;
  sheet.heading(2, sheet.word(Word::schemas));
  sheet.gap();
  for (const openapi::NamedSchema& schema : description.schemas())
    sheet.item(0, sheet.link(code_span(schema.name), schema_place(schema.name)));
  return text;
}

std::string tag_markdown(const openapi::Description& description, const openapi::Group& group,
                         schema::Language language, const MarkdownOptions& options) {
  std::string text;
  Sheet sheet(description, language, text);
  sheet.address = options.address;
  sheet.seams = options.seams;
  sheet.heading(1, group.title);
  sheet.prose(group.description, 1);
  write_external_docs(sheet, group.external_docs);
  list_operations(sheet, group.operations, false);
  list_webhooks(sheet, group.operations);
  return text;
}

}  // namespace vitrine::session
