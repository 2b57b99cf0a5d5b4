#include "server/command/html.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "app/json/uri.h"
#include "app/session/reference/html.h"
#include "app/text/ascii.h"
#include "server/api/front/page_server.h"
#include "server/command/described.h"
#include "server/command/nearest.h"
#include "server/command/terminal.h"
#include "server/command/verbs.h"

/// The verb `html`: the words of a description, for the plugins of documentation sites.
namespace vitrine::command {

namespace {

using openapi::Description;

/// An operation by its operationId, by `METHOD /path` or by its link.
std::string operation_place(const Description& description, const std::string& named) {
  auto index = description.find_operation_id(named);
  if (!index && (named.starts_with('#') || named.starts_with('/'))) index = description.find(named);
  if (const auto space = named.find(' '); !index && space != std::string::npos) {
    index = description.find("/operations/" + named.substr(0, space) + '/' +
                             json::encode_component(named.substr(space + 1)));
  }
  return index ? description.operations()[*index].link : std::string();
}

std::string none(const char* what, const std::string& name,
                 const std::vector<std::string_view>& known) {
  const std::string_view near = nearest(name, known);
  return "the description has no " + std::string(what) + " \"" + name + "\"" +
         (near.empty() ? "" : "; did you mean " + std::string(near) + "?");
}

/// The place that the options name, "" for the whole document. `reason` says why there is none.
std::string place_of(const Description& description, const Options& options, std::string& reason) {
  std::vector<std::string_view> known;
  if (!options.operation.empty()) {
    std::string place = operation_place(description, options.operation);
    if (!place.empty()) return place;
    for (const auto& entry : description.operations()) known.push_back(entry.operation_id);
    reason = none("operation", options.operation, known);
  } else if (!options.schema.empty()) {
    for (const auto& schema : description.schemas()) known.push_back(schema.name);
    if (std::find(known.begin(), known.end(), options.schema) != known.end())
      return session::schema_place(options.schema);
    reason = none("schema", options.schema, known);
  } else if (!options.tag.empty()) {
    for (const auto& group : description.groups()) known.push_back(group.tag);
    if (std::find(known.begin(), known.end(), options.tag) != known.end())
      return session::tag_place(options.tag);
    reason = none("tag", options.tag, known);
  }
  return {};
}

/// The names of the places that have a heading in the text: all, one, or a tag and its operations.
std::set<std::string> names_within(const Description& description, const session::PlaceNames& names,
                                   const std::string& place) {
  std::set<std::string> within;
  if (!place.empty()) within.insert(names.of(place));
  for (const auto& entry : description.operations()) {
    const bool tagged =
        std::any_of(entry.tags.begin(), entry.tags.end(),
                    [&](const std::string& tag) { return session::tag_place(tag) == place; });
    if (place.empty() || tagged) within.insert(names.of(entry.link));
  }
  if (!place.empty()) return within;
  for (const auto& schema : description.schemas())
    within.insert(names.of(session::schema_place(schema.name)));
  for (const auto& group : description.groups())
    if (!group.tag.empty()) within.insert(names.of(session::tag_place(group.tag)));
  return within;
}

}  // namespace

std::variant<Words, std::string> words_of(const Options& options) {
  const int parts = !options.operation.empty() + !options.schema.empty() + !options.tag.empty();
  if (parts > 1) return std::string("give one of --operation, --schema and --tag");
  auto read = read_described(options.operands[0], options.root);
  if (auto* reason = std::get_if<std::string>(&read)) return std::move(*reason);
  const Described& described = *std::get<std::unique_ptr<const Described>>(read);
  if (const auto& broken = described.documents.broken())
    return described.documents.name_of(broken->uri) +
           " is neither JSON nor YAML: " + broken->error.message;
  const Description& description = described.description;
  std::string reason;
  const std::string place = place_of(description, options, reason);
  if (!reason.empty()) return reason;

  const session::PlaceNames names(description);
  const std::set<std::string> within = names_within(description, names, place);
  session::HtmlOptions html;
  html.language = options.language;
  html.level = options.heading_level;
  html.address = [&](std::string_view link) -> std::string {
    const std::string name = names.of(link);
    if (name.empty()) return {};
    if (within.count(name) > 0) return '#' + json::encode_fragment(names.id(link));
    if (!options.links.empty()) {
      const std::size_t slash = name.find('/');
      return replaced(replaced(options.links, "{kind}", name.substr(0, slash)), "{name}",
                      json::percent_encode(name.substr(slash + 1)));
    }
    return options.base.empty() ? std::string() : options.base + std::string(link);
  };
  return Words{place.empty() ? session::document_html(description, names, html)
                             : session::place_html(description, names, place, html)};
}

int run_html(const Options& options) {
  const auto words = words_of(options);
  if (const auto* reason = std::get_if<std::string>(&words)) return fail(*reason);
  return print_lines(stdout, std::get<Words>(words).html) ? 0
                                                          : fail("cannot write to standard output");
}

}  // namespace vitrine::command
