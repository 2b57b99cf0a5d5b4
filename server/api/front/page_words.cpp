#include "server/api/front/page_words.h"

#include <string_view>

/// Puts the words of a description into a page.
namespace vitrine {

namespace {

const char* code_of(schema::Language language) {
  switch (language) {
    case schema::Language::ko:
      return "ko";
    case schema::Language::ja:
      return "ja";
    default:
      return "en";
  }
}

/// Puts `by` in place of the first `what`.
void put(std::string_view by, std::string_view what, std::string& page) {
  if (const auto at = page.find(what); at != std::string::npos) page.replace(at, what.size(), by);
}

}  // namespace

std::string with_words(std::string page, const PageWords& words) {
  constexpr std::string_view kTitle = "<title>API</title>\n";
  constexpr std::string_view kElement = "></vitrine-playground>";
  put("<html lang=\"" + std::string(code_of(words.language)) + "\">", "<html lang=\"en\">", page);
  put("<title>" + words.title + "</title>\n" + words.head, kTitle, page);
  if (words.words.empty()) return page;
  const std::string article =
      words.meanwhile ? "<article class=\"words\" data-meanwhile>" : "<article class=\"words\">";
  put(words.attributes + ">\n" + article + '\n' + words.words + "</article>\n</vitrine-playground>",
      kElement, page);
  return page;
}

}  // namespace vitrine
