#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/schema/program.h"

/// The evaluation of a Program on an instance. Private to app/schema.
namespace vitrine::schema {

/// The children of an instance that a schema has evaluated, for `unevaluated*` (JSON Schema Core
/// §11). Children are known by Value::id().
struct Evaluated {
  bool all = false;
  std::vector<std::uint32_t> children;

  void add(const json::Value& child) {
    if (!all) children.push_back(child.id());
  }
  void merge(const Evaluated& other);
};

/// How an applicator leads from one frame to the next.
struct Step {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  const Keyword* keyword = nullptr;
  /// Second token of the keyword location, when `has_token`: a name, or else an index.
  std::string_view token = {};
  std::size_t index = kNone;
  bool has_token = false;
  /// The step from a container to its child: the name, or else the position.
  std::string_view key = {};
  std::size_t item = kNone;
  bool to_member = false;
  /// The name of a member itself is validated, not its value.
  bool to_name = false;

  bool in_place() const { return !to_member && !to_name && item == kNone; }
};

/// A schema applied to an instance; a list on the stack.
struct Frame {
  Frame* parent = nullptr;
  const Node* node = nullptr;
  const Step* step = nullptr;
  std::uint32_t alias_steps = 0;
  std::uint32_t scope_size = 0;
  json::Value instance;
  json::Type type = json::Type::null;
  bool in_place = false;
  /// `anyOf` or `oneOf` failed here: what is unevaluated is unknown.
  bool alternatives_failed = false;
  /// nullptr when no keyword needs it.
  Evaluated* evaluated = nullptr;
};

/// The schema that `$dynamicAnchor: name` leads to in the scope (JSON Schema Core §8.2.3.2),
/// `fallback` when no resource has one.
const Node* dynamic_target(const Program& program, const Scope& scope, std::string_view name,
                           const Node* fallback);

/// Whether a failing subschema makes its parent fail as well.
enum class Role : std::uint8_t { required, tried };

class Run {
 public:
  Run(const Program& program, const EvaluateOptions& options, const json::Document* document);

  /// The verdict alone, without violations and as early as possible.
  bool judge(const json::Value& instance);
  /// The same of one of the program's schemas, as if it was reached through those resources.
  bool judge(const json::Value& instance, const Node& node, const Scope& scope);
  /// The same with all violations (or the first).
  std::vector<Violation> explain(const json::Value& instance);
  bool stopped() const { return !exceeded_.empty(); }
  std::uint64_t steps_left() const { return steps_; }
  /// A pattern used up its steps: the verdict cannot be trusted.
  bool exceeded_pattern() const { return exceeded_pattern_; }
  /// The limit that was hit: "steps", "depth" or "violations".
  std::string_view exceeded() const { return exceeded_; }

  /// Applies a schema to a child of the frame's instance.
  bool apply_child(Frame& frame, const Step& step, const Node& node, const json::Value& child);
  /// Applies a schema to the frame's own instance; what a valid one has evaluated counts here too.
  /// A schema that is being applied to the instance already (by a reference in a circle) adds
  /// nothing and is taken as satisfied.
  bool apply_in_place(Frame& frame, const Step& step, const Node& node, Role role);
  /// The same on behalf of a `$dynamicRef`, whose circles only show at run time.
  bool apply_dynamic(Frame& frame, const Step& step, const Node& node);

  /// The same in the scope of what is being evaluated.
  const Node* dynamic_target(std::string_view name, const Node* fallback) const;

  /// Takes work off the allowance; false when it is used up.
  bool charge(std::uint64_t steps);
  /// Runs a pattern within the allowance.
  Pattern::Verdict search(const Pattern& pattern, std::string_view text);

  bool collecting() const { return sink_ != nullptr; }
  /// Whether evaluation goes on after a failure.
  bool wants_more() const { return collecting() && !stopped() && !enough_; }

  /// Reports a violation of the keyword in the frame; `describe` adds parameters when
  /// violations are collected. Always false.
  template <class Describe>
  bool fail(const Frame& frame, std::string_view keyword, Describe describe) {
    if (!collecting() || stopped()) return false;
    describe(record(frame, keyword));
    return false;
  }
  bool fail(const Frame& frame, std::string_view keyword) {
    return fail(frame, keyword, [](Violation&) {});
  }

  /// Redirects violations for the lifetime of the object, into a list or (nullptr) nowhere.
  class Redirect {
   public:
    Redirect(Run& run, std::vector<Violation>* sink) : run_(run), saved_(run.sink_) {
      run.sink_ = sink;
      ++run.redirects_;
    }
    ~Redirect() {
      run_.sink_ = saved_;
      --run_.redirects_;
    }
    Redirect(const Redirect&) = delete;
    Redirect& operator=(const Redirect&) = delete;

   private:
    Run& run_;
    std::vector<Violation>* saved_;
  };

  /// The JSON Pointer of the frame's instance.
  std::string pointer_to(const Frame& frame) const;

  Direction direction() const { return options_.direction; }
  const Program& program() const { return program_; }
  /// Whether objects of the instance may have duplicate keys, of which the last counts.
  bool has_duplicates() const { return has_duplicates_; }

  /// Calls `visit(key, value)` for the members that count until it returns false.
  template <class Visit>
  void for_each_member(const json::Value& object, Visit visit) {
    for (const json::Member& member : object.members()) {
      if (!charge(1)) return;
      if (has_duplicates_ && object[member.key].id() != member.value.id()) continue;
      if (!visit(member.key, member.value)) return;
    }
  }
  std::size_t count_members(const json::Value& object);

 private:
  bool apply(Frame* parent, const Step& step, const Node& node, const json::Value& instance,
             Evaluated* evaluated, Role role);
  bool apply_tracking(Frame* parent, const Step& step, const Node& node,
                      const json::Value& instance, Evaluated* outer, Role role);
  bool is_being_applied(const Frame& frame, const Node& target);
  bool run_keywords(Frame& frame);
  bool reject(Frame& frame);
  Violation& record(const Frame& frame, std::string_view keyword);
  Violation& keep(Violation violation);
  void exceed(std::string_view limit);

  const Program& program_;
  const EvaluateOptions& options_;
  std::uint64_t steps_;
  std::uint32_t depth_ = 0;
  std::uint32_t redirects_ = 0;
  std::uint32_t recorded_ = 0;
  bool has_duplicates_ = false;
  bool enough_ = false;
  bool exceeded_pattern_ = false;
  std::string_view exceeded_;
  Violation dropped_;
  std::vector<Violation>* sink_ = nullptr;
  Scope scope_;
};

/// Parameters of violations.
void add_text(Violation& violation, std::string_view name, std::string_view value);
void add_json(Violation& violation, std::string_view name, std::string_view text);
void add_list(Violation& violation, std::string_view name, std::vector<Parameter::Item> items);
void add_number(Violation& violation, std::string_view name, std::uint64_t value);

}  // namespace vitrine::schema
