#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "server/api/http/http.h"
#include "server/command/followed.h"
#include "server/command/forward.h"

/// Drives a server by nothing but its description, and compares.
namespace vitrine::command {

struct TrialOptions {
  /// The address that the paths of the description are below, without a slash at its end. The
  /// description's own servers are never called.
  std::string server;
  /// An operationId or `METHOD /path`; "" for all operations.
  std::string operation = {};
  /// Sent with every request: credentials, for this server alone.
  std::vector<Headers::Field> headers = {};
  /// Of the choice among valid values: the same makes the same requests.
  std::uint64_t seed = 1;
  /// Valid requests of an operation beside those that its examples make.
  std::size_t count = 10;
  /// Sends what changes or deletes what is there, too.
  bool unsafe = false;
};

/// A place where server and description disagree.
struct Disagreement {
  /// `POST /pets`
  std::string operation;
  /// "query limit", "body /name", "status", "header ETag": of the request or of the response.
  std::string place;
  /// A sentence without full stop.
  std::string message;
  /// The command that repeats it. Credentials stand in it as variables of the shell.
  std::string curl;
};

struct TrialResult {
  std::size_t operations = 0;
  std::size_t requests = 0;
  /// What was not tried, or not to its end, and why.
  std::vector<std::pair<std::string, std::string>> skipped = {};
  std::vector<Disagreement> disagreements = {};
  /// Why nothing could be tried; "" otherwise.
  std::string failure = {};
};

/// Sends one request: its response with the body as far as it came, or why there is none.
using Exchange = std::function<std::variant<Response, std::string>(ForwardRequest)>;

/// Sends valid requests, made of examples and schemas, which the server has to accept; breaks each
/// keyword of parameters and bodies in turn, which it has to refuse with 4xx; judges every response
/// by its status, headers, media type and schema. Path parameters come from earlier responses where
/// a Link, a Location or a name tells, else from examples. Without `unsafe` only GET, HEAD,
/// OPTIONS, QUERY and POST are sent.
TrialResult try_server(std::shared_ptr<const Snapshot> snapshot, const TrialOptions& options,
                       const Exchange& exchange);

}  // namespace vitrine::command
