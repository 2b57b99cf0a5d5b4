#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/http/http.h"
#include "server/api/respond/service.h"

/// The documents of an API as files.
namespace vitrine {

/// The document of an API, and those of the APIs mounted in it: each as JSON and YAML, and once
/// more as OpenAPI 3.0. Below a root path their servers are there, too.
class DescriptionFiles {
 public:
  explicit DescriptionFiles(const Service& service);

  bool owns(std::string_view path) const { return find(path) != nullptr; }
  /// The response to GET or HEAD.
  Response get(const Request& request) const;

 private:
  struct Entry {
    std::string path;
    std::string_view type;
    std::string text;
    std::string tag;
    /// The one that has the document as JSON.
    std::size_t json;
  };
  const Entry* find(std::string_view path) const;

  std::vector<Entry> entries_;
};

}  // namespace vitrine
