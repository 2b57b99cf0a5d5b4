// Says what was found: its name, the way to it, its link and a piece of its text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/search/find.h"
#include "app/search/sections.h"

namespace vitrine::search {

class HitMaker {
 public:
  HitMaker(const Index& index, const openapi::Description& description,
           const std::vector<Word>& words)
      : index_(index), description_(description), words_(words) {}

  Hit make(uint32_t entry);

 private:
  std::string name_of(const Entry& entry) const;
  /// The first of the entry's texts in which a word is found.
  std::string text_with_words(uint32_t entry);
  std::string section_of(const Entry& heading);

  const Index& index_;
  const openapi::Description& description_;
  const std::vector<Word>& words_;
  // Of the page whose headings were found last: a long text is cut once for all of them.
  uint32_t page_ = kNone;
  std::vector<Section> sections_;
};

}  // namespace vitrine::search
