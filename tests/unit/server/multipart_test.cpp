#include "server/api/http/multipart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

namespace vitrine::test {
namespace {

using ::testing::HasSubstr;

std::vector<Part> parts(std::string_view body, std::string_view boundary = "b") {
  auto read = read_multipart(body, boundary);
  if (auto* reason = std::get_if<std::string>(&read)) {
    ADD_FAILURE() << *reason;
    return {};
  }
  return std::get<std::vector<Part>>(std::move(read));
}

/// In a buffer of exact size, so that a step too far is noticed.
std::string mistake(const std::string& body, std::string_view boundary = "b") {
  const std::unique_ptr<char[]> copy(new char[body.size()]);
  std::copy(body.begin(), body.end(), copy.get());
  const auto read = read_multipart({copy.get(), body.size()}, boundary);
  const auto* reason = std::get_if<std::string>(&read);
  return reason ? *reason : "";
}

TEST(Multipart, PartsAreFieldsAndFiles) {
  const auto read = parts(
      "words before\r\n--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n겨울\r\n"
      "--b  \r\ncontent-disposition: FORM-DATA; filename=\"a\\\"b.png\"; name=file\r\n"
      "Content-Type: image/png\r\n\r\nline\r\n--\r\n\r\n--b--\r\nwords behind");
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[0].name, "title");
  EXPECT_EQ(read[0].bytes, "겨울");
  EXPECT_FALSE(read[0].filename);
  EXPECT_EQ(read[1].name, "file");
  EXPECT_EQ(*read[1].filename, "a\"b.png");
  EXPECT_EQ(read[1].type, "image/png");
}

TEST(Multipart, EmptyPartsAndEmptyFormsAreRead) {
  const auto read =
      parts("--b\r\nContent-Disposition: form-data; name=\"\"; filename=\"\"\r\n\r\n\r\n--b--");
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read[0].bytes, "");
  EXPECT_EQ(*read[0].filename, "");
  EXPECT_TRUE(parts("--b--").empty());
}

TEST(Multipart, WhatIsNoneIsSaid) {
  const std::string head = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
  EXPECT_THAT(mistake("", ""), HasSubstr("boundary"));
  EXPECT_THAT(mistake(""), HasSubstr("does not occur"));
  EXPECT_THAT(mistake("--"), HasSubstr("does not occur"));
  EXPECT_THAT(mistake("--b"), HasSubstr("after a boundary"));
  EXPECT_THAT(mistake("--b\r\n"), HasSubstr("no end of its headers"));
  EXPECT_THAT(mistake("--b\r\n\r\n\r\n--b--"), HasSubstr("Content-Disposition"));
  EXPECT_THAT(mistake("--b\r\nX: y\r\n\r\n\r\n--b--"), HasSubstr("Content-Disposition"));
  EXPECT_THAT(mistake(head + "half"), HasSubstr("cut off"));
  EXPECT_THAT(mistake(head + "half\r\n--"), HasSubstr("cut off"));
  EXPECT_THAT(mistake("--b\r\n" + std::string(10'000, 'h')), HasSubstr("headers"));
  std::string many;
  for (int i = 0; i < 1001; ++i) many += head + "x\r\n";
  EXPECT_THAT(mistake(many + "--b--"), HasSubstr("1,000"));
}

TEST(Multipart, EveryPrefixOfAFormIsRefused) {
  const std::string whole =
      "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"c\"\r\n\r\nx\r\n--b--";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_NE(mistake(whole.substr(0, size)), "") << size;
  }
  EXPECT_EQ(mistake(whole), "");
}

TEST(HeaderParameter, IsFoundWhateverItsSpelling) {
  EXPECT_EQ(header_parameter("a/b; X=1; boundary=\"q;r\\\"s\"; y=2", "Boundary"), "q;r\"s");
  EXPECT_EQ(header_parameter("a/b;boundary=x ;y=z", "y"), "z");
  EXPECT_EQ(header_parameter("a/b; boundary", "boundary"), std::nullopt);
  EXPECT_EQ(header_parameter("a/b; word; boundary=x", "boundary"), "x");
  EXPECT_EQ(header_parameter("a/b; z=\"", "z"), "");
  EXPECT_EQ(header_parameter("", "z"), std::nullopt);
}

}  // namespace
}  // namespace vitrine::test
