#include "server/api/describe/yaml_text.h"

#include <nlohmann/json.hpp>
#include <string_view>

#include "app/text/ascii.h"

namespace vitrine {

namespace {

/// Words that need no quotes in any version of YAML.
bool is_plain(std::string_view text) {
  if (text.empty() || text.size() > 200) return false;
  if (!text::is_alpha(text.front()) || text.back() == ' ') return false;
  for (const char c : text) {
    constexpr std::string_view kOthers = " _-/.()";
    if (!text::is_alphanumeric(c) && kOthers.find(c) == std::string_view::npos) return false;
  }
  for (const std::string_view word :
       {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}) {
    if (text::equals_ignoring_case(text, word)) return false;
  }
  return true;
}

std::string scalar(const FreeForm& value) {
  if (value.is_string() && is_plain(value.get_ref<const std::string&>())) {
    return value.get<std::string>();
  }
  // JSON's own spelling is YAML as well.
  return value.dump(-1, ' ', false, FreeForm::error_handler_t::replace);
}

void write(std::string& out, const FreeForm& value, std::size_t indent, bool in_line) {
  const auto line = [&](bool first) {
    if (!first || !in_line) {
      if (!out.empty()) out += '\n';
      out.append(indent, ' ');
    }
  };
  bool first = true;
  if (value.is_object() && !value.empty()) {
    for (const auto& [key, member] : value.items()) {
      line(first);
      first = false;
      out += scalar(key) + ":";
      if (member.is_structured() && !member.empty()) {
        write(out, member, indent + 2, false);
      } else {
        out += " " + scalar(member);
      }
    }
  } else if (value.is_array() && !value.empty()) {
    for (const FreeForm& item : value) {
      line(first);
      first = false;
      out += "- ";
      write(out, item, indent + 2, true);
    }
  } else {
    out += scalar(value);
  }
}

}  // namespace

std::string to_yaml(const FreeForm& value) {
  std::string out;
  write(out, value, 0, true);
  return out + "\n";
}

}  // namespace vitrine
