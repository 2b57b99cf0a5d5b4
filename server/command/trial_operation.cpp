#include "server/command/trial_operation.h"

#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/request/body.h"
#include "app/text/ascii.h"
#include "app/text/media_type.h"

/// Makes requests of values, and asks the description for its verdict on them.
namespace vitrine::command {

namespace {

using nlohmann::ordered_json;

/// The smallest picture: one transparent pixel.
std::string png() {
  static constexpr unsigned char kBytes[] = {
      0x89, 'P',  'N',  'G',  0x0d, 0x0a, 0x1a, 0x0a, 0,    0,    0,    0x0d, 'I',  'H',
      'D',  'R',  0,    0,    0,    1,    0,    0,    0,    1,    8,    6,    0,    0,
      0,    0x1f, 0x15, 0xc4, 0x89, 0,    0,    0,    0x0a, 'I',  'D',  'A',  'T',  0x78,
      0x9c, 'c',  0,    1,    0,    0,    5,    0,    1,    0x0d, 0x0a, 0x2d, 0xb4, 0,
      0,    0,    0,    'I',  'E',  'N',  'D',  0xae, 'B',  '`',  0x82};
  return {reinterpret_cast<const char*>(kBytes), sizeof kBytes};
}

bool is_picture(std::string_view type) { return text::essence(type).starts_with("image/"); }

std::string sample(const request::FileRef& file) {
  return is_picture(file.type) ? png() : std::string("a sample of vitrine test\n");
}

request::FileRef file_of(std::string_view type) {
  request::FileRef file;
  file.id = "sample";
  const bool any = type.empty() || type.find('*') != std::string_view::npos;
  file.type = is_picture(type) || any ? "image/png" : std::string(type);
  file.name = is_picture(file.type) ? "sample.png" : "sample.txt";
  return file;
}

/// A JSON text as it is typed into a field.
request::ParameterValue typed(const std::string& json) {
  const json::Reading reading = json::read(json);
  const json::Value value = reading.document.root();
  if (value.is_null()) return {request::State::null, {}};
  if (!value.is_string()) return {request::State::value, json};
  if (value.string().empty()) return {request::State::empty, {}};
  return {request::State::value, std::string(value.string())};
}

std::string flat(const request::Body& body) {
  std::string bytes;
  for (const request::BodyPiece& piece : body) {
    if (const auto* run = std::get_if<request::SecretText>(&piece)) {
      bytes += run->text;
    } else {
      bytes += sample(std::get<request::FileRef>(piece));
    }
  }
  return bytes;
}

}  // namespace

TrialOperation::TrialOperation(std::shared_ptr<const Snapshot> snapshot, std::size_t index,
                               const TrialOptions& options)
    : snapshot_(std::move(snapshot)),
      index_(index),
      options_(options),
      mock_(snapshot_, index),
      judge_(snapshot_->description, index) {}

std::string TrialOperation::name() const { return operation().method + " " + operation().path; }

openapi::SchemaView TrialOperation::view(std::size_t parameter) const {
  const openapi::Parameter& one = operation().parameters[parameter];
  const json::Cursor& schema =
      one.schema.value || one.content.empty() ? one.schema : one.content.front().schema;
  return snapshot_->description.schema(schema, operation().dialect);
}

openapi::SchemaView TrialOperation::body_view(std::size_t media) const {
  const openapi::MediaType& one = operation().request_body->content[media];
  return snapshot_->description.schema(one.schema, operation().dialect);
}

bool TrialOperation::takes_bytes(std::size_t media) const {
  if (!operation().request_body || operation().request_body->content.empty()) return false;
  return !files(media, "{}").empty();
}

/// A file at each place that takes one: the whole body, or a field of a form.
std::vector<request::ChosenFile> TrialOperation::files(std::size_t media,
                                                       const std::string& text) const {
  std::vector<request::ChosenFile> all;
  const openapi::MediaType& described = operation().request_body->content[media];
  const openapi::SchemaView form = body_view(media);
  const auto kind = request::body_kind(described.name, form);
  if (kind == request::BodyKind::binary) all.push_back({"", file_of(described.name)});
  if (kind != request::BodyKind::multipart) return all;
  const json::Reading given = json::read(text);
  for (const openapi::Property& property : form.properties()) {
    if (given.document.root().size() > 0 && !given.document.root()[property.name]) continue;
    const bool list = property.schema.kinds().array;
    const openapi::SchemaView one = list ? property.schema.items() : property.schema;
    if (!request::takes_file(described, property.name, one)) continue;
    std::string type(one.keyword("contentMediaType").string());
    for (const openapi::Encoding& encoding : described.encoding) {
      if (encoding.property == property.name) type = encoding.content_type;
    }
    std::string_view types = type;
    const std::string first(text::trim(text::take_piece(types, ',')));
    std::string pointer;
    json::append(pointer, property.name);
    all.push_back({list ? pointer + "/0" : pointer, file_of(first)});
  }
  return all;
}

std::optional<TrialRequest> TrialOperation::build(const TrialValues& values,
                                                  const MockRouter& router) const {
  const openapi::Operation& described = operation();
  request::RequestInput input;
  input.operation = &described;
  input.documents = &snapshot_->description.documents();
  input.server_url = options_.server;
  for (const std::optional<std::string>& value : values.parameters) {
    input.parameters.push_back(value ? typed(*value) : request::ParameterValue{});
  }
  for (const auto& [name, value] : options_.headers) {
    input.extra_headers.push_back(
        {name, value, request::is_secret_name(openapi::Location::header, name)});
  }
  if (values.body && described.request_body && !described.request_body->content.empty()) {
    const openapi::MediaType& media = described.request_body->content[values.media];
    request::BodyInput body;
    body.media = &media;
    body.schema = body_view(values.media);
    body.files = files(values.media, *values.body);
    body.may_hold_secrets = false;
    const auto kind = request::body_kind(media.name, body.schema);
    const std::string text =
        kind == request::BodyKind::text ? typed(*values.body).text : *values.body;
    body.text = text;
    request::MadeBody made = request::make_body(body);
    input.body = std::move(made.body);
    input.content_type = std::move(made.content_type);
  }
  request::Built built = request::build(input);
  if (!built.sendable()) return std::nullopt;
  TrialRequest made;
  made.printed = std::move(built.request);
  made.sent.method = made.judged.method = made.printed.method;
  made.sent.url = made.printed.url.text;
  made.judged.target = made.sent.url.substr(options_.server.size());
  for (const request::HeaderField& field : made.printed.headers) {
    made.sent.headers.add(field.name, field.value.text);
  }
  made.judged.headers = made.sent.headers;
  if (made.printed.body) {
    made.sent.has_body = true;
    made.sent.body = made.judged.body = flat(*made.printed.body);
  }
  // Values such as "mine" may lead to another operation.
  const auto found = router.find(made.judged.method, made.judged.path());
  if (found.operation != index_) return std::nullopt;
  return made;
}

TrialVerdict TrialOperation::verdict(const TrialRequest& request, const MockRouter& router) const {
  const auto found = router.find(request.judged.method, request.judged.path());
  const std::optional<Response> refusal = mock_.refuse(request.judged, found);
  TrialVerdict verdict;
  if (!refusal) return verdict;
  verdict.valid = false;
  verdict.wrong = 1;
  verdict.place = "body";
  const ordered_json problem = ordered_json::parse(refusal->text(), nullptr, false);
  if (!problem.is_object()) return verdict;
  verdict.message = problem.value("detail", "");
  const auto errors = problem.find("errors");
  if (errors == problem.end() || !errors->is_array() || errors->empty()) return verdict;
  const ordered_json& first = errors->front();
  verdict.wrong = errors->size();
  verdict.place = first.value("in", "");
  const std::string name = first.value("name", "");
  const std::string pointer = first.value("pointer", "");
  if (verdict.place != "body" && !name.empty()) verdict.place += " " + name;
  if (!pointer.empty()) verdict.place += " " + pointer;
  verdict.keyword = first.value("keyword", "");
  verdict.message = first.value("message", "");
  return verdict;
}

}  // namespace vitrine::command
