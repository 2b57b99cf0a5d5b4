// Finds the places of a description that fit a query.
#include "app/search/find.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/search/hit_maker.h"

namespace vitrine::search {
namespace {

using Scores = std::vector<uint16_t>;

/// By Layer and Fit. Names count more than values, and these more than words, however well they
/// fit; a typo counts less than all that is as it was typed.
constexpr uint16_t kScores[kLayers][5] = {
    {0, 80, 310, 340, 360}, {0, 50, 210, 240, 260}, {0, 20, 110, 140, 160}};
/// By Kind: operations before fields before texts.
constexpr uint16_t kOfKind[] = {12, 24, 16, 20, 14, 8, 8, 4, 8, 6, 10, 10, 6, 8, 6, 6};
static_assert(std::size(kOfKind) == static_cast<size_t>(Kind::heading) + 1);
constexpr uint16_t kWholeName = 20;

class Finder {
 public:
  explicit Finder(const Index& index) : index_(index), sums_(index.size()), own_(index.size()) {}

  std::vector<Word> look(std::string_view query) {
    std::vector<Word> words = words_of(query);
    for (Word& word : words) add(word);
    if (words.empty()) sums_.clear();
    return words;
  }

  /// 0 where a word is missing, or all stand on the way to the entry.
  uint32_t score(uint32_t entry) const {
    if (entry >= sums_.size() || sums_[entry] == 0 || !own_[entry]) return 0;
    return sums_[entry] + kOfKind[static_cast<size_t>(index_[entry].kind)];
  }

 private:
  /// How each term fits.
  std::vector<Fit> fits(Word& word) const {
    const Terms& terms = index_.terms();
    std::vector<Fit> result(terms.size());
    Fit best = Fit::none;
    for (uint32_t term = 0; term < terms.size(); ++term) {
      result[term] = fit(word, terms[term]);
      best = std::max(best, result[term]);
    }
    if (best >= Fit::begins || word.typo) return result;
    word.typo = true;
    return fits(word);
  }

  void add(Word& word) {
    const std::vector<Fit> by_term = fits(word);
    Scores named(index_.size());
    Scores best(index_.size());
    for (size_t layer = 0; layer < kLayers; ++layer) {
      Index::Run run(index_, static_cast<Layer>(layer));
      while (run.next()) {
        Fit how = Fit::none;
        for (const uint32_t term : run.terms()) how = std::max(how, by_term[term]);
        if (how == Fit::none) continue;
        uint16_t score = kScores[layer][static_cast<size_t>(how)];
        if (layer == 0 && how == Fit::same && run.terms().size() == 1) score += kWholeName;
        uint16_t& known = best[run.entry()];
        known = std::max(known, score);
        if (layer == 0) named[run.entry()] = known;
      }
    }
    for (uint32_t entry = 0; entry < index_.size(); ++entry) {
      own_[entry] = own_[entry] || best[entry] > 0;
      // Parents come before what is in them.
      if (const uint32_t parent = index_[entry].parent; parent != kNone) {
        const auto inherited = static_cast<uint16_t>(named[parent] / 2);
        named[entry] = std::max(named[entry], inherited);
        best[entry] = std::max(best[entry], inherited);
      }
      if (first_) {
        sums_[entry] = best[entry];
      } else if (sums_[entry] > 0) {
        sums_[entry] = best[entry] > 0 ? sums_[entry] + best[entry] : 0;
      }
    }
    first_ = false;
  }

  const Index& index_;
  std::vector<uint32_t> sums_;
  std::vector<bool> own_;
  bool first_ = true;
};

bool is_among(const Entry& entry, const Pages& pages) {
  const auto in = [&](const std::vector<bool>& list) {
    return entry.name < list.size() && list[entry.name];
  };
  return (entry.kind == Kind::operation && in(pages.operations)) ||
         (entry.kind == Kind::schema && in(pages.schemas)) ||
         (entry.kind == Kind::tag && in(pages.tags));
}

bool is_left_out(const Index& index, uint32_t entry, const Shown& shown) {
  if (is_among(index[entry], shown)) return true;
  for (; entry != kNone; entry = index[entry].parent) {
    if (is_among(index[entry], shown.hidden)) return true;
  }
  return false;
}

/// Equal for entries that are described by the same object.
uint64_t source_of(const Index& index, uint32_t entry) {
  const Entry& at = index[entry];
  const bool own = at.kind == Kind::heading || at.kind == Kind::scope || at.cell == kNone;
  return own ? uint64_t{entry} << 1 | 1 : (uint64_t{at.document} << 32 | at.cell) << 1;
}

}  // namespace

Found find(const Index& index, const openapi::Description& description, std::string_view query,
           const Shown& shown, size_t most) {
  Found found;
  Finder finder(index);
  const std::vector<Word> words = finder.look(query);
  if (words.empty()) return found;
  std::vector<std::pair<uint32_t, uint32_t>> candidates;  // falling score, entry
  for (uint32_t entry = 0; entry < index.size(); ++entry) {
    const uint32_t score = finder.score(entry);
    if (score > 0 && !is_left_out(index, entry, shown)) candidates.emplace_back(~score, entry);
  }
  std::sort(candidates.begin(), candidates.end());
  std::vector<uint64_t> sources;
  std::vector<uint64_t> of_hits;
  HitMaker maker(index, description, words);
  for (const auto& [score, entry] : candidates) {
    const uint64_t source = source_of(index, entry);
    sources.push_back(source);
    if (of_hits.size() >= most ||
        std::find(of_hits.begin(), of_hits.end(), source) != of_hits.end())
      continue;
    of_hits.push_back(source);
    found.hits.push_back(maker.make(entry));
  }
  std::sort(sources.begin(), sources.end());
  const auto others = std::unique(sources.begin(), sources.end()) - sources.begin();
  found.more = static_cast<uint32_t>(others) - static_cast<uint32_t>(found.hits.size());
  return found;
}

}  // namespace vitrine::search
