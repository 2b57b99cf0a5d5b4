#include "app/openapi/context.h"
#include "app/text/ascii.h"

/// Parameter Object of 3.x (OAS 3.1.0 §4.8.12).
namespace vitrine::openapi {

using json::Cursor;
using json::Value;

namespace {

bool suits(Style style, Location in) {
  switch (in) {
    case Location::path:
      return style == Style::simple || style == Style::label || style == Style::matrix;
    case Location::header:
      return style == Style::simple;
    case Location::cookie:
      return style == Style::form || style == Style::cookie;
    case Location::query:
    case Location::querystring:
      return style == Style::form || style == Style::space_delimited ||
             style == Style::pipe_delimited || style == Style::deep_object;
  }
  return false;
}

}  // namespace

void read_style(Context& context, const Cursor& owner, Location in, Style& style, bool& explode) {
  style = in == Location::path || in == Location::header ? Style::simple : Style::form;
  const std::string written = context.text(owner, "style");
  if (!written.empty()) {
    bool known = false;
    for (int i = 0; i <= static_cast<int>(Style::cookie); ++i) {
      const auto one = static_cast<Style>(i);
      if (written != name(one) || !suits(one, in)) continue;
      known = true;
      style = one;
    }
    if (!known) {
      context.report(rule::kParameterStyle, owner, owner.value["style"],
                     quoted(written) + " is not a style for " + name(in) + " parameters; " +
                         name(style) + " is used");
    }
  }
  explode = context.flag(owner, "explode", style == Style::form || style == Style::cookie);
}

namespace {

/// A name that a header can have (RFC 9110 §5.6.2).
bool is_token(std::string_view name) {
  constexpr std::string_view kSigns = "!#$%&'*+-.^_`|~";
  for (const char c : name) {
    if (!text::is_alphanumeric(c) && kSigns.find(c) == std::string_view::npos) return false;
  }
  return !name.empty();
}

}  // namespace

bool read_parameter_head(Context& context, const Cursor& cursor, Parameter& parameter) {
  parameter.name = context.text(cursor, "name");
  const std::string in = context.text(cursor, "in");
  const Value given_in = cursor.value["in"];
  const bool legacy = context.legacy();
  if (in == "path") {
    parameter.in = Location::path;
  } else if (in == "query") {
    parameter.in = Location::query;
  } else if (in == "header") {
    parameter.in = Location::header;
  } else if (in == "cookie" && !legacy) {
    parameter.in = Location::cookie;
  } else if (in == "querystring" && context.at_least(Version::v3_2)) {
    parameter.in = Location::querystring;
  } else if (in == "body" || in == "formData") {
    context.report(rule::kParameterIn, cursor, given_in ? given_in : cursor.value,
                   "a parameter with \"in\": " + quoted(in) +
                       " belongs to OpenAPI 2.0; use \"requestBody\", or mark the document "
                       "as \"swagger\": \"2.0\"");
    return false;
  } else {
    context.report(rule::kParameterIn, cursor, given_in ? given_in : cursor.value,
                   std::string("\"in\" must be path, query, header") +
                       (legacy ? ", body or formData" : " or cookie") + ", not " + quoted(in) +
                       "; the parameter is left out");
    return false;
  }
  if (parameter.name.empty()) {
    context.report(
        rule::kMissingField, cursor,
        "this parameter has no \"name\"" +
            std::string(parameter.in == Location::querystring ? "" : "; it is left out"));
    if (parameter.in != Location::querystring) return false;
  }
  parameter.description = context.text(cursor, "description");
  parameter.required = context.flag(cursor, "required");
  if (parameter.in == Location::path && !parameter.required) {
    const Value given = cursor.value["required"];
    context.report(rule::kPathParameterRequired, cursor, given ? given : cursor.value,
                   "the path parameter " + quoted(parameter.name) + " must say \"required\": true");
    parameter.required = true;
  }
  parameter.deprecated = context.flag(cursor, legacy ? "x-deprecated" : "deprecated");
  parameter.allow_empty_value = context.flag(cursor, "allowEmptyValue");
  if (parameter.in == Location::header) {
    const std::string plain = text::lower(parameter.name);
    parameter.ignored =
        !legacy && (plain == "accept" || plain == "content-type" || plain == "authorization");
    if (!is_token(parameter.name)) {
      context.report(rule::kHeaderName, cursor,
                     quoted(parameter.name) +
                         " cannot be the name of a header: only ASCII letters, digits and "
                         "signs such as - and _ can stand in one");
    }
    if (parameter.ignored) {
      context.report(rule::kHeaderIgnored, cursor,
                     "OpenAPI ignores a header parameter called " + quoted(parameter.name) +
                         "; use \"security\" or the media types of \"content\"");
    }
  } else if (parameter.in == Location::cookie && !is_token(parameter.name)) {
    context.report(
        rule::kCookieName, cursor,
        quoted(parameter.name) + " is no usual name of a cookie; servers may not read it");
  }
  return true;
}

bool read_parameter(Context& context, const Cursor& cursor, Parameter& parameter) {
  if (!read_parameter_head(context, cursor, parameter)) return false;
  context.check_fields(cursor, "a parameter",
                       "name in description required deprecated allowEmptyValue allowReserved "
                       "style explode schema content example examples");
  parameter.allow_reserved = context.flag(cursor, "allowReserved");
  if (parameter.in != Location::querystring) {
    read_style(context, cursor, parameter.in, parameter.style, parameter.explode);
  }
  parameter.content = read_content(context, context.object(cursor, "content"));
  if (parameter.content.size() > 1) {
    context.report(rule::kParameterContent, cursor,
                   "\"content\" of a parameter must have one entry; the first one is used");
    parameter.content.resize(1);
  }
  if (parameter.in == Location::querystring && parameter.content.empty()) {
    context.report(rule::kParameterContent, cursor,
                   "a querystring parameter needs \"content\" with the type of the query");
  }
  if (parameter.content.empty()) {
    parameter.schema = context.schema(cursor, "schema");
    if (!parameter.schema.value) {
      context.report(rule::kParameterSchema, cursor,
                     "the parameter " + quoted(parameter.name) +
                         " has neither \"schema\" nor \"content\"; any text is taken");
    }
  } else if (cursor.value["schema"]) {
    context.report(rule::kParameterSchema, cursor,
                   "the parameter " + quoted(parameter.name) +
                       " has both \"schema\" and \"content\"; \"content\" is used");
  }
  parameter.examples = read_examples(context, cursor);
  return true;
}

}  // namespace vitrine::openapi
