#include "server/api/declare/route.h"

#include <algorithm>
#include <memory>

#include "app/request/reason_phrase.h"
#include "app/text/ascii.h"
#include "server/api/declare/rate_limiter.h"
#include "server/api/declare/result.h"
#include "server/api/declare/route_info.h"

/// Fills in a RouteInfo, from the chain of a Route and from the types of its handler.
namespace vitrine {

namespace {

/// The body of a handler, which takes at most one, of any kind.
RouteInfo::BodyInfo& new_body(RouteInfo& info) {
  if (info.body) info.problems.push_back("the handler takes two bodies");
  info.body = std::make_unique<RouteInfo::BodyInfo>();
  return *info.body;
}

bool is_file(const Shape& shape) {
  if (shape.kind == Shape::Kind::file) return true;
  return shape.kind == Shape::Kind::array && shape.parts[0]().kind == Shape::Kind::file;
}

std::vector<AttachmentInfo> attachments(const Shape& model) {
  std::vector<AttachmentInfo> list;
  for (const Shape::Member& member : model.members) {
    if (!is_file(member.shape())) continue;
    AttachmentInfo& file = list.emplace_back();
    file.name = member.name;
    for (const Rule& rule : *member.rules) {
      if (rule.keyword == Keyword::media_type) file.types = rule.value.text;
    }
  }
  return list;
}

}  // namespace

bool RouteInfo::ResponseInfo::has_header(std::string_view name) const {
  return std::any_of(headers.begin(), headers.end(),
                     [&](const HeaderInfo& header) { return header.name == name; });
}

std::string RouteInfo::label() const { return text::upper(method) + " " + path; }

std::vector<const RouteInfo::ResponseInfo*> RouteInfo::responses() const {
  std::vector<const ResponseInfo*> all = {&response};
  for (const ResponseInfo& alternative : alternatives) all.push_back(&alternative);
  return all;
}

Route& Route::summary(std::string words) {
  info_->summary = std::move(words);
  return *this;
}

Route& Route::description(std::string words) {
  info_->description = std::move(words);
  return *this;
}

Route& Route::id(std::string id) {
  info_->id = std::move(id);
  return *this;
}

Route& Route::returns(std::string words) {
  info_->response.description = std::move(words);
  return *this;
}

Route& Route::tag(std::string name) {
  info_->tags.push_back(std::move(name));
  return *this;
}

Route& Route::deprecated() {
  info_->deprecated = true;
  return *this;
}

Route& Route::hidden() {
  info_->hidden = true;
  return *this;
}

Route& Route::external_docs(std::string url, std::string words) {
  info_->external_docs = {std::move(url), std::move(words)};
  return *this;
}

Route& Route::server(ServerInfo server) {
  info_->servers.push_back(std::move(server));
  return *this;
}

Route& Route::extension(std::string name, std::string json) {
  info_->extensions.emplace_back(std::move(name), std::move(json));
  return *this;
}

Route& Route::depends(TypeTag type, std::string_view type_name) {
  info_->needs.push_back({type, std::string(type_name)});
  return *this;
}

Route& Route::limit(RateLimit limit) { return this->limit(limit, nullptr, {}); }

Route& Route::limit(RateLimit limit, TypeTag type, std::function<std::string(const void*)> key) {
  if (limit.requests < 1 || limit.seconds < 1) {
    info_->problems.push_back("a rate limit is of at least 1 request in at least 1 second");
  }
  info_->limits.push_back({std::make_shared<RateLimiter>(limit), type, std::move(key)});
  return *this;
}

Route& Route::callback(std::string name, std::string expression, void (*declare)(RouteInfo&),
                       std::string summary) {
  const auto route = std::make_shared<RouteInfo>();
  route->method = "post";
  route->path = expression;
  route->summary = std::move(summary);
  declare(*route);
  for (const std::string& problem : route->problems) {
    info_->problems.push_back("callback " + name + ": " + problem);
  }
  info_->callbacks.push_back({std::move(name), std::move(expression), route});
  return *this;
}

Route& Route::subprotocol(std::string name) {
  if (info_->websocket) {
    info_->websocket->subprotocols.push_back(std::move(name));
  } else {
    info_->problems.push_back("the subprotocol \"" + name + "\" is none of a WebSocket");
  }
  return *this;
}

Route& Route::returns(int status, std::string words) {
  bool found = false;
  const auto describe = [&](RouteInfo::ResponseInfo& response) {
    if (response.status != status) return;
    response.description = words;
    found = true;
  };
  describe(info_->response);
  for (RouteInfo::ResponseInfo& response : info_->alternatives) describe(response);
  if (!found) {
    info_->problems.push_back("the handler returns nothing with status " + std::to_string(status));
  }
  return *this;
}

Route& Route::raises(int status, std::string words, FailureMatcher matches) {
  info_->failures.push_back({status, std::move(words), matches});
  return *this;
}

Route& Route::raises(const detail::FailureDeclaration& declaration, std::string words,
                     FailureMatcher matches) {
  detail::declare_failure(*info_, declaration, matches, std::move(words));
  return *this;
}

Route& Route::example(TypedText value, std::string name, std::string words) {
  if (!info_->body || !info_->body->shape || info_->body->shape->type != value.type) {
    info_->problems.push_back("the example \"" + name + "\" is no " + std::string(value.type_name) +
                              " that the handler takes");
  } else {
    info_->body->examples.push_back({std::move(name), std::move(words), std::move(value.json)});
  }
  return *this;
}

Route& Route::response_example(TypedText value, std::string name, std::string words) {
  const auto takes = [&](RouteInfo::ResponseInfo& response) {
    if (!response.shape || response.shape->type != value.type) return false;
    response.examples.push_back({std::move(name), std::move(words), std::move(value.json)});
    return true;
  };
  if (takes(info_->response)) return *this;
  for (RouteInfo::ResponseInfo& alternative : info_->alternatives) {
    if (takes(alternative)) return *this;
  }
  info_->problems.push_back("the example \"" + name + "\" is no " + std::string(value.type_name) +
                            " that the handler returns");
  return *this;
}

namespace detail {

void declare_parameter(RouteInfo& info, openapi::Location in, std::string_view name,
                       const Rules& rules, bool required, const Shape& shape) {
  info.parameters.push_back({in, std::string(name), &rules, required, &shape});
}

void declare_problem(RouteInfo& info, std::string words) {
  info.problems.push_back(std::move(words));
}

void declare_parameters(RouteInfo& info, openapi::Location in, const Shape& model) {
  for (const Shape::Member& field : model.members) {
    info.parameters.push_back({in, std::string(field.name), field.rules, field.required,
                               &field.shape(), field.default_text});
  }
}

void declare_body_field(RouteInfo& info, std::string_view name, const Rules& rules, bool required,
                        const Shape& (*shape)()) {
  if (!info.body || info.body->fields.empty()) {
    RouteInfo::BodyInfo& made = new_body(info);
    made.required = false;
    made.of_fields.kind = Shape::Kind::model;
    made.shape = &made.of_fields;
  }
  RouteInfo::BodyInfo& body = *info.body;
  for (const Shape::Member& other : body.fields) {
    if (other.name == name) {
      info.problems.push_back("two fields of the body are called \"" + std::string(name) + "\"");
    }
  }
  Shape::Member& field = body.fields.emplace_back();
  field.name = name;
  field.rules = &rules;
  field.required = required;
  field.shape = shape;
  body.of_fields.members = body.fields;
  body.required = body.required || required;
}

void declare_body(RouteInfo& info, const Shape& shape, bool required) {
  RouteInfo::BodyInfo& body = new_body(info);
  body.required = required;
  body.shape = &shape;
}

void declare_form(RouteInfo& info, const Shape& shape, std::uint64_t max_bytes) {
  RouteInfo::BodyInfo& body = new_body(info);
  body.kind = RouteInfo::BodyInfo::Kind::form;
  body.files = attachments(shape);
  body.types = {"multipart/form-data"};
  if (body.files.empty())
    body.types.insert(body.types.begin(), "application/x-www-form-urlencoded");
  body.shape = &shape;
  body.max_bytes = max_bytes;
}

void declare_upload(RouteInfo& info, std::vector<std::string> types, std::uint64_t max_bytes) {
  RouteInfo::BodyInfo& body = new_body(info);
  body.kind = RouteInfo::BodyInfo::Kind::file;
  body.types = std::move(types);
  body.max_bytes = max_bytes;
}

void declare_pieces(RouteInfo& info, std::vector<std::string> types, std::uint64_t max_bytes) {
  declare_upload(info, std::move(types), max_bytes);
  info.body->kind = RouteInfo::BodyInfo::Kind::pieces;
}

void declare_items(RouteInfo& info, const Shape& item, std::uint64_t max_bytes) {
  declare_pieces(info, {"application/jsonl"}, max_bytes);
  info.body->item = &item;
}

void declare_dependency(RouteInfo& info, TypeTag type, std::string_view type_name) {
  info.dependencies.push_back({type, std::string(type_name)});
}

void declare_identity(RouteInfo& info, TypeTag type, std::string_view type_name, bool optional,
                      std::vector<std::string> scopes, ScopeCheck may) {
  info.identities.push_back({type, std::string(type_name), optional, std::move(scopes), may});
}

void declare_status(RouteInfo& info, int status) { info.response.status = status; }

void declare_content(RouteInfo& info, const Shape& shape) {
  info.response.shape = &shape;
  info.response.types = {"application/json"};
}

void declare_content(RouteInfo& info, std::vector<std::string> types) {
  info.response.types = std::move(types);
}

void declare_text(RouteInfo& info, std::string type) {
  info.response.shape = &shape<std::string>();
  info.response.types = {std::move(type)};
}

void declare_ranges(RouteInfo& info) { info.response.ranges = true; }

void declare_events(RouteInfo& info, std::vector<std::pair<std::string, const Shape*>> kinds) {
  info.response.types = {"text/event-stream"};
  for (auto& [name, shape] : kinds) info.response.events.push_back({std::move(name), shape});
}

void declare_lines(RouteInfo& info, const Shape& item) {
  info.response.types = {"application/jsonl"};
  info.response.item = &item;
}

void declare_websocket(RouteInfo& info, const Shape* send, const Shape* receive) {
  if (info.method != "get") info.problems.push_back("a WebSocket begins with a GET");
  info.response.status = 101;
  info.websocket = std::make_unique<RouteInfo::WebSocketInfo>();
  info.websocket->send = send;
  info.websocket->receive = receive;
}

void declare_header(RouteInfo& info, std::string_view name, const Rules& rules, bool required,
                    const Shape& shape) {
  info.response.headers.push_back({std::string(name), &rules, required, &shape});
}

void declare_headers(RouteInfo& info, std::span<const Shape::Member> headers) {
  for (const Shape::Member& header : headers) {
    declare_header(info, header.name, *header.rules, header.required, header.shape());
  }
}

void declare_cookie(RouteInfo& info, std::string_view name, const Rules& rules, bool required) {
  info.response.headers.push_back(
      {"Set-Cookie", &rules, required, &shape<std::string>(), std::string(name)});
}

void declare_alternative(RouteInfo& info, void (*declare)(RouteInfo&)) {
  RouteInfo::ResponseInfo first = std::exchange(info.response, {});
  declare(info);
  info.alternatives.push_back(std::exchange(info.response, std::move(first)));
}

void choose_first_alternative(RouteInfo& info) {
  if (info.alternatives.empty()) {
    info.problems.push_back("the handler returns nothing but failures");
    return;
  }
  info.response = std::move(info.alternatives.front());
  info.alternatives.erase(info.alternatives.begin());
}

void declare_failure(RouteInfo& info, const FailureDeclaration& declaration, FailureMatcher matches,
                     std::string words) {
  for (RouteInfo::FailureInfo& known : info.failures) {
    if (known.declared != &declaration) continue;
    if (!words.empty()) known.description = std::move(words);
    return;
  }
  if (words.empty()) words = declaration.description;
  if (words.empty()) words = request::reason_phrase(declaration.status);
  info.failures.push_back({declaration.status, std::move(words), matches, &declaration});
}

}  // namespace detail

}  // namespace vitrine
