// Writes a document as YAML.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/document.h"

namespace vitrine::json {

/// The value as YAML in block style, members in order, numbers as spelled. Texts are plain where
/// readers of YAML 1.2 and of 1.1 take them for texts, those of several lines stand after `|`, and
/// all others in double quotes. An absent value gives "".
std::string yaml(Value value);

/// The same a piece at a time. The value's document must stay. No recursion.
class YamlWriter {
 public:
  explicit YamlWriter(Value root) : root_(root) {}

  /// Appends about `bytes`; true when that was all.
  bool step(std::string& out, size_t bytes);

 private:
  struct Open {
    bool is_object;
    bool beside;    ///< the next entry stands on the line that has begun
    size_t indent;  ///< of its entries
    Members::iterator member;
    Members::iterator members_end;
    Elements::iterator element;
    Elements::iterator elements_end;
  };
  enum class After { nothing, key, dash };

  void put(std::string& out, Value value, After after, size_t indent);

  Value root_;
  std::vector<Open> open_;
};

}  // namespace vitrine::json
