#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/front/coded_texts.h"
#include "server/api/http/http.h"
#include "server/api/respond/service.h"

/// The documents of an API as files.
namespace vitrine {

/// The query that asks for the outline of a description in its place.
inline constexpr std::string_view kOutlineQuery = "outline";

/// The document of an API, and those of the APIs mounted in it: each as JSON and YAML, and once
/// more as OpenAPI 3.0. Below a root path their servers are there, too. A large one has an outline,
/// but not below a root path, where it is another.
class DescriptionFiles {
 public:
  explicit DescriptionFiles(const Service& service);

  bool owns(std::string_view path) const { return find(path) != nullptr; }
  /// The response to GET or HEAD.
  Response get(const Request& request) const;
  /// The address of the outline of the document at a path; empty where there is none.
  std::string outline_url(std::string_view path) const;

 private:
  struct Entry {
    std::string path;
    std::string_view type;
    std::string text;
    std::string tag;
    /// The one that has the document as JSON.
    std::size_t json;
    /// Of the newest version as JSON, where that is large.
    std::string outline = {};
  };
  const Entry* find(std::string_view path) const;

  std::vector<Entry> entries_;
  std::shared_ptr<CodedTexts> coded_ = std::make_shared<CodedTexts>();
};

/// The response with the outline, empty where there is none, of a description whose name among
/// `coded` is `name`.
Response outline_response(const Request& request, const std::string& name, std::string outline,
                          CodedTexts& coded);

}  // namespace vitrine
