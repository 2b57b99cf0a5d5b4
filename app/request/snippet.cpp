#include "app/request/snippet.h"

namespace vitrine::request {

const std::vector<Snippet>& snippets() {
  static const std::vector<Snippet> kSnippets = {
      {"curl", "cURL", "shell", curl},
  };
  return kSnippets;
}

const Snippet* find_snippet(std::string_view key) {
  for (const Snippet& snippet : snippets()) {
    if (snippet.key == key) return &snippet;
  }
  return nullptr;
}

}  // namespace vitrine::request
