// Changes of the form: the user's input, and its consequences.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/reader.h"
#include "app/session/work.h"

namespace vitrine::session {

/// The form of the operation shown, to be changed; null when there is none.
Form* editable_form(Session& session);

// ---- reconcile.cpp

/// Makes the form fit the operation shown and keeps everything that was typed.
void reconcile(Session& session, Form& form, Effects& effects);
/// What the field of a parameter takes, by a schema.
void describe_parameter(ParameterField& field, const openapi::Parameter& parameter,
                        const openapi::SchemaView& view);
/// Makes the fields of the parameters, which keep what was typed.
void match_parameters(Form& form, const Shown& shown);
void choose_server(Session& session, Form& form, uint32_t index);
/// Makes the address of the chosen server from its template and values.
void expand_server(const Session& session, Form& form);

// ---- own_server.cpp

/// The address that was typed, its variables replaced; what is wrong with it in the user's
/// language.
json::Result<std::string> own_address(const Session& session, std::string_view typed);
/// Makes the field that it is typed in.
void describe_address(const Session& session, Form& form);
/// Makes the server of the form that of all operations.
void remember_server(Session& session, const Form& form);
/// What an address that was typed is kept by.
std::string server_key(const Session& session);
/// Chooses the address that was typed at an earlier visit, where nothing else was chosen since.
void restore_server(Session& session);
void take_restored_server(Session& session, std::string_view key, Effects& effects);
void apply(Session& session, EditServerAddress&& action, Effects& effects);

// ---- mock_server.cpp

bool is_mock_server(const Session& session, const openapi::Server& server);
/// Puts it before the servers of an operation.
void offer_mock_server(const Session& session, openapi::Operation& operation);

// ---- parts.cpp

void apply(Session& session, EditParameterPart&& action, Effects& effects);
void apply(Session& session, ChangeParameterList&& action, Effects& effects);
void apply(Session& session, ChooseParameterExample&& action, Effects& effects);
/// Makes the inputs for the parts of a parameter's value.
void make_parts(const Shown& shown, ParameterField& field, size_t index);
/// The value as JSON, however it was typed; empty where there is none.
std::string json_of(const Shown& shown, const ParameterField& field, size_t index);
/// Makes a JSON text the value of a parameter that has parts.
void set_parameter(Session& session, Form& form, size_t index, std::string text, Effects& effects);

// ---- parameter_variants.cpp

/// The schema of a parameter, then the alternative of it that is meant, then that one's…
Layers layers_of(const Shown& shown, const ParameterField& field, size_t index);
bool is_union(const Layers& layers);
/// Makes the field of a union that of the alternative.
void choose_shape(const Shown& shown, ParameterField& field, size_t index);
/// What is typed chooses no other alternative from now on.
void pin_variants(ParameterField& field);
void apply(Session& session, ChooseParameterVariant&& action, Effects& effects);

// ---- extras.cpp

/// Of the request, in milliseconds; 0: none.
uint32_t timeout_of(const Form& form);

// ---- media_type.cpp

/// Makes it the media type of the body. What was typed stays; else the body begins anew.
void choose_content_type(Session& session, Form& form, uint32_t index);
void apply(Session& session, ChooseContentType&& action, Effects& effects);
void apply(Session& session, ChooseExample&& action, Effects& effects);
/// Keeps what was typed as the body of its media type, before something else takes its place.
void keep_typed(Form& form);
/// Puts an example in the place of the body.
void take_example(Session& session, Form& form, uint32_t index, std::string text, Effects& effects);

// ---- xml.cpp

/// Shows a body that is XML as such, or as the JSON that its form is made of; false where it cannot
/// be read.
bool show_as_xml(const Session& session, Form& form, bool xml);

// ---- carry_over.cpp

/// What a body leaves that of another media type: members that its schema names, and files where it
/// takes them. Nothing where there is none of it.
std::optional<TypedBody> carry_over(const Shown::BodySchema& from, const TypedBody& typed,
                                    const Shown::BodySchema& to, const openapi::MediaType& media);

// ---- load_example.cpp

void apply(Session& session, FetchExample&& action, Effects& effects);
void load_example(Session& session, Form& form, uint32_t index, Effects& effects);
/// Take what comes of the example that is being loaded; false when it is not that.
bool take_example_chunk(Session& session, Chunk& event, Effects& effects);
bool take_example_end(Session& session, const End& event, Effects& effects);
bool take_example_failure(Session& session, const Failed& event);

// ---- skeleton.cpp

/// A first text for a body: the first example given, else what the schema requires. It is JSON for
/// JSON, and not always valid.
std::string first_body(const openapi::MediaType& media, const Shown::BodySchema& schema);
/// The text of an example.
std::string example_body(const openapi::Example& example, bool json);
/// The value that a place of a body begins with, as JSON.
std::string first_value(const openapi::SchemaView& schema);

// ---- edit.cpp

void apply(Session& session, EditParameter&& action, Effects& effects);
void apply(Session& session, LeaveField&& action, Effects& effects);
void apply(Session& session, ChooseAccept&& action, Effects& effects);
void apply(Session& session, ChooseServer&& action, Effects& effects);
void apply(Session& session, EditServerVariable&& action, Effects& effects);
/// Follows a change of the value: what is required, may be empty (`allowEmptyValue`) and is not
/// typed is empty; a choice knows which of its choices it is.
void settle_value(Field& field);
/// Updates the verdicts shown to the current values.
void settle(Form& form);
/// Drops the server's errors on a field that changed, and on the fields inside it.
void forget_response_errors(Form& form, std::string_view field);
/// Asks for the form shown to be kept when typing pauses.
void keep_later(Session& session, Effects& effects);

// ---- edit_body.cpp

void apply(Session& session, EditBody&& action, Effects& effects);
void apply(Session& session, ChooseBodyView&& action, Effects& effects);
void apply(Session& session, EditBodyField&& action, Effects& effects);
void apply(Session& session, ChangeBodyList&& action, Effects& effects);
void apply(Session& session, ChooseVariant&& action, Effects& effects);
void apply(Session& session, RenameMember&& action, Effects& effects);
void apply(Session& session, FoldFields&& action, Effects& effects);
void apply(Session& session, OpenPicker&& action, Effects& effects);
/// Puts files at a place of the body; in a list, after what is there.
void take_files(Session& session, Form& form, const std::string& pointer,
                std::vector<request::FileRef> files, Effects& effects);

// ---- history.cpp

void apply(Session& session, UndoBody&& action, Effects& effects);
/// Before and after each action that may edit the body: what it did is a step of the history.
void begin_body_edit(Session& session);
/// `field`: the pointer of the one that was edited.
void end_body_edit(Session& session, std::string_view field);

// ---- validate.cpp

void validate_parameter(const Shown& shown, Form& form, size_t index);
enum class Judge : uint8_t { no, yes };
/// Reads the body's text: makes the fields of its form and, if asked to, judges it.
void read_body(Session& session, Form& form, Judge judge, Effects& effects);
/// True when a verdict on the body would show.
Judge is_judged(const Form& form);
/// Unfolds the groups that the place stands in; true when one was folded.
bool reveal(Form& form, std::string_view pointer);
/// Unfolds what the errors of the server stand at.
void show_response_errors(Session& session, Form& form, Effects& effects);
/// Judges all, and unfolds the groups in which something is wrong.
void validate_all(Session& session, Form& form, Effects& effects);
/// The first field in reading order that is not valid; empty when all are.
std::string first_invalid_field(const Form& form);

// ---- resolve.cpp

/// What is said of a variable of an environment, written `{{name}}`, that has no value.
schema::Violation no_value(std::string variable);
/// Puts the variables' values into a parameter's text; a violation says which have none.
void resolve_value(request::ParameterValue& value, const request::Variables& variables,
                   std::vector<schema::Violation>& violations);
/// The text of the body with the variables' values; see request::resolve. Where no string may
/// stand, a string of variables becomes the number, boolean or null that it makes.
std::string resolved_body(const Form& form, const openapi::SchemaView& schema,
                          const request::Variables& variables, bool as_json,
                          std::vector<std::string>* unknown = nullptr);
/// The same, read, which is what is judged; nothing where it is no JSON. Violations stand at the
/// fields that name a variable without a value.
std::optional<json::Reading> resolve_body(Form& form, const Shown& shown, bool as_json);
/// Adds the variables whose values are among the choices of a field, and the one that it has.
void offer_variables(Field& field, const request::Variables& variables, bool as_json);

// ---- files.cpp

void apply(Session& session, ChooseFile&& action, Effects& effects);
void apply(Session& session, FilePicked&& event, Effects& effects);
/// Removes from a restored text the files that the host does not have any more.
void forget_lost_files(Session& session, Form& form, Effects& effects);
/// Drops the files at a place and inside it.
void forget_files(Form& form, std::string_view pointer);
/// Moves the files of a list, from an element on, by some places.
void move_files(Form& form, const std::string& list, size_t from, ptrdiff_t by);
/// Exchanges the files of two places.
void swap_files(Form& form, const std::string& one, const std::string& other);

}  // namespace vitrine::session
