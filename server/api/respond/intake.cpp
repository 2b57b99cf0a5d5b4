#include "server/api/respond/intake.h"

#include <utility>

#include "server/api/declare/route.h"
#include "server/api/declare/route_info.h"
#include "server/api/http/problem.h"
#include "server/api/respond/call.h"

/// Gives bodies to handlers in pieces.
namespace vitrine {

template <class F>
std::optional<Response> Intake::guarded(Call& call, F f) {
  std::optional<Response> response;
  try {
    response = f();
  } catch (BodyRefusal& refusal) {
    response = std::move(refusal.response);
  } catch (...) {
    response = detail::failure_response(call);
  }
  if (!response) return response;
  call.resume(std::move(made_), std::move(left_work_));
  call.finish(*response);
  return response;
}

std::optional<Response> Intake::take(Call& call, std::string_view piece) {
  if (piece.empty()) return std::nullopt;
  bytes_ += piece.size();
  return guarded(call, [&]() -> std::optional<Response> {
    take_(piece);
    return std::nullopt;
  });
}

Response Intake::end(Call& call) {
  return *guarded(call, [&]() -> std::optional<Response> {
    if (bytes_ > 0) return end_(call);
    return problem_response(400, "The body is empty: send the bytes of a file");
  });
}

Response run_handler(Call& call, Intake* intake) {
  if (intake) return intake->end(call);
  Response response = call.info().handler(call);
  if (!response.intake) return response;
  if (auto refusal = response.intake->take(call, call.request().body)) return std::move(*refusal);
  return response.intake->end(call);
}

std::optional<Response> begin_intake(Call& call, std::shared_ptr<Intake>& intake) {
  Response response = call.info().handler(call);
  if (!response.intake) return response;
  intake = std::move(response.intake);
  return std::nullopt;
}

}  // namespace vitrine
