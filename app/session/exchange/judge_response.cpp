// Judges whether a response matches the description.
#include "app/json/reader.h"
#include "app/request/media_range.h"
#include "app/session/description/update.h"
#include "app/session/exchange/update.h"
#include "app/session/form/update.h"
#include "app/text/media_type.h"

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

void judge_response(Session& session, Exchange& exchange, Effects& effects) {
  Verdict& verdict = exchange.verdict;
  verdict = {};
  const Shown& shown = *session.shown;
  if (!exchange.has_response() || shown.operation.responses.empty()) return;
  const openapi::Response* response = promised_response(shown.operation, exchange.status);
  if (!response) {
    verdict.difference = {Word::status_not_promised, {{"status", std::to_string(exchange.status)}}};
    return;
  }
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
  if (!exchange.complete || !text::is_json_media_type(exchange.content_type)) return;
  const json::Reading reading = json::read(exchange.window);
  if (reading.error) {
    verdict.difference = {Word::response_not_json, {{"message", reading.error->message}}};
    return;
  }
  if (!media->schema.value) return;
  const auto schema = compile_schema(session, media->schema, shown.operation.dialect, effects);
  if (!schema) return;
  schema::EvaluateOptions options;
  options.direction = schema::Direction::response;
  schema::Evaluation evaluation = schema::evaluate(*schema, reading.document.root(), options);
  verdict.matches = evaluation.valid;
  if (!evaluation.too_expensive) verdict.violations = flattened(evaluation.violations);
  const openapi::SchemaView view(session.spec->documents, media->schema, shown.operation.dialect);
  verdict.schema_name = view.reference_name();
}

}  // namespace vitrine::session
