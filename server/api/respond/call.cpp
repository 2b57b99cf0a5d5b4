#include "server/api/respond/call.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "app/json/pointer.h"
#include "app/request/typed.h"
#include "app/text/ascii.h"
#include "server/api/declare/provider.h"
#include "server/api/http/negotiation.h"
#include "server/api/http/problem.h"
#include "server/api/model/bind.h"
#include "server/api/respond/endpoint.h"

/// The parameters of a call; its body is read in call_body.cpp, credentials in call_identity.cpp,
/// dependencies are made in call_dependencies.cpp.
namespace vitrine {

namespace {

/// Limit of what errors say of infinite numbers: their pointers may be as long as the body.
constexpr std::size_t kMostPointers = 64 * 1024;
constexpr std::size_t kEachError = 64;

/// Adds an error for each number that a double cannot hold, as long as there is room; true when
/// there is one. `pointer` is that of the value.
bool find_infinite(json::Value value, std::string& pointer, std::size_t& room,
                   std::vector<FieldError>& errors, schema::Language language) {
  if (value.is_number() && !std::isfinite(value.number().to_double())) {
    schema::Violation violation;
    violation.instance_pointer = pointer;
    violation.keyword = "format";
    violation.params.push_back({"format", "double", schema::Parameter::Kind::text});
    errors.push_back(field_error("body", "", violation, language));
    room -= std::min(room, pointer.size() + kEachError);
    return true;
  }
  bool found = false;
  const std::size_t size = pointer.size();
  const auto look_in = [&](json::Value inner) {
    found = find_infinite(inner, pointer, room, errors, language) || found;
    pointer.resize(size);
    return room > 0;
  };
  std::size_t index = 0;
  for (const json::Value element : value.elements()) {
    json::append(pointer, index++);
    if (!look_in(element)) return true;
  }
  for (const json::Member& member : value.members()) {
    json::append(pointer, member.key);
    if (!look_in(member.value)) return true;
  }
  return found;
}

}  // namespace

Call::Call(const Request& request, const Match& match)
    : request_(request), match_(match), endpoint_(*match.endpoint), identities_(match.identities) {
  if (const std::string_view query = request.query(); !query.empty()) {
    query_ = request::split_query(query);
    used_.resize(query_.size());
  }
}

const RouteInfo& Call::info() const { return *endpoint_.info; }

std::shared_ptr<const schema::Schema> Call::message_schema() const { return endpoint_.message; }

std::shared_ptr<const schema::Schema> Call::item_schema() const { return endpoint_.item; }

bool Call::accepted() const { return !refusal_ && errors_.empty(); }

std::optional<json::Document> Call::parameter(std::size_t index) {
  if (provision_) index = provision_->parameters[index];
  const Endpoint::Parameter& parameter = endpoint_.parameters[index];
  request::Instance instance;
  switch (parameter.rule.in) {
    case openapi::Location::path: {
      const auto& captured = match_.captured;
      const auto found = std::find_if(captured.begin(), captured.end(), [&](const auto& entry) {
        return entry.first == parameter.rule.name;
      });
      if (found != captured.end()) {
        instance = request::parse_path(parameter.rule, parameter.view, found->second);
      }
      break;
    }
    case openapi::Location::header: {
      std::optional<std::string_view> value;
      std::string joined;
      if (request_.headers.find(parameter.rule.name)) {
        joined = request_.headers.joined(parameter.rule.name);
        value = joined;
      }
      instance = request::parse_header(parameter.rule, parameter.view, value);
      break;
    }
    case openapi::Location::cookie:
      instance = request::parse_cookie(parameter.rule, parameter.view,
                                       request::split_cookies(request_.headers.joined("Cookie")));
      break;
    default:
      instance = request::parse_query(parameter.rule, parameter.view, query_, &used_);
  }
  request::Check check =
      request::check(parameter.rule, std::move(instance), parameter.schema.get());
  const std::string_view in = openapi::name(parameter.rule.in);
  if (may_judge(index)) {
    if (check.instance.error) {
      errors_.push_back(not_json_error(in, parameter.rule.name, *check.instance.error));
    }
    for (const schema::Violation* violation : schema::leaves(check.violations)) {
      errors_.push_back(field_error(in, parameter.rule.name, *violation, language()));
    }
  }
  if (!check.valid() || !check.instance.present) return std::nullopt;
  return std::move(check.instance.document);
}

void Call::refuse_unknown_query() {
  std::set<std::string_view> reported;
  for (std::size_t i = 0; i < query_.size(); ++i) {
    if (i < used_.size() && used_[i]) continue;
    const std::string& name = query_[i].name;
    if (!reported.insert(name).second) continue;
    schema::Violation violation;
    violation.keyword = "additionalProperties";
    violation.params.push_back({"property", name, schema::Parameter::Kind::text});
    errors_.push_back(field_error("query", name, violation, language()));
  }
}

void Call::refuse(Response response) {
  if (!refusal_) refusal_ = std::move(response);
}

void Call::refuse(const Invalid& invalid) {
  for (const Invalid::Entry& entry : invalid.entries()) {
    errors_.push_back(field_error(entry, language()));
  }
}

schema::Language Call::language() {
  if (!language_) language_ = accepted_language(request_.headers.joined("Accept-Language"));
  return *language_;
}

void Call::mismatch(json::Value value) {
  // JSON of any shape has no schema that would refuse them.
  std::string pointer;
  std::size_t room = kMostPointers;
  if (find_infinite(value, pointer, room, errors_, language())) return;
  refuse(problem_response(500, "The server could not take a value that its own schema accepts"));
}

void Call::refuse(std::string_view in, std::string_view name,
                  const std::vector<Refusal>& refusals) {
  // Several functions may take one parameter: its errors are said once. Bodies have no name here.
  const bool said =
      !name.empty() && std::any_of(errors_.begin(), errors_.end(), [&](const FieldError& error) {
        return error.in == in && error.name == name;
      });
  if (said) return;
  for (const Refusal& refusal : refusals) errors_.push_back(field_error(in, name, refusal));
}

Response Call::refusal() {
  if (refusal_) return std::move(*refusal_);
  return problem_response(std::move(errors_), language());
}

}  // namespace vitrine
