#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "server/command/checked.h"
#include "server/command/fetch.h"
#include "server/command/verbs.h"

namespace vitrine::command {

namespace {

using openapi::Problem;

std::string text_of(const Checked& checked) {
  std::string text;
  for (const Problem& problem : checked.problems) {
    text += checked.documents.name_of(problem.uri);
    text += ':' + std::to_string(std::max(problem.position.line, 1U));
    text += ':' + std::to_string(std::max(problem.position.column, 1U)) + ": ";
    text += openapi::name(problem.severity);
    text += ": " + problem.message + '\n';
  }
  return text;
}

std::string json_of(const Checked& checked) {
  const openapi::Description& description = checked.description;
  nlohmann::ordered_json object;
  object["openapi"] = description.version_text();
  object["operations"] = description.path_operations();
  object["webhooks"] = description.webhook_operations();
  object["schemas"] = description.schemas().size();
  auto& list = object["problems"] = nlohmann::ordered_json::array();
  for (const Problem& problem : checked.problems) {
    list.push_back({{"severity", openapi::name(problem.severity)},
                    {"file", checked.documents.name_of(problem.uri)},
                    {"line", std::max(problem.position.line, 1U)},
                    {"column", std::max(problem.position.column, 1U)},
                    {"pointer", problem.pointer},
                    {"message", problem.message}});
  }
  return object.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

std::string counted(std::size_t count, const char* one) {
  return std::to_string(count) + ' ' + one + (count == 1 ? "" : "s");
}

}  // namespace

/// The problems on standard output, as `file:line:column: severity: message` or as one JSON object.
int run_check(const Options& options) {
  const auto result = check_file(options.operands[0], options.allow_remote ? fetch : nullptr);
  if (const auto* reason = std::get_if<std::string>(&result)) return fail(*reason);
  const Checked& checked = *std::get<std::unique_ptr<const Checked>>(result);
  const std::string text = options.json ? json_of(checked) : text_of(checked);
  std::fwrite(text.data(), 1, text.size(), stdout);
  if (std::fflush(stdout) != 0) return fail("cannot write to standard output");
  if (!options.json) {
    const openapi::Description& description = checked.description;
    std::fprintf(stderr, "%s: OpenAPI %s, %s, %s, %s: %s, %s\n", options.operands[0].c_str(),
                 openapi::name(description.version()),
                 counted(description.path_operations(), "operation").c_str(),
                 counted(description.webhook_operations(), "webhook").c_str(),
                 counted(description.schemas().size(), "schema").c_str(),
                 counted(checked.errors(), "error").c_str(),
                 counted(checked.problems.size() - checked.errors(), "warning").c_str());
  }
  return checked.status();
}

}  // namespace vitrine::command
