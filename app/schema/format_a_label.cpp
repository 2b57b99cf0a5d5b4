// Internationalized host names: A-labels and U-labels (RFC 5890, RFC 3492).
#include <cstdint>
#include <optional>
#include <string>

#include "app/schema/format_checks.h"
#include "app/schema/pattern.h"
#include "app/text/ascii.h"
#include "app/text/later.h"
#include "app/text/utf8.h"

namespace vitrine::schema::formats {

namespace {

constexpr std::uint32_t kLargest = 0x10FFFF;

/// The bias of RFC 3492 §3.4, with the parameters of §5.
struct Punycode {
  static constexpr std::uint32_t kBase = 36, kMin = 1, kMax = 26, kSkew = 38, kDamp = 700;

  std::uint32_t threshold(std::uint32_t k) const {
    return k <= bias + kMin ? kMin : k >= bias + kMax ? kMax : k - bias;
  }
  /// §6.1; `count` is the number of characters, this one included.
  void adapt(std::uint64_t delta, std::uint64_t count) {
    delta /= first ? kDamp : 2;
    first = false;
    delta += delta / count;
    std::uint32_t k = 0;
    for (; delta > (kBase - kMin) * kMax / 2; k += kBase) delta /= kBase - kMin;
    bias = k + static_cast<std::uint32_t>((kBase - kMin + 1) * delta / (delta + kSkew));
  }

