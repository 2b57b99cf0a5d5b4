#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "server/api/http/http.h"
#include "server/api/http/live.h"

/// Short forms to make requests and to read responses.
namespace vitrine::test {

inline Request get(std::string target) {
  return {"GET", std::move(target), {{"Host", "127.0.0.1:8080"}}, ""};
}

inline Request send(std::string method, std::string target, std::string body) {
  return {std::move(method),
          std::move(target),
          {{"Host", "127.0.0.1:8080"}, {"Content-Type", "application/json"}},
          std::move(body)};
}

inline Request post(std::string target, std::string body) {
  return send("POST", std::move(target), std::move(body));
}

inline Request with(Request request, std::string name, std::string value) {
  request.headers.set(std::move(name), std::move(value));
  return request;
}

inline nlohmann::ordered_json body(const Response& response) {
  return nlohmann::ordered_json::parse(response.text(), nullptr, false);
}

/// What a response that goes on gives next.
inline std::string next_piece(const Response& response) {
  std::string out;
  response.live->next(out);
  return out;
}

inline std::string header(const Response& response, std::string_view name) {
  const std::string* value = response.headers.find(name);
  return value ? *value : "(none)";
}

}  // namespace vitrine::test
