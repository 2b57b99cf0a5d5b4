// Writes a description as blocks for a printer.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "app/session/reference/markdown.h"

namespace vitrine::session {

/// An image that is shown at once: embedded, or of a server that knows of the user already, because
/// the description or the page came from it.
bool is_near(std::string_view image, std::string_view description_url, std::string_view page_url);

/// The whole document as DocumentMarkdown has it. Each block is a line of JSON, and stands for an
/// element of HTML: `["p","See ",["a",{"href":"https://a.example/"},"there"]]`. Only elements and
/// attributes of our own are in it. Details are open; images of other servers are their words.
/// What is longer than anybody prints is left out, and the paper says so.
class DocumentPaper {
 public:
  /// The description must outlive it.
  DocumentPaper(const openapi::Description& description, schema::Language language,
                std::string page_url);

  /// Appends one part, an operation or a schema; true when that was the last one.
  bool step(std::string& out);

 private:
  void print(std::string_view text, std::string& out) const;

  const openapi::Description& description_;
  schema::Language language_;
  std::string page_url_;
  DocumentMarkdown markdown_;
  std::size_t written_ = 0;
};

}  // namespace vitrine::session
