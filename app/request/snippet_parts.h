#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/request/snippet.h"

/// The code that the languages of snippets share.
namespace vitrine::request {

/// A run of a text: as it is, or a secret's name.
struct Piece {
  std::string text;
  bool secret = false;
};

/// In order, empty ones left out, valid UTF-8. With Secrets::shown one piece at most.
std::vector<Piece> pieces(const SecretText& text, Secrets secrets);

/// Scheme and authority of an address; empty when it is relative.
std::string_view origin(std::string_view url);
/// What follows the origin, which has no secrets; begins with "/".
SecretText without_origin(const SecretText& url);

/// Joins fields of one name as a browser does: by commas (cookies by semicolons).
std::vector<HeaderField> joined_headers(const HttpRequest& request);

/// The body as one text; files left out.
SecretText body_text(const Body& body);
bool has_files(const Body& body);

/// A part of a form: a text or a file.
struct FormPart {
  std::string name;
  std::string type;  ///< empty: none is sent; a file has one
  SecretText text;
  const FileRef* file = nullptr;
};

/// The parts of a body of multipart/form-data that every library writes in the same way; else
/// empty, and the body is sent as the text it is.
std::vector<FormPart> form_parts(const HttpRequest& request);

}  // namespace vitrine::request
