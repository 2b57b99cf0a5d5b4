#include "server/command/markdown_links.h"

#include <md4c.h>

/// Finds the links of Markdown text.
namespace vitrine::command {

namespace {

int enter_span(MD_SPANTYPE type, void* detail, void* user) {
  if (type != MD_SPAN_A && type != MD_SPAN_IMG) return 0;
  const bool image = type == MD_SPAN_IMG;
  const MD_ATTRIBUTE& target = image ? static_cast<const MD_SPAN_IMG_DETAIL*>(detail)->src
                                     : static_cast<const MD_SPAN_A_DETAIL*>(detail)->href;
  static_cast<std::vector<MarkdownLink>*>(user)->push_back(
      {std::string(target.text, target.size), image});
  return 0;
}

}  // namespace

std::vector<MarkdownLink> markdown_links(std::string_view text) {
  std::vector<MarkdownLink> links;
  // Return early: most descriptions have no links.
  if (text.find('[') == std::string_view::npos) return links;
  MD_PARSER parser = {};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS;
  parser.enter_block = [](MD_BLOCKTYPE, void*, void*) { return 0; };
  parser.leave_block = [](MD_BLOCKTYPE, void*, void*) { return 0; };
  parser.enter_span = enter_span;
  parser.leave_span = [](MD_SPANTYPE, void*, void*) { return 0; };
  parser.text = [](MD_TEXTTYPE, const MD_CHAR*, MD_SIZE, void*) { return 0; };
  md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, &links);
  return links;
}

}  // namespace vitrine::command
