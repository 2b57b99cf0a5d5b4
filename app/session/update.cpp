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
      for (auto& [key, exchange] : session.exchanges) {
        exchange.slow = exchange.state == Exchange::State::sending;
      }
      break;
  }
}

}  // namespace vitrine::session
