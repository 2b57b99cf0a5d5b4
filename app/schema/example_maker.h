#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/schema/example.h"
#include "app/schema/program.h"

/// How example() makes a value. Private to app/schema.
namespace vitrine::schema {

/// A schema with the dynamic scope it is applied in; empty where the program has no dynamic
/// anchors, so that nothing depends on it.
struct Held {
  const Node* node = nullptr;
  Scope scope = {};
};

/// The value being made: schemas that all hold for it, and what is known about it.
struct Place {
  const Place* parent = nullptr;
  std::vector<Held> nodes;
  /// The name of the member that it is the value of, also as an element of an array.
  std::string_view name;
  /// One more for every sibling that must differ from it.
  std::uint32_t ordinal = 0;
  std::uint32_t depth = 0;
  /// Step from the parent, for messages.
  std::string token;
  /// Values worth trying first, as JSON.
  std::vector<std::string> hints;
};

/// A place with everything that holds there: through references, `allOf` and, of alternatives, one
/// each.
struct Shape {
  /// One alternative of `anyOf` or `oneOf`, or a side of `if`.
  struct Pick {
    const Keyword* keyword;
    std::uint32_t chosen;
    std::uint32_t count;
  };
  /// A schema with words of its author about the value.
  struct Source {
    json::Value schema;
    /// One of several in an `allOf`: its words are about a part of the value.
    bool composed;
  };

  std::vector<const Node*> parts;
  std::vector<Scope> scopes;  ///< of the parts
  std::vector<Source> sources;
  std::vector<Pick> picks;

  /// Calls `visit` with the keywords of that name, of all parts. (`dependencies` can stand twice in
  /// one: for names and for schemas.)
  template <class Visit>
  void each(std::string_view name, Visit visit) const {
    for (const Node* part : parts) {
      for (const Keyword& keyword : part->keywords) {
        if (keyword.name == name) visit(keyword, *part);
      }
    }
  }
  /// A schema inside of one of the parts.
  Held inside(const Node& part, const Node* node) const;
  bool has(std::string_view keyword) const;
  /// The largest (smallest) `count` of a size keyword.
  std::uint64_t most_of(std::string_view keyword) const;
  std::uint64_t least_of(std::string_view keyword, std::uint64_t otherwise) const;
};

/// Makes one value from the top down. Every value is checked where it is made, so that another
/// alternative is tried where it helps.
class Maker {
 public:
  Maker(const Program& program, const ExampleOptions& options);

  json::Result<std::string> run();

 private:
  using Text = std::optional<std::string>;

  // example.cpp
  Text make(Place& place);
  Text make_shape(Place& place, const Shape& shape);
  Text make_named(const Place& place, const Shape& shape, bool last_resort);
  Shape shape_of(const Place& place, const std::vector<std::uint32_t>& choices) const;
  void add_part(Shape& shape, const Held& held, bool composed,
                const std::vector<std::uint32_t>& choices) const;
  /// The type that fits best comes first.
  std::vector<TypeBit> types_of(const Shape& shape) const;
  /// Whether the value is of all schemas of the place.
  bool check(const Place& place, const json::Value& value);
  /// The text when it checks.
  Text checked(const Place& place, std::string text);
  Text fail(const Place& place, std::string reason);
  /// How often the schema is being made already, further out.
  static std::uint32_t entered(const Place* place, const Node& node);
  bool is_recursive(const Place& place) const;
  bool is_frugal(const Place& place) const;

  // example_container.cpp
  struct Slot {
    std::string name;
    bool required;
  };
  Text make_object(Place& place, Shape shape);
  Text make_members(Place& place, const Shape& shape, bool all);
  std::vector<Slot> slots_of(const Shape& shape);
  Place member_of(const Place& place, const Shape& shape, std::string_view name);
  bool name_more(Place& place, const Shape& shape, std::vector<Slot>& slots);
  void add_tags(const Shape& shape, std::string_view name, std::vector<std::string>& hints) const;
  Text make_array(Place& place, const Shape& shape);

  // example_scalar.cpp
  Text make_string(const Place& place, const Shape& shape);
  Text make_number(const Place& place, const Shape& shape, bool integer);

  const Program& program_;
  ExampleOptions options_;
  EvaluateOptions evaluation_;
  std::uint32_t made_ = 0;
  std::string reason_;
  std::string reason_pointer_;
};

}  // namespace vitrine::schema
