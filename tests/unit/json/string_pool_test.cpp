#include "app/json/string_pool.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/builder.h"

namespace vitrine::json {
namespace {

/// Puts strings of these sizes into one pool and reads them all back, as Storage::view does.
void expect_kept(const std::vector<uint32_t>& sizes) {
  StringPool pool;
  std::vector<uint32_t> places;
  for (size_t i = 0; i < sizes.size(); ++i) {
    const auto [offset, place] = pool.allocate(sizes[i]);
    ASSERT_NE(place, nullptr);
    std::memset(place, static_cast<int>('a' + i % 26), sizes[i]);
    pool.commit(sizes[i]);
    places.push_back(offset);
  }
  for (size_t i = 0; i < sizes.size(); ++i) {
    const std::string_view view(pool.at(places[i]), sizes[i]);
    EXPECT_EQ(view, std::string(sizes[i], static_cast<char>('a' + i % 26))) << i;
  }
}

TEST(StringPool, AnEmptyStringMayBeTheOnlyOne) { expect_kept({0}); }

TEST(StringPool, AnEmptyStringMayFollowALargeOne) {
  expect_kept({10'000, 0});
  expect_kept({5, 10'000, 0, 3});
  expect_kept({100'000, 0, 8193, 0, 8192, 0});
}

TEST(StringPool, AnEmptyStringMayFollowAFullBlock) {
  expect_kept({128 * 8, 0, 1});
  // Eight strings of 8 KiB fill a block of 64 KiB to its last byte.
  std::vector<uint32_t> full = {1, 1024, 8192};
  for (int i = 0; i < 24; ++i) full.push_back(8192);
  for (const size_t empty_at : {size_t{11}, size_t{19}, full.size()}) {
    std::vector<uint32_t> sizes = full;
    sizes.insert(sizes.begin() + static_cast<long>(empty_at), 0);
    expect_kept(sizes);
  }
}

TEST(StringPool, StringsOfEverySizeAroundTheBoundsAreKept) {
  for (const uint32_t bound : {1u, 128u, 1024u, 8192u, 65'536u}) {
    for (uint32_t size = bound - 1; size <= bound + 1; ++size) {
      expect_kept({size});
      expect_kept({size, 0, size, 0});
      expect_kept({0, size, 1, size});
      expect_kept({7, size, 0});
    }
  }
}

TEST(StringPool, ALargeStringLeavesTheBlockBeforeItInUse) {
  StringPool pool;
  for (int i = 0; i < 100; ++i) {
    pool.allocate(10'000);
    pool.commit(10'000);
    pool.allocate(3);
    pool.commit(3);
  }
  EXPECT_LT(pool.memory_bytes(), 1'010'000u);
  expect_kept({3, 10'000, 3, 0, 8193, 120, 10'000, 5});
}

TEST(StringPool, WhatWasNotKeptIsUsedAgain) {
  StringPool pool;
  const uint32_t first = pool.allocate(100).first;
  pool.commit(0);
  EXPECT_EQ(pool.allocate(20).first, first);
}

TEST(Builder, EmptyTextThatIsNotSpelledOutIsText) {
  Builder builder;
  builder.append("{}");
  builder.begin(Type::object, 0);
  builder.key(Range{1, 1}, std::string_view());
  builder.string(Range{1, 1}, std::string_view());
  builder.end(2);
  const Document document = std::move(std::move(builder).finish().document);
  EXPECT_TRUE(document.root()[""].is_string());
  EXPECT_EQ(document.root()[""].string(), "");
}

}  // namespace
}  // namespace vitrine::json
