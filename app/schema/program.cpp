#include "app/schema/program.h"

#include <algorithm>
#include <numeric>

namespace vitrine::schema {

namespace {

/// The indexes below `count` in the order of their names, each name once.
template <class NameOf>
std::vector<std::uint32_t> sorted(std::size_t count, const NameOf& name_of) {
  const auto order = [&](std::uint32_t left, std::uint32_t right) {
    return name_order(name_of(left), name_of(right));
  };
  std::vector<std::uint32_t> by_name(count);
  std::iota(by_name.begin(), by_name.end(), 0U);
  std::sort(by_name.begin(), by_name.end(),
            [&](std::uint32_t left, std::uint32_t right) { return order(left, right) < 0; });
  by_name.erase(
      std::unique(by_name.begin(), by_name.end(),
                  [&](std::uint32_t left, std::uint32_t right) { return order(left, right) == 0; }),
      by_name.end());
  return by_name;
}

/// Finds the index that leads to the name; nullptr when none does.
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

void Operands::sort_children() {
  by_name = sorted(children.size(), [this](std::uint32_t index) -> std::string_view {
    return children[index].token;
  });
}

void Operands::sort_names() {
  by_name = sorted(names.size(),
                   [this](std::uint32_t index) -> std::string_view { return names[index]; });
}

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
