#include "server/command/report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/openapi/rules.h"
#include "server/command/terminal.h"

/// Writes problems for people, machines and GitHub.
namespace vitrine::command {

namespace {

using openapi::Problem;
using openapi::Rule;
using Json = nlohmann::ordered_json;

std::string text_of(const Checked& checked) {
  std::string text;
  for (const Problem& problem : checked.problems) {
    std::string line = checked.documents.name_of(problem.uri);
    line += ':' + std::to_string(std::max(problem.position.line, 1U));
    line += ':' + std::to_string(std::max(problem.position.column, 1U)) + ": ";
    line.append(openapi::name(problem.severity)).append(": ").append(shortened(problem.message));
    if (!problem.rule.empty()) line.append(" [").append(problem.rule) += ']';
    text += printable(line) + '\n';
  }
  return text;
}

std::string written(const Json& object) {
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string json_of(const Checked& checked) {
  const openapi::Description& description = checked.description;
  Json object;
  object["openapi"] = description.version_text();
  object["operations"] = description.path_operations();
  object["webhooks"] = description.webhook_operations();
  object["schemas"] = description.schemas().size();
  auto& list = object["problems"] = Json::array();
  for (const Problem& problem : checked.problems) {
    list.push_back({{"severity", openapi::name(problem.severity)},
                    {"rule", problem.rule},
                    {"file", checked.documents.name_of(problem.uri)},
                    {"line", std::max(problem.position.line, 1U)},
                    {"column", std::max(problem.position.column, 1U)},
                    {"pointer", problem.pointer},
                    {"message", problem.message}});
  }
  return written(object);
}

/// Data of a workflow command; a property's value is data that cannot end early.
std::string escaped_for_github(std::string_view text, bool property) {
  std::string made;
  for (const char c : text) {
    switch (c) {
      case '%':
        made += "%25";
        break;
      case '\r':
        made += "%0D";
        break;
      case '\n':
        made += "%0A";
        break;
      case ':':
        made += property ? "%3A" : ":";
        break;
      case ',':
        made += property ? "%2C" : ",";
        break;
      default:
        made += c;
    }
  }
  return printable(made);
}

/// Annotations, one a line: `::error file=…,line=…,col=…::message`.
std::string github_of(const Checked& checked) {
  std::string text;
  for (const Problem& problem : checked.problems) {
    using openapi::Severity;
    text += problem.severity == Severity::error     ? "::error"
            : problem.severity == Severity::warning ? "::warning"
                                                    : "::notice";
    text += " file=" + escaped_for_github(checked.documents.name_of(problem.uri), true);
    text += ",line=" + std::to_string(std::max(problem.position.line, 1U));
    text += ",col=" + std::to_string(std::max(problem.position.column, 1U));
    if (!problem.rule.empty()) text += ",title=" + escaped_for_github(problem.rule, true);
    text += "::" + escaped_for_github(shortened(problem.message), false) + '\n';
  }
  return text;
}

}  // namespace

std::string report(const Checked& checked, Format format) {
  switch (format) {
    case Format::text:
      return text_of(checked);
    case Format::json:
      return json_of(checked);
    case Format::github:
      return github_of(checked);
    case Format::sarif:
      return sarif_report(checked);
  }
  return {};
}

std::string rule_list(Format format) {
  if (format == Format::json) {
    Json list = Json::array();
    for (const Rule& rule : openapi::rules()) {
      list.push_back({{"name", rule.name},
                      {"severity", openapi::name(rule.severity)},
                      {"section", rule.section},
                      {"summary", rule.summary}});
    }
    return written(list);
  }
  std::size_t longest = 0;
  for (const Rule& rule : openapi::rules()) longest = std::max(longest, rule.name.size());
  std::string text;
  for (const Rule& rule : openapi::rules()) {
    std::string line(rule.name);
    line.resize(longest + 2, ' ');
    line += openapi::name(rule.severity);
    line.resize(longest + 11, ' ');
    line.append(rule.summary);
    if (!rule.section.empty()) line.append(" (").append(rule.section) += ')';
    text += line + '\n';
  }
  return text;
}

}  // namespace vitrine::command
