#include "server/api/describe/openapi_document.h"

#include <algorithm>
#include <set>
#include <string>

#include "app/request/reason_phrase.h"
#include "app/text/ascii.h"
#include "server/api/declare/parameter_style.h"
#include "server/api/declare/path_template.h"
#include "server/api/declare/rate_limiter.h"
#include "server/api/describe/describe.h"
#include "server/api/describe/describe_responses.h"
#include "server/api/describe/document_schemas.h"
#include "server/api/describe/openapi_metadata.h"
#include "server/api/http/problem.h"
#include "server/api/http/problem_models.h"

/// Writes the OpenAPI document, one function an Object.
namespace vitrine {

namespace {

FreeForm examples_of(const std::vector<NamedExample>& list) {
  FreeForm examples = FreeForm::object();
  for (const NamedExample& example : list) {
    FreeForm entry = FreeForm::object();
    if (!example.summary.empty()) entry["summary"] = example.summary;
    entry["value"] = FreeForm::parse(example.json);
    examples[example.name] = std::move(entry);
  }
  return examples;
}

FreeForm media(Components& components, const Shape* shape,
               const std::vector<NamedExample>& examples) {
  FreeForm made = FreeForm::object();
  // Bytes have no schema (OAS 3.1.0 §4.8.14.3).
  if (shape) made["schema"] = describe(components, *shape);
  if (!examples.empty()) made["examples"] = examples_of(examples);
  return made;
}

/// A server-sent event is described as the object of its fields (OAS 3.2.0 §4.14.4.1).
FreeForm event_schema(Components& components, const RouteInfo::EventInfo& event) {
  FreeForm required = FreeForm::array();
  FreeForm properties = FreeForm::object();
  // An event without a name is a "message".
  if (event.name != "message") required.push_back("event");
  properties["event"] = {{"const", event.name}};
  required.push_back("data");
  properties["data"] = {{"type", "string"}, {"contentMediaType", "application/json"}};
  properties["data"]["contentSchema"] = describe(components, *event.shape);
  properties["id"] = {{"type", "string"}};
  return {{"type", "object"}, {"required", required}, {"properties", properties}};
}

FreeForm item_schema(Components& components, const RouteInfo::ResponseInfo& response) {
  if (response.item) return describe(components, *response.item);
  if (response.events.size() == 1) return event_schema(components, response.events.front());
  FreeForm kinds = FreeForm::array();
  for (const RouteInfo::EventInfo& event : response.events) {
    kinds.push_back(event_schema(components, event));
  }
  return {{"oneOf", std::move(kinds)}};
}

FreeForm websocket_of(Components& components, const RouteInfo::WebSocketInfo& info) {
  FreeForm made = FreeForm::object();
  if (info.send) made["send"] = describe(components, *info.send);
  if (info.receive) made["receive"] = describe(components, *info.receive);
  for (const std::string& name : info.subprotocols) made["subprotocols"].push_back(name);
  return made;
}

/// "5 MB", "300 kB", "80 bytes"
std::string size_words(std::uint64_t bytes) {
  if (bytes % 1'000'000 == 0) return std::to_string(bytes / 1'000'000) + " MB";
  if (bytes % 1'000 == 0) return std::to_string(bytes / 1'000) + " kB";
  return std::to_string(bytes) + " bytes";
}

/// The schema of a parameter or header, without the keywords that stand beside it.
FreeForm bare_schema(Components& components, const Shape& shape, const Rules& rules) {
  FreeForm schema = describe(components, shape, rules);
  schema.erase("description");
  return schema;
}

std::string description_of(const Rules& rules) {
  const Rule* rule = rules.find(Keyword::description);
  return rule ? std::string(rule->value.text) : std::string();
}

FreeForm request_body(Components& components, const RouteInfo::BodyInfo& body) {
  FreeForm content = FreeForm::object();
  for (const std::string& type : body.types) {
    content[type] = media(components, body.shape, body.examples);
    if (body.item) content[type]["itemSchema"] = describe(components, *body.item);
  }
  for (const AttachmentInfo& file : body.files) {
    if (file.types.empty()) continue;
    content[body.types.front()]["encoding"][file.name] = {{"contentType", file.types}};
  }
  FreeForm made = FreeForm::object();
  if (body.max_bytes > 0) made["description"] = "At most " + size_words(body.max_bytes) + ".";
  made["required"] = body.required;
  made["content"] = std::move(content);
  return made;
}

/// `get` and `/pictures/{id}` make `get_pictures_id`.
std::string made_id(const RouteInfo& route) {
  std::string id = route.group ? route.method : "webhook";
  bool gap = true;
  for (const char c : route.path) {
    const bool word = text::is_alphanumeric(c);
    if (word && gap) id += '_';
    gap = !word;
    if (word) id += c;
  }
  return id;
}

/// The operationIds of a document, no two of which are equal (OAS 3.1.0 §4.8.10): those that are
/// made of different paths may be.
class OperationIds {
 public:
  explicit OperationIds(const Declaration& api) {
    for (const RouteInfo& route : api.routes) taken_.insert(route.id);
  }

