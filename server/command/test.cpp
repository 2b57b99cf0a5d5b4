#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

#include "app/openapi/reach.h"
#include "app/text/ascii.h"
#include "app/text/stream_reader.h"
#include "server/command/terminal.h"
#include "server/command/trial.h"
#include "server/command/verbs.h"

/// The verb `test`.
namespace vitrine::command {

namespace {

using Json = nlohmann::ordered_json;

/// A stream may have no end: so long and so much of it is judged.
constexpr std::chrono::seconds kStreamTime{2};
constexpr std::size_t kStreamBytes = 1u << 20;

/// What is left of a stream that was cut anywhere: its whole items.
void drop_half_item(std::string& body, text::StreamKind kind) {
  const std::string_view end = kind == text::StreamKind::events ? "\n\n" : "\n";
  const auto at = body.rfind(end);
  body.resize(at == std::string::npos ? 0 : at + end.size());
}

std::variant<Response, std::string> send_out(ForwardRequest request) {
  using Clock = std::chrono::steady_clock;
  // The user has named the server.
  request.may_connect = [](const sockaddr&) { return true; };
  request.limits.head_seconds = 30;
  request.limits.silent_seconds = 30;
  request.limits.whole_seconds = 120;
  request.limits.body_bytes = 64u << 20;
  Forward forward(std::move(request));
  auto head = forward.head();
  if (auto* failure = std::get_if<ForwardFailure>(&head)) return std::move(failure->reason);
  auto& got = std::get<ForwardHead>(head);
  Response response;
  response.status = got.status;
  response.headers = std::move(got.headers);
  const text::StreamKind kind = text::stream_kind(response.headers.joined("Content-Type"));
  const bool stream = kind != text::StreamKind::none;
  const auto until = Clock::now() + kStreamTime;
  const bool whole = forward.body(
      [&](std::string_view piece) {
        response.body += piece;
        return !stream || response.body.size() < kStreamBytes;
      },
      [&] { return !stream || Clock::now() < until; });
  if (whole) return response;
  if (!stream) return "the response broke off in the middle";
  drop_half_item(response.body, kind);
  return response;
}

std::shared_ptr<const Snapshot> read(const Options& options, std::string& reason) {
  const std::string& file = options.operands[0];
  auto made = std::make_shared<Snapshot>(Snapshot{Documents(nullptr, options.root), {}});
  if (const auto unreadable = made->documents.open(file)) {
    reason =
        "cannot read " + file + ": " + unreadable->reason + ". Give the path of an OpenAPI file";
    return nullptr;
  }
  openapi::read_all(made->documents);
  made->description = openapi::Description::read(made->documents.set(), made->documents.uri());
  return made;
}

std::string counted(std::size_t count, const char* one) {
  return std::to_string(count) + ' ' + one + (count == 1 ? "" : "s");
}

std::string text_of(const TrialResult& result) {
  std::string text;
  for (const Disagreement& one : result.disagreements) {
    text += printable(one.operation + ": " + one.place + ": " + shortened(one.message)) + '\n';
    // The command may have several lines, each of which stays one.
    for (std::string_view rest = one.curl; !rest.empty();) {
      text += "    " + printable(text::take_piece(rest, '\n')) + '\n';
    }
  }
  return text;
}

std::string json_of(const TrialResult& result, const TrialOptions& options) {
  Json object;
  object["server"] = options.server;
  object["seed"] = options.seed;
  object["operations"] = result.operations;
  object["requests"] = result.requests;
  auto& skipped = object["skipped"] = Json::array();
  for (const auto& [operation, reason] : result.skipped) {
    skipped.push_back({{"operation", operation}, {"reason", reason}});
  }
  auto& list = object["disagreements"] = Json::array();
  for (const Disagreement& one : result.disagreements) {
    list.push_back({{"operation", one.operation},
                    {"place", one.place},
                    {"message", one.message},
                    {"curl", one.curl}});
  }
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace

/// Disagreements on standard output; what was not tried and a summary on standard error.
int run_test(const Options& options) {
  if (options.server.empty()) {
    return fail("test needs the server that is tested: --server http://127.0.0.1:8080");
  }
  std::string reason;
  const auto snapshot = read(options, reason);
  if (!snapshot) return fail(reason);
  const TrialOptions trial{options.server, options.operation, options.headers,
                           options.seed,   options.count,     options.unsafe};
  const TrialResult result = try_server(snapshot, trial, send_out);
  if (!result.failure.empty()) return fail(options.server + ": " + result.failure);
  const bool json = options.format == Format::json;
  if (!print_lines(stdout, json ? json_of(result, trial) : text_of(result))) {
    return fail("cannot write to standard output");
  }
  if (!json) {
    for (const auto& [operation, why] : result.skipped) {
      print_line(stderr, operation + ": skipped: " + shortened(why));
    }
    print_line(stderr, options.server + ": " + counted(result.operations, "operation") + ", " +
                           counted(result.requests, "request") + " (seed " +
                           std::to_string(options.seed) +
                           "): " + counted(result.disagreements.size(), "disagreement"));
  }
  return result.disagreements.empty() ? 0 : 1;
}

}  // namespace vitrine::command
