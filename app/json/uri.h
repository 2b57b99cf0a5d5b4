#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vitrine::json {

/// The components of a URI reference (RFC 3986 §3), views into the text it was split from, without
/// their delimiters. A component that is there but empty is not the same as one that is absent.
struct Uri {
  std::optional<std::string_view> scheme;
  std::optional<std::string_view> authority;
  std::string_view path;
  std::optional<std::string_view> query;
  std::optional<std::string_view> fragment;
};

/// Splits by RFC 3986 appendix B; takes any text.
Uri split_uri(std::string_view reference);
std::string to_string(const Uri& uri);

/// The target of `reference` seen from `base` (RFC 3986 §5.2, strict). A base without scheme is
/// allowed, so that documents can be named by relative paths: resolve_uri("a/b.json", "c.json") is
/// "a/c.json". The fragment of `base` never gets into the result.
std::string resolve_uri(std::string_view base, std::string_view reference);

/// A URI and its fragment. `fragment` is absent without `#`, still percent-encoded.
struct SplitFragment {
  std::string_view uri;
  std::optional<std::string_view> fragment;
};
SplitFragment split_fragment(std::string_view uri);

/// Turns every byte into %XX but letters, digits, `-._~` and those in `also`.
std::string percent_encode(std::string_view text, std::string_view also = {});
/// Encodes as the `encodeURIComponent` of JavaScript does.
std::string encode_component(std::string_view text);
/// Encodes for a fragment (RFC 3986 §3.5).
std::string encode_fragment(std::string_view text);
/// Decodes %XX; a `%` that is not followed by two hexadecimal digits stays.
std::string percent_decode(std::string_view text);

}  // namespace vitrine::json
