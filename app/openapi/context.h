#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/document_set.h"
#include "app/openapi/model.h"
#include "app/openapi/rules.h"

/// Typed access for all code that reads Objects: it reports instead of failing. A part of the
/// wrong type is reported and treated as absent, so nothing hides the rest.
namespace vitrine::openapi {

constexpr size_t kMaxProblems = 1'000;

struct Context {
  const json::DocumentSet* set = nullptr;
  Version version = Version::v3_1;
  schema::Dialect dialect = schema::Dialect::openapi_3_1;
  std::vector<Problem>* problems = nullptr;
  std::vector<std::string>* missing = nullptr;

  bool legacy() const { return version == Version::v2_0; }
  bool at_least(Version other) const { return version >= other; }

  /// Reports that a rule is broken at `at`, or by `value`, which is in the document of `near`; at
  /// most kMaxProblems.
  void report(const RuleId& rule, const json::Cursor& at, std::string message);
  void report(const RuleId& rule, const json::Cursor& near, json::Value value, std::string message);
  /// The same of the name of a member: its place in the text is that of the name.
  void report_name(const RuleId& rule, const json::Cursor& near, const json::Member& member,
                   std::string message);

  /// Members of an object: absent, reported when of another type. Where a `$ref` stands in place of
  /// one, it is reported and followed; `referable` leaves that to the caller.
  json::Cursor object(const json::Cursor& parent, std::string_view key);
  json::Cursor referable(const json::Cursor& parent, std::string_view key);
  json::Cursor array(const json::Cursor& parent, std::string_view key);
  std::string text(const json::Cursor& parent, std::string_view key);
  bool flag(const json::Cursor& parent, std::string_view key, bool otherwise = false);
  std::vector<std::string> texts(const json::Cursor& parent, std::string_view key);
  /// Whether an Object is one; reports `message` where something else stands.
  bool is_object(const json::Cursor& at, const char* message);
  /// A schema is an object or, from 3.1 on, a boolean.
  json::Cursor schema(const json::Cursor& parent, std::string_view key);

  /// Follows the `$ref` of a Reference Object, if it is one. Absent, and reported as `what`, when
  /// it leads nowhere or in a circle; a document to be loaded is added to `missing`.
  json::Cursor follow(const json::Cursor& from, std::string_view what);
  /// A place where this version has no Reference Object: a `$ref` in it is reported, and followed
  /// all the same, because that is what its author means. `what` has its article.
  json::Cursor here(const json::Cursor& at, std::string_view what);
  /// A Path Item and what its `$ref` leads to, one after the other: together they are the path item
  /// (OAS 3.0.3 §4.7.9.1, 3.1.1 §4.8.9.1). Of a field that several have, which is undefined and
  /// reported, the first counts. Circles end.
  std::vector<json::Cursor> path_items(const json::Cursor& own);

  /// Reports members that the Object does not have. `fields` is a list with spaces between, in
  /// which `name@1` and `name@2` are there from 3.1 and 3.2 on and `name!` must be given. A field
  /// that another version has is an error, an unknown one a warning; what starts with `x-` is fine.
  void check_fields(const json::Cursor& object, std::string_view what, std::string_view fields);

  /// The target of a reference at `from`: the same reports for one step and for many.
  json::Cursor arrived(const json::Cursor& from, json::Resolution found, std::string_view what);

  /// The same of a Path Item Object.
  void check_path_item_fields(const json::Cursor& item);

  /// Reports a URL that has a scheme other than http and https (RFC 3986 §3.1).
  void check_url(const json::Cursor& owner, std::string_view key,
                 const RuleId& rule = rule::kUrlScheme);
};

json::Cursor child(const json::Cursor& parent, json::Value value);
bool is_extension(std::string_view key);
/// `text` in quotes, shortened to 60 characters, control characters as `?`: for messages.
std::string quoted(std::string_view text);

// Functions that read the parts, each in the file of its name.
std::optional<ExternalDocs> read_external_docs(Context& context, const json::Cursor& owner);
std::vector<Example> read_examples(Context& context, const json::Cursor& owner);
std::vector<MediaType> read_content(Context& context, const json::Cursor& content);
MediaType read_media_type(Context& context, const json::Cursor& media_type, std::string_view name);
std::vector<Header> read_headers(Context& context, const json::Cursor& headers);
RequestBody read_request_body(Context& context, const json::Cursor& body);
std::vector<Server> read_servers(Context& context, const json::Cursor& list);
std::vector<Response> read_responses(Context& context, const json::Cursor& responses);
/// Reports a key of a Responses Object that is no status.
void check_status(Context& context, const json::Cursor& responses, const json::Member& member);
Response read_response(Context& context, const json::Cursor& response, std::string_view status);
std::vector<Link> read_links(Context& context, const json::Cursor& links);
std::vector<Callback> read_callbacks(Context& context, const json::Cursor& callbacks);
std::vector<SecurityScheme> read_security_schemes(Context& context, const json::Cursor& schemes);
std::vector<SecurityRequirement> read_security(Context& context, const json::Cursor& list,
                                               const std::vector<SecurityScheme>& schemes);
/// Reads a Parameter Object but for its value, in all versions; false when it cannot be used.
bool read_parameter_head(Context& context, const json::Cursor& cursor, Parameter& parameter);
/// Whether the text is a runtime expression, or has nothing but those in braces (OAS 3.0.3 §4.7.20,
/// "Runtime Expressions").
bool is_expression_template(std::string_view text);
/// A Parameter Object of 3.x; false when it cannot be used.
bool read_parameter(Context& context, const json::Cursor& cursor, Parameter& parameter);
/// Style and explode as written, or their defaults.
void read_style(Context& context, const json::Cursor& owner, Location in, Style& style,
                bool& explode);

}  // namespace vitrine::openapi
