// A value of a schema, made of the input, comes back from its text in every style and place where
// the text leaves no doubt; and any text is a value when it is read.
#include <set>

#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/request/parameter.h"
#include "tests/fuzz/documents.h"

namespace {

using namespace vitrine;
using openapi::Location;
using openapi::Style;

constexpr const char* kSchemas[] = {
    R"({"type":"string"})",
    R"({"type":"array","items":{"type":"string"}})",
    R"({"type":"object","additionalProperties":{"type":"string"}})",
    R"({"type":"integer"})",
    R"({"type":["array","boolean","null"],"items":{"type":"number"}})",
    R"({})",
    R"(false)",
    R"({"type":"object","properties":{"a":{"type":"object","additionalProperties":{"type":"array"}}}})"};
constexpr Location kPlaces[] = {Location::path, Location::query, Location::header, Location::cookie,
                                Location::querystring};

/// The styles of a place (OAS 3.1.0 §4.8.12.3); 2.0's go with those of the query.
std::vector<Style> styles_of(Location in) {
  if (in == Location::path) return {Style::simple, Style::label, Style::matrix};
  if (in == Location::header) return {Style::simple};
  if (in == Location::cookie) return {Style::form, Style::cookie};
  return {Style::form, Style::space_delimited, Style::pipe_delimited, Style::tab_delimited,
          Style::deep_object};
}

/// A string, an array or an object of strings, as JSON; `words` are its strings.
std::string value_of(std::size_t kind, std::string_view text, std::vector<std::string>& words) {
  for (std::size_t begin = 0; begin <= text.size() && words.size() < 20;) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    // What is not UTF-8 cannot be said in JSON.
    const json::Reading said = json::read(json::quote(text.substr(begin, end - begin)));
    words.emplace_back(said.document.root().string());
    begin = end + 1;
  }
  if (kind == 0) {
    words.resize(1);
    return json::quote(words[0]);
  }
  std::string all;
  std::set<std::string> keys;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (kind == 2 && !keys.insert(words[i]).second) continue;
    if (!all.empty()) all += ',';
    all += json::quote(words[i]);
    if (kind == 2) all += ':' + json::quote(words[words.size() - 1 - i]);
  }
  return kind == 1 ? '[' + all + ']' : '{' + all + '}';
}

/// Whether characters of the value could be the style's own: what is percent-encoded is not, but
/// headers and cookies encode nothing, and delimiters that are written encoded look like them.
bool doubtful(const request::Serialisation& rule, std::size_t kind,
              const std::vector<std::string>& words) {
  std::string own;
  const bool raw = rule.in == Location::header || rule.style == Style::cookie;
  if (raw) own += ",;=& \t\r";  // white space at the ends is trimmed
  if (rule.allow_reserved) own += ",;=&?#+|:/[]@!$'()* %.";
  if (rule.style == Style::space_delimited) own += ' ';
  if (rule.style == Style::pipe_delimited) own += '|';
  if (rule.style == Style::tab_delimited) own += '\t';
  if (rule.style == Style::label) own += '.';
  if (rule.style == Style::deep_object) own += "[]";
  for (const std::string& word : words) {
    if (word.find_first_of(own) != std::string::npos) return true;
    if (word.empty() && (raw || kind != 0)) return true;
    // A property of a query by itself, called like the parameter.
    if (kind == 2 && word == rule.name) return true;
    if (raw && kind == 2) {
      // Header and cookie objects: the names are names of tokens.
      if (word.find_first_of("\"\\") != std::string::npos) return true;
    }
  }
  return false;
}

request::Instance parse(const request::Serialisation& rule, const openapi::SchemaView& view,
                        const std::string& text) {
  switch (rule.in) {
    case Location::path:
      return request::parse_path(rule, view, text);
    case Location::header:
      return request::parse_header(rule, view, text);
    case Location::cookie:
      return request::parse_cookie(rule, view, request::split_cookies(text));
    default: {
      std::vector<bool> used;
      const auto pairs = request::split_query(text);
      auto instance = request::parse_query(rule, view, pairs, &used);
      FUZZ_REQUIRE(used.size() == pairs.size());
      return instance;
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::size_t kind = input.below(std::size(kSchemas));
  json::DocumentSet set;
  FUZZ_REQUIRE(set.add("fuzz:/", json::read(kSchemas[kind]).document));
  const openapi::SchemaView view(set, set.root("fuzz:/"), schema::Dialect::openapi_3_1);
  request::Serialisation rule;
  rule.name = "color";
  rule.in = kPlaces[input.below(std::size(kPlaces))];
  const auto styles = styles_of(rule.in);
  rule.style = styles[input.below(styles.size())];
  const std::size_t switches = input.byte();
  rule.explode = (switches & 1) != 0;
  rule.allow_reserved = (switches & 2) != 0;
  if ((switches & 4) != 0)
    rule.media_type = (switches & 8) != 0 ? "application/json" : "text/plain";
  const std::string text(input.rest());

  const request::Instance any = parse(rule, view, text);
  FUZZ_REQUIRE(any.present == static_cast<bool>(any.value()));
  FUZZ_REQUIRE(!any.error || !rule.media_type.empty());
  for (const auto state : {request::State::null, request::State::empty, request::State::value}) {
    const auto typed = request::instance({state, text}, rule, view);
    FUZZ_REQUIRE(typed.present == static_cast<bool>(typed.value()));
    if (typed.present) static_cast<void>(request::serialise(rule, typed.value()));
  }

  if (kind > 2 || !rule.media_type.empty() || rule.in == Location::querystring) return 0;
  std::vector<std::string> words;
  const json::Reading value = json::read(value_of(kind, text, words));
  FUZZ_REQUIRE(!value.error);
  const auto written = request::serialise(rule, value.document.root());
  if (!written || doubtful(rule, kind, words)) return 0;
  const request::Instance back = parse(rule, view, *written);
  FUZZ_REQUIRE(json::compact(back.value()) == json::compact(value.document.root()));
  return 0;
}
