#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/http.h"

/// An API made ready to respond.
namespace vitrine {

class Api;
struct Match;
struct ReadyApi;

/// A declaration that cannot be served: every mistake, one a line.
class DeclarationError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// An Api made ready: immutable, for any number of threads. Responds to everything, never throws.
class Service {
 public:
  /// Throws DeclarationError.
  explicit Service(Api api);
  ~Service();
  Service(Service&&) noexcept;

  /// The endpoint of a request, with the plan of its body.
  Match route(const Request& head) const;
  Response handle(const Request& request, const Match& match) const;
  Response handle(const Request& request) const;
  /// The refusal of a request with a body that its head alone decides: path, method, identity,
  /// media type. Other faults of the head are refused by handle(), together with those of the body.
  /// Keeps in `match` the identities that it finds.
  std::optional<Response> refuse_by_head(const Request& head, Match& match) const;
  /// The largest limit that a route has of its own.
  std::uint64_t most_body_bytes() const;
  /// The document as text, indented by two spaces.
  const std::string& openapi_json() const;
  /// The document of this API and those of the mounted ones. Views live as long as the service.
  struct Published {
    std::string_view root;
    /// Below the root; "" is nowhere.
    std::string_view docs;
    std::string_view document;
    std::string_view json;
  };
  std::vector<Published> published() const;

  /// Runs the start hooks, and throws what they throw; a server does this when its port is open.
  void start() const;
  /// Returns when background work is done and the stop hooks have run.
  void end() const;

 private:
  template <class F>
  auto guarded(const Request& request, const Match& match, F f) const -> decltype(f());
  void run_after_hooks(const Request& request, const Match& match, Response& response) const;
  void watch(const Request& request, const Match& match, Response& response) const;

  std::unique_ptr<const ReadyApi> ready_;
};

}  // namespace vitrine
