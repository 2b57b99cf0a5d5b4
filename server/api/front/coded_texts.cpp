#include "server/api/front/coded_texts.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>

#include "server/api/front/compress.h"
#include "server/api/front/content_coding.h"
#include "server/api/http/negotiation.h"

namespace vitrine {

namespace {

constexpr std::uint64_t kLeastBytes = 1024;
constexpr std::uint64_t kMostBytes = 64u << 20;

/// More are forgotten: an API below many root paths has a document for each.
constexpr std::size_t kMostTexts = 1000;

struct Coding {
  std::string_view name;
  std::optional<std::string> (*compress)(std::string_view);
};
/// The smaller one first.
constexpr Coding kCodings[] = {{"br", brotli}, {"gzip", gzip}};

/// Empty where it does not become smaller.
std::string compressed(const Coding& coding, const Response& response, std::uint64_t size) {
  const std::string read = response.file ? response.file->read_all() : std::string();
  const std::string_view bytes = response.file ? std::string_view(read) : response.text();
  // A file may become another while it is read.
  if (bytes.size() != size) return {};
  std::string made = coding.compress(bytes).value_or(std::string());
  if (made.size() >= size) return {};
  // It had room for what the text could have become.
  made.shrink_to_fit();
  return made;
}

}  // namespace

struct CodedTexts::Text {
  /// Requests for it wait while it is made; others do not.
  struct Form {
    std::once_flag made;
    std::string bytes;
  };
  std::string version;
  std::array<Form, std::size(kCodings)> forms;
};

std::shared_ptr<CodedTexts::Text> CodedTexts::text_of(const std::string& name,
                                                      const std::string& version) {
  const std::lock_guard lock(mutex_);
  if (texts_.size() >= kMostTexts && !texts_.contains(name)) texts_.clear();
  std::shared_ptr<Text>& text = texts_[name];
  if (!text || text->version != version) {
    text = std::make_shared<Text>();
    text->version = version;
  }
  return text;
}

void CodedTexts::apply(const std::string& name, const Request& request, Response& response) {
  if (response.status == 304) return add_vary(response.headers, "Accept-Encoding");
  const std::uint64_t size = response.file ? response.file->size() : response.text().size();
  if (size < kLeastBytes || size > kMostBytes) return;
  add_vary(response.headers, "Accept-Encoding");
  const std::string accepted = request.headers.joined("Accept-Encoding");
  const std::string version = response.headers.joined("ETag");
  for (std::size_t at = 0; at < std::size(kCodings); ++at) {
    const Coding& coding = kCodings[at];
    if (!accepts_encoding(accepted, coding.name)) continue;
    const std::shared_ptr<Text> text = text_of(name, version);
    Text::Form& form = text->forms[at];
    std::call_once(form.made, [&] { form.bytes = compressed(coding, response, size); });
    if (form.bytes.empty()) continue;
    return become_coded(response, coding.name, form.bytes);
  }
}

}  // namespace vitrine
