// Pieces of Markdown text: code, headings of other texts, lines within a list.
#pragma once

#include <string>
#include <string_view>

namespace vitrine::session {

/// A code span that holds any text (CommonMark §6.1); white space in it is single spaces.
std::string code_span(std::string_view text);

/// A fenced block (CommonMark §4.5), whose fence is longer than those in the text.
std::string fenced(std::string_view text, std::string_view language);

/// The text on one line.
std::string one_line(std::string_view text);

/// The text with its headings `levels` further down, at most at level 6. Those underlined become
/// those with `#`. What stands in fenced code stays.
std::string with_lower_headings(std::string_view text, int levels);

/// Every line but blank ones begins with `spaces` spaces.
std::string indented(std::string_view text, std::size_t spaces);

}  // namespace vitrine::session
