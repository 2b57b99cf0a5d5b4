// All documents, files and texts that a description refers to.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/json/document_set.h"
#include "app/openapi/documents.h"

namespace vitrine::openapi {

/// Something outside of its document that a string leads to.
struct OutsideReference {
  enum class Kind {
    dialect,   ///< a meta-schema of the author's own, to be read: `$schema`, `jsonSchemaDialect`
    document,  ///< a description or a schema, to be read: `$ref`, `operationRef`, a mapping
    file,      ///< a file to be given as it is: `externalValue`, a logo
    markdown   ///< not itself one, but a text that may hold links and images
  };
  Kind kind = Kind::document;
  json::Cursor from;  ///< the string, with the base it is relative to
  std::string uri;    ///< without fragment; empty for `markdown`
};

/// A document that is referred to and cannot be read.
struct Unread {
  std::string uri;
  Unreadable why;
  std::vector<OutsideReference> references;  ///< never empty, the first is the first that was met
};

/// All that a description is made of.
struct Reach {
  std::vector<Unread> unread;
  std::vector<OutsideReference> others;  ///< `file` and `markdown`, in all documents
  /// Folders above their documents that references name on their way, with where these lead:
  /// `../docs/b.yaml` in `docs/a.yaml` is only found where `docs/` has a folder above it.
  std::set<std::pair<std::string, std::string>> passed;
};

/// The highest folder on the way of a reference, if it is above the folder of the document `base`;
/// "" otherwise.
std::string highest_folder(std::string_view base, std::string_view reference);

/// Reads all documents that the first one refers to, directly or not. This is the walk of `check`,
/// `serve` and `export`: what it does not meet is not read and not given.
Reach read_all(Documents& documents);

}  // namespace vitrine::openapi
