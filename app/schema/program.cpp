#include "app/schema/program.h"

namespace vitrine::schema {

namespace {

/// Which of the indexes leads to the name; nullptr when none does.
template <class NameOf>
const std::uint32_t* search(const std::vector<std::uint32_t>& by_name, std::string_view name,
                            const NameOf& name_of) {
  const std::uint32_t* first = by_name.data();
  for (std::size_t count = by_name.size(); count > 0;) {
    const std::size_t half = count / 2;
    const int order = name_order(name_of(first[half]), name);
    if (order == 0) return first + half;
    if (order < 0) first += half + 1;
    count = order < 0 ? count - half - 1 : half;
  }
  return nullptr;
}

}  // namespace

const Child* Operands::find(std::string_view token) const {
  const auto* found = search(by_name, token, [this](std::uint32_t index) -> std::string_view {
    return children[index].token;
  });
  return found != nullptr ? &children[*found] : nullptr;
}

bool Operands::has_name(std::string_view name) const {
  return search(by_name, name, [this](std::uint32_t index) -> std::string_view {
           return names[index];
         }) != nullptr;
}

const Keyword* Node::find(std::string_view name) const {
  for (const Keyword& keyword : keywords) {
    if (keyword.name == name) return &keyword;
  }
  return nullptr;
}

}  // namespace vitrine::schema
