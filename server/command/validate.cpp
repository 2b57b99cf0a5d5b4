#include "server/command/validate.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "app/json/pointer.h"
#include "app/json/text_reader.h"
#include "app/json/uri.h"
#include "app/json/write.h"
#include "app/openapi/description.h"
#include "app/schema/message.h"
#include "app/schema/schema.h"
#include "server/command/fetch.h"
#include "server/command/terminal.h"
#include "server/command/verbs.h"

/// The verb `validate`: checks an instance against a schema.
namespace vitrine::command {

namespace {

/// A file called .json is read as JSON only, as machines read it.
json::Reading read_instance(const std::string& path, std::string_view text) {
  const bool json = std::filesystem::path(path).extension() == ".json";
  return json ? json::read(text) : json::read_text(text);
}

/// Makes one line of any names and texts of schema and instance.
std::string line(const std::string& file, json::Position at, std::string_view severity,
                 std::string_view pointer, std::string_view message) {
  std::string text = file;
  if (at.line > 0) text += ':' + std::to_string(at.line) + ':' + std::to_string(at.column);
  text.append(": ").append(severity).append(": ");
  std::string words(pointer);
  if (!words.empty()) words += ": ";
  return printable(text + shortened(words.append(message))) + '\n';
}

/// A reason and its position, which is unknown for values that are not in a text.
struct Refusal {
  std::string why;
  std::string uri;
  json::Position at;
};

struct Named {
  json::Cursor schema;
  schema::Dialect dialect = schema::Dialect::draft2020_12;
  bool described = false;
};

/// The schema in a description or in a file of its own, with the dialect it is written in.
std::variant<Named, Refusal> find_schema(Documents& documents, const std::string& fragment) {
  const json::Cursor root = documents.set().root(documents.uri());
  Named named{root};
  named.described = root.value["openapi"].is_string() || root.value["swagger"].is_string();
  if (named.described) {
    if (fragment.empty()) {
      return Refusal{
          "it is a description and no schema; name one in it, as FILE#/components/schemas/NAME",
          documents.uri(),
          {}};
    }
    named.dialect = openapi::Description::read(documents.set(), documents.uri()).dialect();
  }
  if (fragment.empty()) return named;
  // Reading a description may have given its root another base.
  auto resolved = documents.set().resolve(documents.set().root(documents.uri()), '#' + fragment);
  if (const auto* error = std::get_if<json::Error>(&resolved)) {
    return Refusal{error->message, documents.uri(), {}};
  }
  named.schema = std::get<json::Cursor>(std::move(resolved));
  return named;
}

std::variant<std::shared_ptr<const schema::Schema>, Refusal> compile(Documents& documents,
                                                                     const Named& named,
                                                                     bool assert_format) {
  constexpr int kMaxDocuments = 1'000;
  std::string wanted;
  for (int loaded = 0; loaded < kMaxDocuments; ++loaded) {
    schema::Options how;
    how.dialect = named.dialect;
    how.assert_formats = assert_format || named.described;
    how.missing_dialects = schema::MissingDocuments::stop;
    schema::Compiler compiler(documents.set(), how);
    auto compiled = compiler.compile(named.schema);
    if (auto* schema = std::get_if<std::shared_ptr<const schema::Schema>>(&compiled)) {
      return std::move(*schema);
    }
    if (const auto* error = std::get_if<json::Error>(&compiled)) {
      return Refusal{error->message, documents.uri(), error->position};
    }
    const std::string uri = std::get<json::Missing>(compiled).uri;
    Unreadable unreadable{"its document does not have that name"};
    if (uri != wanted) unreadable = documents.load(uri).value_or(Unreadable{});
    if (!unreadable.reason.empty()) {
      return Refusal{
          "it refers to " + documents.name_of(uri) + ": " + unreadable.reason, documents.uri(), {}};
    }
    if (const auto& broken = documents.broken()) {
      return Refusal{broken->error.message, broken->uri, broken->error.position};
    }
    wanted = uri;
  }
  return Refusal{"it refers to more than 1,000 documents", documents.uri(), {}};
}

/// The violation in words; where the instance location is not the place concerned, with the name.
std::string words_for(const schema::Violation& violation) {
  const std::string field = schema::field_pointer(violation);
  std::string words = schema::message(violation);
  const bool named = violation.keyword == "propertyNames";
  if (field == violation.instance_pointer || named) return words;
  const auto tokens = json::split(field);
  return tokens && !tokens->empty() ? json::quote(tokens->back()) + " " + words : words;
}

void add_unit(std::string& text, const schema::Violation& violation) {
  text += text.empty() ? "" : ",";
  text += "{\"keywordLocation\":" + json::quote(violation.schema_pointer);
  if (!violation.absolute_keyword_location.empty()) {
    text += ",\"absoluteKeywordLocation\":" + json::quote(violation.absolute_keyword_location);
  }
  text += ",\"instanceLocation\":" + json::quote(violation.instance_pointer);
  text += ",\"error\":" + json::quote(words_for(violation)) + '}';
  for (const schema::Violation& cause : violation.causes) add_unit(text, cause);
}

std::string basic_output(const std::vector<schema::Violation>& violations) {
  if (violations.empty()) return "{\"valid\":true}\n";
  std::string errors;
  for (const schema::Violation& violation : violations) add_unit(errors, violation);
  return "{\"valid\":false,\"errors\":[" + errors + "]}\n";
}

/// The value concerned; if it is absent, the value that should contain it.
json::Position place_of(const json::Document& instance, const schema::Violation& violation) {
  json::Value value = json::resolve(instance.root(), schema::field_pointer(violation));
  if (!value) value = json::resolve(instance.root(), violation.instance_pointer);
  return value.position();
}

}  // namespace

int validate(const ValidateOptions& options, std::string& output, std::string& messages) {
  // A file may have a `#` in its name: the text after the last one is a pointer or nothing.
  const std::size_t hash = options.schema.rfind('#');
  const std::string file = options.schema.substr(0, hash);
  const std::string fragment = hash == std::string::npos ? "" : options.schema.substr(hash + 1);

  Documents documents(options.fetch, options.root);
  const auto refuse = [&](const Refusal& refusal) {
    messages += line(documents.name_of(refusal.uri), refusal.at, "error", "", refusal.why);
    return 2;
  };
  if (const auto unreadable = documents.open(file)) {
    messages += line(file, {}, "error", "", unreadable->reason);
    return 2;
  }
  if (const auto& broken = documents.broken()) {
    return refuse({broken->error.message, broken->uri, broken->error.position});
  }
  auto found = find_schema(documents, fragment);
  if (const auto* refusal = std::get_if<Refusal>(&found)) return refuse(*refusal);
  auto compiled = compile(documents, std::get<Named>(found), options.assert_format);
  if (const auto* refusal = std::get_if<Refusal>(&compiled)) return refuse(*refusal);
  const auto& schema = std::get<std::shared_ptr<const schema::Schema>>(compiled);
  bool fatal = false;
  for (const schema::Problem& problem : schema->problems()) {
    fatal = fatal || problem.fatal;
    messages += line(documents.name_of(problem.uri), problem.position,
                     problem.fatal ? "error" : "warning", problem.pointer, problem.message);
  }
  if (fatal) return 2;

  auto input = read_input(options.instance);
  if (const auto* unreadable = std::get_if<Unreadable>(&input)) {
    messages += line(options.instance, {}, "error", "", unreadable->reason);
    return 2;
  }
  const json::Reading instance = read_instance(options.instance, std::get<std::string>(input));
  if (instance.error) {
    if (options.json) {
      output += "{\"valid\":false,\"errors\":[{\"keywordLocation\":\"\",\"instanceLocation\":" +
                json::quote(instance.error->pointer) +
                ",\"error\":" + json::quote(instance.error->message) + "}]}\n";
    } else {
      output += line(options.instance, instance.error->position, "error", instance.error->pointer,
                     instance.error->message);
    }
    return 1;
  }
  const schema::Evaluation evaluation = schema::evaluate(*schema, instance.document.root());
  if (options.json) {
    output += basic_output(evaluation.violations);
  } else {
    for (const schema::Violation* violation : schema::leaves(evaluation.violations)) {
      output += line(options.instance, place_of(instance.document, *violation), "error",
                     schema::field_pointer(*violation), schema::message(*violation));
    }
  }
  return evaluation.valid ? 0 : 1;
}

int run_validate(const Options& options) {
  const Fetch fetcher = options.allow_remote ? fetch : nullptr;
  std::string output;
  std::string messages;
  const int status = validate({options.operands[0], options.operands[1], options.json, fetcher,
                               options.assert_format, options.root},
                              output, messages);
  print_lines(stderr, messages);
  return print_lines(stdout, output) ? status : fail("cannot write to standard output");
}

}  // namespace vitrine::command
