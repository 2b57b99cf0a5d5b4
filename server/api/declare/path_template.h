#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vitrine {

/// Takes the first slash of `rest` and the segment after it; returns the segment.
std::string_view next_segment(std::string_view& rest);

/// True for `prefix` and every path below it; all are below "".
bool is_below(std::string_view path, std::string_view prefix);

/// The path of a route, `/pictures/{id}`: whole segments are literal or a parameter. The last one
/// may be `{path...}`, which takes all that is left of the path, slashes included.
class PathTemplate {
 public:
  /// Why a text is no path template, nullopt when it is one.
  static std::optional<std::string> mistake(std::string_view text);
  /// `text` must have no mistake.
  explicit PathTemplate(std::string_view text);

  using Captured = std::vector<std::pair<std::string_view, std::string_view>>;
  /// The raw texts of the parameters, with their names; nullopt when the path is another. A
  /// parameter takes one segment that is not empty; `{path...}` takes one or more, none of which is
  /// `.` or `..`, however it is encoded. Views point into this object and `path`.
  std::optional<Captured> match(std::string_view path) const;

  /// The path as OpenAPI has it, which knows no `{path...}`: clients send its slashes as %2F.
  static std::string documented(std::string_view text);

  std::vector<std::string> names() const;
  /// The same for templates that match the same paths: parameter names do not count.
  std::string shape() const;
  /// Literal segments come before parameters, so `/users/me` wins over `/users/{id}`, and these
  /// before the rest of a path.
  bool before(const PathTemplate& other) const;

 private:
  enum class Kind { literal, parameter, rest };
  struct Segment {
    Kind kind;
    std::string text;
  };
  std::vector<Segment> segments_;
};

}  // namespace vitrine
