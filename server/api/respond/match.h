#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "server/api/declare/path_template.h"
#include "server/api/http/http.h"

/// The destination of a request.
namespace vitrine {

struct Endpoint;
struct IdentitySource;
class Intake;
struct Mount;
struct ReadyApi;
struct Resource;

/// Identities of one request by what gave them: each is looked for once.
using Identities = std::vector<std::pair<const IdentitySource*, std::shared_ptr<const void>>>;

/// The destination of a request, found once from its head. Valid as long as the target of the head
/// and the server that made it.
struct Match {
  enum class Area { page, description, mount, api };
  Area area = Area::api;
  /// True when the Host header names this server.
  bool known_host = true;
  /// nullptr where no route takes the request.
  const Endpoint* endpoint = nullptr;
  /// That of `Area::mount`.
  const Mount* mount = nullptr;
  /// The path of the API with whatever methods it takes, nullptr where there is none.
  const Resource* resource = nullptr;
  /// The API it belongs to: that of the server, or one that is mounted.
  const ReadyApi* api = nullptr;
  /// The raw texts of the path parameters, with their names.
  PathTemplate::Captured captured = {};
  BodyPlan body = {};
  /// Those that are known already.
  Identities identities = {};
  /// True when hooks and limits have let the head pass.
  bool admitted = false;
  /// Where the body goes that is being taken in pieces.
  std::shared_ptr<Intake> intake = {};
};

}  // namespace vitrine
