// Runs the public yaml-test-suite: every case that has a JSON value must be read as that, without a
// violation; every case that is not YAML must be reported. Exit status 0 when all cases pass but
// those listed in yaml.json, and none of those listed does.
#include <cstdio>
#include <map>
#include <set>
#include <string>

#include "app/json/reader.h"
#include "app/json/text_reader.h"
#include "tests/conformance/suite.h"

namespace {

namespace fs = std::filesystem;
namespace json = vitrine::json;

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) {
    text.replace(at, what.size(), by);
  }
}

/// The suite writes visible signs for white space, line ends and byte order marks.
std::string without_signs(std::string text) {
  replace_all(text, "\xE2\x90\xA3", " ");
  while (true) {
    const size_t tab = text.find("\xC2\xBB");
    if (tab == std::string::npos) break;
    size_t begin = tab;
    while (begin >= 3 && text.compare(begin - 3, 3, "\xE2\x80\x94") == 0) begin -= 3;
    text.replace(begin, tab + 2 - begin, "\t");
  }
  replace_all(text, "\xE2\x87\x94", "\xEF\xBB\xBF");
  replace_all(text, "\xE2\x86\xB5", "");
  replace_all(text, "\xE2\x86\x90", "\r");
  const std::string_view no_end = "\xE2\x88\x8E\n";
  if (text.size() >= no_end.size() &&
      text.compare(text.size() - no_end.size(), no_end.size(), no_end) == 0) {
    text.resize(text.size() - no_end.size());
  }
  return text;
}

/// Equal as JSON: the order of members and the spelling of numbers do not matter.
bool equal(json::Value a, json::Value b) {
  if (static_cast<bool>(a) != static_cast<bool>(b) || a.type() != b.type() ||
      a.size() != b.size()) {
    return false;
  }
  switch (a.type()) {
    case json::Type::null:
      return true;
    case json::Type::boolean:
      return a.boolean() == b.boolean();
    case json::Type::number:
      return a.number() == b.number();
    case json::Type::string:
      return a.string() == b.string();
    case json::Type::array: {
      auto other = b.elements().begin();
      for (const json::Value element : a.elements()) {
        if (!equal(element, *other)) return false;
        ++other;
      }
      return true;
    }
    case json::Type::object:
      for (const json::Member& member : a.members()) {
        const json::Value other = b[member.key];
        if (!other || !equal(member.value, other)) return false;
      }
      return true;
  }
  return false;
}

/// What is wrong with how a case is read; "" when nothing is.
std::string verdict(const std::string& text, bool fails, json::Value expected_text) {
  const json::Reading reading = json::read_text(text, {}, json::Language::yaml);
  if (fails) return reading.error ? "" : "is not reported";
  if (!expected_text.is_string()) return "";  // there is no JSON for it
  // Of several documents the first is read. It may be empty.
  const json::Reading expected = json::read(expected_text.string());
  if (expected_text.string().empty()) return reading.document.root() ? "is not empty" : "";
  if (reading.error) {
    return std::to_string(reading.error->position.line) + ":" +
           std::to_string(reading.error->position.column) + " " + reading.error->message;
  }
  return equal(reading.document.root(), expected.document.root()) ? "" : "has another value";
}

}  // namespace

int main() {
  constexpr int kSkipped = 77;
  const auto corpus = vitrine::conformance::find_corpus();
  if (!corpus || !fs::is_directory(*corpus / "yaml-suite")) {
    std::printf("SKIPPED: no yaml-suite in the corpus; set VITRINE_CORPUS to its folder\n");
    return kSkipped;
  }
  std::map<std::string, std::string> skips;
  const std::string table = vitrine::conformance::read_file("tests/conformance/yaml.json");
  const json::Reading skip_table = json::read(table);
  for (const json::Value skip : skip_table.document.root().elements()) {
    skips[std::string(skip["name"].string())] = std::string(skip["reason"].string());
  }
  std::set<fs::path> files;
  for (const auto& entry : fs::directory_iterator(*corpus / "yaml-suite")) {
    if (entry.path().extension() == ".yaml") files.insert(entry.path());
  }
  size_t passed = 0;
  size_t total = 0;
  size_t reported = 0;
  size_t skipped = 0;
  bool failed = skip_table.error.has_value();
  std::set<std::string> used;
  for (const fs::path& file : files) {
    const json::Reading cases = json::read_text(vitrine::conformance::read_file(file));
    if (cases.error) {
      std::printf("  cannot be read: %s\n", file.c_str());
      failed = true;
    }
    size_t number = 0;
    for (const json::Value test : cases.document.root().elements()) {
      std::string name = file.stem().string();
      if (cases.document.root().size() > 1) name += "/" + std::to_string(number);
      ++number;
      ++total;
      const bool fails = test["fail"].boolean();
      const std::string text = without_signs(std::string(test["yaml"].string()));
      const std::string wrong = verdict(text, fails, test["json"]);
      // Cut off anywhere it must not break the reader.
      for (size_t size = 0; size < text.size(); ++size) (void)json::read_text(text.substr(0, size));
      const auto skip = skips.find(name);
      if (skip != skips.end()) {
        used.insert(name);
        ++skipped;
        if (wrong.empty() || skip->second.empty()) {
          std::printf("  is skipped, but passes or has no reason: %s\n", name.c_str());
          failed = true;
        }
      } else if (wrong.empty()) {
        ++passed;
        reported += fails ? 1 : 0;
      } else {
        std::printf("  fails: %s: %s\n", name.c_str(), wrong.c_str());
        failed = true;
      }
    }
  }
  for (const auto& [name, reason] : skips) {
    if (used.count(name) != 0) continue;
    std::printf("  is skipped, but is not in the suite: %s\n", name.c_str());
    failed = true;
  }
  std::printf(
      "yaml-test-suite: %zu of %zu cases, %zu of them faults that are reported (%zu skipped, "
      "see yaml.json)\n",
      passed, total, reported, skipped);
  return failed || total == 0 ? 1 : 0;
}
