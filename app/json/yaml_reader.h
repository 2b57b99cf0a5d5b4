#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/builder.h"
#include "app/json/reader.h"

struct yaml_event_s;

namespace vitrine::json {

/// YAML 1.2 as libyaml's events, made into a Document by the core schema (§10.3). Keys are their
/// text, whatever it looks like: `200:` is "200". An alias is a copy of what its anchor names, and
/// `<<` merges such mappings, as people expect since YAML 1.1; both are bounded by the number of
/// values they add. Of several documents the first is read. Work is linear in the text and in those
/// values; no recursion.
class YamlReader {
 public:
  /// Values and keys that aliases may add.
  static constexpr uint32_t kMaxAliased = 1u << 19;

  explicit YamlReader(Limits limits);
  ~YamlReader();

  /// Keeps the bytes, which are UTF-8 or nearly so.
  void feed(std::string_view bytes);
  /// Behind the last byte: goes on for about `budget` bytes of the text; true when all is done.
  bool digest(size_t budget);
  Reading finish() &&;

 private:
  struct Parser;
  struct Frame {
    bool mapping = false;
    bool block = false;
    /// The value of a mapping's key comes next.
    bool value_next = false;
    /// The list behind `<<`: nothing of it goes to the builder.
    bool merges = false;
    /// Where the objects to be merged into this mapping begin in sources_.
    uint32_t first_source = 0;
  };

  // The text (yaml_text.cpp).
  void clean(std::string_view bytes, bool at_end);
  void store(std::string_view text);
  size_t supply(char* buffer, size_t size);
  uint32_t offset_of(size_t character);
  std::string_view restored(std::string_view text);

  // Events (yaml_reader.cpp).
  void handle(const yaml_event_s& event);
  void begin(const yaml_event_s& event, bool mapping);
  void end(const yaml_event_s& event);
  void scalar(const yaml_event_s& event);
  void key(const yaml_event_s& event, Range token, std::string_view text);
  void value(const yaml_event_s& event, Range token, std::string_view text);
  void alias(const yaml_event_s& event);
  void merge_source(uint32_t at, std::string_view name);
  void merge_sources(uint32_t first);
  bool pass_over(const yaml_event_s& event);
  void refuse_key(uint32_t at, bool collection);
  void not_merged(uint32_t at);
  void note_anchor(const unsigned char* anchor);
  void note_tag(uint32_t at, std::string_view tag);
  bool expects_key() const;
  void value_done();
  bool has_room(uint32_t at);
  void complain(TextProblem::Severity severity, uint32_t at, std::string message);
  void too_many_aliases(uint32_t at);
  void fatal(uint32_t at, std::string message);

  // What to say when libyaml does not go on (yaml_errors.cpp).
  void parser_failed();

  Limits limits_;
  Builder builder_;
  bool done_ = false;
  std::string unfinished_;  ///< the beginning of a UTF-8 sequence
  uint32_t supplied_ = 0;   ///< bytes of the text that libyaml has
  bool disguised_ = false;  ///< some of its characters stand for others
  std::string plain_;       ///< what restored() returns
  size_t character_ = 0;    ///< the last one asked for by offset_of(),
  uint32_t byte_ = 0;       ///< and its place
  std::unique_ptr<Parser> parser_;

  std::vector<Frame> frames_;
  std::vector<uint32_t> sources_;
  std::map<std::string, uint32_t, std::less<>> anchors_;  ///< to cells
  bool document_ended_ = false;
  bool merge_next_ = false;  ///< behind `<<`,
  Range merge_key_;          ///< which stands there
  uint32_t open_passed_over_ = 0;
  bool pass_over_value_ = false;
  Builder::Quota quota_;
  bool aliases_told_ = false;
  Range quoted_;      ///< the last text in quotes
  uint32_t end_ = 0;  ///< of the last part of the text that made something
};

}  // namespace vitrine::json
