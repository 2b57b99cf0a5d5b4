#include <cstdint>
#include <optional>
#include <string>

#include "app/schema/format_checks.h"
#include "app/schema/pattern.h"
#include "app/schema/text.h"

namespace vitrine::schema::formats {

namespace {

/// RFC 3492 §6.2, with the parameters of §5, for what follows "xn--".
std::optional<std::u32string> decode_punycode(std::string_view text) {
  constexpr std::uint32_t kBase = 36, kMin = 1, kMax = 26, kSkew = 38, kDamp = 700;
  constexpr std::uint32_t kLargest = 0x10FFFF;
  std::u32string output;
  if (const std::size_t hyphen = text.rfind('-'); hyphen != std::string_view::npos) {
    for (const char c : text.substr(0, hyphen)) output.push_back(static_cast<unsigned char>(c));
    text.remove_prefix(hyphen + 1);
  }
  std::uint32_t n = 128, bias = 72;
  std::uint64_t i = 0;
  while (!text.empty()) {
    const std::uint64_t old_i = i;
    std::uint64_t weight = 1;
    for (std::uint32_t k = kBase;; k += kBase) {
      if (text.empty()) return std::nullopt;
      const char c = text.front();
      text.remove_prefix(1);
      if (!is_digit(c) && !(c >= 'a' && c <= 'z')) return std::nullopt;
      const auto digit = static_cast<std::uint32_t>(is_digit(c) ? c - '0' + 26 : c - 'a');
      i += digit * weight;
      if (i > std::uint64_t{kLargest} * 64) return std::nullopt;
      const std::uint32_t t = k <= bias + kMin ? kMin : k >= bias + kMax ? kMax : k - bias;
      if (digit < t) break;
      weight *= kBase - t;
    }
    const std::uint64_t length = output.size() + 1;
    std::uint64_t delta = (i - old_i) / (old_i == 0 ? kDamp : 2);
    delta += delta / length;
    std::uint32_t k = 0;
    for (; delta > (kBase - kMin) * kMax / 2; k += kBase) delta /= kBase - kMin;
    bias = k + static_cast<std::uint32_t>((kBase - kMin + 1) * delta / (delta + kSkew));
    n += static_cast<std::uint32_t>(i / length);
    i %= length;
    if (n > kLargest || (n >= 0xD800 && n <= 0xDFFF)) return std::nullopt;
    output.insert(static_cast<std::size_t>(i++), 1, static_cast<char32_t>(n));
  }
  return output;
}

/// What a U-label is made of: RFC 5892 §2 and its appendix A; "unstable" is what Unicode's
/// Changes_When_NFKC_Casefolded says. It does not begin with a combining mark (RFC 5891 §4.2.3.2).
constexpr std::string_view kPermitted =
    R"(^(?!\p{M}|..--|-)(?:[\u{DF}\u{3C2}\u{6FD}\u{6FE}\u{F0B}\u{3007}])"
    R"(|[\u{B7}\u{375}\u{5F3}\u{5F4}\u{30FB}\u{200C}\u{200D}])"
    R"(|(?![\u{640}\u{7FA}\u{302E}\u{302F}\u{3031}-\u{3035}\u{303B}\u{20D0}-\u{20FF}])"
    R"(|[\u{1100}-\u{11FF}\u{A960}-\u{A97F}\u{D7B0}-\u{D7FF}]|\p{CWKCF}))"
    R"([\p{Ll}\p{Lo}\p{Lm}\p{Nd}\p{Mn}\p{Mc}\-])+$)";

/// Code points that need company they do not have: RFC 5892 appendix A.
/// AD-HOC: joining types (A.1) are taken from scripts; the letters that do not join to the left are
/// listed for Arabic only.
constexpr std::string_view kOutOfContext =
    R"((?<!l)\u{B7}|\u{B7}(?!l)|\u{375}(?!\p{sc=Grek})|(?<!\p{sc=Hebr})[\u{5F3}\u{5F4}])"
    R"(|^[^\p{sc=Hira}\p{sc=Kana}\p{sc=Hani}]*\u{30FB}[^\p{sc=Hira}\p{sc=Kana}\p{sc=Hani}]*$)"
    R"(|[\u{660}-\u{669}].*[\u{6F0}-\u{6F9}]|[\u{6F0}-\u{6F9}].*[\u{660}-\u{669}])"
    R"(|(?<![\u{94D}\u{9CD}\u{A4D}\u{ACD}\u{B4D}\u{BCD}\u{C4D}\u{CCD}\u{D3B}\u{D3C}\u{D4D}\u{DCA})"
    R"(\u{E3A}\u{EBA}\u{F84}\u{1039}\u{103A}\u{1714}\u{1734}\u{17D2}\u{1A60}\u{1B44}\u{1BAA})"
    R"(\u{1BAB}\u{1BF2}\u{1BF3}\u{2D7F}\u{A806}\u{A82C}\u{A8C4}\u{A953}\u{A9C0}\u{AAF6}\u{ABED})"
    R"(\u{10A3F}\u{11046}\u{1107F}\u{110B9}\u{11133}\u{11134}\u{111C0}\u{11235}\u{112EA}\u{1134D})"
    R"(\u{11442}\u{114C2}\u{115BF}\u{1163F}\u{116B6}\u{1172B}\u{11839}\u{119E0}\u{11A34}\u{11A47})"
    R"(\u{11A99}\u{11C3F}\u{11D44}\u{11D45}\u{11D97}])(?:\u{200D}|(?<!)"
    R"((?![\u{622}-\u{625}\u{627}\u{629}\u{62F}-\u{632}\u{648}\u{671}-\u{673}\u{688}-\u{699}]))"
    R"([\p{sc=Arab}\p{sc=Syrc}\p{sc=Nkoo}\p{sc=Mong}\p{sc=Phag}\p{sc=Mand}\p{sc=Adlm}])"
    R"([\p{Mn}\p{Me}\p{Cf}]*)\u{200C}|\u{200C}(?![\p{Mn}\p{Me}\p{Cf}]*)"
    R"([\p{sc=Arab}\p{sc=Syrc}\p{sc=Nkoo}\p{sc=Mong}\p{sc=Phag}\p{sc=Mand}\p{sc=Adlm}])))";

/// A label has at most 63 characters: ample.
constexpr std::uint64_t kSteps = 1'000'000;

}  // namespace

bool is_a_label(std::string_view label) {
  std::string lower;
  for (const char c : label) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  constexpr std::string_view kPrefix = "xn--";
  if (lower.compare(0, kPrefix.size(), kPrefix) != 0) return false;
  const auto decoded = decode_punycode(std::string_view(lower).substr(kPrefix.size()));
  if (!decoded || decoded->back() == U'-') return false;
  std::string text;
  for (const char32_t c : *decoded) append_utf8(text, c);
  if (is_ascii(text)) return false;

  static const json::Result<Pattern> permitted = Pattern::compile(kPermitted);
  static const json::Result<Pattern> out_of_context = Pattern::compile(kOutOfContext);
  std::uint64_t steps = 0;
  return permitted && out_of_context &&
         permitted->search(text, kSteps, &steps) == Pattern::Verdict::match &&
         out_of_context->search(text, kSteps, &steps) == Pattern::Verdict::no_match;
}

}  // namespace vitrine::schema::formats
