// The words that are searched for, and how well others fit them.
#include "app/search/query.h"

#include <algorithm>

#include "app/search/cutter.h"
#include "app/text/ascii.h"

namespace vitrine::search {
namespace {

/// Words of fewer letters have too many neighbours.
constexpr size_t kTypoLetters = 4;

bool begins(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

/// True when one letter is wrong, missing or too many, or two are swapped. Of a term that goes on,
/// what was typed may be the beginning.
bool is_near(std::string_view word, std::string_view term) {
  size_t at = 0;
  while (at < word.size() && at < term.size() && word[at] == term[at]) ++at;
  const std::string_view rest = word.substr(at);
  const std::string_view other = term.substr(at);
  if (rest.empty()) return true;
  if (begins(other, rest.substr(1))) return true;  // too many
  if (other.empty()) return false;
  if (begins(other.substr(1), rest.substr(1)) || begins(other.substr(1), rest)) return true;
  return rest.size() > 1 && other.size() > 1 && rest[0] == other[1] && rest[1] == other[0] &&
         begins(other.substr(2), rest.substr(2));
}

}  // namespace

std::vector<Word> words_of(std::string_view query) {
  std::vector<Word> words;
  const std::string lower = text::lower(query);
  Cutter cutter(lower);
  while (words.size() < kMostWords && cutter.next()) {
    if (!cutter.joins()) words.push_back({std::string(cutter.term()), cutter.pair()});
  }
  return words;
}

Fit fit(const Word& word, std::string_view term) {
  const std::string_view text = word.text;
  if (begins(term, text)) return term.size() == text.size() ? Fit::same : Fit::begins;
  if (text.size() > 1 && term.size() > text.size() && (term.find(text) != std::string_view::npos))
    return text.size() > 2 || word.pair ? Fit::inside : Fit::none;
  if (!word.typo || word.pair || text.size() < kTypoLetters || term.size() + 1 < text.size())
    return Fit::none;
  return is_near(text, term) ? Fit::typo : Fit::none;
}

std::vector<Mark> marks(std::string_view text, const std::vector<Word>& words) {
  std::vector<Mark> found;
  Cutter cutter(text);
  while (cutter.next()) {
    for (const Word& word : words) {
      const Fit how = fit(word, cutter.term());
      if (how == Fit::none) continue;
      size_t begin = cutter.begin();
      size_t end = cutter.end();
      // Of a joined name the places of letters are not known.
      if (!cutter.joins() && how != Fit::typo && cutter.term().size() == end - begin) {
        begin += cutter.term().find(word.text);
        end = begin + word.text.size();
      } else if (cutter.joins() && !found.empty() && found.back().end > begin) {
        continue;  // a part of it fits
      }
      found.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Mark& a, const Mark& b) { return a.begin < b.begin; });
  std::vector<Mark> apart;
  for (const Mark& mark : found) {
    if (!apart.empty() && mark.begin <= apart.back().end) {
      apart.back().end = std::max(apart.back().end, mark.end);
    } else {
      apart.push_back(mark);
    }
  }
  return apart;
}

}  // namespace vitrine::search
