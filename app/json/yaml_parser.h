#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/json/builder.h"

namespace vitrine::json {

/// The anchor and the tag of a node.
struct YamlProperties {
  std::string anchor;
  std::string tag;  ///< whole: "tag:yaml.org,2002:str"; "!" is the non-specific one
  uint32_t tag_at = 0;

  bool empty() const { return anchor.empty() && tag.empty(); }
};

/// A step through the tree of a YAML text. A mapping's children are keys and values in turn.
struct YamlEvent {
  enum class Kind : uint8_t { scalar, alias, sequence, mapping, end };
  enum class Style : uint8_t { plain, quoted, block };

  Kind kind = Kind::scalar;
  Style style = Style::plain;  ///< of a scalar
  /// A collection in block style. The token of its end does not say where it ends.
  bool block = false;
  /// The scalar's text stands in its token (in a quoted one, between the quotes) as it is.
  bool exact = true;
  /// Its place, without properties: of a collection only `begin`, of an end only `end`.
  Range token;
  std::string_view text;  ///< of a scalar; the name of an alias
  const YamlProperties* properties = nullptr;
};

/// Takes what a YamlParser finds.
class YamlSink {
 public:
  virtual void handle(const YamlEvent& event) = 0;
  virtual void complain(TextProblem::Severity severity, uint32_t at, std::string message) = 0;
  /// The value of the last key cannot be read: the key goes, too.
  virtual void drop_key() = 0;

 protected:
  ~YamlSink() = default;
};

/// The bytes of a text that lies in pieces; NUL after the last one (and nowhere else).
class YamlText {
 public:
  explicit YamlText(const Builder& builder) : builder_(builder) {}

  char operator[](uint32_t at) const {
    return at - begin_ < size_ ? data_[at - begin_] : fetch(at);
  }
  void append_to(std::string& out, Range range) const;
  bool has(uint32_t at, std::string_view bytes) const;

 private:
  char fetch(uint32_t at) const;

  const Builder& builder_;
  mutable const char* data_ = nullptr;
  mutable uint32_t begin_ = 0;
  mutable uint32_t size_ = 0;
};

/// Reads YAML 1.2.2 as a run of events. After a fault it goes on: with what is most likely meant
/// where that is plain (an escape that does not exist is text), else with the next line that can be
/// an entry of a collection that is open. Every fault is a violation, reported once. Only the first
/// document of the text is read. A key may have more than the 1,024 characters that §7.4.2 and
/// §8.2.2 allow without `?`. No recursion; work is linear in the text, which must be whole and
/// valid UTF-8 before the first step.
class YamlParser {
 public:
  YamlParser(const Builder& builder, YamlSink& sink);

  /// Reads about one node; false when the document has ended.
  bool step();
  uint32_t position() const { return pos_; }

 private:
  using Severity = TextProblem::Severity;

  enum class State : uint8_t {
    start,       // before the document
    node,        // a node in block style is wanted, as wanted_ says
    next,        // after a node in block style
    flow_entry,  // after `[`, `{` or a comma
    flow_node,   // after `?` or `:` in flow style
    flow_value,  // after a key in flow style
    flow_next,   // after an entry in flow style
    done,
  };

  /// An open collection.
  struct Level {
    enum class Kind : uint8_t {
      block_sequence,
      block_mapping,
      flow_sequence,
      flow_mapping,
      flow_pair,  // a mapping without braces in a flow sequence
    };
    Kind kind;
    /// Flow style: the node in hand is a key. Block style: `?` has begun a key, no value has.
    bool key = false;
    /// Block style: where its entries begin. Flow style: lines must be indented further than that.
    int32_t indent = 0;
    uint32_t begin = 0;
    /// Flow style: it is a key of the mapping in block style around it.
    bool is_key = false;
    /// A tab stands before its first entry: `indent` is a guess.
    bool tabbed = false;

    bool flow() const { return kind > Kind::block_mapping; }
  };

  /// The kinds of nodes that may come next in block style.
  struct Wanted {
    int32_t indent = -1;      ///< that of the parent
    bool compact = true;      ///< a collection may begin on the same line
    bool indentless = false;  ///< a sequence may be indented like the parent
    uint32_t after = 0;       ///< where the parent's indicator ends,
    int32_t column = 0;       ///< and in which column, where `compact`
  };

