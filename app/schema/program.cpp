#include "app/schema/program.h"

#include <algorithm>

namespace vitrine::schema {

const Child* Operands::find(std::string_view token) const {
  constexpr std::size_t kFew = 8;
  if (children.size() <= kFew) {
    for (const Child& child : children) {
      if (child.token == token) return &child;
    }
    return nullptr;
  }
  const auto found = std::lower_bound(
      by_name.begin(), by_name.end(), token,
      [this](std::uint32_t index, std::string_view name) { return children[index].token < name; });
  if (found == by_name.end() || children[*found].token != token) return nullptr;
  return &children[*found];
}

const Keyword* Node::find(std::string_view name) const {
  for (const Keyword& keyword : keywords) {
    if (keyword.name == name) return &keyword;
  }
  return nullptr;
}

}  // namespace vitrine::schema
