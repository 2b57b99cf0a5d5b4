// Reads cURL commands.
#include <optional>
#include <utility>

#include "app/json/uri.h"
#include "app/request/base64.h"
#include "app/request/import.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"

namespace vitrine::request {
namespace {

constexpr size_t kMostWords = 20'000;

/// The words of a shell, one command after the other.
class Words {
 public:
  explicit Words(std::string_view text) : text_(text) {}

  /// The words of the next command; nothing at the end. Variables and substitutions stay as text.
  std::optional<std::vector<std::string>> next() {
    if (at_ >= text_.size() || count_ >= kMostWords) return std::nullopt;
    std::vector<std::string> words;
    while (at_ < text_.size() && count_ < kMostWords) {
      const char c = text_[at_];
      if (c == '\n' || c == ';' || c == '&' || c == '|') {
        ++at_;
        break;
      }
      if (c == ' ' || c == '\t' || c == '\r' || is_continued()) {
        at_ += is_continued() ? continued() : 1;
      } else if (c == '#') {
        while (at_ < text_.size() && text_[at_] != '\n') ++at_;
      } else {
        words.push_back(word());
        ++count_;
      }
    }
    return words;
  }

 private:
  char peek(size_t ahead) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  size_t continued() const { return peek(1) == '\r' ? 3 : 2; }
  bool is_continued() const {
    return peek(0) == '\\' && (peek(1) == '\n' || (peek(1) == '\r' && peek(2) == '\n'));
  }

  std::string word() {
    std::string word;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (std::string_view(" \t\r\n;&|").find(c) != std::string_view::npos) break;
      if (c == '\'') {
        single(word);
      } else if (c == '"') {
        twice(word);
      } else if (c == '$' && peek(1) == '\'') {
        ++at_;
        escaped(word);
      } else if (is_continued()) {
        at_ += continued();
      } else if (c == '\\') {
        if (at_ + 1 < text_.size()) word += text_[at_ + 1];
        at_ += 2;
      } else {
        word += c;
        ++at_;
      }
    }
    return word;
  }

  void single(std::string& word) {
    const size_t end = text_.find('\'', at_ + 1);
    word += text_.substr(at_ + 1, end == std::string_view::npos ? end : end - at_ - 1);
    at_ = end == std::string_view::npos ? text_.size() : end + 1;
  }

  void twice(std::string& word) {
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (is_continued()) {
        at_ += continued() - 1;
        continue;
      }
      const bool escape =
          text_[at_] == '\\' && std::string_view("\"\\$`").find(peek(1)) != std::string_view::npos;
      if (escape && at_ + 1 < text_.size()) ++at_;
      word += text_[at_];
    }
    if (at_ < text_.size()) ++at_;
  }

  /// The number of at most `digits` digits of that base, which follow.
  char32_t number(int base, int digits) {
    char32_t value = 0;
    for (; digits > 0; --digits, ++at_) {
      const int digit = text::hex_value(peek(0));
      if (digit < 0 || digit >= base) break;
      value = value * static_cast<char32_t>(base) + static_cast<char32_t>(digit);
    }
    return value;
  }

  /// `$'…'`; at the quote.
  void escaped(std::string& word) {
    ++at_;
    while (at_ < text_.size() && text_[at_] != '\'') {
      const char c = text_[at_++];
      if (c != '\\' || at_ >= text_.size()) {
        word += c;
        continue;
      }
      const char kind = text_[at_];
      constexpr std::string_view kLetters = "abefnrtv";
      constexpr std::string_view kMeanings = "\a\b\x1B\f\n\r\t\v";
      if (const size_t letter = kLetters.find(kind); letter != std::string_view::npos) {
        word += kMeanings[letter];
        ++at_;
      } else if (kind == 'x' || kind == 'u' || kind == 'U') {
        ++at_;
        const char32_t value = number(16, kind == 'x' ? 2 : kind == 'u' ? 4 : 8);
        if (value == 0) continue;  // no argument can hold it
        if (kind == 'x') {
          word += static_cast<char>(value);
        } else {
          const bool scalar = value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
          text::append_utf8(word, scalar ? value : 0xFFFD);
        }
      } else if (kind >= '0' && kind <= '7') {
        word += static_cast<char>(number(8, 3));
      } else {
        word += kind;
        ++at_;
      }
    }
    if (at_ < text_.size()) ++at_;
  }

