#include "app/openapi/survey.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <variant>

#include "app/json/uri.h"
#include "app/openapi/context.h"

namespace vitrine::openapi {
namespace {

using json::Value;

template <size_t size>
bool is_one_of(std::string_view key, const std::array<std::string_view, size>& list) {
  return std::find(list.begin(), list.end(), key) != list.end();
}

bool is_data(std::string_view key, Value value) {
  constexpr std::array<std::string_view, 7> kData = {"enum",  "const",     "default", "example",
                                                     "value", "dataValue", "scopes"};
  return is_extension(key) || is_one_of(key, kData) || (key == "examples" && value.is_array());
}

/// Members whose members are named by the author.
bool is_map(std::string_view key) {
  constexpr std::array<std::string_view, 21> kMaps = {
      "properties",   "patternProperties", "$defs",           "definitions", "dependentSchemas",
      "dependencies", "schemas",           "parameters",      "responses",   "headers",
      "examples",     "requestBodies",     "securitySchemes", "links",       "callbacks",
      "pathItems",    "mediaTypes",        "paths",           "webhooks",    "content",
      "encoding"};
  return is_one_of(key, kMaps);
}

}  // namespace

Survey::Survey(json::DocumentSet& set, std::string_view uri, bool identifiers)
    : set_(&set), identifiers_(identifiers), uri_(json::split_fragment(uri).uri) {
  json::Cursor root = set.root(uri_);
  if (!root.value) return;
  open_.push_back({std::move(root), Keys::keywords});
}

bool Survey::step(size_t budget) {
  while (!open_.empty() && budget-- > 0) {
    const Visit next = std::move(open_.back());
    open_.pop_back();
    visit(next);
  }
  return open_.empty();
}

/// Names a schema, or the document, that has an identifier; what is inside has it as its base.
void Survey::name(json::Cursor& at) {
  // A name that is taken stays with the first; the validator reports the second.
  const bool root = at.value.id() == 0;
  const bool description = root && (at.value["openapi"] || at.value["swagger"]);
  const Value id = at.value[description ? "$self" : "$id"];
  if (id.is_string() && !id.string().empty()) {
    const std::string own = json::resolve_uri(at.base_uri, id.string());
    auto named = set_->add_resource(own, at.value);
    if (named) at = *named;
  }
  for (const char* keyword : {"$anchor", "$dynamicAnchor"}) {
    const Value anchor = at.value[keyword];
    if (anchor.is_string()) (void)set_->add_anchor(at.base_uri, anchor.string(), at.value);
  }
}

void Survey::visit(const Visit& visit) {
  const auto inside = static_cast<std::ptrdiff_t>(open_.size());
  open_inside(visit);
  // The last is taken first, and of two equal names the first in the text counts.
  std::reverse(open_.begin() + inside, open_.end());
}

void Survey::open_inside(const Visit& visit) {
  json::Cursor at = visit.at;
  if (at.value.is_array()) {
    for (Value element : at.value.elements()) {
      if (element.is_object() || element.is_array()) {
        open_.push_back({child(at, element), Keys::keywords});
      }
    }
    return;
  }
  if (identifiers_ && visit.keys == Keys::keywords) name(at);
  for (const json::Member& member : at.value.members()) {
    if (visit.keys == Keys::keywords) {
      if (member.key == "$ref" && member.value.is_string()) {
        const std::string target = json::resolve_uri(at.base_uri, member.value.string());
        const std::string_view document = json::split_fragment(target).uri;
        if (document != uri_ && document != at.base_uri && seen_.find(document) == seen_.end()) {
          seen_.emplace(document);
          references_.push_back({std::string(document), child(at, member.value)});
        }
        continue;
      }
      if (is_data(member.key, member.value)) continue;
    }
    if (!member.value.is_object() && !member.value.is_array()) continue;
    const bool names = visit.keys == Keys::keywords && is_map(member.key);
    open_.push_back({child(at, member.value), names ? Keys::names : Keys::keywords});
  }
}

std::vector<ExternalReference> Survey::references() const {
  std::vector<ExternalReference> others;
  std::copy_if(references_.begin(), references_.end(), std::back_inserter(others),
               [&](const ExternalReference& reference) {
                 return set_->find(reference.uri) ||
                        std::holds_alternative<json::Missing>(
                            set_->resolve(reference.from, reference.uri));
               });
  return others;
}

}  // namespace vitrine::openapi
