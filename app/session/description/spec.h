// The description with its documents, and the operation shown.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/json/document_set.h"
#include "app/openapi/description.h"
#include "app/openapi/schema_view.h"
#include "app/openapi/uses.h"
#include "app/request/body.h"
#include "app/request/parameter.h"
#include "app/request/variables.h"
#include "app/schema/schema.h"
#include "app/session/effect.h"
#include "app/session/words.h"

namespace vitrine::session {

/// A description with its documents; never moves, since the description points into it.
struct Spec {
  json::DocumentSet documents;
  openapi::Description description;
  /// Problems of the text, then those of the description.
  std::vector<openapi::Problem> problems;
  size_t text_problems = 0;  ///< how many of them are of the text
  /// It is an outline (openapi/outline.h): the whole is on its way and takes its place.
  bool outline = false;
  std::string whole_hash;  ///< of an outline: openapi::Outlined::hash
};

/// The operation shown, interpreted, with all that its form needs. Rebuilt when another one is
/// shown, the description is read again or a document arrives. Indexes follow the operation's.
struct Shown {
  uint32_t index = 0;  ///< into Description::operations()
  std::string key;     ///< of its form and exchange: `GET /users`
  openapi::Operation operation;
  std::vector<request::Serialisation> rules;
  std::vector<openapi::SchemaView> views;
  std::vector<bool> secret;  ///< the value of a parameter is never kept and never shown
  std::vector<std::shared_ptr<const schema::Schema>> schemas;  ///< null: everything is valid
  struct BodySchema {
    openapi::SchemaView view;
    std::shared_ptr<const schema::Schema> schema;
    bool compiled = false;
    request::BodyKind kind = request::BodyKind::binary;
    bool json = false;     ///< JSON as it is sent
    bool secrets = false;  ///< some value in it is secret
  };
  std::vector<BodySchema> bodies;
  const request::Variables* variables = nullptr;  ///< of the environment that is used
  /// By the path of OpenCallback: those that were opened.
  std::map<std::vector<uint32_t>, openapi::Operation> callbacks;
};

/// What a page shows once there was time to make it. `update` makes it when a view asks for it.
struct Prepared {
  uint64_t page = 0;      ///< Session::page
  uint64_t revision = 0;  ///< counts what was made
  /// By the place of MakeExample; empty while it waits, and where none can be made.
  std::map<std::string, std::string, std::less<>> examples;
  bool finds_uses = false;  ///< they were asked for
  std::vector<openapi::Use> uses;
  /// The words of each response of the operation shown, for the browser to find; empty until they
  /// are made, and where there is one response.
  std::vector<std::string> responses;
};

struct Loading {
  /// outlined: an outline is there, and what is loading shows nothing by itself.
  enum class Stage : uint8_t { idle, loading, reading, indexing, outlined, ready, failed };

  Stage stage = Stage::idle;
  std::string uri;  ///< absolute where the page's URL is known
  uint64_t received = 0;
  uint64_t total = 0;  ///< 0: not known
  /// Why the last load failed; the earlier description stays when a reload fails.
  Message failure;
  Message remedy;
  std::string detail;

  bool running() const {
    return stage == Stage::loading || stage == Stage::reading || stage == Stage::indexing;
  }
};

/// A document that the description refers to. `asks`: another origin, the user has to agree.
struct MissingDocument {
  enum class State : uint8_t { asks, loading, failed };

  std::string uri;
  State state = State::asks;
  Id id = 0;
  std::string detail;
};

}  // namespace vitrine::session
