// The classes of characters of YAML.
#pragma once

namespace vitrine::json {

inline bool is_yaml_blank(char c) { return c == ' ' || c == '\t'; }
inline bool is_yaml_break(char c) { return c == '\n' || c == '\r'; }
inline bool is_yaml_break_or_end(char c) { return is_yaml_break(c) || c == '\0'; }
inline bool is_flow_indicator(char c) {
  return c == ',' || c == '[' || c == ']' || c == '{' || c == '}';
}
/// YAML 1.2.2 §6.9.2, "ns-anchor-char".
inline bool is_anchor_character(char c) {
  return static_cast<unsigned char>(c) > ' ' && !is_flow_indicator(c);
}

}  // namespace vitrine::json
