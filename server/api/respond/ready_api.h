#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/document_set.h"
#include "server/api/declare/declaration.h"
#include "server/api/respond/background_work.h"
#include "server/api/respond/router.h"

namespace vitrine {

/// An API whose declaration was checked, described and compiled.
struct ReadyApi {
  Declaration declaration = {};
  /// Where it is mounted, "" for that of the server.
  std::string root = {};
  /// The document as it is published, indented by two spaces.
  std::string text = {};
  json::DocumentSet documents = {};
  Router router = {};
  /// The largest limit that a route has of its own for a body that is kept as a whole.
  std::uint64_t most_body_bytes = 0;
  std::shared_ptr<BackgroundWork> background = {};
  std::vector<std::unique_ptr<const ReadyApi>> mounted = {};

  /// This one, or the mounted one that a path belongs to.
  const ReadyApi& owner(std::string_view path) const;
};

/// Throws DeclarationError with all mistakes.
std::unique_ptr<const ReadyApi> make_ready(Declaration declaration);

}  // namespace vitrine
