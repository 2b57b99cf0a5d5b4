// Edits of code by single keys, as code editors make them: indentation, pairs, brackets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vitrine::text {

/// A run of bytes of a text; empty where it is the place of a caret.
struct Selection {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool empty() const { return begin == end; }
  friend bool operator==(const Selection&, const Selection&) = default;
};

/// Replaces a run of a text; `selected` is in the text that comes of it.
struct CodeEdit {
  Selection replaced;
  std::string text;
  Selection selected;

  std::string apply(std::string_view code) const;
};

enum class CodeSyntax : std::uint8_t { plain, json, xml };
enum class CodeKey : std::uint8_t { newline, indent, outdent, backspace };

/// What the key does beyond what any text field does with it; nothing where it does just that.
std::optional<CodeEdit> edit_code(std::string_view code, Selection selected, CodeKey key,
                                  CodeSyntax syntax);
/// The same for a character: an opening bracket or quote brings its partner or encloses what is
/// selected, a closing one that stands there already is stepped over, `>` brings the end tag.
std::optional<CodeEdit> type_code(std::string_view code, Selection selected, char typed,
                                  CodeSyntax syntax);

/// The bracket of JSON that belongs to the one at `at`; those in strings are none.
std::optional<std::size_t> matching_bracket(std::string_view json, std::size_t at);

/// What a line is indented by at each level: that of the first line that is, else two spaces.
std::string_view indentation_unit(std::string_view code);

/// The place in a text of UTF-8 that a text field of the page counts in UTF-16, with line ends of
/// one character; and back.
std::size_t from_utf16(std::string_view text, std::size_t units);
std::size_t to_utf16(std::string_view text, std::size_t bytes);

}  // namespace vitrine::text
