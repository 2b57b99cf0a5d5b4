#pragma once
#include <atomic>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/api.h"
#include "server/api/http.h"
#include "server/api/page_server.h"
#include "server/api/spec_folder.h"

namespace vitrine {

struct FrontOptions {
  /// Origins whose pages may call the API ("https://docs.example.org"); "*" allows all.
  std::vector<std::string> cors_origins;
  /// Whether the server listens on loopback only; then the Host header has to name this machine, or
  /// else any web page could reach the API through a name of its own (DNS rebinding).
  bool loopback = true;
};

/// All that one address answers: the page, the description, the API. Safe from several threads.
class Front {
 public:
  /// With an API: its document at /openapi.json and /openapi.yaml.
  Front(Service api, FrontOptions options);
  /// With a file: at /spec/…; the page is told at /vitrine/changes when it has to be read again.
  Front(SpecFolder spec, FrontOptions options);

  /// Answers everything, never throws.
  Response handle(const Request& request) const;
  /// The refusal of a request with a body that its head alone decides, so that nothing of the body
  /// is asked for or kept.
  std::optional<Response> refuse_by_head(const Request& head) const;
  /// How the body of a request has to be given to handle().
  BodyPlan plan_body(const Request& head) const;
  /// The largest body that any route takes; 0 when none takes more than others.
  std::uint64_t most_body_bytes() const { return api_ ? api_->most_body_bytes() : 0; }
  /// Adds what every answer has, also to those made where the request could not be read.
  void finish(const Request& request, Response& response) const;

  /// Each page that listens for changes takes a thread: at most half of them.
  void limit_listeners(std::size_t max_threads);

  const std::string& spec_url() const { return spec_url_; }

 private:
  enum class Area { page, description, api };
  Area area(std::string_view path) const;
  bool known_host(const Request& request) const;
  Response answer(const Request& request, Area area) const;
  void apply_cors(const Request& request, Area area, Response& response) const;
  bool allows(std::string_view origin) const;
  Response changes() const;

  FrontOptions options_;
  std::optional<Service> api_;
  std::optional<SpecFolder> spec_;
  std::string spec_url_;
  PageServer page_;
  std::string document_tag_;
  std::string yaml_;
  std::string yaml_tag_;
  std::size_t max_listeners_ = 32;
  /// Pages that listen for changes at this moment.
  std::shared_ptr<std::atomic<std::size_t>> listeners_ =
      std::make_shared<std::atomic<std::size_t>>(0);
};

}  // namespace vitrine
