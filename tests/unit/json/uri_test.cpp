#include "app/json/uri.h"

#include <gtest/gtest.h>

namespace vitrine::json {
namespace {

TEST(Uri, ResolvesTheExamplesOfRfc3986) {
  constexpr const char* kBase = "http://a/b/c/d;p?q";
  const std::pair<const char*, const char*> kExamples[] = {
      // §5.4.1, normal
      {"g:h", "g:h"},
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q#s"},
      {"g#s", "http://a/b/c/g#s"},
      {"g?y#s", "http://a/b/c/g?y#s"},
      {";x", "http://a/b/c/;x"},
      {"g;x", "http://a/b/c/g;x"},
      {"g;x?y#s", "http://a/b/c/g;x?y#s"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"./", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../", "http://a/"},
      {"../../g", "http://a/g"},
      // §5.4.2, abnormal
      {"../../../g", "http://a/g"},
      {"../../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {".g", "http://a/b/c/.g"},
      {"g..", "http://a/b/c/g.."},
      {"..g", "http://a/b/c/..g"},
      {"./../g", "http://a/b/g"},
      {"./g/.", "http://a/b/c/g/"},
      {"g/./h", "http://a/b/c/g/h"},
      {"g/../h", "http://a/b/c/h"},
      {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
      {"g;x=1/../y", "http://a/b/c/y"},
      {"g?y/./x", "http://a/b/c/g?y/./x"},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
      {"g#s/./x", "http://a/b/c/g#s/./x"},
      {"g#s/../x", "http://a/b/c/g#s/../x"},
      {"http:g", "http:g"},
  };
  for (const auto& [reference, target] : kExamples) {
    EXPECT_EQ(resolve_uri(kBase, reference), target) << reference;
  }
}

TEST(Uri, ResolvesAgainstOtherBases) {
  const struct {
    const char* base;
    const char* reference;
    const char* target;
  } kCases[] = {
      {"http://a", "b", "http://a/b"},
      {"http://a#x", "", "http://a"},
      {"http://a/b#x", "#y", "http://a/b#y"},
      {"http://a/b", "#", "http://a/b#"},
      {"urn:example:root", "#/a", "urn:example:root#/a"},
      {"http://a/b", "urn:x:../y", "urn:x:../y"},
      {"file:///d/e.json", "f.json", "file:///d/f.json"},
      {"file:///d/e.json", "../f.json#/x", "file:///f.json#/x"},
      // Without a scheme.
      {"", "b.json", "b.json"},
      {"", "#/a", "#/a"},
      {"", "", ""},
      {"a.json", "b.json", "b.json"},
      {"a/b.json", "c.json", "a/c.json"},
      {"a/b.json", "./c.json", "a/c.json"},
      {"a/b.json", "../c.json", "c.json"},
      {"a/b.json", "../../c.json", "../c.json"},
      {"../a.json", "b.json", "../b.json"},
      {"../a.json", "../b.json", "../../b.json"},
      {"a/b/c.json", "d/../e.json", "a/b/e.json"},
      {"a/b.json", "/c.json", "/c.json"},
      {"/a/b.json", "../../c.json", "/c.json"},
      {"a/b.json", "..", ""},
      {"a/b/c.json", "..", "a/"},
      {"a/b.json", "#/x", "a/b.json#/x"},
  };
  for (const auto& [base, reference, target] : kCases) {
    EXPECT_EQ(resolve_uri(base, reference), target) << base << " + " << reference;
  }
}

TEST(Uri, SplitsAndJoins) {
  const Uri uri = split_uri("https://user@host:80/p/q?x=1?y#f#g");
  EXPECT_EQ(uri.scheme, "https");
  EXPECT_EQ(uri.authority, "user@host:80");
  EXPECT_EQ(uri.path, "/p/q");
  EXPECT_EQ(uri.query, "x=1?y");
  EXPECT_EQ(uri.fragment, "f#g");
  for (const char* text : {"https://user@host:80/p/q?x=1?y#f#g", "", "//", "a:?#", "file:///x",
                           "1a:b", "%:/?#[]@", "mailto:a@b"}) {
    EXPECT_EQ(to_string(split_uri(text)), text);
  }
  EXPECT_FALSE(split_uri("1a:b").scheme);
  EXPECT_TRUE(split_uri("a#").fragment.has_value());
  EXPECT_FALSE(split_fragment("a").fragment.has_value());
  EXPECT_EQ(split_fragment("a#/b").uri, "a");
  EXPECT_EQ(split_fragment("a#/b").fragment, "/b");
}

TEST(Uri, EncodesAndDecodesBytes) {
  EXPECT_EQ(percent_encode("a b/c~\xED\x95\x9C%"), "a%20b%2Fc~%ED%95%9C%25");
  EXPECT_EQ(percent_encode("a/b?", "/?"), "a/b?");
  EXPECT_EQ(encode_component("it's (a) *!~+/"), "it's%20(a)%20*!~%2B%2F");
  EXPECT_EQ(encode_fragment("/paths/~1a{b}?"), "/paths/~1a%7Bb%7D?");
  EXPECT_EQ(percent_decode("a%20b%2fc%ED%95%9c%25"), "a b/c\xED\x95\x9C%");
  EXPECT_EQ(percent_decode("%zz%4%"), "%zz%4%");
  EXPECT_EQ(percent_decode("%00"), std::string(1, '\0'));
}

}  // namespace
}  // namespace vitrine::json
