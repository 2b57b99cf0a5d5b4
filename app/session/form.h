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
#include "app/session/body_field.h"

namespace vitrine::session {

/// A parameter as typed. `revision` counts the changes that came from elsewhere than typing (an
/// example chosen, state restored): a field in the page takes over only a newer one.
struct ParameterField {
  openapi::Location in = openapi::Location::query;
  std::string name;
  request::ParameterValue value;
  uint32_t revision = 0;
  bool touched = false;              ///< typed into or left: its verdict may show
  std::optional<json::Error> error;  ///< typed text that was to be JSON and is not
  std::vector<schema::Violation> violations;

  bool valid() const { return !error && violations.empty(); }
};

struct ServerValue {
  std::string name;
  std::string value;
  uint32_t revision = 0;
};

/// Something a server found wrong with what was sent. It stands at its field until that changes.
struct AnswerError {
  std::string field;  ///< see field.h
  schema::Violation violation;
  std::string message;  ///< the server's words, where the keyword is not one of ours
};

/// What the reader typed for one operation, with the verdicts. It outlives reloads of the
/// description: parameters are matched by location and name, the content type by its name.
struct Form {
  std::vector<ParameterField> parameters;  ///< as Operation::parameters, ignored ones included

  std::string body;  ///< the text; empty: no body is sent
  uint32_t body_revision = 0;
  bool body_touched = false;
  bool body_edited = false;   ///< by the reader: an example or another content type asks no more
  uint32_t content_type = 0;  ///< index into RequestBody::content
  std::string content_type_name;  ///< e.g. `application/json`; empty: the operation takes no body
  int32_t example = -1;  ///< index into MediaType::examples; -1: the reader's own or a skeleton
  std::string example_failure;  ///< why none could be made when it was asked for; else empty
  std::optional<json::Error> body_error;  ///< the text is not JSON; `position` is in the text
  std::vector<schema::Violation> body_violations;
  std::vector<json::Position>
      body_positions;  ///< in the text, one for each of leaves(body_violations)

  std::vector<BodyField> fields;  ///< of the body's form; empty where there is none
  uint32_t fields_revision = 0;   ///< of all fields, when the text changed by other means
  Variants variants;
  bool text_shown = false;           ///< the reader chose the text instead of the form
  std::vector<std::string> touched;  ///< pointers of fields typed into or left
  std::map<std::string, std::string, std::less<>> drafts;  ///< typed JSON that is none, by pointer

  std::vector<request::ChosenFile> files;  ///< by the place in the body they are for

  std::vector<AnswerError> answer_errors;

  std::vector<std::string> accepts;  ///< media types promised by the responses, each once
  uint32_t accept = 0;

  uint32_t server = 0;                     ///< index into Operation::servers
  std::string server_template;             ///< Server::url of the chosen one
  std::vector<ServerValue> server_values;  ///< as ServerVariables of the chosen server
  std::string server_url;                  ///< expanded and absolute; empty when it cannot be made
  std::string server_error;

  bool submitted = false;  ///< Send was asked: all verdicts show
  bool send_anyway_offered = false;
};

/// The verdict on a field of the body's form may show from now on; false when it could before.
bool touch(Form& form, std::string_view pointer);

/// Places that violate their schema: fields and places of the body.
size_t violation_count(const Form& form);

/// What to show at a field: empty while it is valid or untouched.
std::string field_message(const Form& form, const ParameterField& field, schema::Language language);

/// The same of a field of the body's form, by its pointer.
std::string body_field_message(const Form& form, std::string_view pointer,
                               schema::Language language);

/// One thing wrong in the body. `name` is the path as the contract writes it, "" for the body
/// itself.
struct BodyMessage {
  std::string pointer;
  std::string name;
  std::string text;
  json::Position position;  ///< in the text; 0:0 where it cannot be known
};
/// Of what was touched; a syntax error stands alone.
std::vector<BodyMessage> body_messages(const Form& form, schema::Language language);
/// Those of them that have no field in the form to stand at.
std::vector<BodyMessage> body_messages_beside_fields(const Form& form, schema::Language language);

}  // namespace vitrine::session
