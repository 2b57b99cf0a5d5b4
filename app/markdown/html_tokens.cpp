// HTML taken apart, state by state as WHATWG HTML §13.2.5 describes it.
#include "app/markdown/html_tokens.h"

#include <algorithm>

#include "app/markdown/character_reference.h"
#include "app/text/ascii.h"

namespace vitrine::markdown {
namespace {

/// More have no meaning, and comparing them with each other takes time.
constexpr std::size_t kMostAttributes = 64;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

void add(std::string& out, char c) {
  if (c == '\0') {
    out += "\xEF\xBF\xBD";
  } else {
    out += c;
  }
}

}  // namespace

bool HtmlTokens::at_tag() const {
  return at(0) == '<' && (text::is_alpha(at(1)) || (at(1) == '/' && text::is_alpha(at(2))));
}

bool HtmlTokens::next(HtmlToken& token) {
  token = {};
  while (!ended() && !at_tag()) {
    const char c = at(0);
    if (c == '&') {
      at_ += read_reference(text_.substr(at_), false, token.text);
    } else if (c == '<' && at_ + 1 < text_.size() && (at(1) == '!' || at(1) == '?')) {
      skip_comment();
    } else if (c == '<' && at(1) == '/' && at_ + 2 < text_.size()) {
      skip_comment();
    } else {
      token.text += c;
      ++at_;
    }
  }
  if (!token.text.empty()) return true;
  return !ended() && read_tag(token);
}

/// Comments, declarations and what is wrong enough to count as one.
void HtmlTokens::skip_comment() {
  std::size_t end = std::string_view::npos;
  if (text_.compare(at_, 4, "<!--") == 0) {
    at_ += 4;
    if (at(0) == '>') {
      end = at_;
    } else if (at(0) == '-' && at(1) == '>') {
      end = at_ + 1;
    } else {
      for (std::size_t dash = text_.find("--", at_); dash != std::string_view::npos;
           dash = text_.find("--", dash + 1)) {
        std::size_t after = dash + 2;
        if (after < text_.size() && text_[after] == '!') ++after;
        if (after >= text_.size() || text_[after] != '>') continue;
        end = after;
        break;
      }
    }
  } else {
    end = text_.find('>', at_);
  }
  at_ = end == std::string_view::npos ? text_.size() : end + 1;
}

bool HtmlTokens::skip_to_end_of(std::string_view name) {
  for (at_ = text_.find("</", at_); at_ < text_.size(); at_ = text_.find("</", at_ + 2)) {
    const std::size_t after = at_ + 2 + name.size();
    if (after > text_.size() ||
        !text::equals_ignoring_case(text_.substr(at_ + 2, name.size()), name))
      continue;
    if (after == text_.size() || is_space(text_[after]) || text_[after] == '/' ||
        text_[after] == '>')
      return true;
  }
  at_ = text_.size();
  return false;
}

/// False where the text ends before the tag does.
bool HtmlTokens::read_tag(HtmlToken& token) {
  const std::size_t begin = at_++;
  const bool end_tag = at(0) == '/';
  if (end_tag) ++at_;
  for (; !ended() && !is_space(at(0)) && at(0) != '/' && at(0) != '>'; ++at_)
    add(token.text, text::lower(at(0)));
  while (!ended()) {
    skip_space();
    if (ended()) break;
    if (at(0) == '>') {
      ++at_;
      token.kind = end_tag ? HtmlToken::Kind::end_tag : HtmlToken::Kind::start_tag;
      if (end_tag) token.attributes.clear();
      token.written = text_.substr(begin, at_ - begin);
      return true;
    }
    token.self_closing = !end_tag && at(0) == '/' && at(1) == '>';
    if (at(0) == '/') {
      ++at_;
    } else {
      read_attribute(token);
    }
  }
  return false;
}

void HtmlTokens::read_attribute(HtmlToken& token) {
  std::string name;
  // A name may begin with '='.
  do {
    add(name, text::lower(at(0)));
    ++at_;
  } while (!ended() && !is_space(at(0)) && at(0) != '/' && at(0) != '>' && at(0) != '=');
  skip_space();
  std::string value;
  if (!ended() && at(0) == '=') {
    ++at_;
    skip_space();
    value = read_value();
  }
  const bool known = std::any_of(token.attributes.begin(), token.attributes.end(),
                                 [&](const auto& each) { return each.first == name; });
  if (!known && token.attributes.size() < kMostAttributes)
    token.attributes.emplace_back(std::move(name), std::move(value));
}

std::string HtmlTokens::read_value() {
  std::string value;
  const char quote = at(0) == '"' || at(0) == '\'' ? at(0) : '\0';
  if (quote != '\0') ++at_;
  while (!ended()) {
    const char c = at(0);
    if (quote != '\0' ? c == quote : c == '>' || is_space(c)) break;
    if (c == '&') {
      at_ += read_reference(text_.substr(at_), true, value);
    } else {
      add(value, c);
      ++at_;
    }
  }
  if (quote != '\0') ++at_;
  return value;
}

void HtmlTokens::skip_space() {
  while (!ended() && is_space(at(0))) ++at_;
}

}  // namespace vitrine::markdown
