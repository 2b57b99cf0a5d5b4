#include <exception>
#include <optional>
#include <utility>

#include "server/api/declare/catcher.h"
#include "server/api/declare/result.h"
#include "server/api/declare/route.h"
#include "server/api/declare/route_info.h"
#include "server/api/http/problem.h"
#include "server/api/respond/call.h"

/// The responses of a call to what its handler throws.
namespace vitrine::detail {

Response failure_response(Call& call) {
  try {
    throw;
  } catch (const Invalid& invalid) {
    return invalid_response(call, invalid);
  } catch (...) {
  }
  const std::exception_ptr thrown = std::current_exception();
  Caught caught;
  for (const RouteInfo::FailureInfo& failure : call.info().failures) {
    if (!failure.matches(thrown, caught)) continue;
    if (caught.response) return std::move(*caught.response);
    return problem_response(failure.status,
                            caught.detail.empty() ? failure.description : std::move(caught.detail));
  }
  for (const Catcher& catcher : call.info().catchers) {
    if (std::optional<Response> response = catcher(thrown, call)) return std::move(*response);
  }
  throw;
}

const Request& request_of(const Call& call) { return call.request(); }

Response invalid_response(Call& call, const Invalid& invalid) {
  call.refuse(invalid.or_refused());
  return call.refusal();
}

}  // namespace vitrine::detail
