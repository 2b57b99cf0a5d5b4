#include <algorithm>
#include <utility>

#include "app/json/builder.h"
#include "app/json/uri.h"
#include "app/request/deep_object.h"
#include "app/request/parameter.h"
#include "app/request/typed.h"
#include "app/text/ascii.h"
#include "app/text/media_type.h"

/// Text of a request → JSON value: the way back of serialise.cpp.
namespace vitrine::request {
namespace {

using openapi::Kinds;
using openapi::Location;
using openapi::SchemaView;
using openapi::Style;

constexpr size_t kMaxPairs = 10'000;

std::string decode_query(std::string_view text) {
  std::string plain(text);
  std::replace(plain.begin(), plain.end(), '+', ' ');
  return json::percent_decode(plain);
}

/// How pieces of a location are decoded.
std::string decode(const Serialisation& rule, std::string_view text) {
  if (rule.style == Style::cookie) return std::string(text);  // sent as it is
  switch (rule.in) {
    case Location::header:
      return std::string(text::trim(text));
    case Location::query:
    case Location::querystring:
      return decode_query(text);
    default:
      return json::percent_decode(text);
  }
}

std::vector<std::string_view> split(std::string_view text,
                                    std::initializer_list<std::string_view> separators) {
  std::vector<std::string_view> pieces;
  size_t begin = 0;
  for (size_t i = 0; i < text.size() && pieces.size() < kMaxPairs;) {
    size_t length = 0;
    for (std::string_view separator : separators) {
      if (text.substr(i, separator.size()) == separator) length = separator.size();
    }
    if (length == 0) {
      ++i;
      continue;
    }
    pieces.push_back(text.substr(begin, i - begin));
    i += length;
    begin = i;
  }
  pieces.push_back(text.substr(begin));
  return pieces;
}

std::vector<std::string_view> split_by_style(Style style, std::string_view text) {
  switch (style) {
    case Style::space_delimited:
      return split(text, {"%20", "+", " "});
    case Style::pipe_delimited:
      return split(text, {"%7C", "%7c", "|"});
    case Style::tab_delimited:
      return split(text, {"%09", "\t"});
    default:
      return split(text, {","});
  }
}

/// Makes one value from pieces as they came.
class Maker {
 public:
  Maker(const Serialisation& rule, const SchemaView& schema) : rule_(rule), schema_(schema) {}

  Instance scalar(std::string_view raw) const {
    json::Builder out;
    add_typed(out, schema_, decode(rule_, raw));
    return built(std::move(out));
  }

  Instance array(const std::vector<std::string_view>& pieces) const {
    const bool lists = schema_.kinds().array;
    json::Builder out;
    out.begin(json::Type::array, 0);
    for (size_t i = 0; i < pieces.size(); ++i) {
      // If the schema does not allow arrays, each element is checked as a scalar.
      add_typed(out, lists ? schema_.item(i) : schema_, decode(rule_, pieces[i]));
    }
    return built(std::move(out));
  }

  /// Makes an object from `name=value` pieces.
  Instance object_of_pairs(const std::vector<std::string_view>& pieces) const {
    json::Builder out;
    out.begin(json::Type::object, 0);
    for (std::string_view piece : pieces) {
      const size_t equals = piece.find('=');
      const bool has = equals != std::string_view::npos;
      add_member(out, piece.substr(0, equals), has ? piece.substr(equals + 1) : std::string_view());
    }
    return built(std::move(out));
  }

  /// Makes an object from names and values in turn.
  Instance object_of_list(const std::vector<std::string_view>& pieces) const {
    json::Builder out;
    out.begin(json::Type::object, 0);
    for (size_t i = 0; i < pieces.size(); i += 2) {
      add_member(out, pieces[i], i + 1 < pieces.size() ? pieces[i + 1] : std::string_view());
    }
    return built(std::move(out));
  }

  void add_member(json::Builder& out, std::string_view raw_name, std::string_view raw_value) const {
    const std::string key = decode(rule_, raw_name);
    add_key(out, key);
    add_typed(out, schema_.property(key), decode(rule_, raw_value));
  }

