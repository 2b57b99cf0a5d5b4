#include <algorithm>
#include <string>

#include "app/request/reason_phrase.h"
#include "server/api/api.h"
#include "server/api/describe.h"
#include "server/api/problem.h"

namespace vitrine {

namespace {

constexpr char kProblemType[] = "application/problem+json";

FreeForm examples_of(const std::vector<NamedExample>& list) {
  FreeForm examples = FreeForm::object();
  for (const NamedExample& example : list) {
    FreeForm entry = FreeForm::object();
    if (!example.summary.empty()) entry["summary"] = example.summary;
    entry["value"] = example.value;
    examples[example.name] = std::move(entry);
  }
  return examples;
}

FreeForm media(const FreeForm& schema, const std::vector<NamedExample>& examples) {
  FreeForm made = FreeForm::object();
  // Bytes have no schema (OAS 3.1.0 §4.8.14.3).
  if (!schema.is_null()) made["schema"] = schema;
  if (!examples.empty()) made["examples"] = examples_of(examples);
  return made;
}

FreeForm problem_answer(const std::string& description, const FreeForm& schema) {
  return {{"description", description}, {"content", {{kProblemType, {{"schema", schema}}}}}};
}

/// "5 MB", "300 kB", "80 bytes"
std::string size_words(std::uint64_t bytes) {
  if (bytes % 1'000'000 == 0) return std::to_string(bytes / 1'000'000) + " MB";
  if (bytes % 1'000 == 0) return std::to_string(bytes / 1'000) + " kB";
  return std::to_string(bytes) + " bytes";
}

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : " or ") + name;
  return all;
}

FreeForm request_body(const RouteInfo::BodyInfo& body) {
  FreeForm content = FreeForm::object();
  for (const std::string& type : body.types) content[type] = media(body.schema, body.examples);
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

FreeForm headers_of(const RouteInfo::AnswerInfo& answer) {
  FreeForm all = FreeForm::object();
  for (const RouteInfo::HeaderInfo& header : answer.headers) {
    FreeForm made = FreeForm::object();
    if (!header.description.empty()) made["description"] = header.description;
    if (header.required) made["required"] = true;
    made["schema"] = header.schema;
    all[header.name] = std::move(made);
  }
  return all;
}

/// `get` and `/pictures/{id}` make `get_pictures_id`.
std::string made_id(const RouteInfo& route) {
  std::string id = route.method;
  bool gap = true;
  for (const char c : route.path) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (word && gap) id += '_';
    gap = !word;
    if (word) id += c;
  }
  return id;
}

FreeForm parameters_of(const RouteInfo& route) {
  FreeForm list = FreeForm::array();
  for (const RouteInfo::ParameterInfo& parameter : route.parameters) {
    FreeForm made = {{"name", parameter.name}, {"in", openapi::name(parameter.in)}};
    if (!parameter.description.empty()) made["description"] = parameter.description;
    if (parameter.required) made["required"] = true;
    if (parameter.deprecated) made["deprecated"] = true;
    made["schema"] = parameter.schema;
    list.push_back(std::move(made));
  }
  if (route.method == "get" && route.answer.has_header("ETag")) {
    list.push_back({{"name", "If-None-Match"},
                    {"in", "header"},
                    {"description",
                     "The `ETag` of a copy you have: while it is current, the "
                     "answer is 304 without content."},
                    {"schema", {{"type", "string"}}}});
  }
  return list;
}

FreeForm success_of(const RouteInfo& route) {
  std::string words = route.answer.description;
  if (words.empty()) words = std::string(request::reason_phrase(route.answer.status));
  FreeForm answer = {{"description", std::move(words)}};
  if (FreeForm headers = headers_of(route.answer); !headers.empty()) {
    answer["headers"] = std::move(headers);
  }
  for (const std::string& type : route.answer.types) {
    answer["content"][type] = media(route.answer.schema, route.answer.examples);
  }
  return answer;
}

/// Several failures may share a status: their words are joined, and the problem is the same.
void add_problem(FreeForm& answers, int status, const std::string& words, const FreeForm& schema) {
  const std::string key = std::to_string(status);
  if (answers.contains(key) && answers[key]["content"].contains(kProblemType)) {
    answers[key]["description"] = answers[key]["description"].get<std::string>() + " " + words;
    return;
  }
  answers[key] = problem_answer(words, schema);
}

/// The answers to requests that name a version or a range.
template <class F>
void add_conditional(FreeForm& answers, const RouteInfo& route, const F& problem) {
  if (route.method != "get") return;
  const RouteInfo::AnswerInfo& answer = route.answer;
  if (answer.has_header("ETag")) {
    answers["304"] = {{"description", "Your copy is current: nothing is sent."},
                      {"headers", headers_of(answer)}};
  }
  if (answer.schema.is_null() && !answer.types.empty()) {
    const FreeForm range = {{"schema", {{"type", "string"}}}};
    answers["206"] = {{"description", "The part of it that `Range: bytes=…` asks for."},
                      {"headers", headers_of(answer)}};
    answers["206"]["headers"]["Content-Range"] = range;
    for (const std::string& type : answer.types) {
      answers["206"]["content"][type] = FreeForm::object();
    }
    add_problem(answers, 416, "The range begins behind the end.", problem());
    answers["416"]["headers"]["Content-Range"] = range;
  }
}

