// Compiles schemas: one node a schema, its keywords in the order of evaluation.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "app/schema/cycles.h"
#include "app/schema/identifiers.h"
#include "app/schema/keywords.h"
#include "app/schema/schema.h"

namespace vitrine::schema {

namespace {

using Key = std::pair<const json::Document*, std::uint32_t>;

Key key_of(const json::Value& value) { return {value.document(), value.id()}; }

/// One call of compile(): nodes are made when first referred to and filled from a list, so neither
/// depth nor cycles of the schema matter.
class CompilerRun final : public Build {
 public:
  CompilerRun(const json::DocumentSet& documents, Identifiers& identifiers, const Options& options)
      : documents_(documents),
        identifiers_(identifiers),
        options_(options),
        program_(std::make_unique<Program>()) {}

  Compilation run(const json::Cursor& cursor) {
    const Identifiers::Target start = identifiers_.start(cursor);
    program_->root = node_for(start.value, start.resource);
    do {
      while (!open_.empty() && !missing()) {
        node_ = open_.back();
        open_.pop_back();
        build_node();
      }
    } while (!missing() && add_dynamic_anchors());
    if (missing()) return *missing();
    program_->resources = identifiers_.resources();
    for (Node* loop : link_aliases(*program_)) {
      note(loop->value, Problem::Kind::cycle, "this $ref leads back to itself and says nothing");
      loop->incomplete = true;
    }
    for (Node* loop : mark_cycles(*program_)) {
      note(loop->value, Problem::Kind::cycle,
           "this schema applies itself to the same value without end");
      loop->incomplete = true;
    }
    mark_uncertain(*program_);
    const std::vector<Problem>& others = identifiers_.problems();
    program_->problems.insert(program_->problems.end(), others.begin(), others.end());
    return std::make_shared<const Schema>(std::move(program_));
  }

  const json::Value& schema() const override { return node_->value; }
  const DialectRules& rules() const override {
    return identifiers_.resource(node_->resource).rules;
  }
  Node& node() override { return *node_; }
  bool assert_formats() const override {
    return options_.assert_formats || rules().dialect <= Dialect::draft7 ||
           rules().has(Vocabulary::format_assertion);
  }

  const Node* subschema(const json::Value& value) override {
    return node_for(value, identifiers_.enter(value, node_->resource));
  }

  const Node* reference(const json::Value& value, Reference kind,
                        std::string* dynamic_anchor) override {
    const Identifiers::Resolved resolved =
        identifiers_.resolve(node_->resource, value.string(), kind);
    if (const auto* target = std::get_if<Identifiers::Target>(&resolved)) {
      if (dynamic_anchor != nullptr) *dynamic_anchor = target->dynamic_anchor;
      if (!target->dynamic_anchor.empty()) dynamic_names_.insert(target->dynamic_anchor);
      return node_for(target->value, target->resource);
    }
    if (const auto* missing = std::get_if<json::Missing>(&resolved)) {
      if (options_.missing == MissingDocuments::stop) {
        missing_ = *missing;
      } else {
        problem(value, Problem::Kind::not_loaded,
                "the document " + missing->uri + " is not loaded: everything is accepted");
      }
    } else {
      problem(value, Problem::Kind::unresolved, std::get<std::string>(resolved));
    }
    return accepting();
  }

  const Node* find(std::string_view reference) override {
    const Identifiers::Resolved resolved =
        identifiers_.resolve(node_->resource, reference, Reference::plain);
    const auto* target = std::get_if<Identifiers::Target>(&resolved);
    return target != nullptr ? node_for(target->value, target->resource) : nullptr;
  }

  const Node* schema_at(const json::Cursor& cursor) override {
    const Identifiers::Target target = identifiers_.start(cursor);
    return node_for(target.value, target.resource);
  }

  const json::DocumentSet& documents() const override { return documents_; }

  void problem(const json::Value& at, Problem::Kind kind, std::string message) override {
    node_->incomplete = true;
    note(at, kind, std::move(message));
  }

 private:
  /// A document that is needed, for a reference or as the meta-schema of a dialect.
  const std::optional<json::Missing>& missing() const {
    return missing_ ? missing_ : identifiers_.missing();
  }

  void note(const json::Value& at, Problem::Kind kind, std::string message) {
    Problem problem;
    problem.kind = kind;
    problem.message = std::move(message);
    problem.uri = identifiers_.document_uri(at, node_->resource);
    problem.pointer = at.pointer();
    problem.position = at.position();
    program_->problems.push_back(std::move(problem));
  }

  Node* new_node() {
    program_->nodes.push_back(std::make_unique<Node>());
    return program_->nodes.back().get();
  }

  const Node* accepting() {
    if (accepting_ == nullptr) {
      accepting_ = new_node();
      accepting_->kind = Node::Kind::accept;
      accepting_->incomplete = true;
    }
    return accepting_;
  }