 private:
  const Serialisation& rule_;
  const SchemaView& schema_;
};

/// The target of a text with delimiters, given what the schema allows. Where a scalar would do
/// as well, a text without delimiter is one.
enum class Structure { scalar, array, object };

Structure structure_of(const Kinds& kinds, size_t pieces) {
  if (kinds.array && (pieces > 1 || !kinds.scalar())) return Structure::array;
  if (kinds.object && (pieces > 1 || !kinds.scalar())) return Structure::object;
  return Structure::scalar;
}

Instance parse_content(const Serialisation& rule, std::string_view text) {
  if (text::is_json_media_type(rule.media_type)) return json_instance(text);
  return string_instance(text);
}

/// `simple` in path and header, and the delimited styles of 2.0 there.
Instance parse_simple(const Serialisation& rule, const SchemaView& schema, std::string_view raw) {
  const Maker make(rule, schema);
  const std::vector<std::string_view> pieces = split_by_style(rule.style, raw);
  switch (structure_of(schema.kinds(), pieces.size())) {
    case Structure::array:
      return make.array(pieces);
    case Structure::object:
      return rule.explode ? make.object_of_pairs(pieces) : make.object_of_list(pieces);
    case Structure::scalar:
      break;
  }
  return make.scalar(raw);
}

class QueryParser {
 public:
  QueryParser(const Serialisation& rule, const SchemaView& schema, const std::vector<Pair>& pairs,
              std::vector<bool>* used)
      : rule_(rule), schema_(schema), pairs_(pairs), used_(used), kinds_(schema.kinds()) {
    if (used_ && used_->size() < pairs_.size()) used_->resize(pairs_.size());
  }

  Instance parse() {
    if (rule_.in == Location::querystring) return whole_query();
    if (rule_.media_type.empty() && rule_.style == Style::deep_object) {
      if (Instance object = deep_object(); object.present) return object;
    }
    std::vector<std::string_view> values;
    for (size_t i = 0; i < pairs_.size(); ++i) {
      if (!is_named(pairs_[i])) continue;
      mark(i);
      values.push_back(pairs_[i].value);
    }
    const bool spread = rule_.media_type.empty() && rule_.explode && kinds_.object &&
                        rule_.style != Style::deep_object;
    if (values.empty()) return spread ? spread_object() : Instance();
    if (!rule_.media_type.empty() && values.size() == 1) {
      return parse_content(rule_, decode(rule_, values.front()));
    }
    return named(values);
  }

 private:
  void mark(size_t index) {
    if (used_) (*used_)[index] = true;
  }

  /// Most names are written without escapes: nothing is decoded for them.
  bool is_named(const Pair& pair) const {
    if (pair.name.find_first_of("%+") == std::string::npos) return pair.name == rule_.name;
    return decode(rule_, pair.name) == rule_.name;
  }

  Instance named(const std::vector<std::string_view>& values) const {
    const Maker make(rule_, schema_);
    // Several values where one is allowed: an array, for the validator to refuse.
    if (values.size() > 1) return make.array(values);
    if (rule_.explode) {
      return structure_of(kinds_, 1) == Structure::array ? make.array(values)
                                                         : make.scalar(values.front());
    }
    const std::vector<std::string_view> pieces = split_by_style(rule_.style, values.front());
    switch (structure_of(kinds_, pieces.size())) {
      case Structure::array:
        return make.array(pieces);
      case Structure::object:
        return make.object_of_list(pieces);
      case Structure::scalar:
        break;
    }
    return make.scalar(values.front());
  }

  /// Exploded `form` objects: the properties stand in the query by themselves. Names that the
  /// schema does not speak of belong to it only where it says that others may come.
  Instance spread_object() {
    const Maker make(rule_, schema_);
    json::Builder out;
    out.begin(json::Type::object, 0);
    for (size_t i = 0; i < pairs_.size(); ++i) {
      if (used_ && (*used_)[i]) continue;
      const SchemaView property = schema_.property(decode(rule_, pairs_[i].name));
      if (!property || property.allows_nothing()) continue;
      mark(i);
      make.add_member(out, pairs_[i].name, pairs_[i].value);
    }
    if (out.nodes() == 1) return {};
    return built(std::move(out));
  }

  Instance deep_object() {
    DeepObject tree;
    bool found = false;
    for (size_t i = 0; i < pairs_.size(); ++i) {
      const std::string name = decode(rule_, pairs_[i].name);
      if (name.size() <= rule_.name.size() || name.compare(0, rule_.name.size(), rule_.name) != 0) {
        continue;
      }
      const std::vector<std::string> keys =
          bracket_keys(std::string_view(name).substr(rule_.name.size()));
      if (keys.empty()) continue;
      mark(i);
      found = true;
      DeepObject* node = &tree;
      for (const std::string& key : keys) node = &node->child(key);
      node->add(decode(rule_, pairs_[i].value));
    }
    if (!found) return {};
    json::Builder out;
    tree.add_to(out, schema_);
    return built(std::move(out));
  }

  Instance whole_query() {
    if (pairs_.empty()) return {};
    for (size_t i = 0; i < pairs_.size(); ++i) mark(i);
    if (text::is_json_media_type(rule_.media_type)) {
      std::string text;
      for (const Pair& pair : pairs_) {
        if (!text.empty()) text += '&';
        text += pair.name;
        if (!pair.value.empty()) text += '=' + pair.value;
      }
      return json_instance(decode(rule_, text));
    }
    const Maker make(rule_, schema_);
    json::Builder out;
    out.begin(json::Type::object, 0);
    for (const Pair& pair : pairs_) make.add_member(out, pair.name, pair.value);
    return built(std::move(out));
  }

