#include <algorithm>

#include "app/openapi/context.h"

/// `$ref` where no Reference Object is: in place of other Objects, and in Path Items.
namespace vitrine::openapi {

using json::Cursor;
using json::Value;

namespace {

/// Path items that refer to each other in a row; more do not occur in practice.
constexpr size_t kMaxPathItems = 100;

}  // namespace

Cursor Context::here(const Cursor& at, std::string_view what) {
  const Value reference = at.value["$ref"];
  if (!reference.is_string()) return at;
  report(rule::kRefNotAllowed, at, reference,
         "\"$ref\" cannot stand in place of " + std::string(what) + " in OpenAPI " + name(version) +
             "; it is followed all the same");
  const size_t space = what.find(' ');
  return follow(at, space == std::string_view::npos ? what : what.substr(space + 1));
}

std::vector<Cursor> Context::path_items(const Cursor& own) {
  std::vector<Cursor> items = {own};
  while (items.size() < kMaxPathItems) {
    const Cursor from = items.back();
    const Value reference = from.value["$ref"];
    if (!reference) break;
    if (!reference.is_string()) {
      follow(from, "path item");  // reports it
      break;
    }
    Cursor target =
        arrived(from, set->resolve({from.document, from.base_uri, reference}, reference.string()),
                "path item");
    if (!target.value.is_object()) break;
    const bool known = std::any_of(items.begin(), items.end(),
                                   [&](const Cursor& item) { return item.value == target.value; });
    if (known) {
      report(rule::kRefUnresolved, from, reference, "this path item refers to itself");
      break;
    }
    for (const json::Member& member : target.value.members()) {
      if (is_extension(member.key) || member.key == "$ref") continue;
      for (const Cursor& item : items) {
        const Value twice = item.value[member.key];
        if (!twice) continue;
        report(rule::kPathItemTwice, item, twice,
               quoted(member.key) +
                   " stands beside \"$ref\" and in what that refers to; OpenAPI leaves open which "
                   "counts, and the one beside it is used");
        break;
      }
    }
    items.push_back(std::move(target));
  }
  return items;
}

}  // namespace vitrine::openapi
