// The formats by name, and the keyword (JSON Schema Validation §7).
#include "app/schema/format.h"

#include <string>

#include "app/schema/format_checks.h"
#include "app/schema/identifiers.h"
#include "app/schema/keywords.h"
#include "app/schema/pattern.h"
#include "app/schema/run.h"

namespace vitrine::schema {

namespace {

template <bool (*check)(std::string_view)>
bool text(const json::Value& value) {
  return !value.is_string() || check(value.string());
}

bool is_regex(std::string_view source) {
  return Pattern::compile(source, Pattern::Mode::unicode_only).has_value();
}

bool is_int32(const json::Value& value) {
  return !value.is_number() || value.number().fits_int32();
}

bool is_int64(const json::Value& value) {
  return !value.is_number() || value.number().fits_int64();
}

/// Whether a number's magnitude is at most `largest`.
bool is_within(const json::Value& value, std::string_view largest) {
  if (!value.is_number()) return true;
  // Most numbers have too few digits to be as large.
  const std::string_view lexeme = value.lexeme();
  if (lexeme.size() < largest.size() && lexeme.find_first_of("eE") == std::string_view::npos) {
    return true;
  }
  const std::string bound = (value.number().is_negative() ? "-" : "") + std::string(largest);
  const std::strong_ordering order = value.number().compare(*json::Number::parse(bound));
  return value.number().is_negative() ? order >= 0 : order <= 0;
}

/// The largest float.
bool is_float(const json::Value& value) {
  return is_within(value, "340282346638528859811704183484516925440");
}

/// All that rounds to a double, rather than to infinity.
bool is_double(const json::Value& value) { return is_within(value, "1.797693134862315807e308"); }

bool anything(const json::Value&) { return true; }

using enum Dialect;

/// A format and the dialects that have it; those of OpenAPI have all that 2020-12 has.
struct Format {
  std::string_view name;
  Dialect first;
  Dialect last;
  FormatCheck check;
};

constexpr Format kFormats[] = {
    {"date-time", draft4, openapi_3_1, text<formats::is_date_time>},
    {"date", draft7, openapi_3_1, text<formats::is_date>},
    {"time", draft7, openapi_3_1, text<formats::is_time>},
    {"duration", draft2019_09, openapi_3_1, text<formats::is_duration>},
    {"email", draft4, openapi_3_1, text<formats::is_email>},
    {"idn-email", draft7, openapi_3_1, text<formats::is_idn_email>},
    // RFC 1034 up to draft 7, which knows of no A-labels; RFC 1123 and 5891 §4.4 since 2019-09.
    {"hostname", draft4, draft7, text<formats::is_old_hostname>},
    {"hostname", draft2019_09, openapi_3_1, text<formats::is_hostname>},
    {"idn-hostname", draft7, openapi_3_1, text<formats::is_idn_hostname>},
    {"ipv4", draft4, openapi_3_1, text<formats::is_ipv4>},
    {"ipv6", draft4, openapi_3_1, text<formats::is_ipv6>},
    {"uri", draft4, openapi_3_1, text<formats::is_uri>},
    {"uri-reference", draft6, openapi_3_1, text<formats::is_uri_reference>},
    {"iri", draft7, openapi_3_1, text<formats::is_iri>},
    {"iri-reference", draft7, openapi_3_1, text<formats::is_iri_reference>},
    {"uri-template", draft6, openapi_3_1, text<formats::is_uri_template>},
    {"uuid", draft2019_09, openapi_3_1, text<formats::is_uuid>},
    {"json-pointer", draft6, openapi_3_1, text<formats::is_json_pointer>},
    {"relative-json-pointer", draft7, draft2019_09, text<formats::is_old_relative_json_pointer>},
    {"relative-json-pointer", draft2020_12, openapi_3_1, text<formats::is_relative_json_pointer>},
    {"regex", draft7, openapi_3_1, text<is_regex>},
    {"int32", openapi_2_0, openapi_3_1, is_int32},
    {"int64", openapi_2_0, openapi_3_1, is_int64},
    {"float", openapi_2_0, openapi_3_1, is_float},
    {"double", openapi_2_0, openapi_3_1, is_double},
    {"byte", openapi_2_0, openapi_3_1, text<formats::is_base64>},
    {"binary", openapi_2_0, openapi_3_1, anything},
    {"password", openapi_2_0, openapi_3_1, anything},
};

bool format(const Keyword& keyword, Run& run, Frame& frame) {
  const bool is_text = frame.type == json::Type::string;
  const std::size_t size =
      is_text ? frame.instance.string().size() : frame.instance.lexeme().size();
  if (!run.charge(size / 16)) return false;
  if (keyword.format(frame.instance)) return true;
  return run.fail(frame, keyword.name, [&](Violation& violation) {
    add_text(violation, "format", keyword.value.string());
  });
}

}  // namespace

FormatCheck find_format(std::string_view name, Dialect dialect) {
  for (const Format& known : kFormats) {
    if (known.name == name && known.first <= dialect && dialect <= known.last) return known.check;
  }
  return nullptr;
}

void compile_format(Build& build, const json::Value& value) {
  if (!build.expect(value, json::Type::string) || !build.assert_formats()) return;
  // OpenAPI's own formats hold in a description whatever its `jsonSchemaDialect` (OAS 3.1.0 §4.4).
  const bool described = is_description(value.document()->root());
  const FormatCheck check =
      find_format(value.string(), described ? openapi_3_1 : build.rules().dialect);
  if (check == nullptr || check == anything) return;
  build.add("format", value, format).format = check;
}

}  // namespace vitrine::schema
