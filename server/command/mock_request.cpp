#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/json/uri.h"
#include "app/request/body.h"
#include "app/request/media_range.h"
#include "app/request/typed.h"
#include "app/text/ascii.h"
#include "app/text/media_type.h"
#include "server/api/http/encoded_text.h"
#include "server/api/http/multipart.h"
#include "server/api/http/problem.h"
#include "server/command/mock_operation.h"

/// Judges a request by the description of its operation, as the server does by its own.
namespace vitrine::command {

namespace {

using Schema = std::shared_ptr<const schema::Schema>;

/// nullptr where there is none, or it cannot be used: then anything goes.
Schema compile(schema::Compiler& compiler, const json::Cursor& cursor) {
  if (!cursor.value) return nullptr;
  auto compiled = compiler.compile(cursor);
  auto* done = std::get_if<Schema>(&compiled);
  return done ? std::move(*done) : nullptr;
}

const json::Cursor& schema_of(const openapi::Parameter& parameter) {
  return parameter.schema.value || parameter.content.empty() ? parameter.schema
                                                             : parameter.content.front().schema;
}

std::string names_of(const std::vector<openapi::MediaType>& content) {
  std::string all;
  for (const openapi::MediaType& media : content) all += (all.empty() ? "" : " or ") + media.name;
  return all;
}

/// How a property of application/x-www-form-urlencoded travels (OAS 3.1.0 §4.8.15).
request::Serialisation rule_of(const openapi::MediaType& media, std::string_view name,
                               const openapi::SchemaView& view) {
  auto rule = request::default_serialisation(std::string(name), openapi::Location::query);
  const openapi::Kinds kinds = view.kinds();
  bool json = kinds.object && !kinds.scalar() && !kinds.array;
  for (const openapi::Encoding& encoding : media.encoding) {
    if (encoding.property != name) continue;
    json = text::is_json_media_type(encoding.content_type);
    if (!encoding.has_style) continue;
    rule.style = encoding.style;
    rule.explode = encoding.explode;
    json = false;
  }
  if (json) rule.media_type = "application/json";
  return rule;
}

/// The fields of a form in the order of their first mention.
template <class Item>
class Fields {
 public:
  void add(std::string name, Item item) {
    const auto place = std::find_if(list_.begin(), list_.end(),
                                    [&](const auto& field) { return field.first == name; });
    if (place != list_.end()) {
      place->second.push_back(std::move(item));
    } else {
      list_.push_back({std::move(name), {std::move(item)}});
    }
  }
  /// Writes each with its name, as a list where its schema or its number asks for one.
  template <class Write>
  void write(json::Builder& out, const openapi::SchemaView& form, Write write) const {
    for (const auto& [name, items] : list_) {
      const openapi::SchemaView view = form.property(name);
      const bool array = view && view.kinds().array;
      const bool list = array || items.size() > 1;
      request::add_key(out, name);
      if (list) out.begin(json::Type::array, 0);
      for (const Item& item : items) write(name, array ? view.items() : view, item);
      if (list) out.end(0);
    }
  }

 private:
  std::vector<std::pair<std::string, std::vector<Item>>> list_;
};

}  // namespace

/// One request on its way: collects its errors.
class MockJudge {
 public:
  MockJudge(const MockOperation& operation, const Request& request)
      : operation_(operation), request_(request) {}

  std::optional<Response> run(const MockRouter::Found& found) {
    for (const auto& parameter : operation_.parameters_) judge_parameter(parameter, found);
    if (const auto& body = operation_.operation_.request_body) judge_body(*body);
    if (refusal_ || errors_.empty()) return std::move(refusal_);
    return problem_response(std::move(errors_));
  }

