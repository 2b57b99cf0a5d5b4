#include "app/openapi/context.h"

#include <algorithm>
#include <variant>

#include "app/json/uri.h"
#include "app/openapi/description.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::openapi {

using json::Cursor;
using json::Value;

json::Cursor child(const Cursor& parent, Value value) {
  return {parent.document, parent.base_uri, value};
}

bool is_extension(std::string_view key) { return key.starts_with("x-"); }

std::string quoted(std::string_view text) {
  constexpr size_t kShown = 60;
  std::string out = "\"";
  const std::string_view start = text::cut(text, kShown);
  for (char c : start) {
    out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  }
  if (start.size() < text.size()) out += "\xE2\x80\xA6";
  return out + '"';
}

void Context::report(const RuleId& rule, const Cursor& at, std::string message) {
  report(rule, at, at.value, std::move(message));
}

void Context::report(const RuleId& rule, const Cursor& near, Value value, std::string message) {
  if (!problems || problems->size() >= kMaxProblems) return;
  Problem problem;
  problem.severity = rule.severity;
  problem.rule = rule.name;
  // A schema may have a base URI of its own; people look for the document.
  if (set && value) problem.uri = set->uri_of(value.document());
  if (problem.uri.empty()) problem.uri = near.base_uri;
  if (value) {
    problem.pointer = value.pointer();
    problem.position = value.position();
  }
  problem.message = std::move(message);
  if (problems->size() + 1 == kMaxProblems) {
    problem.message += "; further problems are not listed";
  }
  problems->push_back(std::move(problem));
}

void Context::report_name(const RuleId& rule, const Cursor& near, const json::Member& member,
                          std::string message) {
  if (!problems) return;
  const size_t before = problems->size();
  report(rule, near, member.value, std::move(message));
  if (problems->size() > before) problems->back().position = member.key_position();
}

namespace {

std::string wrong_type(std::string_view key, std::string_view wanted, Value value) {
  return quoted(key) + " must be " + std::string(wanted) + ", not " +
         std::string(json::type_name(value.type())) + "; it is ignored";
}

}  // namespace

Cursor Context::object(const Cursor& parent, std::string_view key) {
  return here(referable(parent, key), quoted(key));
}

Cursor Context::referable(const Cursor& parent, std::string_view key) {
  Value value = parent.value[key];
  if (value && !value.is_object()) {
    report(rule::kFieldType, parent, value, wrong_type(key, "an object", value));
    value = Value();
  }
  return child(parent, value);
}

Cursor Context::array(const Cursor& parent, std::string_view key) {
  if (parent.value[key]["$ref"].is_string()) {
    const Cursor target = here(child(parent, parent.value[key]), quoted(key));
    if (!target.value || target.value.is_array()) return target;
  }
  Value value = parent.value[key];
  if (value && !value.is_array()) {
    report(rule::kFieldType, parent, value, wrong_type(key, "an array", value));
    value = Value();
  }
  return child(parent, value);
}

std::string Context::text(const Cursor& parent, std::string_view key) {
  Value value = parent.value[key];
  if (!value) return {};
  if (value.is_string()) return std::string(value.string());
  if (value.is_number()) {
    report(rule::kTextQuotes, parent, value,
           quoted(key) + " should be a string: put quotes around it");
    return std::string(value.lexeme());
  }
  report(rule::kFieldType, parent, value, wrong_type(key, "a string", value));
  return {};
}

bool Context::flag(const Cursor& parent, std::string_view key, bool otherwise) {
  Value value = parent.value[key];
  if (!value) return otherwise;
  if (value.is_boolean()) return value.boolean();
  report(rule::kFieldType, parent, value, wrong_type(key, "true or false", value));
  return otherwise;
}

std::vector<std::string> Context::texts(const Cursor& parent, std::string_view key) {
  std::vector<std::string> list;
  const Cursor entries = array(parent, key);
  for (Value entry : entries.value.elements()) {
    if (entry.is_string()) {
      list.emplace_back(entry.string());
    } else {
      report(rule::kFieldType, parent, entry,
             "every entry of " + quoted(key) + " must be a string; this one is ignored");
    }
  }
  return list;
}

bool Context::is_object(const Cursor& at, const char* message) {
  if (at.value && !at.value.is_object()) report(rule::kFieldType, at, message);
  return at.value.is_object();
}

Cursor Context::schema(const Cursor& parent, std::string_view key) {
  Value value = parent.value[key];
  if (value && !value.is_object() && !value.is_boolean()) {
    report(rule::kFieldType, parent, value, wrong_type(key, "a schema (an object)", value));
    value = Value();
  }
  return value && set ? set->child(parent, value) : child(parent, value);
}

Cursor Context::follow(const Cursor& from, std::string_view what) {
  Value reference = from.value["$ref"];
  if (!reference) return from;
  if (!reference.is_string()) {
    report(rule::kFieldType, from, reference,
           "\"$ref\" must be a string; this " + std::string(what) + " is ignored");
    return child(from, Value());
  }
  return arrived(from, set->follow(from), what);
}

