// A mock server that the host of the page has, offered before the servers of the description.
#include <utility>

#include "app/session/form/update.h"
#include "app/session/reference/messages.h"

namespace vitrine::session {

bool is_mock_server(const Session& session, const openapi::Server& server) {
  return !session.settings.mock_server.empty() && server.url == session.settings.mock_server;
}

void offer_mock_server(const Session& session, openapi::Operation& operation) {
  // It knows no WebSockets.
  const bool none = session.settings.mock_server.empty() || operation.servers.empty();
  if (none || operation.webhook || is_socket(operation)) return;
  openapi::Server server;
  server.url = session.settings.mock_server;
  server.base_uri = operation.servers.front().base_uri;
  operation.servers.insert(operation.servers.begin(), std::move(server));
}

}  // namespace vitrine::session
