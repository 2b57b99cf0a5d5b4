// The lines of the navigation: groups in the order of the document, or what a search found.
#include <algorithm>
#include <utility>

#include "app/session/navigation/update.h"
#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

using Kind = NavigationRow::Kind;

/// Ranks how well one word of a search fits an operation, by where it is found.
enum Fit : uint8_t {
  kNowhere = 0,
  kTag = 1,
  kMethod = 2,
  kInside = 4,
  kWordBegin = 8,
  kBegin = 12
};

std::vector<std::string> words_of(std::string_view filter) {
  std::vector<std::string> words(1);
  for (const char c : filter) {
    if (c != ' ' && c != '\t') {
      words.back() += text::lower(c);
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The best place of `word`, which is in lower case, in `text`.
Fit fit(std::string_view text, std::string_view word) {
  Fit best = kNowhere;
  for (size_t at = 0; at + word.size() <= text.size(); ++at) {
    size_t same = 0;
    while (same < word.size() && text::lower(text[at + same]) == word[same]) ++same;
    if (same < word.size()) continue;
    if (at == 0) return kBegin;
    // Words begin after a non-letter, and at the capitals of an operationId.
    const bool capital = text[at] >= 'A' && text[at] <= 'Z' && text[at - 1] >= 'a';
    if (!is_letter(text[at - 1]) || capital) {
      best = kWordBegin;
    } else if (best == kNowhere) {
      best = kInside;
    }
  }
  return best;
}

/// 0 where a word is missing; more is better.
uint32_t rank(const openapi::OperationEntry& entry, const std::vector<std::string>& words) {
  uint32_t sum = 1;
  for (const std::string& word : words) {
    // Users remember the summary first, then the path.
    uint32_t best = std::max({2u * fit(entry.summary, word), 2u * fit(entry.operation_id, word),
                              2u * fit(entry.path, word)});
    if (best > 0 && fit(entry.summary, word) >= kWordBegin) ++best;
    if (fit(entry.method, word) == kBegin) best = std::max<uint32_t>(best, kMethod);
    if (best == 0) {
      for (const std::string& tag : entry.tags) {
        if (fit(tag, word) != kNowhere) best = kTag;
      }
    }
    if (best == 0) return 0;
    sum += best;
  }
  return sum;
}

class Lister {
 public:
  explicit Lister(Session& session)
      : navigation_(session.navigation),
        description_(session.spec->description),
        words_(words_of(navigation_.filter)) {
    for (const openapi::OperationEntry& entry : description_.operations()) {
      ranks_.push_back(words_.empty() ? 1 : rank(entry, words_));
      navigation_.operation_count += ranks_.back() > 0 ? 1 : 0;
    }
  }

  void list() {
    if (!words_.empty()) {
      found_groups();
    } else if (description_.tag_groups().empty()) {
      nested_groups();
    } else {
      sections();
    }
    webhooks();
    schemas();
  }

 private:
  const openapi::Group& group(uint32_t index) const { return description_.groups()[index]; }

  /// The operations of a list that match, best first; equal ones keep their order.
  std::vector<uint32_t> passing(const std::vector<uint32_t>& operations, bool webhooks) const {
    std::vector<uint64_t> keys;
    for (const uint32_t index : operations) {
      const bool webhook = description_.operations()[index].webhook;
      if (ranks_[index] > 0 && webhook == webhooks) keys.push_back(key(ranks_[index], index));
    }
    return in_order(keys);
  }

  /// Sorts by falling rank, then by index.
  static uint64_t key(uint32_t rank, uint32_t index) { return uint64_t{~rank} << 32 | index; }
  static std::vector<uint32_t> in_order(std::vector<uint64_t>& keys) {
    std::sort(keys.begin(), keys.end());
    std::vector<uint32_t> list;
    for (const uint64_t each : keys) list.push_back(static_cast<uint32_t>(each));
    return list;
  }

  void add_group(uint32_t index, uint8_t depth, bool with_empty) {
    const std::vector<uint32_t> list = passing(group(index).operations, false);
    if (list.empty() && !with_empty) return;
    navigation_.rows.push_back(
        {Kind::group, depth, index, index, static_cast<uint32_t>(list.size())});
    for (const uint32_t operation : list)
      navigation_.rows.push_back({Kind::operation, depth, operation, index, 0});
  }

  void found_groups() {
    std::vector<uint64_t> best;
    for (uint32_t index = 0; index < description_.groups().size(); ++index) {
      const std::vector<uint32_t> list = passing(group(index).operations, false);
      if (!list.empty()) best.push_back(key(ranks_[list.front()], index));
    }
    for (const uint32_t index : in_order(best)) add_group(index, 0, false);
  }

  /// A tag, then the tags inside it.
  void add_with_children(uint32_t root, std::vector<bool>& listed) {
    constexpr uint8_t kDeepest = 3;
    std::vector<std::pair<uint32_t, uint8_t>> waiting = {{root, 0}};
    while (!waiting.empty()) {
      const auto [index, depth] = waiting.back();
      waiting.pop_back();
      if (listed[index]) continue;
      listed[index] = true;
      std::vector<uint32_t> children;
      if (!group(index).tag.empty()) {
        for (uint32_t other = 0; other < description_.groups().size(); ++other) {
          if (group(other).parent == group(index).tag) children.push_back(other);
        }
      }
      add_group(index, depth, !children.empty());
      const uint8_t below = std::min<uint8_t>(depth + 1, kDeepest);
      for (auto child = children.rbegin(); child != children.rend(); ++child)
        waiting.emplace_back(*child, below);
    }
  }

  void nested_groups() {
    std::vector<bool> listed(description_.groups().size());
    for (uint32_t index = 0; index < listed.size(); ++index) {
      if (group(index).parent.empty()) add_with_children(index, listed);
    }
  }

  void sections() {
    std::vector<bool> listed(description_.groups().size());
    const auto& sections = description_.tag_groups();
    for (uint32_t section = 0; section < sections.size(); ++section) {
      const size_t at = head(section);
      for (const std::string& tag : sections[section].tags) {
        for (uint32_t index = 0; index < listed.size(); ++index) {
          if (group(index).tag == tag) add_with_children(index, listed);
        }
      }
      drop_if_last(at);
    }
    const size_t at = head(static_cast<uint32_t>(sections.size()));
    for (uint32_t index = 0; index < listed.size(); ++index) add_with_children(index, listed);
    drop_if_last(at);
  }

  size_t head(uint32_t section) {
    navigation_.rows.push_back({Kind::section, 0, section, 0, 0});
    return navigation_.rows.size();
  }
  void drop_if_last(size_t size) {
    if (navigation_.rows.size() == size) navigation_.rows.pop_back();
  }

  void webhooks() {
    std::vector<uint32_t> all;
    for (uint32_t index = 0; index < ranks_.size(); ++index) all.push_back(index);
    const std::vector<uint32_t> list = passing(all, true);
    if (list.empty()) return;
    navigation_.rows.push_back({Kind::webhooks, 0, 0, 0, static_cast<uint32_t>(list.size())});
    const auto none = static_cast<uint32_t>(description_.groups().size());
    for (const uint32_t operation : list)
      navigation_.rows.push_back({Kind::operation, 0, operation, none, 0});
  }

  void schemas() {
    std::vector<uint32_t> list;
    for (uint32_t index = 0; index < description_.schemas().size(); ++index) {
      const std::string& name = description_.schemas()[index].name;
      const bool passes = std::all_of(words_.begin(), words_.end(), [&](const std::string& word) {
        return fit(name, word) != kNowhere;
      });
      if (passes) list.push_back(index);
    }
    if (list.empty()) return;
    navigation_.rows.push_back({Kind::schemas, 0, 0, 0, static_cast<uint32_t>(list.size())});
    if (words_.empty() && !navigation_.schemas_open) return;
    for (const uint32_t schema : list) navigation_.rows.push_back({Kind::schema, 0, schema, 0, 0});
  }

  Navigation& navigation_;
  const openapi::Description& description_;
  std::vector<std::string> words_;
  std::vector<uint32_t> ranks_;
};

}  // namespace

void fill_navigation(Session& session) {
  Navigation& navigation = session.navigation;
  navigation.rows.clear();
  navigation.operation_count = 0;
  ++navigation.revision;
  if (!session.spec) return;
  Lister(session).list();
  if (session.work->search) find_hits(session);
}

}  // namespace vitrine::session