  std::string of(const RouteInfo& route) {
    if (!route.id.empty()) return route.id;
    std::string id = made_id(route);
    while (!taken_.insert(id).second) id += '_';
    return id;
  }

 private:
  std::set<std::string> taken_;
};

bool has_version(const RouteInfo& route) {
  const auto responses = route.responses();
  return std::any_of(responses.begin(), responses.end(), [](const auto* response) {
    return response->status == 200 && response->has_header("ETag");
  });
}

FreeForm parameters_of(Components& components, const RouteInfo& route) {
  FreeForm list = FreeForm::array();
  for (const RouteInfo::ParameterInfo& parameter : route.parameters) {
    FreeForm made = {{"name", parameter.name}, {"in", openapi::name(parameter.in)}};
    if (const std::string words = description_of(*parameter.rules); !words.empty()) {
      made["description"] = words;
    }
    if (parameter.required) made["required"] = true;
    if (parameter.rules->has(Keyword::deprecated)) made["deprecated"] = true;
    FreeForm schema = bare_schema(components, *parameter.shape, *parameter.rules);
    schema.erase("deprecated");
    if (parameter.default_text) schema["default"] = FreeForm::parse(parameter.default_text());
    add_schema(made, parameter, std::move(schema));
    list.push_back(std::move(made));
  }
  if (route.method == "get" && has_version(route)) {
    list.push_back({{"name", "If-None-Match"},
                    {"in", "header"},
                    {"description",
                     "The `ETag` of a copy you have: while it is current, the "
                     "response is 304 without content."},
                    {"schema", {{"type", "string"}}}});
  }
  return list;
}

FreeForm response_of(Components& components, const RouteInfo::ResponseInfo& response) {
  std::string words = response.description;
  if (words.empty()) words = std::string(request::reason_phrase(response.status));
  if (words.empty()) words = "Status " + std::to_string(response.status) + ".";
  FreeForm made = {{"description", std::move(words)}};
  if (FreeForm headers = headers_of(components, response); !headers.empty()) {
    made["headers"] = std::move(headers);
  }
  for (const std::string& type : response.types) {
    FreeForm content = media(components, response.shape, response.examples);
    if (response.is_stream()) content["itemSchema"] = item_schema(components, response);
    made["content"][type] = std::move(content);
  }
  return made;
}

/// Those of scopes and of rate limits.
template <class F>
void add_admission(FreeForm& responses, const RouteInfo& route, const F& problem) {
  std::vector<std::string> scopes;
  for (const RouteInfo::IdentityInfo& identity : route.identities) {
    scopes.insert(scopes.end(), identity.scopes.begin(), identity.scopes.end());
  }
  if (!scopes.empty()) {
    add_problem(responses, 403, "Without the scope " + text::join(scopes, ", ") + ".", problem());
  }
  for (const RouteInfo::LimitInfo& limit : route.limits) {
    const RateLimit rule = limit.limiter->limit();
    add_problem(responses, 429,
                "After " + std::to_string(rule.requests) + " requests in " +
                    std::to_string(rule.seconds) + " seconds by one " +
                    (limit.type ? "identity." : "address."),
                problem());
    responses["429"]["headers"]["Retry-After"] = {{"description", "The seconds to wait."},
                                                  {"schema", {{"type", "integer"}}}};
  }
}

/// The responses to requests that name a version or a range.
template <class F>
void add_conditional(Components& components, FreeForm& responses, const RouteInfo& route,
                     const RouteInfo::ResponseInfo& response, const F& problem) {
  if (route.method != "get" || response.status != 200) return;
  if (response.has_header("ETag") || response.has_header("Last-Modified")) {
    responses["304"] = {{"description", "Your copy is current: nothing is sent."},
                        {"headers", headers_of(components, response)}};
  }
  if (response.ranges) {
    const FreeForm range = {{"schema", {{"type", "string"}}}};
    responses["206"] = {{"description", "The part of it that `Range: bytes=…` asks for."},
                        {"headers", headers_of(components, response)}};
    responses["206"]["headers"]["Content-Range"] = range;
    for (const std::string& type : response.types) {
      responses["206"]["content"][type] = FreeForm::object();
    }
    add_problem(responses, 416, "The range begins after the end.", problem());
    responses["416"]["headers"]["Content-Range"] = range;
  }
}

FreeForm sorted(FreeForm responses) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : responses.items()) keys.push_back(key);
  std::sort(keys.begin(), keys.end());
  FreeForm made = FreeForm::object();
  for (const std::string& key : keys) made[key] = std::move(responses[key]);
  return made;
}

}  // namespace

