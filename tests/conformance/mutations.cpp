// Seeds faults of known kinds into every description of the corpus, up to 200 at once, and wants
// each found: at its line, once, and nothing else reported because of it. mutations.json says what
// is known to be otherwise, by kind, with the reason.
#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "app/json/document_set.h"
#include "app/json/text_reader.h"
#include "app/openapi/check.h"
#include "app/openapi/description.h"
#include "tests/conformance/suite.h"

namespace {

namespace fs = std::filesystem;
namespace json = vitrine::json;
namespace openapi = vitrine::openapi;

constexpr std::size_t kFaults = 200;
constexpr const char* kUri = "https://example.com/openapi";

/// A change of the text within one line.
struct Fault {
  std::string kind;
  json::Range range;
  std::string text;
  std::uint32_t line = 0;
  /// What is not judged any more because of it.
  json::Range scope = {};
};

/// Where the walk is: the keys from the root, an array's places left out.
using Path = std::vector<std::string_view>;

bool is_method(std::string_view key) {
  constexpr std::string_view kMethods[] = {"get",     "put",  "post",  "delete",
                                           "options", "head", "patch", "trace"};
  return std::find(std::begin(kMethods), std::end(kMethods), key) != std::end(kMethods);
}

class Seeder {
 public:
  Seeder(const json::Document& document, const openapi::Description& description)
      : document_(document), version_(description.version()) {}

  std::map<std::string, std::vector<Fault>> seed() {
    Path path;
    walk(document_.root(), path, false);
    return std::move(faults_);
  }

 private:
  /// What stands below these is data, or the author's own.
  static bool is_data(std::string_view key) {
    return key == "example" || key == "examples" || key == "default" || key == "enum" ||
           key == "const" || key == "value" || key == "mapping" || key == "scopes" ||
           key.substr(0, 2) == "x-";
  }

  static bool holds_names(std::string_view key) {
    return key == "properties" || key == "patternProperties" || key == "definitions" ||
           key == "$defs" || key == "schemas" || key == "paths" || key == "responses" ||
           key == "parameters" || key == "headers" || key == "securityDefinitions" ||
           key == "securitySchemes" || key == "requestBodies" || key == "content" ||
           key == "encoding" || key == "callbacks" || key == "links" || key == "variables" ||
           key == "dependentSchemas" || key == "pathItems";
  }

  void walk(json::Value value, Path& path, bool names) {
    if (value.is_array()) {
      for (const json::Value element : value.elements()) walk(element, path, false);
      return;
    }
    if (!value.is_object()) return;
    if (!names) look(value, path);
    for (const json::Member& member : value.members()) {
      if (!names && is_data(member.key)) continue;
      if (names && member.key.substr(0, 2) == "x-") continue;
      path.push_back(member.key);
      walk(member.value, path, !names && holds_names(member.key) && member.value.is_object());
      path.pop_back();
    }
  }

  static bool is_schema(json::Value value) {
    const std::string_view type = value["type"].string();
    constexpr std::string_view kTypes[] = {"string",  "number", "integer",
                                           "boolean", "array",  "object"};
    return !value["in"] &&
           std::find(std::begin(kTypes), std::end(kTypes), type) != std::end(kTypes);
  }

  void look(json::Value object, const Path& path) {
    const std::string_view here = path.empty() ? std::string_view() : path.back();
    if (const auto reference = object["$ref"]; reference.string().substr(0, 2) == "#/") {
      append("reference to nowhere", reference, "Nowhere");
      return;
    }
    if (is_schema(object)) {
      const std::string_view type = object["type"].string();
      append("unknown type", object["type"], "x");
      for (const char* bound : {"minLength", "maxLength", "minItems", "maxItems"}) {
        if (object[bound].is_number()) {
          replace("number as text", object[bound],
                  "\"" + std::string(object[bound].lexeme()) + "\"");
        }
      }
      if (object["pattern"].is_string()) replace("broken pattern", object["pattern"], "\"(\"");
      if (object["default"] && (type == "integer" || type == "number" || type == "boolean") &&
          !object["enum"]) {
        replace("default of another type", object["default"], "\"text\"");
        leaves_out(object);
      }
      if (object["default"].is_string() && object["enum"].size() > 1 && type == "string") {
        append("default outside of its enum", object["default"], "Outside");
        leaves_out(object);
      }
      repeat("enum value twice", object["enum"]);
      repeat("required twice", object["required"]);
    }
    const std::string_view in = object["in"].string();
    if (object["name"].is_string() && (in == "query" || in == "header")) {
      append("unknown place of a parameter", object["in"], "x");
      leaves_out(object);
      if (object["style"].is_string()) append("unknown style", object["style"], "x");
      if (object["collectionFormat"].is_string()) {
        append("unknown collectionFormat", object["collectionFormat"], "x");
      }
    }
    if (object["name"].is_string() && in == "path" && object["required"].boolean()) {
      replace("optional path parameter", object["required"], "false");
    }
    if (path.size() == 3 && path[0] == "paths" && is_method(here)) look_at_operation(object);
    if (path.size() == 3 && path[1] == "securitySchemes" && object["type"].is_string()) {
      append("unknown security scheme type", object["type"], "x");
      leaves_out(object);
    }
  }

