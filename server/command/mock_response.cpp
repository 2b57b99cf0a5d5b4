#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/openapi/example.h"
#include "app/request/body.h"
#include "app/text/ascii.h"
#include "app/text/media_type.h"
#include "server/api/http/problem.h"
#include "server/api/http/request_head.h"
#include "server/command/mock_operation.h"
#include "server/command/prefer.h"

/// Makes a response of what the description says of it.
namespace vitrine::command {

namespace {

using json::Value;

/// Headers that the server itself is answerable for, and those that would change what a browser
/// thinks of this origin, or make it ask the user for a password: they are of the description's
/// server.
constexpr std::array<std::string_view, 20> kNotMade = {"connection",
                                                       "content-encoding",
                                                       "content-length",
                                                       "content-security-policy",
                                                       "content-type",
                                                       "clear-site-data",
                                                       "date",
                                                       "keep-alive",
                                                       "nel",
                                                       "refresh",
                                                       "report-to",
                                                       "service-worker-allowed",
                                                       "set-cookie",
                                                       "strict-transport-security",
                                                       "te",
                                                       "trailer",
                                                       "transfer-encoding",
                                                       "upgrade",
                                                       "www-authenticate",
                                                       "x-content-type-options"};

bool is_made(std::string_view name) {
  const std::string lower = text::lower(name);
  return is_token(name) && !lower.starts_with("access-control-") &&
         std::find(kNotMade.begin(), kNotMade.end(), lower) == kNotMade.end();
}

/// 204 for `204`, 400 for `4XX`, 0 for others.
int status_of(std::string_view key) {
  if (key.size() != 3 || key[0] < '2' || key[0] > '5') return 0;
  const int hundreds = (key[0] - '0') * 100;
  if (text::lower(key.substr(1)) == "xx") return hundreds;
  if (!text::is_digit(key[1]) || !text::is_digit(key[2])) return 0;
  return hundreds + (key[1] - '0') * 10 + (key[2] - '0');
}

bool is_range(std::string_view key) { return key.size() == 3 && text::lower(key[1]) == 'x'; }

bool has_content(int status) { return status != 204 && status != 205 && status != 304; }

/// An item as a server-sent event (HTML §9.2.5): one with `data` has the fields of an event.
std::string event_text(Value item) {
  const auto plain = [](Value value) {
    return value.is_string() ? std::string(value.string()) : json::compact(value);
  };
  std::string text;
  const Value data = item["data"];
  if (data) {
    for (const char* name : {"event", "id", "retry"}) {
      if (item[name]) text += name + (": " + plain(item[name])) + '\n';
    }
  }
  const std::string all = plain(data ? data : item);
  for (std::string_view rest = all; !rest.empty();) {
    text += "data: " + std::string(text::take_piece(rest, '\n')) + '\n';
  }
  return text + '\n';
}

}  // namespace

class MockResponse {
 public:
  MockResponse(const MockOperation& operation, const Request& request)
      : operation_(operation.operation_),
        description_(operation.snapshot_->description),
        accept_(request.headers.joined("Accept")),
        prefer_(request.headers.joined("Prefer")) {}

  Response run() {
    choose();
    Response made;
    made.status = status_;
    if (described_) {
      if (!described_->content.empty() && has_content(status_)) {
        if (auto refusal = write_content(made)) return std::move(*refusal);
      }
      write_headers(made);
    }
    for (const std::string& name : applied_) made.headers.add("Preference-Applied", name);
    made.headers.add("Vary", "Accept, Prefer");
    made.headers.add("Cache-Control", "no-store");
    // It may be HTML or SVG: it must not act in the name of this origin.
    made.headers.add("Content-Security-Policy", "default-src 'none'; sandbox");
    return made;
  }

 private:
  const openapi::Response* find(std::string_view key) const {
    for (const openapi::Response& response : operation_.responses) {
      if (text::equals_ignoring_case(response.status, key)) return &response;
    }
    return nullptr;
  }

  /// The response of a status: its own, that of its range, or `default` (OAS 3.1.0 §4.8.16).
  const openapi::Response* find(int status) const {
    const std::string key = std::to_string(status);
    if (const auto* own = find(key)) return own;
    if (const auto* range = find(key.substr(0, 1) + "XX")) return range;
    return find("default");
  }

  void choose() {
    if (const auto code = preference(prefer_, "code"); code && !is_range(*code)) {
      // One that the description does not have is ignored, as RFC 7240 §2 asks for.
      if (const int status = status_of(*code); status != 0 && (described_ = find(status))) {
        status_ = status;
        applied_.push_back("code=" + *code);
        return;
      }
    }
    int least = 0;
    for (const openapi::Response& response : operation_.responses) {
      const int status = status_of(response.status);
      if (status == 0) continue;
      // A status before its range.
      const int rank = status + (is_range(response.status) ? 99 : 0);
      if (described_ && rank >= least) continue;
      described_ = &response;
      status_ = status;
      least = rank;
    }
    const bool failure = !described_ || status_ >= 400;
    if (const auto* other = find("default"); other && failure) {
      described_ = other;
      status_ = 200;
    }
    if (!described_) status_ = 204;
  }

  openapi::SchemaView view(const json::Cursor& schema) const {
    return description_.schema(schema, operation_.dialect);
  }

  /// The type of a range such as `*/*`.
  std::string definite(const openapi::MediaType& media) const {
    const std::string essence = text::essence(media.name);
    if (essence.find('*') == std::string::npos) return media.name;
    if (essence == "text/*") return "text/plain";
    if (essence == "image/*") return "image/png";
    if (essence != "*/*" && essence != "application/*") return "application/octet-stream";
    const auto kind = request::body_kind(media.name, view(media.schema));
    return kind == request::BodyKind::binary ? "application/octet-stream" : "application/json";
  }

