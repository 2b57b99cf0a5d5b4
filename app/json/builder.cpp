#include "app/json/builder.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "app/json/pointer.h"
#include "app/json/unescape.h"
#include "app/json/utf8.h"

namespace vitrine::json {
namespace {

constexpr auto kStringKind = static_cast<uint32_t>(Type::string);
constexpr auto kNumberKind = static_cast<uint32_t>(Type::number);

/// Whether the bytes first to last lie in two segments of the text.
bool straddles(uint32_t first, uint32_t last) {
  return first / Segmented<char>::kSegmentSize != last / Segmented<char>::kSegmentSize;
}

/// A key for a message: short, and cut between characters.
std::string shortened(std::string_view key) {
  constexpr size_t kMaxBytes = 60;
  if (key.size() <= kMaxBytes) return std::string(key);
  size_t size = kMaxBytes;
  while (size > 0 && (static_cast<unsigned char>(key[size]) & 0xC0) == 0x80) --size;
  return std::string(key.substr(0, size)) + "…";
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
  storage_->lines.extend(storage_->text);
  return {place, size};
}

void Builder::cut(uint32_t size) {
  storage_->text.truncate(size);
  storage_->lines.truncate(size);
}

std::string Builder::text(Range range) const {
  std::string out(range.size(), '\0');
  copy(range, out.data());
  return out;
}

void Builder::copy(Range range, char* out) const {
  while (range.begin < range.end) {
    const uint32_t segment_end =
        (range.begin / Segmented<char>::kSegmentSize + 1) * Segmented<char>::kSegmentSize;
    const uint32_t size = std::min(range.end, segment_end) - range.begin;
    std::memcpy(out, &storage_->text[range.begin], size);
    out += size;
    range.begin += size;
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
  if (frame.key != 0) member_complete(frame);
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
  if (frame.key != 0) member_complete(frame);
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
void Builder::member_complete(Frame& frame) {
  const uint32_t key = frame.key;
  if (frame.index != kNoIndex) {
    if (storage_->indexes[frame.index].insert(*storage_, key)) note_duplicate(frame, key);
    return;
  }
  const uint64_t bit = kind_bit(storage_->view(key));
  if ((frame.seen & bit) && is_duplicate(frame, key)) note_duplicate(frame, key);
  frame.seen |= bit;
  if (frame.values > kWideObject) frame.index = make_index(frame);
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

uint32_t Builder::make_index(const Frame& frame) {
  KeyIndex index;
  for (uint32_t cell = frame.cell + 2; cell <= frame.key;
       cell = storage_->next(storage_->next(cell))) {
    index.insert(*storage_, cell);
  }
  storage_->indexes.push_back(std::move(index));
  return static_cast<uint32_t>(storage_->indexes.size() - 1);
}

void Builder::note_duplicate(Frame& frame, uint32_t key) {
  storage_->cells[frame.cell].b |= Cell::kDuplicates;
  if (problems_.size() >= kMaxProblems) return;
  problem(Severity::doubt, storage_->cells[key].a,
          "The name \"" + shortened(storage_->view(key)) +
              "\" is there twice and only the last one counts; remove or rename one");
  problems_.back().error.pointer = pointer_to(key);
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
  problems_.push_back({offset, severity, {std::move(message), {}, {}}});
}

void Builder::fatal(uint32_t offset, std::string message) {
  if (problems_.size() >= kMaxProblems) problems_.pop_back();
  problem(Severity::violation, offset, std::move(message));
}

Builder::Built Builder::finish() && {
  while (!frames_.empty()) {
    Frame& frame = frames_.back();
    if (frame.key != 0 && storage_->next(frame.key) == storage_->cells.size()) {
      storage_->cells.truncate(frame.key);
      frame.key = 0;
    }
    end(text_size());
  }
  std::stable_sort(problems_.begin(), problems_.end(),
                   [](const Problem& a, const Problem& b) { return a.offset < b.offset; });
  Built built;
  for (Problem& problem : problems_) {
    problem.error.position = position(problem.offset);
    if (problem.severity == Severity::violation && !built.error) built.error = problem.error;
    storage_->problems.push_back(std::move(problem.error));
  }
  built.document = Document(std::move(storage_));
  return built;
}

}  // namespace vitrine::json
