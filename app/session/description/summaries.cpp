// The words of summaries, some of which are written as Markdown.
#include <string>

#include "app/markdown/markdown.h"
#include "app/session/description/update.h"
#include "app/text/ascii.h"

namespace vitrine::session {

void word_summaries(openapi::Description& description) {
  for (size_t index = 0; index < description.operations().size(); ++index) {
    const std::string& summary = description.operations()[index].summary;
    if (summary.find_first_of("*_`[<&\\\n") == std::string::npos) continue;
    std::string words(text::trim(markdown::plain_text(markdown::parse(summary))));
    if (!words.empty() && words != summary) description.word_summary(index, std::move(words));
  }
}

}  // namespace vitrine::session
