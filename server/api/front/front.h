#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "server/api/front/change_feed.h"
#include "server/api/front/deployment.h"
#include "server/api/front/description_files.h"
#include "server/api/front/forwarded.h"
#include "server/api/front/mount.h"
#include "server/api/front/page_server.h"
#include "server/api/front/spec_folder.h"
#include "server/api/http/http.h"
#include "server/api/respond/match.h"
#include "server/api/respond/service.h"

/// All responses of one address.
namespace vitrine {

struct FrontOptions {
  /// Origins whose pages may call the API ("https://docs.example.org"); "*" allows all.
  std::vector<std::string> cors_origins = {};
  /// True when the server listens on loopback only; then Host has to name this machine, or
  /// else any web page could reach the API through a name of its own (DNS rebinding).
  bool loopback = true;
  std::vector<Mount> mounts = {};
  /// What the page is told of them.
  PageOffers offers = {};
  /// An example page at /embed that embeds the playground.
  bool embed = false;
  /// What the page at the description's /docs says before the playground does; for an API, those of
  /// its own document, not of APIs that are mounted in it.
  WordsNow words = {};
  Deployment deployment = {};
};

/// All responses of one address: the page, the description, the API. Safe from several threads.
class Front {
 public:
  // Moved, never copied: matches point to the mounts.
  Front(Front&&) = default;
  /// With an API: its documents and playgrounds are where its Publishing says. Throws
  /// DeclarationError for mistakes of the options.
  Front(Service api, FrontOptions options);
  /// With files: at /spec/…; the page listens at /vitrine/changes for new versions of it.
  Front(const SpecFolder& spec, FrontOptions options);

  /// Completes a request that came over a connection, whose address is `peer`: who sent it, its
  /// name, and the target by which this server knows it. Before route().
  void admit(Request& head, std::string_view peer) const;
  /// Decides once where a request goes; the other functions take the result.
  Match route(const Request& head) const;
  /// Responds to everything, never throws.
  Response handle(const Request& request, const Match& match) const;
  Response handle(const Request& request) const { return handle(request, route(request)); }
  /// The refusal of a request with a body that its head alone decides, so that nothing of the body
  /// is asked for or kept. Keeps in `match` the identities that it finds.
  std::optional<Response> refuse_by_head(const Request& head, Match& match) const;
  /// The body of a route that takes it in pieces: see Service.
  std::optional<Response> begin_body(const Request& head, Match& match) const;
  std::optional<Response> take_piece(const Request& head, const Match& match,
                                     std::string_view piece) const;
  /// Adds the headers that all responses have, also to those made where the request could not be
  /// read.
  void finish(const Request& request, const Match& match, Response& response) const;

  /// True for a parameter of the query that is a credential of the API.
  bool is_credential(std::string_view name) const;
  /// The address of the description.
  std::string spec_url() const { return page_.spec_url(); }
  /// Where the playground is, "" where the API has none.
  std::string docs_path() const;
  /// Runs the start hooks of the API, and throws what they throw.
  void start() const;
  /// Returns when background work is done and the stop hooks of the API have run.
  void end() const;
  /// The largest body that is kept for any route; 0 when none takes more than others.
  std::uint64_t most_body_bytes() const;
  /// At most half as many pages as there are threads listen for changes.
  void limit_listeners(std::size_t max_threads);

 private:
  struct ApiSite {
    explicit ApiSite(Service api) : service(std::move(api)), files(service) {}
    std::vector<PageServer::Docs> docs(const WordsNow& words) const;
    Service service;
    DescriptionFiles files;
  };
  struct SpecSite {
    SpecFolder folder;
    ChangeFeed changes;
  };

  Match::Area area(std::string_view path) const;
  const Mount* mount(std::string_view path) const;
  bool known_host(const Request& request) const;
  Response respond(const Request& request, const Match& match) const;
  void apply_cors(const Request& request, const Match& match, Response& response) const;
  bool allows(std::string_view origin) const;
  /// The path of a resource that differs from `path`, which is none, by a slash at its end; ""
  /// without one.
  std::string other_slash(std::string_view path) const;
  /// Throws DeclarationError for mistakes of the options.
  void set_up();
  /// True for a handshake that no page of a foreign origin makes.
  bool may_connect(const Request& request) const;
  /// The response to a page that asks whether it may call the API.
  Response judge_origin(const Request& request) const;

  FrontOptions options_;
  Networks trusted_proxies_;
  std::variant<ApiSite, SpecSite> site_;
  PageServer page_;
};

}  // namespace vitrine
