#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "app/json/result.h"

namespace vitrine::schema {

/// A regular expression of ECMA-262, run by QuickJS's libregexp. Read in unicode mode, as JSON
/// Schema Core §6.4 recommends; what is no expression there (`[\w-.]`, `\-`) is read without
/// where that means what it says: not what other languages mean by `\A` or `[[:alpha:]]`.
/// Extensions of libregexp to ECMA-262 (`\x{a1}`) are errors as well.
/// Immutable; threads may share it. Not anchored: a match anywhere in the text counts, as JSON
/// Schema Validation §6.3.3 asks.
class Pattern {
 public:
  enum class Verdict : std::uint8_t { match, no_match, too_expensive };

  /// Longer or deeper patterns are refused, so that compiling needs little stack and memory.
  static constexpr std::size_t kMaxBytes = 16 * 1024;
  static constexpr std::uint32_t kMaxDepth = 100;

  enum class Mode : std::uint8_t { unicode_only, any };

  /// The error says what is wrong in unicode mode, in English, and has no position.
  static json::Result<Pattern> compile(std::string_view source, Mode mode = Mode::any);

  /// `text` is UTF-8. Stops after about `max_steps` states tried; `steps` (never null) is set to
  /// what was used, in blocks of 10,000.
  Verdict search(std::string_view text, std::uint64_t max_steps, std::uint64_t* steps) const;

  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();

 private:
  struct Code;
  explicit Pattern(std::unique_ptr<Code> code);
  std::unique_ptr<Code> code_;
};

}  // namespace vitrine::schema
