#include "server/api/describe/openapi_3_0.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "server/api/describe/document_schemas.h"

namespace vitrine {

namespace {

FreeForm older_schema(const FreeForm& schema);

FreeForm older_list(const FreeForm& schemas) {
  FreeForm list = FreeForm::array();
  for (const FreeForm& schema : schemas) list.push_back(older_schema(schema));
  return list;
}

FreeForm older_map(const FreeForm& schemas) {
  FreeForm map = FreeForm::object();
  for (const auto& [name, schema] : schemas.items()) map[name] = older_schema(schema);
  return map;
}

bool is_null_type(const FreeForm& schema) {
  return schema.is_object() && schema.size() == 1 && schema.contains("type") &&
         schema["type"] == "null";
}

/// Nothing but null: `nullable` adds it to a type, here to one of which no value is left.
FreeForm null_alone() {
  return {{"type", "object"}, {"nullable", true}, {"enum", FreeForm::array({nullptr})}};
}

/// One type, maybe nullable; several become alternatives (OAS 3.0.4 §4.7.24.1).
void write_type(const FreeForm& type, FreeForm& made) {
  if (type == "null") return made.update(null_alone());
  FreeForm types = FreeForm::array();
  for (const FreeForm& one : type.is_array() ? type : FreeForm::array({type})) {
    if (one == "null") {
      made["nullable"] = true;
    } else {
      types.push_back(one);
    }
  }
  if (types.size() == 1) made["type"] = types[0];
  if (types.size() > 1) {
    const bool nullable = made.erase("nullable") > 0;
    for (const FreeForm& one : types) made["anyOf"].push_back(FreeForm::object({{"type", one}}));
    if (nullable) made["anyOf"].push_back(null_alone());
  }
}

void write_alternatives(const std::string& keyword, const FreeForm& schemas, FreeForm& made) {
  for (const FreeForm& schema : schemas) {
    made[keyword].push_back(is_null_type(schema) ? null_alone() : older_schema(schema));
  }
}

/// True for keywords that mean the same in both.
bool is_common(const std::string& keyword) {
  static constexpr std::string_view kCommon[] = {
      "title",      "multipleOf",    "maximum",       "minimum", "maxLength",   "minLength",
      "pattern",    "maxItems",      "minItems",      "format",  "required",    "uniqueItems",
      "enum",       "maxProperties", "minProperties", "default", "readOnly",    "writeOnly",
      "deprecated", "description",   "discriminator", "xml",     "externalDocs"};
  return keyword.starts_with("x-") ||
         std::find(std::begin(kCommon), std::end(kCommon), keyword) != std::end(kCommon);
}

FreeForm older_schema(const FreeForm& schema) {
  if (schema.is_boolean()) {
    return schema.get<bool>() ? FreeForm::object()
                              : FreeForm::object({{"not", FreeForm::object()}});
  }
  FreeForm made = FreeForm::object();
  for (const auto& [keyword, value] : schema.items()) {
    if (is_common(keyword)) {
      made[keyword] = value;
    } else if (keyword == "$ref") {
      // Beside a reference nothing is read.
      if (schema.size() == 1) {
        made["$ref"] = value;
      } else {
        made["allOf"].push_back(FreeForm::object({{"$ref", value}}));
      }
    } else if (keyword == "type") {
      write_type(value, made);
    } else if (keyword == "const") {
      made["enum"] = FreeForm::array({value});
    } else if (keyword == "exclusiveMinimum" || keyword == "exclusiveMaximum") {
      made[keyword == "exclusiveMinimum" ? "minimum" : "maximum"] = value;
      made[keyword] = true;
    } else if (keyword == "examples" && value.is_array() && !value.empty()) {
      made["example"] = value[0];
    } else if (keyword == "contentEncoding") {
      made["format"] = value == "base64" ? "byte" : "binary";
    } else if (keyword == "properties") {
      made[keyword] = older_map(value);
    } else if (keyword == "items" && schema.contains("prefixItems")) {
      // A tuple: here all places have one schema.
      if (value != false) continue;
      const FreeForm& places = schema["prefixItems"];
      made["items"]["anyOf"] = older_list(places);
      made["maxItems"] = places.size();
    } else if (keyword == "items" || keyword == "not" || keyword == "additionalProperties") {
      made[keyword] =
          keyword == "additionalProperties" && value.is_boolean() ? value : older_schema(value);
    } else if (keyword == "allOf") {
      for (FreeForm& one : older_list(value)) made[keyword].push_back(std::move(one));
    } else if (keyword == "anyOf" || keyword == "oneOf") {
      write_alternatives(keyword, value, made);
    }
  }
  // An array says what is in it (OAS 3.0.4 §4.7.24.1).
  if (made.contains("type") && made["type"] == "array" && !made.contains("items")) {
    made["items"] = FreeForm::object();
  }
  return made;
}

/// Everything that is no schema, with the schemas in it.
FreeForm older(const FreeForm& value) {
  if (value.is_array()) {
    FreeForm list = FreeForm::array();
    for (const FreeForm& one : value) list.push_back(older(one));
    return list;
  }
  if (!value.is_object()) return value;
  FreeForm made = FreeForm::object();
  for (const auto& [name, inner] : value.items()) {
    if (name == "schema") {
      made[name] = older_schema(inner);
    } else if (name == "schemas") {
      made[name] = older_map(inner);
    } else if (name == "itemSchema") {
      // A stream is text here.
      made["schema"] = {{"type", "string"}};
    } else if (name == "example" || name == "examples" || name.starts_with("x-")) {
      made[name] = inner;
    } else {
      made[name] = older(inner);
    }
  }
  return made;
}

/// Bytes are named by their schema (OAS 3.0.4 §4.7.14.2).
void describe_bytes(FreeForm& content) {
  for (auto& [type, media] : content.items()) {
    if (!media.contains("schema")) media["schema"] = {{"type", "string"}, {"format", "binary"}};
  }
}

void finish_operation(FreeForm& operation, const FreeForm& schemes) {
  if (operation.contains("requestBody")) describe_bytes(operation["requestBody"]["content"]);
  for (auto& [status, response] : operation["responses"].items()) {
    if (response.contains("content")) describe_bytes(response["content"]);
  }
  if (!operation.contains("security")) return;
  // Only these two have scopes (OAS 3.0.4 §4.7.30.1).
  for (FreeForm& alternative : operation["security"]) {
    for (auto& [id, scopes] : alternative.items()) {
      const std::string type = schemes.contains(id) ? schemes[id].value("type", "") : "";
      if (type != "oauth2" && type != "openIdConnect") scopes = FreeForm::array();
    }
  }
}

}  // namespace

FreeForm openapi_3_0(const FreeForm& document) {
  FreeForm made = older(document);
  made["openapi"] = "3.0.4";
  made.erase("jsonSchemaDialect");
  made["info"].erase("summary");
  if (made["info"].contains("license")) made["info"]["license"].erase("identifier");
  if (made.contains("webhooks")) {
    made["x-webhooks"] = std::move(made["webhooks"]);
    made.erase("webhooks");
  }
  FreeForm schemes = FreeForm::object();
  if (made.contains("components") && made["components"].contains("securitySchemes")) {
    schemes = made["components"]["securitySchemes"];
  }
  for (auto& [path, methods] : made["paths"].items()) {
    for (auto& [method, operation] : methods.items()) finish_operation(operation, schemes);
  }
  // The items of streams are gone.
  prune_schemas(made);
  return made;
}

}  // namespace vitrine
