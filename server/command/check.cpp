#include <utility>

#include "server/command/checked.h"
#include "server/command/fetch.h"
#include "server/command/report.h"
#include "server/command/terminal.h"
#include "server/command/verbs.h"

/// The verbs `check` and `rules`.
namespace vitrine::command {

namespace {

using openapi::Severity;

std::string counted(std::size_t count, const char* one) {
  return std::to_string(count) + ' ' + one + (count == 1 ? "" : "s");
}

std::string summary(const std::string& file, const Checked& checked) {
  const openapi::Description& description = checked.description;
  std::string text = file + ": OpenAPI " + openapi::name(description.version()) + ", " +
                     counted(description.path_operations(), "operation") + ", " +
                     counted(description.webhook_operations(), "webhook") + ", " +
                     counted(description.schemas().size(), "schema") + ": " +
                     counted(checked.errors(), "error") + ", " +
                     counted(checked.count(Severity::warning), "warning");
  const std::size_t notes = checked.count(Severity::note);
  return notes == 0 ? text : text + ", " + counted(notes, "note");
}

}  // namespace

/// The problems on standard output; a summary for people on standard error.
int run_check(const Options& options) {
  const std::string& file = options.operands[0];
  const auto result =
      check_file(file, {options.allow_remote ? fetch : nullptr, options.root, options.rules});
  if (const auto* reason = std::get_if<std::string>(&result)) return fail(*reason);
  const Checked& checked = *std::get<std::unique_ptr<const Checked>>(result);
  if (!print_lines(stdout, report(checked, options.format))) {
    return fail("cannot write to standard output");
  }
  if (options.format == Format::text) print_line(stderr, summary(file, checked));
  return checked.status();
}

int run_rules(const Options& options) {
  return print_lines(stdout, rule_list(options.format)) ? 0
                                                        : fail("cannot write to standard output");
}

}  // namespace vitrine::command
