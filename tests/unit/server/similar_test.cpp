// Pictures that are like another one.
#include "server/demo/similar.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace vitrine::demo {
namespace {

Picture picture(std::string id, std::vector<std::string> tags, std::optional<int> year = {},
                Medium medium = Medium::painting, std::optional<std::string> place = {}) {
  Picture made;
  made.id = std::move(id);
  made.tags = std::move(tags);
  made.year = year;
  made.medium = medium;
  if (place) made.origin = Origin{std::move(place), std::nullopt, std::nullopt};
  return made;
}

std::function<std::optional<Picture>()> each_of(std::vector<Picture> list) {
  return [list = std::move(list), next = std::size_t{0}]() mutable -> std::optional<Picture> {
    if (next == list.size()) return std::nullopt;
    return list[next++];
  };
}

TEST(Similar, LikenessGrowsWithWhatPicturesShare) {
  const Picture one = picture("one", {"snow", "ink"}, 1904, Medium::painting, "京都");
  EXPECT_EQ(likeness(one, one), 1);
  EXPECT_EQ(likeness(one, picture("b", {"snow", "ink"}, 1904)), 0.9);
  EXPECT_EQ(likeness(one, picture("b", {"snow"}, 1904)), 0.65);
  EXPECT_EQ(likeness(one, picture("b", {"snow"}, 1804)), 0.55);
  EXPECT_EQ(likeness(one, picture("b", {"snow"})), 0.45);
  EXPECT_EQ(likeness(one, picture("b", {}, -3000, Medium::print)), 0);
  EXPECT_EQ(likeness(picture("a", {}), picture("b", {})), 0.2);
}

TEST(Similar, TheMostSimilarComeFirstAndThePictureItselfIsLeftOut) {
  const Picture one = picture("one", {"snow", "ink"}, 1904);
  const auto found = find_similar(
      one,
      each_of({picture("far", {"sea"}, 1500, Medium::print), one, picture("near", {"snow"}, 1904),
               picture("same", {"snow", "ink"}, 1904), picture("like near", {"ink"}, 1904)}),
      0.3, 2);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].picture.id, "same");
  EXPECT_EQ(found[1].picture.id, "near");
  EXPECT_GT(found[0].likeness, found[1].likeness);
}

}  // namespace
}  // namespace vitrine::demo
