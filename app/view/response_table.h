// A response's list of objects, or its CSV, as a table.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/view/context.h"

namespace vitrine::view {

/// The records of a table and the names of its columns; made once for a text.
struct BodyTable {
  std::uint64_t key = 0;
  std::vector<std::string> columns;
  /// Where each record begins: the first row of an element, or a byte of CSV; one more for the end.
  std::vector<std::uint32_t> records;
  char separator = 0;  ///< of CSV
};

/// Nothing in its columns where the body is none.
const BodyTable& response_table_of(const Context& context, const session::Exchange& exchange);
void response_table(const Context& context, const session::Exchange& exchange,
                    const BodyTable& table);

}  // namespace vitrine::view
