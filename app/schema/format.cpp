// The formats by name, and the keyword (JSON Schema Validation §7).
#include "app/schema/format.h"

#include <string>

#include "app/schema/format_checks.h"
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

struct Format {
  std::string_view name;
  FormatCheck check;
};

constexpr Format kFormats[] = {
    {"date-time", text<formats::is_date_time>},
    {"date", text<formats::is_date>},
    {"time", text<formats::is_time>},
    {"duration", text<formats::is_duration>},
    {"email", text<formats::is_email>},
    {"hostname", text<formats::is_hostname>},
    {"ipv4", text<formats::is_ipv4>},
    {"ipv6", text<formats::is_ipv6>},
    {"uri", text<formats::is_uri>},
    {"uri-reference", text<formats::is_uri_reference>},
    {"uuid", text<formats::is_uuid>},
    {"json-pointer", text<formats::is_json_pointer>},
    {"regex", text<is_regex>},
    {"int32", is_int32},
    {"int64", is_int64},
    {"float", is_float},
    {"double", is_double},
    {"byte", text<formats::is_base64>},
    {"binary", anything},
    {"password", anything},
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

FormatCheck find_format(std::string_view name) {
  for (const Format& known : kFormats) {
    if (known.name == name) return known.check;
  }
  return nullptr;
}

void compile_format(Build& build, const json::Value& value) {
  if (!build.expect(value, json::Type::string) || !build.assert_formats()) return;
  const FormatCheck check = find_format(value.string());
  if (check == nullptr || check == anything) return;
  build.add("format", value, format).format = check;
}

}  // namespace vitrine::schema
