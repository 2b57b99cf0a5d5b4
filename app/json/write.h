#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/document.h"

namespace vitrine::json {

/// A JSON string literal, quotes included. Control characters are escaped, everything else stays as
/// it is; invalid UTF-8 becomes U+FFFD.
std::string quote(std::string_view text);
void append_quoted(std::string& out, std::string_view text);

/// The value as JSON text: numbers as spelled, members in order, duplicates included. `pretty`
/// gives one member or element a line, indented by two spaces a level, and `{}` and `[]` where
/// empty; `compact` has no white space. An absent value gives "". No recursion. `pretty` ends after
/// about `most` bytes: of deep values it is far longer than the text they were read from.
std::string pretty(Value value, size_t most = SIZE_MAX);
std::string compact(Value value);

/// The same a piece at a time. The value's document must stay.
class Printer {
 public:
  Printer(Value root, bool pretty) : root_(root), pretty_(pretty) {}

  /// Appends about `bytes`; true when that was all.
  bool step(std::string& out, size_t bytes);

 private:
  struct Open {
    bool is_object;
    bool first;
    Members::iterator member;
    Members::iterator members_end;
    Elements::iterator element;
    Elements::iterator elements_end;
  };

  void begin(std::string& out, Value value);
  void line_break(std::string& out) const;

  Value root_;
  bool pretty_;
  std::vector<Open> open_;
};

}  // namespace vitrine::json