 private:
  void judge_parameter(const MockOperation::Parameter& parameter, const MockRouter::Found& found) {
    const request::Serialisation& rule = parameter.rule;
    request::Instance instance;
    switch (rule.in) {
      case openapi::Location::path:
        for (const auto& [name, value] : found.values) {
          if (name == rule.name) instance = request::parse_path(rule, parameter.view, value);
        }
        break;
      case openapi::Location::header: {
        const std::string joined = request_.headers.joined(rule.name);
        std::optional<std::string_view> value;
        if (request_.headers.find(rule.name)) value = joined;
        instance = request::parse_header(rule, parameter.view, value);
        break;
      }
      case openapi::Location::cookie:
        instance = request::parse_cookie(rule, parameter.view,
                                         request::split_cookies(request_.headers.joined("Cookie")));
        break;
      default:
        instance = request::parse_query(rule, parameter.view,
                                        request::split_query(request_.query()), &used_);
    }
    const request::Check check = request::check(rule, std::move(instance), parameter.schema.get());
    const std::string_view in = openapi::name(rule.in);
    if (check.instance.error) {
      FieldError error;
      error.in = std::string(in);
      error.name = rule.name;
      error.keyword = "contentMediaType";
      error.message = "must be " + rule.media_type + ": " + check.instance.error->message;
      errors_.push_back(std::move(error));
    }
    for (const schema::Violation* violation : schema::leaves(check.violations)) {
      errors_.push_back(field_error(in, rule.name, *violation));
    }
  }

  void refuse(Response response) {
    if (!refusal_) refusal_ = std::move(response);
  }
  void refuse_text(std::string_view type, const std::string& reason) {
    refuse(problem_response(400, "The body is not " + std::string(type) + ": " + reason));
  }

  void judge_body(const openapi::RequestBody& described) {
    const std::string* type = request_.headers.find("Content-Type");
    const bool empty = request_.body.empty();
    if (empty && !described.required) return;
    if (empty && !type) {
      return refuse(problem_response(400, "The request body is missing"));
    }
    if (described.content.empty()) return;
    const openapi::MediaType* media =
        type ? request::described_by(described.content, *type) : nullptr;
    if (!media) {
      return refuse(problem_response(415, "The body has to be " + names_of(described.content) +
                                              ", as Content-Type says" +
                                              (type ? ", not " + *type : std::string())));
    }
    const auto index = static_cast<std::size_t>(media - described.content.data());
    judge_text(*media, operation_.bodies_[index], *type);
  }

  void judge_text(const openapi::MediaType& media, const MockOperation::Body& body,
                  const std::string& type) {
    switch (request::body_kind(text::essence(type), body.view)) {
      case request::BodyKind::json:
        judge_json(body, request_.body);
        break;
      case request::BodyKind::lines:
        judge_lines(body);
        break;
      case request::BodyKind::form:
        judge_form(media, body);
        break;
      case request::BodyKind::multipart:
        if (text::essence(type) == "multipart/form-data") judge_multipart(media, body, type);
        break;
      case request::BodyKind::xml:
        if (const auto value = request::json_of_xml(request_.body, body.view)) {
          judge_json(body, *value);
        } else {
          refuse_text("XML", value.error().message);
        }
        break;
      case request::BodyKind::text: {
        json::Builder out;
        request::add_typed(out, body.view, request_.body);
        judge_value(body, request::built(std::move(out)).value());
        break;
      }
      default:
        break;
    }
  }

  void judge_value(const MockOperation::Body& body, json::Value value,
                   const std::string& before = {}) {
    if (!body.schema) return;
    schema::EvaluateOptions options;
    options.direction = schema::Direction::request;
    const schema::Evaluation evaluation = schema::evaluate(*body.schema, value, options);
    for (const schema::Violation* violation : schema::leaves(evaluation.violations)) {
      schema::Violation placed = *violation;
      placed.instance_pointer = before + placed.instance_pointer;
      errors_.push_back(field_error("body", "", placed));
    }
  }

  void judge_json(const MockOperation::Body& body, std::string_view text) {
    const json::Reading reading = json::read(text);
    if (reading.error) return refuse(not_json_response(*reading.error));
    judge_value(body, reading.document.root());
  }

  void judge_lines(const MockOperation::Body& body) {
    std::string list = "[";
    for (std::string_view rest = request_.body; !rest.empty();) {
      std::string_view line = text::take_piece(rest, '\n');
      if (line.starts_with('\x1E')) line.remove_prefix(1);
      line = text::trim(line);
      if (line.empty()) continue;
      const json::Reading reading = json::read(line);
      if (reading.error) return refuse(not_json_response(*reading.error));
      if (list.size() > 1) list += ',';
      list += line;
    }
    const json::Reading reading = json::read(list + "]");
    if (!body.items) return judge_value(body, reading.document.root());
    std::size_t index = 0;
    for (const json::Value item : reading.document.root().elements()) {
      std::string pointer;
      json::append(pointer, index++);
      judge_value(body, item, pointer);
    }
  }

