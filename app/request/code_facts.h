// What the lines of a program ask about a request.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "app/request/code_json.h"
#include "app/request/code_language.h"
#include "app/request/snippet_parts.h"

namespace vitrine::request {

/// Whether the list, separated by spaces, has the word.
bool is_among(std::string_view word, std::string_view list);

class CodeFacts {
 public:
  /// All live as long as this.
  CodeFacts(const Language& language, const HttpRequest& request, Secrets secrets);
  CodeFacts(const CodeFacts&) = delete;
  CodeFacts& operator=(const CodeFacts&) = delete;

  /// Whether a line of this condition is in the program: see code_language.h.
  bool holds(char condition) const;
  /// Those that the program names; libraries say the others.
  const std::vector<HeaderField>& headers() const { return headers_; }
  /// The header that says that there is no type.
  bool is_no_type(const HeaderField& field) const;
  const SecretText& text() const { return text_; }
  const JsonLiterals& json() const { return json_; }
  /// Empty unless the program writes a form of parts.
  const std::vector<FormPart>& parts() const { return parts_; }

 private:
  enum class Form : uint8_t { none, raw, json, parts };

  void note_secrets(const SecretText& text);
  void choose_body();
  void drop_type();
  bool wants_body() const;
  bool is_known() const;

  const Language& language_;
  const HttpRequest& request_;
  Secrets secrets_;
  std::vector<HeaderField> headers_;
  SecretText text_;
  JsonLiterals json_;
  std::vector<FormPart> parts_;
  Form form_ = Form::none;
  bool https_ = false;
  bool masked_ = false;
  bool files_ = false;
  bool typed_ = false;
  bool file_parts_ = false;
};

}  // namespace vitrine::request
