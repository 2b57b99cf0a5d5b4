// The table of keywords is complete and in itself consistent.
#include "app/schema/keyword_table.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "app/schema/message_words.h"

namespace vitrine::schema {
namespace {

TEST(KeywordTable, HasOneRowAKeyword) {
  std::set<std::string_view> names;
  for (const KeywordRow& row : keyword_table::kRows) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_NE(row.dialects, 0) << row.name;
  }
}

TEST(KeywordTable, FindsWhatTheCompilerKnowsAndNoAnnotations) {
  for (std::size_t i = 0; i < std::size(keyword_table::kRows); ++i) {
    const KeywordRow& row = keyword_table::kRows[i];
    EXPECT_EQ(find_row(row.name),
              i < keyword_table::kCompiled ? std::optional<std::size_t>(i) : std::nullopt)
        << row.name;
    EXPECT_TRUE(row.compile == nullptr || i < keyword_table::kCompiled) << row.name;
  }
  EXPECT_FALSE(find_row("minimun"));
}

TEST(KeywordTable, WordsAreThereInAllLanguagesOrThoseOfAnother) {
  for (const KeywordRow& row : keyword_table::kRows) {
    if (row.en.empty()) continue;
    const auto words = sentence(row.name);
    ASSERT_TRUE(words) << row.name;
    for (const Language language : {Language::en, Language::ko, Language::ja}) {
      EXPECT_FALSE(words->in(language).empty()) << row.name;
      EXPECT_NE(words->in(language).front(), '=') << row.name;
    }
  }
}

TEST(KeywordTable, ShownRangesHaveBothEnds) {
  for (const KeywordRow& row : keyword_table::kRows) {
    if (!row.name.starts_with("min")) continue;
    const std::string most = "max" + std::string(row.name.substr(3));
    const auto other = find_row(most);
    ASSERT_TRUE(other) << most;
    EXPECT_EQ(keyword_table::kRows[*other].display, row.display) << most;
  }
}

}  // namespace
}  // namespace vitrine::schema
