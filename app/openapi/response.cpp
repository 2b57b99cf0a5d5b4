#include "app/openapi/context.h"
#include "app/openapi/methods.h"

/// Response, Link and Callback Objects (OAS 3.1.0 §4.8.17, §4.8.20, §4.8.18).
namespace vitrine::openapi {

using json::Cursor;
using json::Value;

bool is_status(std::string_view key) {
  if (key == "default") return true;
  if (key.size() != 3 || key[0] < '1' || key[0] > '5') return false;
  if (key.substr(1) == "XX" || key.substr(1) == "xx") return true;
  return key[1] >= '0' && key[1] <= '9' && key[2] >= '0' && key[2] <= '9';
}

std::vector<Response> read_responses(Context& context, const Cursor& responses) {
  std::vector<Response> list;
  for (const json::Member& member : responses.value.members()) {
    if (is_extension(member.key)) continue;
    if (!is_status(member.key)) {
      context.report(Severity::warning, responses, member.value,
                     quoted(member.key) + " is not a status such as 200, 4XX or default");
    }
    Response response;
    response.status = std::string(member.key);
    Cursor cursor = context.follow(child(responses, member.value), "response");
    if (cursor.value && !cursor.value.is_object()) {
      context.error(cursor, "a response must be an object; what it describes is unknown");
    }
    if (cursor.value.is_object()) {
      response.summary = context.text(cursor, "summary");
      response.description = context.text(cursor, "description");
      response.headers = read_headers(context, context.object(cursor, "headers"));
      response.content = read_content(context, context.object(cursor, "content"));
      const Cursor links = context.object(cursor, "links");
      for (const json::Member& entry : links.value.members()) {
        Cursor link = context.follow(child(links, entry.value), "link");
        if (!link.value.is_object()) continue;
        response.links.push_back({std::string(entry.key), context.text(link, "operationId"),
                                  context.text(link, "operationRef"),
                                  context.text(link, "description")});
      }
    }
    list.push_back(std::move(response));
  }
  return list;
}

std::vector<Callback> read_callbacks(Context& context, const Cursor& callbacks) {
  std::vector<Callback> list;
  for (const json::Member& named : callbacks.value.members()) {
    if (is_extension(named.key)) continue;
    const Cursor expressions = context.follow(child(callbacks, named.value), "callback");
    if (expressions.value && !expressions.value.is_object()) {
      context.error(expressions, "a callback must be an object; it is left out");
    }
    for (const json::Member& expression : expressions.value.members()) {
      if (is_extension(expression.key)) continue;
      const Cursor item = context.follow(child(expressions, expression.value), "path item");
      for (const json::Member& member : item.value.members()) {
        if (!is_method(member.key, context.version) || !member.value.is_object()) continue;
        const Cursor operation = child(item, member.value);
        Callback callback;
        callback.name = std::string(named.key);
        callback.expression = std::string(expression.key);
        callback.method = upper(member.key);
        callback.summary = context.text(operation, "summary");
        callback.description = context.text(operation, "description");
        list.push_back(std::move(callback));
      }
    }
  }
  return list;
}

}  // namespace vitrine::openapi
