#include "server/api/responses.h"

#include <stdexcept>
#include <utility>

#include "app/json/uri.h"

/// Responses that are made without knowing a type.
namespace vitrine::detail {

Response binary_response(std::shared_ptr<const OpenFile> file, const std::string& type,
                         const std::string& name) {
  if (!file) throw std::runtime_error("the handler returned a Binary whose file is missing");
  Response response;
  response.headers.add("Content-Type", type);
  // A file may be HTML or SVG: opened by itself, it must not act in the name of this origin.
  response.headers.add("Content-Security-Policy",
                       "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  if (!name.empty()) {
    response.headers.add("Content-Disposition",
                         "inline; filename*=UTF-8''" + json::percent_encode(name));
  }
  response.file = std::move(file);
  return response;
}

}  // namespace vitrine::detail
