#include "app/schema/pattern.h"

#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

#include "app/text/ascii.h"
#include "app/text/utf8.h"

extern "C" {
#include "libregexp.h"
}

namespace vitrine::schema {

namespace {

constexpr std::uint64_t kBlock = 10'000;  // states between two calls of lre_check_timeout
constexpr std::size_t kCompileBytes = 1 << 20;
constexpr std::size_t kSearchBytes = 16 << 20;
constexpr std::uintptr_t kStackBytes = 512 * 1024;
constexpr int kMaxCaptures = 255;

/// The steps and memory of one call of libregexp; its hooks below get it as `opaque`.
struct Allowance {
  std::size_t bytes_left;
  std::uint64_t blocks_left = 0;
  std::uint64_t blocks_used = 0;
  std::uintptr_t stack_base = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
};

/// Blocks remember their size, so that the allowance can be given back.
constexpr std::size_t kHeader = alignof(std::max_align_t);

void* reallocate(Allowance& allowance, void* pointer, std::size_t size) {
  char* block = pointer == nullptr ? nullptr : static_cast<char*>(pointer) - kHeader;
  std::size_t old_size = 0;
  if (block != nullptr) std::memcpy(&old_size, block, sizeof(old_size));
  if (size == 0) {
    allowance.bytes_left += old_size;
    std::free(block);
    return nullptr;
  }
  if (size > old_size && size - old_size > allowance.bytes_left) return nullptr;
  auto* grown = static_cast<char*>(std::realloc(block, size + kHeader));
  if (grown == nullptr) return nullptr;
  allowance.bytes_left = allowance.bytes_left + old_size - size;
  std::memcpy(grown, &size, sizeof(size));
  return grown + kHeader;
}

/// Groups within groups, as libregexp will recurse into them.
std::uint32_t nesting(std::string_view source) {
  std::uint32_t depth = 0;
  std::uint32_t deepest = 0;
  bool in_class = false;
  for (std::size_t i = 0; i < source.size(); ++i) {
    switch (source[i]) {
      case '\\':
        ++i;
        break;
      case '[':
        in_class = true;
        break;
      case ']':
        in_class = false;
        break;
      case '(':
        if (!in_class && ++depth > deepest) deepest = depth;
        break;
      case ')':
        if (!in_class && depth > 0) --depth;
        break;
      default:
        break;
    }
  }
  return deepest;
}

/// A class of an expression, from its `[` on.
struct ClassText {
  std::size_t size = 0;  ///< both brackets included
  bool empty = false;
  /// Has a nested class of other languages: `[:alpha:]`, `&&[`, `-[`.
  bool nests = false;
};

ClassText class_at(std::string_view text) {
  ClassText found;
  std::size_t i = text.starts_with("[^") ? 2 : 1;
  const std::size_t begin = i;
  for (; i < text.size() && text[i] != ']'; ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '[') {
      const char after = i + 1 < text.size() ? text[i + 1] : '\0';
      found.nests = found.nests || after == ':' || after == '.' || after == '=' ||
                    (i > begin && (text[i - 1] == '-' || text[i - 1] == '&'));
    }
  }
  found.empty = i == begin;
  found.size = i + 1;
  return found;
}

bool are_hex(std::string_view text, std::size_t count) {
  if (text.size() < count) return false;
  for (std::size_t i = 0; i < count; ++i) {
    if (!text::is_hex(text[i])) return false;
  }
  return true;
}

/// An escape that ECMA-262 only has as the letter itself (Annex B), so that it is meant to be
/// something else; `text` begins after the backslash. Outside unicode mode alone.
bool is_foreign_escape(std::string_view text) {
  constexpr std::string_view kLetters = "bBdDfnrsStvwW";
  const char letter = text.empty() ? '\0' : text.front();
  if (!text::is_alpha(letter) || kLetters.find(letter) != std::string_view::npos) return false;
  text.remove_prefix(1);
  if (letter == 'c') return text.empty() || !text::is_alpha(text.front());
  if (letter == 'k') return !text.starts_with('<');
  if (letter == 'x') return !are_hex(text, 2);
  return letter != 'u' || !are_hex(text, 4);
}

/// Whether outside unicode mode the expression would mean something unintended: there
/// `\A` is the letter A, `[[:alpha:]]` a class of seven characters and a bracket, `a{,3}` text, and
/// what begins with `[]` never matches.
bool is_foreign(std::string_view source) {
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source[i] == '\\') {
      if (is_foreign_escape(source.substr(++i))) return true;
    } else if (source[i] == '[') {
      const ClassText found = class_at(source.substr(i));
      if (found.size > source.size() - i) return false;  // it never ends
      if (found.empty || (found.nests && source.substr(i + found.size, 1) == "]")) return true;
      for (std::size_t at = i + 1; at + 1 < i + found.size && at < source.size(); ++at) {
        if (source[at] == '\\' && is_foreign_escape(source.substr(++at))) return true;
      }
      i += found.size - 1;
    } else if (source[i] == '{' && source.substr(i + 1, 1) == ",") {
      std::size_t digit = i + 2;
      while (digit < source.size() && text::is_digit(source[digit])) ++digit;
      if (digit > i + 2 && source.substr(digit, 1) == "}") return true;
    }
  }
  return false;
}

