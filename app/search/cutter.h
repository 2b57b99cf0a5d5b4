// Cuts a text into the terms that a search compares.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace vitrine::search {

/// Terms are words in lower case and, of the scripts that write no spaces, pairs of neighbours, so
/// that a part of a sentence is found. A name of several words, `createUser` or `created_at`, gives
/// each and then all of them as one.
///
///     Cutter cutter("createdAt 생성일");
///     while (cutter.next()) use(cutter.term());  // created, at, createdat, 생성, 성일
class Cutter {
 public:
  /// Longer ones are cut: they are data rather than words.
  static constexpr size_t kMostBytes = 64;

  /// `markup`: Markdown, whose addresses and tags are no words.
  explicit Cutter(std::string_view text, bool markup = false) : text_(text), markup_(markup) {}

  bool next();
  std::string_view term() const { return std::string_view(term_).substr(0, kMostBytes); }
  /// True for a term that joins the ones before it.
  bool joins() const { return joins_; }
  /// True for a pair, or the single character of a script without spaces.
  bool pair() const { return pair_; }
  /// The bytes of the text that it was made of.
  size_t begin() const { return begin_; }
  size_t end() const { return end_; }

 private:
  bool skip_markup();
  bool take_pair();
  void take_part();

  std::string_view text_;
  bool markup_ = false;
  size_t at_ = 0;
  std::string term_;
  size_t begin_ = 0;
  size_t end_ = 0;
  bool joins_ = false;
  bool pair_ = false;
  bool in_run_ = false;  ///< the character at `at_` is the second of the pair before
  // The name whose words are being taken.
  std::string name_;
  size_t name_begin_ = 0;
  uint32_t parts_ = 0;
  bool in_name_ = false;
  bool name_waits_ = false;
};

}  // namespace vitrine::search
