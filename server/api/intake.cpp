#include "server/api/intake.h"

#include <utility>

#include "server/api/call.h"
#include "server/api/problem.h"
#include "server/api/route.h"
#include "server/api/route_info.h"

/// Gives bodies to handlers in pieces.
namespace vitrine {

std::optional<Response> Intake::take(Call& call, std::string_view piece) {
  if (piece.empty()) return std::nullopt;
  bytes_ += piece.size();
  try {
    take_(piece);
    return std::nullopt;
  } catch (BodyRefusal& refusal) {
    return std::move(refusal.response);
  } catch (...) {
    return detail::failure_response(call);
  }
}

Response Intake::end(Call& call) {
  if (bytes_ == 0) return problem_response(400, "The body is empty: send the bytes of a file");
  try {
    return end_(call);
  } catch (BodyRefusal& refusal) {
    return std::move(refusal.response);
  } catch (...) {
    return detail::failure_response(call);
  }
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
  intake->keep(std::move(response));
  return std::nullopt;
}

}  // namespace vitrine
