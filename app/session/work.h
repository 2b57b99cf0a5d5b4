#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/json/text_reader.h"
#include "app/openapi/description.h"
#include "app/openapi/outlook.h"
#include "app/schema/schema.h"
#include "app/session/session.h"

/// What only `update` looks at.
namespace vitrine::session {

/// A document on its way: bytes that came and wait for their slice, and the reader they go to.
struct Incoming {
  Id id = 0;
  std::string uri;
  json::TextReader reader;
  std::deque<std::string> waiting;
  size_t taken = 0;  ///< bytes of waiting.front() that were read
  bool ended = false;

  bool read_all() const { return ended && waiting.empty(); }
};

/// A server as the reader last chose it; it holds for all operations that offer it.
struct ChosenServer {
  std::string url;  ///< template
  std::vector<ServerValue> values;
};

struct Work {
  /// The description that is being read, and then indexed; `spec` becomes Session::spec when done.
  std::optional<Incoming> description;
  std::unique_ptr<Spec> spec;
  std::optional<openapi::Indexer>
      indexer;                      ///< over `spec`, or over Session::spec for a new document
  bool index_again = false;         ///< a document arrived that the outline of Session::spec needs
  bool show_again = false;          ///< a document arrived that what is shown may need
  std::vector<Incoming> documents;  ///< others that the description refers to
  std::optional<openapi::Outlook> outlook;  ///< over the documents that are there

  /// For the operation shown; made again when a document arrived.
  std::unique_ptr<schema::Compiler> compiler;
  schema::Dialect dialect = schema::Dialect::draft2020_12;

  std::optional<ChosenServer> server;
  bool unsaved = false;  ///< the form shown was changed since it was kept
};

}  // namespace vitrine::session
