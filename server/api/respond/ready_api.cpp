#include "server/api/respond/ready_api.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/text/ascii.h"
#include "server/api/declare/parameter_style.h"
#include "server/api/declare/path_template.h"
#include "server/api/describe/declared_values.h"
#include "server/api/describe/openapi_document.h"
#include "server/api/describe/published_document.h"
#include "server/api/http/problem.h"
#include "server/api/respond/resolve.h"
#include "server/api/respond/service.h"

/// Makes an API ready: compiles the schemas of its own document, one endpoint a route.
namespace vitrine {

namespace {

constexpr char kDocumentUri[] = "vitrine:/openapi.json";

class Builder {
 public:
  explicit Builder(ReadyApi& api) : api_(api) {}

  std::vector<std::string> build() {
    if (!describe()) return std::move(problems_);
    schema::Compiler compiler(api_.documents, {.dialect = schema::Dialect::openapi_3_1});
    for (const RouteInfo& route : api_.declaration.routes) {
      // Those that handlers take in pieces are kept nowhere.
      if (route.body && route.body->kind != RouteInfo::BodyInfo::Kind::pieces) {
        api_.most_body_bytes = std::max(api_.most_body_bytes, route.body->max_bytes);
      }
      api_.router.add(api_.root + route.path, text::upper(route.method), endpoint(compiler, route));
    }
    check_values(compiler);
    api_.router.finish();
    return std::move(problems_);
  }

 private:
  /// Writes the document and reads it back; false with problems.
  bool describe() {
    Components components;
    resolve(api_.declaration);
    describe_routes(api_.declaration, components);
    problems_ = components.problems();
    for (std::string& problem : declaration_problems(api_.declaration, api_.root)) {
      problems_.push_back(std::move(problem));
    }
    if (!problems_.empty()) return false;
    const FreeForm document = openapi_document(api_.declaration, components, api_.root);
    std::string whole = document_text(document);
    json::Reading reading = json::read(whole);
    // The checks are those of the whole document.
    api_.text = is_published_whole(api_.declaration)
                    ? std::move(whole)
                    : document_text(published_document(api_.declaration, document));
    if (!reading.error && api_.documents.add(kDocumentUri, std::move(reading.document))) {
      return true;
    }
    problems_.push_back("the document cannot be read back");
    return false;
  }

  json::Cursor cursor(const std::string& pointer) const {
    json::Cursor cursor = api_.documents.root(kDocumentUri);
    cursor.value = json::resolve(cursor.value, pointer);
    return cursor;
  }

  /// The schema at a pointer into the document, which must have no problems.
  std::shared_ptr<const schema::Schema> compile(schema::Compiler& compiler,
                                                const std::string& where,
                                                const std::string& pointer) {
    auto compiled = compiler.compile(cursor(pointer));
    auto* done = std::get_if<std::shared_ptr<const schema::Schema>>(&compiled);
    if (!done) {
      problems_.push_back(where + ": its schema at " + pointer + " cannot be used");
      return nullptr;
    }
    for (const schema::Problem& problem : (*done)->problems()) {
      problems_.push_back(where + ": " + problem.message + " (" + problem.pointer + ")");
    }
    return *done;
  }

  openapi::SchemaView view(const std::string& pointer) const {
    return openapi::SchemaView(api_.documents, cursor(pointer), schema::Dialect::openapi_3_1);
  }

  void check_examples(const std::string& where, const schema::Schema* schema,
                      const std::vector<NamedExample>& examples) {
    if (!schema) return;
    for (const NamedExample& example : examples) {
      const json::Reading reading = json::read(example.json);
      const auto evaluation = schema::evaluate(*schema, reading.document.root());
      for (const schema::Violation* violation : schema::leaves(evaluation.violations)) {
        const FieldError error = field_error("body", "", *violation);
        problems_.push_back(where + ": the example \"" + example.name + "\": " + error.pointer +
                            " " + error.message);
      }
    }
  }

  static std::string pointer_to(const RouteInfo& route) {
    std::string pointer = "/paths";
    json::append(pointer, PathTemplate::documented(route.path));
    json::append(pointer, route.method);
    return pointer;
  }

