// HTML taken apart: tags, and the text between them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrine::markdown {

struct HtmlToken {
  enum class Kind : std::uint8_t { text, start_tag, end_tag };

  Kind kind = Kind::text;
  bool self_closing = false;
  std::string text;  ///< decoded; of a tag its name in lower case
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string_view written;  ///< a tag as it stands in the text
};

/// The tokenizer of WHATWG HTML §13.2.5 without what descriptions have no use for: comments and
/// declarations are skipped, and a tag that does not end is dropped. Any text gives tokens, in
/// linear time; line ends are LF.
class HtmlTokens {
 public:
  explicit HtmlTokens(std::string_view text) : text_(text) {}
  bool next(HtmlToken& token);
  /// Skips what comes before the end tag of that name: nothing else is a tag there. False where
  /// there is none; then nothing is left.
  bool skip_to_end_of(std::string_view name);

 private:
  bool read_tag(HtmlToken& token);
  void read_attribute(HtmlToken& token);
  std::string read_value();
  void skip_space();
  void skip_comment();
  /// True where `next` has nothing to add to the text before it.
  bool at_tag() const;
  char at(std::size_t offset) const {
    return at_ + offset < text_.size() ? text_[at_ + offset] : '\0';
  }
  bool ended() const { return at_ >= text_.size(); }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace vitrine::markdown
