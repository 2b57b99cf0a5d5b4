#include "server/api/describe/document_schemas.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrine {

namespace {

using Names = std::set<std::string>;

constexpr std::string_view kSchemas = "#/components/schemas/";
constexpr std::string_view kMessages = "x-websocket";

/// The name of the schema that a value refers to; empty where it refers to none.
std::string referred(const FreeForm& value) {
  if (!value.is_object()) return {};
  const auto reference = value.find("$ref");
  if (reference == value.end() || !reference->is_string()) return {};
  const auto& text = reference->get_ref<const std::string&>();
  return text.starts_with(kSchemas) ? text.substr(kSchemas.size()) : std::string();
}

/// Adds the schemas that a value refers to, directly or by others. The depth is that of a document
/// which types have made.
void gather(const FreeForm& value, const FreeForm& schemas, bool messages, Names& found) {
  const std::string name = referred(value);
  if (!name.empty() && found.insert(name).second && schemas.contains(name)) {
    gather(schemas[name], schemas, messages, found);
  }
  if (!value.is_structured()) return;
  for (const auto& [key, inner] : value.items()) {
    if (messages || key != kMessages) gather(inner, schemas, messages, found);
  }
}

Names used_schemas(const FreeForm& document, bool messages) {
  Names used;
  for (const auto& [name, part] : document.items()) {
    if (name != "components") gather(part, document["components"]["schemas"], messages, used);
  }
  return used;
}

bool has_schemas(const FreeForm& document) {
  return document.contains("components") && document["components"].contains("schemas");
}

class Inlining {
 public:
  Inlining(const FreeForm& schemas, const Names& shared) : schemas_(schemas), shared_(shared) {}

  void expand(FreeForm& value) {
    const std::string name = referred(value);
    if (!name.empty() && is_lone(name)) {
      FreeForm schema = schemas_[name];
      if (!schema.contains("title")) schema["title"] = name;
      value.erase("$ref");
      schema.update(value);
      value = std::move(schema);
      open_.push_back(name);
      expand_parts(value);
      open_.pop_back();
    } else {
      expand_parts(value);
    }
  }

 private:
  void expand_parts(FreeForm& value) {
    if (!value.is_structured()) return;
    for (FreeForm& inner : value) expand(inner);
  }

  bool is_lone(const std::string& name) const {
    return shared_.count(name) == 0 && schemas_.contains(name) &&
           std::find(open_.begin(), open_.end(), name) == open_.end();
  }

  const FreeForm& schemas_;
  const Names& shared_;
  std::vector<std::string> open_;
};

}  // namespace

void prune_schemas(FreeForm& document) {
  if (!has_schemas(document)) return;
  const Names used = used_schemas(document, true);
  FreeForm kept = FreeForm::object();
  for (auto& [name, schema] : document["components"]["schemas"].items()) {
    if (used.count(name) != 0) kept[name] = std::move(schema);
  }
  document["components"]["schemas"] = std::move(kept);
}

void inline_message_schemas(FreeForm& document) {
  if (!has_schemas(document)) return;
  std::vector<FreeForm*> messages;
  for (FreeForm& methods : document["paths"]) {
    for (FreeForm& operation : methods) {
      if (operation.contains(kMessages)) messages.push_back(&operation[kMessages]);
    }
  }
  if (messages.empty()) return;
  const Names shared = used_schemas(document, false);
  const FreeForm schemas = document["components"]["schemas"];
  Inlining inlining(schemas, shared);
  for (FreeForm* const parts : messages) {
    for (FreeForm& part : *parts) inlining.expand(part);
  }
  prune_schemas(document);
}

}  // namespace vitrine
