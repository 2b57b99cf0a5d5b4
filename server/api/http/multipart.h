#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// Forms as browsers send them, read without copying: parts are views into the body.
namespace vitrine {

/// A field takes a hundred times the memory of its shortest text.
constexpr std::size_t kMostFields = 1000;

struct Part {
  std::string name;
  std::string_view bytes;
  /// Its Content-Type; "" when it has none.
  std::string type = {};
  /// Set for files, even if "".
  std::optional<std::string> filename = {};
};

/// `multipart/form-data` (RFC 7578), or the error in it. At most kMostFields parts.
std::variant<std::vector<Part>, std::string> read_multipart(std::string_view body,
                                                            std::string_view boundary);

/// The parameter of a header value, `boundary` of `multipart/form-data; boundary="x"`: without
/// quotes and escapes. Names compare without regard to case.
std::optional<std::string> header_parameter(std::string_view value, std::string_view name);

}  // namespace vitrine
