// What a description says, by the places where it says it.
#include "app/search/index.h"

#include <algorithm>

#include "app/search/cutter.h"

namespace vitrine::search {
namespace {

/// Names are shown: beyond this they are data.
constexpr size_t kMostNameBytes = 200;
/// Of one text; a description of more is a book.
constexpr size_t kMostTextBytes = 1u << 18;
constexpr uint32_t kTermsUnseen = 1024;

}  // namespace

uint32_t Index::add(Kind kind, uint32_t parent, std::string_view name, json::Value source) {
  see_size();
  if (full_) return kNone;
  Entry entry;
  entry.kind = kind;
  entry.parent = parent;
  if (!name.empty()) entry.name = names_.add(name.substr(0, kMostNameBytes));
  const size_t document = source ? document_of(source.document()) : UINT16_MAX;
  if (document < UINT16_MAX) {
    entry.cell = source.id();
    entry.document = static_cast<uint16_t>(document);
  }
  entries_.push_back(entry);
  return entries_.size() - 1;
}

void Index::add_terms(Layer layer, uint32_t entry, std::string_view text, bool markup) {
  see_size();
  if (full_ || text.empty()) return;
  Bytes& to = layers_[static_cast<size_t>(layer)];
  const uint32_t mark = entry * kLayers + static_cast<uint32_t>(layer) + 1;
  Cutter cutter(text.substr(0, kMostTextBytes), markup);
  bool any = false;
  for (uint32_t count = 1; !full_ && cutter.next(); ++count) {
    if (count % kTermsUnseen == 0) see_size();
    const uint32_t term = terms_.add(cutter.term());
    if (!terms_.mark(term, mark)) continue;
    if (!any) write(to.bytes, entry - to.last);
    any = true;
    write(to.bytes, term + 1);
  }
  if (!any) return;
  write(to.bytes, 0);
  to.last = entry;
}

json::Value Index::source(const Entry& entry) const {
  if (entry.cell == kNone || entry.kind == Kind::heading) return {};
  return documents_[entry.document]->value(entry.cell);
}

size_t Index::memory_bytes() const {
  size_t bytes = entries_.memory_bytes() + names_.memory_bytes() + terms_.memory_bytes();
  for (const Bytes& layer : layers_) bytes += layer.bytes.memory_bytes();
  return bytes;
}

/// Seven bits a byte, the lowest first.
void Index::write(json::Segmented<unsigned char>& bytes, uint32_t number) {
  for (; number >= 0x80; number >>= 7) bytes.push_back(static_cast<unsigned char>(number | 0x80));
  bytes.push_back(static_cast<unsigned char>(number));
}

size_t Index::document_of(const json::Document* document) {
  const auto known = std::find(documents_.begin(), documents_.end(), document);
  if (known != documents_.end()) return static_cast<size_t>(known - documents_.begin());
  documents_.push_back(document);
  return documents_.size() - 1;
}

/// What is set aside has room for what is added until this is called again: tables that grow.
void Index::see_size() {
  constexpr size_t kSetAside = 1u << 20;
  if (memory_bytes() + std::min(kSetAside, most_bytes_ / 4) > most_bytes_) full_ = true;
}

bool Index::Run::next() {
  if (at_ >= bytes_.size()) return false;
  entry_ += number();
  terms_.clear();
  while (const uint32_t term = number()) terms_.push_back(term - 1);
  return true;
}

uint32_t Index::Run::number() {
  uint32_t value = 0;
  for (uint32_t shift = 0;; shift += 7) {
    const uint32_t byte = bytes_[at_++];
    value |= (byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
}

}  // namespace vitrine::search
