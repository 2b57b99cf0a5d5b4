// A response's list of objects, or its CSV, as a table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "app/view/context.h"

namespace vitrine::view {

/// Larger bodies have no table: all of it is looked at.
inline constexpr std::size_t kMostTableBytes = 8u << 20;

/// The records of a table and the names of its columns; made once for a text.
struct BodyTable {
  std::uint64_t key = 0;
  std::vector<std::string> columns;
  /// Where each record begins: the first row of an element, or a byte of CSV; one more for the end.
  std::vector<std::uint32_t> records;
  char separator = 0;  ///< of CSV
  bool cut = false;    ///< there are more records or columns
};

/// Whether the body can be shown as a table. CSV is not read for that.
bool has_response_table(const Context& context, const session::Exchange& exchange);
/// Whether it could, were it smaller.
bool is_too_large_for_table(const session::Exchange& exchange);
void response_table(const Context& context, const session::Exchange& exchange);

}  // namespace vitrine::view
