// Reads HAR files and Postman collections.
#include <algorithm>
#include <utility>

#include "app/json/reader.h"
#include "app/json/uri.h"
#include "app/json/writer.h"
#include "app/request/base64.h"
#include "app/request/import.h"
#include "app/request/variables.h"
#include "app/text/ascii.h"

namespace vitrine::request {
namespace {

using json::Value;

constexpr int kMostDepth = 20;  ///< of folders
constexpr size_t kMostPairs = 1'000;

void add_headers(ImportedRequest& request, Value headers, std::string_view name) {
  for (const Value header : headers.elements()) {
    if (request.headers.size() == kMostPairs) return;
    const std::string_view key = header[name].string();
    // HTTP/2 has its first line among them.
    if (key.empty() || key[0] == ':' || header["disabled"].boolean()) continue;
    request.headers.emplace_back(key, header["value"].string());
  }
}

void add_form(ImportedRequest& request, std::string_view name, std::string_view value) {
  if (!request.body.empty()) request.body += '&';
  request.body += json::percent_encode(name) + '=' + json::percent_encode(value);
}

/// `$NAME`, which stands for a secret in what this page exports.
bool is_mask(std::string_view text) {
  return text.size() > 1 && text[0] == '$' && std::all_of(text.begin() + 1, text.end(), [](char c) {
           return c == '_' || text::is_digit(c) || (text::is_alpha(c) && text::upper(c) == c);
         });
}

/// Takes the masks out of a request of ours: they are no values.
void unmask(ImportedRequest& request) {
  std::erase_if(request.headers, [&](const auto& header) {
    const size_t space = header.second.rfind(' ');
    const bool masked = is_mask(std::string_view(header.second).substr(space + 1));
    if (masked) request.left_out.push_back(header.first);
    return masked;
  });
  std::erase_if(request.parts, [](const auto& part) { return is_mask(part.second); });
  const size_t question = request.url.find('?');
  if (question != std::string::npos) {
    std::string kept;
    for (std::string_view rest = std::string_view(request.url).substr(question + 1);
         !rest.empty();) {
      const std::string_view pair = text::take_piece(rest, '&');
      const size_t equals = pair.find('=');
      if (equals != std::string_view::npos && is_mask(pair.substr(equals + 1))) {
        request.left_out.push_back('?' + json::percent_decode(pair.substr(0, equals)));
      } else {
        kept.append(kept.empty() ? "?" : "&").append(pair);
      }
    }
    request.url.replace(question, std::string::npos, kept);
  }
  for (size_t at = 0; (at = request.body.find("\"$", at)) != std::string::npos; ++at) {
    const size_t end = request.body.find('"', at + 1);
    if (end == std::string::npos) break;
    if (is_mask(std::string_view(request.body).substr(at + 1, end - at - 1)))
      request.body.erase(at + 1, end - at - 1);
  }
}

/// What stands between two texts; empty where it does not.
std::string_view between(std::string_view text, std::string_view from, std::string_view to) {
  const size_t begin = text.find(from);
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin + from.size());
  return text.substr(0, text.find(to));
}

/// Takes the parts of a multipart body as it was sent (RFC 7578): browsers give no others.
void add_parts(ImportedRequest& request, std::string_view type, std::string_view text) {
  std::string_view boundary = between(type, "boundary=", ";");
  if (boundary.size() > 1 && boundary.front() == '"') boundary = between(boundary, "\"", "\"");
  if (boundary.empty()) return;
  const std::string delimiter = "--" + std::string(boundary);
  for (size_t at = text.find(delimiter); at != std::string_view::npos;) {
    const size_t begin = at + delimiter.size();
    at = text.find(delimiter, begin);
    const std::string_view part = text.substr(begin, at - begin);
    const size_t head = part.find("\r\n\r\n");
    if (at == std::string_view::npos || head == std::string_view::npos) break;
    const std::string_view lines = part.substr(0, head);
    std::string_view content = part.substr(head + 4);
    if (content.ends_with("\r\n")) content.remove_suffix(2);
    const std::string_view name = between(lines, " name=\"", "\"");
    if (name.empty() || lines.find("filename=") != std::string_view::npos) {
      request.left_out.emplace_back(name);
    } else if (request.parts.size() < kMostPairs) {
      request.parts.emplace_back(name, content);
    }
  }
}

ImportedRequest har_request(Value value) {
  ImportedRequest request;
  request.method = text::upper(value["method"].string());
  request.url = value["url"].string();
  add_headers(request, value["headers"], "name");
  const Value data = value["postData"];
  const std::string_view type = data["mimeType"].string();
  if (!type.empty() && !request.header("content-type"))
    request.headers.emplace_back("Content-Type", type);
  const bool multipart = type.starts_with("multipart/form-data");
  if (!multipart) request.body = data["text"].string();
  if (!multipart && !request.body.empty()) return request;
  if (multipart && data["params"].size() == 0) add_parts(request, type, data["text"].string());
  for (const Value param : data["params"].elements()) {
    const std::string_view name = param["name"].string();
    if (param["fileName"]) {
      request.left_out.emplace_back(name);
    } else if (multipart && request.parts.size() < kMostPairs) {
      request.parts.emplace_back(name, param["value"].string());
    } else if (!multipart) {
      add_form(request, name, param["value"].string());
    }
  }
  return request;
}

class Postman {
 public:
  std::vector<ImportedRequest> read(Value root) {
    for (const Value variable : root["variable"].elements()) {
      if (variables_.size() == kMostPairs) break;
      variables_.push_back(
          {std::string(variable["key"].string()), std::string(variable["value"].string()), false});
    }
    items(root["item"], root["auth"], 0);
    return std::move(requests_);
  }

