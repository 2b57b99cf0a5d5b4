// Requests that other tools wrote down: cURL commands, HAR files, Postman collections.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrine::request {

/// Bounds: what is beyond them is passed over.
inline constexpr size_t kImportBytes = 16'000'000;
inline constexpr size_t kImportRequests = 500;

/// A request as it was written. Nothing in it is checked.
struct ImportedRequest {
  std::string name;  ///< a title, where the file has one
  std::string method = "GET";
  std::string url;  ///< may have no origin, or `{{variables}}`
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::vector<std::pair<std::string, std::string>> parts;  ///< of multipart/form-data
  std::vector<std::string> left_out;  ///< what was there and cannot be imported, such as files

  const std::string* header(std::string_view header_name) const;  ///< any case
};

/// All requests of a text; none where it is none of the three.
std::vector<ImportedRequest> read_import(std::string_view text);

// ---- import_curl.cpp: shell words as bash reads them, all on one line or continued by `\`

std::vector<ImportedRequest> read_curl(std::string_view text);

// ---- import_json.cpp: HAR 1.2 and Postman 2.1

std::vector<ImportedRequest> read_archive(std::string_view text);

}  // namespace vitrine::request