  void check_header(DeclaredValues& values, const std::string& where, const std::string& base,
                    int status, std::string_view name) const {
    std::string pointer = base + "/responses/" + std::to_string(status) + "/headers";
    json::append(pointer, name);
    values.check(where + ", header " + std::string(name), cursor(pointer + "/schema").value);
  }

  void check_values(schema::Compiler& compiler) {
    DeclaredValues values(api_.documents.root(kDocumentUri), compiler);
    for (const RouteInfo& route : api_.declaration.routes) {
      const std::string where = route.label();
      const std::string base = pointer_to(route);
      for (std::size_t i = 0; i < route.parameters.size(); ++i) {
        values.check(
            where + ", parameter " + route.parameters[i].name,
            cursor(base + "/parameters/" + std::to_string(i) + schema_pointer(route.parameters[i]))
                .value);
      }
      if (route.body) {
        for (const Shape::Member& field : route.body->fields) {
          std::string pointer = base + "/requestBody/content/application~1json/schema/properties";
          json::append(pointer, field.name);
          values.check(where + ", body field " + std::string(field.name), cursor(pointer).value);
        }
      }
      for (const RouteInfo::ResponseInfo* response : route.responses()) {
        for (const RouteInfo::HeaderInfo& header : response->headers) {
          check_header(values, where, base, response->status, header.name);
        }
      }
      for (const RouteInfo::FailureInfo& failure : route.failures) {
        if (!failure.declared) continue;
        for (const Shape::Member& header : failure.declared->headers) {
          check_header(values, where, base, failure.status, header.name);
        }
      }
    }
    values.check_models();
    problems_.insert(problems_.end(), values.mistakes().begin(), values.mistakes().end());
  }

  Endpoint endpoint(schema::Compiler& compiler, const RouteInfo& route) {
    const std::string where = route.label();
    const std::string base = pointer_to(route);

    Endpoint endpoint;
    endpoint.info = &route;
    for (std::size_t i = 0; i < route.parameters.size(); ++i) {
      const RouteInfo::ParameterInfo& info = route.parameters[i];
      const std::string pointer = base + "/parameters/" + std::to_string(i) + schema_pointer(info);
      Endpoint::Parameter parameter;
      parameter.rule = serialisation_of(info);
      parameter.schema = compile(compiler, where + ", parameter " + info.name, pointer);
      parameter.view = view(pointer).prepared();
      endpoint.parameters.push_back(std::move(parameter));
    }
    if (route.body && route.body->shape) {
      std::string pointer = base + "/requestBody/content";
      json::append(pointer, route.body->types.front());
      pointer += "/schema";
      endpoint.body = compile(compiler, where, pointer);
      endpoint.body_view = view(pointer);
      check_examples(where, endpoint.body.get(), route.body->examples);
    }
    if (route.body && route.body->item) {
      endpoint.item =
          compile(compiler, where, base + "/requestBody/content/application~1jsonl/itemSchema");
    }
    for (const RouteInfo::ResponseInfo* response : route.responses()) {
      if (response->examples.empty()) continue;
      std::string pointer = base + "/responses/" + std::to_string(response->status) + "/content";
      json::append(pointer, response->types.front());
      const auto schema = compile(compiler, where, pointer + "/schema");
      check_examples(where, schema.get(), response->examples);
    }
    if (route.websocket && route.websocket->send) {
      endpoint.message = compile(compiler, where, base + "/x-websocket/send");
    }
    find_dependencies(where, route, endpoint);
    return endpoint;
  }

