#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/document_set.h"
#include "app/openapi/model.h"
#include "app/openapi/schema_view.h"

/// A description as a whole: what is known of it after one cheap pass over its outline.
///
///     openapi::Indexer indexer(set, "https://example.com/openapi.json");
///     while (!indexer.step(200)) {}                       // or some steps a frame
///     openapi::Description description = indexer.take();
///     openapi::Operation shown = description.operation(0);  // interpreted now, not before
namespace vitrine::openapi {

struct Info {
  std::string title;
  std::string version;
  std::string summary;
  std::string description;
  std::string terms_of_service;
  std::string contact_name;
  std::string contact_url;
  std::string contact_email;
  std::string license_name;
  std::string license_identifier;
  std::string license_url;
  std::string logo_url;  ///< `x-logo`
  std::optional<ExternalDocs> external_docs;
};

/// One line of the list of operations. Nothing below the operation is looked at but these fields.
struct OperationEntry {
  std::string method;  ///< upper case
  std::string path;    ///< the template, or the name of the webhook
  std::string operation_id;
  std::string summary;
  std::string written_summary{};  ///< where `summary` has its words: as the author wrote it
  std::vector<std::string> tags;
  bool deprecated = false;
  bool webhook = false;
  bool internal = false;  ///< `x-internal`
  /// The address within the page, percent-encoded and without `#`: `/operations/ID`,
  /// `/operations/GET/%2Fusers`, `/webhooks/NAME/POST`. Unique in the description.
  std::string link;
  json::Cursor path_item;
  /// The targets of the path item's `$ref`, one after the other: they hold for it as well.
  std::vector<json::Cursor> referred_items = {};
  json::Cursor cursor;
};

/// Operations of one tag. `tag` is empty for those without any but badges. An operation with
/// several tags is in each of their groups.
struct Group {
  std::string tag;
  std::string title;  ///< `summary` (3.2), `x-displayName`, or the tag itself
  std::string description;
  std::optional<ExternalDocs> external_docs;
  std::string parent;  ///< 3.2; never part of a circle
  std::string kind;
  std::vector<uint32_t> operations;

  /// A tag that marks operations and does not group them (OAS 3.2.0 §4.22).
  bool is_badge() const { return kind == "badge"; }
};

/// `x-tagGroups`.
struct TagGroup {
  std::string name;
  std::vector<std::string> tags;
};

struct NamedSchema {
  std::string name;
  json::Cursor cursor;
  std::string link;  ///< `/schemas/NAME`
};
/// True for a reference to one of those.
bool names_schema(std::string_view reference);

/// Immutable; may be shared. The DocumentSet must outlive it and keep its documents.
class Description {
 public:
  /// All steps of an Indexer at once.
  static Description read(json::DocumentSet& set, std::string uri);

  const std::string& uri() const { return uri_; }
  const json::DocumentSet& documents() const { return *set_; }
  Version version() const { return version_; }
  /// The version as written.
  const std::string& version_text() const { return version_text_; }
  schema::Dialect dialect() const { return dialect_; }
  const Info& info() const { return info_; }

  const std::vector<OperationEntry>& operations() const { return operations_; }
  const std::vector<Group>& groups() const { return groups_; }
  const std::vector<TagGroup>& tag_groups() const { return tag_groups_; }
  const std::vector<Server>& servers() const { return servers_; }
  const std::vector<SecurityScheme>& security_schemes() const { return security_schemes_; }
  /// The `security` of the whole, for operations without their own.
  const std::vector<SecurityRequirement>& security() const { return security_; }
  const std::vector<NamedSchema>& schemas() const { return schemas_; }

  /// Structural problems, in the order found. Those below an operation are in its Operation;
  /// those of the text (Reading::error, Document::problems()) are not repeated here.
  const std::vector<Problem>& problems() const { return problems_; }
  /// URIs of documents that must be loaded (and the description read again) to see all operations.
  const std::vector<std::string>& missing() const { return missing_; }
  size_t path_operations() const { return path_operations_; }
  size_t webhook_operations() const { return operations_.size() - path_operations_; }

  /// Interprets one operation. `index` below operations().size().
  Operation operation(size_t index) const;
  /// One that the list does not have, such as that of a callback.
  Operation operation(const OperationEntry& entry) const;
  Operation operation(const Callback& callback) const;
  /// The callbacks of an operation, without the rest of it.
  std::vector<Callback> callbacks(const json::Cursor& operation) const;
  /// Gives a summary that is written as Markdown its words; before the description is shared.
  void word_summary(size_t index, std::string words);
  SchemaView schema(const json::Cursor& cursor) const;
  SchemaView schema(const json::Cursor& cursor, schema::Dialect dialect) const;

  /// Index of the operation a link names (`/operations/…` or `/webhooks/…`, an optional `#` before
  /// it and an optional query after it are passed over; methods in any case).
  std::optional<size_t> find(std::string_view link) const;
  std::optional<size_t> find_operation_id(std::string_view operation_id) const;
  /// That of an `operationId`, or else of the `operationRef`.
  std::optional<size_t> target(const Link& link) const;
  /// The object, or what its `$ref` leads to; absent where that is missing.
  json::Cursor followed(const json::Cursor& from) const;

 private:
  friend class Indexer;
  friend class OperationReader;

  const json::DocumentSet* set_ = nullptr;
  std::string uri_;
  Version version_ = Version::v3_1;
  std::string version_text_;
  schema::Dialect dialect_ = schema::Dialect::openapi_3_1;
  json::Cursor root_;
  Info info_;
  std::vector<OperationEntry> operations_;
  std::vector<Group> groups_;
  std::vector<TagGroup> tag_groups_;
  std::vector<Server> servers_;
  std::vector<SecurityScheme> security_schemes_;
  std::vector<SecurityRequirement> security_;
  std::vector<NamedSchema> schemas_;
  std::vector<Problem> problems_;
  std::vector<std::string> missing_;
  size_t path_operations_ = 0;
  std::vector<uint32_t> by_link_;          ///< operations in the order of their links
  std::vector<uint32_t> by_operation_id_;  ///< those that have one, in its order, then the text's
};

/// The problems of a document's text: violations of its language and names that are there
/// twice are errors, the rest warnings.
std::vector<Problem> text_problems(const json::Document& document, const std::string& uri);

/// The resumable pass that makes a Description. The DocumentSet must hold a document at `uri`;
/// without one, the description is empty and says so in its problems. Before anything is read, the
/// documents of the set and their schemas are named there (Survey), from OpenAPI 3.1 on.
class Indexer {
 public:
  Indexer(json::DocumentSet& set, std::string uri);
  ~Indexer();
  Indexer(Indexer&&) noexcept;
  Indexer& operator=(Indexer&&) noexcept;

  /// Goes on for about `budget` units, one unit being one operation, schema name or the like (a few
  /// microseconds); true when all is done.
  bool step(size_t budget);
  /// The result; once, after step() said true.
  Description take();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vitrine::openapi