void describe_routes(const Declaration& declaration, Components& components) {
  const auto describe_route = [&](const RouteInfo& route) {
    for (const auto& parameter : route.parameters) describe(components, *parameter.shape);
    if (route.body && route.body->shape) describe(components, *route.body->shape);
    if (route.body && route.body->item) describe(components, *route.body->item);
    for (const RouteInfo::ResponseInfo* response : route.responses()) {
      if (response->shape) describe(components, *response->shape);
      if (response->is_stream()) item_schema(components, *response);
    }
    if (route.websocket) websocket_of(components, *route.websocket);
    for (const RouteInfo::ResponseInfo* response : route.responses()) {
      for (const auto& header : response->headers) describe(components, *header.shape);
    }
    FreeForm unused;
    for (const RouteInfo::FailureInfo& failure : route.failures) {
      add_failure(components, unused, failure, FreeForm::object());
    }
  };
  for (const RouteInfo& route : declaration.routes) {
    describe_route(route);
    for (const auto& callback : route.callbacks) describe_route(*callback.route);
  }
  for (const RouteInfo& webhook : declaration.webhooks) describe_route(webhook);
}

FreeForm openapi_document(const Declaration& api, Components& components, const std::string& root) {
  const auto problem = [&] { return describe(components, shape<Problem>()); };

  // 3.1 has no schema for the items of a stream.
  const bool streams =
      std::any_of(api.routes.begin(), api.routes.end(), [](const RouteInfo& route) {
        if (route.body && route.body->item) return true;
        const auto all = route.responses();
        return std::any_of(all.begin(), all.end(),
                           [](const auto* response) { return response->is_stream(); });
      });
  FreeForm document = {{"openapi", streams ? "3.2.0" : "3.1.0"}};
  document["info"] = info_of(api.info);
  document["servers"] = servers_of(api.servers);
  if (api.servers.empty()) {
    document["servers"].push_back(
        {{"url", root.empty() ? "/" : root}, {"description", "This server"}});
  }
  if (FreeForm tags = tags_of(api.tags); !tags.empty()) document["tags"] = std::move(tags);
  add_external_docs(document, api.external_docs);
  add_extensions(document, api.extensions);

  document["paths"] = FreeForm::object();
  OperationIds ids(api);
  const auto operation_of = [&](const RouteInfo& route, const std::string& id) {
    // Not one that this server makes, whose checks are not its own.
    const bool incoming = route.group != nullptr;
    FreeForm operation = FreeForm::object();
    for (const std::string& tag : route.tags) operation["tags"].push_back(tag);
    if (!route.summary.empty()) operation["summary"] = route.summary;
    if (!route.description.empty()) operation["description"] = route.description;
    add_external_docs(operation, route.external_docs);
    operation["operationId"] = id;
    if (FreeForm list = parameters_of(components, route); !list.empty()) {
      operation["parameters"] = std::move(list);
    }
    if (route.body) operation["requestBody"] = request_body(components, *route.body);

    FreeForm responses = FreeForm::object();
    for (const RouteInfo::ResponseInfo* response : route.responses()) {
      add_response(responses, response->status, response_of(components, *response));
    }
    for (const RouteInfo::ResponseInfo* response : route.responses()) {
      add_conditional(components, responses, route, *response, problem);
    }
    for (const RouteInfo::FailureInfo& failure : route.failures) {
      add_failure(components, responses, failure, problem());
    }
    if (!route.identities.empty()) {
      add_problem(responses, 401, "No valid credentials.", problem());
      responses["401"]["headers"]["WWW-Authenticate"] = {{"description", "How to authenticate."},
                                                         {"schema", {{"type", "string"}}}};
    }
    if (incoming) operation["security"] = security_of(api, route);
    add_admission(responses, route, problem);
    if (route.body && incoming) {
      using Kind = RouteInfo::BodyInfo::Kind;
      const RouteInfo::BodyInfo& body = *route.body;
      add_problem(responses, 400,
                  body.kind == Kind::json   ? "The body is not JSON."
                  : body.kind == Kind::form ? "The body is no form."
                  : body.item               ? "The body is empty, or a line is not JSON."
                                            : "The body is empty.",
                  problem());
      add_problem(responses, 413,
                  body.max_bytes == 0
                      ? "The body is too large."
                      : "The body is larger than " + size_words(body.max_bytes) + ".",
                  problem());
      add_problem(responses, 415, "The body is not " + text::join(body.types, " or ") + ".",
                  problem());
    }
    if (incoming) {
      add_problem(responses, 422,
                  "Values that their schemas refuse, or query parameters that are not known.",
                  describe(components, shape<ValidationProblem>()));
    }
    if (route.websocket) {
      // There is no 101 in newer versions of HTTP.
      add_response(responses, 200,
                   {{"description",
                     "The same where a proxy takes it by HTTP/2 or HTTP/3 (RFC 8441, RFC 9220)."}});
      add_problem(responses, 400, "The handshake is not as RFC 6455 says.", problem());
      add_problem(responses, 403, "A page of another origin may not connect.", problem());
      add_problem(responses, 426, "The request is no handshake of a WebSocket.", problem());
    }
    operation["responses"] = sorted(std::move(responses));
    if (route.deprecated) operation["deprecated"] = true;
    if (route.websocket) operation["x-websocket"] = websocket_of(components, *route.websocket);
    if (FreeForm servers = servers_of(route.servers); !servers.empty()) {
      operation["servers"] = std::move(servers);
    }
    add_extensions(operation, route.extensions);
    return operation;
  };
  for (const RouteInfo& route : api.routes) {
    FreeForm& operation = document["paths"][PathTemplate::documented(route.path)][route.method];
    const std::string id = ids.of(route);
    operation = operation_of(route, id);
    for (const RouteInfo::CallbackInfo& callback : route.callbacks) {
      operation["callbacks"][callback.name][callback.expression][callback.route->method] =
          operation_of(*callback.route, id + "_" + callback.name);
    }
  }
  for (const RouteInfo& webhook : api.webhooks) {
    document["webhooks"][webhook.path][webhook.method] = operation_of(webhook, ids.of(webhook));
  }

  if (FreeForm schemas = components.schemas(); !schemas.empty()) {
    document["components"]["schemas"] = std::move(schemas);
    inline_message_schemas(document);
  }
  if (FreeForm schemes = security_schemes_of(api); !schemes.empty()) {
    document["components"]["securitySchemes"] = std::move(schemes);
  }
  return document;
}

}  // namespace vitrine
