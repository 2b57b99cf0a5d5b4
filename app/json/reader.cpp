#include "app/json/reader.h"

#include <algorithm>
#include <utility>

#include "app/json/tokenizer.h"

namespace vitrine::json {

Reader::Reader(Limits limits) : tokenizer_(std::make_unique<Tokenizer>(limits)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

size_t Reader::feed(std::string_view bytes, size_t budget) {
  const size_t taken = std::min(bytes.size(), budget);
  tokenizer_->feed(bytes.substr(0, taken));
  return taken;
}

Status Reader::status() const { return tokenizer_->status(); }

std::string_view Reader::piece(uint32_t offset) const { return tokenizer_->piece(offset); }

uint32_t Reader::stopped_at() const { return tokenizer_->stopped_at(); }

Reading Reader::finish() && { return std::move(*tokenizer_).finish(); }

Reading read(std::string_view text, Limits limits) {
  Reader reader(limits);
  reader.feed(text);
  return std::move(reader).finish();
}

}  // namespace vitrine::json
