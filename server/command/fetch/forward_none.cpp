#include "server/command/forward.h"

/// Refuses to send requests on, in builds without libcurl.
namespace vitrine::command {

struct Forward::State {};

Forward::Forward(ForwardRequest) {}
Forward::~Forward() = default;

std::variant<ForwardHead, ForwardFailure> Forward::head() {
  return ForwardFailure{"this build cannot send requests on (it was made without libcurl)"};
}

bool Forward::body(const std::function<bool(std::string_view)>&, const std::function<bool()>&) {
  return false;
}

}  // namespace vitrine::command
