// The lines of the navigation: groups in the order of the document, without those that are folded
// away, or what a search found.
#include <algorithm>
#include <map>
#include <string_view>
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
      : session_(session),
        navigation_(session.navigation),
        description_(session.spec->description),
        words_(words_of(navigation_.filter)) {
    for (const openapi::OperationEntry& entry : description_.operations()) {
      const bool known = is_listed(session, static_cast<uint32_t>(ranks_.size()));
      ranks_.push_back(!known ? 0 : words_.empty() ? 1 : rank(entry, words_));
      navigation_.operation_count += ranks_.back() > 0 ? 1 : 0;
    }
    for (uint32_t index = 0; index < description_.groups().size(); ++index) {
      const std::string& parent = group(index).parent;
      if (!parent.empty()) children_[parent].push_back(index);
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
    std::vector<uint32_t> list = in_order(keys);
    return words_.empty() ? listed(session_, std::move(list)) : list;
  }

  /// Sorts by falling rank, then by index.
  static uint64_t key(uint32_t rank, uint32_t index) { return uint64_t{~rank} << 32 | index; }
  static std::vector<uint32_t> in_order(std::vector<uint64_t>& keys) {
    std::sort(keys.begin(), keys.end());
    std::vector<uint32_t> list;
    for (const uint64_t each : keys) list.push_back(static_cast<uint32_t>(each));
    return list;
  }

  /// Lists the row, unless it is below a heading that is not open: the last one listed.
  void add_row(const NavigationRow& row, bool open = true) {
    if (open && !hidden_) return navigation_.rows.push_back(row);
    navigation_.folded.push_back(row);
    ++navigation_.rows.back().folded;
  }

  /// True when the rows below it are to be listed.
  bool add_heading(NavigationRow row) {
    const bool turned = navigation_.turned.count(heading_key(description_, row)) > 0;
    row.open = !words_.empty() || (row.kind == Kind::schemas) == turned;
    add_row(row);
    return row.open;
  }

  void count_group(bool open) {
    ++navigation_.groups;
    navigation_.folded_groups += open ? 0 : 1;
  }

  bool add_group(uint32_t index, uint8_t depth, const std::vector<uint32_t>& operations) {
    const bool open =
        add_heading({Kind::group, depth, index, index, static_cast<uint32_t>(operations.size())});
    count_group(open);
    for (const uint32_t operation : operations)
      add_row({Kind::operation, depth, operation, index}, open);
    return open;
  }

  void found_groups() {
    std::vector<uint64_t> best;
    for (uint32_t index = 0; index < description_.groups().size(); ++index) {
      if (group(index).is_badge()) continue;
      const std::vector<uint32_t> list = passing(group(index).operations, false);
      if (!list.empty()) best.push_back(key(ranks_[list.front()], index));
    }
    for (const uint32_t index : in_order(best))
      add_group(index, 0, passing(group(index).operations, false));
  }

  /// A tag, then the tags inside it. False when there is nothing to list.
  bool add_with_children(uint32_t root, std::vector<bool>& listed) {
    constexpr uint8_t kDeepest = 3;
    struct Waiting {
      uint32_t index;
      uint8_t depth;
      bool hidden;
    };
    const bool within = hidden_;
    bool any = false;
    std::vector<Waiting> waiting = {{root, 0, within}};
    while (!waiting.empty()) {
      const Waiting next = waiting.back();
      waiting.pop_back();
      if (listed[next.index] || group(next.index).is_badge()) continue;
      listed[next.index] = true;
      const std::vector<uint32_t> operations = passing(group(next.index).operations, false);
      const auto inside = children_.find(group(next.index).tag);
      if (operations.empty() && inside == children_.end()) continue;
      any = true;
      hidden_ = next.hidden;
      const bool open = add_group(next.index, next.depth, operations);
      const uint8_t below = std::min<uint8_t>(next.depth + 1, kDeepest);
      if (inside == children_.end()) continue;
      const std::vector<uint32_t>& children = inside->second;
      for (auto child = children.rbegin(); child != children.rend(); ++child)
        waiting.push_back({*child, below, next.hidden || !open});
    }
    hidden_ = within;
    return any;
  }

  void nested_groups() {
    std::vector<bool> listed(description_.groups().size());
    for (uint32_t index = 0; index < listed.size(); ++index) {
      if (group(index).parent.empty()) add_with_children(index, listed);
    }
    // Those inside badges.
    for (uint32_t index = 0; index < listed.size(); ++index) add_with_children(index, listed);
  }

  void sections() {
    std::vector<bool> listed(description_.groups().size());
    const auto& sections = description_.tag_groups();
    for (uint32_t section = 0; section <= sections.size(); ++section) {
      const bool open = add_heading({Kind::section, 0, section});
      hidden_ = !open;
      const bool any =
          section < sections.size() ? add_tags(sections[section].tags, listed) : add_all(listed);
      hidden_ = false;
      if (any) {
        count_group(open);
      } else {
        navigation_.rows.pop_back();
      }
    }
  }

  bool add_tags(const std::vector<std::string>& tags, std::vector<bool>& listed) {
    bool any = false;
    for (const std::string& tag : tags) {
      for (uint32_t index = 0; index < listed.size(); ++index) {
        if (group(index).tag == tag) any = add_with_children(index, listed) || any;
      }
    }
    return any;
  }

  bool add_all(std::vector<bool>& listed) {
    bool any = false;
    for (uint32_t index = 0; index < listed.size(); ++index)
      any = add_with_children(index, listed) || any;
    return any;
  }

  void webhooks() {
    std::vector<uint32_t> all;
    for (uint32_t index = 0; index < ranks_.size(); ++index) all.push_back(index);
    const std::vector<uint32_t> list = passing(all, true);
    if (list.empty()) return;
    const bool open = add_heading({Kind::webhooks, 0, 0, 0, static_cast<uint32_t>(list.size())});
    count_group(open);
    const auto none = static_cast<uint32_t>(description_.groups().size());
    for (const uint32_t operation : list) add_row({Kind::operation, 0, operation, none}, open);
  }

  void schemas() {
    if (!shows(session_.settings.options, Part::models)) return;
    std::vector<uint32_t> list;
    for (uint32_t index = 0; index < description_.schemas().size(); ++index) {
      const std::string& name = description_.schemas()[index].name;
      const bool passes = std::all_of(words_.begin(), words_.end(), [&](const std::string& word) {
        return fit(name, word) != kNowhere;
      });
      if (passes) list.push_back(index);
    }
    if (list.empty()) return;
    const bool open = add_heading({Kind::schemas, 0, 0, 0, static_cast<uint32_t>(list.size())});
    for (const uint32_t schema : list) add_row({Kind::schema, 0, schema}, open);
  }

  const Session& session_;
  Navigation& navigation_;
  const openapi::Description& description_;
  std::vector<std::string> words_;
  std::vector<uint32_t> ranks_;
  std::map<std::string_view, std::vector<uint32_t>> children_;  ///< groups by their parent's tag
  bool hidden_ = false;  ///< what is added stands below a folded heading
};

}  // namespace

void fill_navigation(Session& session) {
  Navigation& navigation = session.navigation;
  navigation.rows.clear();
  navigation.folded.clear();
  navigation.operation_count = 0;
  navigation.groups = navigation.folded_groups = 0;
  ++navigation.revision;
  if (!session.spec) return;
  Lister(session).list();
  if (session.work->search) find_hits(session);
}

}  // namespace vitrine::session
