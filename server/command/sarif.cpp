#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>

#include "app/json/uri.h"
#include "app/openapi/rules.h"
#include "server/command/report.h"

/// Static Analysis Results Interchange Format, version 2.1.0 (OASIS).
namespace vitrine::command {

namespace {

using openapi::Problem;
using openapi::Rule;
using openapi::Severity;
using Json = nlohmann::ordered_json;

/// §3.27.10
const char* level_of(Severity severity) {
  return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

std::string sentence(std::string_view summary) {
  std::string text(summary);
  if (!text.empty() && text.back() != '.') text += '.';
  return text;
}

/// A reportingDescriptor for every rule (§3.49), so that a viewer can list those that hold.
Json rules() {
  Json list = Json::array();
  for (const Rule& rule : openapi::rules()) {
    std::string help = sentence(rule.summary);
    if (!rule.section.empty()) help += " See " + std::string(rule.section) + '.';
    help += " Another level: --rule " + std::string(rule.name) + "=off, warn or error.";
    list.push_back({{"id", rule.name},
                    {"shortDescription", {{"text", sentence(rule.summary)}}},
                    {"help", {{"text", help}}},
                    {"defaultConfiguration", {{"level", level_of(rule.severity)}}},
                    {"properties", {{"section", rule.section}}}});
  }
  return list;
}

/// §3.4.4: relative to where the command runs, which is the repository in a build; absolute for
/// what lies elsewhere.
std::string artifact_uri(const std::string& name) {
  if (name.find("://") != std::string::npos) return name;
  std::error_code error;
  const std::filesystem::path here = std::filesystem::current_path(error);
  const std::filesystem::path path = (here / name).lexically_normal();
  const std::filesystem::path relative = path.lexically_relative(here);
  if (error || relative.empty() || *relative.begin() == "..") {
    return "file://" + json::percent_encode(path.generic_string(), "/");
  }
  return json::percent_encode(relative.generic_string(), "/");
}

Json result_of(const Checked& checked, const Problem& problem) {
  Json result;
  if (!problem.rule.empty()) {
    result["ruleId"] = problem.rule;
    const auto all = openapi::rules();
    const auto rule = std::find_if(all.begin(), all.end(),
                                   [&](const Rule& one) { return one.name == problem.rule; });
    if (rule != all.end()) result["ruleIndex"] = rule - all.begin();
  }
  result["level"] = level_of(problem.severity);
  result["message"]["text"] = problem.message;
  Json location;
  location["physicalLocation"]["artifactLocation"]["uri"] =
      artifact_uri(checked.documents.name_of(problem.uri));
  location["physicalLocation"]["region"] = {{"startLine", std::max(problem.position.line, 1U)},
                                            {"startColumn", std::max(problem.position.column, 1U)}};
  if (!problem.pointer.empty()) {
    location["logicalLocations"] = Json::array({{{"fullyQualifiedName", problem.pointer}}});
  }
  result["locations"] = Json::array({std::move(location)});
  return result;
}

}  // namespace

std::string sarif_report(const Checked& checked) {
  Json results = Json::array();
  for (const Problem& problem : checked.problems) results.push_back(result_of(checked, problem));
  Json run;
  run["tool"]["driver"] = {{"name", "vitrine"}, {"version", VITRINE_VERSION}, {"rules", rules()}};
  run["columnKind"] = "unicodeCodePoints";
  run["results"] = std::move(results);
  Json log;
  log["$schema"] =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  log["version"] = "2.1.0";
  log["runs"] = Json::array({std::move(run)});
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace vitrine::command
