#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "app/json/document.h"
#include "app/schema/message.h"
#include "app/schema/schema.h"

/// Reads the items of a body of JSON Lines.
namespace vitrine {

/// Cuts JSON Lines that come in pieces into items, and checks each. Throws BodyRefusal or Invalid.
class ItemReader {
 public:
  /// `item` gets each value that the schema accepts; false where its type cannot hold it. An
  /// Invalid that it throws gets the place of the item.
  ItemReader(std::shared_ptr<const schema::Schema> schema, schema::Language language,
             std::function<bool(json::Value)> item)
      : schema_(std::move(schema)), language_(language), item_(std::move(item)) {}

  void take(std::string_view piece);
  /// Reads a last line that no line break ends.
  void end();

 private:
  void read_line(std::string_view line);
  bool give(json::Value value, const std::string& place) const;

  const std::shared_ptr<const schema::Schema> schema_;
  const schema::Language language_;
  const std::function<bool(json::Value)> item_;
  /// The beginning of a line whose end has not come.
  std::string rest_;
  std::uint32_t line_ = 0;
  std::size_t items_ = 0;
};

}  // namespace vitrine
