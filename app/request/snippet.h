#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/request/request.h"

namespace vitrine::request {

enum class Secrets : uint8_t { masked, shown };

/// A request as a program, one entry for each language offered. `write` never fails: what a
/// language cannot say is left out with a comment. No value can leave its quoting.
struct Snippet {
  std::string_view key;        ///< stable: `curl`, `javascript-fetch`
  std::string_view title;      ///< shown: `cURL`
  std::string_view highlight;  ///< lexer for colours: `shell`, `javascript`
  std::string (*write)(const HttpRequest& request, Secrets secrets);
};

/// In the order they are offered.
const std::vector<Snippet>& snippets();
/// nullptr when there is none of that key.
const Snippet* find_snippet(std::string_view key);

/// POSIX shell command. Masked secrets are `"$TOKEN"`, which the shell fills in.
std::string curl(const HttpRequest& request, Secrets secrets);
/// `text` as one word of a POSIX shell; NUL bytes, which no argument can hold, are dropped.
std::string shell_word(const SecretText& text, Secrets secrets);

}  // namespace vitrine::request