  void find_dependencies(const std::string& where, const RouteInfo& route, Endpoint& endpoint) {
    const Declaration& declaration = api_.declaration;
    const auto provision_of = [&](TypeTag type) {
      const auto provider = declaration.providers.find(type);
      return std::find_if(route.provisions.begin(), route.provisions.end(),
                          [&](const Provision& provision) {
                            return provider != declaration.providers.end() &&
                                   provision.provider == &provider->second;
                          });
    };
    for (const RouteInfo::Dependency& need : route.needs) {
      if (provision_of(need.type) == route.provisions.end() &&
          !declaration.provided.count(need.type)) {
        problems_.push_back(where + ": nothing provides the " + need.type_name +
                            " it depends on; call api.provide_by(…)");
      }
    }
    for (const RouteInfo::Dependency& dependency : route.dependencies) {
      if (const auto made = provision_of(dependency.type); made != route.provisions.end()) {
        endpoint.dependencies.push_back(
            {nullptr, static_cast<std::size_t>(made - route.provisions.begin())});
        continue;
      }
      const auto found = declaration.provided.find(dependency.type);
      if (found == declaration.provided.end()) {
        problems_.push_back(where + ": nothing provides the " + dependency.type_name +
                            " its handler depends on; call api.provide(…)");
      } else {
        endpoint.dependencies.push_back({found->second});
      }
    }
    find_identities(where, route, endpoint);
  }

  void find_identities(const std::string& where, const RouteInfo& route, Endpoint& endpoint) {
    const Declaration& declaration = api_.declaration;
    for (const RouteInfo::IdentityInfo& identity : route.identities) {
      const auto found = declaration.authenticators.find(identity.type);
      if (found == declaration.authenticators.end()) {
        problems_.push_back(where + ": no security scheme gives the " + identity.type_name +
                            " its handler asks for; call api.authenticate<" + identity.type_name +
                            ">(…)");
      } else {
        check_scopes(where, identity, found->second);
        endpoint.identities.push_back(&found->second);
      }
    }
    for (const RouteInfo::LimitInfo& limit : route.limits) {
      Endpoint::Limit& made = endpoint.limits.emplace_back();
      made.limiter = limit.limiter.get();
      made.key = &limit.key;
      for (std::size_t i = 0; limit.type && i < route.identities.size(); ++i) {
        if (route.identities[i].type == limit.type) made.identity = i;
      }
    }
  }

  void check_scopes(const std::string& where, const RouteInfo::IdentityInfo& identity,
                    const IdentitySource& source) {
    for (const std::string& scope : identity.scopes) {
      for (const Authenticator& authenticator : source.schemes) {
        if (authenticator.scheme.knows(scope)) continue;
        problems_.push_back(where + ": the scope \"" + scope + "\" is none of the scheme \"" +
                            authenticator.scheme.id + "\"");
      }
    }
  }

  ReadyApi& api_;
  std::vector<std::string> problems_;
};

}  // namespace

const ReadyApi& ReadyApi::owner(std::string_view path) const {
  for (const auto& api : mounted) {
    if (is_below(path, api->root)) return api->owner(path);
  }
  return *this;
}

namespace {

/// The API and those mounted in it, with all their mistakes.
std::unique_ptr<ReadyApi> make_all(Declaration declaration, const std::string& root,
                                   std::vector<std::string>& problems) {
  // Endpoints point into the declaration: it stays where it is from here on.
  auto ready = std::make_unique<ReadyApi>();
  ready->declaration = std::move(declaration);
  ready->root = root;
  ready->background =
      std::make_shared<BackgroundWork>(ready->declaration.background, ready->declaration.report);
  for (std::string& problem : Builder(*ready).build()) {
    problems.push_back(root.empty() ? problem : "below " + root + ": " + problem);
  }
  for (auto& [prefix, mounted] : ready->declaration.mounted) {
    if (!mounted->report) mounted->report = ready->declaration.report;
    auto made = make_all(std::move(*mounted), root + prefix, problems);
    ready->most_body_bytes = std::max(ready->most_body_bytes, made->most_body_bytes);
    ready->mounted.push_back(std::move(made));
  }
  return ready;
}

}  // namespace

std::unique_ptr<const ReadyApi> make_ready(Declaration declaration) {
  std::vector<std::string> problems;
  auto ready = make_all(std::move(declaration), "", problems);
  if (problems.empty()) return ready;
  throw DeclarationError(text::join(problems, "\n"));
}

}  // namespace vitrine
