// Writes an operation's request as code, without a form.
#include <utility>

#include "app/json/reader.h"
#include "app/openapi/example.h"
#include "app/request/body.h"
#include "app/request/request.h"
#include "app/request/snippet.h"
#include "app/session/reference/markdown.h"
#include "app/session/reference/markdown_text.h"
#include "app/session/reference/messages.h"
#include "app/session/reference/operation_facts.h"

namespace vitrine::session {
namespace {

constexpr std::size_t kBodyBytes = 8'000;
constexpr std::string_view kLanguages[] = {"curl", "javascript-fetch", "python-requests"};

std::string made_up(const openapi::SchemaView& schema) {
  schema::ExampleOptions options;
  options.direction = schema::Direction::request;
  options.bytes = kBodyBytes;
  const auto made = openapi::example(schema, options);
  return made ? *made : std::string();
}

request::ParameterValue value_of(const openapi::Parameter& parameter,
                                 const openapi::SchemaView& schema) {
  const auto& examples = examples_of(parameter);
  if (!examples.empty() && examples.front().value.value)
    return {request::State::value, value_text(examples.front().value.value)};
  const std::string json = made_up(schema);
  if (json.empty()) return {};
  return {request::State::value, value_text(json::read(json).document.root())};
}

void add_body(request::RequestInput& input, const openapi::Description& description,
              const openapi::Operation& operation) {
  if (!operation.request_body || operation.request_body->content.empty()) return;
  const openapi::MediaType& media = operation.request_body->content.front();
  request::BodyInput body;
  body.media = &media;
  body.schema = description.schema(media.schema, operation.dialect);
  std::string text;
  if (!media.examples.empty()) {
    const openapi::Example& first = media.examples.front();
    if (first.value.value || !first.serialized.empty()) text = example_text(first, kBodyBytes + 1);
    if (text.size() > kBodyBytes) text.clear();
  }
  if (text.empty() && request::body_kind(media.name, body.schema) != request::BodyKind::binary)
    text = made_up(body.schema);
  body.text = text;
  body.may_hold_secrets = request::has_secrets(body.schema);
  request::MadeBody made = request::make_body(body);
  input.body = std::move(made.body);
  if (input.body) input.content_type = std::move(made.content_type);
}

request::HttpRequest request_of(const openapi::Description& description,
                                const openapi::Operation& operation) {
  request::RequestInput input;
  input.operation = &operation;
  input.documents = &description.documents();
  if (!operation.servers.empty()) {
    const openapi::Server& server = operation.servers.front();
    const auto address = request::expand(server);
    input.server_url = address ? *address : server.url;
  }
  for (const openapi::Parameter& parameter : operation.parameters) {
    const openapi::SchemaView schema = description.schema(schema_of(parameter), operation.dialect);
    input.parameters.push_back(parameter.required ? value_of(parameter, schema)
                                                  : request::ParameterValue{});
    input.secret.push_back(request::is_secret_name(parameter.in, parameter.name) ||
                           request::has_secrets(schema));
  }
  add_body(input, description, operation);
  if (operation.security.empty()) return request::build(input).request;
  const auto& schemes = description.security_schemes();
  for (const openapi::RequiredScheme& required : operation.security.front().schemes)
    if (required.scheme >= 0)
      input.credentials.push_back(
          {&schemes[static_cast<std::size_t>(required.scheme)], "user", "secret"});
  return request::build(input).request;
}

}  // namespace

std::string code_markdown(const openapi::Description& description,
                          const openapi::Operation& operation, schema::Language language,
                          int level) {
  std::string text;
  Sheet sheet(description, language, text);
  const auto add = [&](std::string_view title, std::string_view code, std::string_view lexer) {
    if (text.empty()) sheet.heading(level, sheet.word(Word::code));
    sheet.paragraph(one_line(title));
    sheet.gap();
    text += fenced(code, lexer);
  };
  for (const openapi::CodeSample& sample : operation.code_samples)
    add(sample.label.empty() ? sample.language : sample.label, sample.source, {});
  if (operation.webhook || is_socket(operation)) return text;
  const request::HttpRequest request = request_of(description, operation);
  for (const std::string_view key : kLanguages)
    if (const request::Snippet* snippet = request::find_snippet(key))
      add(snippet->title, snippet->write(request, request::Secrets::masked), snippet->highlight);
  return text;
}

}  // namespace vitrine::session
