#pragma once

#include <string>
#include <variant>
#include <vector>

#include "app/json/document.h"

namespace vitrine::json {

/// A document as a run of events: `{`, `}`, `[`, `]`, `k` key, `s` string, `n` number, `w` word.
struct Event {
  char kind;
  std::string text;

  friend bool operator==(const Event&, const Event&) = default;
};

/// Visits all of a value without recursion, `visit(kind, value, text)`.
template <class Visit>
void walk(Value root, const Visit& visit) {
  struct Open {
    Value container;
    std::vector<Member> members;
    std::vector<Value> elements;
    size_t at = 0;
  };
  std::vector<Open> open;
  const auto begin = [&](Value value) {
    if (value.is_object()) {
      visit('{', value, std::string_view());
      Open next{value, {}, {}};
      for (const Member& member : value.members()) next.members.push_back(member);
      open.push_back(std::move(next));
    } else if (value.is_array()) {
      visit('[', value, std::string_view());
      Open next{value, {}, {}};
      for (const Value element : value.elements()) next.elements.push_back(element);
      open.push_back(std::move(next));
    } else if (value.is_string()) {
      visit('s', value, value.string());
    } else {
      visit(value.is_number() ? 'n' : 'w', value, value.lexeme());
    }
  };
  if (!root) return;
  begin(root);
  while (!open.empty()) {
    Open& top = open.back();
    const bool object = top.container.is_object();
    if (top.at == (object ? top.members.size() : top.elements.size())) {
      visit(object ? '}' : ']', top.container, std::string_view());
      open.pop_back();
    } else if (object) {
      const Member member = top.members[top.at++];
      visit('k', member.value, member.key);
      begin(member.value);
    } else {
      begin(top.elements[top.at++]);
    }
  }
}

inline std::vector<Event> events_of(Value root) {
  std::vector<Event> events;
  walk(root, [&](char kind, Value, std::string_view text) {
    events.push_back({kind, std::string(text)});
  });
  return events;
}

}  // namespace vitrine::json
