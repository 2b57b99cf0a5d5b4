// The validation vocabulary: `uniqueItems` (JSON Schema Validation §6.4.3).
#include <algorithm>

#include "app/schema/equality.h"
#include "app/schema/keywords.h"
#include "app/schema/run.h"

namespace vitrine::schema {

namespace {

struct Item {
  std::uint64_t hash;
  std::size_t index;
  json::Value value;
};

/// Only items of the same hash are compared: linear in all but contrived cases, and those run out
/// of steps.
bool unique_items(const Keyword& keyword, Run& run, Frame& frame) {
  if (frame.type != json::Type::array || frame.instance.size() < 2) return true;
  const Charge charge = [&run](std::uint64_t steps) { return run.charge(steps); };
  std::vector<Item> items;
  items.reserve(frame.instance.size());
  for (const json::Value value : frame.instance.elements()) {
    items.push_back({hash(value, charge), items.size(), value});
    if (run.stopped()) return false;
  }
  std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.index < b.index;
  });
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (std::size_t j = i + 1; j < items.size() && items[j].hash == items[i].hash; ++j) {
      if (run.stopped()) return false;
      if (!equal(items[i].value, items[j].value, charge)) continue;
      return run.fail(frame, keyword.name, [&](Violation& violation) {
        add_number(violation, "first", items[i].index);
        add_number(violation, "second", items[j].index);
      });
    }
  }
  return true;
}

}  // namespace

void compile_unique_items(Build& build, const json::Value& value) {
  if (build.expect(value, json::Type::boolean) && value.boolean()) {
    build.add("uniqueItems", value, unique_items);
  }
}

}  // namespace vitrine::schema
