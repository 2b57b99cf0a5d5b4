#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "server/api/http/http.h"

/// A request body that its handler takes in pieces.
namespace vitrine {

class Call;
class LeftWork;
struct MadeObjects;

/// Thrown by a function of an Intake: its response is the refusal.
struct BodyRefusal {
  Response response;
};

/// The functions that take a body in pieces (see body_sink.h). Used by one thread at a time.
class Intake {
 public:
  Intake(std::function<void(std::string_view)> take, std::function<Response(Call&)> end)
      : take_(std::move(take)), end_(std::move(end)) {}

  /// What was made for the handler and what it left for later live as long as this, and learn of
  /// the response.
  void keep(std::shared_ptr<MadeObjects> made, std::shared_ptr<LeftWork> left_work) {
    made_ = std::move(made);
    left_work_ = std::move(left_work);
  }
  /// The response to a failure that the route declares; other exceptions are thrown on.
  std::optional<Response> take(Call& call, std::string_view piece);
  /// The response, once the body is here as a whole.
  Response end(Call& call);

 private:
  /// The response of `f`, or of what it throws.
  template <class F>
  std::optional<Response> guarded(Call& call, F f);

  std::function<void(std::string_view)> take_;
  std::function<Response(Call&)> end_;
  std::shared_ptr<MadeObjects> made_;
  std::shared_ptr<LeftWork> left_work_;
  std::uint64_t bytes_ = 0;
};

/// Runs the handler of a call; a body that it takes in pieces is given to it as one piece. With an
/// `intake` that has got the body already, lets that respond.
Response run_handler(Call& call, Intake* intake);
/// Runs the handler on the head alone. The refusal, or nullopt with the intake of the body.
std::optional<Response> begin_intake(Call& call, std::shared_ptr<Intake>& intake);

}  // namespace vitrine
