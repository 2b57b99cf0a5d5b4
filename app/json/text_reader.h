#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "app/json/reader.h"

namespace vitrine::json {

class YamlReader;

/// Reads a text that people write: JSON or YAML 1.2, told apart by how it begins, in UTF-8 or, with
/// a byte order mark, UTF-16. (What machines exchange is JSON and nothing else: see Reader.)
///
///     TextReader reader;
///     while (!chunk.empty()) chunk.remove_prefix(reader.feed(chunk, 256 * 1024));
///     while (!reader.digest(256 * 1024)) {}   // or one slice a frame
///     Reading reading = std::move(reader).finish();
///
/// A flow mapping without double quotes around its first name, `{openapi: 3.1.0}`, is YAML; every
/// other text that begins with a bracket is JSON.
class TextReader {
 public:
  explicit TextReader(Limits limits = {});
  TextReader(TextReader&&) noexcept;
  TextReader& operator=(TextReader&&) noexcept;
  ~TextReader();

  /// Takes min(bytes.size(), budget) bytes and returns how many that are. Copies what it needs.
  size_t feed(std::string_view bytes, size_t budget = SIZE_MAX);

  /// There are no more bytes. YAML is only understood now, about `budget` bytes of it at a call;
  /// true when all is done.
  bool digest(size_t budget = SIZE_MAX);

  /// The document, after digesting what is left. The reader is used up.
  Reading finish() &&;

 private:
  enum class Encoding : unsigned char { unknown, utf8, utf16_little, utf16_big };

  void find_encoding(bool at_end);
  void decode(std::string_view bytes);
  void take(std::string_view text);
  void find_language(bool at_end);

  Limits limits_;
  Encoding encoding_ = Encoding::unknown;
  std::string head_;  ///< what does not tell yet how to read it
  std::string unit_;  ///< UTF-16: the beginning of a character
  std::unique_ptr<Reader> json_;
  std::unique_ptr<YamlReader> yaml_;
};

/// A whole text at once.
Reading read_text(std::string_view text, Limits limits = {});

}  // namespace vitrine::json
