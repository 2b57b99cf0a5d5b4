#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/json/document.h"
#include "app/json/document_set.h"
#include "app/json/result.h"
#include "app/schema/dialect.h"

/// The Objects of OAS 3.1 as plain data, whatever the version of the document they were read from
/// (OpenAPI 2.0, 3.0, 3.1, 3.2). Words are copied; schemas and example values stay cursors into the
/// documents and live as long as the DocumentSet (and, for schemas that 2.0 writes inside a
/// parameter, as long as the Operation that made them). An empty string means "not given".
namespace vitrine::openapi {

enum class Version : uint8_t { v2_0, v3_0, v3_1, v3_2 };

/// The dialect of the schemas, where the document names no other one.
constexpr schema::Dialect default_dialect(Version version) {
  return version == Version::v2_0   ? schema::Dialect::openapi_2_0
         : version == Version::v3_0 ? schema::Dialect::openapi_3_0
                                    : schema::Dialect::openapi_3_1;
}

enum class Severity : uint8_t { note, warning, error };

/// Something in a document that a person should mend. `pointer` is the JSON Pointer of the part, in
/// the document `uri`; the position is 0:0 when it is not known.
struct Problem {
  Severity severity = Severity::error;
  std::string uri;
  std::string pointer;
  json::Position position;
  std::string message;
  std::string_view rule = {};  ///< the name of the Rule that is broken (rules.h)
};

/// The place of a parameter (OAS 3.2.0 §4.12.1). `querystring` is the whole query as one value.
enum class Location : uint8_t { path, query, header, cookie, querystring };

/// How a value becomes text (OAS 3.1.0 §4.8.12.3). `tab_delimited` is 2.0's `collectionFormat:
/// tsv`, `cookie` is 3.2's.
enum class Style : uint8_t {
  simple,
  label,
  matrix,
  form,
  space_delimited,
  pipe_delimited,
  tab_delimited,
  deep_object,
  cookie
};

const char* name(Location location);
const char* name(Style style);
const char* name(Version version);
const char* name(Severity severity);

struct ExternalDocs {
  std::string url;
  std::string description;
};

/// An Example Object, or a bare `example`. `value` is absent when only `external_value` (a URI,
/// never loaded by itself) or `serialized` (the text as sent, OAS 3.2) is there.
struct Example {
  std::string name;
  std::string summary;
  std::string description;
  json::Cursor value;
  std::string serialized;
  std::string external_value;
};

struct Header;
struct MediaType;

/// How one property of a form or multipart body is sent (OAS 3.1.0 §4.8.15). `has_style` says
/// whether any of style, explode and allowReserved was written, which turns `content_type` off.
struct Encoding {
  std::string property;
  std::string content_type;
  std::vector<Header> headers;
  bool has_style = false;
  Style style = Style::form;
  bool explode = true;
  bool allow_reserved = false;
};

/// One entry of `content`. `name` is the key as written, e.g. `application/json`.
struct MediaType {
  std::string name;
  json::Cursor schema;
  json::Cursor item_schema;
  std::vector<Example> examples;
  std::vector<Encoding> encoding;
  /// Encodings of multipart bodies whose parts are the elements of an array (OAS 3.2.0 §4.14.5): of
  /// the first ones, and of those after them (one or none; an optional cannot hold what is not
  /// complete here).
  std::vector<Encoding> prefix_encoding = {};
  std::vector<Encoding> item_encoding = {};
};

struct Parameter {
  std::string name;
  Location in = Location::query;
  std::string description;
  bool required = false;
  bool deprecated = false;
  bool allow_empty_value = false;
  bool allow_reserved = false;
  Style style = Style::form;
  bool explode = true;
  json::Cursor schema;             ///< absent when `content` describes the value
  std::vector<MediaType> content;  ///< one entry at most is meant by the specification
  std::vector<Example> examples;
  std::string pointer;   ///< where it is written, in the document of the operation
  bool ignored = false;  ///< a header named Accept, Content-Type or Authorization
};

/// A response header: a parameter that has no name of its own and is always `simple`.
struct Header {
  std::string name;
  std::string description;
  bool required = false;
  bool deprecated = false;
  bool explode = false;
  json::Cursor schema;
  std::vector<MediaType> content;
  std::vector<Example> examples;
};

struct RequestBody {
  std::string description;
  bool required = false;
  std::vector<MediaType> content;
};

struct Link {
  std::string name;
  std::string operation_id;
  std::string operation_ref;
  std::string description;
  json::Cursor cursor;
};

/// `status` is the key as written: `200`, `4XX`, `default`.
struct Response {
  std::string status;
  std::string summary;
  std::string description;
  std::vector<Header> headers;
  std::vector<MediaType> content;
  std::vector<Link> links;
};

struct ServerVariable {
  std::string name;
  std::string default_value;
  std::vector<std::string> values;  ///< `enum`; empty when any text will do
  std::string description;
};

/// `url` is the template as written, relative ones included; `base_uri` is the address that the
/// document was got from. request::expand() makes it an address.
struct Server {
  std::string url;
  std::string base_uri;
  std::string name;
  std::string description;
  std::vector<ServerVariable> variables;
};

enum class SchemeType : uint8_t { api_key, http, oauth2, open_id_connect, mutual_tls, unknown };

struct Scope {
  std::string name;
  std::string description;
};

/// `kind` is the 3.x name: implicit, password, clientCredentials, authorizationCode,
/// deviceAuthorization.
struct OAuthFlow {
  std::string kind;
  std::string authorization_url;
  std::string token_url;
  std::string refresh_url;
  std::string device_authorization_url;
  std::vector<Scope> scopes;
};

/// A Security Scheme Object. `key` is its name in the components. URLs are as written, unchecked
/// and relative to the server: request::endpoint makes addresses of them.
struct SecurityScheme {
  std::string key;
  SchemeType type = SchemeType::unknown;
  std::string description;
  bool deprecated = false;
  Location in = Location::header;  ///< apiKey
  std::string name;                ///< apiKey: name of the header, query parameter or cookie
  std::string scheme;              ///< http: in lower case, e.g. `basic`, `bearer`
  std::string bearer_format;
  std::string metadata_url;  ///< openIdConnectUrl, or oauth2MetadataUrl of 3.2
  std::vector<OAuthFlow> flows;
};

/// One scheme of a requirement. `scheme` is an index into Description::security_schemes(), or -1
/// when nothing of that name is declared.
struct RequiredScheme {
  std::string key;
  int scheme = -1;
  std::vector<std::string> scopes;
};

/// All of them together satisfy it; none at all means that the request may go without.
struct SecurityRequirement {
  std::vector<RequiredScheme> schemes;
};

/// A ready-made snippet of the author (`x-codeSamples`).
struct CodeSample {
  std::string language;
  std::string label;
  std::string source;
};

/// One operation of a callback, as much as a list of them shows; Description::operation() has the
/// rest.
struct Callback {
  std::string name;
  std::string expression;
  std::string method;
  std::string summary;
  std::string description;
  json::Cursor cursor;
  std::vector<json::Cursor> path_items;  ///< its own, then those that its `$ref` leads to
};

/// One operation, interpreted. It stands by itself: it may outlive the Description, but not the
/// DocumentSet.
struct Operation {
  std::string method;  ///< upper case: `GET`; additional ones of 3.2 as written
  std::string path;    ///< the template, or the name of the webhook
  bool webhook = false;
  std::string operation_id;
  std::string summary;
  std::string description;
  bool deprecated = false;
  std::vector<std::string> tags;
  std::optional<ExternalDocs> external_docs;
  std::vector<Parameter> parameters;
  std::optional<RequestBody> request_body;
  std::vector<Response> responses;
  std::vector<SecurityRequirement> security;  ///< alternatives; empty: none is asked for
  std::vector<Server> servers;                ///< never empty: `/` when none is written
  std::vector<Callback> callbacks;
  std::vector<CodeSample> code_samples;
  std::vector<Problem> problems;
  std::vector<std::string> missing;  ///< URIs of documents to load, then interpret again
  schema::Dialect dialect = schema::Dialect::openapi_3_1;
  json::Cursor cursor;
  std::string pointer;
  std::vector<std::shared_ptr<const json::Document>> made;  ///< own what 2.0 parameters point to
};

}  // namespace vitrine::openapi
