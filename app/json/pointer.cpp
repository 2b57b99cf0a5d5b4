#include "app/json/pointer.h"

#include <algorithm>

namespace vitrine::json {
namespace {

/// The unescaped token; absent when a `~` is not followed by 0 or 1.
std::optional<std::string> unescaped(std::string_view token) {
  std::string out;
  out.reserve(token.size());
  for (size_t i = 0; i < token.size(); ++i) {
    if (token[i] != '~') {
      out += token[i];
      continue;
    }
    ++i;
    if (i == token.size() || (token[i] != '0' && token[i] != '1')) return std::nullopt;
    out += token[i] == '0' ? '~' : '/';
  }
  return out;
}

}  // namespace

void append(std::string& pointer, std::string_view token) {
  pointer += '/';
  for (const char c : token) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
}

void append(std::string& pointer, size_t index) {
  pointer += '/';
  pointer += std::to_string(index);
}

Result<std::vector<std::string>> split(std::string_view pointer) {
  std::vector<std::string> tokens;
  if (pointer.empty()) return tokens;
  if (pointer.front() != '/') {
    return Error{"A JSON Pointer begins with / or is empty", std::string(pointer)};
  }
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const size_t size = std::min(pointer.find('/'), pointer.size());
    auto token = unescaped(pointer.substr(0, size));
    if (!token) {
      return Error{"In a JSON Pointer ~ is written ~0 and / is written ~1",
                   std::string(pointer.substr(0, size))};
    }
    tokens.push_back(std::move(*token));
    pointer.remove_prefix(size);
  }
  return tokens;
}

std::optional<size_t> array_index(std::string_view token) {
  if (token.empty() || token.size() > 9 || (token[0] == '0' && token.size() > 1)) {
    return std::nullopt;
  }
  size_t index = 0;
  for (const char c : token) {
    if (c < '0' || c > '9') return std::nullopt;
    index = index * 10 + static_cast<size_t>(c - '0');
  }
  return index;
}

Value step(Value from, std::string_view token) {
  if (from.is_object()) return from[token];
  if (!from.is_array()) return {};
  const auto index = array_index(token);
  return index ? from.at(*index) : Value();
}

Value resolve(Value root, std::string_view pointer) {
  const auto tokens = split(pointer);
  if (!tokens) return {};
  Value value = root;
  for (const std::string& token : *tokens) {
    value = step(value, token);
    if (!value) break;
  }
  return value;
}

}  // namespace vitrine::json