  /// White space and comments that were skipped.
  struct Gap {
    bool broke = false;    ///< a line has begun
    uint32_t tab = kNone;  ///< the first tab on the line in hand
  };

  static constexpr uint32_t kNone = UINT32_MAX;

  // Structure (yaml_parser.cpp).
  void start();
  void directive();
  void node();
  void next();
  void key(int32_t column);
  void after_document();
  void open_block(Level::Kind kind, int32_t column, uint32_t at, bool tabbed);
  void end_level(uint32_t at);
  void want(int32_t indent, bool compact, bool indentless);
  void block_value(int32_t column);
  void finish_scalar();
  void join_properties(uint32_t at);
  void empty(YamlProperties& properties, uint32_t at);
  void emit(YamlEvent::Kind kind, uint32_t at, YamlProperties& properties);
  void emit_scalar(YamlProperties& properties);
  void node_done();

  // Flow style (yaml_flow.cpp).
  void open_flow(YamlProperties& properties, int32_t indent, bool is_key);
  void flow_entry();
  void flow_node();
  void flow_value();
  void flow_next();
  void flow_close(char bracket);
  void begin_pair(uint32_t at);
  void end_pair();
  bool flow_gap();
  bool flow_colon() const;
  bool line_is_flow() const;
  bool is_key(uint32_t bracket);

  // Characters (yaml_scanner.cpp, yaml_scalars.cpp).
  bool blank_or_end(uint32_t at) const;
  bool at_end() const { return text_[pos_] == '\0'; }
  bool at_indicator(char c) const { return text_[pos_] == c && blank_or_end(pos_ + 1); }
  bool at_marker() const;
  bool at_property() const { return text_[pos_] == '&' || text_[pos_] == '!'; }
  void next_line();
  void skip_blanks();
  void skip_line();
  Gap skip_gap();
  int32_t indentation() const;
  int32_t column_at(uint32_t from, int32_t column, uint32_t to) const;
  int32_t column(const Gap& gap) const;
  bool in_flow() const { return !levels_.empty() && levels_.back().flow(); }
  bool begins_plain() const;
  bool read_property();
  void read_tag();
  void read_atom(int32_t indent, bool one_line);
  bool read_alias();
  uint32_t plain_line();
  bool plain_goes_on(int32_t indent);
  void read_plain(int32_t indent, bool one_line);
  void read_rest_of_line();
  void read_quoted(int32_t indent);
  bool fold_quoted(int32_t indent, char quote, bool escaped);
  void read_escape();
  bool read_hex(int digits, uint32_t& value);
  void read_block(int32_t indent);
  bool block_header(int32_t indent, int32_t& width, char& chomp);
  void begin_scalar(YamlEvent::Style style);

  // Faults (yaml_faults.cpp).
  void complain(uint32_t at, std::string message);
  void fault(uint32_t at, std::string message);
  void report_tab(uint32_t at);
  void give_up_flow();
  void skip();
  bool resumes(int32_t column) const;
  bool looks_like_entry(uint32_t at) const;
  bool closes_quote(uint32_t at, char quote) const;

  YamlText text_;
  YamlSink& sink_;
  State state_ = State::start;
  uint32_t pos_ = 0;
  uint32_t line_ = 0;  ///< where the line in hand begins
  std::vector<Level> levels_;
  Wanted wanted_;
  bool directives_ = false;
  bool version_ = false;
  std::vector<std::pair<std::string, std::string>> handles_;  ///< of %TAG

  YamlProperties outer_;    ///< properties of a node that stand on lines before it,
  YamlProperties inner_;    ///< and those on its own line
  YamlEvent scalar_;        ///< the one in hand
  std::string value_;       ///< its text
  size_t kept_ = 0;         ///< a line break does not trim this part of it
  uint32_t stray_ = kNone;  ///< a colon that cannot stand in the plain scalar in hand
  bool torn_ = false;       ///< the quoted scalar in hand ended without its quote

  uint32_t scanned_ = 0;          ///< is_key() has looked at everything before,
  std::vector<uint32_t> keys_;    ///< and found these brackets
  uint32_t complained_ = kNone;   ///< the line of the last complaint
  uint32_t flow_begin_ = kNone;   ///< the outermost flow collection in hand
  uint32_t indent_told_ = kNone;  ///< the token whose indentation was reported
  bool tabs_told_ = false;
};

}  // namespace vitrine::json
