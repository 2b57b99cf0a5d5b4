#pragma once
#include <string>
#include <utility>
#include <vector>

/// What the document says beside the operations themselves.
namespace vitrine {

/// OAS 3.1.0 §4.8.11
struct ExternalDocs {
  /// "" for none.
  std::string url = {};
  std::string description = {};
};

/// OAS 3.1.0 §4.8.6
struct ServerVariable {
  std::string name;
  std::string default_value;
  /// Empty where any value will do.
  std::vector<std::string> values = {};
  std::string description = {};
};

/// An address of the API (OAS 3.1.0 §4.8.5): `{.url = "https://{region}.example.org"}`.
struct ServerInfo {
  std::string url;
  std::string description = {};
  std::vector<ServerVariable> variables = {};
};

/// Names that begin with `x-`, with their values as JSON text.
using Extensions = std::vector<std::pair<std::string, std::string>>;

}  // namespace vitrine
