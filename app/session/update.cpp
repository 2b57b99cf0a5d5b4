#include <utility>

#include "app/session/session.h"
#include "app/session/steps.h"

namespace vitrine::session {

Session::Session() : work(std::make_unique<Work>()) {}
Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

Effects update(Session& session, Action&& action) {
  Effects effects;
  std::visit([&](auto& what) { apply(session, std::move(what), effects); }, action);
  return effects;
}

Effects update(Session& session, const Action& action) { return update(session, Action(action)); }

namespace {

/// A second passed without an answer; after some of them a reader wants to know that nothing is
/// broken here.
void wait_on(Session& session, Effects& effects) {
  constexpr uint32_t kSlowAfter_s = 8;
  bool any = false;
  for (auto& [key, exchange] : session.exchanges) {
    if (exchange.state != Exchange::State::sending) continue;
    any = true;
    exchange.slow = ++exchange.waited_s >= kSlowAfter_s;
  }
  if (any) emit(effects, Wake{Timer::slow, kSecondMs});
}

}  // namespace

void apply(Session& session, Woken&& event, Effects& effects) {
  switch (event.timer) {
    case Timer::slice:
      go_on(session, effects);
      break;
    case Timer::persist:
      keep_now(session, effects);
      break;
    case Timer::copied:
      session.copied = CopyTarget::none;
      break;
    case Timer::slow:
      wait_on(session, effects);
      break;
  }
}

}  // namespace vitrine::session
