#include "server/command/command.h"

#include <cstdio>
#include <string>
#include <variant>

#include "server/command/options.h"
#include "server/command/terminal.h"
#include "server/command/verbs.h"

/// Runs the verb that the command line names.
namespace vitrine::command {

int fail(const std::string& reason) {
  print_line(stderr, "vitrine: " + shortened(reason));
  return 2;
}

int run(const std::vector<std::string>& arguments) {
  const auto parsed = parse(arguments);
  if (const auto* mistake = std::get_if<std::string>(&parsed)) return fail(*mistake);
  const Options& options = std::get<Options>(parsed);
  switch (options.verb) {
    case Verb::help:
      print_lines(stdout, help(options.about));
      return 0;
    case Verb::version:
      print_line(stdout, "vitrine " VITRINE_VERSION);
      return 0;
    case Verb::demo:
      return run_demo(options);
    case Verb::serve:
      return run_serve(options);
    case Verb::export_site:
      return run_export(options);
    case Verb::html:
      return run_html(options);
    case Verb::check:
      return run_check(options);
    case Verb::rules:
      return run_rules(options);
    case Verb::validate:
      return run_validate(options);
    case Verb::test:
      return run_test(options);
    case Verb::spec:
      return run_spec(options);
  }
  return 2;
}

}  // namespace vitrine::command
