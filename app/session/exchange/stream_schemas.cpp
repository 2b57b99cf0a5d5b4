// The schemas of streamed items, and the verdict on an item.
#include <algorithm>
#include <utility>

#include "app/json/reader.h"
#include "app/json/writer.h"
#include "app/openapi/schema_view.h"
#include "app/request/media_range.h"
#include "app/session/description/update.h"
#include "app/session/exchange/socket.h"
#include "app/session/exchange/stream.h"
#include "app/session/exchange/update.h"
#include "app/session/form/update.h"
#include "app/text/media_type.h"

namespace vitrine::session {
namespace {

using text::StreamKind;

/// The event as the object of its fields (OAS 3.2.0 §4.14.4.1).
std::string fields_of(const StreamRow& row) {
  std::string json;
  json::Writer writer(json);
  writer.begin_object().string("data", row.data);
  if (!row.event.empty()) writer.string("event", row.event);
  if (!row.id.empty()) writer.string("id", row.id);
  if (!row.retry.empty()) {
    const size_t digits = std::min(row.retry.find_first_not_of('0'), row.retry.size() - 1);
    writer.raw("retry", row.retry.substr(digits));
  }
  writer.end_object();
  return json;
}

/// Adds what is wrong with a JSON text.
void check(const schema::Schema& schema, std::string_view json, bool first_only,
           StreamVerdict& verdict, schema::Direction direction = schema::Direction::response) {
  const json::Reading reading = json::read(json);
  if (reading.error) {
    verdict.no_json = reading.error->message;
    return;
  }
  schema::EvaluateOptions options;
  options.direction = direction;
  options.first_only = first_only;
  const schema::Evaluation evaluation = schema::evaluate(schema, reading.document.root(), options);
  if (evaluation.valid || evaluation.too_expensive) return;
  for (schema::Violation& violation : flattened(evaluation.violations))
    verdict.violations.push_back(std::move(violation));
}

bool fits(const schema::Schema& schema, std::string_view json) {
  const json::Reading reading = json::read(json);
  schema::EvaluateOptions options;
  options.first_only = true;
  return schema::evaluate(schema, reading.document.root(), options).valid;
}

/// Compiles the schemas of the data of events, which JSON Schema itself does not look into
/// (Validation §8.5): that of the item itself, and those of its alternatives.
class Contents {
 public:
  Contents(Session& session, StreamSchemas& schemas, Effects& effects)
      : session_(session), schemas_(schemas), effects_(effects) {}

  void find(const openapi::SchemaView& item, int depth) {
    add(item, depth > 0);
    if (depth >= kDepth) return;
    for (const openapi::SchemaView& variant : item.variants()) find(variant, depth + 1);
  }

 private:
  static constexpr int kDepth = 3;

  void add(const openapi::SchemaView& item, bool guarded) {
    const openapi::SchemaView data = item.property("data");
    if (!data) return;
    const openapi::SchemaView resolved = data.resolved();
    const json::Value schema = resolved.cursor().value["contentSchema"];
    const json::Value type = resolved.cursor().value["contentMediaType"];
    if (!schema || (type.is_string() && !text::is_json_media_type(type.string()))) return;
    json::Cursor cursor = resolved.cursor();
    cursor.value = schema;
    StreamSchemas::Content content;
    if (guarded) content.where = compile_schema(session_, item.cursor(), item.dialect(), effects_);
    content.data = compile_schema(session_, cursor, resolved.dialect(), effects_);
    if (content.data) schemas_.contents.push_back(std::move(content));
  }

  Session& session_;
  StreamSchemas& schemas_;
  Effects& effects_;
};

}  // namespace

StreamVerdict judge(const StreamSchemas& schemas, const StreamRow& row, bool first_only) {
  StreamVerdict verdict;
  if (schemas.kind == StreamKind::messages) {
    const bool sent = row.event == kSent;
    const StreamSchemas::Compiled& schema = sent ? schemas.sent : schemas.item;
    // A text that is no JSON may mean something else, as bytes do.
    if (schema && !row.binary && !json::read(row.data).error)
      check(*schema, row.data, first_only, verdict,
            sent ? schema::Direction::request : schema::Direction::response);
    return verdict;
  }
  const bool is_event = schemas.kind == StreamKind::events;
  if (is_event && schemas.of_data) {
    // Other data is no concern of the schema, such as a word that ends the stream.
    if (!json::read(row.data).error) check(*schemas.item, row.data, first_only, verdict);
    return verdict;
  }
  const std::string json = is_event ? fields_of(row) : std::string(row.data);
  if (schemas.item) check(*schemas.item, json, first_only, verdict);
  for (const StreamSchemas::Content& content : schemas.contents) {
    if (first_only && verdict.differs()) break;
    if (!content.where || fits(*content.where, json))
      check(*content.data, row.data, first_only, verdict);
  }
  return verdict;
}

StreamSchemas stream_schemas(Session& session, const Exchange& exchange, StreamKind kind,
                             Effects& effects) {
  StreamSchemas schemas;
  schemas.kind = kind;
  if (!session.shown || editable_exchange(session) != &exchange) return schemas;
  const openapi::Operation& operation = session.shown->operation;
  const openapi::Response* response = promised_response(operation, exchange.status);
  const openapi::MediaType* media =
      response ? request::described_by(response->content, exchange.content_type) : nullptr;
  if (!media) return schemas;
  const json::DocumentSet& documents = session.spec->documents;
  openapi::SchemaView item;
  if (media->item_schema.value) {
    item = openapi::SchemaView(documents, media->item_schema, operation.dialect);
  } else if (media->schema.value) {
    // The schema of the whole is one of an array; many descriptions give that of an item instead.
    item = openapi::SchemaView(documents, media->schema, operation.dialect);
    const openapi::Kinds kinds = item.kinds();
    const openapi::SchemaView items = kinds.array ? item.items() : openapi::SchemaView();
    if (kind == StreamKind::events && kinds.string) return schemas;
    schemas.of_data = kind == StreamKind::events && !kinds.array;
    if (kinds.array) item = items;
  }
  if (!item) return schemas;
  schemas.item = compile_schema(session, item.cursor(), item.dialect(), effects);
  if (!schemas.item) schemas.of_data = false;
  if (kind == StreamKind::events && !schemas.of_data)
    Contents(session, schemas, effects).find(item, 0);
  return schemas;
}

void forget_stream_schemas(Session& session) {
  for (auto& [key, exchange] : session.exchanges) {
    if (exchange.stream) exchange.stream->schemas = {};
  }
}

}  // namespace vitrine::session
