// Code that opens the WebSocket of the form.
#include "app/json/writer.h"
#include "app/request/snippet.h"
#include "app/session/exchange/socket.h"
#include "app/session/exchange/update.h"
#include "app/session/reference/messages.h"

namespace vitrine::session {
namespace {

using request::HttpRequest;

std::string quoted(std::string_view text) {
  std::string json;
  json::Writer(json).string(text);
  return json;
}

/// As a page has it; there are no headers.
std::string javascript(const Session& session, const HttpRequest& request) {
  const std::string url = session.secrets_shown ? request.url.text : request.url.masked();
  std::string code = "const socket = new WebSocket(" + quoted(url);
  std::string names;
  for (const std::string& name : subprotocols(session.shown->operation))
    names.append(names.empty() ? "" : ", ").append(quoted(name));
  if (!names.empty()) code += ", [" + names + "]";
  return code +
         ");\n"
         "socket.addEventListener(\"message\", ({ data }) => console.log(data));\n"
         "socket.addEventListener(\"close\", ({ code, reason }) => console.log(code, reason));\n";
}

/// Sends a line of its input as a message, and prints what comes.
std::string websocat(const Session& session, const HttpRequest& request,
                     const std::vector<request::HeaderField>& headers) {
  const auto secrets = session.secrets_shown ? request::Secrets::shown : request::Secrets::masked;
  std::string code = "websocat";
  const auto add = [&](std::string_view option, const request::SecretText& value) {
    code.append(" ").append(option).append(request::shell_word(value, secrets));
  };
  if (const request::HeaderField* wanted = request.header("Sec-WebSocket-Protocol"))
    add("--protocol=", wanted->value);
  for (const request::HeaderField& header : headers) {
    request::SecretText line{header.name + ": ", {}};
    line.append(header.value);
    add("-H=", line);
  }
  add("", request.url);
  return code + '\n';
}

}  // namespace

std::vector<std::string> socket_titles() { return {"JavaScript", "websocat"}; }

void write_socket_code(Session& session) {
  Current& current = session.current;
  HttpRequest request = current.request.request;
  std::vector<request::HeaderField> headers = request.headers;
  make_handshake(request, session.shown->operation);
  const bool page = current.snippet == 0;
  current.code = page ? javascript(session, request) : websocat(session, request, headers);
  current.lexer = page ? "javascript" : "shell";
}

}  // namespace vitrine::session
