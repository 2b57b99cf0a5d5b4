// Texts by number, each kept once.
#include "app/search/terms.h"

#include <cstring>
#include <utility>

#include "app/text/hash.h"

namespace vitrine::search {
namespace {

constexpr size_t kFirstSlots = 256;

}  // namespace

uint32_t Terms::add(std::string_view text) {
  if (2 * texts_.size() >= slots_.size()) grow();
  size_t slot = text::hash(text) & (slots_.size() - 1);
  while (slots_[slot] != 0) {
    const uint32_t number = slots_[slot] - 1;
    if ((*this)[number] == text) return number;
    slot = (slot + 1) & (slots_.size() - 1);
  }
  const auto size = static_cast<uint32_t>(text.size());
  const auto [place, room] = pool_.allocate(size);
  if (size > 0) std::memcpy(room, text.data(), size);
  pool_.commit(size);
  texts_.push_back({place, size, 0});
  slots_[slot] = texts_.size();
  return texts_.size() - 1;
}

void Terms::grow() {
  std::vector<uint32_t> slots(slots_.empty() ? kFirstSlots : 2 * slots_.size());
  for (uint32_t number = 0; number < texts_.size(); ++number) {
    size_t slot = text::hash((*this)[number]) & (slots.size() - 1);
    while (slots[slot] != 0) slot = (slot + 1) & (slots.size() - 1);
    slots[slot] = number + 1;
  }
  slots_ = std::move(slots);
}

}  // namespace vitrine::search
