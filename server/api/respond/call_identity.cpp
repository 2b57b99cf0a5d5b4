#include <algorithm>
#include <utility>

#include "app/request/base64.h"
#include "app/request/parameter.h"
#include "app/text/ascii.h"
#include "server/api/http/problem.h"
#include "server/api/respond/call.h"
#include "server/api/respond/endpoint.h"

/// The identities of a call: credentials and scopes.
namespace vitrine {

namespace {

using Type = SecurityScheme::Type;

/// What a client without credentials has to send.
std::string needed(const SecurityScheme& scheme) {
  switch (scheme.type) {
    case Type::basic:
      return "a name and a password: send them as Authorization: Basic";
    case Type::api_key:
      return "the API key " + scheme.name + " (" + std::string(openapi::name(scheme.in)) + ")";
    default:
      return "a token: send it as Authorization: Bearer TOKEN";
  }
}

std::string refused(const SecurityScheme& scheme) {
  switch (scheme.type) {
    case Type::basic:
      return "This name and password do not belong together";
    case Type::api_key:
      return "This API key is not known or no longer valid";
    default:
      return "This token is not known or no longer valid: sign in again";
  }
}

std::string challenge(const SecurityScheme& scheme, bool missing) {
  const std::string realm = " realm=\"" + scheme.id + "\"";
  switch (scheme.type) {
    case Type::basic:
      return "Basic" + realm + ", charset=\"UTF-8\"";
    case Type::api_key:
      return "ApiKey" + realm;
    default:
      return "Bearer" + realm + (missing ? "" : ", error=\"invalid_token\"");
  }
}

/// RFC 6750 §3.1
Response forbidden(const SecurityScheme& scheme, const std::vector<std::string>& scopes) {
  const std::string list = text::join(scopes, " ");
  Response response = problem_response(403, "This needs the scope " + text::join(scopes, ", "));
  if (scheme.is_token()) {
    response.headers.add(
        "WWW-Authenticate",
        "Bearer realm=\"" + scheme.id + "\", error=\"insufficient_scope\", scope=\"" + list + "\"");
  }
  return response;
}

}  // namespace

std::optional<std::string> Call::authorization(std::string_view scheme) const {
  const std::string* value = request_.headers.find("Authorization");
  if (!value ||
      !text::equals_ignoring_case(std::string_view(*value).substr(0, scheme.size()), scheme)) {
    return std::nullopt;
  }
  return std::string(text::trim_blanks(std::string_view(*value).substr(scheme.size())));
}

std::optional<std::string> Call::credential(const SecurityScheme& scheme) {
  if (scheme.is_token()) return authorization("Bearer ");
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

/// 401 with a challenge for each scheme (RFC 9110 §11.6.1).
Response Call::unauthorized(const IdentitySource& source) {
  std::vector<std::string> ways;
  std::vector<std::string> challenges;
  std::string detail;
  for (const auto& [scheme, identify] : source.schemes) {
    const auto given = credential(scheme);
    const bool missing = !given || (given->empty() && scheme.type != Type::basic);
    ways.push_back(needed(scheme));
    challenges.push_back(challenge(scheme, missing));
    if (!missing && detail.empty()) detail = refused(scheme);
  }
  if (detail.empty()) detail = "This needs " + text::join(ways, ", or ");
  Response response = problem_response(401, std::move(detail));
  for (std::string& one : challenges) response.headers.add("WWW-Authenticate", std::move(one));
  return response;
}

std::shared_ptr<const void> Call::find_identity(const IdentitySource& source, bool optional) {
  std::shared_ptr<const void> found;
  bool given_any = false;
  const auto known = std::find_if(identities_.begin(), identities_.end(),
                                  [&](const auto& entry) { return entry.first == &source; });
  if (known != identities_.end()) found = known->second;
  for (const auto& [scheme, identify] : source.schemes) {
    // Looked for in any case: a key in the query is no unknown parameter.
    const auto given = credential(scheme);
    if (!given) continue;
    given_any = true;
    if (!found && !given->empty()) found = identify(*given);
  }
  if (found) {
    if (known == identities_.end()) identities_.emplace_back(&source, found);
    return found;
  }
  if (given_any || !optional) refuse(unauthorized(source));
  return nullptr;
}

std::shared_ptr<const void> Call::identity(std::size_t index) {
  if (provision_) index += provision_->first_identity;
  const IdentitySource& source = *endpoint_.identities[index];
  const RouteInfo::IdentityInfo& asked = info().identities[index];
  std::shared_ptr<const void> found = find_identity(source, asked.optional);
  if (!found || !asked.may) return found;
  for (const std::string& scope : asked.scopes) {
    if (asked.may(found.get(), scope)) continue;
    refuse(forbidden(source.schemes.front().scheme, asked.scopes));
    return nullptr;
  }
  return found;
}

void Call::take_identities() {
  // Once refused, no credential is looked at again: that may be made slow on purpose.
  for (std::size_t i = info().own_identities; accepted() && i < endpoint_.identities.size(); ++i) {
    identity(i);
  }
  if (accepted()) count(true);
}

}  // namespace vitrine
