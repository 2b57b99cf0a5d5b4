#include "server/command/trial.h"

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <tuple>

#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/openapi/example.h"
#include "app/request/snippet.h"
#include "app/text/ascii.h"
#include "app/text/media_type.h"
#include "server/command/trial_edges.h"
#include "server/command/trial_known.h"
#include "server/command/trial_operation.h"

/// Sends the requests of a trial in an order that lets later ones use what earlier ones made.
namespace vitrine::command {

namespace {

/// Of one operation.
constexpr std::size_t kMostBroken = 500;
constexpr std::size_t kMostDisagreements = 50;

bool is_safe(std::string_view method) {
  for (const std::string_view one : {"GET", "HEAD", "OPTIONS", "QUERY", "POST"}) {
    if (method == one) return true;
  }
  return false;
}

/// Statuses that say that a request is not as it has to be.
bool refuses_the_request(int status) {
  return status == 400 || status == 413 || status == 414 || status == 415 || status == 422;
}

bool asks_for_credentials(int status) { return status == 401 || status == 403; }

/// Lower first: what makes things before what needs them, what deletes them last.
std::tuple<int, std::ptrdiff_t, int> order_of(const openapi::OperationEntry& entry) {
  const bool deletes = entry.method == "DELETE";
  return {deletes ? 1 : 0, std::count(entry.path.begin(), entry.path.end(), '{'),
          entry.method == "POST"  ? 0
          : entry.method == "GET" ? 1
                                  : 2};
}

/// The trial of one operation.
class OperationTrial {
 public:
  OperationTrial(const TrialOperation& operation, const MockRouter& router,
                 const TrialOptions& options, const Exchange& exchange, TrialKnown& known,
                 TrialResult& result)
      : operation_(operation),
        router_(router),
        options_(options),
        exchange_(exchange),
        known_(known),
        result_(result),
        random_(options.seed + operation.index()) {}

  void run() {
    if (!make_values()) return;
    for (const TrialValues& values : examples_) send_valid(values);
    if (!result_.failure.empty()) return;
    if (asked_for_credentials_ && !succeeded_) {
      return skip("it needs credentials: give them by --header 'Authorization: …'");
    }
    find_edges();
    for (const TrialValues& values : chosen()) send_valid(values);
    for (const auto& [values, verdict] : broken_) send_broken(values, verdict);
    send_broken_texts();
    if (!succeeded_ && valid_sent_ > 0) {
      skip("no request got further than status " + std::to_string(last_status_) +
           ": examples in the description, or earlier responses, have to name what is there");
    }
  }

 private:
  const openapi::Operation& described() const { return operation_.operation(); }

  void skip(std::string reason) { result_.skipped.emplace_back(operation_.name(), reason); }

  std::optional<std::string> value_of(std::size_t index, bool with_known) const {
    if (auto known = known_.find(operation_, index); known && with_known) return known;
    const openapi::Parameter& parameter = described().parameters[index];
    std::vector<openapi::Example> examples = parameter.examples;
    if (examples.empty() && !parameter.content.empty()) {
      examples = parameter.content.front().examples;
    }
    for (const openapi::Example& example : examples) {
      if (example.value.value) return json::compact(example.value.value);
    }
    return made_of(operation_.view(index), schema::Members::all);
  }

  static std::optional<std::string> made_of(const openapi::SchemaView& view,
                                            schema::Members members) {
    if (!view) return "\"x\"";
    schema::ExampleOptions options;
    options.direction = schema::Direction::request;
    options.members = members;
    auto made = openapi::example(view, options);
    if (!made) return std::nullopt;
    const json::Reading reading = json::read(*made);
    return json::compact(reading.document.root());
  }

  /// The valid requests that examples and schemas make: with all that may be there, with only what
  /// has to, with each example of each body. False where there are none.
  bool make_values() {
    std::string reason = gather(true);
    // What earlier responses told may not suit this operation.
    if (!reason.empty()) reason = gather(false);
    if (!reason.empty()) skip(reason + "; write an example in the description");
    return reason.empty();
  }

  /// Why there are none; "" otherwise.
  std::string gather(bool with_known) {
    TrialValues all;
    TrialValues required;
    for (std::size_t i = 0; i < described().parameters.size(); ++i) {
      const openapi::Parameter& parameter = described().parameters[i];
      // A condition steers the response; credentials are given by --header.
      const bool condition = !parameter.required && text::lower(parameter.name).starts_with("if-");
      const bool left_out = parameter.ignored || condition || is_own_header(parameter.name);
      auto value = left_out ? std::nullopt : value_of(i, with_known);
      if (!value && parameter.required && !left_out) {
        return "no value can be made for the parameter " + parameter.name;
      }
      required.parameters.push_back(parameter.required ? value : std::nullopt);
      all.parameters.push_back(std::move(value));
    }
    const auto& body = described().request_body;
    if (!body || body->content.empty()) {
      add(all);
      add(required);
    } else {
      for (std::size_t i = 0; i < body->content.size(); ++i) add_bodies(all, required, i);
      if (!body->required) add(required);
    }
    return examples_.empty() ? "no valid request can be made of its schemas" : "";
  }

