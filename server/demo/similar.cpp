#include "server/demo/similar.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

/// Measures likeness.
namespace vitrine::demo {

namespace {

constexpr int kMostLookedAt = 10'000;
/// Years so far apart have nothing in common.
constexpr double kFarApart = 200;

/// The share of tags that both have (Jaccard).
double tags_in_common(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  const auto both =
      static_cast<double>(std::count_if(one.begin(), one.end(), [&](const std::string& tag) {
        return std::find(other.begin(), other.end(), tag) != other.end();
      }));
  const double all = static_cast<double>(one.size() + other.size()) - both;
  return all > 0 ? both / all : 0;
}

double closeness(std::optional<int> one, std::optional<int> other) {
  if (!one || !other) return 0;
  return std::max(0.0, 1 - std::abs(*one - *other) / kFarApart);
}

bool is_same_place(const Picture& one, const Picture& other) {
  return one.origin && other.origin && one.origin->place &&
         one.origin->place == other.origin->place;
}

}  // namespace

double likeness(const Picture& one, const Picture& other) {
  const double sum =
      0.5 * tags_in_common(one.tags, other.tags) + 0.2 * closeness(one.year, other.year) +
      0.2 * (one.medium == other.medium ? 1 : 0) + 0.1 * (is_same_place(one, other) ? 1 : 0);
  return std::round(sum * 100) / 100;
}

std::vector<SimilarPicture> find_similar(const Picture& picture,
                                         const std::function<std::optional<Picture>()>& others,
                                         double at_least, std::size_t limit) {
  std::vector<SimilarPicture> found;
  for (int i = 0; i < kMostLookedAt; ++i) {
    std::optional<Picture> other = others();
    if (!other) break;
    if (other->id == picture.id) continue;
    const double like = likeness(picture, *other);
    if (like < at_least) continue;
    const auto place = std::find_if(found.begin(), found.end(),
                                    [&](const SimilarPicture& one) { return one.likeness < like; });
    found.insert(place, SimilarPicture{like, std::move(*other)});
    if (found.size() > limit) found.pop_back();
  }
  return found;
}

}  // namespace vitrine::demo