FreeForm sorted(FreeForm answers) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : answers.items()) keys.push_back(key);
  std::sort(keys.begin(), keys.end());
  FreeForm made = FreeForm::object();
  for (const std::string& key : keys) made[key] = std::move(answers[key]);
  return made;
}

}  // namespace

FreeForm openapi_document(const Api& api) {
  // A copy, because the problem models join only the routes that can answer with them.
  Components components = api.components_;
  const auto problem = [&] { return describe<Problem>(components); };

  FreeForm document = {{"openapi", "3.1.0"}};
  FreeForm& info = document["info"];
  info = {{"title", api.info_.title}};
  if (!api.info_.description.empty()) info["description"] = api.info_.description;
  if (!api.info_.terms_of_service.empty()) info["termsOfService"] = api.info_.terms_of_service;
  if (!api.info_.contact_name.empty()) {
    info["contact"] = {{"name", api.info_.contact_name}};
    if (!api.info_.contact_url.empty()) info["contact"]["url"] = api.info_.contact_url;
    if (!api.info_.contact_email.empty()) info["contact"]["email"] = api.info_.contact_email;
  }
  if (!api.info_.license_name.empty()) {
    info["license"] = {{"name", api.info_.license_name}};
    if (!api.info_.license_url.empty()) info["license"]["url"] = api.info_.license_url;
  }
  info["version"] = api.info_.version;
  document["servers"] = FreeForm::array({{{"url", "/"}, {"description", "This server"}}});
  for (const auto& [name, words] : api.tags_) {
    document["tags"].push_back({{"name", name}, {"description", words}});
  }

  document["paths"] = FreeForm::object();
  for (const RouteInfo& route : api.routes_) {
    FreeForm operation = FreeForm::object();
    for (const std::string& tag : route.tags) operation["tags"].push_back(tag);
    if (!route.summary.empty()) operation["summary"] = route.summary;
    if (!route.description.empty()) operation["description"] = route.description;
    operation["operationId"] = route.id.empty() ? made_id(route) : route.id;
    if (FreeForm list = parameters_of(route); !list.empty()) {
      operation["parameters"] = std::move(list);
    }
    if (route.body) operation["requestBody"] = request_body(*route.body);

    FreeForm answers = FreeForm::object();
    answers[std::to_string(route.answer.status)] = success_of(route);
    add_conditional(answers, route, problem);
    for (const RouteInfo::FailureInfo& failure : route.failures) {
      add_problem(answers, failure.status, failure.description, problem());
    }
    if (!route.identities.empty()) {
      add_problem(answers, 401, "No valid credentials.", problem());
      answers["401"]["headers"]["WWW-Authenticate"] = {{"description", "How to authenticate."},
                                                       {"schema", {{"type", "string"}}}};
      FreeForm requirement = FreeForm::object();
      bool optional = false;
      for (const RouteInfo::Need& need : route.identities) {
        optional = optional || need.optional;
        const auto found = api.authenticators_.find(need.type);
        if (found != api.authenticators_.end()) {
          requirement[found->second.scheme.id] = FreeForm::array();
        }
      }
      operation["security"] = FreeForm::array();
      if (optional) operation["security"].push_back(FreeForm::object());
      operation["security"].push_back(std::move(requirement));
    }
    if (route.body) {
      using Kind = RouteInfo::BodyInfo::Kind;
      const RouteInfo::BodyInfo& body = *route.body;
      add_problem(answers, 400,
                  body.kind == Kind::json   ? "The body is not JSON."
                  : body.kind == Kind::form ? "The body is no form."
                                            : "The body is empty.",
                  problem());
      add_problem(answers, 413,
                  body.max_bytes == 0
                      ? "The body is too large."
                      : "The body is larger than " + size_words(body.max_bytes) + ".",
                  problem());
      add_problem(answers, 415, "The body is not " + joined(body.types) + ".", problem());
    }
    add_problem(answers, 422,
                "Values that their schemas refuse, or query parameters that are not known.",
                describe<ValidationProblem>(components));
    operation["responses"] = sorted(std::move(answers));
    if (route.deprecated) operation["deprecated"] = true;
    document["paths"][route.path][route.method] = std::move(operation);
  }

  if (FreeForm schemas = components.schemas(); !schemas.empty()) {
    document["components"]["schemas"] = std::move(schemas);
  }
  std::vector<const SecurityScheme*> schemes;
  for (const auto& [type, authenticator] : api.authenticators_) {
    schemes.push_back(&authenticator.scheme);
  }
  // By name: the map is ordered by addresses, which change with every build.
  std::sort(schemes.begin(), schemes.end(),
            [](const auto* a, const auto* b) { return a->id < b->id; });
  for (const SecurityScheme* scheme : schemes) {
    FreeForm made = FreeForm::object();
    if (scheme->type == SecurityScheme::Type::bearer) {
      made = {{"type", "http"}, {"scheme", "bearer"}};
    } else if (scheme->type == SecurityScheme::Type::basic) {
      made = {{"type", "http"}, {"scheme", "basic"}};
    } else {
      made = {{"type", "apiKey"}, {"in", openapi::name(scheme->in)}, {"name", scheme->name}};
    }
    if (!scheme->description.empty()) made["description"] = scheme->description;
    document["components"]["securitySchemes"][scheme->id] = std::move(made);
  }
  return document;
}

}  // namespace vitrine