  bool is_own_header(std::string_view name) const {
    return std::any_of(options_.headers.begin(), options_.headers.end(), [&](const auto& field) {
      return text::equals_ignoring_case(field.first, name);
    });
  }

  void add_bodies(TrialValues all, TrialValues required, std::size_t media) {
    all.media = required.media = media;
    for (const openapi::Example& example : described().request_body->content[media].examples) {
      if (!example.value.value) continue;
      all.body = json::compact(example.value.value);
      add(all);
    }
    const openapi::SchemaView view = operation_.body_view(media);
    all.body = made_of(view, schema::Members::all);
    if (all.body) add(all);
    required.body = made_of(view, schema::Members::required);
    if (required.body) add(required);
  }

  /// Only what the description itself allows.
  void add(const TrialValues& values) {
    const auto request = operation_.build(values, router_);
    if (!request || !operation_.verdict(*request, router_).valid) return;
    if (seen_.insert(key_of(*request)).second) examples_.push_back(values);
  }

  static std::string key_of(const TrialRequest& request) {
    std::string key = request.judged.target;
    for (const auto& [name, value] : request.judged.headers) key += '\n' + name + ": " + value;
    return key + "\n\n" + request.judged.body;
  }

  /// Sorts the variations of the examples into those that the description allows, and for each
  /// place and keyword one that it does not.
  void find_edges() {
    std::map<std::pair<std::string, std::string>, std::size_t> best;
    const auto judge = [&](const TrialValues& values) {
      const auto request = operation_.build(values, router_);
      if (!request || !seen_.insert(key_of(*request)).second) return;
      TrialVerdict verdict = operation_.verdict(*request, router_);
      if (verdict.valid) return allowed_.push_back(values);
      if (verdict.keyword.empty()) return;
      // The one that breaks least tells most.
      const auto [place, added] =
          best.emplace(std::pair(verdict.place, verdict.keyword), broken_.size());
      if (!added) {
        auto& known = broken_[place->second];
        if (verdict.wrong < known.second.wrong) known = {values, std::move(verdict)};
      } else if (broken_.size() < kMostBroken) {
        broken_.emplace_back(values, std::move(verdict));
      } else {
        best.erase(place);
      }
    };
    std::set<std::size_t> bodies;
    for (std::size_t e = 0; e < examples_.size(); ++e) {
      const TrialValues& base = examples_[e];
      // The parameters of the first, and of each body the fullest.
      for (std::size_t i = 0; e == 0 && i < base.parameters.size(); ++i) {
        if (!base.parameters[i]) continue;
        TrialValues varied = base;
        for (std::string& text : edges(operation_.view(i), *base.parameters[i])) {
          varied.parameters[i] = std::move(text);
          judge(varied);
        }
        varied.parameters[i].reset();
        judge(varied);
      }
      if (!base.body || !bodies.insert(base.media).second) continue;
      TrialValues varied = base;
      for (std::string& text : edges(operation_.body_view(base.media), *base.body)) {
        varied.body = std::move(text);
        judge(varied);
      }
    }
  }

  /// Some of the valid variations, by the seed.
  std::vector<TrialValues> chosen() {
    std::vector<TrialValues> some;
    while (!allowed_.empty() && some.size() < options_.count) {
      const auto at = static_cast<std::ptrdiff_t>(random_() % allowed_.size());
      some.push_back(std::move(allowed_[static_cast<std::size_t>(at)]));
      allowed_.erase(allowed_.begin() + at);
    }
    return some;
  }

  void report(const TrialRequest& request, std::string place, std::string message) {
    // The same is said once an operation.
    if (!said_.insert(place + '\n' + message).second || said_.size() > kMostDisagreements) return;
    result_.disagreements.push_back({operation_.name(), std::move(place), std::move(message),
                                     request::curl(request.printed, request::Secrets::masked)});
  }

  /// Sends and judges; nullopt where there is no response.
  std::optional<Response> send(const TrialRequest& request) {
    if (!result_.failure.empty()) return std::nullopt;
    ++result_.requests;
    auto outcome = exchange_(request.sent);
    if (const auto* reason = std::get_if<std::string>(&outcome)) {
      if (result_.requests == 1) {
        result_.failure = *reason;
      } else {
        report(request, "response", "there is none: " + *reason);
      }
      return std::nullopt;
    }
    Response response = std::get<Response>(std::move(outcome));
    last_status_ = response.status;
    for (Mismatch& one : operation_.judge().judge(request.sent.method, response.status,
                                                  response.headers, response.text())) {
      report(request, "response, " + one.place,
             "status " + std::to_string(response.status) + ": " + one.message);
    }
    if (response.status >= 500) {
      report(request, "response, status",
             "the server fails with " + std::to_string(response.status));
    }
    return response;
  }

