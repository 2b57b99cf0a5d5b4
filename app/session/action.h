// Everything that can change a session.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "app/openapi/schema_view.h"
#include "app/request/parameter.h"
#include "app/schema/message.h"
#include "app/schema/schema.h"
#include "app/session/effect.h"
#include "app/session/options.h"

/// Everything that can change a session: what the user asks for (by a view) and what the host
/// reports (events). Actions about a form concern the operation shown.
namespace vitrine::session {

enum class ThemeChoice : uint8_t { automatic, light, dark };
enum class ResponseTab : uint8_t { body, headers, raw };
enum class CopyTarget : uint8_t { none, code, text, link, request, markdown, response, url };
/// What the user adds to a request that the description does not have.
enum class ExtraKind : uint8_t { query, header, timeout };

// ---- the user

/// Any link of the page: `#/operations/ID`, `#/schemas/NAME`, `#/` for the overview. Links to
/// elsewhere become OpenUrl.
struct Navigate {
  std::string link;
};
struct FilterNavigation {
  std::string text;
  bool typed = true;  ///< into the field, which shows it already
};
/// Folds or opens a heading of the list.
struct FoldGroup {
  std::string heading;  ///< see heading_key; empty: all but the schemas
  bool open = false;
};
/// Interprets a callback of the operation shown.
struct OpenCallback {
  std::vector<uint32_t> path;  ///< indexes into Operation::callbacks, from the outermost on
};
/// Makes an example when there is time; see Prepared.
struct MakeExample {
  std::string place;  ///< names it on this page
  std::string media_type;
  openapi::SchemaView schema;
  schema::Direction direction = schema::Direction::response;
  uint64_t page = 0;  ///< Session::page that asks for it
};
/// Finds where the schema shown is used, when there is time; see Prepared.
struct FindUses {};
/// Chooses how wide the list is, in pixels; 0: as at first.
struct ResizeList {
  uint32_t width = 0;
};
struct EditParameter {
  uint32_t index = 0;  ///< into Form::parameters
  request::ParameterValue value;
};
/// Chooses among the alternatives of a union; what was typed for another one comes back with it.
struct ChooseParameterVariant {
  uint32_t index = 0;    ///< into Form::parameters
  std::string pointer;   ///< of the choice, see Layer::key
  uint32_t variant = 0;  ///< into Layer::variants
};
/// Fills a parameter with one of its examples.
struct ChooseParameterExample {
  uint32_t index = 0;    ///< into Form::parameters
  uint32_t example = 0;  ///< into Parameter::examples
};
/// One place of a parameter that is a list or an object; unset removes it.
struct EditParameterPart {
  uint32_t index = 0;   ///< into Form::parameters
  std::string pointer;  ///< of the place in the value
  request::ParameterValue value;
};
struct ChangeExtra {
  enum class Change : uint8_t { add, name, value, remove };
  Change change = Change::add;
  ExtraKind kind = ExtraKind::query;  ///< of what is added
  uint32_t index = 0;                 ///< into Form::extras, of all else
  std::string text{};
};
/// The keyboard focus left a field: from now on its verdict shows.
struct LeaveField {
  std::string field;
};
struct EditBody {
  std::string text;
  bool typed = true;  ///< into the editor, which shows it already
};
/// Takes back the last edit of the body, in whichever view it was made, or makes it again.
struct UndoBody {
  bool forth = false;
};
/// Chooses the view of the body: the form or the text.
struct ChooseBodyView {
  bool text = false;
};
/// One field of the body's form; unset removes the value from the text.
struct EditBodyField {
  std::string pointer;
  request::ParameterValue value;
};
/// A change of a list or an optional object of the body at `pointer`: of the list to add to, of the
/// element to move or remove.
struct ChangeBodyList {
  enum class Change : uint8_t { add, remove, up, down };
  std::string pointer;
  Change change = Change::add;
};
/// The same of a parameter.
struct ChangeParameterList {
  uint32_t index = 0;  ///< into Form::parameters
  std::string pointer;
  ChangeBodyList::Change change = ChangeBodyList::Change::add;
};
/// Chooses the variant or the type of a value.
struct ChooseVariant {
  std::string pointer;  ///< Field::pointer of the choice
  uint32_t index = 0;   ///< into Field::choices
};
/// Gives the member of a map at `pointer` another name.
struct RenameMember {
  std::string pointer;
  std::string name;
};
/// Folds or unfolds a group of the body's form, or optional properties.
struct FoldFields {
  std::string pointer;  ///< Field::pointer of either
};
/// Opens the browser's picker for a text field.
struct OpenPicker {
  PickDate picker;
};
struct ChooseContentType {
  uint32_t index = 0;  ///< into RequestBody::content
};
struct ChooseAccept {
  uint32_t index = 0;  ///< into Form::accepts
};
struct ChooseExample {
  /// Into MediaType::examples of the chosen content type; after them: one made for the schema,
  /// then what was typed before an example was chosen.
  uint32_t index = 0;
};
/// Loads the example chosen, which is at an address of its own.
struct FetchExample {};
struct ChooseServer {
  uint32_t index = 0;  ///< into Operation::servers; after them: an address of the user's own
};
/// That address.
struct EditServerAddress {
  std::string text;
};
struct EditServerVariable {
  std::string name;
  std::string value;
};
/// The request; while a WebSocket is open, the message that was written.
struct Send {};
struct SendAnyway {};
struct Cancel {};
struct ChooseResponseTab {
  ResponseTab tab = ResponseTab::body;
};
/// Another window into the response's body, of bytes that are no text.
struct ShowBody {
  uint64_t offset = 0;
};
/// Cuts the text of the response's body into lines again: JSON or as it came, in so many columns;
/// 0: as wide as the lines are.
struct LayOutBody {
  bool raw = false;
  uint32_t columns = 0;
};
/// Searches the response's body; nothing ends the search.
struct FindInBody {
  std::string text;
};
struct GoToMatch {
  bool back = false;
};
/// Keeps the token of the response as the credential of the scheme that takes one.
struct UseCredential {};
/// Goes on to the operation that a link of the response names, with what it passes filled in.
struct FollowLink {
  uint32_t index = 0;  ///< into Exchange::next
};
/// The text that is sent over a WebSocket next, by Send.
struct EditMessage {
  std::string text;
};
/// Of a streamed response: what comes is listed when the pause is over.
struct PauseStream {
  bool paused = false;
};
/// Forgets the items that came; those to come are listed.
struct ClearStream {};
struct FilterStream {
  std::string text;
  std::string event;  ///< name of events; empty: all
};
/// Sends the request of a stream that ended again, and says after which event it goes on.
struct Reconnect {};
/// Keeps the response's body as a file.
struct SaveResponse {};
/// Asks the user for a file for a place of the body; several for a list.
struct ChooseFile {
  std::string pointer;
};
/// What the user does in the dialog History.
struct ChangeHistory {
  enum class Change : uint8_t {
    open,
    close,
    filter,   ///< by `text`
    restore,  ///< puts an entry back into the form; never sends
    remove,
    clear,
    record,  ///< from now on what is sent is kept
    ignore,  ///< from now on it is not
    save     ///< as a HAR file
  };
  Change change = Change::open;
  uint32_t index = 0;  ///< into History::entries
  std::string text{};
};
/// What the user does in the dialog Environments, and where one of them is chosen.
struct ChangeEnvironments {
  enum class Change : uint8_t {
    open,
    choose,  ///< `index`: 0 for none, then into Environments::list
    add,
    // Of the environment chosen:
    remove,
    rename,
    add_variable,
    remove_variable,
    rename_variable,
    set_value,
    hide,  ///< the value is a secret
    show
  };
  Change change = Change::open;
  uint32_t index = 0;  ///< into Environment::variables
  std::string text{};
};
/// What the user does in the dialog Import.
struct ChangeImport {
  enum class Change : uint8_t {
    open,
    edit,       ///< the text
    pick,       ///< a file instead
    authorize,  ///< with the credentials of the request
    leave,      ///< without them
    take        ///< fills the form by a request; never sends
  };
  Change change = Change::open;
  uint32_t index = 0;  ///< into Import::requests
  std::string text{};
};
struct OpenAuthorize {
  std::string scopes{};  ///< that a response asked for, beside those of the operation
};
struct CloseAuthorize {};
/// Chooses what a request goes with, among the alternatives of the operation shown.
struct ChooseAlternative {
  uint32_t index = 0;  ///< into Operation::security
};
/// The parts of a credential; all but `user` and `secret` are for getting one by OAuth2.
enum class CredentialPart : uint8_t { client_id, client_secret, user, password, secret };
inline constexpr size_t kCredentialParts = 5;
struct EditCredential {
  uint32_t scheme = 0;  ///< into AuthorizeDialog::drafts
  CredentialPart part = CredentialPart::secret;
  std::string text;
};
struct ChooseFlow {
  uint32_t scheme = 0;  ///< into AuthorizeDialog::drafts
  uint32_t flow = 0;    ///< into CredentialDraft::flows
};
struct ToggleScope {
  uint32_t scheme = 0;  ///< into AuthorizeDialog::drafts
  std::string scope;
};
/// All scopes that the flow offers, or none.
struct SelectScopes {
  uint32_t scheme = 0;  ///< into AuthorizeDialog::drafts
  bool all = false;
};
/// How a client names itself to the server of tokens: in a header, or in the body.
struct ChooseClientAuthentication {
  uint32_t scheme = 0;  ///< into AuthorizeDialog::drafts
  bool header = false;
};
/// Asks the provider for its flows.
struct Discover {
  uint32_t scheme = 0;  ///< into AuthorizeDialog::drafts
};
/// Gets a token by the flow chosen.
struct SignIn {
  uint32_t scheme = 0;  ///< into AuthorizeDialog::drafts
};
/// Ends the sign-in, or the look-up, that is in progress.
struct CancelSignIn {};
/// Gets another token by the refresh token of the one that was saved.
struct RenewToken {
  uint32_t scheme = 0;  ///< into AuthorizeDialog::drafts
};
struct SaveCredentials {};
/// Signs out: here, and at the server where it says how.
struct ForgetCredentials {
  uint32_t scheme = 0;  ///< into AuthorizeDialog::drafts
};
struct ChooseSnippet {
  uint32_t index = 0;  ///< into snippet_titles()
};
struct ShowSecrets {
  bool shown = false;
};
struct Copy {
  CopyTarget target = CopyTarget::code;
  std::string text{};  ///< of `text`: what is copied; of `link`: a place of the page, `#/…`
};
/// Copies a link that fills the form as it is now, without its secrets.
struct CopyRequestLink {};
/// Gives back the form as it was before a link filled it.
struct UndoLink {};
/// Copies the page shown as Markdown, of the overview the whole document. What is too long for the
/// clipboard is given to the user as a file.
struct CopyMarkdown {};
/// Prints the whole document; while its paper is being made, gives that up.
struct PrintDocument {};
/// Gives the description to the user as a file.
struct Download {
  enum class Format : uint8_t { json, yaml };
  Format format = Format::json;
};
/// Cycles: the page's theme, the other one, the page's own fixed, then the page's theme again.
struct ToggleTheme {};
struct ChooseLanguage {
  schema::Language language = schema::Language::en;
};
/// Opens another of the descriptions that the element has.
struct ChooseDescription {
  uint32_t index = 0;  ///< into Settings::descriptions
};
/// Reads the description again; the input stays. The host sends it too, when the file changed.
struct Reload {};
/// The user agrees to load a document of another origin, or retries one that failed.
struct LoadMissing {
  std::string uri;
};
struct DismissNotice {};

// ---- the page around

/// Shows again what was shown before: the page does not want the user to leave it.
struct Stay {
  std::string link;
};
/// Fills the form of an operation, as the user would; never sends. Reported by Called.
struct FillForm {
  Id id = 0;                ///< of the call
  std::string operation{};  ///< as Opened::operation; empty: the one that is shown
  /// Names of parameters, or `path.id` where the place is said too, and JSON.
  std::vector<std::pair<std::string, std::string>> parameters{};
  bool has_body = false;
  std::string body{};
  std::string content_type{};  ///< of it; empty: the one that is chosen
};
/// Signs in, or out where a credential is empty. Reported by Called.
struct GivenCredential {
  std::string scheme;  ///< key of the Security Scheme
  std::string user;
  std::string secret;
};
struct GiveCredentials {
  Id id = 0;  ///< of the call
  std::vector<GivenCredential> credentials;
};

// ---- the host

/// The element is there, or its attributes changed. `Restored` events may come before or after.
struct Opened {
  std::string spec;          ///< as in the attribute, relative to page_url
  std::string page_url;      ///< document.baseURI
  std::string redirect_uri;  ///< where a sign-in comes back to
  std::string operation;     ///< attribute: an operationId or the link of an operation; or empty
  std::string hash;          ///< location.hash, when the element owns it
  bool owns_location = false;
  bool includes_credentials = false;  ///< the browser sends its cookies to any server
  std::string mock_server{};          ///< address of one to offer before those described
  uint8_t heading_level = 1;
  std::string language;  ///< BCP 47
  ThemeChoice theme = ThemeChoice::automatic;
  bool dark = false;                        ///< what `automatic` stands for
  int32_t utc_offset_min = 0;               ///< of the user's clock
  std::vector<std::string> descriptions{};  ///< names of those to choose from; none: there is one
  uint32_t description = 0;                 ///< index into them of `spec`
  bool introduced = false;                  ///< the page gives an introduction of its own
  std::string group{};                      ///< attribute: elements of other groups share nothing
  /// Tells elements with the same description apart, whose forms are kept; one of them has none.
  std::string place{};
  Options options;
};
struct Chunk {
  Id id = 0;
  std::string bytes;
  uint64_t total = 0;  ///< size announced, in bytes; 0: not known
};
struct End {
  Id id = 0;
};
enum class FailureKind : uint8_t {
  network,         ///< no response, and a page cannot know why
  cross_origin,    ///< known to be refused by CORS
  origin_refused,  ///< the same by a server of Vitrine, which says so
  timeout,
  unreachable,  ///< known: there is no server
  policy,       ///< the page's own Content Security Policy
  status,       ///< of a resource: the server responded with `status`
  aborted,      ///< by the embedding page
  other
};
/// A request or a resource failed. `message` is the browser's own text.
struct Failed {
  Id id = 0;
  FailureKind kind = FailureKind::network;
  std::string message;
  uint16_t status = 0;
};
/// The page around has the request wait for something of its own, or lets it go on.
struct Held {
  Id id = 0;
  bool held = false;
};
struct ResponseHead {
  Id id = 0;
  uint16_t status = 0;
  std::string status_text;
  std::vector<std::pair<std::string, std::string>> headers;
  double elapsed_ms = 0;
  std::string url{};  ///< that responded, after redirects
};
struct ResponseProgress {
  Id id = 0;
  uint64_t received = 0;
  double elapsed_ms = 0;
};
/// The times of a request that the browser tells, in milliseconds.
struct Phases {
  double queued_ms = 0;  ///< before all others: a preflight, connections that were all in use
  double dns_ms = 0;
  double connect_ms = 0;
  double tls_ms = 0;
  double waiting_ms = -1;  ///< from the request to the response; below 0: none of these is known
  double download_ms = 0;
  bool reused = false;  ///< the connection of a request before this one

