#include "app/openapi/uses.h"

#include <algorithm>
#include <variant>

#include "app/openapi/context.h"

namespace vitrine::openapi {

using json::Cursor;
using json::Value;

namespace {

/// Limit for one operation or one schema.
constexpr size_t kMostValues = 100'000;
/// Limit of a path, in bytes; what is further inside has that of what is around it.
constexpr size_t kMostPath = 500;

template <size_t N>
bool is_one_of(std::string_view key, const std::string_view (&keys)[N]) {
  return std::find(std::begin(keys), std::end(keys), key) != std::end(keys);
}

/// Objects whose members have names of the author's choice.
constexpr std::string_view kMaps[] = {
    "properties", "patternProperties", "dependentSchemas", "definitions",
    "$defs",      "content",           "headers",          "responses"};
/// Values are no schemas.
constexpr std::string_view kValues[] = {"example", "examples", "default", "enum", "const", "links"};

struct Open {
  Cursor at;
  std::string path;
  bool is_map = false;
};

/// What a member adds to the path of a property.
std::string below(const std::string& path, const json::Member& member, bool of_map) {
  if (path.size() + member.key.size() > kMostPath) return path;
  if (of_map) return path + (path.empty() ? "" : ".") + std::string(member.key);
  if (member.key == "items" || member.key == "prefixItems") return path + "[]";
  if (member.key == "additionalProperties") return path + ".*";
  return path;
}

}  // namespace

Uses::Uses(const Description& description, const NamedSchema& schema)
    : description_(&description), schema_(schema.cursor.value), name_(schema.name) {}

bool Uses::step(size_t budget) {
  const size_t operations = description_->operations().size();
  const size_t all = operations + description_->schemas().size();
  const size_t end = looked_at_ + budget;
  for (; next_ < all && looked_at_ < end && found_.size() < kMost; ++next_) {
    ++looked_at_;
    left_ = kMostValues;
    if (next_ < operations) {
      look_at(description_->operations()[next_], static_cast<uint32_t>(next_));
    } else {
      const size_t index = next_ - operations;
      part(description_->schemas()[index].cursor,
           {Use::Way::schema, static_cast<uint32_t>(index), {}});
    }
  }
  return next_ >= all || found_.size() >= kMost;
}

void Uses::look_at(const OperationEntry& operation, uint32_t owner) {
  parameters(child(operation.path_item, operation.path_item.value["parameters"]), owner);
  const Value value = operation.cursor.value;
  parameters(child(operation.cursor, value["parameters"]), owner);
  part(child(operation.cursor, value["requestBody"]), {Use::Way::request_body, owner, {}});
  for (const json::Member& response : value["responses"].members()) {
    part(child(operation.cursor, response.value),
         {Use::Way::response, owner, std::string(response.key)});
  }
  for (const json::Member& callback : value["callbacks"].members()) {
    part(child(operation.cursor, callback.value),
         {Use::Way::callback, owner, std::string(callback.key)});
  }
  for (const std::string_view way : {"send", "receive"}) {
    part(child(operation.cursor, value["x-websocket"][way]),
         {Use::Way::message, owner, std::string(way)});
  }
}

void Uses::parameters(const Cursor& list, uint32_t owner) {
  for (const Value element : list.value.elements()) {
    const Cursor parameter = description_->followed(child(list, element));
    const bool body = parameter.value["in"].string() == "body";
    part(parameter, {body ? Use::Way::request_body : Use::Way::parameter, owner,
                     body ? std::string() : std::string(parameter.value["name"].string())});
  }
}

/// Adds the use where the part refers to the schema: once, in a schema at each of its places.
void Uses::part(const Cursor& part, Use use) {
  const bool of_schema = use.way == Use::Way::schema;
  std::set<std::pair<const json::Document*, uint32_t>> followed;
  std::vector<Open> open = {{part, {}, false}};
  for (; !open.empty() && left_ > 0; --left_) {
    const Open here = std::move(open.back());
    open.pop_back();
    ++looked_at_;
    const Value value = here.at.value;
    const Value reference = here.is_map ? Value() : value["$ref"];
    if (reference.is_string()) {
      if (leads_here(here.at, reference.string())) {
        use.detail = of_schema ? here.path : use.detail;
        found_.push_back(use);
        if (!of_schema || found_.size() >= kMost) return;
      } else if (!of_schema && reference.string().find("/schemas/") == std::string_view::npos &&
                 reference.string().find("/definitions/") == std::string_view::npos) {
        const Cursor target = description_->followed(here.at);
        if (target.value && followed.insert({target.document, target.value.id()}).second)
          open.push_back({target, here.path, false});
      }
    }
    const size_t first = open.size();
    for (const json::Member& member : value.members()) {
      const bool plain = member.value.is_object() || member.value.is_array();
      if (!plain || (!here.is_map && (is_extension(member.key) || is_one_of(member.key, kValues))))
        continue;
      open.push_back({child(here.at, member.value),
                      of_schema ? below(here.path, member, here.is_map) : std::string(),
                      !here.is_map && is_one_of(member.key, kMaps)});
    }
    for (const Value element : value.elements()) {
      if (element.is_object()) open.push_back({child(here.at, element), here.path, false});
    }
    std::reverse(open.begin() + static_cast<std::ptrdiff_t>(first), open.end());
  }
}

/// Most references are to other names, which can be seen without following them.
bool Uses::leads_here(const Cursor& from, std::string_view reference) const {
  const bool encoded = reference.find_first_of("%~") != std::string_view::npos;
  if (!encoded && !reference.ends_with(name_)) return false;
  const json::Resolution found = description_->documents().resolve(from, reference);
  const auto* cursor = std::get_if<Cursor>(&found);
  return cursor && cursor->value == schema_;
}

}  // namespace vitrine::openapi
