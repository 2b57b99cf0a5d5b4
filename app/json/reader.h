#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "app/json/document.h"
#include "app/json/result.h"

namespace vitrine::json {

/// Bounds on what is read; a text that exceeds one yields an Error and the document up to there.
struct Limits {
  /// Containers within each other.
  uint32_t depth = 1000;
  /// Values and keys together.
  uint32_t nodes = 1u << 24;
  /// Text; cannot be more than 2^27 - 1.
  uint32_t bytes = (1u << 27) - 1;
};

/// The result of reading: everything that could be read, and the first reason, if any, why the text
/// is not JSON. Mistakes that leave no doubt about what is meant (a trailing comma, a lone
/// surrogate, a tab in a string …) do not stop the reading. All are among `document.problems()`,
/// with the one that stopped it and with what is allowed but doubtful (duplicate keys). Where
/// reading stopped, open containers are closed, a half string keeps its half, a half number and a
/// key without value are dropped, and the text ends there.
struct Reading {
  Document document;
  std::optional<Error> error;
};

/// reading: more must or may follow. complete: the value has ended, only white space may follow.
/// failed: nothing that follows is read any more.
enum class Status { reading, complete, failed };

class Tokenizer;

/// Reads JSON (RFC 8259, strictly) from pieces of any size: a tokenizer that can stop after any
/// byte, so that a large document can be read in slices. UTF-8, a byte order mark is skipped. No
/// recursion; work is linear in the bytes fed.
///
///     Reader reader;
///     while (!chunk.empty()) chunk.remove_prefix(reader.feed(chunk, 256 * 1024));
///     Reading reading = std::move(reader).finish();
class Reader {
 public:
  explicit Reader(Limits limits = {});
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();

  /// Reads min(bytes.size(), budget) bytes and returns how many that are. Copies what it needs:
  /// `bytes` may die after the call. After a failure bytes are taken and ignored.
  size_t feed(std::string_view bytes, size_t budget = SIZE_MAX);

  Status status() const;

  /// The text that was fed, as far as it was read and a bit more: a run of it from `offset` on,
  /// empty after its end.
  std::string_view piece(uint32_t offset) const;
  /// After a failure: the place at which reading stopped.
  uint32_t stopped_at() const;

  /// The text ends here. The reader is used up.
  Reading finish() &&;

 private:
  std::unique_ptr<Tokenizer> tokenizer_;
};

/// A whole text at once.
Reading read(std::string_view text, Limits limits = {});

}  // namespace vitrine::json
