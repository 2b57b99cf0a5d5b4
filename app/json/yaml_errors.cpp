#include <cstring>

#include "app/json/yaml_parser.h"

// What is said where libyaml stops: what stands there and what to do about it.

namespace vitrine::json {
namespace {

constexpr const char* kTab = "YAML is indented by spaces; replace this tab by spaces";

struct Words {
  const char* theirs;
  const char* ours;
  /// The place is where the thing in hand begins, not where it went wrong.
  bool at_beginning = false;
};

constexpr Words kWords[] = {
    {"mapping values are not allowed in this context",
     "A colon cannot stand here: put quotes around a text that has one, or, if a new key begins "
     "here, align it with the others"},
    {"could not find expected ':'", "Behind this key a colon and a space are missing", true},
    {"did not find expected key",
     "A key must begin here, aligned with the other keys of its mapping; see to the indentation "
     "and to the quotes before it"},
    {"did not find expected '-' indicator",
     "The next entry of the list must begin here, its \"-\" aligned with the others"},
    {"did not find expected ',' or ']'",
     "A comma or the closing ] of the list is missing before this"},
    {"did not find expected ',' or '}'",
     "A comma or the closing } of the mapping is missing before this"},
    {"did not find expected node content", "A value is missing here"},
    {"found unexpected end of stream",
     "The quote that begins here is never closed; close it where the text ends", true},
    {"found unexpected document indicator",
     "The quote that begins here is not closed before the next document", true},
    {"found unknown escape character",
     "An unknown escape: write \\\\ for a backslash, or put the text in single quotes"},
    {"did not find expected hexdecimal number",
     "Hexadecimal digits must follow \\x (2), \\u (4) and \\U (8)"},
    {"found invalid Unicode character escape code",
     "This escape is not a character: one beyond U+FFFF is written \\U and eight digits"},
    {"found a tab character that violates indentation", kTab},
    {"found a tab character where an indentation space is expected", kTab},
    {"block sequence entries are not allowed in this context",
     "A list cannot begin here; put its first \"-\" on a line of its own"},
    {"mapping keys are not allowed in this context", "A key cannot begin here"},
    {"did not find expected <document start>",
     "The document has ended before this; remove it, or see to the indentation above"},
    {"did not find expected comment or line break",
     "Nothing but a comment may follow | and > on their line"},
    {"did not find expected alphabetic or numeric character",
     "A name must follow & and *; put quotes around a text that begins so", true},
    {"found undefined tag handle", "What stands before the second ! is not declared by %TAG"},
    {"found incompatible YAML document", "YAML 1.2 is read here; remove the %YAML line"},
    {"found unknown directive name", "A text that begins with % needs quotes"},
    {"could not find expected directive name", "A text that begins with % needs quotes"},
};

}  // namespace

void YamlReader::parser_failed() {
  const yaml_parser_t& parser = parser_->parser;
  const char* theirs = parser.problem ? parser.problem : "memory is exhausted";
  const uint32_t at = offset_of(parser.problem_mark.index);
  if (at < builder_.text_size() &&
      std::strcmp(theirs, "found character that cannot start any token") == 0) {
    const char c = builder_.piece(at)[0];
    fatal(at, c == '\t' ? kTab
                        : "A value cannot begin with " + std::string(1, c) +
                              "; put quotes around the text");
    return;
  }
  // A quote that was forgotten ends at the next one, some lines below.
  const Position begin = builder_.position(quoted_.begin);
  const Position end = builder_.position(quoted_.end);
  if (begin.line != end.line && builder_.position(at).line == end.line && quoted_.end <= at) {
    fatal(quoted_.begin, "The quote that begins here ends in line " + std::to_string(end.line) +
                             ", with more text behind it; close it where the text ends");
    return;
  }
  for (const Words& words : kWords) {
    if (std::strcmp(theirs, words.theirs) != 0) continue;
    fatal(words.at_beginning ? offset_of(parser.context_mark.index) : at, words.ours);
    return;
  }
  fatal(at, std::string("This is not YAML: ") + theirs);
}

}  // namespace vitrine::json
