#include "server/api/serve/settings.h"

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <utility>
#include <variant>
#include <vector>

#include "app/json/document_set.h"
#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/schema/message.h"
#include "app/schema/schema.h"
#include "app/text/ascii.h"
#include "server/api/describe/components.h"
#include "server/api/describe/describe.h"
#include "server/api/http/problem.h"

namespace vitrine {

namespace {

constexpr char kUri[] = "vitrine:/settings.json";

/// `maxItems` as MAX_ITEMS.
std::string variable_name(std::string_view prefix, std::string_view field) {
  std::string name(prefix);
  for (std::size_t i = 0; i < field.size(); ++i) {
    const char c = field[i];
    if (i > 0 && text::is_upper(c) && !text::is_upper(field[i - 1])) name += '_';
    name += text::is_alphanumeric(c) ? text::upper(c) : '_';
  }
  return name;
}

FreeForm typed(const Shape& shape, std::string_view text);

/// A text that is no value of the kind stays a text, which the schema refuses.
FreeForm json_or_text(std::string_view text, bool (*suits)(const FreeForm&)) {
  FreeForm value = FreeForm::parse(text, nullptr, false);
  if (value.is_discarded() || !suits(value)) return std::string(text);
  return value;
}

FreeForm list(const Shape& item, std::string_view text) {
  FreeForm items = FreeForm::array();
  while (!text.empty())
    items.push_back(typed(item, text::trim_blanks(text::take_piece(text, ','))));
  return items;
}

FreeForm boolean(std::string_view text) {
  for (const std::string_view word : {"true", "yes", "on", "1"}) {
    if (text::equals_ignoring_case(text, word)) return true;
  }
  for (const std::string_view word : {"false", "no", "off", "0"}) {
    if (text::equals_ignoring_case(text, word)) return false;
  }
  return std::string(text);
}

FreeForm typed(const Shape& shape, std::string_view text) {
  using Kind = Shape::Kind;
  switch (shape.kind) {
    case Kind::boolean:
      return boolean(text);
    case Kind::integer:
    case Kind::number:
      return json_or_text(text, [](const FreeForm& value) { return value.is_number(); });
    case Kind::nullable:
      return typed(shape.parts[0](), text);
    case Kind::converted:
      return typed(shape.parts[0](), text);
    case Kind::enumeration:
      if (shape.numbers.empty()) return std::string(text);
      return json_or_text(text, [](const FreeForm& value) { return value.is_number(); });
    case Kind::array:
    case Kind::set:
    case Kind::fixed_array:
      return list(shape.parts[0](), text);
    case Kind::any:
    case Kind::tuple:
    case Kind::map:
    case Kind::one_of:
    case Kind::model:
      return json_or_text(text, [](const FreeForm&) { return true; });
    default:
      return std::string(text);
  }
}

/// True for kinds of which an empty text is a value.
bool has_empty(const Shape& shape) {
  using Kind = Shape::Kind;
  if (shape.kind == Kind::nullable || shape.kind == Kind::converted) {
    return has_empty(shape.parts[0]());
  }
  return shape.kind == Kind::string || shape.kind == Kind::array || shape.kind == Kind::set;
}

/// The variable of a value, and the place in it.
std::string place(std::string_view prefix, const std::string& pointer) {
  const auto tokens = json::split(pointer);
  std::string name(prefix);
  if (tokens && !tokens->empty()) name = variable_name(prefix, tokens->front());
  for (std::size_t i = 1; tokens && i < tokens->size(); ++i) name += '/' + (*tokens)[i];
  return name;
}

/// The compiled schema of the settings, within `documents`.
std::shared_ptr<const schema::Schema> compile(const Shape& shape, json::DocumentSet& documents) {
  Components components;
  FreeForm document;
  document["root"] = describe(components, shape);
  document["components"]["schemas"] = components.schemas();
  json::Reading reading = json::read(document.dump());
  if (reading.error || !documents.add(kUri, std::move(reading.document))) return nullptr;
  json::Cursor cursor = documents.root(kUri);
  cursor.value = json::resolve(cursor.value, "/root");
  schema::Compiler compiler(documents, {.dialect = schema::Dialect::openapi_3_1});
  auto compiled = compiler.compile(cursor);
  auto* done = std::get_if<std::shared_ptr<const schema::Schema>>(&compiled);
  return done && (*done)->problems().empty() ? *done : nullptr;
}

}  // namespace

std::optional<std::string> environment_variable(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value ? std::optional<std::string>(value) : std::nullopt;
}

namespace detail {

json::Document read_settings(const Shape& shape, std::string_view prefix,
                             const Environment& environment) {
  json::DocumentSet documents;
  const auto schema = compile(shape, documents);
  if (!schema) throw SettingsError("the settings have no schema that can be used");
  FreeForm values = FreeForm::object();
  for (const Shape::Member& member : shape.members) {
    const auto text = environment(variable_name(prefix, member.name));
    if (!text || (text->empty() && !has_empty(member.shape()))) continue;
    values[std::string(member.name)] = typed(member.shape(), *text);
  }
  json::Reading reading =
      json::read(values.dump(-1, ' ', false, FreeForm::error_handler_t::replace));
  const schema::Evaluation evaluation = schema::evaluate(*schema, reading.document.root());
  std::vector<std::string> mistakes;
  for (const schema::Violation* violation : schema::leaves(evaluation.violations)) {
    mistakes.push_back(place(prefix, schema::field_pointer(*violation)) + ": " +
                       schema::message(*violation));
  }
  if (!mistakes.empty()) throw SettingsError(text::join(mistakes, "\n"));
  return std::move(reading.document);
}

void refuse_settings(const Invalid& found, std::string_view prefix) {
  std::vector<std::string> mistakes;
  for (const Invalid::Entry& entry : found.entries()) {
    mistakes.push_back(place(prefix, entry.pointer) + ": " + entry.message.en);
  }
  if (!mistakes.empty()) throw SettingsError(text::join(mistakes, "\n"));
}

}  // namespace detail

}  // namespace vitrine
