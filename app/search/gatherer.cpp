// Reads a description for its Index, in steps.
#include "app/search/gatherer.h"

#include "app/search/sections.h"

namespace vitrine::search {
namespace {

using json::Cursor;
using json::Member;
using json::Value;
using openapi::Location;

constexpr size_t kMostParts = 256;
/// Callbacks within callbacks.
constexpr int kCallbacksDeep = 4;
/// Bytes of text that take as long as a unit.
constexpr size_t kUnitBytes = 16;

/// Keywords whose schemas speak of the same value, of items, of the values of a map. Of those with
/// `named` the schemas have names.
struct Inside {
  std::string_view keyword;
  enum : uint8_t { same, list, map } step;
  bool named = false;
};
constexpr Inside kInside[] = {{"schema", Inside::same},
                              {"itemSchema", Inside::list},
                              {"allOf", Inside::same},
                              {"anyOf", Inside::same},
                              {"oneOf", Inside::same},
                              {"items", Inside::list},
                              {"prefixItems", Inside::list},
                              {"contains", Inside::list},
                              {"additionalProperties", Inside::map},
                              {"patternProperties", Inside::map, true},
                              {"dependentSchemas", Inside::same, true},
                              {"if", Inside::same},
                              {"then", Inside::same},
                              {"else", Inside::same},
                              {"not", Inside::same},
                              {"content", Inside::same, true}};

/// 0 where there is no room for another step.
uint8_t longer(uint8_t way, const Inside& inside) {
  if (inside.step == Inside::same) return way;
  return way >= 0x80 ? 0 : static_cast<uint8_t>(way << 1 | (inside.step == Inside::map ? 1 : 0));
}

bool is_listed(Kind kind) {
  return kind == Kind::overview || kind == Kind::operation || kind == Kind::tag;
}

/// What has a schema somewhere inside.
bool has_schemas(Kind kind) {
  return !is_listed(kind) && kind != Kind::scheme && kind != Kind::callback && kind != Kind::link;
}

/// Visits the words that an extension has for values.
template <class Visit>
void visit_words(Value words, Visit visit) {
  for (const Value each : words.elements()) visit(each.string());
  for (const Member& each : words.members()) visit(each.value.string());
}

}  // namespace

Gatherer::Gatherer(const openapi::Description& description, size_t most_bytes)
    : description_(description), index_(most_bytes) {}

Gatherer::~Gatherer() = default;

bool Gatherer::step(size_t budget) {
  spent_ = 0;
  while (pass_ != Pass::done && spent_ < budget) {
    if (index_.full()) {
      pass_ = Pass::done;
    } else if (next_ < count()) {
      ++spent_;
      take(next_++);
    } else {
      pass_ = static_cast<Pass>(static_cast<uint8_t>(pass_) + 1);
      next_ = 0;
    }
  }
  return done();
}

size_t Gatherer::count() const {
  switch (pass_) {
    case Pass::overview:
      return 1;
    case Pass::tags:
      return description_.groups().size();
    case Pass::operations:
      return description_.operations().size();
    case Pass::schemas:
      return description_.schemas().size();
    default:
      return index_.size();
  }
}

void Gatherer::take(uint32_t index) {
  switch (pass_) {
    case Pass::overview:
      return take_overview();
    case Pass::tags:
      return take_tag(index);
    case Pass::operations:
      return take_operation(index);
    case Pass::schemas: {
      const openapi::NamedSchema& schema = description_.schemas()[index];
      const uint32_t entry = add_listed(Kind::schema, index, schema.cursor.value);
      add_terms(Layer::names, entry, schema.name);
      (void)is_owned(entry, schema.cursor.value);
      return;
    }
    case Pass::fields:
      return take_fields(index);
    case Pass::values:
      return take_values(index);
    case Pass::words:
      return take_words(index);
    case Pass::done:
      return;
  }
}

void Gatherer::take_overview() {
  const Cursor root = description_.documents().root(description_.uri());
  const uint32_t entry = add(Kind::overview, kNone, description_.info().title, root.value["info"]);
  add_headings(entry, description_.info().description);
  const auto& servers = description_.servers();
  for (size_t at = 0; at < servers.size() && at <= UINT8_MAX; ++at) {
    const uint32_t server = add(Kind::server, entry, servers[at].url, {});
    if (server != kNone) index_.at(server).way = static_cast<uint8_t>(at);
  }
  take_schemes(entry, root);
}

void Gatherer::take_schemes(uint32_t overview, const Cursor& root) {
  const Value schemes = root.value["components"]["securitySchemes"];
  for (const Member& scheme : (schemes ? schemes : root.value["securityDefinitions"]).members()) {
    const Value value = followed(root, scheme.value).value;
    const uint32_t entry = add(Kind::scheme, overview, scheme.key, value);
    std::set<std::string_view> known;
    const auto take_scopes = [&](Value scopes) {
      for (const Member& scope : scopes.members())
        if (known.insert(scope.key).second) add(Kind::scope, entry, scope.key, scopes);
    };
    take_scopes(value["scopes"]);
    for (const Member& flow : value["flows"].members()) take_scopes(flow.value["scopes"]);
  }
}

void Gatherer::take_tag(uint32_t index) {
  const openapi::Group& group = description_.groups()[index];
  if (group.tag.empty()) return;
  const uint32_t entry = add_listed(Kind::tag, index, {});
  add_terms(Layer::names, entry, group.tag);
  add_terms(Layer::names, entry, group.title);
  add_headings(entry, group.description);
}

void Gatherer::take_operation(uint32_t index) {
  const openapi::OperationEntry& operation = description_.operations()[index];
  const Cursor& cursor = operation.cursor;
  const uint32_t entry = add_listed(Kind::operation, index, cursor.value);
  for (const std::string* text :
       {&operation.method, &operation.path, &operation.summary, &operation.operation_id})
    add_terms(Layer::names, entry, *text);
  for (const std::string& tag : operation.tags) add_terms(Layer::names, entry, tag);
  add_headings(entry, cursor.value["description"].string());
  std::vector<Cursor> items = {operation.path_item};
  items.insert(items.end(), operation.referred_items.begin(), operation.referred_items.end());
  take_contents(entry, cursor, items, 0);
}

void Gatherer::take_contents(uint32_t operation, const Cursor& cursor,
                             const std::vector<Cursor>& path_items, int depth) {
  parameters_.clear();
  form_ = kNone;
  take_parameters(operation, cursor);
  for (const Cursor& item : path_items) take_parameters(operation, item);
  if (const Cursor body = followed(cursor, cursor.value["requestBody"]); body.value)
    add(Kind::body, operation, {}, body.value);
  for (const std::string_view way : {"send", "receive"}) {
    if (const Value schema = cursor.value["x-websocket"][way]; schema.is_object())
      add(Kind::message, operation, way, schema);
  }
  take_responses(operation, cursor);
  if (depth >= kCallbacksDeep || !cursor.value["callbacks"]) return;
  const std::vector<openapi::Callback> callbacks = description_.callbacks(cursor);
  for (size_t at = 0; at < callbacks.size() && at <= UINT8_MAX; ++at) {
    const openapi::Callback& callback = callbacks[at];
    const uint32_t entry = add(Kind::callback, operation, callback.name, callback.cursor.value);
    if (entry == kNone) return;
    index_.at(entry).way = static_cast<uint8_t>(at);
    for (const std::string* text : {&callback.expression, &callback.method, &callback.summary})
      add_terms(Layer::names, entry, *text);
    // One that several operations share is read once.
    if (is_owned(entry, callback.cursor.value))
      take_contents(entry, callback.cursor, callback.path_items, depth + 1);
  }
}

void Gatherer::take_responses(uint32_t operation, const Cursor& cursor) {
  for (const Member& member : cursor.value["responses"].members()) {
    const Cursor response = followed(cursor, member.value);
    if (!response.value.is_object()) continue;
    const uint32_t of = add(Kind::response, operation, member.key, response.value);
    for (const Member& header : response.value["headers"].members())
      add(Kind::header, of, header.key, followed(response, header.value).value);
    for (const Member& link : response.value["links"].members())
      add(Kind::link, of, link.key, followed(response, link.value).value);
  }
}

/// Those of the operation come before those of its path, which they replace.
void Gatherer::take_parameters(uint32_t operation, const Cursor& holder) {
  for (const Value element : holder.value["parameters"].elements()) {
    const Value parameter = followed(holder, element).value;
    const std::string_view name = parameter["name"].string();
    const std::string_view in = parameter["in"].string();
    if (name.empty() || !parameters_.insert(std::string(in) + '/' + std::string(name)).second)
      continue;
    if (in == "body") {
      add(Kind::body, operation, {}, parameter);
    } else if (in == "formData") {
      if (form_ == kNone) form_ = add(Kind::body, operation, {}, {});
      add(Kind::field, form_, name, parameter);
    } else {
      const uint32_t entry = add(Kind::parameter, operation, name, parameter);
      for (const Location location : {Location::path, Location::query, Location::header,
                                      Location::cookie, Location::querystring}) {
        if (entry != kNone && in == openapi::name(location))
          index_.at(entry).way = static_cast<uint8_t>(location);
      }
    }
  }
}

void Gatherer::take_fields(uint32_t entry) {
  find_parts(entry);
  if (is_listed(index_[entry].kind)) return;
  for (size_t at = 0; at < parts_.size(); ++at) {
    const Part part = parts_[at];
    for (const Member& property : part.value["properties"].members()) {
      const uint32_t field = add(Kind::field, entry, property.key, property.value);
      if (field == kNone) return;
      index_.at(field).way = part.way;
    }
  }
}

void Gatherer::take_values(uint32_t entry) {
  const Entry at = index_[entry];
  const auto take = [&](Value value) { add_terms(Layer::values, entry, value.string()); };
  if (at.kind == Kind::server) {
    for (const openapi::ServerVariable& variable : description_.servers()[at.way].variables) {
      add_terms(Layer::values, entry, variable.name);
      for (const std::string& value : variable.values) add_terms(Layer::values, entry, value);
    }
    return;
  }
  find_parts(entry);
  if (at.kind == Kind::scheme) {
    for (const std::string_view key : {"type", "scheme", "bearerFormat", "name"})
      take(index_.source(at)[key]);
  } else if (at.kind == Kind::link) {
    for (const std::string_view key : {"operationId", "operationRef"}) take(index_.source(at)[key]);
  } else if (at.kind == Kind::operation) {
    for (const Value server : index_.source(at)["servers"].elements()) take(server["url"]);
  }
  for (const Part& part : parts_) {
    for (const Value value : part.value["enum"].elements())
      add_terms(Layer::values, entry, value.is_string() ? value.string() : value.lexeme());
    take(part.value["const"]);
  }
}

void Gatherer::take_words(uint32_t entry) {
  const std::string_view own = text_of(description_, index_, index_[entry]);
  const std::vector<Section> found =
      is_listed(index_[entry].kind) ? sections(own) : std::vector<Section>();
  if (found.empty()) add_terms(Layer::words, entry, own, true);
  // The headings follow the entry.
  for (size_t at = 0; at < found.size() && entry + at < index_.size(); ++at)
    add_terms(Layer::words, entry + static_cast<uint32_t>(at), found[at].text);
  find_parts(entry);
  for (size_t at = 0; at < parts_.size(); ++at) {
    const Value value = parts_[at].value;
    if (at > 0) add_terms(Layer::words, entry, value["description"].string(), true);
    if (!has_schemas(index_[entry].kind)) continue;
    add_terms(Layer::words, entry, value["title"].string());
    for (const std::string_view keyword : openapi::kWordsOfValues)
      visit_words(value[keyword],
                  [&](std::string_view text) { add_terms(Layer::words, entry, text); });
  }
  if (index_[entry].kind != Kind::server) return;
  for (const openapi::ServerVariable& variable :
       description_.servers()[index_[entry].way].variables)
    add_terms(Layer::words, entry, variable.description, true);
}

uint32_t Gatherer::add(Kind kind, uint32_t parent, std::string_view name, Value source) {
  ++spent_;
  const uint32_t entry = index_.add(kind, parent, name, source);
  add_terms(Layer::names, entry, name);
  return entry;
}

uint32_t Gatherer::add_listed(Kind kind, uint32_t index, Value source) {
  const uint32_t entry = add(kind, kNone, {}, source);
  if (entry != kNone) index_.at(entry).name = index;
  return entry;
}

void Gatherer::add_terms(Layer layer, uint32_t entry, std::string_view text, bool markup) {
  if (entry == kNone || text.empty()) return;
  spent_ += 1 + text.size() / kUnitBytes;
  index_.add_terms(layer, entry, text, markup);
}

void Gatherer::add_headings(uint32_t entry, std::string_view text) {
  if (entry == kNone) return;
  spent_ += text.size() / kUnitBytes;
  const std::vector<Section> found = sections(text);
  for (size_t at = 1; at < found.size(); ++at) {
    const uint32_t heading = add(Kind::heading, entry, found[at].title, {});
    if (heading != kNone) index_.at(heading).cell = index_.add_name(found[at].anchor);
  }
}

Cursor Gatherer::followed(const Cursor& from, Value value) const {
  if (!value.is_object()) return {};
  Cursor target = description_.followed(description_.documents().child(from, value));
  return target.value.is_object() ? target : Cursor();
}

void Gatherer::find_parts(uint32_t entry) {
  parts_.clear();
  const Kind kind = index_[entry].kind;
  const Value source = index_.source(index_[entry]);
  if (!source || kind == Kind::scope) return;
  parts_.push_back({source, 1});
  if (!has_schemas(kind)) return;
  for (size_t at = 0; at < parts_.size(); ++at) {
    const Part part = parts_[at];
    ++spent_;
    for (const Member& member : part.value.members()) {
      if (member.key == "$ref" && member.value.is_string() &&
          !openapi::names_schema(member.value.string())) {
        const json::DocumentSet& set = description_.documents();
        const json::Document* document = part.value.document();
        const Cursor target =
            followed({document, std::string(set.uri_of(document)), part.value}, part.value);
        if (target.value && is_owned(entry, target.value)) add_part(target.value, part.way);
      }
      if (!member.value.is_object() && !member.value.is_array()) continue;
      for (const Inside& inside : kInside) {
        if (member.key != inside.keyword) continue;
        const uint8_t way = longer(part.way, inside);
        if (inside.named) {
          for (const Member& each : member.value.members()) add_part(each.value, way);
        } else if (member.value.is_array()) {
          for (const Value each : member.value.elements()) add_part(each, way);
        } else {
          add_part(member.value, way);
        }
      }
    }
  }
}

void Gatherer::add_part(Value value, uint8_t way) {
  if (way != 0 && value.is_object() && parts_.size() < kMostParts) parts_.push_back({value, way});
}

bool Gatherer::is_owned(uint32_t entry, Value schema) {
  return owners_.emplace(std::pair(schema.document(), schema.id()), entry).first->second == entry;
}

std::string_view text_of(const openapi::Description& description, const Index& index,
                         const Entry& entry) {
  if (entry.kind == Kind::overview) return description.info().description;
  if (entry.kind == Kind::tag) return description.groups()[entry.name].description;
  if (entry.kind == Kind::server) return description.servers()[entry.way].description;
  if (entry.kind == Kind::scope) return index.source(entry)[index.name(entry.name)].string();
  return index.source(entry)["description"].string();
}

}  // namespace vitrine::search