Cursor Context::arrived(const Cursor& from, json::Resolution found, std::string_view what) {
  const Value reference = from.value["$ref"];
  const Cursor none = child(from, Value());
  if (auto* cursor = std::get_if<Cursor>(&found)) return *cursor;
  if (auto* absent = std::get_if<json::Missing>(&found)) {
    if (missing && std::find(missing->begin(), missing->end(), absent->uri) == missing->end()) {
      missing->push_back(absent->uri);
    }
    report(rule::kRefNotLoaded, from, reference,
           "this " + std::string(what) + " is in another document, " + quoted(absent->uri) +
               ", which is not loaded");
    return none;
  }
  report(rule::kRefUnresolved, from, reference,
         "this " + std::string(what) + " refers to " + quoted(reference.string()) +
             ", which cannot be found: " + std::get<json::Error>(found).message);
  return none;
}

namespace {

/// Fields that only some versions have, wherever they stand there.
constexpr std::string_view kFieldsOfVersions =
    " swagger host basePath schemes consumes produces definitions securityDefinitions "
    "collectionFormat components servers requestBody callbacks content webhooks pathItems links "
    "jsonSchemaDialect $self $ref itemSchema additionalOperations query mediaTypes ";

struct Field {
  bool known = false;
  char since = '0';  ///< minor version of 3.x
};

Field find_field(std::string_view fields, std::string_view key) {
  size_t at = 0;
  while ((at = fields.find(key, at)) != std::string_view::npos) {
    const size_t end = at + key.size();
    const bool begins = at == 0 || fields[at - 1] == ' ';
    const char next = end < fields.size() ? fields[end] : ' ';
    if (begins && next == '@') return {true, fields[end + 1]};
    if (begins && (next == ' ' || next == '!')) return {true, '0'};
    at = end;
  }
  return {};
}

}  // namespace

void Context::check_fields(const Cursor& object, std::string_view what, std::string_view fields) {
  if (!object.value.is_object()) return;
  const std::string version_name = name(version);
  const bool refers = object.value["$ref"].is_string();
  for (const json::Member& member : object.value.members()) {
    if (is_extension(member.key)) continue;
    const bool plain = !member.key.empty() && member.key.find_first_of(" @!") == std::string::npos;
    const Field field = plain ? find_field(fields, member.key) : Field();
    if (field.known && (field.since == '0' || (!legacy() && version_name[2] >= field.since))) {
      continue;
    }
    const bool elsewhere =
        field.known || (plain && find_field(kFieldsOfVersions, member.key).known);
    if (member.key == "$ref") {
      report(rule::kRefNotAllowed, object, member.value,
             "\"$ref\" is not a field of " + std::string(what) + " in OpenAPI " + version_name +
                 "; write here what it refers to");
      continue;
    }
    report_name(elsewhere ? rule::kForeignField : rule::kUnknownField, object, member,
                quoted(member.key) + " is not a field of " + std::string(what) + " in OpenAPI " +
                    version_name + (elsewhere ? ", though it is elsewhere" : "") +
                    "; it is ignored");
  }
  for (size_t at = 0; (at = fields.find('!', at)) != std::string_view::npos; ++at) {
    const size_t begin = fields.rfind(' ', at);
    const std::string_view key =
        fields.substr(begin == std::string_view::npos ? 0 : begin + 1,
                      begin == std::string_view::npos ? at : at - begin - 1);
    // A field counts as present where a `$ref`, though not allowed here, may supply it.
    if (object.value[key] || refers) continue;
    report(rule::kMissingField, object, quoted(key) + " is missing in " + std::string(what));
  }
}

void Context::check_path_item_fields(const Cursor& item) {
  check_fields(item, "a path item",
               legacy() ? "get put post delete options head patch parameters $ref"
                        : "get put post delete options head patch trace parameters servers summary "
                          "description $ref query@2 additionalOperations@2");
}

void Context::check_url(const Cursor& owner, std::string_view key, const RuleId& rule) {
  const Value url = owner.value[key];
  const auto scheme = json::split_uri(url.string()).scheme;
  if (!scheme) return;
  const std::string plain = text::lower(*scheme);
  if (plain == "http" || plain == "https") return;
  report(rule, owner, url,
         quoted(key) + " is not an address of http or https but of " + quoted(*scheme) +
             "; it cannot be opened from here");
}

std::vector<Problem> text_problems(const json::Document& document, const std::string& uri) {
  std::vector<Problem> problems;
  for (const json::TextProblem& problem : document.problems()) {
    using Kind = json::TextProblem::Severity;
    const RuleId& rule = problem.severity == Kind::doubt  ? rule::kDoubtfulText
                         : problem.severity == Kind::loss ? rule::kDuplicateKey
                                                          : rule::kSyntax;
    problems.push_back(
        {rule.severity, uri, problem.pointer, problem.position, problem.message, rule.name});
  }
  return problems;
}

}  // namespace vitrine::openapi
