#include <cstdio>
#include <set>
#include <variant>

#include "app/json/document_set.h"
#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "server/api/api.h"
#include "server/api/declaration.h"
#include "server/api/page_server.h"
#include "server/api/path_template.h"
#include "server/api/problem.h"
#include "server/api/ranges.h"

namespace vitrine {

namespace {

constexpr char kDocumentUri[] = "vitrine:/openapi.json";

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  return text;
}

struct Resource {
  PathTemplate path;
  /// By method in capitals, in the order of declaration.
  std::vector<std::pair<std::string, Endpoint>> endpoints;

  std::string allowed() const {
    std::string list;
    for (const auto& [method, endpoint] : endpoints) {
      list += method;
      if (method == "GET") list += ", HEAD";
      list += ", ";
    }
    return list + "OPTIONS";
  }
};

}  // namespace

struct Service::State {
  explicit State(Api given) : api(std::move(given)) {}

  Api api;
  std::string text;
  std::uint64_t most_body_bytes = 0;
  json::DocumentSet documents;
  std::vector<Resource> resources;
  std::vector<std::string> problems;

  /// The schema at a pointer into the document, made ready; it must have no problems.
  std::shared_ptr<const schema::Schema> compile(schema::Compiler& compiler,
                                                const std::string& where,
                                                const std::string& pointer) {
    json::Cursor cursor = documents.root(kDocumentUri);
    cursor.value = json::resolve(cursor.value, pointer);
    auto compiled = compiler.compile(cursor);
    auto* done = std::get_if<std::shared_ptr<const schema::Schema>>(&compiled);
    if (!done) {
      problems.push_back(where + ": its schema at " + pointer + " cannot be used");
      return nullptr;
    }
    for (const schema::Problem& problem : (*done)->problems()) {
      problems.push_back(where + ": " + problem.message + " (" + problem.pointer + ")");
    }
    return *done;
  }

  openapi::SchemaView view(const std::string& pointer) const {
    json::Cursor cursor = documents.root(kDocumentUri);
    cursor.value = json::resolve(cursor.value, pointer);
    return openapi::SchemaView(documents, std::move(cursor), schema::Dialect::openapi_3_1);
  }

  void check_examples(const std::string& where, const schema::Schema* schema,
                      const std::vector<NamedExample>& examples) {
    if (!schema) return;
    for (const NamedExample& example : examples) {
      const json::Reading reading = json::read(example.value.dump());
      const auto evaluation = schema::evaluate(*schema, reading.document.root());
      for (const schema::Violation* violation : schema::leaves(evaluation.violations)) {
        const FieldError error = field_error("body", "", *violation);
        problems.push_back(where + ": the example \"" + example.name + "\": " + error.pointer +
                           " " + error.message);
      }
    }
  }

  Endpoint make_endpoint(schema::Compiler& compiler, const RouteInfo& route) {
    const std::string where = upper(route.method) + " " + route.path;
    std::string base = "/paths";
    json::append(base, route.path);
    json::append(base, route.method);

    Endpoint endpoint;
    endpoint.info = &route;
    for (std::size_t i = 0; i < route.parameters.size(); ++i) {
      const RouteInfo::ParameterInfo& info = route.parameters[i];
      const std::string pointer = base + "/parameters/" + std::to_string(i) + "/schema";
      Endpoint::Parameter parameter;
      parameter.rule = request::default_rule(info.name, info.in);
      parameter.rule.required = info.required;
      parameter.schema = compile(compiler, where + ", parameter " + info.name, pointer);
      parameter.view = view(pointer);
      endpoint.parameters.push_back(std::move(parameter));
    }
    if (route.body && !route.body->schema.is_null()) {
      std::string pointer = base + "/requestBody/content";
      json::append(pointer, route.body->types.front());
      pointer += "/schema";
      endpoint.body = compile(compiler, where, pointer);
      endpoint.body_view = view(pointer);
      check_examples(where, endpoint.body.get(), route.body->examples);
    }
    if (!route.answer.examples.empty()) {
      const auto schema = compile(compiler, where,
                                  base + "/responses/" + std::to_string(route.answer.status) +
                                      "/content/application~1json/schema");
      check_examples(where, schema.get(), route.answer.examples);
    }
    for (const RouteInfo::Need& need : route.dependencies) {
      const auto found = api.providers_.find(need.type);
      if (found == api.providers_.end()) {
        problems.push_back(where + ": nothing provides the " + need.type_name +
                           " its handler depends on; call api.provide(…)");
      } else {
        endpoint.dependencies.push_back(&found->second);
      }
    }
    for (const RouteInfo::Need& need : route.identities) {
      const auto found = api.authenticators_.find(need.type);
      if (found == api.authenticators_.end()) {
        problems.push_back(where + ": no security scheme gives the " + need.type_name +
                           " its handler asks for; call api.authenticate<" + need.type_name +
                           ">(…)");
      } else {
        endpoint.identities.push_back(&found->second);
      }
    }
    return endpoint;
  }

