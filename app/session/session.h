// The state of one element, and its queries for the views.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/search/find.h"
#include "app/session/action.h"
#include "app/session/credentials/credentials.h"
#include "app/session/current.h"
#include "app/session/description/spec.h"
#include "app/session/effect.h"
#include "app/session/exchange/exchange.h"
#include "app/session/form/form.h"
#include "app/session/navigation/route.h"
#include "app/session/tools/tools.h"
#include "app/session/words.h"

/// The state of one element. Views read it, only `update` writes it.
///
///     session::Session session;
///     for (const session::Effect& effect : session::update(session, action)) host.perform(effect);
namespace vitrine::session {

/// Bounds of the width of the list, in pixels.
inline constexpr uint32_t kNarrowestList = 200;
inline constexpr uint32_t kWidestList = 480;

struct Settings {
  std::string page_url;
  std::string redirect_uri;  ///< where a sign-in comes back to: servers want to know it beforehand
  std::string operation;     ///< attribute of the element
  std::string place;         ///< of the element in its page, see Opened
  bool owns_location = false;
  bool includes_credentials = false;  ///< the browser sends its cookies to any server
  std::string mock_server;            ///< address of one to offer before those described
  uint8_t heading_level = 1;
  ThemeChoice theme = ThemeChoice::automatic;
  bool page_dark = false;
  schema::Language language = schema::Language::en;
  bool language_chosen = false;           ///< by the user: the page's own counts no more
  uint32_t list_width = 0;                ///< as the user chose it; 0: not
  int32_t utc_offset_min = 0;             ///< of the user's clock
  std::vector<std::string> descriptions;  ///< names of those to choose from; none: there is one
  uint32_t description = 0;               ///< index into them of the one that is shown
  bool introduced = false;                ///< the page gives an introduction of its own
  Options options;

  bool dark() const {
    return theme == ThemeChoice::dark || (theme == ThemeChoice::automatic && page_dark);
  }
};

/// One line of the navigation. While nothing is searched for, the lines stand in the order of the
/// document; of what a search found, the best comes first.
struct NavigationRow {
  enum class Kind : uint8_t {
    section,    ///< a group of tags: `index` into Description::tag_groups(), or past its end
    group,      ///< a tag: `index` into Description::groups()
    operation,  ///< `index` into Description::operations()
    webhooks,   ///< heading of the webhooks, which are operations of no group
    schemas,    ///< heading of the schemas
    schema      ///< `index` into Description::schemas()
  };

  Kind kind = Kind::operation;
  uint8_t depth = 0;  ///< of nested tags
  uint32_t index = 0;
  uint32_t group = 0;  ///< of an operation: index into Description::groups()
  uint32_t count = 0;  ///< of a heading: how many operations or schemas there are below it
  bool open = true;    ///< of a heading: they are listed
  /// Of a heading that is not open: how many of Navigation::folded are below it.
  uint32_t folded = 0;
};

struct Navigation {
  std::string filter;
  uint32_t filter_revision = 0;
  /// Headings that are not as they are at first, by heading_key: the schemas are folded, all else
  /// is open.
  std::set<std::string, std::less<>> turned;
  bool restored = false;  ///< while an outline is shown: that is what the user has left of it
  /// Of each operation, its place among those that are listed, see Options; empty: all, in order.
  std::vector<uint32_t> places;
  /// What stands below headings that are not open, in order.
  std::vector<NavigationRow> folded;
  uint32_t groups = 0;              ///< headings of operations, those in folded ones too
  uint32_t folded_groups = 0;       ///< how many of them are folded
  std::vector<NavigationRow> rows;  ///< what passes the filter
  uint32_t operation_count = 0;     ///< operations among them, each once
  std::vector<search::Hit> hits;    ///< what else was found, anywhere in the description
  uint32_t more_hits = 0;           ///< how many others there are
  bool searching = false;           ///< the index is not whole yet, so perhaps there are more
  bool index_full = false;          ///< and does not get whole: the description is too large
  uint64_t revision = 0;            ///< of rows
};

/// Work in progress that no view uses: JSON readers, indexers, bytes that wait.
struct Work;
struct Sharing;

struct Session {
  /// With other sessions of the same `sharing` it has one description, one sign-in, one server.
  explicit Session(std::shared_ptr<Sharing> sharing = nullptr);
  ~Session();
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;

