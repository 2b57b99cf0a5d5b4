#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "app/json/result.h"
#include "app/openapi/model.h"
#include "app/request/parameter.h"

/// Form state → HTTP request, as plain data that the browser sends, snippets print and history
/// keeps.
namespace vitrine::request {

/// Bytes [begin, end) of a text that must not be shown. `name` stands in for them in snippets:
/// `TOKEN`, `TOKEN_2`, `PASSWORD`.
struct Secret {
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string name;
};

/// A text with its secret ranges, in order, not overlapping.
struct SecretText {
  std::string text;
  std::vector<Secret> secrets;

  /// The text with `$NAME` for every secret.
  std::string masked() const;

  void append(std::string_view plain) { text += plain; }
  void append(const SecretText& piece);
};

/// `hint` as the name of an environment variable: `api-key` → `API_KEY`; `SECRET` when nothing is
/// left of it.
std::string variable_name(std::string_view hint);

struct HeaderField {
  std::string name;
  SecretText value;
};

/// A file that the browser holds; its bytes never come here.
struct FileRef {
  std::string id;
  std::string name;
  uint64_t size = 0;
  std::string type;
};

/// A body is a list of runs, sent one after the other.
using BodyPiece = std::variant<SecretText, FileRef>;
using Body = std::vector<BodyPiece>;

uint64_t size_bytes(const Body& body);  ///< files included

struct HttpRequest {
  std::string method;
  SecretText url;  ///< absolute when a base is known
  std::vector<HeaderField> headers;
  std::optional<Body> body;

  const HeaderField* header(std::string_view name) const;  ///< any case; nullptr when absent
};

/// What a Notice says, for those who say it in another language.
enum class Reason : uint8_t {
  other,  ///< its message is all there is
  method,
  ignored_header,
  path_value,
  path_dots,
  forbidden_header,
  cookie,
  body_of_method,
  user_colon,
  certificate,
  two_credentials,
  unencrypted,
  no_file
};

/// A report about a request: errors keep it from being sent, notes do not.
struct Notice {
  openapi::Severity severity = openapi::Severity::note;
  /// The input concerned: a location with the parameter's name, or "server", "security", "body"
  /// with a name or none.
  std::string in;
  std::string name;
  std::string message;  ///< in English
  Reason reason = Reason::other;
  std::string value{};  ///< that the message names
};

/// The user's input for one security scheme.
struct Credential {
  const openapi::SecurityScheme* scheme = nullptr;
  std::string user;    ///< basic
  std::string secret;  ///< password, token or key
};

/// A header or a query pair that the user added. Neither part is encoded.
struct AddedField {
  std::string name;
  std::string value;
  bool secret = false;
};

/// The inputs of one request. All pointers must live through the call of build().
struct RequestInput {
  const openapi::Operation* operation = nullptr;
  const json::DocumentSet* documents = nullptr;
  /// The URL from expand(): absolute, or relative when no base is known.
  std::string server_url;
  /// One value for each of operation->parameters; missing ones are unset.
  std::vector<ParameterValue> parameters;
  std::vector<bool> secret;  ///< for each of them: its values are marked; not, where it is missing
  /// Beside the declared ones. A header takes the place of the declared one of its name, and of a
  /// credential.
  std::vector<AddedField> extra_headers;
  std::vector<AddedField> extra_query;
  std::string content_type;  ///< sent with a body; with multipart the boundary included
  std::string accept;        ///< empty: no header
  std::optional<Body> body;
  std::vector<Credential> credentials;
};

struct Built {
  HttpRequest request;  ///< as far as it could be made, also beside errors
  std::vector<Notice> notices;

  bool sendable() const;  ///< no notice is an error
};

Built build(const RequestInput& input);

/// Template → address: variables replaced by the values given (else their defaults; an enum does
/// not limit), then resolved against the server's base URI. Each variable is replaced once, so a
/// value that holds `{name}` ends there. Error for variables without any value and for results that
/// are none of http, https, ws and wss. `values` are pairs of name and text.
json::Result<std::string> expand(
    const openapi::Server& server,
    const std::vector<std::pair<std::string, std::string>>& values = {});

/// The address that a WebSocket is asked for at: http for ws, https for wss (RFC 6455 §4.1).
std::string http_address(std::string url);

/// True for names that a page may not set (Fetch §2.2.2 "forbidden request-header").
bool forbidden_in_browsers(std::string_view header_name);
/// Ok, or in words why the field cannot be sent.
std::optional<std::string> refuse_header(std::string_view name, std::string_view value);

/// True for names of tokens and keys that authorize a request: `access_token`, `apiKey`.
bool names_token(std::string_view name);
/// True where the name of a header, parameter or cookie alone says that its value is secret.
bool is_secret_name(openapi::Location in, std::string_view name);
/// Whether some value inside may be secret. Looks at a bounded part of the schema; what was not
/// seen counts as secret.
bool has_secrets(const openapi::SchemaView& schema);
/// Marks strings and numbers of a JSON text for which a schema that may apply is secret (`format:
/// password`, `writeOnly`). A text that is not JSON has none.
SecretText mark_secrets(std::string json_text, const openapi::SchemaView& schema);

}  // namespace vitrine::request
