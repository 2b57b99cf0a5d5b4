#include "server/api/http/http_date.h"

#include <gtest/gtest.h>

namespace vitrine::test {
namespace {

TEST(HttpDate, IsThatOfTheStandard) {
  EXPECT_EQ(http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
  EXPECT_EQ(http_date(4102444799), "Thu, 31 Dec 2099 23:59:59 GMT");
}

TEST(HttpDate, IsReadAsItIsWritten) {
  for (const std::time_t time : {std::time_t{0}, std::time_t{784111777}, std::time_t{4102444799}}) {
    EXPECT_EQ(read_http_date(http_date(time)), time);
  }
  for (const char* none : {"", "today", "Mon, 06 Nov 1994 08:49:37 GMT",
                           "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nox 1994 08:49:37 GMT",
                           "Thu, 31 Feb 2026 00:00:00 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                           "Sun Nov  6 08:49:37 1994", "Sun, 6  Nov 1994 08:49:37 GMT"}) {
    EXPECT_FALSE(read_http_date(none)) << none;
  }
}

}  // namespace
}  // namespace vitrine::test