  std::optional<Response> write_content(Response& made) {
    const openapi::MediaType* chosen = nullptr;
    int most = 0;
    std::string all;
    for (const openapi::MediaType& media : described_->content) {
      const std::string type = definite(media);
      all += (all.empty() ? "" : " or ") + type;
      const int liked = liking(accept_, type);
      if (liked <= most) continue;
      chosen = &media;
      most = liked;
    }
    // Words about an error are better than none (RFC 9110 §15.5.7).
    if (!chosen && status_ >= 400) chosen = &described_->content.front();
    if (!chosen) {
      return problem_response(406, "This response is " + all + ", and Accept allows none of it");
    }
    openapi::MediaType media = *chosen;
    media.name = definite(*chosen);
    made.headers.set("Content-Type", media.name);
    return write_body(media, made);
  }

  const openapi::Example* example_of(const std::vector<openapi::Example>& examples) {
    const auto named = preference(prefer_, "example");
    if (named) {
      for (const openapi::Example& example : examples) {
        if (example.name != *named || (!example.value.value && example.serialized.empty()))
          continue;
        applied_.push_back("example=" + json::quote(*named));
        return &example;
      }
    }
    if (preference(prefer_, "dynamic") == "true") {
      applied_.push_back("dynamic=true");
      return nullptr;
    }
    for (const openapi::Example& example : examples) {
      if (example.value.value || !example.serialized.empty()) return &example;
    }
    return nullptr;
  }

  std::optional<Response> write_body(const openapi::MediaType& media, Response& made) {
    if (const openapi::Example* example = example_of(media.examples)) {
      if (example->value.value) return write_value(media, example->value.value, made);
      made.body = example->serialized;
      return std::nullopt;
    }
    const bool items = !media.schema.value && media.item_schema.value;
    const openapi::SchemaView schema = view(items ? media.item_schema : media.schema);
    const auto kind = request::body_kind(media.name, schema);
    // Bytes of an image are nothing that a schema could make.
    if (kind == request::BodyKind::binary) return std::nullopt;
    if (!schema) {
      if (kind == request::BodyKind::json) made.body = "{}";
      return std::nullopt;
    }
    schema::ExampleOptions options;
    options.direction = schema::Direction::response;
    const json::Result<std::string> text = openapi::example(schema, options);
    if (!text) {
      return problem_response(500, "No example can be made of the schema of this response (" +
                                       text.error().message +
                                       "). Write one as \"example\" in the description");
    }
    const json::Reading reading = json::read(items ? "[" + *text + "]" : *text);
    return write_value(media, reading.document.root(), made);
  }

  std::optional<Response> write_value(const openapi::MediaType& media, Value value,
                                      Response& made) {
    if (text::essence(media.name) == "text/event-stream") {
      if (value.is_string()) {
        made.body = value.string();
      } else if (value.is_array()) {
        for (const Value item : value.elements()) made.body += event_text(item);
      } else {
        made.body = event_text(value);
      }
      return std::nullopt;
    }
    request::BodyInput input;
    input.media = &media;
    input.schema = view(media.schema);
    input.may_hold_secrets = false;
    const auto kind = request::body_kind(media.name, input.schema);
    std::string text = json::pretty(value);
    // A string is the text itself where the media type is not JSON.
    if (kind != request::BodyKind::json && value.is_string()) text = value.string();
    if (kind == request::BodyKind::lines && value.is_object()) text = "[" + text + "]";
    input.text = text;
    const request::MadeBody body = request::make_body(input);
    if (!body.content_type.empty()) made.headers.set("Content-Type", body.content_type);
    if (!body.body) return std::nullopt;
    for (const request::BodyPiece& piece : *body.body) {
      if (const auto* run = std::get_if<request::SecretText>(&piece)) made.body += run->text;
    }
    return std::nullopt;
  }

  void write_headers(Response& made) const {
    for (const openapi::Header& header : described_->headers) {
      if (!is_made(header.name)) continue;
      request::Serialisation rule =
          request::default_serialisation(header.name, openapi::Location::header);
      rule.explode = header.explode;
      json::Cursor schema = header.schema;
      std::vector<openapi::Example> examples = header.examples;
      if (!schema.value && !header.content.empty()) {
        rule.media_type = header.content.front().name;
        schema = header.content.front().schema;
        if (examples.empty()) examples = header.content.front().examples;
      }
      const auto written =
          std::find_if(examples.begin(), examples.end(),
                       [](const openapi::Example& example) { return bool(example.value.value); });
      if (written != examples.end()) {
        add_header(made, rule, written->value.value);
      } else if (schema.value) {
        schema::ExampleOptions options;
        options.direction = schema::Direction::response;
        const auto text = openapi::example(view(schema), options);
        if (!text) continue;
        const json::Reading reading = json::read(*text);
        add_header(made, rule, reading.document.root());
      }
    }
  }

  static void add_header(Response& made, const request::Serialisation& rule, Value value) {
    const auto text = request::serialise(rule, value);
    if (text && request::has_text(value)) made.headers.add(rule.name, *text);
  }

  const openapi::Operation& operation_;
  const openapi::Description& description_;
  const std::string accept_;
  const std::string prefer_;
  const openapi::Response* described_ = nullptr;
  int status_ = 0;
  std::vector<std::string> applied_;
};

Response MockOperation::respond(const Request& request) const {
  return MockResponse(*this, request).run();
}

}  // namespace vitrine::command
