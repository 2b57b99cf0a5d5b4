// A document: its text, its values and what is wrong with it.
#include "app/json/document.h"

#include <algorithm>
#include <cassert>

#include "app/json/storage.h"

namespace vitrine::json {

std::string_view type_name(Type type) {
  constexpr std::string_view kNames[] = {"null", "boolean", "number", "string", "array", "object"};
  return kNames[static_cast<size_t>(type)];
}

uint32_t Storage::find(uint32_t object, std::string_view key) const {
  const Cell head = cells[object];
  if (head.has(Cell::kIndexed)) return indexes[head.size()].find(*this, key);
  const uint32_t end = cells[object + 1].a;
  uint32_t found = 0;
  for (uint32_t cell = object + 2, value; cell < end; cell = next(value)) {
    const Cell at = cells[cell];
    const bool pooled = at.has(Cell::kPooled);
    value = cell + (pooled ? 2 : 1);
    // Most keys differ in their length.
    const uint32_t size = pooled ? cells[cell + 1].b : at.size() - 2 * at.has(Cell::kQuoted);
    if (size != key.size() || view(cell) != key) continue;
    found = cell;
    if (!head.has(Cell::kDuplicates)) break;
  }
  return found;
}

Document::Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Document::Document(std::unique_ptr<Storage> storage) : storage_(std::move(storage)) {}

Value Document::root() const {
  return storage_ && !storage_->cells.empty() ? Value(this, 0) : Value();
}

Value Document::value(uint32_t id) const {
  assert(storage_ && id < storage_->cells.size());
  return {this, id};
}

uint32_t Document::text_size() const { return storage_ ? storage_->text.size() : 0; }

std::string Document::text(Range range) const {
  std::string out;
  range.end = std::min(range.end, text_size());
  if (range.begin >= range.end) return out;
  out.reserve(range.size());
  constexpr uint32_t kSegment = Segmented<char>::kSegmentSize;
  while (range.begin < range.end) {
    const uint32_t end = std::min(range.end, (range.begin / kSegment + 1) * kSegment);
    out.append(&storage_->text[range.begin], end - range.begin);
    range.begin = end;
  }
  return out;
}

Position Document::position(uint32_t offset) const {
  if (!storage_) return {1, 1};
  return storage_->lines.position(storage_->text, std::min(offset, text_size()));
}

const std::vector<TextProblem>& Document::problems() const {
  static const std::vector<TextProblem> kNone;
  return storage_ ? storage_->problems : kNone;
}

size_t Document::memory_bytes() const {
  if (!storage_) return sizeof(*this);
  size_t total = sizeof(*this) + sizeof(Storage) + storage_->text.memory_bytes() +
                 storage_->cells.memory_bytes() + storage_->pool.memory_bytes() +
                 storage_->lines.memory_bytes() + storage_->indexes.capacity() * sizeof(KeyIndex) +
                 storage_->problems.capacity() * sizeof(TextProblem);
  for (const KeyIndex& index : storage_->indexes) total += index.memory_bytes();
  for (const TextProblem& problem : storage_->problems) {
    total += problem.message.capacity() + problem.pointer.capacity();
  }
  return total;
}

}  // namespace vitrine::json
