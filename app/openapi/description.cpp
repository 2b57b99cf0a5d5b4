#include "app/openapi/description.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "app/json/uri.h"
#include "app/openapi/context.h"
#include "app/text/ascii.h"

namespace vitrine::openapi {

namespace {

/// The first of the operations, which are in the order of `member`, whose member is the text.
std::optional<size_t> find_in(const std::vector<uint32_t>& order,
                              const std::vector<OperationEntry>& operations,
                              std::string OperationEntry::*member, std::string_view text) {
  const auto place = std::lower_bound(
      order.begin(), order.end(), text,
      [&](uint32_t index, std::string_view wanted) { return operations[index].*member < wanted; });
  if (place == order.end() || operations[*place].*member != text) return std::nullopt;
  return *place;
}

}  // namespace

bool names_schema(std::string_view reference) {
  for (const std::string_view place : {"#/components/schemas/", "#/definitions/"}) {
    if (reference.substr(0, place.size()) == place)
      return reference.find('/', place.size()) == std::string_view::npos;
  }
  return false;
}

Description Description::read(json::DocumentSet& set, std::string uri) {
  Indexer indexer(set, std::move(uri));
  while (!indexer.step(SIZE_MAX)) {
  }
  return indexer.take();
}

SchemaView Description::schema(const json::Cursor& cursor) const {
  return schema(cursor, dialect_);
}

SchemaView Description::schema(const json::Cursor& cursor, schema::Dialect dialect) const {
  if (!set_) return {};
  return SchemaView(*set_, cursor, dialect);
}

std::optional<size_t> Description::find(std::string_view link) const {
  if (!link.empty() && link[0] == '#') link.remove_prefix(1);
  link = link.substr(0, link.find('?'));
  const auto linked = [this](std::string_view wanted) {
    return find_in(by_link_, operations_, &OperationEntry::link, wanted);
  };
  if (const auto index = linked(link)) return index;
  // Methods are written in capitals in our links, but others write them too.
  constexpr std::string_view kOperations = "/operations/";
  constexpr std::string_view kWebhooks = "/webhooks/";
  std::string other(link);
  if (link.starts_with(kOperations)) {
    const size_t slash = link.find('/', kOperations.size());
    if (slash == std::string_view::npos) return std::nullopt;
    const std::string method =
        text::upper(link.substr(kOperations.size(), slash - kOperations.size()));
    other = std::string(kOperations) + method + std::string(link.substr(slash));
    if (const auto index = linked(other)) return index;
    // An operation that has an id may be named by its path as well.
    const std::string path = json::percent_decode(link.substr(slash + 1));
    for (size_t i = 0; i < path_operations_; ++i) {
      if (operations_[i].path == path && text::upper(operations_[i].method) == method) return i;
    }
  } else if (link.starts_with(kWebhooks)) {
    const size_t slash = link.rfind('/');
    if (slash < kWebhooks.size()) return std::nullopt;
    other = std::string(link.substr(0, slash + 1)) + text::upper(link.substr(slash + 1));
    if (const auto index = linked(other)) return index;
  }
  return std::nullopt;
}

void Description::word_summary(size_t index, std::string words) {
  OperationEntry& entry = operations_[index];
  entry.written_summary = std::exchange(entry.summary, std::move(words));
}

std::optional<size_t> Description::find_operation_id(std::string_view operation_id) const {
  return find_in(by_operation_id_, operations_, &OperationEntry::operation_id, operation_id);
}

json::Cursor Description::followed(const json::Cursor& from) const {
  if (!from.value["$ref"].is_string()) return from;
  const json::Resolution found = documents().follow(from);
  const auto* cursor = std::get_if<json::Cursor>(&found);
  return cursor ? *cursor : json::Cursor();
}

std::optional<size_t> Description::target(const Link& link) const {
  if (link.operation_ref.empty()) return find_operation_id(link.operation_id);
  const json::Resolution found = set_->resolve(link.cursor, link.operation_ref);
  const auto* cursor = std::get_if<json::Cursor>(&found);
  for (size_t i = 0; cursor && i < operations_.size(); ++i) {
    if (operations_[i].cursor.value == cursor->value) return i;
  }
  return std::nullopt;
}

}  // namespace vitrine::openapi
