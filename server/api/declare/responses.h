#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>

#include "server/api/http/http.h"
#include "server/api/model/fixed_string.h"
#include "server/api/model/rules.h"
#include "server/api/model/types.h"

/// The results of handlers, beside models and `void` (204). A `std::variant` of results is one of
/// them, each documented under its own status: `std::variant<Picture, Accepted<Import>,
/// Redirect<>>`. A variant of models only is one result, of JSON. Failures that may be returned are
/// in failure.h, cookies in set_cookie.h.
namespace vitrine {

/// Any status from 200 to 599 with a result of its own, or without content: `Status<206, Part>`,
/// `Status<304>`.
template <int Code, class T = void>
struct Status {
  T value;
};
template <int Code>
struct Status<Code, void> {};

/// What `void` is too, where a type is needed.
using NoContent = Status<204>;

/// 201 with the new thing; `location`, when not empty, becomes the Location header.
template <class T>
struct Created {
  T value;
  std::string location = {};
};

/// 202: the work goes on after the response. `location`, when not empty, says where to ask how far
/// it is.
template <class T = void>
struct Accepted {
  T value;
  std::string location = {};
};
template <>
struct Accepted<void> {
  std::string location = {};
};

/// Sends the client to another address (RFC 9110 §15.4): 303 reads it with GET whatever the method
/// was, 307 and 308 (for good) repeat the request there.
template <int Code = 303>
struct Redirect {
  /// A URI reference, already percent-encoded.
  std::string location;
};

/// A page. Nothing is escaped: text of others goes through escape_html() before it gets in here.
struct Html {
  std::string value;
};

/// Text that stands for itself in HTML, between tags or in a quoted attribute (HTML §13.3).
std::string escape_html(std::string_view text);

/// text/plain in UTF-8.
struct PlainText {
  std::string value;
};

/// Bytes of one of the media types: `Bytes<"application/pdf">`. A range such as "image/*" stands
/// for all types in it. They are held in memory; Binary sends files.
template <FixedString... Types>
struct Bytes {
  std::string value;
  /// One of Types; "" is the first. Another one is a 500.
  std::string type = {};
  /// The name that browsers suggest when it is saved; "" leaves that to the address.
  std::string name = {};
};

/// A header of a response: `ResponseHeader<"X-Total", int, description("How many there are.")>`.
/// Always sent unless T is a std::optional. A value that a header cannot hold, such as one with a
/// line break, is never sent: the response is a 500.
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

/// A result with headers and cookies: `return {page, {{link}, {total}}};`. A model can have headers
/// of its own instead: members that `Schema<T>::headers` lists as `fields` lists the others.
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
/// `type`, "" being the first of `types`. Throws where it is none of them.
std::string bytes_type(std::span<const std::string_view> types, std::string_view type);
Response bytes_response(std::string bytes, std::string type, const std::string& name);
/// Bytes may be HTML or SVG: opened by themselves, they must not act in the name of this origin.
void add_sandbox(Response& response);
Response text_response(std::string text, std::string type);
Response redirect_response(int status, std::string location);

/// Throws for a response whose headers HTTP does not allow (RFC 9110 §5.5): a line break in one
/// would begin another.
void refuse_unsafe_headers(const Response& response);
}  // namespace detail

}  // namespace vitrine