  const Node* node_for(const json::Value& value, std::uint32_t resource) {
    const auto [place, added] = nodes_.emplace(key_of(value), nullptr);
    if (!added) return place->second;
    Node* node = new_node();
    place->second = node;
    node->value = value;
    node->resource = resource;
    resources_.insert(resource);
    open_.push_back(node);
    return node;
  }

  void build_node() {
    const json::Value value = node_->value;
    if (value.is_boolean()) {
      node_->kind = value.boolean() ? Node::Kind::accept : Node::Kind::reject;
      return;
    }
    if (!value.is_object()) {
      node_->kind = Node::Kind::accept;
      problem(value, Problem::Kind::other, "a schema must be an object, is ignored");
      return;
    }
    struct Use {
      const KeywordRule* rule;
      json::Value value;
    };
    std::vector<Use> uses;
    const bool only_ref = rules().ref_stands_alone() && value["$ref"].is_string();
    for (const json::Member& member : value.members()) {
      if (only_ref && member.key != "$ref") continue;
      const KeywordRule* rule = find_keyword(member.key);
      if (rule == nullptr || !is_active(*rule, member.value)) continue;
      uses.push_back({rule, value[member.key]});
    }
    std::sort(uses.begin(), uses.end(), [](const Use& a, const Use& b) { return a.rule < b.rule; });
    const auto same = [](const Use& a, const Use& b) { return a.rule == b.rule; };
    uses.erase(std::unique(uses.begin(), uses.end(), same), uses.end());
    for (const Use& use : uses) {
      if (use.rule->compile != nullptr) use.rule->compile(*this, use.value);
      if (missing()) return;
    }
    if (node_->keywords.empty()) node_->kind = Node::Kind::accept;
    node_->keywords.shrink_to_fit();
  }

  bool is_active(const KeywordRule& rule, const json::Value& value) {
    const DialectRules& rules = this->rules();
    if (!rule.in(rules.dialect)) {
      // In plain JSON Schema an unknown keyword is fine, in OpenAPI it is most likely a mistake.
      if (rules.is_openapi() && has_schemas(rule.value)) {
        problem(value, Problem::Kind::foreign_keyword,
                std::string(rule.name) + " is not a keyword of this version of OpenAPI");
      }
      return false;
    }
    if (rule.vocabulary == Vocabulary::format_annotation) {
      return rules.has(Vocabulary::format_annotation) || rules.has(Vocabulary::format_assertion);
    }
    return rules.has(rule.vocabulary);
  }

  /// Any resource that takes part may stand in the dynamic scope, so all its anchors of a name
  /// that a `$dynamicRef` uses are compiled. True when that brought new schemas.
  bool add_dynamic_anchors() {
    const std::set<std::uint32_t> resources = resources_;
    for (const std::string& name : dynamic_names_) {
      for (const std::uint32_t resource : resources) {
        const auto [place, added] =
            program_->dynamic_anchors.emplace(std::make_pair(resource, name), nullptr);
        if (!added) continue;
        if (const json::Value value = identifiers_.dynamic_anchor(resource, name)) {
          place->second = node_for(value, identifiers_.enter(value, resource));
        }
      }
    }
    return !open_.empty();
  }

  const json::DocumentSet& documents_;
  Identifiers& identifiers_;
  const Options& options_;
  std::unique_ptr<Program> program_;
  std::map<Key, Node*> nodes_;
  std::vector<Node*> open_;
  Node* node_ = nullptr;
  Node* accepting_ = nullptr;
  std::set<std::uint32_t> resources_;
  std::set<std::string> dynamic_names_;
  std::optional<json::Missing> missing_;
};

}  // namespace

Schema::Schema(std::unique_ptr<const Program> program) : program_(std::move(program)) {}
Schema::~Schema() = default;

const std::vector<Problem>& Schema::problems() const { return program_->problems; }

class Compiler::State {
 public:
  State(const json::DocumentSet& set, const Options& given)
      : documents(set),
        options(given),
        identifiers(documents, given.dialect, given.missing_dialects) {}

  const json::DocumentSet& documents;
  Options options;
  Identifiers identifiers;
};

Compiler::Compiler(const json::DocumentSet& documents, Options options)
    : state_(std::make_unique<State>(documents, options)) {}
Compiler::~Compiler() = default;

Compilation Compiler::compile(const json::Cursor& cursor) {
  if (!cursor.value.is_object() && !cursor.value.is_boolean()) {
    if (!cursor.value) return json::Error{"there is no schema here"};
    return json::Error{"a schema must be an object", cursor.value.pointer(),
                       cursor.value.position()};
  }
  json::Cursor from = cursor;
  if (from.document == nullptr) from.document = cursor.value.document();
  return CompilerRun(state_->documents, state_->identifiers, state_->options).run(from);
}

}  // namespace vitrine::schema
