#include "server/api/describe/describe_responses.h"

#include <algorithm>
#include <utility>

#include "server/api/describe/describe.h"

namespace vitrine {

namespace {

/// The headers of a response that is one of two.
void join_headers(FreeForm& to, FreeForm from) {
  for (auto& [name, header] : to.items()) {
    if (!from.contains(name) || !from[name].contains("required")) header.erase("required");
  }
  for (auto& [name, header] : from.items()) {
    if (to.contains(name)) continue;
    header.erase("required");
    to[name] = std::move(header);
  }
}

/// The schema of a media type that has one of two.
void join_schemas(FreeForm& to, const FreeForm& from) {
  if (to == from) return;
  const bool list = to.size() == 1 && to.contains("anyOf");
  if (!list) to = {{"anyOf", FreeForm::array({to})}};
  FreeForm& all = to["anyOf"];
  if (std::find(all.begin(), all.end(), from) == all.end()) all.push_back(from);
}

FreeForm failure_schema(Components& components, const detail::FailureDeclaration& declaration,
                        const FreeForm& problem) {
  const bool members = declaration.shape && !declaration.shape->members.empty();
  if (!members && declaration.type.empty()) return problem;
  FreeForm schema = {{"allOf", FreeForm::array({problem})}};
  if (members) {
    // It is one part of the object only.
    Shape own = *declaration.shape;
    own.open = true;
    schema["allOf"].push_back(describe(components, own));
  }
  if (!declaration.type.empty()) {
    schema["properties"]["type"] = {{"const", std::string(declaration.type)}};
  }
  return schema;
}

}  // namespace

FreeForm header_object(Components& components, const Shape& shape, const Rules& rules,
                       bool required) {
  FreeForm schema = describe(components, shape, rules);
  FreeForm made = FreeForm::object();
  if (const auto words = schema.find("description"); words != schema.end()) {
    made["description"] = *words;
    schema.erase("description");
  }
  if (required) made["required"] = true;
  made["schema"] = std::move(schema);
  return made;
}

FreeForm headers_of(Components& components, const RouteInfo::ResponseInfo& response) {
  FreeForm all = FreeForm::object();
  for (const RouteInfo::HeaderInfo& header : response.headers) {
    FreeForm made = header_object(components, *header.shape, *header.rules, header.required);
    if (!header.cookie.empty()) {
      std::string words = "Sets the cookie `" + header.cookie + "`";
      words += made.contains("description") ? ": " + made["description"].get<std::string>()
                                            : std::string(".");
      const bool more = all.contains(header.name);
      if (more) {
        words = all[header.name]["description"].get<std::string>() + " " + words;
        if (all[header.name].contains("required")) made["required"] = true;
      }
      made["description"] = std::move(words);
    }
    all[header.name] = std::move(made);
  }
  return all;
}

void add_response(FreeForm& responses, int status, FreeForm response) {
  const std::string key = std::to_string(status);
  if (!responses.contains(key)) {
    responses[key] = std::move(response);
    return;
  }
  FreeForm& there = responses[key];
  const std::string words = response["description"].get<std::string>();
  if (there["description"] != words) {
    there["description"] = there["description"].get<std::string>() + " " + words;
  }
  if (there.contains("headers") || response.contains("headers")) {
    join_headers(there["headers"], std::move(response["headers"]));
  }
  for (auto& [type, content] : response["content"].items()) {
    FreeForm& known = there["content"][type];
    if (known.contains("schema") && content.contains("schema")) {
      join_schemas(known["schema"], content["schema"]);
    } else if (known.is_null()) {
      known = std::move(content);
    }
  }
}

void add_problem(FreeForm& responses, int status, const std::string& words,
                 const FreeForm& schema) {
  add_response(responses, status,
               {{"description", words}, {"content", {{kProblemType, {{"schema", schema}}}}}});
}

void add_failure(Components& components, FreeForm& responses, const RouteInfo::FailureInfo& failure,
                 const FreeForm& problem) {
  if (!failure.declared) {
    add_problem(responses, failure.status, failure.description, problem);
    return;
  }
  FreeForm made = {{"description", failure.description}};
  for (const Shape::Member& header : failure.declared->headers) {
    made["headers"][std::string(header.name)] =
        header_object(components, header.shape(), *header.rules, header.required);
  }
  made["content"][kProblemType]["schema"] = failure_schema(components, *failure.declared, problem);
  add_response(responses, failure.status, std::move(made));
}

}  // namespace vitrine
