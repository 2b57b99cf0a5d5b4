#pragma once
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/declare/catcher.h"
#include "server/api/declare/metadata.h"
#include "server/api/declare/route.h"
#include "server/api/model/rules.h"
#include "server/api/model/shape.h"
#include "server/api/model/types.h"

/// The declaration of a route as data.
namespace vitrine {

struct NamedExample {
  std::string name;
  std::string summary;
  std::string json;
};

/// A field of a form that is a file, and the media types it may have; none named: any.
struct AttachmentInfo {
  std::string name;
  std::string types;
};

struct GroupInfo;
struct Provider;
class RateLimiter;

/// A dependency that is made for each request, and where its inputs are among those of the route.
struct Provision {
  const Provider* provider = nullptr;
  std::vector<std::size_t> parameters = {};
  std::size_t first_identity = 0;
  std::size_t first_dependency = 0;
};

/// The declaration of a route as data: the source of the document and of the checks.
struct RouteInfo {
  struct ParameterInfo {
    openapi::Location in;
    std::string name;
    const Rules* rules;
    bool required;
    const Shape* shape;
    /// The JSON text of the default of a ParameterModel's field, nullptr without one.
    std::string (*default_text)() = nullptr;
  };
  struct BodyInfo {
    enum class Kind { json, form, file, pieces };
    Kind kind = Kind::json;
    bool required = true;
    /// The media types that are taken.
    std::vector<std::string> types = {"application/json"};
    /// nullptr: bytes
    const Shape* shape = nullptr;
    /// That of each line, where they are JSON.
    const Shape* item = nullptr;
    /// 0: as many as the server takes at all
    std::uint64_t max_bytes = 0;
    /// The fields of a form that are files.
    std::vector<AttachmentInfo> files = {};
    /// Those that BodyFields take, and the object of them, which is `shape` then.
    std::vector<Shape::Member> fields = {};
    Shape of_fields = {};
    std::vector<NamedExample> examples = {};
  };
  struct HeaderInfo {
    std::string name;
    const Rules* rules;
    bool required;
    const Shape* shape;
    /// The name of the cookie that it sets.
    std::string cookie = {};
  };
  /// A kind of server-sent event.
  struct EventInfo {
    std::string name;
    const Shape* shape;
  };
  struct ResponseInfo {
    int status = 200;
    std::string description = {};
    /// nullptr: no content, bytes of one of the types, or a stream
    const Shape* shape = nullptr;
    /// True for files, of which a Range asks for a part.
    bool ranges = false;
    /// The items of a stream: of JSON Lines, or the kinds of events.
    const Shape* item = nullptr;
    std::vector<EventInfo> events = {};
    std::vector<std::string> types = {};
    std::vector<HeaderInfo> headers = {};
    std::vector<NamedExample> examples = {};

    bool has_header(std::string_view name) const;
    bool is_stream() const { return item || !events.empty(); }
  };
  /// The types of messages; nullptr: of any kind.
  struct WebSocketInfo {
    const Shape* send = nullptr;
    const Shape* receive = nullptr;
    std::vector<std::string> subprotocols = {};
  };
  struct FailureInfo {
    int status;
    std::string description;
    FailureMatcher matches;
    /// That of a failure that is a type.
    const detail::FailureDeclaration* declared = nullptr;
  };
  struct Dependency {
    TypeTag type;
    std::string type_name;
  };
  struct IdentityInfo {
    TypeTag type;
    std::string type_name;
    bool optional = false;
    std::vector<std::string> scopes = {};
    /// True when the identity has a scope; nullptr where none is asked for.
    bool (*may)(const void* identity, std::string_view scope) = nullptr;
  };
  struct LimitInfo {
    /// Shared by all routes that the limit was declared for together.
    std::shared_ptr<RateLimiter> limiter;
    /// The identity that is counted, and its name; nullptr: the address of the client.
    TypeTag type = nullptr;
    std::function<std::string(const void* identity)> key = {};
  };
  /// A request that this server makes to its client (OAS 3.1.0 §4.8.18).
  struct CallbackInfo {
    std::string name;
    /// Where to, as a runtime expression (OAS 3.1.0 §4.8.20.4).
    std::string expression;
    std::shared_ptr<const RouteInfo> route;
  };

  std::string method;
  std::string path;
  std::string id = {};
  std::string summary = {};
  std::string description = {};
  std::vector<std::string> tags = {};
  bool deprecated = false;
  /// Left out of the published document.
  bool hidden = false;
  ExternalDocs external_docs = {};
  std::vector<ServerInfo> servers = {};
  Extensions extensions = {};
  std::vector<CallbackInfo> callbacks = {};
  std::vector<ParameterInfo> parameters = {};
  std::unique_ptr<BodyInfo> body = {};
  ResponseInfo response = {};
  /// Those beside it, in the order of their declaration.
  std::vector<ResponseInfo> alternatives = {};
  /// Set where the route is a WebSocket.
  std::unique_ptr<WebSocketInfo> websocket = {};
  std::vector<FailureInfo> failures = {};
  /// Asked in turn for the exceptions that are none of the failures.
  std::vector<Catcher> catchers = {};
  std::vector<Dependency> dependencies = {};
  /// Those that are made, though the handler does not take them.
  std::vector<Dependency> needs = {};
  std::vector<IdentityInfo> identities = {};
  std::vector<LimitInfo> limits = {};
  /// nullptr for what is no route of an API: a callback, a webhook, what groups share.
  const GroupInfo* group = nullptr;
  Handler handler = {};
  // What resolve() finds.
  /// From the outermost group, which is the API, to that of the route.
  std::vector<const GroupInfo*> groups = {};
  /// In the order in which they are made.
  std::vector<Provision> provisions = {};
  /// How many identities the handler itself takes: those come first.
  std::size_t own_identities = 0;
  /// Mistakes of the declaration.
  std::vector<std::string> problems = {};

  /// "GET /pictures/{id}", for mistakes.
  std::string label() const;
  /// The first and its alternatives.
  std::vector<const ResponseInfo*> responses() const;
};

}  // namespace vitrine
