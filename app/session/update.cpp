// The only writer of a session: hands each action to the folder of its subject.
#include "app/session/update.h"

#include <type_traits>
#include <utility>

#include "app/session/credentials/update.h"
#include "app/session/description/update.h"
#include "app/session/exchange/update.h"
#include "app/session/form/update.h"
#include "app/session/navigation/update.h"
#include "app/session/saved/update.h"
#include "app/session/tools/update.h"

namespace vitrine::session {
namespace {

template <class A, class... Some>
constexpr bool is_one_of = (std::is_same_v<A, Some> || ...);

/// Actions that nothing shows before an idle moment, or that catch_up shows.
template <class A>
constexpr bool kIsSeenLater = is_one_of<A, MakeExample, FindUses, Told>;

/// True when an action changes the form or exchange of the operation shown and nothing else that
/// can be seen.
template <class A>
bool concerns_request_only(const A& action) {
  if constexpr (std::is_same_v<A, Woken>) {
    return action.timer == Timer::persist || action.timer == Timer::slow ||
           action.timer == Timer::idle;  // see Prepared::revision
  }
  return is_one_of<A, EditParameter, EditParameterPart, EditBody, UndoBody, EditBodyField,
                   LeaveField, EditServerAddress, EditServerVariable, Held, ResponseHead,
                   ResponseProgress, ResponseEnd, BodyWindow, LayOutBody, FindInBody, GoToMatch,
                   EditMessage, PauseStream, ClearStream, FilterStream>;
}

/// Bytes of a response, which show nothing by themselves.
template <class A>
bool is_streamed(const Session& session, const A& action) {
  if constexpr (std::is_same_v<A, Chunk>) return is_stream(session, action.id);
  return false;
}

/// Actions that leave the text of a body alone, or change it without an edit of the user.
template <class A>
constexpr bool kEditsNothing =
    is_one_of<A, Navigate, FilterNavigation, FoldGroup, ResizeList, UndoBody, OpenCallback,
              MakeExample, FindUses, Opened, Chunk, End, Failed, Held, ResponseHead,
              ResponseProgress, ResponseEnd, BodyWindow, LayOutBody, FindInBody, GoToMatch,
              EditMessage, PauseStream, ClearStream, FilterStream, Reconnect, LocationChanged, Stay,
              ChooseDescription, ThemeChanged, LanguageChanged, Woken, Restored, Usable, Told>;

/// A part of the whole description while its outline is shown, or a slice of the search's index:
/// shows nothing by itself.
template <class A>
bool is_in_background(const Session& session, const A& action) {
  const bool outlined = session.loading.stage == Loading::Stage::outlined;
  if constexpr (is_one_of<A, Chunk, End>) {
    const auto& description = session.work->shared->description;
    return outlined && description && description->id == action.id;
  } else if constexpr (std::is_same_v<A, Woken>) {
    return action.timer == Timer::slice && !session.work->making &&
           (outlined || !is_reading(*session.work->shared));
  }
  return false;
}

/// Actions that are about all of a description.
template <class A>
constexpr bool kNeedsWhole =
    is_one_of<A, FillForm, GiveCredentials, CopyMarkdown, PrintDocument, Download>;

/// What an action means to the tools, besides those that are for them.
template <class A>
void follow(Session& session, Effects& effects) {
  // Another token may have come, or not: what waited for it is sent now.
  if constexpr (is_one_of<A, Send, SendAnyway, BodyWindow, Failed, Reconnect>)
    note_sent(session, effects);
  if constexpr (is_one_of<A, Cancel, ResponseEnd, Failed>) {
    if (session.tools) note_ended(session, effects);
  }
  if constexpr (is_one_of<A, Restored>) restore_environments(session, effects);
  // While the dialog is open, the address of a server may be being typed.
  if (session.tools && session.tools->open != Tool::environments) bind_secrets(session, effects);
}

}  // namespace

Session::Session(std::shared_ptr<Sharing> sharing)
    : work(std::make_unique<Work>(sharing ? std::move(sharing) : std::make_shared<Sharing>())) {}
Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

namespace {

/// They wait while there is an outline only, unless the whole cannot be had.
bool keeps_waiting(const Session& session) {
  return is_outlined(session) && session.loading.stage != Loading::Stage::failed;
}

/// Calls are carried out each; what the user asks for, as it was asked for last.
template <class A>
void await_whole(Session& session, A&& action) {
  auto& awaiting = session.work->awaiting;
  bool again = false;
  if constexpr (is_one_of<A, CopyMarkdown, PrintDocument, Download>) {
    again = std::erase_if(awaiting,
                          [](const Action& waits) { return std::holds_alternative<A>(waits); }) > 0;
  }
  // Who asks twice to print stops it, as while it is made.
  if (std::is_same_v<A, PrintDocument> && again) return;
  awaiting.emplace_back(std::move(action));
}

void take(Session& session, Action&& action, Effects& effects) {
  std::visit(
      [&](auto& what) {
        using What = std::remove_cvref_t<decltype(what)>;
        if constexpr (kNeedsWhole<What>) {
          if (keeps_waiting(session)) return await_whole(session, std::move(what));
        }
        constexpr bool later = kIsSeenLater<What>;
        if (!later && !is_in_background(session, what)) {
          ++session.revision;
          if (!concerns_request_only(what) && !is_streamed(session, what)) ++session.page_revision;
        }
        if constexpr (!kEditsNothing<What>) begin_body_edit(session);
        std::string field;
        if constexpr (std::is_same_v<What, EditBodyField>) field = what.pointer;
        apply(session, std::move(what), effects);
        if constexpr (!kEditsNothing<What>) end_body_edit(session, field);
        follow<What>(session, effects);
      },
      action);
}

}  // namespace

Effects update(Session& session, Action&& action) {
  Effects effects;
  catch_up(session, effects);
  take(session, std::move(action), effects);
  std::deque<Action>& awaiting = session.work->awaiting;
  while (!awaiting.empty() && !keeps_waiting(session)) {
    Action next = std::move(awaiting.front());
    awaiting.pop_front();
    take(session, std::move(next), effects);
  }
  publish(session, effects);
  refresh(session);
  return effects;
}

void apply(Session&, Told&&, Effects&) {}

Effects update(Session& session, const Action& action) { return update(session, Action(action)); }

void apply(Session& session, Woken&& event, Effects& effects) {
  switch (event.timer) {
    case Timer::slice:
      go_on(session, effects);
      break;
    case Timer::idle:
      prepare(session, effects);
      go_on_with_bodies(session, effects);
      go_on_with_streams(session, effects);
      break;
    case Timer::persist:
      keep_now(session, effects);
      break;
    case Timer::copied:
      session.copied = CopyTarget::none;
      break;
    case Timer::device:
      poll_device(session, effects);
      break;
    case Timer::expiry:
      expire(session, effects);
      break;
    case Timer::slow:
      count_second(session, effects);
      break;
  }
}

}  // namespace vitrine::session
