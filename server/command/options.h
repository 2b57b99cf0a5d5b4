#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "server/api/listener.h"

namespace vitrine::command {

enum class Verb { demo, serve, export_site, check, validate, spec, help, version };

/// What the command line asks for. Which verb takes which operands and options is in the two tables
/// of options.cpp; what a verb does with them is in the file of its name (verbs.h).
struct Options {
  Verb verb = Verb::help;
  /// What stands behind the verb, as many as it takes: the description that `serve` shows, …
  std::vector<std::string> operands;
  /// --host, --port, --cors-origin
  ServeOptions serve;
  /// --data: where the demo keeps its data; a temporary folder without.
  std::optional<std::string> data;
  /// --yaml: the text of `spec` as YAML.
  bool yaml = false;
  /// --force: `export` writes into a folder that holds other things.
  bool force = false;
  /// --json: for machines.
  bool json = false;
  /// --assert-format: `validate` judges `format` (JSON Schema Validation §7.2.2), whatever the
  /// dialect says.
  bool assert_format = false;
  /// --allow-remote: what is referred to and not in the folder may be fetched.
  bool allow_remote = false;
};

/// Arguments without the program's name → options, or what is wrong with them and what to do.
std::variant<Options, std::string> parse(const std::vector<std::string>& arguments);

/// The text of --help.
std::string help();

}  // namespace vitrine::command
