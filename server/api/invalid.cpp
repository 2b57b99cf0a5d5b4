#include "server/api/invalid.h"

namespace vitrine {

void Invalid::add_within(std::string_view place, const Invalid& inner) {
  for (Entry entry : inner.entries_) {
    if (!entry.in) entry.pointer.insert(0, place);
    entries_.push_back(std::move(entry));
  }
}

const char* Invalid::what() const noexcept {
  return entries_.empty() ? "nothing is invalid" : entries_.front().message.en.c_str();
}

}  // namespace vitrine
