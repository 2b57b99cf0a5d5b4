#include "app/text/xml_markup.h"

#include <gtest/gtest.h>

namespace vitrine::text {
namespace {

TEST(XmlMarkup, EndsWhereItsOwnMarkSays) {
  EXPECT_EQ(end_of_markup("<a b='>'>c"), 9u);
  EXPECT_EQ(end_of_markup("<!-- > -->c"), 10u);
  EXPECT_EQ(end_of_markup("<![CDATA[>]]>c"), 13u);
  EXPECT_EQ(end_of_markup("<?a >?>c"), 7u);
  EXPECT_EQ(end_of_markup("<!DOCTYPE a [<!ENTITY b '>'>]>c"), 30u);
  for (const char* text : {"<a", "<a b='>", "<!--", "<![CDATA[", "<?", "<"})
    EXPECT_EQ(end_of_markup(text), std::string_view::npos) << text;
}

TEST(XmlMarkup, ATagIsClosedAtItsOwnDepth) {
  EXPECT_EQ(closing_tag("<a><a></a><b/><!-- </a> --></a>", 0), 27u);
  EXPECT_EQ(closing_tag("<a><a></a></a>", 3), 6u);
  EXPECT_EQ(closing_tag("<a><b></a>", 3), 6u) << "Names are not compared";
  for (const char* text : {"<a>", "<a><b></b>", "<a/></a>", "</a>", "<a", ""})
    EXPECT_EQ(closing_tag(text, 0), std::nullopt) << text;
}

}  // namespace
}  // namespace vitrine::text
