// The effects: requests of the session to the host.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "app/request/request.h"
#include "app/session/form/field.h"

/// Requests of the session to the host. Plain data; the host reports by the events of action.h.
namespace vitrine::session {

/// Names one request or one resource; never used twice in a session, never 0.
using Id = uint32_t;

/// Each timer runs once at a time: a new Wake of the same timer replaces the earlier one.
enum class Timer : uint8_t {
  slice,    ///< go on with work that was cut into slices; `after_ms` 0 means as soon as the host is
            ///< free
  idle,     ///< the same for what a page shows once it is there; the host may do other work first
  persist,  ///< typing has paused: save the input
  copied,   ///< the word "Copied" goes
  device,   ///< ask again whether the user has entered the code of a device
  expiry,   ///< a token is valid no longer
  slow      ///< a response takes long
};

/// A request for a token goes to the address that was named and, redirected, to no other.
enum class Redirects : uint8_t { follow, refuse };

/// Reported by ResponseHead, ResponseProgress, ResponseEnd, or Failed. Of ws and wss it opens a
/// WebSocket, whose messages are a body that is followed: a line of JSON each, until CancelRequest
/// closes it. The host keeps the body under `id` until DropBody. `request` holds secrets: it is for
/// sending and nothing else.
struct SendRequest {
  Id id = 0;
  request::HttpRequest request;
  Redirects redirects = Redirects::follow;
  uint32_t timeout_ms = 0;  ///< 0: none
};
/// The host need not report anything about `id` any more.
struct CancelRequest {
  Id id = 0;
};
/// A GET of a description or an example, with the credentials of its own origin. Reported by Chunk
/// and End, or Failed. `fresh` asks the server again whether the text has changed. Unless it is to
/// be `whole`, the host may give an outline in place of a description (openapi/outline.h); the
/// whole is asked for then.
struct LoadResource {
  Id id = 0;
  std::string uri;
  bool fresh = false;
  bool whole = false;
};
/// Reports the bytes of the body too, from the first on: by Chunk, before ResponseProgress. A body
/// that is followed is kept when its request is cancelled; a SendRequest with its id goes on with
/// it.
struct FollowBody {
  Id id = 0;
};
/// Sends a text over the WebSocket that the SendRequest of that id opened. `shown` is the text
/// without secrets, which becomes a part of the body.
struct SendMessage {
  Id id = 0;
  std::string text;
  std::string shown;
};
/// `more_text` goes on where the last window ended, which may have cut a character.
enum class BodyForm : uint8_t { text, more_text, digits };
/// Reported by BodyWindow.
struct ReadBody {
  Id id = 0;
  uint64_t offset = 0;
  uint32_t length = 0;
  BodyForm form = BodyForm::text;
};
struct DropBody {
  Id id = 0;
};
/// Adds a text to what the host keeps under `id`, until DropBody.
struct KeepText {
  Id id = 0;
  std::string text;
};
/// Gives the body kept under `id` to the user as a file called `name`.
struct SaveFile {
  Id id = 0;
  std::string name;
  std::string type;  ///< media type
};
/// A part of the paper that the user prints: blocks as JSON, one a line (see reference/paper.h).
/// After the last the host opens the browser's dialog; a paper that is dropped is not printed.
enum class PaperPart : uint8_t { more, last, drop };
struct PrintBlocks {
  PaperPart part = PaperPart::more;
  std::string blocks;
};
/// Reported by FilePicked, or by nothing when the user picks none. The host keeps the files under
/// the ids it gives them.
struct PickFile {
  std::string pointer;
  std::string accept;  ///< media types, as `<input accept>` takes them; empty: any
  bool several = false;
};
/// Opens the browser's picker for a text field; what is picked is typed into it.
struct PickDate {
  std::string node;  ///< the field's
  Field::Picker picker = Field::Picker::date;
  std::string text;  ///< in it
};
/// Unpredictable bytes; reported by RandomBytes before the task ends, so that a popup may still
/// open.
struct Random {
  uint32_t bytes = 0;
};
/// A window for signing in, http or https. Reported by PopupResult when it comes back.
struct OpenPopup {
  std::string url;
};
struct CopyText {
  std::string text;
};
/// Only http, https and mailto get here.
struct OpenUrl {
  std::string url;
};
/// Only when the element owns the location. `hash` begins with `#`.
struct SetLocation {
  std::string hash;
  bool replace = false;  ///< no entry in the history
};
/// Session storage; given back by Restored. An empty value removes the key. Never a secret.
struct Persist {
  std::string key;
  std::string value;
};
/// Reported by GivenText: what Persist kept under a key that is not restored by itself (see
/// tools/history.h), as it is now.
struct Recall {
  std::string key;
};
/// The text of a file that the user picks. Reported by GivenText under that key, or by nothing.
struct PickText {
  std::string key;
};
/// Keyboard focus and scrolling to the field named `field` (see field.h).
struct FocusField {
  std::string field;
};
/// Opens one of the descriptions that the element has; reported by Opened.
struct OpenDescription {
  uint32_t index = 0;
};
/// What came of a call of the page around: nothing in `problem` where it was done.
struct Called {
  Id id = 0;
  std::string problem;
};
struct Wake {
  Timer timer = Timer::slice;
  uint32_t after_ms = 0;
};

/// Reported to each other element of the page by Told, in a task of its own.
struct TellOthers {};

using Effect = std::variant<SendRequest, CancelRequest, LoadResource, FollowBody, SendMessage,
                            ReadBody, DropBody, KeepText, SaveFile, PrintBlocks, PickFile, PickDate,
                            Random, OpenPopup, CopyText, OpenUrl, SetLocation, Persist, Recall,
                            PickText, FocusField, OpenDescription, Called, Wake, TellOthers>;
using Effects = std::vector<Effect>;

}  // namespace vitrine::session
