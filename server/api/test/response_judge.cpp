#include "server/api/test/response_judge.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "app/json/reader.h"
#include "app/json/writer.h"
#include "app/request/body.h"
#include "app/request/media_range.h"
#include "app/request/typed.h"
#include "app/text/ascii.h"
#include "app/text/media_type.h"
#include "server/api/http/problem.h"

/// Compares responses with the description of their operation.
namespace vitrine {

namespace {

using text::StreamKind;

/// Alternatives within alternatives of events that are looked at.
constexpr int kMaxEventDepth = 3;

bool may_have_body(int status) { return status >= 200 && status != 204 && status != 304; }

std::string content_type(const Headers& headers) {
  const std::string* type = headers.find("Content-Type");
  return type ? *type : std::string();
}

std::string names_of(const std::vector<openapi::MediaType>& content) {
  std::string all;
  for (const openapi::MediaType& media : content) all += (all.empty() ? "" : " or ") + media.name;
  return all;
}

void add_violations(const std::string& place, const std::vector<schema::Violation>& violations,
                    std::vector<Mismatch>& found) {
  for (const schema::Violation* violation : schema::leaves(violations)) {
    FieldError error = field_error("body", "", *violation);
    std::string at = place;
    if (!error.pointer.empty()) at += ' ' + error.pointer;
    found.push_back({std::move(at), std::move(error.message)});
  }
}

void evaluate(const schema::Schema& schema, json::Value value, const std::string& place,
              std::vector<Mismatch>& found) {
  schema::EvaluateOptions options;
  options.direction = schema::Direction::response;
  const schema::Evaluation evaluation = schema::evaluate(schema, value, options);
  if (!evaluation.too_expensive) add_violations(place, evaluation.violations, found);
}

void evaluate_text(const schema::Schema* schema, std::string_view text, const std::string& place,
                   std::vector<Mismatch>& found) {
  const json::Reading reading = json::read(text);
  if (reading.error) {
    found.push_back({place, "is not JSON: " + reading.error->message});
  } else if (schema) {
    evaluate(*schema, reading.document.root(), place, found);
  }
}

/// The event as the object of its fields (OAS 3.2.0 §4.14.4.1).
std::string fields_of(const text::StreamItem& item) {
  std::string json;
  json::Writer writer(json);
  writer.begin_object().string("data", item.data);
  if (!item.event.empty()) writer.string("event", item.event);
  if (!item.id.empty()) writer.string("id", item.id);
  if (!item.retry.empty()) {
    const std::size_t zeros = item.retry.find_first_not_of('0');
    writer.raw("retry", item.retry.substr(std::min(zeros, item.retry.size() - 1)));
  }
  writer.end_object();
  return json;
}

}  // namespace

std::string words_of(const std::vector<Mismatch>& mismatches) {
  std::vector<std::string> lines;
  for (const Mismatch& one : mismatches) lines.push_back(one.place + ": " + one.message);
  return text::join(lines, "\n");
}

/// Compiles all schemas of the responses.
class ResponseJudge::Maker {
 public:
  Maker(const openapi::Description& description, const openapi::Operation& operation)
      : description_(description),
        dialect_(operation.dialect),
        compiler_(description.documents(), options(operation.dialect)) {}

  Described make(const openapi::Response& response) {
    Described made;
    for (const openapi::Header& header : response.headers) made.headers.push_back(make(header));
    for (const openapi::MediaType& media : response.content) made.contents.push_back(make(media));
    return made;
  }

  /// nullptr where there is none, or it cannot be used: then anything goes.
  Schema compile(const json::Cursor& cursor) {
    if (!cursor.value) return nullptr;
    auto compiled = compiler_.compile(cursor);
    auto* done = std::get_if<Schema>(&compiled);
    return done ? std::move(*done) : nullptr;
  }

 private:
  static schema::Options options(schema::Dialect dialect) {
    schema::Options options;
    options.dialect = dialect;
    options.missing = schema::MissingDocuments::accept;
    return options;
  }

  Header make(const openapi::Header& header) {
    Header made;
    made.rule = request::default_serialisation(header.name, openapi::Location::header);
    made.rule.explode = header.explode;
    made.rule.required = header.required;
    json::Cursor schema = header.schema;
    if (!header.content.empty()) {
      made.rule.media_type = header.content.front().name;
      schema = header.content.front().schema;
    }
    made.view = description_.schema(schema, dialect_);
    made.schema = compile(schema);
    return made;
  }

