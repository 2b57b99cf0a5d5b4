#include <set>
#include <string_view>
#include <variant>

#include "app/openapi/context.h"
#include "app/openapi/methods.h"
#include "app/text/ascii.h"

/// Response, Link and Callback Objects (OAS 3.1.0 §4.8.17, §4.8.20, §4.8.18).
namespace vitrine::openapi {

using json::Cursor;
using json::Value;

void check_status(Context& context, const Cursor& responses, const json::Member& member) {
  const std::string_view key = member.key;
  if (key == "default") return;
  const bool number = key.size() == 3 && key[0] >= '1' && key[0] <= '5';
  if (number && (key.substr(1) == "XX" || (text::is_digit(key[1]) && text::is_digit(key[2]))))
    return;
  context.report_name(rule::kStatus, responses, member,
                      quoted(key) + " is not a status such as 200, 4XX or default");
}

std::vector<Link> read_links(Context& context, const Cursor& links) {
  std::vector<Link> list;
  for (const json::Member& entry : links.value.members()) {
    if (is_extension(entry.key)) continue;
    const Cursor cursor = context.follow(child(links, entry.value), "link");
    if (!context.is_object(cursor, "a link must be an object; it is left out")) continue;
    context.check_fields(cursor, "a link",
                         "operationRef operationId parameters requestBody description server");
    Link link{std::string(entry.key), context.text(cursor, "operationId"),
              context.text(cursor, "operationRef"), context.text(cursor, "description"), cursor};
    if (link.operation_id.empty() == link.operation_ref.empty()) {
      context.report(rule::kExclusiveFields, cursor,
                     "the link " + quoted(entry.key) +
                         " must have one of \"operationId\" and \"operationRef\"");
    }
    if (!link.operation_ref.empty()) {
      const auto target = context.set->resolve(cursor, link.operation_ref);
      if (const auto* wrong = std::get_if<json::Error>(&target)) {
        context.report(rule::kLinkTarget, cursor, cursor.value["operationRef"], wrong->message);
      }
    }
    list.push_back(std::move(link));
  }
  return list;
}

Response read_response(Context& context, const Cursor& given, std::string_view status) {
  Response response;
  response.status = std::string(status);
  const Cursor cursor = context.follow(given, "response");
  if (!context.is_object(cursor, "a response must be an object; what it describes is unknown")) {
    return response;
  }
  context.check_fields(cursor, "a response",
                       context.at_least(Version::v3_2)
                           ? "description headers content links summary"
                           : "description! headers content links summary@2");
  response.summary = context.text(cursor, "summary");
  response.description = context.text(cursor, "description");
  response.headers = read_headers(context, context.object(cursor, "headers"));
  response.content = read_content(context, context.object(cursor, "content"));
  response.links = read_links(context, context.object(cursor, "links"));
  return response;
}

std::vector<Response> read_responses(Context& context, const Cursor& responses) {
  std::vector<Response> list;
  for (const json::Member& member : responses.value.members()) {
    if (is_extension(member.key)) continue;
    check_status(context, responses, member);
    list.push_back(read_response(context, child(responses, member.value), member.key));
  }
  return list;
}

namespace {

/// `name` after `prefix`; nothing when the text does not begin so.
std::string_view after(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) ? text.substr(prefix.size()) : std::string_view();
}

bool is_runtime_expression(std::string_view text) {
  if (text == "$url" || text == "$method" || text == "$statusCode") return true;
  for (const std::string_view message : {"$request.", "$response."}) {
    const std::string_view source = after(text, message);
    if (source == "body" || after(source, "body#").starts_with('/') || source == "body#") {
      return true;
    }
    for (const std::string_view place : {"header.", "query.", "path."}) {
      if (!after(source, place).empty()) return true;
    }
  }
  return false;
}

}  // namespace

bool is_expression_template(std::string_view text) {
  size_t at = 0;
  while ((at = text.find_first_of("{}", at)) != std::string_view::npos) {
    const size_t end = text.find('}', at);
    if (text[at] == '}' || end == std::string_view::npos) return false;
    const std::string_view inside = text.substr(at + 1, end - at - 1);
    if (inside.empty() || (inside[0] == '$' && !is_runtime_expression(inside))) return false;
    at = end + 1;
  }
  return !text.starts_with('$') || is_runtime_expression(text);
}

std::vector<Callback> read_callbacks(Context& context, const Cursor& callbacks) {
  std::vector<Callback> list;
  for (const json::Member& named : callbacks.value.members()) {
    if (is_extension(named.key)) continue;
    const Cursor expressions = context.follow(child(callbacks, named.value), "callback");
    if (!context.is_object(expressions, "a callback must be an object; it is left out")) continue;
    for (const json::Member& expression : expressions.value.members()) {
      if (is_extension(expression.key)) continue;
      if (!is_expression_template(expression.key)) {
        context.report(
            rule::kRuntimeExpression, expressions, expression.value,
            quoted(expression.key) + " is not a runtime expression such as {$request.body#/url}");
      }
      std::set<std::string_view> methods;
      const std::vector<Cursor> items = context.path_items(child(expressions, expression.value));
      for (const Cursor& item : items) {
        for (const json::Member& member : item.value.members()) {
          if (!is_method(member.key, context.version) || !member.value.is_object()) continue;
          if (!methods.insert(member.key).second) continue;
          const Cursor operation = context.here(child(item, member.value), "an operation");
          if (!operation.value.is_object()) continue;
          Callback callback;
          callback.name = std::string(named.key);
          callback.expression = std::string(expression.key);
          callback.method = text::upper(member.key);
          callback.summary = context.text(operation, "summary");
          callback.description = context.text(operation, "description");
          callback.cursor = operation;
          callback.path_items = items;
          list.push_back(std::move(callback));
        }
      }
    }
  }
  return list;
}

}  // namespace vitrine::openapi
