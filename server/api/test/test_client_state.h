#pragma once
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/json/document_set.h"
#include "app/openapi/description.h"
#include "server/api/front/front.h"
#include "server/api/respond/service.h"
#include "server/api/serve/httplib_quirks.h"
#include "server/api/serve/serve_options.h"
#include "server/api/test/cookie_jar.h"
#include "server/api/test/local_connection.h"
#include "server/api/test/response_judge.h"
#include "server/api/test/test_client.h"

/// What a TestClient shares with its streams and sockets.
namespace vitrine {

/// The document of an API, and the judges that it makes.
class Judges {
 public:
  explicit Judges(std::string_view document);
  Judges(const Judges&) = delete;
  Judges& operator=(const Judges&) = delete;

  /// nullptr for a route that the document does not have.
  const ResponseJudge* of(const RouteInfo& route);
  const std::string& document() const { return document_; }

 private:
  const std::string document_;
  json::DocumentSet documents_ = {};
  openapi::Description description_ = {};
  /// By method and path.
  std::map<std::pair<std::string, std::string>, std::size_t> operations_ = {};
  std::map<std::size_t, std::unique_ptr<ResponseJudge>> made_ = {};
};

struct TestClient::State {
  State(Service service, const ServeOptions& options);
  ~State();
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  /// Sends a request, after what the client adds to it.
  std::unique_ptr<LocalConnection> connect(Request& request) const;
  /// The response without its body; its cookies are kept.
  TestResponse read_head(const Request& request, LocalConnection& connection);
  /// Reads the rest, and judges the whole. Throws std::logic_error for an event stream.
  void finish(const Request& request, LocalConnection& connection, TestResponse& response);
  /// The judge of the operation that takes a request; nullptr where none does.
  const ResponseJudge* judge_of(Request request);
  void report_all(const Request& request, int status, const std::vector<Mismatch>& found) const;

  const ServeOptions options;
  /// By the root of the API.
  std::map<std::string, Judges> judges;
  std::optional<Front> front;
  HttplibServer server;
  Headers headers;
  CookieJar cookies;
  std::function<void(const std::string&)> report;
};

}  // namespace vitrine
