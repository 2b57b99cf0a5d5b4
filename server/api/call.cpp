#include "server/api/call.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/json/pointer.h"
#include "app/request/base64.h"
#include "app/request/typed.h"
#include "app/text/ascii.h"
#include "server/api/accepted_language.h"
#include "server/api/endpoint.h"
#include "server/api/multipart.h"
#include "server/api/problem.h"

/// The parameters and credentials of a call; its body is read in call_body.cpp.
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

Call::~Call() = default;

const RouteInfo& Call::info() const { return *endpoint_.info; }

std::shared_ptr<const schema::Schema> Call::message_schema() const { return endpoint_.message; }

std::shared_ptr<const schema::Schema> Call::item_schema() const { return endpoint_.item; }

bool Call::accepted() const { return !refusal_ && errors_.empty(); }

void* Call::dependency(std::size_t index) const { return endpoint_.dependencies[index]; }

std::optional<std::string> Call::authorization(std::string_view scheme) const {
  const std::string* value = request_.headers.find("Authorization");
  if (!value ||
      !text::equals_ignoring_case(std::string_view(*value).substr(0, scheme.size()), scheme)) {
    return std::nullopt;
  }
  return std::string(text::trim_blanks(std::string_view(*value).substr(scheme.size())));
}

std::optional<std::string> Call::credential(const SecurityScheme& scheme) {
  if (scheme.type == SecurityScheme::Type::bearer) return authorization("Bearer ");
  if (scheme.type == SecurityScheme::Type::basic) {
    const auto given = authorization("Basic ");
    // An unreadable credential is wrong, not missing.
    return given ? std::optional(request::from_base64(*given).value_or("")) : std::nullopt;
  }
  const request::Serialisation rule = request::default_serialisation(scheme.name, scheme.in);
  request::Instance instance;
  switch (scheme.in) {
    case openapi::Location::query:
      instance = request::parse_query(rule, {}, query_, &used_);
      break;
    case openapi::Location::cookie:
      instance = request::parse_cookie(rule, {},
                                       request::split_cookies(request_.headers.joined("Cookie")));
      break;
    default:
      if (const std::string* value = request_.headers.find(scheme.name)) return *value;
      return std::nullopt;
  }
  if (!instance.present) return std::nullopt;
  return std::string(instance.value().string());
}

std::shared_ptr<const void> Call::identity(std::size_t index) {
  using Type = SecurityScheme::Type;
  const Authenticator* authenticator = endpoint_.identities[index];
  const SecurityScheme& scheme = authenticator->scheme;
  const auto given = credential(scheme);
  for (const auto& [asked, found] : identities_) {
    if (asked == authenticator) return found;
  }
  if (!given && info().identities[index].optional) return nullptr;
  if (given && !given->empty()) {
    if (auto found = authenticator->identify(*given)) {
      return identities_.emplace_back(authenticator, std::move(found)).second;
    }
  }
  const bool missing = !given || (given->empty() && scheme.type != Type::basic);
  std::string detail;
  std::string challenge = " realm=\"" + scheme.id + "\"";
  switch (scheme.type) {
    case Type::bearer:
      detail = missing ? "This needs a token: send it as Authorization: Bearer TOKEN"
                       : "This token is not known or no longer valid: sign in again";
      challenge = "Bearer" + challenge + (missing ? "" : ", error=\"invalid_token\"");
      break;
    case Type::basic:
      detail = missing ? "This needs a name and a password: send them as Authorization: Basic"
                       : "This name and password do not belong together";
      challenge = "Basic" + challenge + ", charset=\"UTF-8\"";
      break;
    case Type::api_key:
      detail = missing ? "This needs the API key " + scheme.name + " (" +
                             std::string(openapi::name(scheme.in)) + ")"
                       : "This API key is not known or no longer valid";
      challenge = "ApiKey" + challenge;
      break;
  }
  Response response = problem_response(401, std::move(detail));
  response.headers.add("WWW-Authenticate", std::move(challenge));
  refuse(std::move(response));
  return nullptr;
}

std::optional<json::Document> Call::parameter(std::size_t index) {
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
  for (const schema::Violation* violation : schema::leaves(check.violations)) {
    errors_.push_back(field_error(in, parameter.rule.name, *violation, language()));
  }
  if (!check.valid() || !check.instance.present) return std::nullopt;
  return std::move(check.instance.document);
}

void Call::refuse_unknown_query() {
  for (std::size_t i = 0; i < query_.size(); ++i) {
    if (i < used_.size() && used_[i]) continue;
    const std::string& name = query_[i].name;
    const bool reported = std::any_of(errors_.begin(), errors_.end(), [&](const FieldError& error) {
      return error.keyword == "additionalProperties" && error.name == name;
    });
    if (reported) continue;
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

schema::Language Call::language() const {
  return accepted_language(request_.headers.joined("Accept-Language"));
}

void Call::mismatch(json::Value value) {
  // JSON of any shape has no schema that would refuse them.
  std::string pointer;
  std::size_t room = kMostPointers;
  if (find_infinite(value, pointer, room, errors_, language())) return;
  refuse(problem_response(500, "The server could not take a value that its own schema accepts"));
}

Response Call::refusal() {
  if (refusal_) return std::move(*refusal_);
  return problem_response(std::move(errors_), language());
}

}  // namespace vitrine
