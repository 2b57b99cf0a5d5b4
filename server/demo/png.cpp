#include "server/demo/png.h"

#include <string_view>
#include <utility>

namespace vitrine::demo {

namespace {

void append_number(std::string& to, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) to += static_cast<char>(number >> shift);
}

std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = ~0u;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (crc & 1 ? 0xEDB88320u : 0);
  }
  return ~crc;
}

std::uint32_t adler32(std::string_view bytes) {
  std::uint32_t low = 1;
  std::uint32_t high = 0;
  for (const char byte : bytes) {
    low = (low + static_cast<unsigned char>(byte)) % 65521;
    high = (high + low) % 65521;
  }
  return high << 16 | low;
}

/// PNG §5.3
void append_chunk(std::string& to, std::string_view name, std::string_view data) {
  append_number(to, static_cast<std::uint32_t>(data.size()));
  const std::string both = std::string(name) + std::string(data);
  to += both;
  append_number(to, crc32(both));
}

/// One block of deflate with the fixed codes (RFC 1951 §3.2.6). The only matches it makes repeat
/// the byte before.
class Deflate {
 public:
  std::string write(std::string_view bytes) {
    put(0b011, 3);
    for (std::size_t i = 0; i < bytes.size();) {
      literal(static_cast<unsigned char>(bytes[i]));
      std::size_t run = 0;
      while (i + 1 + run < bytes.size() && bytes[i + 1 + run] == bytes[i]) ++run;
      i += 1 + run - repeat(run);
    }
    code(0, 7);
    if (count_ > 0) put(0, 8 - count_);
    return std::move(out_);
  }

 private:
  /// Writes as much of a run as makes matches and returns the rest.
  std::size_t repeat(std::size_t run) {
    for (; run >= 258; run -= 258) match(285);
    for (; run >= 10; run -= 10) match(264);
    if (run < 3) return run;
    match(257 + run - 3);
    return 0;
  }
  void match(std::size_t length_code) {
    if (length_code < 280) {
      code(static_cast<std::uint32_t>(length_code - 256), 7);
    } else {
      code(static_cast<std::uint32_t>(0xC0 + length_code - 280), 8);
    }
    code(0, 5);
  }
  void literal(unsigned char byte) {
    if (byte < 144) {
      code(0x30u + byte, 8);
    } else {
      code(0x190u + byte - 144u, 9);
    }
  }
  /// Codes begin with their highest bit, all else with its lowest.
  void code(std::uint32_t bits, int count) {
    while (count-- > 0) put(bits >> count & 1, 1);
  }
  void put(std::uint32_t bits, int count) {
    for (int i = 0; i < count; ++i) {
      byte_ |= (bits >> i & 1) << count_;
      if (++count_ == 8) {
        out_ += static_cast<char>(byte_);
        byte_ = 0;
        count_ = 0;
      }
    }
  }

  std::string out_;
  std::uint32_t byte_ = 0;
  int count_ = 0;
};

}  // namespace

std::string write_png(std::uint32_t width, std::uint32_t height, const std::vector<Colour>& palette,
                      const std::vector<std::uint8_t>& pixels) {
  std::string rows;
  for (std::uint32_t y = 0; y < height; ++y) {
    // Each row as the difference to the one above: plain areas become zeros (PNG §9.2, Up).
    rows += '\2';
    for (std::uint32_t x = 0; x < width; ++x) {
      const std::size_t at = std::size_t{y} * width + x;
      const int above = y > 0 ? pixels[at - width] : 0;
      rows += static_cast<char>(pixels[at] - above);
    }
  }
  std::string data = "\x78\x01";
  data += Deflate().write(rows);
  append_number(data, adler32(rows));

  std::string header;
  append_number(header, width);
  append_number(header, height);
  // Eight bits a pixel, by palette, not interlaced.
  header += std::string("\x08\x03\0\0\0", 5);
  std::string colours;
  for (const Colour& colour : palette) {
    for (const std::uint8_t part : {colour.red, colour.green, colour.blue}) {
      colours += static_cast<char>(part);
    }
  }
  std::string file = "\x89PNG\r\n\x1a\n";
  append_chunk(file, "IHDR", header);
  append_chunk(file, "PLTE", colours);
  append_chunk(file, "IDAT", data);
  append_chunk(file, "IEND", "");
  return file;
}

}  // namespace vitrine::demo
