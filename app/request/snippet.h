#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "app/request/request.h"

namespace vitrine::request {

/// Masked secrets are read from the environment variables of their names when the program runs.
enum class Secrets : uint8_t { masked, shown };

/// A request as a program, one entry for each language offered.
struct Snippet {
  std::string_view key;        ///< stable: `curl`, `javascript-fetch`
  std::string_view group;      ///< what several stand under: `Shell`; or empty
  std::string_view title;      ///< shown: `cURL`
  std::string_view highlight;  ///< lexer for colours: `shell`, `javascript`
  std::string (*function)(const HttpRequest& request, Secrets secrets);
  const char* language;  ///< where there is no function; see code_language.h

  /// Never fails: what a language cannot say is left out with a comment. No value can leave its
  /// quoting. Text that is not UTF-8 is mended by U+FFFD, as the browser does when it sends.
  std::string write(const HttpRequest& request, Secrets secrets) const;
};

/// In the order they are offered: those of a language stand together.
std::span<const Snippet> snippets();
/// nullptr when there is none of that key.
const Snippet* find_snippet(std::string_view key);

/// POSIX shell commands. Masked secrets are `"$TOKEN"`.
std::string curl(const HttpRequest& request, Secrets secrets);
std::string wget(const HttpRequest& request, Secrets secrets);
std::string httpie(const HttpRequest& request, Secrets secrets);
/// `text` as one word of a POSIX shell; NUL bytes, which no argument can hold, are dropped.
std::string shell_word(const SecretText& text, Secrets secrets);

/// The message itself (RFC 9112), with line feeds for line ends and `< NAME` for a file.
std::string raw_http(const HttpRequest& request, Secrets secrets);

}  // namespace vitrine::request
