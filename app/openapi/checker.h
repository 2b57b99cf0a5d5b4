#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "app/openapi/context.h"
#include "app/openapi/description.h"
#include "app/schema/schema.h"

/// The work of check(), in files by subject. Private to app/openapi; nothing that the page
/// calls refers to it.
namespace vitrine::openapi {

/// The Objects that have rules or hold others that have. `items` is 2.0's Items Object.
enum class Kind : uint8_t {
  document,
  info,
  contact,
  license,
  tag,
  external_docs,
  server,
  components,
  path_item,
  operation,
  parameter,
  header,
  request_body,
  media_type,
  encoding,
  response,
  callback,
  example,
  link,
  schema,
  items,
  security_scheme,
  flows,
  flow
};

/// An Object to be looked at.
struct Place {
  Kind kind = Kind::document;
  json::Cursor cursor;
  std::string_view name = {};  ///< the key that it has in its owner
  /// The direction in which its value travels.
  schema::Direction direction = schema::Direction::any;
  /// Whether it was read, and reported, with the Object around it.
  bool read = false;
};

/// Walks over all Objects of a description, through references and each once. The functions that
/// read them for the page report what they find; rules that only `check` needs are added here.
class Checker {
 public:
  explicit Checker(const Description& description);
  std::vector<Problem> run();

 private:
  /// A text given as an example is itself the value, or how a value would be sent.
  enum class Text : uint8_t { is_a_value, stands_for_a_value };
  using Node = std::pair<const json::Document*, uint32_t>;
  enum class Use : uint8_t { example, default_value };

  /// A value that is to fit a schema. Both `$ref`s followed.
  struct Sample {
    json::Cursor schema;
    json::Cursor value;
    schema::Direction direction;
    Use use;
  };

  // check_walk.cpp: what is where.
  void walk();
  void look(Place place);
  void add_children(const Place& place);
  void add_child(const Place& place, Kind kind, json::Value value, std::string_view name);
  bool follow(Place& place);
  bool wrong_kind(const Place& place, std::string_view reference, const json::Cursor& target);
  void read(const Place& place);
  void read_operation(const Place& place);

  // check_objects.cpp: rules of all Objects but schemas.
  void check_object(const Place& place);
  void check_document(const json::Cursor& root);
  void check_names(const json::Cursor& components);
  void check_operation(const Place& place);
  void check_form_parameters(const json::Cursor& operation);
  void check_value_owner(const Place& place);
  void check_legacy_parameter(const Place& place);
  void check_media_type(const Place& place);
  void check_encoding_names(const Place& place);
  void check_link(const Place& place);
  void check_exclusive(const json::Cursor& owner, std::string_view one, std::string_view other);
  void check_url_texts(const Place& place);
  void check_requirements(const json::Cursor& list);

  // check_schema.cpp: keywords.
  void check_schema(const Place& place);
  void check_keyword(const json::Cursor& schema, const json::Member& member, bool whole);
  void check_type(const json::Cursor& schema);
  void check_type_name(const json::Cursor& schema, json::Value name);
  void check_bounds(const json::Cursor& schema);
  void check_required(const json::Cursor& schema, json::Value required);
  void check_enum(const json::Cursor& schema);
  void check_nullable(const json::Cursor& schema);
  void check_xml(const json::Cursor& schema, json::Value xml);
  // check_discriminator.cpp
  void check_discriminator(const json::Cursor& schema);
  void check_mapping(const json::Cursor& mapping, const json::Member& member);
  void check_alternatives(const json::Cursor& schema, const json::Cursor& discriminator,
                          std::string_view property);

  // check_samples.cpp: values against schemas, by the validator.
  void add_samples(const json::Cursor& owner, const json::Cursor& schema,
                   schema::Direction direction, Text text = Text::is_a_value);
  void add_sample(const json::Cursor& schema, const json::Cursor& value,
                  schema::Direction direction, Use use = Use::example);
  void compile_schemas();
  void check_samples();
  schema::Options options() const;

  // check.cpp
  void report(const RuleId& rule, const json::Cursor& at, std::string message);
  void report(const RuleId& rule, const json::Cursor& near, json::Value value, std::string message);
  void take(std::vector<Problem>& more);
  void leave_out_consequences();
  void count_repeated();
  std::vector<Problem> in_order();

  static Node node(const json::Cursor& cursor) {
    return {cursor.value.document(), cursor.value.id()};
  }
  /// Whether schemas are read by the rules of OpenAPI, not of a `$schema` or a dialect of their
  /// own.
  bool own_dialect(const json::Cursor& schema) const;

  const Description& description_;
  Context context_;
  std::vector<Problem> found_;  ///< by the context, to be taken
  std::vector<Problem> problems_;
  std::vector<std::string> missing_;
  std::vector<Place> open_;
  std::set<std::tuple<const json::Document*, uint32_t, Kind, schema::Direction>> seen_;
  std::set<Node> listed_;  ///< operations that the description lists
  std::map<std::string, std::string, std::less<>> callback_ids_;
  std::set<std::pair<std::string, std::string>> wrong_kinds_;  ///< URI and pointer of targets
  std::vector<json::Cursor> schemas_;                          ///< not inside of other schemas
  std::vector<Sample> samples_;
  std::set<Node> sampled_;
};

}  // namespace vitrine::openapi
