#include "app/json/pointer.h"

#include <gtest/gtest.h>

#include "app/json/reader.h"

namespace vitrine::json {
namespace {

TEST(Pointer, LeadsWhereRfc6901Says) {
  const Reading reading = read(
      R"({"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8})");
  const Value root = reading.document.root();
  EXPECT_EQ(resolve(root, ""), root);
  EXPECT_EQ(resolve(root, "/foo").size(), 2u);
  EXPECT_EQ(resolve(root, "/foo/0").string(), "bar");
  const std::pair<const char*, const char*> kMembers[] = {
      {"/", "0"},     {"/a~1b", "1"}, {"/c%d", "2"}, {"/e^f", "3"},  {"/g|h", "4"},
      {"/i\\j", "5"}, {"/k\"l", "6"}, {"/ ", "7"},   {"/m~0n", "8"},
  };
  for (const auto& [pointer, lexeme] : kMembers) {
    EXPECT_EQ(resolve(root, pointer).lexeme(), lexeme) << pointer;
  }
}

TEST(Pointer, LeadsNowhereWhenWrong) {
  const Reading reading = read(R"({"foo":["bar","baz"],"~2":1,"01":2,"s":"text"})");
  const Value root = reading.document.root();
  for (const char* pointer : {"foo", "/foo/2", "/foo/01", "/foo/-", "/foo/-1", "/foo/+1", "/foo/",
                              "/foo/1e0", "/foo/4294967296", "/foo/18446744073709551617", "/~2",
                              "/~", "/s/0", "/nothing", "/foo/0/0"}) {
    EXPECT_FALSE(resolve(root, pointer)) << pointer;
  }
  EXPECT_EQ(resolve(root, "/01").lexeme(), "2");
}

TEST(Pointer, SplitsIntoUnescapedTokens) {
  EXPECT_TRUE(split("").value().empty());
  EXPECT_EQ(split("/").value(), std::vector<std::string>{""});
  EXPECT_EQ(split("/a~1b//~01/~0~1").value(), (std::vector<std::string>{"a/b", "", "~1", "~/"}));
  EXPECT_FALSE(split("a"));
  EXPECT_FALSE(split("/a/b~/c"));
  EXPECT_FALSE(split("/a/~"));
}

TEST(Pointer, AppendsWhatItSplits) {
  std::string pointer;
  append(pointer, "a/b~c");
  append(pointer, "");
  append(pointer, 12u);
  EXPECT_EQ(pointer, "/a~1b~0c//12");
  EXPECT_EQ(split(pointer).value(), (std::vector<std::string>{"a/b~c", "", "12"}));
}

}  // namespace
}  // namespace vitrine::json
