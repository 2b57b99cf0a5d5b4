#include "app/openapi/indexer.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "app/json/uri.h"
#include "app/openapi/family.h"
#include "app/openapi/legacy.h"
#include "app/openapi/methods.h"
#include "app/text/ascii.h"

namespace vitrine::openapi {

using json::Cursor;
using json::Member;
using json::Value;

Indexer::Indexer(json::DocumentSet& set, std::string uri)
    : state_(std::make_unique<State>(set, std::move(uri))) {}
Indexer::~Indexer() = default;
Indexer::Indexer(Indexer&&) noexcept = default;
Indexer& Indexer::operator=(Indexer&&) noexcept = default;

bool Indexer::step(size_t budget) {
  State& state = *state_;
  size_t done = 0;
  while (state.phase != State::Phase::done && done < budget) {
    state.work = 1;
    switch (state.phase) {
      case State::Phase::names:
        if (state.names_done(budget - done)) state.phase = State::Phase::head;
        break;
      case State::Phase::head:
        state.read_head();
        state.phase = state.description.root_.value ? State::Phase::paths : State::Phase::links;
        break;
      case State::Phase::paths:
        if (!state.next_path("paths", false)) {
          state.description.path_operations_ = state.description.operations_.size();
          state.phase = State::Phase::webhooks;
        }
        break;
      case State::Phase::webhooks:
        if (!state.next_path("webhooks", true)) state.phase = State::Phase::extension_webhooks;
        break;
      case State::Phase::extension_webhooks:
        // Descriptions before 3.1 call them this.
        if (!state.next_path("x-webhooks", true)) state.phase = State::Phase::schemas;
        break;
      case State::Phase::schemas:
        if (!state.next_schema()) state.phase = State::Phase::links;
        break;
      case State::Phase::links:
      case State::Phase::groups:
        // Either is one piece of work, as long as the list of operations.
        state.work = state.description.operations_.size();
        if (done > 0 && done + state.work > budget) return false;
        if (state.phase == State::Phase::links) {
          state.make_links();
          state.phase = State::Phase::groups;
        } else {
          state.make_groups();
          state.phase = State::Phase::done;
        }
        break;
      case State::Phase::done:
        break;
    }
    done += state.work;
  }
  return state.phase == State::Phase::done;
}

Description Indexer::take() { return std::move(state_->description); }

Indexer::State::State(json::DocumentSet& documents, std::string uri) : set(documents) {
  description.set_ = &set;
  description.uri_ = std::move(uri);
  const Value root = set.root(description.uri_).value;
  if (root["swagger"] || root["openapi"].string().starts_with("3.0")) return;
  for (const std::string& document : set.uris()) surveys.emplace_back(set, document, true);
}

bool Indexer::State::names_done(size_t budget) {
  // A value costs far less than the other units do.
  constexpr size_t kValues = 20;
  work = surveys.empty() ? 1 : budget;
  if (!surveys.empty() && surveys.back().step(std::min(budget, SIZE_MAX / kValues) * kValues)) {
    surveys.pop_back();
    work = 1;
  }
  return surveys.empty();
}

void Indexer::State::read_head() {
  Description& d = description;
  context.set = d.set_;
  context.problems = &d.problems_;
  context.missing = &d.missing_;
  d.root_ = d.set_->root(d.uri_);
  if (d.root_.base_uri.empty()) d.root_.base_uri = d.uri_;
  if (!d.root_.value.is_object()) {
    context.report(rule::kFieldType, d.root_,
                   d.root_.value
                       ? "the document must be an object with an \"openapi\" field, not " +
                             std::string(json::type_name(d.root_.value.type()))
                       : "the document is empty");
    d.root_.value = Value();
    return;
  }
  read_version();
  check_root_fields();
  read_info();
  if (context.legacy()) {
    d.servers_ = legacy_servers(context, d.root_, context.texts(d.root_, "schemes"));
    d.security_schemes_ =
        read_security_schemes(context, context.object(d.root_, "securityDefinitions"));
  } else {
    d.servers_ = read_servers(context, context.array(d.root_, "servers"));
    const Cursor components = context.object(d.root_, "components");
    d.security_schemes_ =
        read_security_schemes(context, context.object(components, "securitySchemes"));
  }
  if (d.servers_.empty()) {
    Server server;
    server.url = "/";
    server.base_uri = d.uri_;
    d.servers_.push_back(std::move(server));
  }
  d.security_ = read_security(context, context.array(d.root_, "security"), d.security_schemes_);
  read_tags();
  if (!d.root_.value["paths"] && !context.at_least(Version::v3_1)) {
    context.report(rule::kMissingField, d.root_,
                   "\"paths\" is missing, so there are no operations");
  } else if (!d.root_.value["paths"] && !d.root_.value["components"] &&
             !d.root_.value["webhooks"]) {
    context.report(rule::kMissingField, d.root_,
                   "one of \"paths\", \"webhooks\" and \"components\" must be there");
  }
}

void Indexer::State::open(Cursor opened) {
  section = std::move(opened);
  section_open = true;
  at = 0;
  entries.clear();
  for (const Member& member : section.value.members()) entries.push_back(member);
}

bool Indexer::State::next_path(std::string_view key, bool webhooks) {
  if (!section_open) {
    // An extension may be anything.
    const Value given = description.root_.value[key];
    open(is_extension(key) && !given.is_object() ? child(description.root_, Value())
                                                 : context.object(description.root_, key));
    description.operations_.reserve(description.operations_.size() + entries.size());
  }
  section_open = at < entries.size();
  if (!section_open) return false;
  const Member member = entries[at++];
  if (is_extension(member.key)) return true;
  // Of duplicate keys the last one counts; the parser of the text has reported them.
  if (section.value[member.key].id() != member.value.id()) return true;
  if (is_extension(key) && description.root_.value["webhooks"][member.key]) return true;
  read_path_item(member, webhooks);
  return true;
}

/// The path with all names of parameters left out; reports braces that name none.
std::string Indexer::State::plain_template(const Cursor& own, std::string_view path) {
  std::string plain;
  std::set<std::string_view> names;
  const char* wrong = nullptr;
  for (size_t place = 0; place < path.size();) {
    const size_t brace = std::min(path.find_first_of("{}", place), path.size());
    plain += path.substr(place, brace - place);
    if (brace == path.size()) break;
    const size_t end = path.find('}', brace);
    if (path[brace] == '}' || end == std::string_view::npos) {
      wrong = "has a brace that does not pair";
      plain += path.substr(brace);
      break;
    }
    const std::string_view name = path.substr(brace + 1, end - brace - 1);
    if (name.empty()) wrong = "has braces without a name between them";
    if (name.find_first_of("/{") != std::string_view::npos) {
      wrong = "has a parameter whose name holds a / or a brace";
    }
    if (!names.insert(name).second) wrong = "names a parameter twice";
    plain += "{}";
    place = end + 1;
  }
  if (wrong) context.report(rule::kPathTemplate, own, "the path " + quoted(path) + " " + wrong);
  return plain;
}

void Indexer::State::read_path_item(const Member& member, bool webhooks) {
  const Cursor own = child(section, member.value);
  const size_t first = description.operations_.size();
  std::string plain;
  if (!webhooks) {
    if (member.key.empty() || member.key[0] != '/') {
      context.report_name(rule::kPathSlash, section, member,
                          "the path " + quoted(member.key) + " must begin with \"/\"");
    } else if (member.key.starts_with("//")) {
      context.report_name(rule::kPathSlash, section, member,
                          "the path " + quoted(member.key) +
                              " must begin with one \"/\": two lead to another server");
    }
    plain = plain_template(own, member.key);
    if (const size_t sign = plain.find_first_of("?#"); sign != std::string::npos) {
      context.report_name(
          rule::kPathQuery, section, member,
          "the path " + quoted(member.key) +
              (plain[sign] == '?' ? " has a query; describe it by query parameters"
                                  : " has a fragment, which is not a part of a path and "
                                    "is never sent as one"));
    }
  }
  if (!own.value.is_object()) {
    context.report(
        rule::kFieldType, own,
        "the path item of " + quoted(member.key) + " must be an object; it has no operations");
    return;
  }
  work = 0;
  const std::vector<Cursor> items = context.path_items(own);
  for (size_t i = 0; i < items.size(); ++i) work += read_operations(items, i, member, webhooks);
  if (work == 0) work = 1;
  if (!webhooks) check_ambiguity(member, plain, first);
}

/// Paths that differ only in the names of their parameters are one (OAS 3.1.1 §4.8.8). Reported
/// where an operation of one hides that of the other.
void Indexer::State::check_ambiguity(const Member& member, const std::string& plain, size_t first) {
  std::string methods;
  std::string other;
  for (size_t i = first; i < description.operations_.size(); ++i) {
    const OperationEntry& entry = description.operations_[i];
    const auto [place, added] = templates.emplace(entry.method + ' ' + plain, entry.path);
    if (added || place->second == entry.path) continue;
    methods += (methods.empty() ? "" : ", ") + entry.method;
    other = place->second;
  }
  if (methods.empty()) return;
  context.report_name(rule::kPathAmbiguous, section, member,
                      "the paths " + quoted(other) + " and " +
                          quoted(description.operations_[first].path) +
                          " differ only in the names of their parameters, and both have " +
                          methods + "; requests cannot tell them apart");
}

size_t Indexer::State::read_operations(const std::vector<Cursor>& items, size_t index,
                                       const Member& path, bool webhooks) {
  const Cursor& item = items[index];
  const auto stands_before = [&](std::string_view key) {
    return std::any_of(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(index),
                       [key](const Cursor& before) { return bool(before.value[key]); });
  };
  size_t count = 0;
  const auto add = [&](const Cursor& owner, const Member& member, std::string method) {
    if (!member.value.is_object()) {
      context.report(rule::kFieldType, child(owner, member.value),
                     "the operation " + quoted(member.key) + " must be an object; it is left out");
      return;
    }
    add_operation(items, child(owner, member.value), std::move(method), path, webhooks);
    ++count;
  };
  context.check_path_item_fields(item);
  for (const Member& member : item.value.members()) {
    if (is_extension(member.key)) continue;
    if (is_method(member.key, context.version)) {
      if (item.value[member.key].id() != member.value.id() || stands_before(member.key)) continue;
      add(item, member, text::upper(member.key));
    } else if (member.key == "additionalOperations" && context.at_least(Version::v3_2)) {
      const Cursor more = context.object(item, member.key);
      for (const Member& entry : more.value.members()) {
        if (!is_extension(entry.key)) add(more, entry, std::string(entry.key));
      }
    }
  }
  return count;
}

void Indexer::State::add_operation(const std::vector<Cursor>& items, const Cursor& operation,
                                   std::string method, const Member& path, bool webhook) {
  OperationEntry entry;
  entry.method = std::move(method);
  entry.path = std::string(path.key);
  entry.webhook = webhook;
  entry.path_item = items.front();
  entry.referred_items.assign(items.begin() + 1, items.end());
  entry.cursor = context.here(operation, "an operation");
  // Its line is there also while what it refers to is not.
  if (!entry.cursor.value.is_object()) entry.cursor = operation;
  // One walk over the members instead of a search for each field.
  for (const Member& member : entry.cursor.value.members()) {
    const std::string_view key = member.key;
    if (key == "operationId") {
      entry.operation_id = context.text(entry.cursor, key);
    } else if (key == "summary") {
      entry.summary = context.text(entry.cursor, key);
    } else if (key == "deprecated") {
      entry.deprecated = context.flag(entry.cursor, key);
    } else if (key == "x-internal") {
      entry.internal = member.value.boolean();
    } else if (key == "tags") {
      entry.tags = context.texts(entry.cursor, key);
    } else if ((key == "parameters" && !member.value["$ref"]) || key == "security") {
      context.array(entry.cursor, key);
    } else if (key == "responses" || key == "requestBody") {
      context.referable(entry.cursor, key);
    }
  }
  // The summary of a path is meant for all of its operations (OAS 3.1.1 §4.8.9.1).
  for (size_t i = 0; i < items.size() && entry.summary.empty() && !context.legacy(); ++i) {
    entry.summary = std::string(items[i].value["summary"].string());
  }
  description.operations_.push_back(std::move(entry));
}

bool Indexer::State::next_schema() {
  if (!section_open) {
    // Wrong types were reported with the head.
    Context quiet = context;
    quiet.problems = nullptr;
    open(context.legacy()
             ? context.object(description.root_, "definitions")
             : context.object(quiet.object(description.root_, "components"), "schemas"));
  }
  section_open = at < entries.size();
  if (!section_open) return false;
  const Member& member = entries[at++];
  if (!member.value.is_object() && !member.value.is_boolean()) {
    context.report(rule::kFieldType, child(section, member.value),
                   "the schema " + quoted(member.key) + " must be an object; it is ignored");
    return true;
  }
  // It may have a base URI of its own.
  Cursor schema = description.set_->child(section, member.value);
  note_bases(set, schema);
  description.schemas_.push_back({std::string(member.key), std::move(schema),
                                  "/schemas/" + json::encode_component(member.key)});
  return true;
}

void Indexer::State::make_links() {
  Description& d = description;
  const auto id = [&](uint32_t i) -> const std::string& { return d.operations_[i].operation_id; };
  std::vector<uint32_t>& order = d.by_operation_id_;
  for (uint32_t i = 0; i < d.operations_.size(); ++i) {
    if (!id(i).empty()) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](uint32_t left, uint32_t right) { return id(left) < id(right); });
  // The first operation that has the same operationId, where there are several.
  std::map<uint32_t, uint32_t> shared;
  for (size_t i = 0; i < order.size();) {
    const size_t first = i;
    while (++i < order.size() && id(order[i]) == id(order[first])) shared[order[i]] = order[first];
    if (i > first + 1) shared[order[first]] = order[first];
  }
  for (uint32_t i = 0; i < d.operations_.size(); ++i) {
    OperationEntry& entry = d.operations_[i];
    const auto same = shared.find(i);
    if (same != shared.end() && same->second != i) {
      const OperationEntry& first = d.operations_[same->second];
      context.report(rule::kOperationIdUnique, entry.cursor, entry.cursor.value["operationId"],
                     "the operationId " + quoted(entry.operation_id) + " is already that of " +
                         first.method + " " + first.path + "; each must be unique");
    }
    if (!entry.webhook && !entry.operation_id.empty() && same == shared.end()) {
      entry.link = "/operations/" + json::encode_component(entry.operation_id);
      continue;
    }
    const std::string place = json::encode_component(entry.path);
    const std::string method = json::encode_component(entry.method);
    entry.link =
        entry.webhook ? "/webhooks/" + place + "/" + method : "/operations/" + method + "/" + place;
  }
  d.by_link_.resize(d.operations_.size());
  std::iota(d.by_link_.begin(), d.by_link_.end(), 0U);
  std::stable_sort(d.by_link_.begin(), d.by_link_.end(), [&](uint32_t left, uint32_t right) {
    return d.operations_[left].link < d.operations_[right].link;
  });
}

}  // namespace vitrine::openapi