  Content make(const openapi::MediaType& media) {
    Content made;
    made.view = description_.schema(media.schema, dialect_);
    made.schema = compile(media.schema);
    const StreamKind kind = text::stream_kind(media.name);
    if (kind == StreamKind::none) return made;
    openapi::SchemaView item = description_.schema(media.item_schema, dialect_);
    if (!item && made.view) {
      // The schema of the whole is one of an array; many descriptions give that of an item instead.
      const openapi::Kinds kinds = made.view.kinds();
      if (kind == StreamKind::events && kinds.string) return made;
      made.of_data = kind == StreamKind::events && !kinds.array;
      item = kinds.array ? made.view.items() : made.view;
    }
    if (!item) return made;
    made.item = compile(item.cursor());
    if (kind == StreamKind::events && !made.of_data) find_data(item, 0, made.events);
    return made;
  }

  void find_data(const openapi::SchemaView& item, int depth, std::vector<EventData>& found) {
    const openapi::SchemaView data = item.property("data").resolved();
    const json::Value type = data.cursor().value["contentMediaType"];
    json::Cursor cursor = data.cursor();
    cursor.value = cursor.value["contentSchema"];
    if (cursor.value && (!type.is_string() || text::is_json_media_type(type.string()))) {
      if (const Schema schema = compile(cursor)) {
        found.push_back({depth > 0 ? compile(item.cursor()) : nullptr, schema});
      }
    }
    if (depth == kMaxEventDepth) return;
    for (const openapi::SchemaView& variant : item.variants()) find_data(variant, depth + 1, found);
  }

