// A place in the page, as links name it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vitrine::session {

/// A place in the page, as links name it.
struct Route {
  enum class Kind : uint8_t { overview, operation, schema, tag, unknown };

  Kind kind = Kind::overview;
  std::string
      target;  ///< decoded NAME of schemas and tags; of operations and unknown links the path
  std::string field;      ///< of `?field=`, decoded; see field.h
  std::string heading{};  ///< of `?heading=`, decoded: the anchor of one in a text of the page
  std::string request{};  ///< of `?request=`: what fills the form, see exchange/update.h

  friend bool operator==(const Route&, const Route&) = default;
};

/// Takes `#/operations/ID?field=%2Fquery%2Flimit`, with or without `#`. "" and "#/" are the
/// overview. A hash that does not begin with `#/` is an anchor of the page, not ours: overview.
Route parse_route(std::string_view hash);
/// The hash, `#` included.
std::string format(const Route& route);

}  // namespace vitrine::session
