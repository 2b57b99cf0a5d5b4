#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "server/api/listener.h"

namespace vitrine::command {

enum class Verb { demo, serve, spec, help, version };

/// What the command line asks for.
struct Options {
  Verb verb = Verb::help;
  ServeOptions serve;
  /// Where the demo keeps its data; a temporary folder without.
  std::optional<std::string> data;
  /// The description that `serve` shows.
  std::string spec;
};

/// Arguments without the program's name → options, or what is wrong with them.
std::variant<Options, std::string> parse(const std::vector<std::string>& arguments);

/// The text of --help.
std::string help();

}  // namespace vitrine::command
