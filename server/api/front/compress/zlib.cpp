#include <zlib.h>

#include <limits>
#include <utility>

#include "server/api/front/compress.h"

/// gzip by zlib.
namespace vitrine {

std::optional<std::string> gzip(std::string_view bytes) {
  constexpr int kWindowOfGzip = 15 + 16;
  constexpr int kMemory = 9;
  // zlib counts in 32 bits.
  if (bytes.size() > std::numeric_limits<uInt>::max() / 2) return std::nullopt;
  z_stream stream = {};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kWindowOfGzip, kMemory,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    return std::nullopt;
  }
  std::string made(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  // zlib reads through a pointer that is not const.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(made.data());
  stream.avail_out = static_cast<uInt>(made.size());
  const int status = deflate(&stream, Z_FINISH);
  made.resize(stream.total_out);
  deflateEnd(&stream);
  return status == Z_STREAM_END ? std::optional(std::move(made)) : std::nullopt;
}

}  // namespace vitrine
