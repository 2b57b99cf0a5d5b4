// Puts the values of variables into texts, and marks the secret ones in a request.
#include "app/request/variables.h"

#include <algorithm>
#include <utility>

#include "app/json/uri.h"
#include "app/json/writer.h"
#include "app/text/ascii.h"

namespace vitrine::request {
namespace {

constexpr size_t kLongestName = 100;
constexpr size_t kMostBytes = 1u << 24;
constexpr size_t kMostSecrets = 1'000;

bool is_name(std::string_view name) {
  if (name.empty() || name.size() > kLongestName) return false;
  for (const char c : name) {
    if (!text::is_alphanumeric(c) && c != '_' && c != '-' && c != '.') return false;
  }
  return true;
}

const Variable* find(const Variables& variables, std::string_view name) {
  for (const Variable& variable : variables) {
    if (variable.name == name && !variable.value.empty()) return &variable;
  }
  return nullptr;
}

/// The characters of a JSON string, without its quotes.
std::string in_string(std::string_view value) {
  std::string text;
  json::Writer(text).string(value);
  return text.substr(1, text.size() - 2);
}

/// Follows a JSON text, to know whether a place is within a string.
struct Strings {
  bool inside = false;
  bool escaped = false;

  void pass(std::string_view text) {
    for (const char c : text) {
      if (escaped) {
        escaped = false;
      } else if (inside && c == '\\') {
        escaped = true;
      } else if (c == '"') {
        inside = !inside;
      }
    }
  }
};

std::string xml_text(std::string_view value) {
  std::string text;
  for (const char c : value) {
    switch (c) {
      case '&':
        text += "&amp;";
        break;
      case '<':
        text += "&lt;";
        break;
      case '>':
        text += "&gt;";
        break;
      case '"':
        text += "&quot;";
        break;
      default:
        text += c;
    }
  }
  return text;
}

/// The spellings of a value in a URL, a form, JSON, JSON in a URL, XML, and as it is.
std::vector<std::string> spellings(const std::string& value) {
  std::string form = json::percent_encode(value);
  for (size_t at = form.find("%20"); at != std::string::npos; at = form.find("%20", at))
    form.replace(at, 3, "+");
  std::vector<std::string> all = {value,
                                  json::percent_encode(value),
                                  json::percent_encode(value, ":/?#[]@!$&'()*+,;="),
                                  json::encode_component(value),
                                  std::move(form),
                                  in_string(value),
                                  json::percent_encode(in_string(value)),
                                  xml_text(value)};
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

size_t origin_size(std::string_view url) {
  const auto authority = json::split_uri(url).authority;
  return authority ? static_cast<size_t>(authority->data() - url.data()) + authority->size() : 0;
}

/// Puts the ranges in order and joins those that overlap.
void settle(std::vector<Secret>& secrets) {
  std::stable_sort(secrets.begin(), secrets.end(), [](const Secret& one, const Secret& other) {
    return one.begin != other.begin ? one.begin < other.begin : one.end > other.end;
  });
  std::vector<Secret> joined;
  for (Secret& secret : secrets) {
    if (!joined.empty() && secret.begin < joined.back().end) {
      joined.back().end = std::max(joined.back().end, secret.end);
    } else {
      joined.push_back(std::move(secret));
    }
  }
  secrets = std::move(joined);
}

void mark(SecretText& text, size_t from, std::string_view spelling, const std::string& name) {
  for (size_t at = text.text.find(spelling, from);
       at != std::string::npos && text.secrets.size() < kMostSecrets;
       at = text.text.find(spelling, at + spelling.size())) {
    text.secrets.push_back(
        {static_cast<uint32_t>(at), static_cast<uint32_t>(at + spelling.size()), name});
  }
}

}  // namespace

std::string resolve(std::string_view text, const Variables& variables, Place place,
                    std::vector<std::string>* unknown) {
  std::string result;
  Strings strings;
  const auto keep = [&](std::string_view piece) {
    result += piece;
    if (place == Place::json) strings.pass(piece);
  };
  while (true) {
    const size_t open = text.find("{{");
    const size_t close = open == std::string_view::npos ? open : text.find("}}", open + 2);
    if (close == std::string_view::npos || result.size() > kMostBytes) break;
    const std::string_view inner = text.substr(open + 2, close - open - 2);
    const std::string_view name = text::trim(inner);
    if (!is_name(name)) {
      // `{{{a}}` has its name after the first brace.
      keep(text.substr(0, open + 1));
      text.remove_prefix(open + 1);
      continue;
    }
    keep(text.substr(0, open));
    if (const Variable* variable = find(variables, name)) {
      if (strings.inside) {
        result += in_string(variable->value);
      } else {
        keep(variable->value);
      }
    } else {
      keep(text.substr(open, close + 2 - open));
      const std::string said = "{{" + std::string(name) + "}}";
      if (unknown && std::find(unknown->begin(), unknown->end(), said) == unknown->end())
        unknown->push_back(said);
    }
    text.remove_prefix(close + 2);
  }
  result += text;
  return result;
}

void mark_values(HttpRequest& request, const Variables& variables) {
  std::vector<SecretText*> texts = {&request.url};
  for (HeaderField& header : request.headers) texts.push_back(&header.value);
  if (request.body) {
    for (BodyPiece& run : *request.body) {
      if (auto* text = std::get_if<SecretText>(&run)) texts.push_back(text);
    }
  }
  const size_t path = origin_size(request.url.text);
  for (const Variable& variable : variables) {
    if (!variable.secret || variable.value.empty()) continue;
    const std::string name = variable_name(variable.name);
    for (const std::string& spelling : spellings(variable.value)) {
      // No secret gets into the address of a server.
      for (SecretText* text : texts) mark(*text, text == &request.url ? path : 0, spelling, name);
    }
  }
  for (SecretText* text : texts) settle(text->secrets);
}

}  // namespace vitrine::request