 private:
  std::string put_in(std::string_view text, Place place = Place::text) const {
    return resolve(text, variables_, place);
  }

  void items(Value list, Value auth, int depth) {
    if (depth > kMostDepth) return;
    for (const Value item : list.elements()) {
      if (requests_.size() == kImportRequests) return;
      const Value own = item["auth"];
      if (item["item"]) items(item["item"], own ? own : auth, depth + 1);
      if (item["request"]) add(item, own ? own : auth);
    }
  }

  void add(Value item, Value auth) {
    const Value value = item["request"];
    ImportedRequest request;
    request.name = item["name"].string();
    if (value.is_string()) {
      request.url = put_in(value.string());
    } else {
      if (!value["method"].string().empty()) request.method = text::upper(value["method"].string());
      request.url = url_of(value["url"]);
      add_headers(request, value["header"], "key");
      for (auto& [name, text] : request.headers) text = put_in(text);
      body(request, value["body"]);
      authorization(request, value["auth"] ? value["auth"] : auth);
    }
    if (!request.url.empty()) requests_.push_back(std::move(request));
  }

  std::string url_of(Value url) const {
    std::string text = put_in(url.is_string() ? url.string() : url["raw"].string());
    for (const Value variable : url["variable"].elements()) {
      const std::string name = "/:" + std::string(variable["key"].string());
      const std::string_view value = variable["value"].string();
      const size_t at = text.find(name);
      const size_t end = at + name.size();
      if (value.empty() || name.size() == 2 || at == std::string::npos) continue;
      if (end < text.size() && text[end] != '/' && text[end] != '?') continue;
      text.replace(at + 1, name.size() - 1, json::percent_encode(put_in(value)));
    }
    return text;
  }

  void body(ImportedRequest& request, Value body) const {
    const std::string_view mode = body["mode"].string();
    const auto type = [&](const char* name) {
      if (!request.header("content-type")) request.headers.emplace_back("Content-Type", name);
    };
    if (mode == "raw") {
      const bool json = body["options"]["raw"]["language"].string() == "json";
      if (json) type("application/json");
      request.body = put_in(body["raw"].string(), json ? Place::json : Place::text);
    } else if (mode == "graphql") {
      type("application/json");
      const Value graphql = body["graphql"];
      const std::string variables = put_in(graphql["variables"].string(), Place::json);
      json::Writer writer(request.body);
      writer.begin_object().string("query", put_in(graphql["query"].string()));
      if (!variables.empty() && !json::read(variables).error) writer.raw("variables", variables);
      writer.end_object();
    } else if (mode == "file") {
      request.left_out.emplace_back(body["file"]["src"].string());
    } else if (mode == "urlencoded" || mode == "formdata") {
      if (mode == "urlencoded") type("application/x-www-form-urlencoded");
      for (const Value pair : body[mode].elements()) {
        const std::string_view name = pair["key"].string();
        if (pair["disabled"].boolean()) continue;
        if (pair["type"].string() == "file") {
          request.left_out.emplace_back(name);
        } else if (mode == "urlencoded") {
          add_form(request, name, put_in(pair["value"].string()));
        } else if (request.parts.size() < kMostPairs) {
          request.parts.emplace_back(name, put_in(pair["value"].string()));
        }
      }
    }
  }

  /// Both forms of 2.1: a list of {key, value}; 2.0 has an object.
  std::string part_of(Value auth, std::string_view part) const {
    for (const Value each : auth.elements()) {
      if (each["key"].string() == part) return put_in(each["value"].string());
    }
    return put_in(auth[part].string());
  }

  void authorization(ImportedRequest& request, Value auth) const {
    const std::string_view type = auth["type"].string();
    if (type.empty() || type == "noauth" || request.header("authorization")) return;
    const Value parts = auth[type];
    if (type == "bearer") {
      request.headers.emplace_back("Authorization", "Bearer " + part_of(parts, "token"));
    } else if (type == "basic") {
      const std::string user = part_of(parts, "username") + ':' + part_of(parts, "password");
      request.headers.emplace_back("Authorization", "Basic " + base64(user));
    } else if (type == "apikey" && part_of(parts, "in") == "query") {
      request.url += (request.url.find('?') == std::string::npos ? '?' : '&') +
                     json::percent_encode(part_of(parts, "key")) + '=' +
                     json::percent_encode(part_of(parts, "value"));
    } else if (type == "apikey") {
      request.headers.emplace_back(part_of(parts, "key"), part_of(parts, "value"));
    } else {
      request.left_out.emplace_back(type);
    }
  }

  Variables variables_;
  std::vector<ImportedRequest> requests_;
};

}  // namespace

std::vector<ImportedRequest> read_archive(std::string_view text) {
  const json::Reading reading = json::read(text, {.depth = 100, .nodes = 1u << 20});
  const Value root = reading.document.root();
  if (root["item"].is_array()) return Postman().read(root);
  std::vector<ImportedRequest> requests;
  const bool ours = root["log"]["creator"]["name"].string() == "Vitrine";
  for (const Value entry : root["log"]["entries"].elements()) {
    if (requests.size() == kImportRequests) break;
    ImportedRequest request = har_request(entry["request"]);
    if (ours) unmask(request);
    if (!request.url.empty() && !request.method.empty()) requests.push_back(std::move(request));
  }
  return requests;
}

}  // namespace vitrine::request
