// A JSON body as literals of a language.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/json/document.h"
#include "app/request/code_language.h"
#include "app/request/request.h"
#include "app/request/snippet.h"

namespace vitrine::request {

class JsonLiterals {
 public:
  /// Both live as long as this.
  JsonLiterals(const Language& language, const SecretText& text, Secrets secrets);

  /// Whether the literals say the very value: an object or a list, its numbers short, its names
  /// such that no language reorders them, each secret the whole of a string.
  bool possible() const { return possible_; }

  /// `text` writes a text with its secrets. Lines after the first begin with `indent`.
  template <class Text>
  std::string write(std::string_view indent, Text text) const {
    std::string out;
    put(out, document_.root(), std::string(indent), text);
    return out;
  }

 private:
  enum Word { step, open, close, after_name, begin, end, null, yes, no, nothing };

  bool can_say(json::Value value, int depth);
  const Secret* secret_of(json::Value value) const;
  std::string name(std::string_view key) const;
  static bool is_short(json::Value list);

  template <class Text>
  void put(std::string& out, json::Value value, const std::string& indent, Text& text) const;

  const Language& language_;
  const SecretText& text_;
  bool masked_;
  json::Document document_;
  std::vector<std::string_view> words_;
  size_t told_ = 0;  ///< secrets that are the whole of a string
  bool possible_ = false;
};

template <class Text>
void JsonLiterals::put(std::string& out, json::Value value, const std::string& indent,
                       Text& text) const {
  if (value.is_string()) {
    SecretText content{std::string(value.string()), {}};
    if (const Secret* secret = secret_of(value)) {
      content.secrets.push_back({0, static_cast<uint32_t>(content.text.size()), secret->name});
    }
    out += text(content);
  } else if (value.is_number()) {
    out += value.lexeme();
  } else if (value.is_null()) {
    out += words_[null];
  } else if (value.is_boolean()) {
    out += words_[value.boolean() ? yes : no];
  } else if (value.empty() && value.is_object()) {
    out += words_[nothing];
  } else {
    const std::string inner = indent + std::string(words_[step]);
    const bool object = value.is_object();
    const bool one_line = value.empty() || (!object && is_short(value));
    const std::string_view line = one_line ? "" : "\n";
    out.append(words_[object ? open : begin]).append(line);
    size_t count = 0;
    const auto item = [&](json::Value child, std::string_view key) {
      if (count++ > 0) out += one_line ? ", " : ",\n";
      if (!one_line) out += inner;
      if (object) out.append(name(key)).append(words_[after_name]);
      put(out, child, inner, text);
    };
    for (const json::Member& member : value.members()) item(member.value, member.key);
    for (json::Value element : value.elements()) item(element, {});
    if (!one_line) out.append("\n").append(indent);
    out += words_[object ? close : end];
  }
}

}  // namespace vitrine::request
