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

}  // namespace

bool is_data_field(std::string_view key, Value value) {
  constexpr std::array<std::string_view, 7> kData = {"enum",  "const",     "default", "example",
                                                     "value", "dataValue", "scopes"};
  return (is_extension(key) && key != "x-webhooks") || is_one_of(key, kData) ||
         (key == "examples" && value.is_array());
}

bool is_map_field(std::string_view key) {
  constexpr std::array<std::string_view, 22> kMaps = {
      "properties",   "patternProperties", "$defs",           "definitions", "dependentSchemas",
      "dependencies", "schemas",           "parameters",      "responses",   "headers",
      "examples",     "requestBodies",     "securitySchemes", "links",       "callbacks",
      "pathItems",    "mediaTypes",        "paths",           "webhooks",    "content",
      "encoding",     "x-webhooks"};
  return is_one_of(key, kMaps);
}

Survey::Survey(json::DocumentSet& set, std::string_view uri, bool identifiers)
    : set_(&set), identifiers_(identifiers), uri_(json::split_fragment(uri).uri) {
  json::Cursor root = set.root(uri_);
  document_ = root.document;
  if (!root.value) return;
  bases_.push_back(std::move(root.base_uri));
  open_.push_back({root.value, 0, Keys::keywords});
}

bool Survey::step(size_t budget) {
  while (!open_.empty() && budget-- > 0) {
    const Visit next = open_.back();
    open_.pop_back();
    visit(next);
  }
  return open_.empty();
}

/// Names a schema, or the document, that has an identifier; what is inside has it as its base.
uint32_t Survey::name(Value value, uint32_t base) {
  bool named = false;
  for (const json::Member& member : value.members()) {
    named = named || member.key.starts_with('$');
  }
  if (!named) return base;
  // A name that is taken stays with the first; the validator reports the second.
  const bool root = value.id() == 0;
  const bool description = root && (value["openapi"] || value["swagger"]);
  const Value id = value[description ? "$self" : "$id"];
  if (id.is_string() && !id.string().empty()) {
    auto named_by = set_->add_resource(json::resolve_uri(bases_[base], id.string()), value);
    if (named_by && named_by->base_uri != bases_[base]) {
      base = static_cast<uint32_t>(bases_.size());
      bases_.push_back(std::move(named_by->base_uri));
    }
  }
  for (const char* keyword : {"$anchor", "$dynamicAnchor"}) {
    const Value anchor = value[keyword];
    if (anchor.is_string()) (void)set_->add_anchor(bases_[base], anchor.string(), value);
  }
  return base;
}

void Survey::visit(const Visit& visit) {
  const auto inside = static_cast<std::ptrdiff_t>(open_.size());
  open_inside(visit);
  // The last is taken first, and of two equal names the first in the text counts.
  std::reverse(open_.begin() + inside, open_.end());
}

void Survey::open_inside(const Visit& visit) {
  if (visit.value.is_array()) {
    for (Value element : visit.value.elements()) {
      if (element.is_object() || element.is_array()) {
        open_.push_back({element, visit.base, Keys::keywords});
      }
    }
    return;
  }
  const bool keywords = visit.keys == Keys::keywords;
  const uint32_t base = identifiers_ && keywords ? name(visit.value, visit.base) : visit.base;
  for (const json::Member& member : visit.value.members()) {
    // In place of a map as well: what an author calls so is no text.
    if (member.key == "$ref" && member.value.is_string()) {
      refer(member.value, base);
      continue;
    }
    if (!member.value.is_object() && !member.value.is_array()) continue;
    if (keywords && is_data_field(member.key, member.value)) continue;
    const bool names = keywords && is_map_field(member.key);
    open_.push_back({member.value, base, names ? Keys::names : Keys::keywords});
  }
}

void Survey::refer(Value reference, uint32_t base) {
  // Most references stay inside.
  if (reference.string().starts_with('#')) return;
  const std::string target = json::resolve_uri(bases_[base], reference.string());
  const std::string_view document = json::split_fragment(target).uri;
  if (document == uri_ || document == bases_[base] || seen_.find(document) != seen_.end()) return;
  seen_.emplace(document);
  references_.push_back({std::string(document), {document_, bases_[base], reference}});
}

std::vector<ExternalReference> Survey::references() const {
  std::vector<ExternalReference> others;
  std::copy_if(
      references_.begin(), references_.end(), std::back_inserter(others),
      [&](const ExternalReference& reference) {
        return set_->find(reference.uri) ||
               std::holds_alternative<json::Missing>(set_->resolve(reference.from, reference.uri));
      });
  return others;
}

}  // namespace vitrine::openapi
