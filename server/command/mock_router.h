#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/openapi/description.h"

/// Finds the operation of a request in a description (OAS 3.1.0 §4.8.8).
namespace vitrine::command {

/// The path template of a description: unlike those of our own routes a segment may have several
/// variables and text between them, `/files/{name}.{ending}`.
class MockTemplate {
 public:
  explicit MockTemplate(std::string_view text);

  /// The raw texts of the variables, in order; nullopt when the path is another. A variable takes
  /// at least one character, and no slash.
  std::optional<std::vector<std::string_view>> match(std::string_view path) const;
  const std::vector<std::string>& names() const { return names_; }
  /// The same for templates that match the same paths.
  const std::string& shape() const { return shape_; }
  /// Concrete segments come before templated ones, those with text before those without.
  bool before(const MockTemplate& other) const;

 private:
  struct Piece {
    bool variable = false;
    std::string text = {};
  };
  using Segment = std::vector<Piece>;

  static int rank(const Segment& segment);
  static bool match(const Segment& segment, std::size_t at, std::string_view text, int& steps,
                    std::vector<std::string_view>& values);

  std::vector<Segment> segments_;
  std::vector<std::string> names_;
  std::string shape_;
};

/// The operations of a description by path and method; no webhooks.
class MockRouter {
 public:
  MockRouter() = default;
  explicit MockRouter(const openapi::Description& description);

  struct Found {
    /// The index into Description::operations(); nullopt where the path has other methods.
    std::optional<std::size_t> operation;
    /// The value of `Allow`; empty where there is no such path.
    std::string allowed;
    /// Raw texts of the path parameters by their names.
    std::vector<std::pair<std::string, std::string_view>> values = {};
  };
  /// HEAD is that of GET where it is not described. `path` must outlive the result.
  Found find(std::string_view method, std::string_view path) const;

 private:
  struct Entry {
    std::string method;
    std::size_t operation;
    std::vector<std::string> names;
  };
  struct Resource {
    MockTemplate path;
    std::vector<Entry> entries;
  };
  std::vector<Resource> resources_;
};

}  // namespace vitrine::command
