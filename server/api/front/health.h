#pragma once
#include <functional>
#include <string>

#include "server/api/declare/api.h"

/// Routes for those who watch a server: load balancers and Kubernetes. A line each:
///
///     vitrine::add_health(api);                                       // GET /healthz
///     vitrine::add_readiness(api, [&] { return database.reason(); });  // GET /readyz
namespace vitrine {

/// The process is alive: 200, whatever it depends on.
Route add_health(Api& api, std::string path = "/healthz");

/// The server can do its work: 200 while `reason` returns "", else 503 with what it returns, which
/// anyone can read; 500 where it throws. Called by several threads.
Route add_readiness(Api& api, std::function<std::string()> reason, std::string path = "/readyz");

}  // namespace vitrine
