#include "server/api/front/coded_texts.h"

#include <cstdint>
#include <utility>

#include "server/api/front/compress.h"
#include "server/api/http/conditional.h"
#include "server/api/http/negotiation.h"

namespace vitrine {

namespace {

constexpr std::uint64_t kLeastBytes = 1024;
constexpr std::uint64_t kMostBytes = 64u << 20;

struct Coding {
  std::string_view name;
  std::optional<std::string> (*compress)(std::string_view);
};
/// The smaller one first.
constexpr Coding kCodings[] = {{"br", brotli}, {"gzip", gzip}};

}  // namespace

void CodedTexts::apply(const std::string& name, const Request& request, Response& response) {
  const std::uint64_t size = response.file ? response.file->size() : response.text().size();
  if (size < kLeastBytes || size > kMostBytes) return;
  add_vary(response.headers, "Accept-Encoding");
  const std::string accepted = request.headers.joined("Accept-Encoding");
  const std::string version = response.headers.joined("ETag");
  const std::lock_guard lock(mutex_);
  Text& text = texts_[name];
  if (text.version != version) text = {version, {}};
  for (const Coding& coding : kCodings) {
    if (!accepts_encoding(accepted, coding.name)) continue;
    const auto [form, added] = text.forms.try_emplace(coding.name);
    if (added) {
      const std::string read = response.file ? response.file->read_all() : std::string();
      const std::string_view bytes = response.file ? std::string_view(read) : response.text();
      // A file may become another while it is read.
      if (bytes.size() != size) {
        text.forms.erase(form);
        return;
      }
      auto made = coding.compress(bytes);
      if (made && made->size() < size) form->second = std::move(*made);
    }
    if (form->second.empty()) continue;
    response.body = form->second;
    response.static_body = {};
    response.file.reset();
    response.headers.set("Content-Encoding", std::string(coding.name));
    response.headers.set("ETag", coded_tag(version, coding.name));
    return;
  }
}

}  // namespace vitrine
