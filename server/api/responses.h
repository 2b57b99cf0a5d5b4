#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "server/api/fixed_string.h"
#include "server/api/http.h"
#include "server/api/rules.h"
#include "server/api/types.h"

/// The results of handlers, beside models and `void` (204).
namespace vitrine {

/// 201 with the new thing; `location`, when not empty, becomes the Location header.
template <class T>
struct Created {
  T value;
  std::string location = {};
};

/// A header of a response: `ResponseHeader<"X-Total", int, description("How many there are.")>`.
/// Always sent unless T is a std::optional.
template <FixedString Name, class T, auto... R>
struct ResponseHeader {
  using Value = T;
  static constexpr std::string_view name() { return kName.view(); }
  static constexpr Rules rules() {
    Rules list;
    (list.add(kRule<R>.rule()), ...);
    return list;
  }
  static constexpr bool required() { return !Optional<T>; }

  T value{};

 private:
  static constexpr auto kName = Name;
  template <auto Rule>
  static constexpr auto kRule = Rule;

  static_assert(Scalar<Unwrapped<T>>, "a header is text, a number, a boolean or an enumeration");
};

/// The version of the content. A GET that names it in If-None-Match gets 304 instead; the document
/// says so without further declaration.
using ETag = ResponseHeader<"ETag", std::string, description("The version of this response.")>;

/// A result with headers: `return {page, {{link}, {total}}};`
template <class T, class... H>
struct With {
  T value;
  std::tuple<H...> headers;
};

/// A file of one of the media types: `Binary<"image/png", "image/jpeg">`. Part of it is sent when a
/// Range asks for it.
template <FixedString... Types>
struct Binary {
  /// Without one the response is a 500.
  std::shared_ptr<const OpenFile> file;
  /// One of Types.
  std::string type;
  /// The name that browsers suggest when the file is saved; "" leaves that to the address.
  std::string name = {};
};

namespace detail {
Response binary_response(std::shared_ptr<const OpenFile> file, const std::string& type,
                         const std::string& name);
}  // namespace detail

}  // namespace vitrine
