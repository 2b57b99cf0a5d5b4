// Loads the documents of a description from files or addresses, which the core does not have.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/json/document_set.h"

namespace vitrine::openapi {

/// Why something could not be read: the end of a sentence.
struct Unreadable {
  std::string reason;
  /// It may well be there, on another machine that was not to be asked.
  bool elsewhere = false;
};

/// One document and those that its references lead to, read as they are needed.
class Documents {
 public:
  Documents() = default;
  Documents(Documents&&) = default;
  Documents& operator=(Documents&&) = default;
  virtual ~Documents() = default;

  /// Reads a document that is not in the set into it.
  virtual std::optional<Unreadable> load(const std::string& uri) = 0;
  /// The name of a document in messages.
  virtual std::string name_of(std::string_view uri) const = 0;

  /// The URI of the document that everything starts at.
  const std::string& uri() const { return uri_; }
  const json::DocumentSet& set() const { return set_; }
  json::DocumentSet& set() { return set_; }

 protected:
  json::DocumentSet set_;
  std::string uri_;
};

}  // namespace vitrine::openapi
