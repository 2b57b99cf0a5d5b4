#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/session/action.h"
#include "app/session/credentials.h"
#include "app/session/effect.h"
#include "app/session/exchange.h"
#include "app/session/form.h"
#include "app/session/route.h"
#include "app/session/spec.h"
#include "app/session/words.h"

/// The state of one element. Views read it, `update` writes it, nobody else does.
///
///     session::Session session;
///     for (const session::Effect& effect : session::update(session, action)) host.perform(effect);
namespace vitrine::session {

struct Settings {
  std::string page_url;
  std::string operation;  ///< attribute of the element
  bool owns_location = false;
  uint8_t heading_level = 1;
  ThemeChoice theme = ThemeChoice::automatic;
  bool page_dark = false;
  schema::Language language = schema::Language::en;
  bool language_chosen = false;  ///< by the reader: the page's own counts no more

  bool dark() const {
    return theme == ThemeChoice::dark || (theme == ThemeChoice::automatic && page_dark);
  }
};

/// One line of the navigation.
struct NavigationRow {
  enum class Kind : uint8_t { group, operation };

  Kind kind = Kind::operation;
  uint32_t group = 0;      ///< index into Description::groups()
  uint32_t operation = 0;  ///< index into Description::operations()
};

struct Navigation {
  std::string filter;
  uint32_t filter_revision = 0;
  std::vector<NavigationRow> rows;  ///< what passes the filter, in the order of the document
  uint32_t operation_count = 0;     ///< operations among them, each once
  uint64_t revision = 0;            ///< of rows
};

/// Work in progress that no view looks at: readers, indexers, bytes that wait.
struct Work;

struct Session {
  Session();
  ~Session();
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;

  Settings settings;
  Loading loading;
  std::unique_ptr<Spec> spec;  ///< null until the first description was read
  std::vector<MissingDocument> missing;
  Navigation navigation;
  Route route;
  Message notice;  ///< e.g. of a link that leads nowhere
  std::unique_ptr<Shown> shown;
  std::map<std::string, Form, std::less<>> forms;          ///< by Shown::key
  std::map<std::string, Exchange, std::less<>> exchanges;  ///< by Shown::key
  std::vector<Credential> credentials;
  AuthorizeDialog authorize;
  uint32_t snippet = 0;
  bool secrets_shown = false;
  CopyTarget copied = CopyTarget::none;
  std::map<std::string, std::string, std::less<>> saved;  ///< as Persist and Restored carry it
  Id last_id = 0;
  std::unique_ptr<Work> work;
};

/// The only writer. Effects are to be performed in their order.
[[nodiscard]] Effects update(Session& session, const Action& action);
/// The same, sparing a copy of what the action carries.
[[nodiscard]] Effects update(Session& session, Action&& action);

// ---- questions of the views

/// The form and the latest exchange of the operation shown; nullptr when there is none.
const Form* current_form(const Session& session);
const Exchange* current_exchange(const Session& session);
const openapi::Operation* current_operation(const Session& session);
/// Operations that pass the filter, each once, by index.
std::vector<uint32_t> visible_operations(const Session& session);
/// `POST /users Create an account`.
std::string operation_name(const openapi::OperationEntry& entry);
/// `#/operations/ID`.
std::string operation_href(const openapi::OperationEntry& entry);

/// The request of the form as it stands; secrets are marked, not removed.
request::Built current_request(const Session& session);
/// The chosen snippet for it, secrets masked unless the reader switched them on.
std::string current_code(const Session& session);

/// What the operation shown asks for, and whether the reader gave it for the server chosen.
struct SecurityState {
  bool required = false;   ///< no alternative goes without
  bool satisfied = false;  ///< an alternative has all of its credentials
  std::string origin;
  std::vector<std::string> schemes;  ///< keys of all alternatives, each once
};
SecurityState security_state(const Session& session);

}  // namespace vitrine::session
