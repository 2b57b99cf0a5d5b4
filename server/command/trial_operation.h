#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/request/body.h"
#include "server/api/test/response_judge.h"
#include "server/command/forward.h"
#include "server/command/mock_operation.h"
#include "server/command/trial.h"

namespace vitrine::command {

/// What one request is made of, as JSON texts.
struct TrialValues {
  /// Beside the operation's parameters; nullopt: left out.
  std::vector<std::optional<std::string>> parameters = {};
  /// Which entry of the request body's content.
  std::size_t media = 0;
  std::optional<std::string> body = {};
};

/// A request in the forms in which it is printed, sent and judged.
struct TrialRequest {
  request::HttpRequest printed;
  ForwardRequest sent;
  /// Its target begins with the path of the description.
  Request judged;
};

/// The description's verdict on a request, as `serve --mock` judges.
struct TrialVerdict {
  bool valid = true;
  /// How many places are wrong; the first one, by its place and keyword, and in words.
  std::size_t wrong = 0;
  std::string place = {};
  std::string keyword = {};
  std::string message = {};
};

/// An operation, ready to be tried.
class TrialOperation {
 public:
  TrialOperation(std::shared_ptr<const Snapshot> snapshot, std::size_t index,
                 const TrialOptions& options);

  const openapi::Operation& operation() const { return judge_.operation(); }
  const ResponseJudge& judge() const { return judge_; }
  std::size_t index() const { return index_; }
  /// `POST /pets`
  std::string name() const;
  openapi::SchemaView view(std::size_t parameter) const;
  openapi::SchemaView body_view(std::size_t media) const;
  /// True where a body or a part of it is bytes, which no schema describes.
  bool takes_bytes(std::size_t media) const;

  /// nullopt for values that no request can carry to this operation.
  std::optional<TrialRequest> build(const TrialValues& values, const MockRouter& router) const;
  TrialVerdict verdict(const TrialRequest& request, const MockRouter& router) const;

 private:
  std::vector<request::ChosenFile> files(std::size_t media, const std::string& text) const;

  const std::shared_ptr<const Snapshot> snapshot_;
  const std::size_t index_;
  const TrialOptions& options_;
  const MockOperation mock_;
  const ResponseJudge judge_;
};

}  // namespace vitrine::command
