#pragma once

#include <string>
#include <string_view>

/// Programs that send a request are tables: how the language spells values, and a template of the
/// program's lines.
namespace vitrine::request {

/// A language is one text. Its first lines are settings: `=`, a letter, the value, in which `*`
/// stands for a literal or a name and \f for a line feed.
///
///   q  a string literal, where it is not `"*"`
///   e  how a literal spells what cannot stand in it as it is:
///        x  \x1b, \u202e, \U000e0041            X  \x1b, \u202e, \udb40\udc41
///        o  bytes: \033                         u  \u001b; and nothing but ASCII in the literal
///        s  \u001b, \udb40\udc41                U  \u001b, \U000e0041
///        b  \u{1b}
///   k  the backtick escapes, not the backslash; and quotes of books are quotes
///   x  more characters to escape: `$`; `#` only where it begins an interpolation
///   '  '…' is a string as well
///   r  a literal without escapes; with \f it is for texts of several lines only
///   s  a secret, read from the environment; j how texts are joined, o what is around (`*`)
///   a  a body of one literal; b a literal in a body of several, S a secret, f a file, J how they
///      are joined, O what is around; z a NUL where literals cannot hold one
///   l  JSON as literals: indentation|{|}|after a name|[|]|null|true|false|{}
///   i  names of members stand without quotes where they can
///   d  with these literals `Content-Type: application/json` goes without saying; not empty: they
///      are sent with no other type
///   c  the value of Content-Type that keeps the language from inventing one, for a body without a
///      type and, where it is not empty, for a POST without a body
///   m  has forms of several parts. Letters: t texts may have a type, n texts may have several
///      lines, d names may come again, o every type but application/octet-stream is lost
///
/// Each line of the program begins with a condition:
///
///     ' ' always     h with headers    H for each header; c for those of the request, C for those
///                                      of the body (Content-…) where a language parts them
///     b with a body that is neither of the next two; j with a body of JSON as literals
///     E with a header without a value
///     m with a form of parts; A for each text of it, T with a type, G for each file
///     q without a form of parts        d with a body    n without one
///     t b with text of a type          r b with anything else
///     U b without a type               u the same, with something in it
///     F b with files  g m with files   f with files  e with files or masked secrets
///     s with masked secrets            y m with types
///     l when the address is https      i the method is HEAD
///     k the method is one that libraries know                K it is another
///     p without a body, though the method wants one          N without, and it wants none
///
/// and holds values: $M method, $C the same as a name (`Post`), $U address, $O its origin, $P what
/// follows the origin, $N and $V name and value of a header, $H both, $S the body as a string, $B
/// as bytes, $J as literals; of a part $A its name, $T text, $Y type, $F file, $D disposition.
class Language {
 public:
  explicit Language(std::string_view text) : text_(text) {}

  /// Empty where there is none, and then without data.
  std::string_view setting(char key) const;
  bool has(char key) const { return setting(key).data() != nullptr; }
  std::string_view setting(char key, std::string_view otherwise) const {
    return has(key) ? setting(key) : otherwise;
  }
  std::string_view program() const;

  /// The text as a string literal: exactly, and in one piece whatever is in it.
  std::string literal(std::string_view text) const;

 private:
  std::string_view text_;
};

/// Appends `format`, a setting, with `value` for its `*`.
void append_setting(std::string& out, std::string_view format, std::string_view value);

extern const char kFetch[], kAxios[], kPythonRequests[], kPythonHttpx[], kPhp[], kRuby[], kDart[],
    kPowerShell[], kR[];
extern const char kGo[], kJava[], kCSharp[], kCpp[], kRust[], kSwift[], kKotlin[];

}  // namespace vitrine::request
