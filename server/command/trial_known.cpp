#include "server/command/trial_known.h"

#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/json/uri.h"
#include "app/json/write.h"

/// Remembers values of responses.
namespace vitrine::command {

namespace {

using json::Value;

/// The template up to and with the parameter; "" where it is not in the path.
std::string place_of(std::string_view path, std::string_view name) {
  const std::string mark = "{" + std::string(name) + "}";
  const auto at = path.find(mark);
  if (at == std::string_view::npos) return {};
  return std::string(path.substr(0, at + mark.size()));
}

bool is_scalar(Value value) { return value.is_string() || value.is_number(); }

/// The thing itself, or the first of a list of them.
Value first_thing(Value body) {
  if (body.is_array()) return body.at(0);
  if (body.is_object() && !body["id"]) {
    for (const json::Member& member : body.members()) {
      if (member.value.is_array() && member.value.at(0).is_object()) return member.value.at(0);
    }
  }
  return body;
}

/// The text of a parameter in a request that was sent.
std::optional<std::string> sent_value(const MockRouter& router, const Request& request,
                                      std::string_view in, std::string_view name) {
  if (in == "path") {
    const auto found = router.find(request.method, request.path());
    for (const auto& [each, value] : found.values) {
      if (each == name) return json::percent_decode(value);
    }
  } else if (in == "query") {
    for (const request::Pair& pair : request::split_query(request.query())) {
      if (json::percent_decode(pair.name) == name) return json::percent_decode(pair.value);
    }
  } else if (const std::string* value = request.headers.find(name)) {
    return *value;
  }
  return std::nullopt;
}

}  // namespace

void TrialKnown::learn(const TrialOperation& operation, const TrialRequest& request,
                       const Response& response) {
  const json::Reading reading = json::read(response.text());
  const Value body = reading.error ? Value() : reading.document.root();
  follow_links(operation, request, response, body);
  follow_location(response);
  const Value thing = first_thing(body);
  if (thing.is_object()) take_members(operation.operation().path, thing);
}

void TrialKnown::follow_links(const TrialOperation& operation, const TrialRequest& request,
                              const Response& response, Value body) {
  const openapi::Response* described = operation.judge().described(response.status);
  if (!described) return;
  // A runtime expression (OAS 3.1.0 §4.8.20.3), or a constant.
  const auto evaluate = [&](Value given) -> std::optional<std::string> {
    std::string_view text = given.string();
    if (!text.starts_with('$')) return json::compact(given);
    constexpr std::string_view kBody = "$response.body#";
    constexpr std::string_view kHeader = "$response.header.";
    constexpr std::string_view kRequest = "$request.";
    if (text.starts_with(kBody)) {
      const Value value = json::resolve(body, text.substr(kBody.size()));
      return value ? std::optional(json::compact(value)) : std::nullopt;
    }
    std::optional<std::string> found;
    if (text.starts_with(kHeader)) {
      const std::string* value = response.headers.find(text.substr(kHeader.size()));
      if (value) found = *value;
    } else if (text.starts_with(kRequest)) {
      text.remove_prefix(kRequest.size());
      const auto dot = text.find('.');
      if (dot == std::string_view::npos) return std::nullopt;
      found = sent_value(router_, request.judged, text.substr(0, dot), text.substr(dot + 1));
    }
    return found ? std::optional(json::quote(*found)) : std::nullopt;
  };
  for (const openapi::Link& link : described->links) {
    const auto target = description_.target(link);
    if (!target) continue;
    for (const json::Member& parameter : link.cursor.value["parameters"].members()) {
      if (auto value = evaluate(parameter.value)) {
        linked_[{*target, std::string(parameter.key)}] = std::move(*value);
      }
    }
  }
}

void TrialKnown::follow_location(const Response& response) {
  const std::string* location = response.headers.find("Location");
  if (!location) return;
  // Below the server's own address only, wherever else it may lead.
  std::string address = json::resolve_uri(server_ + "/", *location);
  if (!address.starts_with(server_ + "/")) return;
  address = address.substr(server_.size());
  const std::string path = address.substr(0, address.find_first_of("?#"));
  const auto found = router_.find("GET", path);
  if (!found.operation) return;
  for (const auto& [name, value] : found.values) {
    placed_[place_of(description_.operations()[*found.operation].path, name)] =
        json::quote(json::percent_decode(value));
  }
}

void TrialKnown::take_members(const std::string& path, Value thing) {
  for (const json::Member& member : thing.members()) {
    if (!is_scalar(member.value)) continue;
    const std::string value = json::compact(member.value);
    placed_.emplace(path + "/{" + std::string(member.key) + "}", value);
    if (member.key == "id") placed_.emplace(path + "/{", value);
    if (member.key != "id" && member.key != "name") named_.emplace(member.key, value);
  }
}

std::optional<std::string> TrialKnown::find(const TrialOperation& operation,
                                            std::size_t parameter) const {
  const openapi::Parameter& described = operation.operation().parameters[parameter];
  const std::string& name = described.name;
  for (const std::string& key : {std::string(openapi::name(described.in)) + "." + name, name}) {
    const auto found = linked_.find({operation.index(), key});
    if (found != linked_.end()) return found->second;
  }
  if (described.in != openapi::Location::path) return std::nullopt;
  const std::string place = place_of(operation.operation().path, name);
  const auto at = [&](const std::string& key) -> std::optional<std::string> {
    const auto found = placed_.find(key);
    return found == placed_.end() ? std::nullopt : std::optional(found->second);
  };
  if (auto value = at(place)) return value;
  // The `id` of the collection before it, whatever the parameter is called.
  if (auto value = at(place.substr(0, place.rfind('{') + 1))) return value;
  const auto found = named_.find(name);
  return found == named_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace vitrine::command
