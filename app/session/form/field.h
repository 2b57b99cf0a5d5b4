// One input of a form: its name, the values it takes, its current value and what is wrong with
// it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/openapi/model.h"
#include "app/openapi/schema_view.h"
#include "app/request/parameter.h"

/// Fields of a form are named by a JSON Pointer whose first token says where they stand:
/// `/path/id`, `/query/limit`, `/header/X-Trace`, `/cookie/theme`, `/body` (the editor of the whole
/// text), `/body/tags/0`, `/server/region`, `/address` (of a server). The same names stand in links
/// (`?field=POINTER`), in FocusField and, as last part of the widget's id, in the view.
///
/// Places of the description as it is read have names of the same kind, in links only: `/request`,
/// `/response/200`, `/message/send`, `/response-header/200/X-Total`, `/response-link/200/next`,
/// `/callback/0`, the first three followed by a path into their schema, the last by any of these.
/// On a schema's page the path alone is the name. Each token of a path is a step into the schema: a
/// property (`/owner/city`), `*` for the items of a list or the values of a map, `?1` for the
/// second alternative of a union. On the overview: `/servers/0`, `/security/NAME`, of a scheme's
/// scopes `/security/NAME/SCOPE`.
namespace vitrine::session {

/// A parameter, a place of a body, a variable of a server. `update` makes it when something that it
/// depends on changes; views only draw it.
struct Field {
  enum class Kind : uint8_t {
    text,
    number,
    choice,    ///< one of `choices`; optional booleans too
    checkbox,  ///< a required boolean
    constant,  ///< the only value allowed
    json,      ///< anything deeper, as JSON text
    list,      ///< elements are added here
    object,    ///< an absent one is added here, then its fields are there
    map,       ///< members are added here
    key,       ///< the name of a map's member, before its value
    optional,  ///< shows and hides the optional properties of an object, `count` of them
    variant,   ///< which of `oneOf` or `anyOf` is meant
    type,      ///< which type of value is meant, where there are several
    file
  };
  /// The browser's own way to choose a value of that format.
  enum class Picker : uint8_t { none, date, date_time, time };

  /// A choice and the value that it stands for. Only the choices of no value and of the
  /// empty value have no label.
  struct Choice {
    std::string label;
    request::ParameterValue value;
  };

  std::string id;    ///< as above
  std::string name;  ///< a parameter's, or the path in a body: `origin.place`, `tags[0]`
  Kind kind = Kind::text;
  openapi::Kinds kinds;
  bool required = false;
  bool deprecated = false;
  bool nullable = false;
  bool secret = false;
  bool multiline = false;
  bool may_be_empty = false;  ///< an empty text is a value of its own (`allowEmptyValue`)
  Picker picker = Picker::none;
  request::ParameterValue value;  ///< a string's characters, a number as spelled, else JSON
  uint32_t revision = 0;          ///< counts the changes that came from elsewhere than typing
  std::vector<Choice> choices;
  int32_t chosen = -1;  ///< index into choices
  std::string placeholder;
  std::string message;  ///< the visible error, in the user's language

  // Body fields only.
  std::string pointer;         ///< of the value in it; of what is no value with a suffix, see below
  openapi::SchemaView schema;  ///< whose words explain the field; absent where it has none
  uint8_t depth = 0;           ///< how many groups it stands in
  bool group = false;          ///< the fields that follow it and are deeper belong to it
  bool open = false;           ///< they are there; of optional properties the same
  bool tail = false;           ///< adds to the elements or members before it
  bool element = false;        ///< of a list: may be removed and moved
  bool files = false;          ///< a list whose elements are files
  bool added = false;          ///< an optional object that is there: may be removed
  bool tell_empty = false;     ///< a text that was cleared: absent or empty, as the user says
  uint32_t position = 0;       ///< of an element, and
  uint32_t count = 0;          ///< how many there are

  bool present() const { return value.state != request::State::unset; }
  bool null() const { return value.state == request::State::null; }
  bool empty() const { return value.state == request::State::empty; }
};

/// No pointer ends like these: they tell apart what stands at one place of a body.
inline constexpr std::string_view kOptionalSuffix = "~o";  ///< the optional properties of an object
inline constexpr std::string_view kMoreSuffix = "~m";      ///< shows more fields, with a number
inline constexpr std::string_view kKeySuffix = "~k";       ///< the name of a member
inline constexpr std::string_view kTypeSuffix = "~t";      ///< the choice of a value's type
inline constexpr std::string_view kVariantSuffix = "~v";  ///< a union within the variant of another

/// The name of the field of a server's address.
inline constexpr std::string_view kServerAddress = "/address";

/// Without such a suffix: the pointer of the value.
std::string_view value_pointer(std::string_view pointer);

/// Decides what a field takes, by the schema: its kind, choices and whether it is secret. What must
/// be known before: `required`, `nullable`, `may_be_empty`. The values of choices are JSON. Leaves
/// Kind::json to what is deeper than a scalar.
void describe(Field& field, const openapi::SchemaView& schema);
/// The placeholder of an empty field: the default, an example, else the values allowed.
std::string placeholder_of(const openapi::SchemaView& schema, json::Value example = {});
/// What an example of a parameter puts into its field.
request::ParameterValue example_value(const openapi::Example& example);
/// The same of a value.
request::ParameterValue parameter_value(const json::Value& value);
/// The choice that stands for the field's value; where none does that of no value, or -1.
int32_t choice_of(const Field& field);

std::string parameter_field(openapi::Location in, std::string_view name);
/// Whether `key` names the parameter: `id`, or `path.id` where the place is said too.
bool names_parameter(std::string_view key, openapi::Location in, std::string_view name);
/// `pointer` is that of the value in the body, "" for all of it.
std::string body_field(std::string_view pointer);
std::string request_field(std::string_view path);
std::string message_field(std::string_view way);
std::string response_field(std::string_view status, std::string_view path = {});
std::string response_header_field(std::string_view status, std::string_view name);
std::string response_link_field(std::string_view status, std::string_view name);
std::string server_field(size_t index);
std::string scheme_field(std::string_view name);
/// `field` is the name within the callback; `index` is into Operation::callbacks.
std::string callback_field(size_t index, std::string_view field = {});
/// Whether the name is that of a place to read, not of an input.
bool is_reading_field(std::string_view field);
/// What follows `place` in `field`, "" for the place itself; nothing where the field is elsewhere.
std::optional<std::string_view> field_below(std::string_view field, std::string_view place);

/// A pointer in the words of the contract: `/origin/place` is `origin.place`, `/tags/0` is
/// `tags[0]`; "" stays empty.
std::string field_path(std::string_view pointer);

}  // namespace vitrine::session
