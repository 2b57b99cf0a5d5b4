#include "server/api/model/invalid.h"

#include <algorithm>

#include "app/json/pointer.h"

namespace vitrine {

void Invalid::add_within(std::string_view place, const Invalid& inner) {
  for (Entry entry : inner.entries_) {
    if (!entry.in) entry.pointer.insert(0, place);
    entries_.push_back(std::move(entry));
  }
}

void Invalid::add_within(openapi::Location in, std::string_view name, const Invalid& inner) {
  for (Entry entry : inner.entries_) {
    if (!entry.in) {
      entry.in = in;
      entry.name = name;
      if (name.empty() && !entry.pointer.empty()) {
        const std::size_t end = std::min(entry.pointer.find('/', 1), entry.pointer.size());
        const auto tokens = json::split(entry.pointer.substr(0, end));
        if (tokens) entry.name = tokens->front();
        entry.pointer.erase(0, end);
      }
    }
    entries_.push_back(std::move(entry));
  }
}

const char* Invalid::what() const noexcept {
  return entries_.empty() ? "nothing is invalid" : entries_.front().message.en.c_str();
}

}  // namespace vitrine