  std::uint32_t bias = 72;
  bool first = true;
};

/// RFC 3492 §6.2, for what follows "xn--".
std::optional<std::u32string> decode_punycode(std::string_view text) {
  std::u32string output;
  if (const std::size_t hyphen = text.rfind('-'); hyphen != std::string_view::npos) {
    for (const char c : text.substr(0, hyphen)) output.push_back(static_cast<unsigned char>(c));
    text.remove_prefix(hyphen + 1);
  }
  std::uint32_t n = 128;
  std::uint64_t i = 0;
  Punycode state;
  while (!text.empty()) {
    const std::uint64_t old_i = i;
    std::uint64_t weight = 1;
    for (std::uint32_t k = Punycode::kBase;; k += Punycode::kBase) {
      if (text.empty()) return std::nullopt;
      const char c = text.front();
      text.remove_prefix(1);
      if (!text::is_digit(c) && !text::is_lower(c)) return std::nullopt;
      const auto digit = static_cast<std::uint32_t>(text::is_digit(c) ? c - '0' + 26 : c - 'a');
      i += digit * weight;
      if (i > std::uint64_t{kLargest} * 64) return std::nullopt;
      const std::uint32_t t = state.threshold(k);
      if (digit < t) break;
      weight *= Punycode::kBase - t;
    }
    const std::uint64_t length = output.size() + 1;
    state.adapt(i - old_i, length);
    n += static_cast<std::uint32_t>(i / length);
    i %= length;
    if (n > kLargest || (n >= 0xD800 && n <= 0xDFFF)) return std::nullopt;
    output.insert(static_cast<std::size_t>(i++), 1, static_cast<char32_t>(n));
  }
  return output;
}

/// The characters of a U-label: RFC 5892 §2 and its appendix A; "unstable" is what Unicode's
/// Changes_When_NFKC_Casefolded says. It does not begin with a combining mark (RFC 5891 §4.2.3.2).
VITRINE_LATER constexpr char kPermitted[] =
    R"(^(?!\p{M}|..--|-)(?:[\u{DF}\u{3C2}\u{6FD}\u{6FE}\u{F0B}\u{3007}])"
    R"(|[\u{B7}\u{375}\u{5F3}\u{5F4}\u{30FB}\u{200C}\u{200D}])"
    R"(|(?![\u{640}\u{7FA}\u{302E}\u{302F}\u{3031}-\u{3035}\u{303B}\u{20D0}-\u{20FF}])"
    R"(|[\u{1100}-\u{11FF}\u{A960}-\u{A97F}\u{D7B0}-\u{D7FF}]|\p{CWKCF}))"
    R"([\p{Ll}\p{Lo}\p{Lm}\p{Nd}\p{Mn}\p{Mc}\-])+$)";

/// Code points that need company they do not have: RFC 5892 appendix A.
/// AD-HOC: joining types (A.1) are taken from scripts; the letters that do not join to the left are
/// listed for Arabic only.
VITRINE_LATER constexpr char kOutOfContext[] =
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

/// RFC 3492 §6.3, without "xn--". Quadratic: for labels.
std::string encode_punycode(const std::u32string& label) {
  std::string output;
  for (const char32_t c : label) {
    if (c < 0x80) output += static_cast<char>(c);
  }
  auto handled = static_cast<std::uint32_t>(output.size());
  if (handled > 0) output += '-';
  Punycode state;
  std::uint64_t delta = 0;
  for (char32_t n = 0x80; handled < label.size(); ++n, ++delta) {
    char32_t next = kLargest;
    for (const char32_t c : label) {
      if (c >= n && c < next) next = c;
    }
    delta += std::uint64_t{next - n} * (handled + 1);
    n = next;
    for (const char32_t c : label) {
      if (c < n) ++delta;
      if (c != n) continue;
      std::uint64_t q = delta;
      for (std::uint32_t k = Punycode::kBase;; k += Punycode::kBase) {
        const std::uint32_t t = state.threshold(k);
        const std::uint64_t digit = q < t ? q : t + (q - t) % (Punycode::kBase - t);
        output += static_cast<char>(digit < 26 ? 'a' + digit : '0' + digit - 26);
        if (q < t) break;
        q = (q - t) / (Punycode::kBase - t);
      }
      state.adapt(delta, ++handled);
      delta = 0;
    }
  }
  return output;
}

/// Right-to-left letters, Arabic numbers and what stands among them: the blocks whose code points
/// have the classes R, AL or AN (Unicode Annex 9).
VITRINE_LATER constexpr char kRightToLeft[] =
    R"([\u{590}-\u{6EF}\u{6FA}-\u{8FF}\u{FB1D}-\u{FDFF}\u{FE70}-\u{FEFF})"
    R"(\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}])";

/// The Bidi rule (RFC 5893 §2): a letter first, one direction, one kind of digits. Of other classes
/// a label can only have `-`, marks and joiners.
VITRINE_LATER constexpr char kBidi[] =
    R"(^(?![0-9\u{660}-\u{669}\u{6F0}-\u{6F9}\u{10D30}-\u{10D39}\-\p{M}])(?:)"
    R"((?!.*[0-9\u{6F0}-\u{6F9}].*[\u{660}-\u{669}\u{10D30}-\u{10D39}])"
    R"(|.*[\u{660}-\u{669}\u{10D30}-\u{10D39}].*[0-9\u{6F0}-\u{6F9}]))"
    R"([\u{590}-\u{8FF}\u{FB1D}-\u{FDFF}\u{FE70}-\u{FEFF}\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF})"
    R"(0-9\-\p{M}\u{200C}\u{200D}]*|[\u{0}-\u{58F}\u{6F0}-\u{6F9}\u{900}-\u{FB1C}\u{FE00}-\u{FE6F})"
    R"(\u{FF00}-\u{107FF}\u{11000}-\u{1E7FF}\u{1F000}-\u{10FFFF}\p{M}]*)$)";

bool matches(const json::Result<Pattern>& pattern, std::string_view text) {
  std::uint64_t steps = 0;
  return pattern && pattern->search(text, kSteps, &steps) == Pattern::Verdict::match;
}

/// Lower case and not only ASCII.
bool is_permitted(std::string_view text) {
  static const json::Result<Pattern> permitted = Pattern::compile(kPermitted);
  static const json::Result<Pattern> out_of_context = Pattern::compile(kOutOfContext);
  return matches(permitted, text) && !matches(out_of_context, text) &&
         (!has_right_to_left(text) || suits_bidi(text));
}

}  // namespace

bool has_right_to_left(std::string_view text) {
  static const json::Result<Pattern> pattern = Pattern::compile(kRightToLeft);
  return !text::is_ascii(text) && matches(pattern, text);
}

bool suits_bidi(std::string_view label) {
  static const json::Result<Pattern> pattern = Pattern::compile(kBidi);
  return matches(pattern, label);
}

bool is_u_label(std::string_view label) {
  constexpr std::size_t kLongest = 63 - 4;  // without "xn--"
  std::u32string text;
  for (std::size_t at = 0; at < label.size();) text.push_back(text::next_code_point(label, &at));
  return text.size() <= kLongest && text.back() != U'-' && is_permitted(label) &&
         encode_punycode(text).size() <= kLongest;
}

bool is_a_label(std::string_view label) {
  const std::string lower = text::lower(label);
  constexpr std::string_view kPrefix = "xn--";
  if (!lower.starts_with(kPrefix)) return false;
  const auto decoded = decode_punycode(std::string_view(lower).substr(kPrefix.size()));
  if (!decoded || decoded->empty() || decoded->back() == U'-') return false;
  if (encode_punycode(*decoded) != lower.substr(kPrefix.size())) return false;
  std::string text;
  for (const char32_t c : *decoded) text::append_utf8(text, c);
  return !text::is_ascii(text) && is_permitted(text);
}

}  // namespace vitrine::schema::formats