  void make_ready() {
    problems = declaration_problems(api.info_, api.tags_, api.routes_, api.components_);
    if (!problems.empty()) return;
    text = openapi_document(api).dump(2, ' ', false, FreeForm::error_handler_t::replace) + "\n";
    json::Reading reading = json::read(text);
    if (reading.error || !documents.add(kDocumentUri, std::move(reading.document))) {
      problems.push_back("the document cannot be read back");
      return;
    }
    schema::Compiler compiler(documents, {.dialect = schema::Dialect::openapi_3_1});
    for (const RouteInfo& route : api.routes_) {
      if (route.body) most_body_bytes = std::max(most_body_bytes, route.body->max_bytes);
      const PathTemplate path(route.path);
      auto place = std::find_if(resources.begin(), resources.end(), [&](const Resource& resource) {
        return resource.path.shape() == path.shape();
      });
      if (place == resources.end()) {
        resources.push_back({path, {}});
        place = std::prev(resources.end());
      }
      place->endpoints.emplace_back(upper(route.method), make_endpoint(compiler, route));
    }
    std::stable_sort(resources.begin(), resources.end(),
                     [](const Resource& a, const Resource& b) { return a.path.before(b.path); });
  }

  struct Found {
    const Endpoint* endpoint;
    PathTemplate::Captured captured;
  };

  /// The endpoint of a request with the texts of its path parameters, or the response where there
  /// is none.
  std::variant<Found, Response> find(const Request& request) const {
    for (const Resource& resource : resources) {
      auto captured = resource.path.match(request.path());
      if (!captured) continue;
      // HEAD is handled as GET; the sockets leave the content out.
      const std::string_view asked = request.method;
      const std::string_view method = asked == "HEAD" ? "GET" : asked;
      for (const auto& [name, endpoint] : resource.endpoints) {
        if (name == method) return Found{&endpoint, std::move(*captured)};
      }
      Response response;
      if (request.method == "OPTIONS") {
        response.status = 204;
      } else {
        response = problem_response(405, "This path takes " + resource.allowed());
      }
      response.headers.set("Allow", resource.allowed());
      return response;
    }
    return problem_response(404, "There is nothing at this path; /docs lists what there is");
  }

  Response dispatch(const Request& request) const {
    auto place = find(request);
    if (auto* none = std::get_if<Response>(&place)) return std::move(*none);
    auto& found = std::get<Found>(place);
    Call call(request, *found.endpoint, std::move(found.captured));
    Response response = found.endpoint->info->handler(call);
    if (request.method == "GET" || request.method == "HEAD") {
      apply_if_none_match(request, response);
      apply_range(request, response);
    }
    return response;
  }

  std::optional<Response> refuse_by_head(const Request& head) const {
    auto place = find(head);
    if (auto* none = std::get_if<Response>(&place)) {
      if (none->status < 400) return std::nullopt;
      return std::move(*none);
    }
    auto& found = std::get<Found>(place);
    return Call(head, *found.endpoint, std::move(found.captured)).refuse_by_head();
  }

  /// Runs `f`, whose exceptions become a 500.
  template <class F>
  auto guarded(const Request& request, F f) const -> decltype(f()) {
    std::string reason = "an exception that is no std::exception";
    try {
      return f();
    } catch (const std::exception& error) {
      reason = error.what();
    } catch (...) {
    }
    api.report_(request.method + " " + std::string(request.path()) + " failed: " + reason);
    // What was thrown is for the log: it may hold secrets.
    return problem_response(500, "Something went wrong in the server; its log says what");
  }
};

Service::Service(Api api) {
  auto state = std::make_unique<State>(std::move(api));
  state->make_ready();
  if (!state->problems.empty()) {
    std::string all;
    for (const std::string& problem : state->problems) {
      if (!all.empty()) all += '\n';
      all += problem;
    }
    throw DeclarationError(all);
  }
  if (!state->api.report_) {
    state->api.report_ = [](std::string_view words) {
      std::fprintf(stderr, "vitrine: %.*s\n", static_cast<int>(words.size()), words.data());
    };
  }
  state_ = std::move(state);
}

Service::~Service() = default;
Service::Service(Service&&) noexcept = default;

const std::string& Service::openapi_json() const { return state_->text; }

BodyPlan Service::plan_body(const Request& head) const {
  const auto place = state_->find(head);
  const auto* found = std::get_if<State::Found>(&place);
  if (!found || !found->endpoint->info->body) return {};
  const RouteInfo::BodyInfo& body = *found->endpoint->info->body;
  return {body.max_bytes, body.kind != RouteInfo::BodyInfo::Kind::json};
}

std::uint64_t Service::most_body_bytes() const { return state_->most_body_bytes; }

Response Service::handle(const Request& request) const {
  return state_->guarded(request, [&] { return state_->dispatch(request); });
}

std::optional<Response> Service::refuse_by_head(const Request& head) const {
  return state_->guarded(head, [&] { return state_->refuse_by_head(head); });
}

}  // namespace vitrine