  std::string_view text_;
  size_t at_ = 0;
  size_t count_ = 0;
};

/// Options that take a word, long and short; of those without a letter nothing is imported.
struct Option {
  std::string_view name;
  char letter;
  char kind;  ///< the letter of what it does; '-': nothing
};
constexpr Option kOptions[] = {
    {"request", 'X', 'X'},       {"header", 'H', 'H'},      {"data", 'd', 'd'},
    {"data-ascii", 0, 'd'},      {"data-raw", 0, 'r'},      {"data-binary", 0, 'd'},
    {"data-urlencode", 0, 'u'},  {"json", 0, 'j'},          {"form", 'F', 'F'},
    {"form-string", 0, 'S'},     {"user", 'u', 'U'},        {"cookie", 'b', 'b'},
    {"user-agent", 'A', '-'},    {"referer", 'e', '-'},     {"url", 0, 'l'},
    {"oauth2-bearer", 0, 'o'},   {"output", 'o', '-'},      {"max-time", 'm', '-'},
    {"connect-timeout", 0, '-'}, {"proxy", 'x', '-'},       {"write-out", 'w', '-'},
    {"cacert", 0, '-'},          {"cert", 'E', '-'},        {"key", 0, '-'},
    {"cookie-jar", 'c', '-'},    {"resolve", 0, '-'},       {"range", 'r', '-'},
    {"retry", 0, '-'},           {"retry-delay", 0, '-'},   {"retry-max-time", 0, '-'},
    {"limit-rate", 0, '-'},      {"proxy-user", 'U', '-'},  {"upload-file", 'T', 'T'},
    {"config", 'K', '-'},        {"dump-header", 'D', '-'}, {"interface", 0, '-'},
    {"max-redirs", 0, '-'},      {"max-filesize", 0, '-'},  {"ciphers", 0, '-'},
    {"continue-at", 'C', '-'},   {"speed-limit", 'Y', '-'}, {"speed-time", 'y', '-'},
    {"connect-to", 0, '-'},      {"capath", 0, '-'},        {"pass", 0, '-'},
    {"noproxy", 0, '-'},         {"unix-socket", 0, '-'},   {"aws-sigv4", 0, '-'},
};

class Command {
 public:
  std::optional<ImportedRequest> read(const std::vector<std::string>& words) {
    for (size_t i = 1; i < words.size(); ++i) {
      const std::string_view word = words[i];
      if (word == "-") continue;
      if (word.empty() || word[0] != '-') {
        if (request_.url.empty()) request_.url = word;
      } else if (word[1] == '-') {
        long_option(word.substr(2), words, i);
      } else {
        short_options(word.substr(1), words, i);
      }
    }
    if (request_.url.empty()) return std::nullopt;
    finish();
    return std::move(request_);
  }

 private:
  void long_option(std::string_view name, const std::vector<std::string>& words, size_t& i) {
    if (name == "get") get_ = true;
    if (name == "head") method_ = "HEAD";
    for (const Option& option : kOptions) {
      if (option.name != name) continue;
      if (i + 1 < words.size()) take(option.kind, words[++i]);
      return;
    }
  }

  /// `-sSXPOST`: the word of an option may follow at once.
  void short_options(std::string_view letters, const std::vector<std::string>& words, size_t& i) {
    for (size_t at = 0; at < letters.size(); ++at) {
      if (letters[at] == 'G') get_ = true;
      if (letters[at] == 'I') method_ = "HEAD";
      for (const Option& option : kOptions) {
        if (option.letter == 0 || option.letter != letters[at]) continue;
        if (at + 1 < letters.size()) return take(option.kind, std::string(letters.substr(at + 1)));
        if (i + 1 < words.size()) take(option.kind, words[++i]);
        return;
      }
    }
  }

