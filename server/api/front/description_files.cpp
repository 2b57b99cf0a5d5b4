#include "server/api/front/description_files.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "app/openapi/outline.h"
#include "server/api/describe/openapi_3_0.h"
#include "server/api/describe/published_document.h"
#include "server/api/describe/yaml_text.h"
#include "server/api/front/page_server.h"
#include "server/api/http/problem.h"

/// Serves the documents of an API, compressed and checked by ETag.
namespace vitrine {

namespace {

constexpr std::string_view kJson = "application/json";
constexpr std::string_view kYaml = "application/yaml";

/// The document with its servers below a root path: those that are a path of this server.
FreeForm below(std::string_view json, const std::string& root) {
  FreeForm document = FreeForm::parse(json);
  if (!document.contains("servers")) return document;
  for (FreeForm& server : document["servers"]) {
    std::string url = server.value("url", "");
    if (!url.starts_with('/') || url.starts_with("//")) continue;
    server["url"] = url == "/" ? root : root + url;
  }
  return document;
}

}  // namespace

DescriptionFiles::DescriptionFiles(const Service& service) {
  for (const Service::Published& api : service.published()) {
    if (api.document.empty()) continue;
    const auto add = [&](const std::string& base, const FreeForm& document, std::string json) {
      const std::size_t at = entries_.size();
      std::string yaml = to_yaml(document);
      std::string json_tag = entity_tag(json);
      std::string yaml_tag = entity_tag(yaml);
      entries_.push_back({base + ".json", kJson, std::move(json), std::move(json_tag), at});
      entries_.push_back({base + ".yaml", kYaml, std::move(yaml), std::move(yaml_tag), at});
    };
    const std::string base = std::string(api.root) + std::string(api.document);
    const FreeForm document = FreeForm::parse(api.json);
    add(base, document, std::string(api.json));
    Entry& newest = entries_[entries_.size() - 2];
    newest.outline = openapi::outline(newest.text, json::Language::json);
    const FreeForm older = openapi_3_0(document);
    add(base + "-3.0", older, document_text(older));
  }
}

const DescriptionFiles::Entry* DescriptionFiles::find(std::string_view path) const {
  for (const Entry& entry : entries_) {
    if (entry.path == path) return &entry;
  }
  return nullptr;
}

std::string DescriptionFiles::outline_url(std::string_view path) const {
  const Entry* entry = find(path);
  if (!entry || entry->outline.empty()) return {};
  return std::string(path).append("?").append(kOutlineQuery);
}

Response DescriptionFiles::get(const Request& request) const {
  const Entry* entry = find(request.path());
  if (!entry) return problem_response(404, "There is no description at this path");
  if (request.query() == kOutlineQuery) {
    return outline_response(request, entry->path,
                            request.root_path.empty() ? entry->outline : std::string(), *coded_);
  }
  Response response;
  if (request.root_path.empty()) {
    response.static_body = entry->text;
    response.headers.add("ETag", entry->tag);
  } else {
    const FreeForm document = below(entries_[entry->json].text, request.root_path);
    response.body = entry->type == kYaml ? to_yaml(document) : document_text(document);
    response.headers.add("ETag", entity_tag(response.body));
  }
  response.headers.add("Content-Type", std::string(entry->type));
  response.headers.add("Cache-Control", "no-cache");
  apply_if_none_match(request, response);
  coded_->apply(request.root_path + entry->path, request, response);
  return response;
}

Response outline_response(const Request& request, const std::string& name, std::string outline,
                          CodedTexts& coded) {
  if (outline.empty())
    return problem_response(404, "This description has no outline; it is to be read as a whole");
  Response response;
  response.body = std::move(outline);
  response.headers.add("Content-Type", "application/json");
  // Another Vitrine may make another one of the same text.
  response.headers.add("ETag", entity_tag(response.body));
  response.headers.add("Cache-Control", "no-cache");
  apply_if_none_match(request, response);
  coded.apply(name + "?" + std::string(kOutlineQuery), request, response);
  return response;
}

}  // namespace vitrine