  void look_at_operation(json::Value operation) {
    if (const auto id = operation["operationId"]; id.is_string() && !id.string().empty()) {
      if (first_id_ && text_of(first_id_) != text_of(id)) {
        replace("operationId twice", id, text_of(first_id_));
      } else {
        first_id_ = id;
      }
    }
    for (const json::Member& member : operation.members()) {
      if (member.key == "description" || member.key == "deprecated") {
        append_to("unknown field", member.key_range, "x");
      }
    }
    for (const json::Member& response : operation["responses"].members()) {
      if (response.key.size() == 3 && response.key != "200") {
        append_to("status that is none", response.key_range, "9");
      }
    }
    for (const json::Value requirement : operation["security"].elements()) {
      for (const json::Member& scheme : requirement.members()) {
        // Each of another name: the same one is reported once.
        append_to("undeclared security scheme", scheme.key_range, "X" + std::to_string(++names_));
      }
    }
  }

  std::string text_of(json::Value value) const { return document_.text(value.range()); }

  void replace(const char* kind, json::Value value, std::string text) {
    if (value) add(kind, value.range(), std::move(text));
  }

  /// Adds the first element again on its line, in a list with brackets.
  void repeat(const char* kind, json::Value list) {
    if (list.empty() || !list.at(0).is_string() || text_of(list)[0] != '[') return;
    const std::string first = text_of(list.at(0));
    replace(kind, list.at(0), first + ", " + first);
  }

  void leaves_out(json::Value object) { last_->scope = object.range(); }

  void append(const char* kind, json::Value value, const std::string& more) {
    if (value) append_to(kind, value.range(), more);
  }

  /// Before the quote that ends the token, if there is one.
  void append_to(const char* kind, json::Range range, const std::string& more) {
    std::string text = document_.text(range);
    const bool quoted = !text.empty() && (text.back() == '"' || text.back() == '\'');
    text.insert(quoted ? text.size() - 1 : text.size(), more);
    add(kind, range, std::move(text));
  }

  void add(const char* kind, json::Range range, std::string text) {
    last_ = &nothing_;
    const std::string old = document_.text(range);
    if (old.empty() || old == text || old.find('\n') != std::string::npos ||
        text.find('\n') != std::string::npos || old[0] == '*' || old[0] == '|' || old[0] == '>') {
      return;
    }
    std::vector<Fault>& faults = faults_[kind];
    faults.push_back({kind, range, std::move(text), document_.position(range.begin).line, range});
    last_ = &faults.back();
  }

  const json::Document& document_;
  openapi::Version version_;
  std::map<std::string, std::vector<Fault>> faults_;
  json::Value first_id_;
  unsigned names_ = 0;
  Fault nothing_;
  Fault* last_ = &nothing_;
};

bool meet(json::Range one, json::Range other) {
  return one.begin < other.end && other.begin < one.end;
}

/// Some of each kind, no two on one line, in the order of the text.
std::vector<Fault> chosen(std::map<std::string, std::vector<Fault>> kinds, std::mt19937& random) {
  for (auto& [kind, faults] : kinds) {
    for (std::size_t i = faults.size(); i > 1; --i) std::swap(faults[i - 1], faults[random() % i]);
  }
  std::vector<Fault> some;
  std::set<std::uint32_t> lines;
  for (bool more = true; more && some.size() < kFaults;) {
    more = false;
    for (auto& kind : kinds) {
      std::vector<Fault>& faults = kind.second;
      if (faults.empty() || some.size() >= kFaults) continue;
      more = true;
      Fault& next = faults.back();
      const bool apart = std::none_of(some.begin(), some.end(), [&next](const Fault& fault) {
        return meet(fault.scope, next.scope);
      });
      if (apart && lines.insert(next.line).second) some.push_back(std::move(next));
      faults.pop_back();
    }
  }
  std::sort(some.begin(), some.end(),
            [](const Fault& a, const Fault& b) { return a.range.begin < b.range.begin; });
  return some;
}

using Report = std::tuple<std::uint32_t, std::string, std::string>;  // line, rule, message

std::multiset<Report> reports(const std::string& text, std::unique_ptr<json::DocumentSet>* keep,
                              openapi::Description* description) {
  auto set = std::make_unique<json::DocumentSet>();
  std::multiset<Report> all;
  (void)set->add(kUri, std::move(json::read_text(text).document));
  for (const openapi::Problem& problem : openapi::text_problems(*set->find(kUri), kUri)) {
    all.insert({problem.position.line, std::string(problem.rule), problem.message});
  }
  *description = openapi::Description::read(*set, kUri);
  for (const openapi::Problem& problem : openapi::check(*description)) {
    if (problem.severity == openapi::Severity::note) continue;
    all.insert({problem.position.line, std::string(problem.rule), problem.message});
  }
  *keep = std::move(set);
  return all;
}

struct Tally {
  int seeded = 0;
  int missed = 0;
  int repeated = 0;
  std::string sample;
};

class Run {
 public:
  void document(const fs::path& file, const std::string& name) {
    const std::string text = vitrine::conformance::read_file(file);
    // A text of one line has no lines to tell the faults apart by.
    if (std::count(text.begin(), text.end(), '\n') < 20) return;
    std::unique_ptr<json::DocumentSet> set;
    openapi::Description description;
    const std::multiset<Report> before = reports(text, &set, &description);
    std::mt19937 random(20261128);
    const std::vector<Fault> faults = chosen(Seeder(*set->find(kUri), description).seed(), random);
    std::string changed;
    std::size_t at = 0;
    for (const Fault& fault : faults) {
      changed.append(text, at, fault.range.begin - at).append(fault.text);
      at = fault.range.end;
    }
    changed.append(text, at);
    std::unique_ptr<json::DocumentSet> changed_set;
    openapi::Description ignored;
    std::multiset<Report> fresh;
    const std::multiset<Report> after = reports(changed, &changed_set, &ignored);
    std::set_difference(after.begin(), after.end(), before.begin(), before.end(),
                        std::inserter(fresh, fresh.end()));
    judge(name, faults, fresh);
    ++documents_;
  }

