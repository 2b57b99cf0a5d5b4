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
#include "app/json/yaml_parser.h"

namespace vitrine::json {

/// YAML 1.2 made into a Document by the core schema (§10.3). Keys are their
/// text, whatever it looks like: `200:` is "200". An alias is a copy of what its anchor names, and
/// `<<` merges such mappings, as people expect since YAML 1.1; both are bounded by the number of
/// values they add and by the text of these. Of several documents the first is read. Work is linear
/// in the text and in what aliases add; no recursion.
class YamlReader final : private YamlSink {
 public:
  /// Values and keys that aliases may add, where the limits allow as many.
  static constexpr uint32_t kMaxAliased = 1u << 19;
  /// Bytes that their texts may have.
  static constexpr uint32_t kMaxAliasedBytes = 1u << 24;

  explicit YamlReader(Limits limits);
  ~YamlReader();

  /// Keeps the bytes, which are UTF-8 or nearly so.
  void feed(std::string_view bytes);
  /// After the last byte: goes on for about `budget` bytes of the text, at least one step; true
  /// when all is done.
  bool digest(size_t budget);
  Reading finish() &&;

 private:
  struct Frame {
    bool mapping = false;
    /// The value of a mapping's key comes next.
    bool value_next = false;
    /// The list after `<<`: nothing of it goes to the builder.
    bool merges = false;
    /// The first of the objects in sources_ to be merged into this mapping.
    uint32_t first_source = 0;
  };

  // The text (yaml_text.cpp).
  void clean(std::string_view bytes, bool at_end);
  void store(std::string_view text);
  void note_mark(uint32_t at);

  // Events (yaml_reader.cpp).
  void handle(const YamlEvent& event) override;
  void drop_key() override;
  void begin(const YamlEvent& event);
  void end(const YamlEvent& event);
  void scalar(const YamlEvent& event);
  void key(const YamlEvent& event);
  void value(const YamlEvent& event);
  void alias(const YamlEvent& event);
  void merge_sources(uint32_t first);
  bool pass_over(const YamlEvent& event);
  void refuse_key(uint32_t at, bool collection);
  void not_merged(uint32_t at);
  void note_anchor(const YamlEvent& event);
  void note_tag(const YamlEvent& event);
  bool expects_key() const;
  void value_done();
  bool has_room(uint32_t at);
  void too_deep(uint32_t at);
  void complain(TextProblem::Severity severity, uint32_t at, std::string message) override;
  void too_many_aliases(uint32_t at);
  void fatal(uint32_t at, std::string message);

  Limits limits_;
  Builder builder_;
  bool done_ = false;
  std::string unfinished_;  ///< the beginning of a UTF-8 sequence
  std::optional<YamlParser> parser_;

  std::vector<Frame> frames_;
  std::vector<uint32_t> sources_;
  std::map<std::string, uint32_t, std::less<>> anchors_;  ///< to cells
  bool merge_next_ = false;                               ///< after `<<`,
  Range merge_key_;                                       ///< which stands there
  uint32_t open_passed_over_ = 0;
  bool pass_over_value_ = false;
  Builder::Quota quota_;
  bool aliases_told_ = false;
  std::string key_anchor_;  ///< that of the last key
  bool violated_ = false;
  bool mark_told_ = false;  ///< a byte order mark inside the text was reported
  uint32_t end_ = 0;        ///< of the last part of the text that made something
};

}  // namespace vitrine::json
