#include <brotli/encode.h>

#include <cstdint>
#include <utility>

#include "server/api/front/compress.h"

/// Brotli by its own library.
namespace vitrine {

std::optional<std::string> brotli(std::string_view bytes) {
  constexpr int kQuality = 5;
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  if (size == 0) return std::nullopt;
  std::string made(size, '\0');
  if (!BrotliEncoderCompress(kQuality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.size(),
                             reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                             reinterpret_cast<std::uint8_t*>(made.data()))) {
    return std::nullopt;
  }
  made.resize(size);
  return made;
}

}  // namespace vitrine
