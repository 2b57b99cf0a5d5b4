#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/json/result.h"
#include "app/openapi/model.h"
#include "app/request/parameter.h"
#include "app/schema/message.h"
#include "app/schema/violation.h"

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
  std::optional<json::Error> body_error;  ///< the text is not JSON; `position` is in the text
  std::vector<schema::Violation> body_violations;
  std::vector<json::Position>
      body_positions;  ///< in the text, one for each of leaves(body_violations)

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

/// Places that violate their schema: fields and places of the body.
size_t violation_count(const Form& form);

/// What to show at a field: empty while it is valid or untouched.
std::string field_message(const Form& form, const ParameterField& field, schema::Language language);

/// One thing wrong in the body. `name` is the path as the contract writes it, "" for the body
/// itself.
struct BodyMessage {
  std::string pointer;
  std::string name;
  std::string text;
  json::Position position;  ///< in the text; 0:0 where it cannot be known
};
/// Empty while the body is untouched. A syntax error stands alone.
std::vector<BodyMessage> body_messages(const Form& form, schema::Language language);

}  // namespace vitrine::session
