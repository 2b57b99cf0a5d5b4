#include "server/command/options.h"

#include <string_view>

namespace vitrine::command {

namespace {

constexpr char kHelp[] =
    R"(vitrine - an API playground that lives in a documentation page

  vitrine demo            a picture gallery to try, with its documentation
  vitrine serve SPEC      the playground for any OpenAPI file
  vitrine spec            the OpenAPI text of the demo

  --host ADDRESS          where to listen (127.0.0.1: this machine only)
  --port NUMBER           on which port (8080; 0 picks a free one)
  --cors-origin ORIGIN    lets the pages of an origin call the API; may be repeated
  --data DIR              demo: keep accounts and pictures there (else a temporary folder)
  --help, --version

The first line on standard output is "listening on http://HOST:PORT".
Exit code: 0 done, 1 problems found, 2 could not do it.
)";

bool is_number(std::string_view text, int& number) {
  if (text.empty() || text.size() > 5) return false;
  number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    number = number * 10 + (c - '0');
  }
  return true;
}

/// An origin as browsers send it: scheme, host, port, nothing behind.
bool is_origin(std::string_view text) {
  if (text == "*" || text == "null") return true;
  const auto colon = text.find("://");
  if (colon == std::string_view::npos || colon == 0) return false;
  const std::string_view rest = text.substr(colon + 3);
  return !rest.empty() && rest.find_first_of("/?# ") == std::string_view::npos;
}

std::string unknown(const std::string& what) { return what + ". See vitrine --help"; }

}  // namespace

std::string help() { return kHelp; }

std::variant<Options, std::string> parse(const std::vector<std::string>& arguments) {
  Options options;
  std::optional<Verb> verb;
  std::vector<std::string> operands;
  bool only_operands = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string argument = arguments[i];
    if (only_operands || argument.size() < 2 || argument.front() != '-') {
      operands.push_back(argument);
      continue;
    }
    if (argument == "--") {
      only_operands = true;
      continue;
    }
    if (argument == "--help" || argument == "-h") {
      options.verb = Verb::help;
      return options;
    }
    if (argument == "--version") {
      options.verb = Verb::version;
      return options;
    }
    // --name=value and --name value
    std::optional<std::string> value;
    if (const auto equals = argument.find('='); equals != std::string::npos) {
      value = argument.substr(equals + 1);
      argument.resize(equals);
    }
    const bool known = argument == "--host" || argument == "--port" ||
                       argument == "--cors-origin" || argument == "--data";
    if (!known) return unknown("there is no option " + argument);
    if (!value) {
      if (i + 1 == arguments.size()) return unknown(argument + " needs a value");
      value = arguments[++i];
    }
    if (argument == "--host") {
      if (value->empty()) return unknown("--host needs an address");
      options.serve.host = *value;
    } else if (argument == "--port") {
      if (!is_number(*value, options.serve.port) || options.serve.port > 65535) {
        return unknown("--port is a number from 0 to 65535, not \"" + *value + "\"");
      }
    } else if (argument == "--cors-origin") {
      if (!is_origin(*value)) {
        return unknown("--cors-origin is an origin such as https://docs.example.org, not \"" +
                       *value + "\"");
      }
      options.serve.cors_origins.push_back(*value);
    } else {
      if (value->empty()) return unknown("--data needs a folder");
      options.data = *value;
    }
  }

  if (operands.empty()) return unknown("what should be done: demo, serve or spec?");
  const std::string name = operands.front();
  if (name == "demo") {
    verb = Verb::demo;
  } else if (name == "serve") {
    verb = Verb::serve;
  } else if (name == "spec") {
    verb = Verb::spec;
  } else if (name == "help") {
    options.verb = Verb::help;
    return options;
  } else {
    return unknown("there is no command \"" + name + "\"");
  }
  options.verb = *verb;
  const std::size_t wanted = *verb == Verb::serve ? 2 : 1;
  if (operands.size() < wanted) return unknown("serve needs the path of an OpenAPI file");
  if (operands.size() > wanted)
    return unknown("\"" + operands[wanted] + "\" is one argument too many");
  if (*verb == Verb::serve) options.spec = operands[1];
  if (options.data && *verb != Verb::demo) return unknown("--data is for the demo only");
  return options;
}

}  // namespace vitrine::command