  bool known() const { return waiting_ms >= 0; }
};
struct ResponseEnd {
  Id id = 0;
  uint64_t size = 0;
  double elapsed_ms = 0;
  uint64_t transferred = 0;  ///< with the head, compressed; 0: not known
  std::string error{};       ///< why there is no more: the browser's own text; empty: it was all
  Phases phases{};
};
/// `text` is valid UTF-8 and whole code points; of bytes that are no text it is their digits, where
/// those were asked for.
struct BodyWindow {
  Id id = 0;
  uint64_t offset = 0;
  std::string text;
  bool is_text = true;
};
/// Files that the user picked for a place of the body; the host keeps their bytes.
struct FilePicked {
  std::string pointer;
  std::vector<request::FileRef> files;
};
/// The bytes that a Random effect requested.
struct RandomBytes {
  std::string bytes;
};
/// A text that the session requested: kept under `key` (Recall), or of a file (PickText).
struct GivenText {
  std::string key;
  std::string text;        ///< empty where there is none
  double now_ms = 0;       ///< since 1970
  int32_t offset_min = 0;  ///< of the user's clock from UTC
};
/// The address, with query and fragment, that a popup came back to.
struct PopupResult {
  std::string url;
};
struct LocationChanged {
  std::string hash;
};
struct ThemeChanged {
  bool dark = false;
};
struct LanguageChanged {
  std::string tag;
};
struct Woken {
  Timer timer = Timer::slice;
};
struct Restored {
  std::string key;
  std::string value;
};
/// All of the module is here: requests can be made now.
struct Usable {};
/// Another element changed what this one shares with it.
struct Told {};

using Action = std::variant<
    Navigate, FilterNavigation, FoldGroup, ResizeList, EditParameter, ChooseParameterVariant,
    ChooseParameterExample, EditParameterPart, ChangeParameterList, ChangeExtra, LeaveField,
    EditBody, UndoBody, OpenCallback, MakeExample, FindUses, ChooseBodyView, EditBodyField,
    ChangeBodyList, ChooseVariant, RenameMember, FoldFields, OpenPicker, ChooseContentType,
    ChooseAccept, ChooseExample, FetchExample, CopyRequestLink, UndoLink, ChooseServer,
    EditServerAddress, EditServerVariable, Send, SendAnyway, Cancel, ChooseResponseTab, ShowBody,
    EditMessage, PauseStream, ClearStream, FilterStream, Reconnect, LayOutBody, FindInBody,
    GoToMatch, UseCredential, FollowLink, SaveResponse, ChooseFile, ChangeHistory,
    ChangeEnvironments, ChangeImport, OpenAuthorize, CloseAuthorize, ChooseAlternative,
    EditCredential, ChooseFlow, ToggleScope, SelectScopes, ChooseClientAuthentication, Discover,
    SignIn, CancelSignIn, RenewToken, SaveCredentials, ForgetCredentials, ChooseSnippet,
    ShowSecrets, Stay, FillForm, GiveCredentials, ChooseDescription, Copy, CopyMarkdown,
    PrintDocument, Download, ToggleTheme, ChooseLanguage, Reload, LoadMissing, DismissNotice,
    Opened, Chunk, End, Failed, Held, ResponseHead, ResponseProgress, ResponseEnd, BodyWindow,
    FilePicked, RandomBytes, GivenText, PopupResult, LocationChanged, ThemeChanged, LanguageChanged,
    Woken, Restored, Usable, Told>;
using Actions = std::vector<Action>;

}  // namespace vitrine::session
