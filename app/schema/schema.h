#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "app/json/document.h"
#include "app/json/document_set.h"
#include "app/json/result.h"
#include "app/schema/dialect.h"
#include "app/schema/violation.h"

/// JSON Schema: compile once, evaluate often.
///
///   json::DocumentSet documents;
///   documents.add("file:///user.json", std::move(json::read(text).document));
///   schema::Compiler compiler(documents, {.dialect = schema::Dialect::draft2020_12});
///   auto compiled = compiler.compile(documents.root("file:///user.json"));
///   if (auto* schema = std::get_if<std::shared_ptr<const schema::Schema>>(&compiled)) {
///     schema::Evaluation evaluation = schema::evaluate(**schema, instance.root());
///     for (const schema::Violation& violation : evaluation.violations) …
///   }
namespace vitrine::schema {

struct Program;

/// A mistake of the schema itself (an invalid pattern, a keyword of the wrong type, a `$ref`
/// to nowhere or to itself). The keyword concerned is ignored, all others still count.
struct Problem {
  enum class Kind : std::uint8_t {
    other,
    value,            ///< the message goes on from the name of the keyword
    type_list,        ///< several types, in a version of OpenAPI that has one
    foreign_keyword,  ///< of another version
    pattern,
    not_loaded,  ///< a reference to a document that is not there
    unresolved,  ///< a reference to nothing
    cycle,
  };

  Kind kind = Kind::other;
  std::string message;
  std::string uri;      ///< of the document
  std::string pointer;  ///< in the document
  json::Position position;
  /// Nothing may be validated by the schema, because its dialect is not known (JSON Schema
  /// Core §8.1.2). Only a caller who must not refuse goes on.
  bool fatal = false;
};

/// A compiled schema: immutable, shared by threads without locks. The DocumentSet it was
/// compiled from must outlive it (numbers, enums and constants are read from there).
class Schema {
 public:
  explicit Schema(std::unique_ptr<const Program> program);
  ~Schema();
  Schema(const Schema&) = delete;
  Schema& operator=(const Schema&) = delete;

  const std::vector<Problem>& problems() const;
  const Program& program() const { return *program_; }

 private:
  std::unique_ptr<const Program> program_;
};

/// The choice of compile() for a document that a `$ref` or a `$schema` needs and the set does not
/// hold.
enum class MissingDocuments : std::uint8_t {
  stop,    ///< return Missing{uri}: load it and compile again
  accept,  ///< note a Problem; accept every instance there, or read it as the schema around it
};

struct Options {
  /// The dialect of schemas that have no `$schema` and that no schema refers to.
  Dialect dialect = Dialect::draft2020_12;
  /// Whether `format` is checked everywhere. Else it is where the dialect says so: up to draft 7,
  /// which calls it an assertion that implementations SHOULD support (draft 7 Validation
  /// §7.2, draft 6 §8.2, draft 4 §7.2), and where the meta-schema has a vocabulary that asks for it
  /// (2020-12 Validation §7.2.2); in OpenAPI 3.1, 2019-09 and 2020-12 by themselves it annotates.
  bool assert_formats = true;
  /// About references.
  MissingDocuments missing = MissingDocuments::stop;
  /// About meta-schemas that are not published ones.
  MissingDocuments missing_dialects = MissingDocuments::accept;
};

using Compilation = std::variant<std::shared_ptr<const Schema>, json::Missing, json::Error>;

/// Turns the schema at a cursor and all it refers to into a Schema. Nothing is fetched.
/// Identifiers (`$id`, `$anchor`, `$dynamicAnchor`) of the set's documents are indexed when the
/// first reference needs them and kept for further calls; make a new Compiler after documents
/// were added. Not for several threads at once.
class Compiler {
 public:
  explicit Compiler(const json::DocumentSet& documents, Options options = {});
  ~Compiler();
  Compiler(const Compiler&) = delete;
  Compiler& operator=(const Compiler&) = delete;

  /// Error when the cursor is absent or neither an object nor a boolean stands there.
  Compilation compile(const json::Cursor& cursor);

 private:
  class State;
  std::unique_ptr<State> state_;
};

/// The direction of the instance. In a request a `readOnly` property is not required, in a
/// response a `writeOnly` one is not (OAS 3.0.3 §4.7.24.2 and the annotations of 3.1); OpenAPI
/// 2.0 forbids `readOnly` properties in requests.
enum class Direction : std::uint8_t { any, request, response };

/// Bounds on the work of one evaluation, counted and not timed: the same verdict everywhere.
struct Limits {
  /// A step is a keyword applied, a member or an item looked at; 64 bytes of text hashed or
  /// compared; 10 states of a pattern. About 0.1 s natively.
  std::uint64_t steps = 10'000'000;
  /// Schemas within schemas being evaluated: levels of the instance and in-place applicators.
  /// 1,000 need less than 1 MB of stack in an optimised build.
  std::uint32_t depth = 1'000;
  /// Violations kept.
  std::uint32_t violations = 10'000;
  /// Steps (states) one match of one pattern may take: PatternTooExpensive beyond.
  std::uint32_t pattern_steps = 1'000'000;
};

struct EvaluateOptions {
  bool first_only = false;
  Direction direction = Direction::any;
  Limits limits = {};
};

struct Evaluation {
  bool valid = false;
  /// A limit was hit: `valid` is false and one violation has the keyword `limit`.
  bool too_expensive = false;
  std::vector<Violation> violations;
};

/// An absent instance is invalid, with a `required` violation at "".
Evaluation evaluate(const Schema& schema, const json::Value& instance,
                    const EvaluateOptions& options = {});

}  // namespace vitrine::schema
