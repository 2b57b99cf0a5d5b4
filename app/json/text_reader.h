// Reads a text that may be JSON or YAML, in pieces.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "app/json/reader.h"

namespace vitrine::json {

class YamlReader;

/// The language of a text, by its name or its media type.
enum class Language : unsigned char { unknown, json, yaml };

/// Finds the language by the ending of a path or a URI.
Language language_of(std::string_view name);

/// Reads a text that people write: JSON or YAML 1.2, in UTF-8 or, with a byte order mark, UTF-16.
/// (What machines exchange is JSON and nothing else: see Reader.)
///
///     TextReader reader;
///     while (!chunk.empty()) chunk.remove_prefix(reader.feed(chunk, 256 * 1024));
///     while (!reader.digest(256 * 1024)) {}   // or one slice a frame
///     Reading reading = std::move(reader).finish();
///
/// A text that begins with a bracket is JSON, if it can be read as that. If not, and if it is not
/// said to be JSON, it is YAML, if it can be read as that. If neither, the place where JSON ended
/// decides whose words are the ones that help. Every other text is YAML.
class TextReader {
 public:
  explicit TextReader(Limits limits = {}, Language said = Language::unknown);
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
  void read_json(std::string_view text);
  bool fails_as_yaml() const;

  Limits limits_;
  Language said_;
  Encoding encoding_ = Encoding::unknown;
  std::string head_;  ///< too short yet to choose the language
  std::string unit_;  ///< UTF-16: the beginning of a character
  std::unique_ptr<Reader> json_;
  size_t json_bytes_ = 0;  ///< that it was given
  bool json_only_ = false;
  /// Reads the same text as json_, if there is one that failed.
  std::unique_ptr<YamlReader> yaml_;
  bool yaml_words_ = false;  ///< its words, if it is neither
};

/// A whole text at once.
Reading read_text(std::string_view text, Limits limits = {}, Language said = Language::unknown);

}  // namespace vitrine::json
