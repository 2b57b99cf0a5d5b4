#include "app/session/reference/operation_facts.h"

#include "app/json/write.h"

namespace vitrine::session {

std::string value_text(const json::Value& value) {
  return value.is_string() ? std::string(value.string()) : json::compact(value);
}

std::string example_text(const openapi::Example& example, std::size_t most) {
  const json::Value value = example.value.value;
  return !example.serialized.empty() ? example.serialized
         : value.is_string()         ? std::string(value.string())
         : value                     ? json::pretty(value, most)
                                     : example.external_value;
}

std::vector<std::string> short_examples(const std::vector<openapi::Example>& examples,
                                        Spelling spelling) {
  constexpr std::size_t kMostBytes = 60;
  std::vector<std::string> texts;
  for (const openapi::Example& example : examples) {
    const json::Value value = example.value.value;
    std::string text = !value                       ? example.serialized
                       : spelling == Spelling::sent ? value_text(value)
                                                    : json::compact(value);
    if (!text.empty() && text.size() <= kMostBytes) texts.push_back(std::move(text));
  }
  return texts;
}

std::string scheme_words(const openapi::SecurityScheme& scheme) {
  switch (scheme.type) {
    case openapi::SchemeType::api_key:
      return "apiKey · " + std::string(openapi::name(scheme.in)) + " " + scheme.name;
    case openapi::SchemeType::http:
      return "http · " + scheme.scheme +
             (scheme.bearer_format.empty() ? "" : " · " + scheme.bearer_format);
    case openapi::SchemeType::oauth2:
      return "oauth2";
    case openapi::SchemeType::open_id_connect:
      return "openIdConnect";
    case openapi::SchemeType::mutual_tls:
      return "mutualTLS";
    case openapi::SchemeType::unknown:
      break;
  }
  return {};
}

std::vector<std::pair<Word, std::string_view>> addresses_of(const openapi::OAuthFlow& flow) {
  std::vector<std::pair<Word, std::string_view>> addresses = {
      {Word::authorization_url, flow.authorization_url},
      {Word::device_authorization_url, flow.device_authorization_url},
      {Word::token_url, flow.token_url},
      {Word::refresh_url, flow.refresh_url}};
  std::erase_if(addresses, [](const auto& each) { return each.second.empty(); });
  return addresses;
}

}  // namespace vitrine::session
