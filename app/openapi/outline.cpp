#include "app/openapi/outline.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/json/write.h"
#include "app/json/writer.h"
#include "app/openapi/description.h"
#include "app/openapi/methods.h"
#include "app/text/ascii.h"
#include "app/text/hash.h"

namespace vitrine::openapi {

using json::Member;
using json::Value;

namespace {

constexpr std::string_view kMark = "x-vitrine-outline";
constexpr std::string_view kProblems = "x-vitrine-problems";
constexpr std::string_view kBeginning = "{\"x-vitrine-outline\":";
/// Stands for the address, which is not known here. What mentions it differs in a page.
constexpr std::string_view kUri = "vitrine:/description";

/// A description that was read, with its problems in the order that a page shows them in.
struct Read {
  explicit Read(json::Document document) {
    problems = text_problems(document, std::string(kUri));
    // The set is new: the name cannot be taken.
    (void)set.add(kUri, std::move(document));
    description = Description::read(set, std::string(kUri));
    root = set.root(kUri).value;
    const std::vector<Problem>& found = description.problems();
    problems.insert(problems.end(), found.begin(), found.end());
  }

  json::DocumentSet set;
  Value root;
  Description description;
  std::vector<Problem> problems;
};

/// Members of the document that are kept as they are.
bool is_kept(std::string_view key) {
  constexpr std::string_view kKept[] = {"openapi",      "swagger",
                                        "$self",        "jsonSchemaDialect",
                                        "info",         "host",
                                        "basePath",     "schemes",
                                        "servers",      "tags",
                                        "x-tagGroups",  "security",
                                        "externalDocs", "securityDefinitions"};
  return std::find(std::begin(kKept), std::end(kKept), key) != std::end(kKept);
}

class Maker {
 public:
  Maker(const Read& whole, std::string_view text) : whole_(whole), writer_(made_) {
    writer_.begin_object();
    // The mark comes first: the page looks for it, and for the version, in the first bytes alone.
    writer_.string(kMark, hash_digits(text::hash(text)));
    for (const Member& member : whole_.root.members()) {
      // Of duplicate keys the last one counts.
      if (whole_.root[member.key].id() == member.value.id()) take(member);
    }
    problems();
    writer_.end_object();
  }

  std::string take() { return std::move(made_); }

 private:
  void problems() {
    if (whole_.problems.empty()) return;
    writer_.begin_array(kProblems);
    for (const Problem& problem : whole_.problems) {
      writer_.begin_array().number(static_cast<unsigned>(problem.severity));
      writer_.string(problem.message).string(problem.pointer);
      writer_.number(problem.position.line).number(problem.position.column).end_array();
    }
    writer_.end_array();
  }

  void take(const Member& member) {
    const size_t operations = whole_.description.operations().size();
    const size_t paths = whole_.description.path_operations();
    if (is_kept(member.key)) {
      writer_.raw(member.key, json::compact(member.value));
    } else if (member.key == "paths") {
      path_items(member.key, 0, paths);
    } else if (member.key == "webhooks" ||
               (member.key == "x-webhooks" && !whole_.root["webhooks"])) {
      path_items(member.key, paths, operations);
    } else if (member.key == "definitions") {
      schemas(member.key);
    } else if (member.key == "components") {
      writer_.begin_object(member.key);
      if (const Value schemes = member.value["securitySchemes"])
        writer_.raw("securitySchemes", json::compact(schemes));
      schemas("schemas");
      writer_.end_object();
    }
  }

  /// Those of the operations from `begin` to `end`, which stand together where they have one.
  void path_items(std::string_view key, size_t begin, size_t end) {
    const auto& operations = whole_.description.operations();
    writer_.begin_object(key);
    for (size_t at = begin; at < end;) {
      const size_t first = at;
      while (at < end && operations[at].path == operations[first].path) ++at;
      path_item(first, at);
    }
    writer_.end_object();
  }

  void path_item(size_t begin, size_t end) {
    const auto& operations = whole_.description.operations();
    std::vector<const OperationEntry*> others;
    writer_.begin_object(operations[begin].path);
    for (size_t at = begin; at < end; ++at) {
      const std::string key = text::lower(operations[at].method);
      if (is_method(key, whole_.description.version())) {
        operation(key, operations[at]);
      } else {
        others.push_back(&operations[at]);
      }
    }
    if (!others.empty()) {
      writer_.begin_object("additionalOperations");
      for (const OperationEntry* other : others) operation(other->method, *other);
      writer_.end_object();
    }
    writer_.end_object();
  }

