#pragma once

#include <cstdint>

/// Programs that send a request are tables: how the language spells a string, how strings are put
/// together, and a template of the program's lines.
namespace vitrine::request {

/// How a string literal spells what cannot stand in it as it is.
enum class Escape : uint8_t {
  hex,     ///< \x1b, \u202e, \U000e0041
  hex16,   ///< \x1b, \u202e, \udb40\udc41
  octal,   ///< bytes: \033
  utf16,   ///< \u001b; and nothing but ASCII in the literal
  utf16s,  ///< \u001b, the rest as it is
  braces   ///< \u{1b}
};

/// How pieces become one value. In each format `*` stands for the literal or the name.
struct Expression {
  const char* alone;  ///< one literal and nothing else
  const char* literal;
  const char* secret;
  const char* file;
  const char* join;
  const char* open;
  const char* close;
};

/// Each line of `program` begins with a condition:
///
///     ' ' always     h with headers    H for each header; c for those of the request, C for those
///                                      of the body (Content-…) where a language parts them
///     b with a body  n without one     t with text of a type  r with any other body
///     F with files   e with files or masked secrets           s with masked secrets
///     l when the address is https      u with something in a body of no type
///
/// and holds values: $M method, $U address, $O its origin, $P what follows the origin, $N and $V
/// name and value of a header, $S the body as a string, $B as bytes.
struct Language {
  Escape escape;
  bool single_quotes;  ///< '…' is a string as well
  const char* close;   ///< of a literal: `"`, or `"s` in C++
  const char* raw;     ///< a literal without escapes, with `*`; nullptr: there is none
  const char* template_;
  Expression text;
  Expression body;
};

extern const Language kJavaScript, kPythonRequests, kPythonHttpx, kCpp, kGo, kJava, kCSharp, kRust;

}  // namespace vitrine::request
