#include "server/api/declare/responses.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "app/json/uri.h"
#include "app/text/ascii.h"
#include "server/api/http/request_head.h"

/// Responses that are made without knowing a type.
namespace vitrine {

std::string escape_html(std::string_view text) {
  std::string made;
  for (const char c : text) {
    switch (c) {
      case '&':
        made += "&amp;";
        break;
      case '<':
        made += "&lt;";
        break;
      case '>':
        made += "&gt;";
        break;
      case '"':
        made += "&quot;";
        break;
      case '\'':
        made += "&#39;";
        break;
      default:
        made += c;
    }
  }
  return made;
}

namespace detail {

namespace {

void add_type(Response& response, std::string type, const std::string& name) {
  response.headers.add("Content-Type", std::move(type));
  add_sandbox(response);
  if (!name.empty()) {
    response.headers.add("Content-Disposition",
                         "inline; filename*=UTF-8''" + json::percent_encode(name));
  }
}

/// True for a media type that is the declared one, or in the declared range.
bool is_of(std::string_view type, std::string_view declared) {
  type = text::trim_blanks(type.substr(0, type.find(';')));
  if (declared == "*/*") return type.find('/') != std::string_view::npos;
  if (!declared.ends_with("/*")) return text::equals_ignoring_case(type, declared);
  declared.remove_suffix(1);
  return type.size() > declared.size() &&
         text::equals_ignoring_case(type.substr(0, declared.size()), declared);
}

}  // namespace

Response binary_response(std::shared_ptr<const OpenFile> file, const std::string& type,
                         const std::string& name) {
  if (!file) throw std::runtime_error("the handler returned a Binary whose file is missing");
  Response response;
  add_type(response, type, name);
  response.file = std::move(file);
  return response;
}

void add_sandbox(Response& response) {
  response.headers.add("Content-Security-Policy",
                       "default-src 'none'; style-src 'unsafe-inline'; sandbox");
}

std::string bytes_type(std::span<const std::string_view> types, std::string_view type) {
  if (type.empty()) type = types.front();
  if (type.find('*') != std::string_view::npos ||
      std::none_of(types.begin(), types.end(),
                   [&](std::string_view declared) { return is_of(type, declared); })) {
    throw std::runtime_error("the handler returned bytes of " + std::string(type) +
                             ", which is none of its media types");
  }
  return std::string(type);
}

Response bytes_response(std::string bytes, std::string type, const std::string& name) {
  Response response;
  add_type(response, std::move(type), name);
  response.body = std::move(bytes);
  return response;
}

Response text_response(std::string text, std::string type) {
  Response response;
  response.headers.add("Content-Type", std::move(type) + "; charset=utf-8");
  response.body = std::move(text);
  return response;
}

Response redirect_response(int status, std::string location) {
  if (location.empty()) throw std::runtime_error("the handler returned a Redirect to nowhere");
  Response response;
  response.status = status;
  response.headers.add("Location", std::move(location));
  return response;
}

void refuse_unsafe_headers(const Response& response) {
  for (const auto& [name, value] : response.headers) {
    if (!is_token(name)) throw std::runtime_error("the name of a header of the response is none");
    if (!is_field_value(value)) {
      throw std::runtime_error("the header " + name + " of the response has a control character");
    }
  }
}

}  // namespace detail

}  // namespace vitrine