  void judge_form(const openapi::MediaType& media, const MockOperation::Body& body) {
    std::string text = request_.body;
    if (!is_clean_encoded_text(text))
      return refuse_text("a form", "it is not percent-encoded text");
    for (auto at = text.find('+'); at != std::string::npos; at = text.find('+', at)) {
      text.replace(at, 1, "%20");
    }
    const auto pairs = request::split_query(text);
    std::vector<bool> used(pairs.size());
    json::Builder out;
    out.begin(json::Type::object, 0);
    for (const openapi::Property& property : body.view.properties()) {
      const request::Instance instance = request::parse_query(
          rule_of(media, property.name, property.schema), property.schema, pairs, &used);
      if (!instance.present) continue;
      request::add_key(out, property.name);
      out.value(instance.document);
    }
    Fields<std::string> others;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (used[i]) continue;
      others.add(json::percent_decode(pairs[i].name), json::percent_decode(pairs[i].value));
    }
    others.write(out, body.view,
                 [&](std::string_view, const openapi::SchemaView& view, const std::string& item) {
                   request::add_typed(out, view, item);
                 });
    judge_value(body, request::built(std::move(out)).value());
  }

  void judge_multipart(const openapi::MediaType& media, const MockOperation::Body& body,
                       const std::string& type) {
    auto read = read_multipart(request_.body, header_parameter(type, "boundary").value_or(""));
    if (const auto* reason = std::get_if<std::string>(&read)) {
      return refuse_text("multipart/form-data", *reason);
    }
    Fields<Part> fields;
    for (Part& part : std::get<std::vector<Part>>(read)) {
      // A file field that was left alone.
      if (part.filename && part.filename->empty() && part.bytes.empty()) continue;
      std::string name = part.name;
      fields.add(std::move(name), std::move(part));
    }
    json::Builder out;
    out.begin(json::Type::object, 0);
    fields.write(out, body.view,
                 [&](std::string_view name, const openapi::SchemaView& view, const Part& part) {
                   if (part.filename || request::takes_file(media, name, view)) {
                     return request::add_string(out, part.filename.value_or(""));
                   }
                   if (text::is_json_media_type(part.type)) {
                     const json::Reading reading = json::read(part.bytes);
                     if (!reading.error) return out.value(reading.document);
                   }
                   request::add_typed(out, view, part.bytes);
                 });
    judge_value(body, request::built(std::move(out)).value());
  }

  const MockOperation& operation_;
  const Request& request_;
  std::vector<bool> used_;
  std::vector<FieldError> errors_;
  std::optional<Response> refusal_;
};

MockOperation::MockOperation(std::shared_ptr<const Snapshot> snapshot, std::size_t index)
    : snapshot_(std::move(snapshot)), operation_(snapshot_->description.operation(index)) {
  const openapi::Description& description = snapshot_->description;
  schema::Options options;
  options.dialect = operation_.dialect;
  options.missing = schema::MissingDocuments::accept;
  schema::Compiler compiler(description.documents(), options);
  for (const openapi::Parameter& parameter : operation_.parameters) {
    if (parameter.ignored) continue;
    const json::Cursor& cursor = schema_of(parameter);
    parameters_.push_back({request::serialisation_of(parameter),
                           description.schema(cursor, operation_.dialect),
                           compile(compiler, cursor)});
  }
  if (!operation_.request_body) return;
  for (const openapi::MediaType& media : operation_.request_body->content) {
    const bool items = !media.schema.value && media.item_schema.value;
    const json::Cursor& cursor = items ? media.item_schema : media.schema;
    bodies_.push_back(
        {description.schema(cursor, operation_.dialect), compile(compiler, cursor), items});
  }
}

std::optional<Response> MockOperation::refuse(const Request& request,
                                              const MockRouter::Found& found) const {
  return MockJudge(*this, request).run(found);
}

}  // namespace vitrine::command
