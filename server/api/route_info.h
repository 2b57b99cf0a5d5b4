#pragma once
#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

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
    /// The items of a stream: of JSON Lines, or the kinds of events.
    const Shape* item = nullptr;
    std::vector<EventInfo> events = {};
    std::vector<std::string> types = {};
    /// True for bytes of which no part can be asked for.
    bool in_pieces = false;
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
    /// True when the exception is the declared one; then `detail` gets its message.
    bool (*matches)(const std::exception_ptr&, std::string& detail);
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
  /// Set where the route is a WebSocket.
  std::unique_ptr<WebSocketInfo> websocket = {};
  std::vector<FailureInfo> failures = {};
  std::vector<Dependency> dependencies = {};
  std::vector<Dependency> identities = {};
  Handler handler = {};
  /// Mistakes of the declaration.
  std::vector<std::string> problems = {};
};

}  // namespace vitrine
