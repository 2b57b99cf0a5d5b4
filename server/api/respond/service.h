#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/http/http.h"

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
  /// Begins a body that is taken in pieces (`BodyPlan::in_pieces`): the refusal, or nullopt with
  /// the intake in `match`, whose response handle() gives after the last piece.
  std::optional<Response> begin_body(const Request& head, Match& match) const;
  /// The refusal of a piece, after which there may be no other, and handle() is not called.
  std::optional<Response> take_piece(const Request& head, const Match& match,
                                     std::string_view piece) const;
  /// The largest limit that a route has of its own for a body that is kept as a whole.
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
  /// The paths of all routes as the documents have them, each below the root of its API.
  std::vector<std::string> paths() const;
  /// True for a parameter of the query that a security scheme names.
  bool is_credential(std::string_view name) const;

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