/// Properties of Unicode that ECMA-262 does not have (its table 69).
constexpr std::string_view kNoProperties[] = {
    "IDS_Unary_Operator",      "IDSU", "Modifier_Combining_Mark", "MCM", "ID_Compat_Math_Start",
    "ID_Compat_Math_Continue", "InCB",
};

/// The extension of ECMA-262's syntax that libregexp takes in unicode mode; nullptr for none.
const char* extension_in(std::string_view source) {
  for (std::size_t i = 0; i + 1 < source.size(); ++i) {
    if (source[i] != '\\') continue;
    const std::string_view escape = source.substr(++i);
    if (escape.starts_with("x{")) return "\\x{ is no escape; a code point is written \\u{";
    // A property without the value that its `=` announces.
    if (!escape.starts_with("p{") && !escape.starts_with("P{")) continue;
    const std::string_view name = escape.substr(2, escape.find('}') - 2);
    if (!name.empty() && name.back() == '=') return "a property has no value after its =";
    for (const std::string_view unknown : kNoProperties) {
      if (name == unknown) return "unknown unicode property name";
    }
  }
  return nullptr;
}

std::vector<std::uint16_t> utf16(std::string_view text) {
  std::vector<std::uint16_t> units;
  units.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = text::next_code_point(text, &i);
    if (c < 0x10000) {
      units.push_back(static_cast<std::uint16_t>(c));
    } else {
      units.push_back(static_cast<std::uint16_t>(0xD800 + ((c - 0x10000) >> 10)));
      units.push_back(static_cast<std::uint16_t>(0xDC00 + ((c - 0x10000) & 0x3FF)));
    }
  }
  return units;
}

}  // namespace

struct Pattern::Code {
  std::vector<std::uint8_t> bytes;
};

Pattern::Pattern(std::unique_ptr<Code> code) : code_(std::move(code)) {}
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

json::Result<Pattern> Pattern::compile(std::string_view source, Mode mode) {
  const auto refuse = [](std::string message) {
    return json::Result<Pattern>(json::Error{std::move(message)});
  };
  if (source.size() > kMaxBytes) return refuse("the pattern is longer than 16 KB");
  if (nesting(source) > kMaxDepth) return refuse("the pattern nests more than 100 groups");
  if (const char* extension = extension_in(source)) return refuse(extension);

  // libregexp reads to the first NUL: one within the pattern is written as an escape.
  std::string text;
  for (const char c : source) {
    if (c == '\0') {
      text += "\\x00";
    } else {
      text += c;
    }
  }
  Allowance allowance{kCompileBytes};
  char message[128] = {};
  int length = 0;
  std::uint8_t* code = lre_compile(&length, message, sizeof(message), text.c_str(), text.size(),
                                   LRE_FLAG_UNICODE, &allowance);
  if (code == nullptr && mode == Mode::any && !is_foreign(source)) {
    char ignored[128] = {};
    code = lre_compile(&length, ignored, sizeof(ignored), text.c_str(), text.size(), 0, &allowance);
  }
  if (code == nullptr) return refuse(message[0] == '\0' ? "the pattern is too large" : message);
  auto compiled = std::make_unique<Code>();
  compiled->bytes.assign(code, code + length);
  reallocate(allowance, code, 0);
  return Pattern(std::move(compiled));
}

Pattern::Verdict Pattern::search(std::string_view text, std::uint64_t max_steps,
                                 std::uint64_t* steps) const {
  Allowance allowance{kSearchBytes};
  allowance.blocks_left = max_steps / kBlock;
  std::uint8_t* captures[2 * kMaxCaptures];
  int result = 0;
  if (text::is_ascii(text)) {
    const char* data = text.empty() ? "" : text.data();
    result = lre_exec(captures, code_->bytes.data(), reinterpret_cast<const std::uint8_t*>(data), 0,
                      static_cast<int>(text.size()), 0, &allowance);
  } else {
    const std::vector<std::uint16_t> units = utf16(text);
    result =
        lre_exec(captures, code_->bytes.data(), reinterpret_cast<const std::uint8_t*>(units.data()),
                 0, static_cast<int>(units.size()), 1, &allowance);
  }
  *steps = allowance.blocks_used * kBlock;
  if (result < 0) return Verdict::too_expensive;
  return result == 1 ? Verdict::match : Verdict::no_match;
}

}  // namespace vitrine::schema

// The hooks of libregexp. They are global functions of C; all state comes through `opaque`.
extern "C" {

int lre_check_stack_overflow(void* opaque, std::size_t alloca_size) {
  const auto& allowance = *static_cast<vitrine::schema::Allowance*>(opaque);
  const auto here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
  const std::uintptr_t used =
      here < allowance.stack_base ? allowance.stack_base - here : here - allowance.stack_base;
  return used + alloca_size > vitrine::schema::kStackBytes;
}

int lre_check_timeout(void* opaque) {
  auto& allowance = *static_cast<vitrine::schema::Allowance*>(opaque);
  if (allowance.blocks_left == 0) return 1;
  --allowance.blocks_left;
  ++allowance.blocks_used;
  return 0;
}

void* lre_realloc(void* opaque, void* pointer, std::size_t size) {
  return vitrine::schema::reallocate(*static_cast<vitrine::schema::Allowance*>(opaque), pointer,
                                     size);
}
}