  const Serialisation& rule_;
  const SchemaView& schema_;
  const std::vector<Pair>& pairs_;
  std::vector<bool>* used_;
  Kinds kinds_;
};

}  // namespace

std::vector<Pair> split_query(std::string_view query) {
  std::vector<Pair> pairs;
  for (std::string_view piece : split(query, {"&"})) {
    if (piece.empty()) continue;
    const size_t equals = piece.find('=');
    const bool has = equals != std::string_view::npos;
    pairs.push_back({std::string(piece.substr(0, equals)),
                     std::string(has ? piece.substr(equals + 1) : std::string_view())});
  }
  return pairs;
}

std::vector<Pair> split_cookies(std::string_view cookie_header) {
  std::vector<Pair> pairs;
  for (std::string_view piece : split(cookie_header, {";"})) {
    piece = text::trim(piece);
    const size_t equals = piece.find('=');
    if (equals == std::string_view::npos) continue;
    pairs.push_back({std::string(piece.substr(0, equals)), std::string(piece.substr(equals + 1))});
  }
  return pairs;
}

Instance parse_path(const Serialisation& rule, const SchemaView& schema, std::string_view raw) {
  if (!rule.media_type.empty()) return parse_content(rule, json::percent_decode(raw));
  const Maker make(rule, schema);
  const Kinds kinds = schema.kinds();
  if (rule.style == Style::label && !raw.empty() && raw[0] == '.') {
    raw.remove_prefix(1);
    const auto pieces = split(raw, {rule.explode ? "." : ","});
    switch (structure_of(kinds, pieces.size())) {
      case Structure::array:
        return make.array(pieces);
      case Structure::object:
        return rule.explode ? make.object_of_pairs(pieces) : make.object_of_list(pieces);
      case Structure::scalar:
        return make.scalar(raw);
    }
  }
  if (rule.style == Style::matrix && !raw.empty() && raw[0] == ';') {
    auto pieces = split(raw.substr(1), {";"});
    if (rule.explode && structure_of(kinds, 2) == Structure::object)
      return make.object_of_pairs(pieces);
    for (std::string_view& piece : pieces) {
      const size_t equals = piece.find('=');
      piece = equals == std::string_view::npos ? std::string_view() : piece.substr(equals + 1);
    }
    if (rule.explode && structure_of(kinds, pieces.size()) == Structure::array)
      return make.array(pieces);
    const auto parts = split(pieces.front(), {","});
    switch (structure_of(kinds, parts.size())) {
      case Structure::array:
        return make.array(parts);
      case Structure::object:
        return make.object_of_list(parts);
      case Structure::scalar:
        return make.scalar(pieces.front());
    }
  }
  return parse_simple(rule, schema, raw);
}

Instance parse_query(const Serialisation& rule, const SchemaView& schema,
                     const std::vector<Pair>& pairs, std::vector<bool>* used) {
  return QueryParser(rule, schema, pairs, used).parse();
}

Instance parse_header(const Serialisation& rule, const SchemaView& schema,
                      std::optional<std::string_view> value) {
  if (!value) return {};
  if (!rule.media_type.empty()) return parse_content(rule, text::trim(*value));
  return parse_simple(rule, schema, text::trim(*value));
}

Instance parse_cookie(const Serialisation& rule, const SchemaView& schema,
                      const std::vector<Pair>& cookies) {
  // Exploded `form` values are joined by `&` within the header (OAS 3.1.0 §4.8.12.3).
  const Kinds kinds = schema.kinds();
  const bool may_hold_pairs =
      rule.style == Style::form && rule.explode && (kinds.array || kinds.object);
  std::vector<Pair> pairs;
  for (const Pair& cookie : cookies) {
    if (!may_hold_pairs || cookie.value.find('&') == std::string::npos) {
      pairs.push_back(cookie);
      continue;
    }
    for (Pair& pair : split_query(cookie.name + '=' + cookie.value)) {
      pairs.push_back(std::move(pair));
    }
  }
  return QueryParser(rule, schema, pairs, nullptr).parse();
}

Check check(const Serialisation& rule, Instance instance, const schema::Schema* compiled) {
  Check result;
  result.instance = std::move(instance);
  if (!result.instance.present) {
    if (rule.required) {
      schema::Violation violation;
      violation.keyword = "required";
      result.violations.push_back(std::move(violation));
    }
    return result;
  }
  const json::Value value = result.instance.value();
  if (rule.allow_empty_value && value.is_string() && value.string().empty()) return result;
  if (!compiled || result.instance.error) return result;
  schema::EvaluateOptions options;
  options.direction = schema::Direction::request;
  result.violations = schema::evaluate(*compiled, value, options).violations;
  return result;
}

Check validate_parameter(const ParameterValue& typed, const Serialisation& rule,
                         const SchemaView& view, const schema::Schema* compiled) {
  return check(rule, instance(typed, rule, view), compiled);
}

}  // namespace vitrine::request
