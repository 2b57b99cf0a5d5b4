#include "app/request/oauth.h"

#include <algorithm>

#include "app/json/reader.h"
#include "app/json/uri.h"
#include "app/request/base64.h"
#include "app/request/body_parts.h"
#include "app/request/parameter.h"
#include "app/request/sha256.h"
#include "app/text/ascii.h"

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

std::string joined(const std::vector<std::string>& scopes) { return text::join(scopes, " "); }

HttpRequest post(const Endpoint& endpoint, const OAuthClient& client, Pairs pairs) {
  HttpRequest request;
  request.method = "POST";
  request.url.text = endpoint.url();
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

uint64_t seconds(std::string_view text) {
  const auto number = json::Number::parse(text);
  return number ? number->to_uint64().value_or(0) : 0;
}

uint64_t seconds(Value object, const char* name) {
  // Some servers write their numbers as strings.
  return seconds(object[name].is_string() ? object[name].string() : object[name].lexeme());
}

/// RFC 6749 §4.1.2.1, §5.2.
std::optional<Error> refusal(const std::string& error, const std::string& description) {
  if (error.empty()) return std::nullopt;
  // The page's own word, and no server's.
  if (error == "popup_blocked") return Error{description, error};
  return Error{"the server refused: " + (description.empty() ? error : description), error};
}

json::Result<json::Document> read_object(std::string_view text) {
  json::Reading reading = json::read(text);
  const Value root = reading.document.root();
  if (reading.error || !root.is_object()) {
    return Error{"the server's response is not the JSON object that OAuth promises"};
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

json::Result<Endpoints> endpoints(const OAuthFlow& flow, std::string_view server_url) {
  Endpoints found;
  std::optional<Error> error;
  const auto take = [&](Endpoint& into, const std::string& reference, const char* field) {
    auto made = endpoint(server_url, reference, field);
    if (made) {
      into = std::move(*made);
    } else if (!error) {
      error = made.error();
    }
  };
  const bool device = flow.kind == "deviceAuthorization";
  if (flow.kind == "authorizationCode" || flow.kind == "implicit")
    take(found.authorization, flow.authorization_url, "authorizationUrl");
  if (device) take(found.device, flow.device_authorization_url, "deviceAuthorizationUrl");
  if (flow.kind != "implicit") {
    take(found.token, flow.token_url, "tokenUrl");
    found.refresh = found.token;
  }
  if (!flow.refresh_url.empty()) take(found.refresh, flow.refresh_url, "refreshUrl");
  if (error) return *error;
  return found;
}

std::vector<std::string> origins(const Endpoints& endpoints) {
  std::vector<std::string> list;
  for (const Endpoint* each : {&endpoints.authorization, &endpoints.device, &endpoints.token,
                               &endpoints.refresh, &endpoints.revocation}) {
    if (each->empty() || std::find(list.begin(), list.end(), each->origin()) != list.end())
      continue;
    list.push_back(each->origin());
  }
  return list;
}

json::Result<Authorization> begin(const OAuthFlow& flow, const Endpoints& endpoints,
                                  const OAuthClient& client, std::string_view random) {
  const bool implicit = flow.kind == "implicit";
  const std::string& url = endpoints.authorization.url();
  if (url.empty() || (!implicit && flow.kind != "authorizationCode")) {
    return Error{"the flow " + flow.kind + " has no page to open"};
  }
  if (random.size() < kOAuthRandomBytes) return Error{"no random bytes were given"};
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
  authorization.url = url + (url.find('?') == std::string::npos ? '?' : '&') + pairs.take().text;
  return authorization;
}

json::Result<Redirected> finish(const Authorization& authorization, std::string_view url) {
  const json::Uri parts = json::split_uri(url);
  std::string error, description, state, lifetime;
  Redirected result;
  const std::pair<std::string_view, std::string*> fields[] = {
      {"error", &error},
      {"error_description", &description},
      {"state", &state},
      {"code", &result.code},
      {"access_token", &result.token.access_token},
      {"token_type", &result.token.type},
      {"scope", &result.token.scope},
      {"expires_in", &lifetime},
  };
  for (std::string_view part :
       {parts.query.value_or(std::string_view()), parts.fragment.value_or(std::string_view())}) {
    for (const Pair& pair : split_query(part)) {
      std::string spaced = pair.value;
      for (char& c : spaced) {
        if (c == '+') c = ' ';
      }
      for (const auto& [name, value] : fields) {
        if (pair.name == name) *value = json::percent_decode(spaced);
      }
    }
  }
  result.token.expires_in_s = seconds(lifetime);
  // Check the state before all else: another page could have sent the user here.
  if (authorization.state.empty() || state != authorization.state) {
    return Error{
        "this response belongs to another authorisation (its state is not ours); begin again"};
  }
  if (auto refused = refusal(error, description)) return *refused;
  const bool implicit = authorization.verifier.empty();
  if (implicit ? result.token.access_token.empty() : result.code.empty()) {
    return Error{implicit ? "the server sent the reader back without a token"
                          : "the server sent the reader back without a code"};
  }
  return result;
}

HttpRequest token_request(Grant grant, const Endpoints& endpoints, const OAuthClient& client,
                          const std::string& code, const std::string& verifier) {
  Pairs pairs;
  const std::string scope = joined(client.scopes);
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
  return post(grant == Grant::refresh ? endpoints.refresh : endpoints.token, client,
              std::move(pairs));
}

json::Result<Token> read_token(std::string_view response) {
  const auto document = read_object(response);
  if (!document) return document.error();
  const Value root = document->root();
  Token token;
  token.access_token = text(root, "access_token");
  token.type = text(root, "token_type");
  token.refresh_token = text(root, "refresh_token");
  token.scope = text(root, "scope");
  token.id_token = text(root, "id_token");
  token.expires_in_s = seconds(root, "expires_in");
  if (token.access_token.empty()) return Error{"the server's response has no access_token"};
  return token;
}

HttpRequest device_request(const Endpoints& endpoints, const OAuthClient& client) {
  Pairs pairs;
  pairs.add("scope", joined(client.scopes));
  return post(endpoints.device, client, std::move(pairs));
}

json::Result<DeviceCode> read_device(std::string_view response) {
  const auto document = read_object(response);
  if (!document) return document.error();
  const Value root = document->root();
  DeviceCode device;
  device.device_code = text(root, "device_code");
  device.user_code = text(root, "user_code");
  std::string url = text(root, "verification_uri_complete");
  if (url.empty()) url = text(root, "verification_uri");
  const auto checked = endpoint({}, url, "verification_uri");
  if (!checked) return checked.error();
  device.verification_url = checked->url();
  device.expires_in_s = seconds(root, "expires_in");
  if (const uint64_t interval = seconds(root, "interval")) device.interval_s = interval;
  if (device.device_code.empty() || device.user_code.empty()) {
    return Error{"the server's response has no device_code or no user_code"};
  }
  return device;
}

HttpRequest revocation_request(const Endpoints& endpoints, const OAuthClient& client,
                               const std::string& token, std::string_view hint) {
  Pairs pairs;
  pairs.add("token", token, true).add("token_type_hint", hint);
  return post(endpoints.revocation, client, std::move(pairs));
}

}  // namespace vitrine::request
