#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/openapi/model.h"
#include "app/schema/message.h"
#include "server/api/http/http.h"
#include "server/api/serve/serve_options.h"

/// The options of the command line.
namespace vitrine::command {

enum class Verb {
  demo,
  serve,
  export_site,
  html,
  check,
  rules,
  validate,
  test,
  spec,
  help,
  version
};

/// Output of problems: for people, as one JSON object, as commands of a GitHub workflow, as
/// SARIF 2.1.0.
enum class Format { text, json, github, sarif };

/// The command line, parsed. Two tables in options.cpp list the operands and options of each verb;
/// the file of its name (verbs.h) runs it.
struct Options {
  Verb verb = Verb::help;
  /// The verb that `help` is about; all of them without.
  std::optional<Verb> about;
  /// The arguments after the verb, as many as it takes: the description that `serve` shows, …
  std::vector<std::string> operands;
  /// --host, --port, --certificate, --key, --cors-origin, --access-log
  ServeOptions serve;
  /// --mock: `serve` responds to the description's operations itself, below /mock.
  bool mock = false;
  /// --proxy: `serve` sends requests of the page on to the description's servers.
  bool proxy = false;
  /// --proxy-private HOST: these may be at private addresses.
  std::vector<std::string> proxy_private;
  /// --data: where the demo keeps its data; a temporary folder without.
  std::optional<std::string> data;
  /// --yaml: the text of `spec` as YAML.
  bool yaml = false;
  /// --force: `export` writes into a folder that holds other things.
  bool force = false;
  /// --single: `export` writes one file that opens from disk.
  bool single = false;
  /// --operation, --schema, --tag: the part of a description that `html` prints, and the operation
  /// that `test` tries; "" for none.
  std::string operation;
  std::string schema;
  std::string tag;
  /// --base: the address of the site that `export` writes, or of the page that `html` links to.
  std::string base;
  /// --links: the addresses that `html` links to, with {kind} and {name}.
  std::string links;
  /// --heading-level: of the first heading that `html` prints.
  int heading_level = 1;
  /// --language: of the words that are not the description's.
  schema::Language language = schema::Language::en;
  /// --root: the folder that references may not leave; "" for the nearest repository or folder.
  std::string root;
  /// --format; --json is the same as --format json.
  Format format = Format::text;
  /// --rule NAME=LEVEL: other severities than the rules' own; nullopt leaves their problems out.
  std::map<std::string, std::optional<openapi::Severity>, std::less<>> rules;
  /// --json: for machines.
  bool json = false;
  /// --assert-format: `validate` judges `format` (JSON Schema Validation §7.2.2), whatever the
  /// dialect says.
  bool assert_format = false;
  /// --server: the address that `test` calls, without a slash at its end.
  std::string server;
  /// --header: sent to it with every request.
  std::vector<Headers::Field> headers;
  /// --seed, --count: which and how many valid values `test` tries.
  std::uint64_t seed = 1;
  std::size_t count = 10;
  /// --unsafe: `test` sends what changes or deletes what is there.
  bool unsafe = false;
  /// --allow-remote: documents referred to and not in the folder may be fetched.
  bool allow_remote = false;
};

/// Arguments without the program's name → options, or the error in them and its remedy.
std::variant<Options, std::string> parse(const std::vector<std::string>& arguments);

/// The text of --help, of one verb or of all.
std::string help(std::optional<Verb> about = std::nullopt);

}  // namespace vitrine::command
