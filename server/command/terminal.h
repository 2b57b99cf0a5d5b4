#pragma once

#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

/// All that the command prints goes through these functions, so that no text of a description, of a
/// file's name or of an argument acts on the terminal or forges a line of its own. A test of the
/// repository refuses other ways of printing in this folder.
namespace vitrine::command {

/// The text with these made visible as escapes: control characters (`\x1b`, `\n`, `\u0085`), what
/// changes the direction of the text (`\u202e`), separators of lines and paragraphs, and bytes that
/// are not UTF-8 (`\xff`). What is escaped inside a JSON text stays the same JSON.
std::string printable(std::string_view text);

/// A sentence with long names in it shortened, each cut at a character, and the whole as well.
std::string shortened(std::string_view text);

/// Writes any text as one line. False when it cannot be written.
bool print_line(std::FILE* to, std::string_view line);

/// A text whose line breaks are ours, such as a help text or a JSON document.
bool print_lines(std::FILE* to, std::string_view text);

}  // namespace vitrine::command
