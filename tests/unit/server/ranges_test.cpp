#include "server/api/http/ranges.h"

#include <gtest/gtest.h>

#include "server/api/model/file.h"
#include "tests/unit/server/probe.h"

namespace vitrine::test {
namespace {

Response ranged(const std::string& range, const std::string& if_range = {}) {
  Spool spool;
  EXPECT_TRUE(spool.append("0123456789", 10));
  Response response;
  response.file = spool.finish();
  response.headers.add("ETag", "\"a\"");
  Request request = with(get("/x"), "Range", range);
  if (!if_range.empty()) request.headers.add("If-Range", if_range);
  apply_range(request, response);
  return response;
}

std::string part(const std::string& range) {
  const Response response = ranged(range);
  if (response.status != 206) return std::to_string(response.status);
  return response.file->read_all().substr(response.file_begin,
                                          *response.file_end - response.file_begin);
}

TEST(Ranges, GiveTheBytesThatAreAskedFor) {
  EXPECT_EQ(part("bytes=0-3"), "0123");
  EXPECT_EQ(part("bytes=3-3"), "3");
  EXPECT_EQ(part("bytes=7-"), "789");
  EXPECT_EQ(part("bytes=7-1000"), "789");
  EXPECT_EQ(part("bytes=-2"), "89");
  EXPECT_EQ(part("bytes=-1000"), "0123456789");
  EXPECT_EQ(part("bytes=8-99999999999999999999999"), "89");
  EXPECT_EQ(part("Bytes=3-3"), "3");
  EXPECT_EQ(header(ranged("bytes=1-2"), "Content-Range"), "bytes 1-2/10");
}

TEST(Ranges, BehindTheEndThereIsNothing) {
  EXPECT_EQ(part("bytes=10-"), "416");
  EXPECT_EQ(part("bytes=-0"), "416");
  EXPECT_EQ(header(ranged("bytes=10-20"), "Content-Range"), "bytes */10");
}

TEST(Ranges, OthersAreIgnored) {
  for (const char* range : {"", "bytes=", "bytes=-", "bytes=3-1", "bytes=a-b", "bytes=1-2,4-5",
                            "lines=1-2", "bytes=1-2x", "bytes=1-x", "bytes 1-2"}) {
    EXPECT_EQ(part(range), "200") << range;
  }
  EXPECT_EQ(ranged("bytes=1-2", "\"b\"").status, 200);
  EXPECT_EQ(ranged("bytes=1-2", "\"a\"").status, 206);
}

}  // namespace
}  // namespace vitrine::test
