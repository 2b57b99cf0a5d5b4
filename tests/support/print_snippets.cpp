// Reads requests as JSON from standard input and prints, for each, its snippets by their keys:
//   [{"method", "url": TEXT, "headers": [[name, TEXT]…], "body": [TEXT or {"file", "size"}…] or
//   null}]
// where TEXT is {"text", "secrets": [[begin, end, name]…]}, in bytes, → [{KEY: {"masked",
// "shown"}}].
#include <cstdint>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/request/snippet.h"

using nlohmann::json;
using namespace vitrine::request;

namespace {

SecretText text_of(const json& value) {
  SecretText text{value["text"].get<std::string>(), {}};
  for (const json& secret : value["secrets"]) {
    text.secrets.push_back({secret[0].get<uint32_t>(), secret[1].get<uint32_t>(), secret[2]});
  }
  return text;
}

HttpRequest request_of(const json& value) {
  HttpRequest request;
  request.method = value["method"];
  request.url = text_of(value["url"]);
  for (const json& header : value["headers"]) {
    request.headers.push_back({header[0], text_of(header[1])});
  }
  if (value["body"].is_null()) return request;
  request.body.emplace();
  for (const json& run : value["body"]) {
    if (run.contains("file")) {
      request.body->push_back(FileRef{run["file"], run["file"], run["size"], ""});
    } else {
      request.body->push_back(text_of(run));
    }
  }
  return request;
}

}  // namespace

int main() {
  json all = json::array();
  for (const json& value : json::parse(std::cin)) {
    const HttpRequest request = request_of(value);
    json codes = json::object();
    for (const Snippet& snippet : snippets()) {
      codes[std::string(snippet.key)] = {{"masked", snippet.write(request, Secrets::masked)},
                                         {"shown", snippet.write(request, Secrets::shown)}};
    }
    all.push_back(std::move(codes));
  }
  std::cout << all.dump(-1, ' ', false, json::error_handler_t::replace) << '\n';
}
