#include "app/request/challenge.h"

#include "app/text/ascii.h"

namespace vitrine::request {
namespace {

/// Reads a list of challenges (RFC 9110 §11.2): each is a scheme, then parameters between commas.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool ended() const { return at_ >= text_.size(); }

  void skip(std::string_view what) {
    while (!ended() && what.find(text_[at_]) != std::string_view::npos) ++at_;
  }

  std::string word() {
    const size_t from = at_;
    while (!ended() && std::string_view(" \t,=\"").find(text_[at_]) == std::string_view::npos)
      ++at_;
    // Something is read in any case, so that the end comes.
    if (at_ == from && !ended()) ++at_;
    return std::string(text_.substr(from, at_ - from));
  }

  bool take(char c) {
    skip(" \t");
    if (ended() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  std::string value() {
    if (!take('"')) return ended() ? std::string() : word();
    std::string value;
    for (; !ended() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      value += text_[at_];
    }
    ++at_;
    return value;
  }

 private:
  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

std::optional<Challenge> bearer_challenge(std::string_view value) {
  std::optional<Challenge> found;
  bool here = false;  // the parameters that follow are those of the challenge
  Scanner scanner(value);
  for (scanner.skip(" \t,"); !scanner.ended(); scanner.skip(" \t,")) {
    const std::string name = text::lower(scanner.word());
    if (!scanner.take('=')) {
      if (found) break;
      here = name == "bearer";
      if (here) found.emplace();
      continue;
    }
    const std::string given = scanner.value();
    if (!here) continue;
    if (name == "error") found->error = given;
    if (name == "error_description") found->description = given;
    if (name == "scope") found->scope = given;
  }
  return found;
}

}  // namespace vitrine::request
