// The rows that the body of a response is cut into.
#include "app/session/exchange/body_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

namespace vitrine::session {
namespace {

using testing::ElementsAre;

std::unique_ptr<BodyText> cut(std::string_view text, bool json = true, uint32_t columns = 0,
                              size_t step = 1u << 20) {
  auto body = std::make_unique<BodyText>();
  body->lay_out(json, columns);
  body->append(text);
  body->end();
  while (body->step(step)) {
  }
  return body;
}

std::vector<std::string> rows(const BodyText& body) {
  std::vector<std::string> all;
  for (uint32_t row = 0; row < body.rows(); ++row)
    all.push_back(std::string(body.indent(row), ' ') + body.shown(row));
  return all;
}

constexpr std::string_view kPet =
    R"({"id" : 1.10,"tags":[ "a b", {} ,[]],"owner":{"name":"A\"{"},"x":null})";

TEST(BodyText, OfJsonHasALineForEachValue) {
  const auto body = cut(kPet);
  EXPECT_EQ(body->all_shown(1000),
            "{\n  \"id\": 1.10,\n  \"tags\": [\n    \"a b\",\n    {},\n    []\n  ],\n"
            "  \"owner\": {\n    \"name\": \"A\\\"{\"\n  },\n  \"x\": null\n}");
  EXPECT_EQ(body->row(2).close, 6u);
  EXPECT_EQ(body->row(4).close, 0u) << "what is empty cannot be folded";
  EXPECT_EQ(body->row(0).close, 11u);
}

TEST(BodyText, IsTheSameInStepsOfAnySize) {
  const auto whole = cut(kPet);
  for (size_t step = 1; step < 9; ++step) EXPECT_EQ(rows(*cut(kPet, true, 0, step)), rows(*whole));
}

TEST(BodyText, OfOtherKindsHasItsOwnLines) {
  const auto body = cut("a {\r\n\n b\t[", false);
  EXPECT_THAT(rows(*body), ElementsAre("a {", "", " b\t["));
  EXPECT_EQ(body->line_of(2), 3u);
}

TEST(BodyText, WrapsAtWordsAndKeepsItsNumbers) {
  const auto body = cut(R"(["one two three four five six seven",2])", true, 24);
  EXPECT_THAT(rows(*body),
              ElementsAre("[", "  \"one two three four ", "five six seven\",", "  2", "]"));
  EXPECT_TRUE(body->row(2).goes_on);
  EXPECT_TRUE(body->row(2).in_string);
  EXPECT_EQ(body->line_of(3), 3u);
  EXPECT_EQ(body->all_shown(1000), "[\n  \"one two three four five six seven\",\n  2\n]");
}

TEST(BodyText, CutsALongLineBetweenCharacters) {
  const auto body = cut("ab" + std::string("가나다라마바사아자차카타파하"), false, 20);
  ASSERT_EQ(body->rows(), 2u);
  EXPECT_EQ(body->shown(0), "ab가나다라마바사아자");
  EXPECT_EQ(body->shown(1), "차카타파하");
}

TEST(BodyText, KnowsThePlaceOfEachRow) {
  const auto body = cut(kPet);
  EXPECT_EQ(body->pointer_of(0), "");
  EXPECT_EQ(body->pointer_of(1), "/id");
  EXPECT_EQ(body->pointer_of(2), "/tags");
  EXPECT_EQ(body->pointer_of(3), "/tags/0");
  EXPECT_EQ(body->pointer_of(5), "/tags/2");
  EXPECT_EQ(body->pointer_of(6), "/tags") << "the bracket that ends it";
  EXPECT_EQ(body->pointer_of(8), "/owner/name");
  for (const uint32_t row : {0u, 1u, 2u, 3u, 4u, 5u, 7u, 8u, 10u})
    EXPECT_EQ(body->row_of(body->pointer_of(row)), row);
  EXPECT_EQ(body->row_of("/owner/age"), 7u) << "the nearest around it";
  EXPECT_EQ(body->row_of("/tags/3"), 2u);
}

TEST(BodyText, GivesTheValueOfARow) {
  const auto body = cut(kPet);
  EXPECT_EQ(body->value_of(1), "1.10");
  EXPECT_EQ(body->value_of(3), "\"a b\"");
  EXPECT_EQ(body->value_of(2), R"([ "a b", {} ,[]])");
  EXPECT_EQ(body->value_of(6), R"([ "a b", {} ,[]])");
  EXPECT_EQ(body->value_of(0), kPet);
}

TEST(BodyText, FindsPlacesInLongListsInAnyOrder) {
  std::string text = "[";
  for (int index = 0; index < 5000; ++index)
    text += (index > 0 ? ",{\"i\":" : "{\"i\":") + std::to_string(index) + "}";
  const auto body = cut(text + "]");
  for (const uint32_t index : {4000u, 4001u, 10u, 4999u, 0u}) {
    const std::string pointer = "/" + std::to_string(index) + "/i";
    const uint32_t row = body->row_of(pointer);
    EXPECT_EQ(body->shown(row), "\"i\": " + std::to_string(index));
    EXPECT_EQ(body->pointer_of(row), pointer);
  }
}

TEST(BodyText, ThatBrokeOffFoldsToItsEnd) {
  const auto body = cut(R"({"a":[1,2)");
  EXPECT_THAT(rows(*body), ElementsAre("{", "  \"a\": [", "    1,", "    2"));
  EXPECT_EQ(body->row(1).close, body->rows());
  EXPECT_EQ(body->pointer_of(3), "/a/1");
}

TEST(BodyText, IsSearchedInEitherCase) {
  const auto body = cut(R"({"Name":"x","name":["NAME name"]})");
  body->find("nAMe");
  while (body->step(1)) {
  }
  std::vector<std::pair<uint32_t, uint32_t>> found;
  for (const BodyMatch& match : body->matches()) found.emplace_back(match.row, match.from);
  EXPECT_THAT(found, ElementsAre(std::pair(1u, 1u), std::pair(2u, 1u), std::pair(3u, 1u),
                                 std::pair(3u, 6u)));
  EXPECT_FALSE(body->searching());
  EXPECT_EQ(body->match(), 0u);
  body->go_to_match(false);
  EXPECT_EQ(body->match(), 1u);
  body->go_to_match(true);
  body->go_to_match(true);
  EXPECT_EQ(body->match(), 3u);
  body->find("");
  EXPECT_TRUE(body->matches().empty());
}

TEST(BodyText, IsSearchedAcrossTheRowsOfALine) {
  const auto body = cut(R"(["one two three four five six seven"])", true, 24);
  body->find("four five");
  while (body->step(100)) {
  }
  ASSERT_EQ(body->matches().size(), 1u);
  EXPECT_EQ(body->matches()[0].row, 1u);
}

TEST(BodyText, OfHostileJsonEnds) {
  for (const std::string_view text : {"]]}", "{]", "[}", "\"", "{\"a\"", ",,,", "[,]", "{:}"}) {
    const auto body = cut(text);
    for (uint32_t row = 0; row < body->rows(); ++row) {
      body->pointer_of(row);
      body->value_of(row);
    }
    body->row_of("/0/a/1");
  }
}

}  // namespace
}  // namespace vitrine::session
