// Finds what a response leads to: the token that it hands out, and its links (OAS 3.1.0 §4.8.20).
#include <algorithm>
#include <optional>
#include <utility>

#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/session/credentials/update.h"
#include "app/session/exchange/update.h"
#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

constexpr size_t kLongestToken = 16 * 1024;

std::string token_in(const json::Value& object, int depth) {
  for (const json::Member& member : object.members()) {
    const std::string_view value = member.value.string();
    if (!value.empty() && value.size() <= kLongestToken && request::names_token(member.key))
      return std::string(value);
  }
  if (depth == 0) return {};
  for (const json::Member& member : object.members()) {
    std::string token = token_in(member.value, depth - 1);
    if (!token.empty()) return token;
  }
  return {};
}

std::string text_of(const json::Value& value) {
  return value.is_string() ? std::string(value.string()) : json::compact(value);
}

/// Evaluates the expressions of links on a request and its response.
class Expressions {
 public:
  Expressions(const Session& session, const Exchange& exchange, const Form* form)
      : exchange_(exchange), form_(form), response_(body_value(session, exchange)) {
    if (form) request_ = json::read(form->body);
  }

  /// A constant, one expression, or a text with some in it; nothing where one has no value.
  std::optional<std::string> evaluate(const json::Value& value) const {
    if (!value.is_string()) return json::compact(value);
    const std::string_view text = value.string();
    if (text.starts_with('$')) return expression(text);
    std::string all;
    for (size_t at = 0; at < text.size();) {
      const size_t open = text.find("{$", at);
      const size_t close = text.find('}', open);
      if (close == std::string_view::npos) return all.append(text.substr(at));
      const auto part = expression(text.substr(open + 1, close - open - 1));
      if (!part) return std::nullopt;
      all.append(text.substr(at, open - at)).append(*part);
      at = close + 1;
    }
    return all;
  }

 private:
  std::optional<std::string> expression(std::string_view text) const {
    if (text == "$url") return exchange_.request.url;
    if (text == "$method") return exchange_.request.method;
    if (text == "$statusCode") return std::to_string(exchange_.status);
    const bool response = text.starts_with("$response.");
    if (!response && !text.starts_with("$request.")) return std::nullopt;
    text.remove_prefix(text.find('.') + 1);
    if (text.starts_with("body")) {
      text.remove_prefix(std::min<size_t>(text.size(), 5));
      const json::Value value =
          json::resolve(response ? response_ : request_.document.root(), text);
      return value ? std::optional(text_of(value)) : std::nullopt;
    }
    const size_t dot = text.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const std::string_view name = text.substr(dot + 1);
    return response ? header(name) : parameter(text.substr(0, dot), name);
  }

  std::optional<std::string> header(std::string_view name) const {
    for (const auto& [each, value] : exchange_.headers) {
      if (text::equals_ignoring_case(each, name)) return value;
    }
    return std::nullopt;
  }

  std::optional<std::string> parameter(std::string_view in, std::string_view name) const {
    if (!form_) return std::nullopt;
    for (const ParameterField& field : form_->parameters) {
      if (openapi::name(field.in) == in && field.name == name && field.present())
        return field.value.text;
    }
    return std::nullopt;
  }

  const Exchange& exchange_;
  const Form* form_;
  json::Value response_;
  json::Reading request_{};
};

/// The scheme that takes a token: a bearer token before a key.
const openapi::SecurityScheme* scheme_for_token(const Session& session) {
  const openapi::SecurityScheme* found = nullptr;
  for (const openapi::SecurityScheme& scheme : session.spec->description.security_schemes()) {
    if (!is_supported(scheme) || scheme.scheme == "basic") continue;
    if (scheme.scheme == "bearer") return &scheme;
    if (!found || found->type == openapi::SchemeType::api_key) found = &scheme;
  }
  return found;
}

}  // namespace

void find_next_steps(Session& session, Exchange& exchange, const openapi::Response& response) {
  const openapi::Description& description = session.spec->description;
  exchange.next.clear();
  const Expressions expressions(session, exchange, current_form(session));
  for (const openapi::Link& link : response.links) {
    const auto target = description.target(link);
    if (!target) continue;
    NextStep step;
    step.operation = static_cast<uint32_t>(*target);
    const auto add = [&](std::string_view name, const json::Value& value, bool body) {
      std::optional<std::string> text = expressions.evaluate(value);
      if (!text) {
        step.lacking.emplace_back(name);
      } else {
        step.values.push_back({std::string(name), std::move(*text), body});
      }
    };
    const json::Value& value = link.cursor.value;
    for (const json::Member& parameter : value["parameters"].members())
      add(parameter.key, parameter.value, false);
    if (const json::Value body = value["requestBody"])
      add(word(Word::body, session.settings.language), body, true);
    exchange.next.push_back(std::move(step));
  }
}

void find_token(const Session& session, Exchange& exchange) {
  exchange.token.clear();
  if (exchange.status >= 200 && exchange.status < 300 && scheme_for_token(session))
    exchange.token = token_in(body_value(session, exchange), 1);
}

void apply(Session& session, UseCredential&&, Effects& effects) {
  const Exchange* exchange = current_exchange(session);
  const openapi::SecurityScheme* scheme = session.spec ? scheme_for_token(session) : nullptr;
  if (!exchange || exchange->token.empty() || !scheme) return;
  Credential credential;
  credential.scheme = scheme->key;
  // It is for the server that gave it.
  credential.origin = origin_of(exchange->request.url);
  credential.secret = exchange->token;
  give(session, *scheme, std::move(credential), effects);
}

}  // namespace vitrine::session
