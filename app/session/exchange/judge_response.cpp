// Judges whether a response matches the description.
#include <optional>
#include <utility>

#include "app/json/reader.h"
#include "app/request/media_range.h"
#include "app/request/parameter.h"
#include "app/session/description/update.h"
#include "app/session/exchange/update.h"
#include "app/session/form/update.h"
#include "app/text/ascii.h"

namespace vitrine::session {

// The most exact key wins (OAS 3.1.0 §4.8.16): `404`, then `4XX`, then `default`.
const openapi::Response* promised_response(const openapi::Operation& operation, uint16_t status) {
  const std::string exact = std::to_string(status);
  const openapi::Response* range = nullptr;
  const openapi::Response* any = nullptr;
  for (const openapi::Response& response : operation.responses) {
    if (response.status == exact) return &response;
    if (response.status.size() == 3 && response.status[0] == exact[0] &&
        (response.status[1] | 0x20) == 'x') {
      range = &response;
    }
    if (response.status == "default") any = &response;
  }
  return range ? range : any;
}

namespace {

/// Longer bodies are judged in slices.
constexpr uint64_t kAtOnce = 256 * 1024;

/// All values of a header, as one (RFC 9110 §5.2); nothing where it is not there.
std::optional<std::string> header_value(const Exchange& exchange, std::string_view name) {
  std::optional<std::string> all;
  for (const auto& [each, value] : exchange.headers) {
    if (!text::equals_ignoring_case(each, name)) continue;
    all = all ? *all + ", " + value : value;
  }
  return all;
}

void judge_headers(Session& session, Exchange& exchange, const openapi::Response& response,
                   Effects& effects) {
  const openapi::Operation& operation = session.shown->operation;
  // Browsers hide most headers of other origins (Fetch §3.2.3).
  const bool sees_all = origin_of(exchange.request.url) == origin_of(session.settings.page_url) &&
                        exchange.redirected.empty();
  for (const openapi::Header& header : response.headers) {
    // OAS 3.1.0 §4.8.17.1: this one is described by `content`.
    if (text::equals_ignoring_case(header.name, "content-type")) continue;
    const std::optional<std::string> value = header_value(exchange, header.name);
    Verdict::Header found{header.name, {}};
    if (!value) {
      if (!header.required || !sees_all) continue;
      found.difference = {Word::header_missing, {{"name", header.name}}};
      exchange.verdict.headers.push_back(std::move(found));
      continue;
    }
    request::Serialisation rule =
        request::default_serialisation(header.name, openapi::Location::header);
    rule.explode = header.explode;
    json::Cursor schema = header.schema;
    if (!header.content.empty()) {
      rule.media_type = header.content.front().name;
      schema = header.content.front().schema;
    }
    if (!schema.value) continue;
    const openapi::SchemaView view(session.spec->documents, schema, operation.dialect);
    const auto compiled = compile_schema(session, schema, operation.dialect, effects);
    request::Check check =
        request::check(rule, request::parse_header(rule, view, *value), compiled.get());
    if (check.valid()) continue;
    found.violations = flattened(check.violations);
    if (check.instance.error) {
      found.difference = {Word::response_not_json, {{"message", check.instance.error->message}}};
    }
    exchange.verdict.headers.push_back(std::move(found));
  }
}

}  // namespace

void judge_response(Session& session, Exchange& exchange, Effects& effects) {
  Verdict& verdict = exchange.verdict;
  verdict = {};
  find_token(session, exchange);
  const Shown& shown = *session.shown;
  if (!exchange.has_response() || exchange.socket || shown.operation.responses.empty()) return;
  const openapi::Response* response = promised_response(shown.operation, exchange.status);
  if (!response) {
    verdict.difference = {Word::status_not_promised, {{"status", std::to_string(exchange.status)}}};
    return;
  }
  judge_headers(session, exchange, *response, effects);
  find_next_steps(session, exchange, *response);
  if (response->content.empty() || exchange.received == 0) return;
  const openapi::MediaType* media = request::described_by(response->content, exchange.content_type);
  if (!media) {
    std::string promised;
    for (const openapi::MediaType& each : response->content) {
      promised += (promised.empty() ? "" : ", ") + each.name;
    }
    const std::string type = exchange.content_type.empty() ? "—" : exchange.content_type;
    verdict.difference = {Word::type_not_promised, {{"promised", promised}, {"type", type}}};
    return;
  }
  if (exchange.stream) return;  // each of its items is judged
  const auto body = session.work->bodies.find(exchange.id);
  if (!exchange.complete || body == session.work->bodies.end()) return;
  // What is known not to be all of it is not judged.
  if (!exchange.broken_off.empty() || exchange.read < exchange.received) return;
  const json::Reading& reading = body->second.reading;
  if (reading.error) {
    verdict.difference = {Word::response_not_json, {{"message", reading.error->message}}};
    return;
  }
  if (!media->schema.value) return;
  const openapi::SchemaView view(session.spec->documents, media->schema, shown.operation.dialect);
  verdict.schema_name = view.reference_name();
  if (exchange.received > kAtOnce) {
    judge_in_slices(session, exchange, view, effects);
    emit(effects, Wake{Timer::idle, 0});
    return;
  }
  const auto schema = compile_schema(session, media->schema, shown.operation.dialect, effects);
  if (!schema) return;
  schema::EvaluateOptions options;
  options.direction = schema::Direction::response;
  schema::Evaluation evaluation = schema::evaluate(*schema, reading.document.root(), options);
  verdict.matches = evaluation.valid;
  if (!evaluation.too_expensive) verdict.violations = flattened(evaluation.violations);
}

}  // namespace vitrine::session
