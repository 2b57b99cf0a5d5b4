#pragma once
#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/catcher.h"
#include "server/api/route.h"
#include "server/api/rules.h"
#include "server/api/shape.h"
#include "server/api/types.h"

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

/// The declaration of a route as data: the source of the document and of the checks.
struct RouteInfo {
  struct ParameterInfo {
    openapi::Location in;
    std::string name;
    const Rules* rules;
    bool required;
    const Shape* shape;
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
    bool optional = false;
  };

  std::string method;
  std::string path;
  std::string id = {};
  std::string summary = {};
  std::string description = {};
  std::vector<std::string> tags = {};
  bool deprecated = false;
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
  std::vector<Dependency> identities = {};
  Handler handler = {};
  /// Mistakes of the declaration.
  std::vector<std::string> problems = {};

  /// The first and its alternatives.
  std::vector<const ResponseInfo*> responses() const;
};

}  // namespace vitrine
