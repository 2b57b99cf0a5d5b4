#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/session/session.h"
#include "app/session/work.h"

/// The parts `update` is made of: one `apply` for each action, in the file of its subject, and what
/// they share. Included by the sources of this folder only.
namespace vitrine::session {

/// A request that is waited for is looked after this often.
inline constexpr uint32_t kSecondMs = 1000;

// loading.cpp
void apply(Session& session, Opened&& event, Effects& effects);
void apply(Session& session, Reload&& action, Effects& effects);
void apply(Session& session, Chunk&& event, Effects& effects);
void apply(Session& session, End&& event, Effects& effects);
/// Reads one slice of what waits and asks for the next one.
void go_on(Session& session, Effects& effects);
/// False when `event` is not about the description or one of its documents.
bool resource_failed(Session& session, const Failed& event, Effects& effects);

// documents.cpp
void apply(Session& session, LoadMissing&& action, Effects& effects);
/// Asks for a document that something shown refers to: at once from the description's own origin,
/// else only when the reader agrees.
void need(Session& session, const std::string& uri, Effects& effects);
/// Asks for what must be there before the schemas can be seen, behind any number of references.
void need_all(Session& session, std::vector<json::Cursor> schemas, Effects& effects);
/// A document was read as a whole.
void document_arrived(Session& session, Incoming&& incoming);
/// Interprets what is shown with the documents that have come since.
void show_again(Session& session, Effects& effects);
void document_failed(Session& session, std::string_view uri, std::string detail);

// navigate.cpp
void apply(Session& session, Navigate&& action, Effects& effects);
void apply(Session& session, LocationChanged&& event, Effects& effects);
void apply(Session& session, FilterNavigation&& action, Effects& effects);
void apply(Session& session, DismissNotice&& action, Effects& effects);
void apply(Session& session, FoldSchemas&& action, Effects& effects);
/// Shows what `session.route` names, in the description as it is now.
void follow_route(Session& session, Effects& effects);

// list.cpp
/// The lines of the navigation, as the filter leaves them.
void fill_navigation(Session& session);

// interpret.cpp
/// Interprets the operation and brings its form up to date.
void show_operation(Session& session, uint32_t index, Effects& effects);
void hide_operation(Session& session, Effects& effects);
/// Compiles the schema of a body when it is first needed.
const schema::Schema* body_schema(Session& session, uint32_t content, Effects& effects);

/// Null for what cannot be compiled, and then accepts everything.
std::shared_ptr<const schema::Schema> compile_schema(Session& session, const json::Cursor& cursor,
                                                     schema::Dialect dialect, Effects& effects);

// reconcile.cpp
/// Makes the form fit the operation shown, keeping everything that was typed.
void reconcile(Session& session, Form& form, Effects& effects);
void choose_content_type(Session& session, Form& form, uint32_t index);
void choose_server(Session& session, Form& form, uint32_t index);
/// Address of the chosen server, from its template and values.
void expand_server(const Session& session, Form& form);

// skeleton.cpp
/// A first text for a body: the first example given, else what the schema requires. Not always
/// valid, always JSON for JSON.
std::string first_body(const openapi::MediaType& media, const Shown::BodySchema& schema);
std::string example_body(const openapi::Example& example, bool json);
/// The value that a place of a body begins with, as JSON.
std::string first_value(const openapi::SchemaView& schema);
bool is_json_media_type(std::string_view name);

// edit.cpp
void apply(Session& session, EditParameter&& action, Effects& effects);
void apply(Session& session, LeaveField&& action, Effects& effects);
void apply(Session& session, ChooseContentType&& action, Effects& effects);
void apply(Session& session, ChooseAccept&& action, Effects& effects);
void apply(Session& session, ChooseExample&& action, Effects& effects);
void apply(Session& session, ChooseServer&& action, Effects& effects);
void apply(Session& session, EditServerVariable&& action, Effects& effects);
Form* editable_form(Session& session);
/// What must be there and can be empty (`allowEmptyValue`) is empty where nothing is typed.
void settle_empty(request::ParameterValue& value, const request::Rule& rule);
/// What is shown of the verdicts follows a change of values.
void settle(Form& form);
/// A server's words about a field hold until it changes; those about what is in it as well.
void forget_answer(Form& form, std::string_view field);

// edit_body.cpp
void apply(Session& session, EditBody&& action, Effects& effects);
void apply(Session& session, ChooseBodyView&& action, Effects& effects);
void apply(Session& session, EditBodyField&& action, Effects& effects);
void apply(Session& session, ChangeBodyList&& action, Effects& effects);
void apply(Session& session, ChooseVariant&& action, Effects& effects);
/// Puts files at a place of the body, in a list behind what is there.
void take_files(Session& session, Form& form, const std::string& pointer,
                std::vector<request::FileRef> files, Effects& effects);

// validate.cpp
void validate_parameter(const Shown& shown, Form& form, size_t index);
/// Reads the body's text: makes the fields of its form and, where it is wanted, judges it.
enum class Judge : uint8_t { no, yes };
void read_body(Session& session, Form& form, Judge judge, Effects& effects);
/// Whether a verdict on the body would show.
Judge is_judged(const Form& form);
void validate_all(Session& session, Form& form, Effects& effects);
/// The first field in reading order that is not valid; empty when all are.
std::string first_invalid_field(const Form& form);

// send.cpp
void apply(Session& session, Send&& action, Effects& effects);
void apply(Session& session, SendAnyway&& action, Effects& effects);
void apply(Session& session, Cancel&& action, Effects& effects);

// answer.cpp
void apply(Session& session, ResponseHead&& event, Effects& effects);
void apply(Session& session, ResponseProgress&& event, Effects& effects);
void apply(Session& session, ResponseEnd&& event, Effects& effects);
void apply(Session& session, BodyWindow&& event, Effects& effects);
void apply(Session& session, Failed&& event, Effects& effects);
void apply(Session& session, ChooseResponseTab&& action, Effects& effects);
void apply(Session& session, ShowBody&& action, Effects& effects);
Exchange* editable_exchange(Session& session);

// answer_errors.cpp
/// Puts the errors that a problem document lists at the fields of the form.
void take_answer_errors(Form& form, const json::Value& answer);

// judge_answer.cpp
/// Compares an answer of the operation shown with what the description promises.
void judge_answer(Session& session, Exchange& exchange, Effects& effects);

// files.cpp
void apply(Session& session, SaveAnswer&& action, Effects& effects);
void apply(Session& session, ChooseFile&& action, Effects& effects);
void apply(Session& session, FilePicked&& event, Effects& effects);
std::string answer_file_name(const Exchange& exchange);
/// A text that was kept names files that nobody has any more.
void forget_lost_files(Session& session, Form& form, Effects& effects);
/// Files follow the places in the body that they are for.
void forget_files(Form& form, std::string_view pointer);
void move_files(Form& form, const std::string& list, size_t from, ptrdiff_t by);
void swap_files(Form& form, const std::string& one, const std::string& other);

// authorize.cpp
void apply(Session& session, OpenAuthorize&& action, Effects& effects);
void apply(Session& session, CloseAuthorize&& action, Effects& effects);
void apply(Session& session, EditCredential&& action, Effects& effects);
void apply(Session& session, SaveCredentials&& action, Effects& effects);
void apply(Session& session, ForgetCredentials&& action, Effects& effects);

// sign_in.cpp
void apply(Session& session, EditSignIn&& action, Effects& effects);
void apply(Session& session, ChooseFlow&& action, Effects& effects);
void apply(Session& session, ToggleScope&& action, Effects& effects);
void apply(Session& session, SignIn&& action, Effects& effects);
void apply(Session& session, RandomBytes&& event, Effects& effects);
void apply(Session& session, PopupResult&& event, Effects& effects);
/// False when `id` is not the request for a token. `text` is the answer to it; null: there is none.
bool sign_in_answered(Session& session, Id id, const std::string* text, Effects& effects);
/// Of the flow that the draft has chosen.
void resolve_endpoints(const openapi::SecurityScheme& scheme, std::string_view server_url,
                       CredentialDraft& draft);

const Credential* find_credential(const Session& session, std::string_view scheme,
                                  std::string_view origin);
/// The server that the form's request goes to, or the description's first when no operation is
/// shown; empty when its address cannot be made.
std::string server_url(const Session& session);
std::string server_origin(const Session& session);
/// What goes along with a request: the first alternative that the reader gave all credentials for.
std::vector<request::Credential> credentials_for(const Session& session);

// preferences.cpp
void apply(Session& session, ChooseSnippet&& action, Effects& effects);
void apply(Session& session, ShowSecrets&& action, Effects& effects);
void apply(Session& session, Copy&& action, Effects& effects);
void apply(Session& session, ToggleTheme&& action, Effects& effects);
void apply(Session& session, ChooseLanguage&& action, Effects& effects);
void apply(Session& session, ThemeChanged&& event, Effects& effects);
void apply(Session& session, LanguageChanged&& event, Effects& effects);
/// What an earlier visit kept, as far as the attributes leave the choice to the reader.
void restore_preferences(Session& session);

// keep.cpp
void apply(Session& session, Restored&& event, Effects& effects);
/// The form shown will be kept when typing pauses.
void keep_later(Session& session, Effects& effects);
/// Only the operation shown knows which of its values are secret: this comes before another is
/// shown.
void keep_now(Session& session, Effects& effects);
void keep(Session& session, std::string key, std::string value, Effects& effects);
/// Puts what was kept into a form that nobody has typed into.
void restore_form(const Session& session, std::string_view key, Form& form);

// secrets.cpp
bool is_secret(const Session& session, const ParameterField& field,
               const openapi::SchemaView& view);
/// Marks the value of a header that carries credentials, though it came as a plain parameter.
void mark_credentials(const Session& session, request::HeaderField& header);
/// The text with its secrets marked; all of it where a secret could hide, because it is not JSON.
request::SecretText marked_body(const std::string& text, const Shown::BodySchema& schema);

// update.cpp
void apply(Session& session, Woken&& event, Effects& effects);

template <class T>
void emit(Effects& effects, T effect) {
  effects.push_back(Effect(std::move(effect)));
}

inline Id next_id(Session& session) { return ++session.last_id; }

}  // namespace vitrine::session
