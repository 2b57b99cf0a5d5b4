#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/json/document_set.h"
#include "server/api/declaration.h"
#include "server/api/router.h"

namespace vitrine {

/// An API whose declaration was checked, described and compiled.
struct ReadyApi {
  Declaration declaration = {};
  /// The document, indented by two spaces.
  std::string text = {};
  json::DocumentSet documents = {};
  Router router = {};
  /// The largest limit that a route has of its own.
  std::uint64_t most_body_bytes = 0;
};

/// Throws DeclarationError with all mistakes.
std::unique_ptr<const ReadyApi> make_ready(Declaration declaration);

}  // namespace vitrine