  int finish() {
    std::printf("%d documents, %d faults\n%-34s %7s %7s %9s\n", documents_, faults_, "fault",
                "seeded", "missed", "repeated");
    const auto known =
        nlohmann::json::parse(vitrine::conformance::read_file("tests/conformance/mutations.json"));
    const auto allowed = [&](const char* list, const std::string& name) {
      const auto& entries = known[list];
      return entries.contains(name) ? entries[name]["count"].get<int>() : 0;
    };
    bool failed = false;
    for (const auto& [kind, tally] : tallies_) {
      std::printf("%-34s %7d %7d %9d\n", kind.c_str(), tally.seeded, tally.missed, tally.repeated);
      if (tally.missed + tally.repeated <= allowed("missed", kind)) continue;
      std::printf("    FAILED, e.g. %s\n", tally.sample.c_str());
      failed = true;
    }
    for (const auto& [rule, seen] : consequences_) {
      const auto& [count, sample] = seen;
      if (count <= allowed("consequences", rule)) continue;
      std::printf("FAILED consequence reported %d times: %s\n", count, sample.c_str());
      failed = true;
    }
    if (tallies_.size() < 15) std::printf("FAILED: only %zu kinds seeded\n", tallies_.size());
    return failed || tallies_.size() < 15 ? 1 : 0;
  }

 private:
  void judge(const std::string& name, const std::vector<Fault>& faults,
             const std::multiset<Report>& fresh) {
    std::map<std::uint32_t, std::vector<Report>> by_line;
    for (const Report& report : fresh) by_line[std::get<0>(report)].push_back(report);
    for (const Fault& fault : faults) {
      ++faults_;
      Tally& tally = tallies_[fault.kind];
      ++tally.seeded;
      const auto found = by_line.find(fault.line);
      const std::size_t count = found == by_line.end() ? 0 : found->second.size();
      if (count == 1) {
        by_line.erase(found);
        continue;
      }
      ++(count == 0 ? tally.missed : tally.repeated);
      if (tally.sample.empty()) {
        tally.sample = name + ":" + std::to_string(fault.line) + " " + fault.text;
        if (count > 0) {
          for (const Report& report : found->second)
            tally.sample += "\n      " + std::get<2>(report);
        }
      }
      if (count > 0) by_line.erase(found);
    }
    for (const auto& [line, reports] : by_line) {
      for (const auto& [place, rule, message] : reports) {
        auto& [count, sample] = consequences_[rule];
        if (count++ == 0)
          sample = name + ":" + std::to_string(place) + " [" + rule + "] " + message;
      }
    }
  }

  int documents_ = 0;
  int faults_ = 0;
  std::map<std::string, Tally> tallies_;
  std::map<std::string, std::pair<int, std::string>> consequences_;
};

}  // namespace

int main(int argc, char** argv) {
  const auto corpus = vitrine::conformance::find_corpus();
  if (!corpus) {
    std::puts("No corpus: set VITRINE_CORPUS. NO FAULT WAS SEEDED.");
    return 77;
  }
  Run run;
  if (argc > 1) {
    run.document(argv[1], argv[1]);
    return run.finish();
  }
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(*corpus / "specs")) {
    const fs::path& file = entry.path();
    const std::string extension = file.extension().string();
    const bool part = file.string().find("multi-file") != std::string::npos;
    if (!part && (extension == ".json" || extension == ".yaml")) files.push_back(file);
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) run.document(file, file.lexically_relative(*corpus).string());
  return run.finish();
}
