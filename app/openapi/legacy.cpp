#include "app/openapi/legacy.h"

#include <algorithm>
#include <array>

#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/json/writer.h"
#include "app/text/ascii.h"

namespace vitrine::openapi {

using json::Cursor;
using json::Value;

namespace {

/// The members of a parameter that speak of its value.
constexpr std::array<std::string_view, 21> kSchemaKeywords = {
    "format",           "items",     "default",          "maximum",
    "exclusiveMaximum", "minimum",   "exclusiveMinimum", "maxLength",
    "minLength",        "pattern",   "maxItems",         "minItems",
    "uniqueItems",      "enum",      "multipleOf",       "x-nullable",
    "example",          "x-example", "x-enum-varnames",  "x-enumDescriptions",
    "allowEmptyValue"};

/// The schema that is written inside a parameter or header, as JSON text.
std::string schema_text(Value parameter, bool with_description) {
  std::string text;
  json::Writer writer(text);
  writer.begin_object();
  Value type = parameter["type"];
  if (type.is_string() && type.string() == "file") {
    writer.string("type", "string").string("format", "binary");
  } else if (type) {
    writer.raw("type", json::compact(type));
  }
  for (const json::Member& member : parameter.members()) {
    if (with_description && member.key == "description")
      writer.raw(member.key, json::compact(member.value));
    if (std::find(kSchemaKeywords.begin(), kSchemaKeywords.end(), member.key) !=
        kSchemaKeywords.end()) {
      writer.raw(member.key, json::compact(member.value));
    }
  }
  writer.end_object();
  return text;
}

Cursor make(const std::string& text, const Cursor& near, Made& made) {
  auto document = std::make_shared<const json::Document>(std::move(json::read(text).document));
  made.push_back(document);
  return {document.get(), near.base_uri, document->root()};
}

/// `collectionFormat` (OAS 2.0 "Parameter Object") as style and explode.
void read_collection_format(Context& context, const Cursor& cursor, Location in, Style& style,
                            bool& explode) {
  explode = false;
  style = in == Location::query ? Style::form : Style::simple;
  const std::string format = context.text(cursor, "collectionFormat");
  if (format == "ssv") {
    style = Style::space_delimited;
  } else if (format == "tsv") {
    style = Style::tab_delimited;
  } else if (format == "pipes") {
    style = Style::pipe_delimited;
  } else if (format == "multi") {
    explode = true;
  } else if (!format.empty() && format != "csv") {
    context.report(rule::kCollectionFormat, cursor, cursor.value["collectionFormat"],
                   quoted(format) + " is not a collection format; csv is used");
  }
}

}  // namespace

bool legacy_parameter(Context& context, const Cursor& cursor, Parameter& parameter, Made& made) {
  if (!read_parameter_head(context, cursor, parameter)) return false;
  read_collection_format(context, cursor, parameter.in, parameter.style, parameter.explode);
  if (cursor.value["schema"]) {
    context.report(rule::kParameterSchema, cursor,
                   "\"schema\" is only for \"in\": \"body\" in OpenAPI 2.0; it is used");
    parameter.schema = context.schema(cursor, "schema");
    return true;
  }
  if (!cursor.value["type"]) {
    context.report(
        rule::kParameterSchema, cursor,
        "the parameter " + quoted(parameter.name) + " has no \"type\"; any text is taken");
  }
  if (cursor.value["type"].string() == "array" && !cursor.value["items"].is_object()) {
    context.report(
        rule::kArrayItems, cursor,
        "the array " + quoted(parameter.name) + " has no \"items\"; anything is taken for one");
  }
  parameter.schema = make(schema_text(cursor.value, false), cursor, made);
  return true;
}

std::optional<RequestBody> legacy_body(Context& context, const std::vector<Cursor>& parameters,
                                       const std::vector<std::string>& consumes, Made& made) {
  RequestBody body;
  std::string properties;
  std::string required;
  json::Writer property_writer(properties);
  json::Writer required_writer(required);
  std::vector<Encoding> encodings;
  const Cursor* whole = nullptr;
  bool file = false;
  for (const Cursor& cursor : parameters) {
    if (context.text(cursor, "in") == "body") {
      if (whole) {
        context.report(rule::kBodyExclusive, cursor,
                       "an operation can have one body parameter; this one is left out");
        continue;
      }
      whole = &cursor;
      continue;
    }
    const std::string name = context.text(cursor, "name");
    property_writer.raw(name, schema_text(cursor.value, true));
    if (context.flag(cursor, "required")) required_writer.string(name);
    file = file || cursor.value["type"].string() == "file";
    if (cursor.value["type"].string() == "array") {
      Encoding encoding;
      encoding.property = name;
      encoding.has_style = true;
      read_collection_format(context, cursor, Location::query, encoding.style, encoding.explode);
      encodings.push_back(std::move(encoding));
    }
  }
  if (whole) {
    if (!properties.empty()) {
      context.report(rule::kBodyExclusive, *whole,
                     "body and formData parameters exclude each other; the body is used");
    }
    body.description = context.text(*whole, "description");
    body.required = context.flag(*whole, "required");
    const Cursor schema = context.schema(*whole, "schema");
    for (const std::string& type : consumes) body.content.push_back({type, schema, {}, {}, {}});
    if (consumes.empty()) body.content.push_back({"application/json", schema, {}, {}, {}});
    return body;
  }
  if (properties.empty()) return std::nullopt;

  std::string text;
  json::Writer writer(text);
  writer.begin_object().string("type", "object");
  if (!required.empty()) writer.raw("required", '[' + required + ']');
  writer.raw("properties", '{' + properties + '}').end_object();
  const Cursor schema = make(text, parameters.front(), made);
  body.required = !required.empty();
  for (const std::string& type : consumes) {
    const std::string plain = text::lower(type);
    const bool multipart = plain.starts_with("multipart/");
    const bool form = plain.starts_with("application/x-www-form-urlencoded");
    if (multipart || (form && !file)) body.content.push_back({type, schema, {}, {}, encodings});
  }
  if (body.content.empty()) {
    body.content.push_back({file ? "multipart/form-data" : "application/x-www-form-urlencoded",
                            schema,
                            {},
                            {},
                            encodings});
  }
  return body;
}

std::vector<Response> legacy_responses(Context& context, const Cursor& responses,
                                       const std::vector<std::string>& produces, Made& made) {
  std::vector<Response> list;
  for (const json::Member& member : responses.value.members()) {
    if (is_extension(member.key)) continue;
    check_status(context, responses, member);
    const Cursor cursor = context.follow(child(responses, member.value), "response");
    Response response;
    response.status = std::string(member.key);
    if (!context.is_object(cursor, "a response must be an object; what it describes is unknown")) {
      list.push_back(std::move(response));
      continue;
    }
    context.check_fields(cursor, "a response", "description! schema headers examples");
    response.description = context.text(cursor, "description");
    const Cursor headers = context.object(cursor, "headers");
    for (const json::Member& entry : headers.value.members()) {
      const Cursor written = context.here(child(headers, entry.value), "a header");
      Header header;
      header.name = std::string(entry.key);
      header.description = std::string(written.value["description"].string());
      header.schema = make(schema_text(written.value, false), written, made);
      response.headers.push_back(std::move(header));
    }
    const Cursor schema = context.schema(cursor, "schema");
    const Cursor examples = context.object(cursor, "examples");
    if (schema.value) {
      for (const std::string& type : produces) {
        response.content.push_back({type, schema, {}, {}, {}});
      }
      if (produces.empty()) response.content.push_back({"application/json", schema, {}, {}, {}});
    }
    for (const json::Member& entry : examples.value.members()) {
      Example example;
      example.value = child(examples, entry.value);
      bool placed = false;
      for (MediaType& media : response.content) {
        if (media.name != entry.key) continue;
        media.examples.push_back(example);
        placed = true;
      }
      if (!placed && !is_extension(entry.key)) {
        response.content.push_back({std::string(entry.key), schema, {}, {example}, {}});
      }
    }
    list.push_back(std::move(response));
  }
  return list;
}

}  // namespace vitrine::openapi
