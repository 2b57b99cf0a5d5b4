// The form of one operation: the user's input and the verdicts on it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/json/result.h"
#include "app/openapi/model.h"
#include "app/request/body.h"
#include "app/request/parameter.h"
#include "app/schema/message.h"
#include "app/schema/violation.h"
#include "app/session/action.h"
#include "app/session/form/body_field.h"
#include "app/session/words.h"

namespace vitrine::session {

/// A parameter as typed: a field in the page takes over a value only with a newer revision.
struct ParameterField : Field {
  openapi::Location in = openapi::Location::query;
  bool touched = false;                       ///< typed into or left: its verdict may show
  std::optional<json::Error> error;           ///< typed text that was to be JSON and is not
  std::vector<schema::Violation> violations;  ///< flat: what explains the others
  /// Inputs for the parts of a list or an object, and the choices among the alternatives of unions.
  std::vector<Field> parts;
  bool parted = false;  ///< they stand in the place of the one text
  Variants variants;    ///< which alternatives are meant, as far as the user said
  std::map<std::string, request::ParameterValue, std::less<>>
      aside;  ///< what was typed for the others

  bool valid() const { return !error && violations.empty(); }
  bool in_parts() const { return parted; }
};

/// A place of the body that violates its schema.
struct BodyViolation {
  schema::Violation violation;
  std::string pointer;      ///< of the field that shows it
  json::Position position;  ///< in the text; 0:0 where it cannot be known
};

/// An error that the server reported for the request. It stands at its field until that changes.
struct ResponseError {
  std::string field;  ///< see field.h
  schema::Violation violation;
  std::string message;  ///< the server's words, where the keyword is not one of ours
};

/// What the user added to a request. A timeout, of which there is one at most, has no name.
struct Extra {
  ExtraKind kind = ExtraKind::query;
  std::string label;  ///< "header 1", in the user's language
  Field name;
  Field value;
  std::string note;  ///< what becomes of it, in the user's language

  /// What is wrong with its name or its value; Word::count where nothing is.
  Word name_problem() const;
  Word value_problem() const;
  bool valid() const { return name_problem() == Word::count && value_problem() == Word::count; }
};

/// What was typed as the body of a media type.
struct TypedBody {
  std::string text;
  Variants variants;
  std::map<std::string, std::string, std::less<>> drafts;
  std::vector<std::string> touched;
  std::vector<request::ChosenFile> files;
  int32_t example = -1;  ///< index into MediaType::examples of the one that stands in its place
};

/// The user's input for one operation, with the verdicts on it. It outlives reloads of the
/// description: parameters are matched by location and name, the content type by its name.
struct Form {
  uint64_t revision = 0;                   ///< counts all changes
  std::vector<ParameterField> parameters;  ///< as Operation::parameters, ignored ones included
  std::vector<Extra> extras;

  std::string body;  ///< the text; empty: no body is sent
  uint32_t body_revision = 0;
  bool body_touched = false;
  bool body_edited = false;       ///< by the user: an example or another content type asks no more
  uint32_t content_type = 0;      ///< index into RequestBody::content
  std::string content_type_name;  ///< e.g. `application/json`; empty: the operation takes no body
  int32_t example = -1;  ///< index into MediaType::examples; -1: the user's own or a skeleton
  std::string example_failure;  ///< why none could be made when it was asked for; else empty
  Message example_load;         ///< the example's address is being loaded, or why it was not
  bool example_loaded = false;  ///< the body is what was loaded from there
  std::optional<json::Error> body_error;       ///< the text is not JSON; `position` is in the text
  std::vector<BodyViolation> body_violations;  ///< flat: what explains the others

  std::vector<Field> fields;     ///< of the body's form; empty where there is none
  uint32_t fields_revision = 0;  ///< of all fields, when the text changed by other means
  Variants variants;
  /// Pointers of groups that the user folded, of optional properties (kOptionalSuffix) that the
  /// user unfolded, and of the ends of the form (kMoreSuffix) that were passed.
  std::vector<std::string> turned;
  /// The members of an object in their order, with those that were cleared: these come back to
  /// their places. By its pointer.
  std::map<std::string, std::vector<std::string>, std::less<>> places;
  bool text_shown = false;           ///< the user chose the text instead of the form
  std::vector<std::string> touched;  ///< pointers of fields typed into or left
  std::map<std::string, std::string, std::less<>> drafts;  ///< typed JSON that is none, by pointer

  std::vector<request::ChosenFile> files;  ///< by the place in the body they are for

  /// What was typed, by media types: of those not chosen, and of the chosen one before an example
  /// took its place.
  std::map<std::string, TypedBody, std::less<>> typed_bodies;
  /// The JSON that the XML in the body was made of, and that XML: while it is as it was, the way
  /// back is exact.
  std::pair<std::string, std::string> made_xml;
  std::string xml_failure;  ///< why the XML cannot be shown as a form; else empty
  std::string carried;      ///< the body as it was taken over from another media type; or empty

  std::vector<ResponseError> response_errors;

  std::vector<std::string> accepts;  ///< media types of the declared responses, each once
  uint32_t accept = 0;

  uint32_t server = 0;               ///< index into Operation::servers; after them: the user's own
  bool own_server = false;           ///< the same: `server_template` is the address that was typed
  Field server_address;              ///< where it is typed
  Field server_choice;               ///< among their addresses
  std::string server_template;       ///< Server::url of the chosen one
  std::vector<Field> server_values;  ///< as ServerVariables of the chosen server
  std::string server_url;            ///< expanded and absolute; empty when it cannot be made
  std::string server_error;
  bool socket = false;  ///< the request opens a WebSocket

  bool submitted = false;  ///< Send was asked: all verdicts show
  bool send_anyway_offered = false;
};

/// Whether an example is at an address of its own, and nowhere else.
bool is_external(const openapi::Example& example);

/// Lets the verdict on a field of the body's form show from now on; false when it could before.
bool touch(Form& form, std::string_view pointer);

/// Replaces violations by those that explain them.
std::vector<schema::Violation> flattened(const std::vector<schema::Violation>& violations);

/// Places that violate their schema: fields and places of the body.
size_t violation_count(const Form& form);

/// The message shown at a field: empty while it is valid or untouched.
std::string field_message(const Form& form, const ParameterField& field, schema::Language language);

/// The same of a field of the body's form, by its pointer.
std::string body_field_message(const Form& form, std::string_view pointer,
                               schema::Language language);

/// Puts at each of them its name, and what is wrong with it.
void word_extras(Form& form, schema::Language language);
/// Puts at each field what to show there, and its revision.
void word_fields(Form& form, schema::Language language);

/// One thing wrong in the body. `name` is the path as the contract writes it, "" for the body
/// itself.
struct BodyMessage {
  std::string pointer;
  std::string name;
  std::string text;
  json::Position position;  ///< in the text; 0:0 where it cannot be known
  bool at_field = false;    ///< a field of the form shows it too
};
/// The messages on touched fields of the body; a syntax error replaces all others.
std::vector<BodyMessage> body_messages(const Form& form, schema::Language language);

}  // namespace vitrine::session
