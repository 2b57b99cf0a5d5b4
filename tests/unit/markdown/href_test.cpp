#include <gtest/gtest.h>

#include <string>

#include "app/markdown/markdown.h"

namespace vitrine::markdown {
namespace {

TEST(SafeHref, PassesWebMailAndLinksInThePage) {
  for (const char* href :
       {"https://example.com/a?b#c", "http://127.0.0.1:8080/", "mailto:a@b.example",
        "#/operations/createUser", "HTTPS://EXAMPLE.COM/"}) {
    EXPECT_EQ(safe_href(href), href);
  }
  EXPECT_EQ(safe_href(" https://example.com/a b \n"), "https://example.com/a%20b");
}

TEST(SafeHref, EverythingElseBecomesEmpty) {
  const std::string cases[] = {"",
                               "javascript:alert(1)",
                               "JaVaScRiPt:alert(1)",
                               " javascript:alert(1)",
                               "\x01javascript:alert(1)",
                               "java\nscript:alert(1)",
                               "java\tscript:alert(1)",
                               "java\rscript:alert(1)",
                               std::string("java\0script:alert(1)", 20),
                               "javascript&colon;alert(1)",
                               "data:text/html,<script>alert(1)</script>",
                               "vbscript:msgbox(1)",
                               "\tvbscript:msgbox(1)",
                               "blob:https://example.com/1",
                               "file:///etc/passwd",
                               "//example.com/",
                               "/docs",
                               "example.com",
                               "#top",
                               "http:",
                               "https:alert(1)",
                               "http\x01://example.com/",
                               "mailto:",
                               "feed:javascript:alert(1)",
                               "view-source:https://example.com"};
  for (const std::string& href : cases) EXPECT_EQ(safe_href(href), "") << href;
}

}  // namespace
}  // namespace vitrine::markdown
