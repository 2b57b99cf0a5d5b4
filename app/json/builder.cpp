#include "app/json/builder.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "app/json/pointer.h"
#include "app/json/unescape.h"
#include "app/text/utf8.h"

namespace vitrine::json {
namespace {

constexpr auto kStringKind = static_cast<uint32_t>(Type::string);
constexpr auto kNumberKind = static_cast<uint32_t>(Type::number);

/// Whether the bytes first to last lie in two segments of the text.
bool straddles(uint32_t first, uint32_t last) {
  return first / Segmented<char>::kSegmentSize != last / Segmented<char>::kSegmentSize;
}

uint64_t kind_bit(std::string_view key) {
  if (key.empty()) return 1;
  const auto first = static_cast<unsigned char>(key.front());
  const auto last = static_cast<unsigned char>(key.back());
  const auto middle = static_cast<unsigned char>(key[key.size() / 2]);
  return uint64_t{1} << ((key.size() * 5 + first * 3u + last * 11u + middle * 7u) & 63);
}

}  // namespace

Builder::Builder() : storage_(std::make_unique<Storage>()) {}

std::string_view Builder::append(std::string_view bytes) {
  assert(!bytes.empty());
  const auto [place, free] = storage_->text.room();
  const auto size = static_cast<uint32_t>(std::min<size_t>(free, bytes.size()));
  std::memcpy(place, bytes.data(), size);
  storage_->text.commit(size);
  return {place, size};
}

void Builder::cut(uint32_t size) { storage_->text.truncate(size); }

std::string_view Builder::piece(uint32_t offset) const {
  constexpr uint32_t kSegment = Segmented<char>::kSegmentSize;
  const uint32_t end = std::min(text_size(), (offset / kSegment + 1) * kSegment);
  return {&storage_->text[offset], end - offset};
}

bool Builder::spells(Range range, std::string_view content) const {
  if (range.size() != content.size()) return false;
  while (!content.empty()) {
    const std::string_view part = piece(range.begin).substr(0, content.size());
    if (content.substr(0, part.size()) != part) return false;
    content.remove_prefix(part.size());
    range.begin += static_cast<uint32_t>(part.size());
  }
  return true;
}

std::string Builder::text(Range range) const {
  std::string out(range.size(), '\0');
  copy(range, out.data());
  return out;
}

void Builder::copy(Range range, char* out) const {
  while (range.begin < range.end) {
    const std::string_view part = piece(range.begin).substr(0, range.size());
    std::memcpy(out, part.data(), part.size());
    out += part.size();
    range.begin += static_cast<uint32_t>(part.size());
  }
}

void Builder::push_text(uint32_t kind, Range token, Quoting quoting) {
  const uint32_t quotes = quoting == Quoting::quoted ? 1 : 0;
  const Range content{token.begin + quotes, token.end - quotes};
  if (content.size() > 1 && straddles(content.begin, content.end - 1)) {
    const auto [offset, place] = storage_->pool.allocate(content.size());
    copy(content, place);
    storage_->pool.commit(content.size());
    push(kind, token, Cell::kPooled);
    storage_->cells.push_back({offset, content.size()});
    return;
  }
  push(kind, token, quotes ? Cell::kQuoted : 0);
}

void Builder::push_pooled(uint32_t kind, Range token, std::string_view content) {
  const auto size = static_cast<uint32_t>(content.size());
  const auto [offset, place] = storage_->pool.allocate(size);
  if (size) std::memcpy(place, content.data(), size);
  storage_->pool.commit(size);
  push(kind, token, Cell::kPooled);
  storage_->cells.push_back({offset, size});
}

void Builder::push_escaped(uint32_t kind, Range token, Range content, uint32_t invalid) {
  const uint32_t longer = 2 * invalid;
  const auto [offset, place] = storage_->pool.allocate(content.size() + longer);
  copy(content, place + longer);
  const auto size =
      static_cast<uint32_t>(unescape({place + longer, content.size()}, invalid, place));
  storage_->pool.commit(size);
  push(kind, token, Cell::kPooled);
  storage_->cells.push_back({offset, size});
}

void Builder::key_follows() {
  ++nodes_;
  Frame& frame = frames_.back();
  if (frame.key != 0) member_complete(frame, frame.key);
  frame.key = storage_->cells.size();
}

void Builder::key(Range token, Quoting quoting) {
  key_follows();
  push_text(Cell::kKey, token, quoting);
}

void Builder::key(Range token, std::string_view decoded) {
  key_follows();
  push_pooled(Cell::kKey, token, decoded);
}

void Builder::escaped_key(Range token, Range content, uint32_t invalid) {
  key_follows();
  push_escaped(Cell::kKey, token, content, invalid);
}

void Builder::string(Range token, Quoting quoting) {
  value_follows();
  push_text(kStringKind, token, quoting);
}

void Builder::string(Range token, std::string_view decoded) {
  value_follows();
  push_pooled(kStringKind, token, decoded);
}

void Builder::escaped_string(Range token, Range content, uint32_t invalid) {
  value_follows();
  push_escaped(kStringKind, token, content, invalid);
}

void Builder::number(Range token) {
  value_follows();
  push_text(kNumberKind, token, Quoting::bare);
}

void Builder::number(Range token, std::string_view lexeme) {
  value_follows();
  push_pooled(kNumberKind, token, lexeme);
}

void Builder::null(Range token) {
  value_follows();
  push(static_cast<uint32_t>(Type::null), token, 0);
}

void Builder::boolean(Range token, bool value) {
  value_follows();
  push(static_cast<uint32_t>(Type::boolean), token, value ? Cell::kTrue : 0);
}

void Builder::value(const Document& other) {
  const Storage& from = *other.storage_;
  std::vector<uint32_t> ends;
  for (uint32_t cell = 0; cell < from.cells.size();) {
    const Cell head = from.cells[cell];
    if (head.is_container()) {
      begin(static_cast<Type>(head.kind()), 0);
      ends.push_back(from.cells[cell + 1].a);
      cell += 2;
    } else {
      head.kind() == Cell::kKey ? key_follows() : value_follows();
      if (head.is(Type::null) || head.is(Type::boolean)) {
        push(head.kind(), {}, head.b & Cell::kTrue);
      } else {
        push_pooled(head.kind(), {}, from.view(cell));
      }
      cell = from.next(cell);
    }
    for (; !ends.empty() && ends.back() == cell; ends.pop_back()) end(0);
  }
}

bool Builder::is_string(uint32_t cell) const {
  const uint32_t kind = storage_->cells[cell].kind();
  return kind == kStringKind || kind == Cell::kKey;
}

bool Builder::is_open(uint32_t cell) const {
  return storage_->cells[cell].is_container() && storage_->cells[cell + 1].a == 0;
}

/// Takes the value from the quota, if there is as much left.
bool Builder::fits(uint32_t cell, Quota& quota) const {
  const uint32_t end = storage_->next(cell);
  if (end - cell > quota.cells) return false;
  quota.cells -= end - cell;
  std::vector<uint32_t> open;
  while (cell < end) {
    while (!open.empty() && open.back() <= cell) open.pop_back();
    const Cell head = storage_->cells[cell];
    if (!head.is_container()) {
      if (head.is(Type::string) || head.is(Type::number) || head.kind() == Cell::kKey) {
        const size_t size = storage_->view(cell).size();
        if (size > quota.bytes) return false;
        quota.bytes -= static_cast<uint32_t>(size);
      }
      cell = storage_->next(cell);
      continue;
    }
    open.push_back(storage_->next(cell));
    if (depth() + open.size() > quota.depth) return false;
    cell += 2;
  }
  return true;
}

bool Builder::repeat(uint32_t cell, Quota& quota) {
  if (!fits(cell, quota)) return false;
  value_follows();
  const uint32_t copy = storage_->cells.size();
  copy_cells(cell, storage_->next(cell));
  // A key that had an anchor is a string elsewhere.
  Cell& head = storage_->cells[copy];
  if (head.kind() == Cell::kKey) head.b = (head.b & ~(7u << 29)) | kStringKind << 29;
  return true;
}

bool Builder::has_member(const Frame& frame, std::string_view key) const {
  if (frame.index != kNoIndex) return storage_->indexes[frame.index].find(*storage_, key) != 0;
  if (!(frame.seen & kind_bit(key))) return false;
  const uint32_t end = storage_->cells.size();
  for (uint32_t cell = frame.cell + 2; cell < end; cell = storage_->next(storage_->next(cell))) {
    if (storage_->view(cell) == key) return true;
  }
  return false;
}

bool Builder::merge(uint32_t cell, Quota& quota) {
  Frame& frame = frames_.back();
  if (frame.key != 0) member_complete(frame, frame.key);
  frame.key = 0;
  const uint32_t end = storage_->next(cell);
  for (uint32_t key = cell + 2; key < end;) {
    const uint32_t value = storage_->next(key);
    const uint32_t after = storage_->next(value);
    // Members that are there already cost something as well: they have been looked for.
    const std::string_view name = storage_->view(key);
    if (!quota.take(name)) return false;
    if (!has_member(frame, name)) {
      if (!fits(value, quota)) return false;
      const uint32_t copy = storage_->cells.size();
      key_follows();
      copy_cells(key, value);
      value_follows();
      copy_cells(value, after);
      frame.key = 0;
      member_complete(frame, copy);
    }
    key = after;
  }
  return true;
}

/// Appends copies of the cells from `begin` to `end`, which are whole values or keys.
void Builder::copy_cells(uint32_t begin, uint32_t end) {
  const uint32_t offset = storage_->cells.size() - begin;
  std::vector<uint32_t> indexed;
  for (uint32_t cell = begin; cell < end;) {
    const Cell head = storage_->cells[cell];
    storage_->cells.push_back(head);
    if (head.is_container()) {
      Cell second = storage_->cells[cell + 1];
      second.a += offset;
      storage_->cells.push_back(second);
      if (head.is(Type::object) && head.has(Cell::kIndexed)) indexed.push_back(cell + offset);
      cell += 2;
      continue;
    }
    if (head.has(Cell::kPooled)) {
      const Cell second = storage_->cells[cell + 1];
      storage_->cells.push_back(second);
    }
    cell = storage_->next(cell);
  }
  for (const uint32_t object : indexed) {
    const uint32_t members = storage_->indexes[storage_->cells[object].size()].members;
    const uint32_t index = make_index(object, storage_->cells[object + 1].a);
    storage_->indexes[index].members = members;
    Cell& head = storage_->cells[object];
    head.b = (head.b & ~Cell::kSizeMask) | index;
  }
}

void Builder::drop_key() {
  Frame& frame = frames_.back();
  if (frame.key == 0 || storage_->next(frame.key) != storage_->cells.size()) return;
  storage_->cells.truncate(frame.key);
  frame.key = 0;
}

void Builder::begin(Type container, uint32_t offset) {
  value_follows();
  Frame frame;
  frame.cell = storage_->cells.size();
  frame.type = container;
  frames_.push_back(frame);
  storage_->cells.push_back({offset, Cell::tag(container)});
  storage_->cells.push_back({0, 0});
}

void Builder::end(uint32_t offset) {
  Frame& frame = frames_.back();
  if (frame.key != 0) member_complete(frame, frame.key);
  Cell& cell = storage_->cells[frame.cell];
  if (frame.index != kNoIndex) {
    storage_->indexes[frame.index].members = frame.values;
    cell.b |= Cell::kIndexed | frame.index;
  } else {
    cell.b |= frame.values;
  }
  storage_->cells[frame.cell + 1] = {storage_->cells.size(), offset};
  frames_.pop_back();
}

/// Compares a member's key with the ones before it. Only when its value is there: a key without
/// one is dropped at the end of the text and must not be in an index.
void Builder::member_complete(Frame& frame, uint32_t key) {
  if (frame.index != kNoIndex) {
    if (storage_->indexes[frame.index].insert(*storage_, key)) note_duplicate(frame, key);
    return;
  }
  const uint64_t bit = kind_bit(storage_->view(key));
  if ((frame.seen & bit) && is_duplicate(frame, key)) note_duplicate(frame, key);
  frame.seen |= bit;
  if (frame.values > kWideObject) frame.index = make_index(frame.cell, storage_->cells.size());
}

bool Builder::is_duplicate(const Frame& frame, uint32_t key) const {
  const std::string_view added = storage_->view(key);
  uint32_t cell = frame.cell + 2;
  while (cell < key) {
    if (storage_->view(cell) == added) return true;
    cell = storage_->next(storage_->next(cell));
  }
  return false;
}

/// Indexes the members of an object, whose cells end at `end`.
uint32_t Builder::make_index(uint32_t object, uint32_t end) {
  KeyIndex index;
  for (uint32_t cell = object + 2; cell < end; cell = storage_->next(storage_->next(cell))) {
    index.insert(*storage_, cell);
  }
  storage_->indexes.push_back(std::move(index));
  return static_cast<uint32_t>(storage_->indexes.size() - 1);
}

void Builder::note_duplicate(Frame& frame, uint32_t key) {
  storage_->cells[frame.cell].b |= Cell::kDuplicates;
  if (problems_.size() >= kMaxProblems) return;
  problem(Severity::loss, storage_->cells[key].a,
          "The name \"" + text::shortened(storage_->view(key), 60) +
              "\" is there twice and only the last one counts; remove or rename one");
  problems_.back().problem.pointer = pointer_to(key);
}

std::string Builder::pointer_to(uint32_t key) const {
  constexpr size_t kMaxBytes = 4096;
  std::string pointer;
  for (size_t i = 0; i + 1 < frames_.size() && pointer.size() < kMaxBytes; ++i) {
    if (frames_[i].type == Type::array) {
      json::append(pointer, size_t{frames_[i].values} - 1);
    } else {
      json::append(pointer, storage_->view(frames_[i].key));
    }
  }
  json::append(pointer, storage_->view(key));
  return pointer.size() < kMaxBytes ? pointer : std::string();
}

void Builder::problem(Severity severity, uint32_t offset, std::string message) {
  const bool first_violation = severity == Severity::violation && !violated_;
  if (problems_.size() >= kMaxProblems && !first_violation) return;
  violated_ = violated_ || severity == Severity::violation;
  problems_.push_back({offset, {{std::move(message), {}, {}}, severity}});
}

void Builder::fatal(uint32_t offset, std::string message) {
  if (problems_.size() >= kMaxProblems) problems_.pop_back();
  problem(Severity::violation, offset, std::move(message));
}

Builder::Built Builder::finish() && {
  while (!frames_.empty()) {
    drop_key();
    end(text_size());
  }
  std::stable_sort(problems_.begin(), problems_.end(),
                   [](const Problem& a, const Problem& b) { return a.offset < b.offset; });
  Built built;
  for (auto& [offset, problem] : problems_) {
    problem.position = storage_->lines.position(storage_->text, offset);
    if (problem.severity == Severity::violation && !built.error) built.error = problem;
    storage_->problems.push_back(std::move(problem));
  }
  built.document = Document(std::move(storage_));
  return built;
}

}  // namespace vitrine::json
