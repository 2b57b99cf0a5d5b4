// Where a JSON text is at a place, which need not be JSON yet: what is open there, and the word
// that is begun.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::session {

std::size_t past_spaces(std::string_view text, std::size_t at);
/// The characters of a string of JSON, or of what is begun of one.
std::string unquoted(std::string_view token);

/// A container that is open at the place.
struct Level {
  bool object = false;
  std::size_t open = 0;
  std::string_view key;  ///< as spelled, of the member that has begun
  bool after_colon = false;
  bool has_value = false;  ///< of the member, or the element
  std::size_t value_end = 0;
  std::size_t index = 0;
};

/// Lives no longer than the text.
class JsonPlace {
 public:
  JsonPlace(std::string_view text, std::size_t at);

  /// The pointer of the value that the first `count` levels lead to.
  std::string pointer(std::size_t count) const;
  /// Names of the members of the innermost object, without that of the word.
  std::vector<std::string> names() const;
  /// The text as it would be without the word: with a value at its place, or without the member.
  std::string without_word() const;

  std::vector<Level> levels;
  std::size_t begin = 0;  ///< of the word
  std::size_t end = 0;
  bool begun = false;          ///< there is a word
  bool known = true;           ///< something may be written there
  bool is_key = false;         ///< the name of a member
  bool missing_comma = false;  ///< before it

 private:
  std::size_t read(std::size_t i);
  void value_ended(std::size_t after);

  std::string_view text_;
  std::size_t at_;
};

}  // namespace vitrine::session
