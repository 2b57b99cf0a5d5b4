#include "app/request/oauth.h"

#include "app/json/reader.h"
#include "app/json/uri.h"
#include "app/request/base64.h"
#include "app/request/body_parts.h"
#include "app/request/parameter.h"
#include "app/request/sha256.h"

namespace vitrine::request {
namespace {

using json::Error;
using json::Value;
using openapi::OAuthFlow;

/// Pairs of a query or a form, the secret ones marked.
class Pairs {
 public:
  Pairs& add(std::string_view name, std::string_view value, bool secret = false) {
    if (value.empty()) return *this;
    if (!text_.text.empty()) text_.append("&");
    text_.append(std::string(name) + '=');
    std::string encoded = json::percent_encode(value);
    if (secret) {
      text_.append(hidden(std::move(encoded), name));
    } else {
      text_.append(encoded);
    }
    return *this;
  }

  SecretText take() { return std::move(text_); }

 private:
  SecretText text_;
};

std::string joined(const std::vector<std::string>& scopes) {
  std::string all;
  for (const std::string& scope : scopes) all += (all.empty() ? "" : " ") + scope;
  return all;
}

/// Opened and sent to: a description is not trusted with other schemes.
json::Result<std::string> address(std::string_view base_uri, const std::string& url,
                                  const char* what) {
  if (url.empty()) return Error{std::string("this flow has no ") + what, {}, {}};
  openapi::Server server;
  server.url = url.substr(0, url.find_first_of("?#"));
  server.base_uri = std::string(base_uri);
  json::Result<std::string> resolved = expand(server);
  if (!resolved) return Error{std::string(what) + ": " + resolved.error().message, {}, {}};
  if (!json::split_uri(*resolved).scheme) {
    return Error{std::string(what) + " is relative to a description of unknown address", {}, {}};
  }
  const size_t query = url.find('?');
  if (query != std::string::npos) *resolved += url.substr(query, url.find('#') - query);
  return resolved;
}

json::Result<HttpRequest> post(json::Result<std::string> url, const OAuthClient& client,
                               Pairs pairs) {
  if (!url) return url.error();
  HttpRequest request;
  request.method = "POST";
  request.url.text = *url;
  request.headers.push_back({"Content-Type", {"application/x-www-form-urlencoded", {}}});
  request.headers.push_back({"Accept", {"application/json", {}}});
  if (client.secret_in_header && !client.secret.empty()) {
    // Both are form-encoded before they are put together (RFC 6749 §2.3.1).
    SecretText value{"Basic ", {}};
    value.append(
        hidden(base64(json::percent_encode(client.id) + ':' + json::percent_encode(client.secret)),
               "CREDENTIALS"));
    request.headers.push_back({"Authorization", std::move(value)});
  } else {
    pairs.add("client_id", client.id).add("client_secret", client.secret, true);
  }
  request.body = Body{pairs.take()};
  return request;
}

std::string text(Value object, const char* name) { return std::string(object[name].string()); }

uint64_t seconds(Value object, const char* name) {
  // Some servers write their numbers as strings.
  const auto number =
      json::Number::parse(object[name].is_string() ? object[name].string() : object[name].lexeme());
  return number ? number->to_uint64().value_or(0) : 0;
}

/// RFC 6749 §4.1.2.1, §5.2.
std::optional<Error> refusal(const std::string& error, const std::string& description) {
  if (error.empty()) return std::nullopt;
  return Error{"the server refused: " + (description.empty() ? error : description), error, {}};
}

json::Result<json::Document> read_object(std::string_view text) {
  json::Reading reading = json::read(text);
  const Value root = reading.document.root();
  if (reading.error || !root.is_object()) {
    return Error{"the server's answer is not the JSON object that OAuth promises", {}, {}};
  }
  if (auto error =
          refusal(request::text(root, "error"), request::text(root, "error_description"))) {
    return *error;
  }
  return std::move(reading.document);
}

}  // namespace

std::string base64url(std::string_view bytes) {
  std::string text = base64(bytes);
  while (!text.empty() && text.back() == '=') text.pop_back();
  for (char& c : text) {
    if (c == '+') c = '-';
    if (c == '/') c = '_';
  }
  return text;
}

json::Result<Authorization> begin(const OAuthFlow& flow, std::string_view base_uri,
                                  const OAuthClient& client, std::string_view random) {
  const bool implicit = flow.kind == "implicit";
  if (!implicit && flow.kind != "authorizationCode") {
    return Error{"the flow " + flow.kind + " has no page to open", {}, {}};
  }
  if (random.size() < kOAuthRandomBytes) return Error{"no random bytes were given", {}, {}};
  const auto url = address(base_uri, flow.authorization_url, "authorizationUrl");
  if (!url) return url.error();
  Authorization authorization;
  authorization.state = base64url(random.substr(0, 16));
  Pairs pairs;
  pairs.add("response_type", implicit ? "token" : "code")
      .add("client_id", client.id)
      .add("redirect_uri", client.redirect_uri)
      .add("scope", joined(client.scopes))
      .add("state", authorization.state);
  if (!implicit) {
    authorization.verifier = base64url(random.substr(16, 32));
    pairs.add("code_challenge", base64url(sha256(authorization.verifier)))
        .add("code_challenge_method", "S256");
  }
  authorization.url = *url + (url->find('?') == std::string::npos ? '?' : '&') + pairs.take().text;
  return authorization;
}

json::Result<Redirected> finish(const Authorization& authorization, std::string_view url) {
  const json::Uri parts = json::split_uri(url);
  std::string error, description, state;
  Redirected result;
  for (std::string_view part :
       {parts.query.value_or(std::string_view()), parts.fragment.value_or(std::string_view())}) {
    for (const Pair& pair : split_query(part)) {
      std::string spaced = pair.value;
      for (char& c : spaced) {
        if (c == '+') c = ' ';
      }
      std::string value = json::percent_decode(spaced);
      if (pair.name == "error")
        error = std::move(value);
      else if (pair.name == "error_description")
        description = std::move(value);
      else if (pair.name == "state")
        state = std::move(value);
      else if (pair.name == "code")
        result.code = std::move(value);
      else if (pair.name == "access_token")
        result.token.access_token = std::move(value);
      else if (pair.name == "token_type")
        result.token.type = std::move(value);
      else if (pair.name == "scope")
        result.token.scope = std::move(value);
      else if (pair.name == "expires_in") {
        const auto number = json::Number::parse(value);
        result.token.expires_in_s = number ? number->to_uint64().value_or(0) : 0;
      }
    }
  }
  // Before anything else is believed: another page could have sent the reader here.
  if (authorization.state.empty() || state != authorization.state) {
    return Error{
        "this answer belongs to another authorisation (its state is not ours); begin again",
        {},
        {}};
  }
  if (auto refused = refusal(error, description)) return *refused;
  const bool implicit = authorization.verifier.empty();
  if (implicit ? result.token.access_token.empty() : result.code.empty()) {
    return Error{implicit ? "the server sent the reader back without a token"
                          : "the server sent the reader back without a code",
                 {},
                 {}};
  }
  return result;
}

json::Result<HttpRequest> token_request(Grant grant, const OAuthFlow& flow,
                                        std::string_view base_uri, const OAuthClient& client,
                                        const std::string& code, const std::string& verifier) {
  Pairs pairs;
  const std::string scope = joined(client.scopes);
  const bool refresh = grant == Grant::refresh;
  switch (grant) {
    case Grant::code:
      pairs.add("grant_type", "authorization_code")
          .add("code", code, true)
          .add("redirect_uri", client.redirect_uri)
          .add("code_verifier", verifier, true);
      break;
    case Grant::password:
      pairs.add("grant_type", "password")
          .add("username", client.user)
          .add("password", client.password, true)
          .add("scope", scope);
      break;
    case Grant::client_credentials:
      pairs.add("grant_type", "client_credentials").add("scope", scope);
      break;
    case Grant::refresh:
      pairs.add("grant_type", "refresh_token").add("refresh_token", code, true);
      break;
    case Grant::device:
      pairs.add("grant_type", "urn:ietf:params:oauth:grant-type:device_code")
          .add("device_code", code, true);
      break;
  }
  const bool own = refresh && !flow.refresh_url.empty();
  return post(
      address(base_uri, own ? flow.refresh_url : flow.token_url, own ? "refreshUrl" : "tokenUrl"),
      client, std::move(pairs));
}

json::Result<Token> read_token(std::string_view answer) {
  const auto document = read_object(answer);
  if (!document) return document.error();
  const Value root = document->root();
  Token token;
  token.access_token = text(root, "access_token");
  token.type = text(root, "token_type");
  token.refresh_token = text(root, "refresh_token");
  token.scope = text(root, "scope");
  token.expires_in_s = seconds(root, "expires_in");
  if (token.access_token.empty()) return Error{"the server's answer has no access_token", {}, {}};
  return token;
}

json::Result<HttpRequest> device_request(const OAuthFlow& flow, std::string_view base_uri,
                                         const OAuthClient& client) {
  Pairs pairs;
  pairs.add("scope", joined(client.scopes));
  return post(address(base_uri, flow.device_authorization_url, "deviceAuthorizationUrl"), client,
              std::move(pairs));
}

json::Result<DeviceCode> read_device(std::string_view answer) {
  const auto document = read_object(answer);
  if (!document) return document.error();
  const Value root = document->root();
  DeviceCode device;
  device.device_code = text(root, "device_code");
  device.user_code = text(root, "user_code");
  std::string url = text(root, "verification_uri_complete");
  if (url.empty()) url = text(root, "verification_uri");
  const auto checked = address({}, url, "verification_uri");
  if (!checked) return checked.error();
  device.verification_url = *checked;
  device.expires_in_s = seconds(root, "expires_in");
  if (const uint64_t interval = seconds(root, "interval")) device.interval_s = interval;
  if (device.device_code.empty() || device.user_code.empty()) {
    return Error{"the server's answer has no device_code or no user_code", {}, {}};
  }
  return device;
}

json::Result<std::vector<OAuthFlow>> read_discovery(std::string_view answer) {
  const auto document = read_object(answer);
  if (!document) return document.error();
  const Value root = document->root();
  OAuthFlow flow;
  flow.authorization_url = text(root, "authorization_endpoint");
  flow.token_url = text(root, "token_endpoint");
  flow.device_authorization_url = text(root, "device_authorization_endpoint");
  for (Value scope : root["scopes_supported"].elements()) {
    flow.scopes.push_back({std::string(scope.string()), {}});
  }
  // Where `grant_types_supported` is absent these are (Discovery 1.0 §3).
  std::vector<OAuthFlow> flows;
  auto offer = [&](const char* kind, std::string_view grant, bool otherwise) {
    bool offered = otherwise && !root["grant_types_supported"];
    for (Value each : root["grant_types_supported"].elements()) {
      offered = offered || each.string() == grant;
    }
    if (!offered) return;
    flow.kind = kind;
    flows.push_back(flow);
  };
  if (!flow.authorization_url.empty()) {
    offer("authorizationCode", "authorization_code", true);
    offer("implicit", "implicit", true);
  }
  if (!flow.token_url.empty()) {
    offer("password", "password", false);
    offer("clientCredentials", "client_credentials", false);
    if (!flow.device_authorization_url.empty()) {
      offer("deviceAuthorization", "urn:ietf:params:oauth:grant-type:device_code", false);
    }
  }
  if (flows.empty()) return Error{"the provider's configuration names no way to sign in", {}, {}};
  return flows;
}

}  // namespace vitrine::request
