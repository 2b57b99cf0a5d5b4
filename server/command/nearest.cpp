#include "server/command/nearest.h"

#include <algorithm>

namespace vitrine::command {

namespace {

/// Typing mistakes between two words: Damerau's distance over adjacent letters, three rows at a
/// time.
std::size_t mistakes(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t exchanged = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, exchanged});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

std::string_view nearest(std::string_view given, const std::vector<std::string_view>& names) {
  constexpr std::size_t kLongest = 64;
  std::string_view best;
  if (given.size() > kLongest) return best;
  std::size_t fewest = std::max<std::size_t>(given.size() / 3, 1) + 1;
  for (const std::string_view name : names) {
    const std::size_t count = mistakes(given, name);
    if (count < fewest) {
      fewest = count;
      best = name;
    }
  }
  return best;
}

}  // namespace vitrine::command