  const openapi::Description& description_;
  const schema::Dialect dialect_;
  schema::Compiler compiler_;
};

ResponseJudge::ResponseJudge(const openapi::Description& description, std::size_t index)
    : operation_(description.operation(index)) {
  Maker maker(description, operation_);
  for (const openapi::Response& response : operation_.responses) {
    described_.push_back(maker.make(response));
  }
  json::Cursor message = operation_.cursor;
  message.value = message.value["x-websocket"]["receive"];
  message_ = maker.compile(message);
}

const openapi::Response* ResponseJudge::described(int status) const {
  const auto find = [&](std::string_view key) -> const openapi::Response* {
    const auto found = std::find_if(
        operation_.responses.begin(), operation_.responses.end(),
        [&](const openapi::Response& one) { return text::equals_ignoring_case(one.status, key); });
    return found == operation_.responses.end() ? nullptr : &*found;
  };
  const std::string key = std::to_string(status);
  if (const openapi::Response* own = find(key)) return own;
  if (const openapi::Response* range = find(key.substr(0, 1) + "XX")) return range;
  return find("default");
}

const ResponseJudge::Described& ResponseJudge::beside(const openapi::Response& response) const {
  return described_[static_cast<std::size_t>(&response - operation_.responses.data())];
}

const ResponseJudge::Content* ResponseJudge::content(int status, const Headers& headers) const {
  const openapi::Response* response = described(status);
  if (!response) return nullptr;
  const openapi::MediaType* media = request::described_by(response->content, content_type(headers));
  if (!media) return nullptr;
  return &beside(*response).contents[static_cast<std::size_t>(media - response->content.data())];
}

void ResponseJudge::judge_headers(const openapi::Response& response, const Headers& headers,
                                  std::vector<Mismatch>& found) const {
  for (const Header& header : beside(response).headers) {
    const std::string& name = header.rule.name;
    // OAS 3.1.0 §4.8.17.1: this one is described by `content`.
    if (text::equals_ignoring_case(name, "Content-Type")) continue;
    const std::string place = "header " + name;
    if (!headers.find(name)) {
      if (header.rule.required) found.push_back({place, "is missing"});
      continue;
    }
    if (!header.view) continue;
    const std::string value = headers.joined(name);
    const request::Check check = request::check(
        header.rule, request::parse_header(header.rule, header.view, value), header.schema.get());
    if (check.instance.error) {
      found.push_back({place, "is not JSON: " + check.instance.error->message});
    }
    add_violations(place, check.violations, found);
  }
}

bool ResponseJudge::judge_type(const openapi::Response& response, const Headers& headers,
                               std::vector<Mismatch>& found) const {
  const std::string type = content_type(headers);
  if (request::described_by(response.content, type)) return true;
  found.push_back(
      {"header Content-Type", (type.empty() ? std::string("is missing") : "is " + type) +
                                  "; the description has " + names_of(response.content)});
  return false;
}

std::vector<Mismatch> ResponseJudge::judge_fields(int status, const Headers& headers) const {
  std::vector<Mismatch> found;
  if (operation_.responses.empty()) return found;
  const openapi::Response* response = described(status);
  if (!response) {
    std::vector<std::string> known;
    for (const openapi::Response& one : operation_.responses) known.push_back(one.status);
    found.push_back({"status", std::to_string(status) + " is not documented; the description has " +
                                   text::join(known, ", ")});
    return found;
  }
  judge_headers(*response, headers, found);
  return found;
}

std::vector<Mismatch> ResponseJudge::judge_head(int status, const Headers& headers) const {
  std::vector<Mismatch> found = judge_fields(status, headers);
  const openapi::Response* response = described(status);
  if (response && !response->content.empty()) judge_type(*response, headers, found);
  return found;
}

std::vector<Mismatch> ResponseJudge::judge(std::string_view method, int status,
                                           const Headers& headers, std::string_view body) const {
  std::vector<Mismatch> found = judge_fields(status, headers);
  const openapi::Response* response = described(status);
  if (!response || response->content.empty() || method == "HEAD" || !may_have_body(status)) {
    return found;
  }
  const std::string type = content_type(headers);
  if (body.empty() && type.empty()) {
    found.push_back({"body", "is missing; the description has " + names_of(response->content)});
    return found;
  }
  if (!judge_type(*response, headers, found)) return found;
  // No content coding is undone here (RFC 9110 §8.4).
  if (headers.find("Content-Encoding")) return found;
  const Content& entry = *content(status, headers);
  const StreamKind kind = text::stream_kind(type);
  if (kind != StreamKind::none) {
    text::StreamReader reader(kind);
    std::vector<text::StreamItem> items;
    reader.feed(body, items);
    reader.end(items);
    for (const text::StreamItem& item : items) {
      for (Mismatch& one : judge_item(status, headers, item)) found.push_back(std::move(one));
    }
    return found;
  }
  switch (request::body_kind(text::essence(type), entry.view)) {
    case request::BodyKind::json:
      evaluate_text(entry.schema.get(), body, "body", found);
      break;
    case request::BodyKind::xml:
      if (const auto value = request::json_of_xml(body, entry.view)) {
        evaluate_text(entry.schema.get(), *value, "body", found);
      } else {
        found.push_back({"body", "is not XML: " + value.error().message});
      }
      break;
    case request::BodyKind::text:
      if (entry.schema) {
        json::Builder out;
        request::add_typed(out, entry.view, body);
        const request::Instance instance = request::built(std::move(out));
        evaluate(*entry.schema, instance.value(), "body", found);
      }
      break;
    default:
      break;
  }
  return found;
}

std::vector<Mismatch> ResponseJudge::judge_message(std::string_view data, bool binary) const {
  std::vector<Mismatch> found;
  if (!message_) return found;
  if (binary) {
    found.push_back({"message", "is bytes; the description has JSON"});
  } else {
    evaluate_text(message_.get(), data, "message", found);
  }
  return found;
}

std::vector<Mismatch> ResponseJudge::judge_item(int status, const Headers& headers,
                                                const text::StreamItem& item) const {
  std::vector<Mismatch> found;
  const Content* entry = content(status, headers);
  if (!entry || item.cut) return found;
  if (text::stream_kind(content_type(headers)) != StreamKind::events) {
    evaluate_text(entry->item.get(), item.data, "item", found);
    return found;
  }
  if (entry->of_data) {
    // Other data is no concern of the schema, such as a word that ends the stream.
    if (entry->item && !json::read(item.data).error) {
      evaluate_text(entry->item.get(), item.data, "event", found);
    }
    return found;
  }
  const json::Reading fields = json::read(fields_of(item));
  if (entry->item) evaluate(*entry->item, fields.document.root(), "event", found);
  for (const EventData& event : entry->events) {
    if (!event.where || schema::evaluate(*event.where, fields.document.root()).valid) {
      evaluate_text(event.data.get(), item.data, "event /data", found);
    }
  }
  return found;
}

}  // namespace vitrine
