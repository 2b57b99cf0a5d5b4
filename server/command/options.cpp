#include "server/command/options.h"

#include <algorithm>
#include <numeric>
#include <string_view>

#include "app/json/uri.h"
#include "app/openapi/rules.h"
#include "app/request/endpoint.h"
#include "app/text/ascii.h"
#include "server/api/front/cors.h"
#include "server/api/http/request_head.h"
#include "server/command/nearest.h"

/// Reads the command line, by two tables: verbs and options.
namespace vitrine::command {

namespace {

/// One verb: `vitrine NAME OPERANDS`; there may be more of the last where it ends with `...`.
struct VerbRow {
  Verb verb;
  std::string_view name;
  std::string_view operands;
  std::string_view words;
};

constexpr VerbRow kVerbs[] = {
    {Verb::demo, "demo", "", "a picture gallery to try, with its documentation"},
    {Verb::serve, "serve", "SPEC...",
     "the playground for any OpenAPI file, or several; reads them again on change"},
    {Verb::export_site, "export", "SPEC DIR", "the same as a static site, for any file server"},
    {Verb::html, "html", "SPEC", "its words as HTML, for plugins: all, or a part"},
    {Verb::check, "check", "SPEC",
     "what is wrong with it: file:line:column: severity: message [rule]"},
    {Verb::rules, "rules", "", "the rules of check, with their severity and section"},
    {Verb::validate, "validate", "SCHEMA INSTANCE",
     "what breaks the schema; SPEC#/components/schemas/NAME is one in a description"},
    {Verb::test, "test", "SPEC",
     "whether a server (--server URL) does what it says: valid and invalid requests, every "
     "response"},
    {Verb::spec, "spec", "", "the OpenAPI text of the demo"},
};

constexpr unsigned only(Verb verb) { return 1u << static_cast<unsigned>(verb); }
constexpr unsigned kServing = only(Verb::demo) | only(Verb::serve);
constexpr unsigned kWriting = only(Verb::export_site) | only(Verb::html);
constexpr unsigned kReading =
    only(Verb::check) | only(Verb::serve) | kWriting | only(Verb::validate) | only(Verb::test);

/// One option and the verbs that know it. `apply` says what is wrong with the value, "" for
/// nothing; options without a value get "".
struct OptionRow {
  std::string_view name;
  std::string_view value;
  unsigned verbs;
  std::string_view words;
  std::string (*apply)(Options& options, const std::string& value);
};

std::string in_quotes(const std::string& text) { return "\"" + text + "\""; }

std::string set_host(Options& options, const std::string& value) {
  const bool plain =
      std::all_of(value.begin(), value.end(), [](char c) { return c > ' ' && c < 127; });
  if (value.empty() || !plain) return "--host needs an address";
  options.serve.host = value;
  return {};
}

std::string set_port(Options& options, const std::string& value) {
  const bool digits = !value.empty() && value.size() <= 5 &&
                      value.find_first_not_of("0123456789") == std::string::npos;
  const int port =
      std::accumulate(value.begin(), digits ? value.end() : value.begin(), 0,
                      [](int number, char digit) { return number * 10 + (digit - '0'); });
  if (!digits || port > 65535) {
    return "--port is a number from 0 to 65535, not " + in_quotes(value);
  }
  options.serve.port = port;
  return {};
}

template <std::string ServeOptions::*file>
std::string set_file(Options& options, const std::string& value) {
  if (value.empty()) return "--certificate and --key each need a file";
  options.serve.*file = value;
  return {};
}

std::string add_origin(Options& options, const std::string& value) {
  if (!cors_problems({value}, {}).empty()) {
    return "--cors-origin is an origin such as https://docs.example.org, not " + in_quotes(value);
  }
  options.serve.cors_origins.push_back(value);
  return {};
}

std::string set_access_log(Options& options, const std::string& value) {
  if (value == "json") {
    options.serve.access_log = AccessLog::json;
  } else if (value == "common") {
    options.serve.access_log = AccessLog::common;
  } else {
    return "--access-log is json or common, not " + in_quotes(value);
  }
  return {};
}

std::string add_private_host(Options& options, const std::string& value) {
  if (value.empty() || value.find_first_of("/@ ") != std::string::npos) {
    return "--proxy-private is a host such as api.internal or 10.0.0.7, not " + in_quotes(value);
  }
  options.proxy = true;
  options.proxy_private.push_back(value);
  return {};
}

std::string set_data(Options& options, const std::string& value) {
  if (value.empty()) return "--data needs a folder";
  options.data = value;
  return {};
}

std::string set_root(Options& options, const std::string& value) {
  if (value.empty()) return "--root needs a folder";
  options.root = value;
  return {};
}

bool knows_two_formats(Verb verb) { return verb == Verb::rules || verb == Verb::test; }

std::string set_format(Options& options, const std::string& value) {
  static constexpr std::pair<std::string_view, Format> kFormats[] = {{"text", Format::text},
                                                                     {"json", Format::json},
                                                                     {"github", Format::github},
                                                                     {"sarif", Format::sarif}};
  for (const auto& [name, format] : kFormats) {
    if (value != name) continue;
    if (knows_two_formats(options.verb) && format != Format::text && format != Format::json) break;
    options.format = format;
    return {};
  }
  const char* known =
      knows_two_formats(options.verb) ? "text or json" : "text, json, github or sarif";
  return "--format is " + std::string(known) + ", not " + in_quotes(value);
}

/// NAME=LEVEL.
std::string set_rule(Options& options, const std::string& value) {
  using openapi::Severity;
  const std::size_t equals = value.find('=');
  const std::string name = value.substr(0, equals);
  if (!openapi::find_rule(name)) {
    std::vector<std::string_view> known;
    for (const openapi::Rule& rule : openapi::rules()) known.push_back(rule.name);
    const std::string_view near = nearest(name, known);
    return "there is no rule " + in_quotes(name) +
           (near.empty() ? "; vitrine rules lists them"
                         : "; did you mean " + std::string(near) + "?");
  }
  const std::string level = equals == std::string::npos ? "" : value.substr(equals + 1);
  if (level == "off") {
    options.rules[name] = std::nullopt;
  } else if (level == "warn") {
    options.rules[name] = Severity::warning;
  } else if (level == "error") {
    options.rules[name] = Severity::error;
  } else {
    return "--rule is " + name + "=off, " + name + "=warn or " + name + "=error, not " +
           in_quotes(value);
  }
  return {};
}

/// A part of a description, by its name.
template <std::string Options::*name>
std::string set_name(Options& options, const std::string& value) {
  if (value.empty()) return "a name is needed; leave the option out for the whole document";
  options.*name = value;
  return {};
}

/// An address that links may have: http, https, or none of the schemes.
bool is_page_address(const std::string& value) {
  const bool plain = std::all_of(value.begin(), value.end(), [](char c) {
    return static_cast<unsigned char>(c) > ' ' && c != 127 && c != '\\';
  });
  const auto scheme = json::split_uri(value).scheme;
  return !value.empty() && plain &&
         (!scheme || text::equals_ignoring_case(*scheme, "https") ||
          text::equals_ignoring_case(*scheme, "http"));
}

std::string set_base(Options& options, const std::string& value) {
  const bool site = options.verb == Verb::export_site;
  if (!is_page_address(value) || value.find_first_of("?#") != std::string::npos ||
      (site && !json::split_uri(value).authority)) {
    return "--base is an address such as https://docs.example.org/api/, not " + in_quotes(value);
  }
  options.base = value;
  if (site && !value.ends_with('/')) options.base += '/';
  return {};
}

std::string set_links(Options& options, const std::string& value) {
  // A name may stand for a scheme: what begins with a placeholder is none of ours.
  if (!is_page_address(value) || value.starts_with('{') ||
      value.find("{name}") == std::string::npos) {
    return "--links is an address such as ../{kind}/{name}.html, not " + in_quotes(value);
  }
  options.links = value;
  return {};
}

std::string set_heading_level(Options& options, const std::string& value) {
  if (value.size() != 1 || value[0] < '1' || value[0] > '6')
    return "--heading-level is a number from 1 to 6, not " + in_quotes(value);
  options.heading_level = value[0] - '0';
  return {};
}

std::string set_language(Options& options, const std::string& value) {
  if (value != "en" && value != "ko" && value != "ja")
    return "--language is en, ko or ja, not " + in_quotes(value);
  options.language = schema::language_of(value);
  return {};
}

std::string set_server(Options& options, const std::string& value) {
  if (request::origin_of(value).empty() || value.find_first_of("?#@ ") != std::string::npos) {
    return "--server is an address such as http://127.0.0.1:8080, not " + in_quotes(value);
  }
  options.server = value;
  while (options.server.ends_with('/')) options.server.pop_back();
  return {};
}

std::string add_header(Options& options, const std::string& value) {
  auto field = read_field_line(value);
  // The value may be a secret.
  if (!field) return "--header is a name, a colon and a value, such as 'Authorization: Bearer …'";
  options.headers.push_back(std::move(*field));
  return {};
}

template <class Number, Number Options::*number>
std::string set_number(Options& options, const std::string& value) {
  const bool digits = !value.empty() && value.size() <= 9 &&
                      value.find_first_not_of("0123456789") == std::string::npos;
  if (!digits) return "a number is needed, not " + in_quotes(value);
  options.*number = static_cast<Number>(std::stoul(value));
  return {};
}

template <bool Options::*flag>
std::string set_flag(Options& options, const std::string&) {
  options.*flag = true;
  return {};
}

constexpr OptionRow kOptions[] = {
    {"--host", "ADDRESS", kServing, "where to listen (127.0.0.1: this machine only)", set_host},
    {"--port", "NUMBER", kServing, "on which port (8080; 0 picks a free one)", set_port},
    {"--certificate", "FILE", kServing,
     "for https: a certificate in PEM, with those that sign it; needs --key",
     set_file<&ServeOptions::tls_certificate>},
    {"--key", "FILE", kServing, "for https: the key of the certificate, in PEM",
     set_file<&ServeOptions::tls_key>},
    {"--cors-origin", "ORIGIN", kServing,
     "lets the pages of an origin call the API; may be repeated", add_origin},
    {"--access-log", "FORMAT", kServing,
     "a line for each request on standard output: json or common", set_access_log},
    {"--mock", "", only(Verb::serve),
     "serve: responds to the operations itself below /mock, with examples",
     set_flag<&Options::mock>},
    {"--proxy", "", only(Verb::serve),
     "serve: sends requests of the page on to the description's servers (no need of CORS)",
     set_flag<&Options::proxy>},
    {"--proxy-private", "HOST", only(Verb::serve),
     "serve: a proxy that may go to this host at a private address; may be repeated",
     add_private_host},
    {"--data", "DIR", only(Verb::demo),
     "demo: keep accounts and pictures there (else a temporary folder)", set_data},
    {"--yaml", "", only(Verb::spec), "spec: as YAML instead of JSON", set_flag<&Options::yaml>},
    {"--force", "", only(Verb::export_site), "export: into a folder that holds other things too",
     set_flag<&Options::force>},
    {"--single", "", only(Verb::export_site),
     "export: DIR is one file, with all in it, that opens from disk", set_flag<&Options::single>},
    {"--base", "URL", kWriting,
     "export: where the site will be, for sitemap.xml; html: the page with the playground",
     set_base},
    {"--operation", "ID", only(Verb::html) | only(Verb::test),
     "html, test: one operation, by operationId or METHOD /path", set_name<&Options::operation>},
    {"--schema", "NAME", only(Verb::html), "html: one schema", set_name<&Options::schema>},
    {"--tag", "NAME", only(Verb::html), "html: one tag with its operations",
     set_name<&Options::tag>},
    {"--links", "PATTERN", only(Verb::html),
     "html: the pages of other places, such as ../{kind}/{name}.html", set_links},
    {"--heading-level", "NUMBER", only(Verb::html), "html: of the first heading (1)",
     set_heading_level},
    {"--language", "LANGUAGE", kWriting, "en, ko or ja: the words around the description's own",
     set_language},
    {"--root", "DIR", kReading,
     "how far references may reach (the nearest repository, else the file's folder)", set_root},
    {"--format", "FORMAT", only(Verb::check) | only(Verb::rules) | only(Verb::test),
     "text, json, github (annotations) or sarif; rules, test: text or json", set_format},
    {"--rule", "NAME=LEVEL", only(Verb::check),
     "check: makes a rule off, warn or error; may be repeated", set_rule},
    {"--json", "", only(Verb::check) | only(Verb::rules) | only(Verb::validate) | only(Verb::test),
     "for machines: one JSON object, as --format json",
     [](Options& options, const std::string&) {
       options.json = true;
       options.format = Format::json;
       return std::string();
     }},
    {"--server", "URL", only(Verb::test), "test: the server that is tested, and no other",
     set_server},
    {"--header", "'NAME: VALUE'", only(Verb::test),
     "test: sent with every request, such as credentials; may be repeated", add_header},
    {"--seed", "NUMBER", only(Verb::test), "test: chooses among valid values (1)",
     set_number<std::uint64_t, &Options::seed>},
    {"--count", "NUMBER", only(Verb::test),
     "test: valid requests of an operation beside its examples (10)",
     set_number<std::size_t, &Options::count>},
    {"--unsafe", "", only(Verb::test),
     "test: sends PUT, PATCH, DELETE, too, which change or delete what is there",
     set_flag<&Options::unsafe>},
    {"--assert-format", "", only(Verb::validate),
     "validate: judge format in every dialect (else in drafts 4 to 7 and in descriptions)",
     set_flag<&Options::assert_format>},
    {"--allow-remote", "", only(Verb::check) | only(Verb::validate),
     "fetch what is referred to on other machines, by http and https",
     set_flag<&Options::allow_remote>},
};

template <class Rows>
const auto* find(const Rows& rows, std::string_view name) {
  const auto found = std::find_if(std::begin(rows), std::end(rows),
                                  [&](const auto& row) { return row.name == name; });
  return found == std::end(rows) ? nullptr : &*found;
}

template <class Rows>
std::vector<std::string_view> names(const Rows& rows) {
  std::vector<std::string_view> list;
  for (const auto& row : rows) list.push_back(row.name);
  return list;
}

std::string mistake(const std::string& what) {
  return what + (what.back() == '?' ? "" : ".") + " See vitrine --help";
}

std::string unknown(const std::string& what, std::string_view given,
                    std::vector<std::string_view> known) {
  const std::string_view near = nearest(given, known);
  if (near.empty()) return mistake(what);
  return mistake(what + "; did you mean " + std::string(near) + "?");
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> list;
  while (!text.empty()) {
    list.push_back(text::take_piece(text, ' '));
  }
  return list;
}

std::string column(std::string text, std::size_t width) {
  text.resize(std::max<std::size_t>(text.size() + 2, width), ' ');
  return text;
}

/// An option of the command line; options stand anywhere, before or after operands.
struct Given {
  const OptionRow* option;
  std::string value;
};

std::string take_verb(Options& options, std::vector<std::string> operands,
                      const std::vector<Given>& given) {
  if (operands.empty()) {
    std::string all;
    for (const VerbRow& row : kVerbs) all += (all.empty() ? "" : ", ") + std::string(row.name);
    return mistake("what should be done: " + all + "?");
  }
  const std::string name = operands.front();
  operands.erase(operands.begin());
  if (name == "help") {
    const VerbRow* row = operands.empty() ? nullptr : find(kVerbs, operands.front());
    if (row) options.about = row->verb;
    return {};
  }
  const VerbRow* row = find(kVerbs, name);
  if (!row) return unknown("there is no command " + in_quotes(name), name, names(kVerbs));
  options.verb = row->verb;

  const auto wanted = words_of(row->operands);
  if (operands.size() < wanted.size()) {
    return mistake(name + " needs " + std::string(wanted[operands.size()]) + ": vitrine " + name +
                   " " + std::string(row->operands));
  }
  if (operands.size() > wanted.size() && !row->operands.ends_with("...")) {
    return mistake(in_quotes(operands[wanted.size()]) + " is one argument too many");
  }
  options.operands = std::move(operands);
  for (const Given& entry : given) {
    if (!(entry.option->verbs & only(row->verb))) {
      return mistake(std::string(entry.option->name) + " says nothing to " + name);
    }
    const std::string wrong = entry.option->apply(options, entry.value);
    if (!wrong.empty()) return mistake(wrong);
  }
  // Either stands below one address, for one description.
  if ((options.mock || options.proxy) && options.operands.size() > 1) {
    return mistake(std::string(options.mock ? "--mock" : "--proxy") +
                   " is for one description: serve each with a command of its own");
  }
  return {};
}

}  // namespace

std::string help(std::optional<Verb> about) {
  std::string text;
  if (!about) text = "vitrine - an API playground that lives in a documentation page\n\n";
  for (const VerbRow& row : kVerbs) {
    if (about && *about != row.verb) continue;
    std::string line = "  vitrine " + std::string(row.name);
    if (!row.operands.empty()) line += " " + std::string(row.operands);
    text += column(line, 36) + std::string(row.words) + "\n";
  }
  text += "\n";
  for (const OptionRow& row : kOptions) {
    if (about && !(row.verbs & only(*about))) continue;
    std::string line = "  " + std::string(row.name);
    if (!row.value.empty()) line += " " + std::string(row.value);
    text += column(line, 26) + std::string(row.words) + "\n";
  }
  if (!about) text += "  --help, --version       vitrine COMMAND --help: of one command\n";
  if (!about || (kServing & only(*about))) {
    text +=
        "\nThe first line on standard output is \"listening on http://HOST:PORT\", or "
        "https.\n";
  }
  text += about ? "\n" : "";
  return text + "Exit code: 0 done, 1 problems found, 2 could not do it.\n";
}

std::variant<Options, std::string> parse(const std::vector<std::string>& arguments) {
  Options options;
  std::vector<std::string> operands;
  std::vector<Given> given;
  bool only_operands = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string argument = arguments[i];
    if (only_operands || argument.size() < 2 || argument.front() != '-') {
      operands.push_back(std::move(argument));
      continue;
    }
    if (argument == "--") {
      only_operands = true;
      continue;
    }
    if (argument == "--version") {
      options.verb = Verb::version;
      return options;
    }
    if (argument == "--help" || argument == "-h") {
      // Help takes precedence over errors in the other arguments.
      const VerbRow* row = operands.empty() ? nullptr : find(kVerbs, operands.front());
      if (row) options.about = row->verb;
      return options;
    }
    // --name=value and --name value
    std::optional<std::string> value;
    if (const auto equals = argument.find('='); equals != std::string::npos) {
      value = argument.substr(equals + 1);
      argument.resize(equals);
    }
    const OptionRow* row = find(kOptions, argument);
    if (!row) return unknown("there is no option " + argument, argument, names(kOptions));
    if (row->value.empty() && value) return mistake(argument + " takes no value");
    if (!row->value.empty() && !value) {
      if (i + 1 == arguments.size()) {
        return mistake(argument + " needs a value: " + argument + " " + std::string(row->value));
      }
      value = arguments[++i];
    }
    given.push_back({row, value.value_or("")});
  }
  std::string wrong = take_verb(options, std::move(operands), given);
  if (!wrong.empty()) return wrong;
  return options;
}

}  // namespace vitrine::command