  void operation(std::string_view key, const OperationEntry& entry) {
    writer_.begin_object(key);
    if (!entry.operation_id.empty()) writer_.string("operationId", entry.operation_id);
    if (!entry.summary.empty()) writer_.string("summary", entry.summary);
    if (!entry.tags.empty()) {
      writer_.begin_array("tags");
      for (const std::string& tag : entry.tags) writer_.string(tag);
      writer_.end_array();
    }
    if (entry.deprecated) writer_.boolean("deprecated", true);
    if (entry.internal) writer_.boolean("x-internal", true);
    writer_.end_object();
  }

  void schemas(std::string_view key) {
    if (whole_.description.schemas().empty()) return;
    writer_.begin_object(key);
    for (const NamedSchema& schema : whole_.description.schemas())
      writer_.begin_object(schema.name).end_object();
    writer_.end_object();
  }

  const Read& whole_;
  std::string made_;
  json::Writer writer_;
};

bool is_same(const OperationEntry& one, const OperationEntry& other) {
  return one.method == other.method && one.path == other.path &&
         one.operation_id == other.operation_id && one.summary == other.summary &&
         one.tags == other.tags && one.deprecated == other.deprecated &&
         one.webhook == other.webhook && one.internal == other.internal && one.link == other.link;
}

bool is_same(const Group& one, const Group& other) {
  return one.tag == other.tag && one.title == other.title && one.description == other.description &&
         one.parent == other.parent && one.kind == other.kind && one.operations == other.operations;
}

bool is_same(const NamedSchema& one, const NamedSchema& other) { return one.link == other.link; }

template <class T>
bool are_same(const std::vector<T>& some, const std::vector<T>& others) {
  return std::equal(some.begin(), some.end(), others.begin(), others.end(),
                    [](const T& one, const T& other) { return is_same(one, other); });
}

/// What is kept as it is may refer to what is not.
bool shows_the_same(const Read& whole, const Read& made) {
  const Description& one = whole.description;
  const Description& other = made.description;
  const bool no_more_problems =
      std::all_of(made.problems.begin(), made.problems.end(), [&](const Problem& problem) {
        return std::any_of(whole.problems.begin(), whole.problems.end(),
                           [&](const Problem& known) { return known.message == problem.message; });
      });
  return no_more_problems && one.missing().empty() && other.missing().empty() &&
         one.path_operations() == other.path_operations() &&
         are_same(one.operations(), other.operations()) && are_same(one.groups(), other.groups()) &&
         are_same(one.schemas(), other.schemas());
}

bool mentions_address(const std::vector<Problem>& problems) {
  return std::any_of(problems.begin(), problems.end(), [](const Problem& problem) {
    return problem.message.find(kUri) != std::string::npos;
  });
}

bool is_yaml(std::string_view text, json::Language said) {
  const size_t at = text.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  return said == json::Language::yaml ||
         (at != std::string_view::npos && text[at] != '{' && text[at] != '[');
}

uint32_t natural(Value value) {
  return static_cast<uint32_t>(value.number().to_uint64().value_or(0));
}

}  // namespace

std::string outline(std::string_view text, json::Language said, size_t worth) {
  const bool yaml = is_yaml(text, said);
  if (text.size() < worth && !yaml) return {};
  const Read whole(std::move(json::read_text(text, {}, said).document));
  if (!whole.root["openapi"] && !whole.root["swagger"]) return {};
  if (whole.root[kMark] || mentions_address(whole.problems)) return {};
  std::string made = Maker(whole, text).take();
  // Version 2.0 is not read by what a page has first, either.
  const bool sooner = yaml && whole.root["openapi"];
  if (!sooner && (text.size() < worth || made.size() + worth / 2 > text.size())) return {};
  json::Reading reading = json::read_text(made, {}, json::Language::json);
  if (reading.error) return {};
  return shows_the_same(whole, Read(std::move(reading.document))) ? made : std::string();
}

bool begins_outline(std::string_view text) { return text.starts_with(kBeginning); }

std::optional<Outlined> outlined(Value root, const std::string& uri) {
  const Value mark = root[kMark];
  if (!mark.is_string()) return std::nullopt;
  Outlined whole{std::string(mark.string()), {}};
  for (const Value each : root[kProblems].elements()) {
    Problem problem;
    problem.severity = static_cast<Severity>(std::min<uint32_t>(natural(each.at(0)), 2));
    problem.uri = uri;
    problem.message = std::string(each.at(1).string());
    problem.pointer = std::string(each.at(2).string());
    problem.position = {natural(each.at(3)), natural(each.at(4))};
    whole.problems.push_back(std::move(problem));
  }
  return whole;
}

std::string hash_digits(std::uint64_t hash) { return text::hex(hash, 16); }

}  // namespace vitrine::openapi