  void send_valid(const TrialValues& values) {
    const auto request = operation_.build(values, router_);
    if (!request) return;
    const auto response = send(*request);
    if (!response) return;
    ++valid_sent_;
    if (response->status < 400) {
      succeeded_ = true;
      if (response->status < 300) known_.learn(operation_, *request, *response);
    } else if (asks_for_credentials(response->status)) {
      asked_for_credentials_ = true;
    } else if (refuses_the_request(response->status) &&
               !(values.body && operation_.takes_bytes(values.media))) {
      // What a file has to hold, no schema says.
      report(*request, "request",
             "the description allows it, and the server refuses it with " +
                 std::to_string(response->status) + words_in(*response));
    }
  }

  /// What a problem document (RFC 9457) says.
  static std::string words_in(const Response& response) {
    const json::Reading reading = json::read(response.text());
    if (reading.error) return {};
    const json::Value root = reading.document.root();
    const json::Value first = root["errors"].at(0);
    std::string words(first["message"] ? first["message"].string() : root["detail"].string());
    if (first["pointer"].is_string()) words = std::string(first["pointer"].string()) + " " + words;
    return words.empty() ? words : " (" + words + ")";
  }

  void send_broken(const TrialValues& values, const TrialVerdict& verdict) {
    const auto request = operation_.build(values, router_);
    if (request) {
      expect_refusal(*request, verdict.place,
                     "it breaks " + verdict.keyword + " (" + verdict.message + ")");
    }
  }

  void expect_refusal(const TrialRequest& request, const std::string& place,
                      const std::string& what) {
    const auto response = send(request);
    if (!response || response->status >= 400) return;
    report(request, place,
           what + ", and the server accepts it with " + std::to_string(response->status));
  }

  /// A body that is not JSON, one of another type, and none.
  void send_broken_texts() {
    if (!described().request_body || !described().request_body->required) return;
    for (const TrialValues& values : examples_) {
      const auto request = operation_.build(values, router_);
      if (!request || !request->sent.has_body || operation_.takes_bytes(values.media)) continue;
      if (text::is_json_media_type(described().request_body->content[values.media].name)) {
        expect_refusal(with_body(*request, "{", {}), "body", "it is not JSON");
      }
      expect_refusal(with_body(*request, request->sent.body, "application/x-no-such-type"),
                     "header Content-Type", "the description has no body of that type");
      TrialValues without = values;
      without.body.reset();
      if (const auto empty = operation_.build(without, router_)) {
        expect_refusal(*empty, "body", "it is required and missing");
      }
      return;
    }
  }

  static TrialRequest with_body(TrialRequest request, const std::string& body,
                                const std::string& type) {
    request.sent.body = body;
    request.printed.body = request::Body{request::SecretText{body, {}}};
    if (type.empty()) return request;
    request.sent.headers.set("Content-Type", type);
    for (request::HeaderField& field : request.printed.headers) {
      if (text::equals_ignoring_case(field.name, "Content-Type")) field.value.text = type;
    }
    return request;
  }

  const TrialOperation& operation_;
  const MockRouter& router_;
  const TrialOptions& options_;
  const Exchange& exchange_;
  TrialKnown& known_;
  TrialResult& result_;
  std::mt19937_64 random_;

  std::vector<TrialValues> examples_;
  std::vector<TrialValues> allowed_;
  std::vector<std::pair<TrialValues, TrialVerdict>> broken_;
  /// Requests that were made, and words that were said.
  std::set<std::string> seen_;
  std::set<std::string> said_;
  bool succeeded_ = false;
  bool asked_for_credentials_ = false;
  std::size_t valid_sent_ = 0;
  int last_status_ = 0;
};

}  // namespace

TrialResult try_server(std::shared_ptr<const Snapshot> snapshot, const TrialOptions& options,
                       const Exchange& exchange) {
  const openapi::Description& description = snapshot->description;
  const std::vector<openapi::OperationEntry>& entries = description.operations();
  const MockRouter router(description);
  TrialKnown known(description, router, options.server);
  TrialResult result;

  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const openapi::OperationEntry& entry = entries[i];
    const std::string name = entry.method + " " + entry.path;
    const bool wanted = options.operation.empty() || options.operation == name ||
                        options.operation == entry.operation_id;
    if (!entry.webhook && wanted) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return order_of(entries[a]) < order_of(entries[b]);
  });
  if (order.empty()) {
    result.failure = options.operation.empty()
                         ? "the description has no operations"
                         : "the description has no operation " + options.operation;
    return result;
  }
  for (const std::size_t index : order) {
    const std::string name = entries[index].method + " " + entries[index].path;
    if (!options.unsafe && !is_safe(entries[index].method)) {
      result.skipped.emplace_back(name, "it may change or delete what is there: --unsafe sends it");
      continue;
    }
    if (entries[index].cursor.value["x-websocket"]) {
      result.skipped.emplace_back(name, "it is a WebSocket");
      continue;
    }
    const TrialOperation operation(snapshot, index, options);
    ++result.operations;
    OperationTrial(operation, router, options, exchange, known, result).run();
    if (!result.failure.empty()) break;
  }
  return result;
}

}  // namespace vitrine::command
