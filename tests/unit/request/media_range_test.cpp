#include "app/request/media_range.h"

#include <gtest/gtest.h>

namespace vitrine::request {
namespace {

struct Row {
  std::vector<const char*> promised;
  const char* given;
  const char* found;  ///< empty: none
};

TEST(MediaRange, TheMostSpecificPromiseDescribesABody) {
  const std::vector<Row> rows = {
      {{"application/json"}, "application/json", "application/json"},
      {{"application/json"}, "Application/JSON; charset=utf-8", "application/json"},
      {{"application/json", "application/json;version=2"},
       "application/json;version=2",
       "application/json;version=2"},
      {{"application/json;version=2", "application/json"}, "application/json", "application/json"},
      {{"application/json;version=2", "application/json"},
       "application/json; version=3",
       "application/json"},
      {{"application/json;version=2"}, "application/json", ""},
      {{"application/json;version=2"},
       "application/json; charset=utf-8; VERSION=\"2\"",
       "application/json;version=2"},
      {{"text/plain; charset=UTF-8"}, "text/plain;charset=\"utf-8\"", "text/plain; charset=UTF-8"},
      {{"text/plain; charset=UTF-8"}, "text/plain", "text/plain; charset=UTF-8"},
      {{"text/plain; charset=UTF-8"}, "text/plain; charset=latin1", ""},
      {{"a/b;x=A"}, "a/b;x=a", ""},
      {{"a/b;x=1", "a/b;x=1;y=2"}, "a/b; y=2; x=1", "a/b;x=1;y=2"},
      {{"*/*", "text/*", "text/plain"}, "text/plain", "text/plain"},
      {{"*/*", "text/*"}, "text/html", "text/*"},
      {{"*/*", "text/*;x=1"}, "text/html", "*/*"},
      {{"*/*"}, "image/png", "*/*"},
      {{"text/*"}, "textile/html", ""},
      {{"multipart/mixed; boundary=a"},
       "multipart/mixed; boundary=b",
       "multipart/mixed; boundary=a"},
      {{"a/b;x=\"1;y=2\""}, "a/b; x=\"1;y=2\"", "a/b;x=\"1;y=2\""},
      {{"a/b;x=\"1;y=2\""}, "a/b; x=1; y=2", ""},
      {{"a/b"}, "a/b;", "a/b"},
      {{"a/b"}, "a/b; flag; x=", "a/b"},
      {{"application/json"}, "", ""},
  };
  for (const Row& row : rows) {
    std::vector<openapi::MediaType> content;
    for (const char* name : row.promised) content.emplace_back().name = name;
    const openapi::MediaType* found = described_by(content, row.given);
    EXPECT_EQ(found ? found->name : "", row.found) << row.given << " of " << row.promised.front();
  }
}

}  // namespace
}  // namespace vitrine::request