  void take(char kind, std::string value) {
    switch (kind) {
      case 'X':
        method_ = std::move(value);
        return;
      case 'H':
        add_header(value);
        return;
      case 'd':
        if (!value.empty() && value[0] == '@') return leave_out(value);
        add_data(value, '&');
        return;
      case 'r':
        add_data(value, '&');
        return;
      case 'u':
        add_encoded(value);
        return;
      case 'j':
        json_ = true;
        add_data(value, '\0');
        return;
      case 'F':
      case 'S':
        add_part(value, kind == 'S');
        return;
      case 'U':
        if (value.find(':') == std::string::npos) value += ':';
        request_.headers.emplace_back("Authorization", "Basic " + base64(value));
        return;
      case 'o':
        request_.headers.emplace_back("Authorization", "Bearer " + value);
        return;
      case 'b':
        if (value.find('=') == std::string::npos) return leave_out(value);
        request_.headers.emplace_back("Cookie", std::move(value));
        return;
      case 'l':
        request_.url = std::move(value);
        return;
      case 'T':
        return leave_out(value);
      default:
        return;
    }
  }

  void leave_out(std::string value) { request_.left_out.push_back(std::move(value)); }

  void add_header(std::string_view line) {
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos) return;
    request_.headers.emplace_back(text::trim(line.substr(0, colon)),
                                  text::trim(line.substr(colon + 1)));
  }

  void add_data(std::string_view value, char between) {
    if (has_data_ && between != 0) request_.body += between;
    has_data_ = true;
    request_.body += value;
  }

  void add_encoded(std::string_view value) {
    const size_t equals = value.find('=');
    if (equals == std::string_view::npos && value.find('@') != std::string_view::npos)
      return leave_out(std::string(value));
    if (equals == std::string_view::npos) return add_data(json::percent_encode(value), '&');
    const std::string name = equals == 0 ? "" : std::string(value.substr(0, equals + 1));
    add_data(name + json::percent_encode(value.substr(equals + 1)), '&');
  }

  void add_part(std::string_view value, bool literal) {
    const size_t equals = value.find('=');
    if (equals == std::string_view::npos) return;
    const std::string_view name = value.substr(0, equals);
    std::string_view text = value.substr(equals + 1);
    if (!literal && !text.empty() && (text[0] == '@' || text[0] == '<'))
      return leave_out(std::string(value));
    // `;type=…` is of the part, not of its text.
    if (const size_t type = text.find(";type="); !literal && type != std::string_view::npos)
      text = text.substr(0, type);
    request_.parts.emplace_back(name, text);
  }

  void finish() {
    if (get_ && has_data_) {
      request_.url += request_.url.find('?') == std::string::npos ? '?' : '&';
      request_.url += request_.body;
      request_.body.clear();
      has_data_ = false;
    }
    const bool sends = has_data_ || !request_.parts.empty();
    if (!method_.empty()) {
      request_.method = text::upper(method_);
    } else if (sends) {
      request_.method = "POST";
    }
    if (has_data_ && !request_.header("content-type"))
      request_.headers.emplace_back(
          "Content-Type", json_ ? "application/json" : "application/x-www-form-urlencoded");
  }

  ImportedRequest request_;
  std::string method_;
  bool get_ = false;
  bool json_ = false;
  bool has_data_ = false;
};

bool is_curl(std::string_view word) {
  const std::string_view name = word.substr(word.find_last_of("/\\") + 1);
  return name == "curl" || name == "curl.exe";
}

}  // namespace

const std::string* ImportedRequest::header(std::string_view header_name) const {
  for (const auto& [each, value] : headers) {
    if (text::equals_ignoring_case(each, header_name)) return &value;
  }
  return nullptr;
}

std::vector<ImportedRequest> read_curl(std::string_view text) {
  std::vector<ImportedRequest> requests;
  Words words(text);
  while (auto command = words.next()) {
    // A prompt that was copied along.
    while (!command->empty() && (command->front() == "$" || command->front() == "%"))
      command->erase(command->begin());
    if (command->empty() || !is_curl(command->front())) continue;
    if (auto request = Command().read(*command)) requests.push_back(std::move(*request));
    if (requests.size() == kImportRequests) break;
  }
  return requests;
}

std::vector<ImportedRequest> read_import(std::string_view text) {
  text = text::trim(text.substr(0, kImportBytes));
  return !text.empty() && (text[0] == '{' || text[0] == '[') ? read_archive(text) : read_curl(text);
}

}  // namespace vitrine::request