  Settings settings;
  Loading loading;
  std::shared_ptr<Spec> spec;  ///< null until the first description was read
  std::vector<MissingDocument> missing;
  Navigation navigation;
  Route route;
  /// Counts the pages shown, and each reading of one: results made for another number are stale.
  uint64_t page = 0;
  bool went_back = false;  ///< the page was reached by the history, not by a link
  Message notice;          ///< e.g. of a link that leads nowhere
  /// False until the host has all of the module: operations have no forms before, see Usable.
  bool usable = true;
  std::unique_ptr<Shown> shown;
  Prepared prepared;
  std::map<std::string, Form, std::less<>> forms;          ///< by Shown::key
  std::map<std::string, Exchange, std::less<>> exchanges;  ///< by Shown::key
  Current current;
  std::vector<Credential> credentials;
  AuthorizeDialog authorize;
  std::string alternative;       ///< that the user chose among several, see alternative_key
  std::unique_ptr<Tools> tools;  ///< null until one of them is used
  uint32_t snippet = 0;
  uint32_t socket_snippet = 0;  ///< the same of WebSockets
  bool secrets_shown = false;
  CopyTarget copied = CopyTarget::none;
  bool printing = false;  ///< the paper of the whole document is being made
  std::map<std::string, std::string, std::less<>> saved;  ///< as Persist and Restored carry it
  Id last_id = 0;
  /// Seconds since 1970 when the latest event came. The loop sets it, for it changes nothing.
  double now_s = 0;
  uint64_t revision = 0;       ///< counts the actions that may be seen
  uint64_t page_revision = 0;  ///< those of them that concern more than the form and the exchange
  std::unique_ptr<Work> work;
};

/// The only writer. Effects are to be performed in their order.
[[nodiscard]] Effects update(Session& session, const Action& action);
/// The same, sparing a copy of what the action carries.
[[nodiscard]] Effects update(Session& session, Action&& action);

// ---- queries of the views

/// The notice says that the form was filled, which can be undone: by UndoLink.
bool offers_undo(const Message& notice);
/// The variables of the environment that is used; nullptr where there is none.
const request::Variables* active_variables(const Session& session);
/// A dialog is open, and takes the keys.
bool in_dialog(const Session& session);
/// The form and the latest exchange of the operation shown; nullptr when there is none.
const Form* current_form(const Session& session);
/// The description is an outline so far: of operations and schemas there are the names.
bool is_outlined(const Session& session);
/// What is searched for may yet be found: the index or the description is not whole.
bool is_searching(const Session& session);
/// Operations have forms: all of the module and all of the description is there.
bool has_forms(const Session& session);
/// An operation is shown, and is not a webhook: those are sent by the API itself.
bool can_send(const Session& session);
const Exchange* current_exchange(const Session& session);
/// Where the caret is, in bytes of the body, when its last edit was taken back, or made again;
/// nothing where there is none.
std::optional<std::size_t> undo_place(const Session& session, bool forth);
const openapi::Operation* current_operation(const Session& session);
/// The credential for the scheme and the origin of a server; nullptr where there is none.
const Credential* find_credential(const Session& session, std::string_view scheme,
                                  std::string_view origin);
/// A credential that requests of the operation shown go with.
struct Authorization {
  const openapi::SecurityScheme* scheme = nullptr;
  const Credential* credential = nullptr;
};
/// Those of the alternative in use; empty when none of them has all it needs.
std::vector<Authorization> current_authorization(const Session& session);
/// Identifies an alternative by its schemes.
std::string alternative_key(const openapi::SecurityRequirement& requirement);
/// Operations that pass the filter, each once, by index.
std::vector<uint32_t> visible_operations(const Session& session);
/// `POST /users Create an account`.
std::string operation_name(const openapi::OperationEntry& entry);
/// `#/operations/ID`.
std::string operation_href(const openapi::OperationEntry& entry);
/// `#/tags/NAME` and `#/schemas/NAME`.
std::string tag_href(std::string_view tag);
std::string schema_href(std::string_view name);
/// The heading of the page shown: an operation's summary or else `METHOD /path`, a schema's or a
/// tag's name, the title of the whole. Empty while there is none.
std::string page_name(const Session& session);
/// Identifies the page across reloads of the description: equal for equal pages.
std::string page_key(const Session& session);
/// What was prepared for the page shown, so far; nullptr where nothing was asked for.
const Prepared* current_prepared(const Session& session);
/// Identifies a heading of the list: `tag/NAME`.
std::string heading_key(const openapi::Description& description, const NavigationRow& row);
std::string heading_key(const openapi::Group& group);
std::string section_key(std::size_t section);
/// True unless the attributes of the element leave the operation out.
bool is_listed(const Session& session, uint32_t operation);
/// The place of an operation in the order that the element asks for.
uint32_t place_of(const Session& session, uint32_t operation);
/// Those of some operations that are listed, in that order.
std::vector<uint32_t> listed(const Session& session, std::vector<uint32_t> operations);
/// Those of a group, or the webhooks among them, which the list shows elsewhere.
std::vector<uint32_t> operations_of(const Session& session, const openapi::Group& group,
                                    bool webhooks);
/// An operation is shown that can be sent here.
bool can_try(const Session& session);
/// The schema or the tag that the route names; nullptr on other pages.
const openapi::NamedSchema* current_schema(const Session& session);
const openapi::Group* current_group(const Session& session);

/// Titles of the code samples of the operation shown: the languages of this page, then the
/// samples that its author gave.
std::vector<std::string> snippet_titles(const Session& session);

}  // namespace vitrine::session
