#include "app/view/xml_code.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using ui::Role;

TEST(XmlCode, EachElementHasALine) {
  EXPECT_EQ(format_xml(R"(<?xml version="1.0"?><a x="1>2"><b/>  <c></c><!-- <d> --><d>1</d></a>)"),
            R"(<?xml version="1.0"?>
<a x="1>2">
  <b/>
  <c></c>
  <!-- <d> -->
  <d>1</d>
</a>)");
  const std::string laid_out = "<a>\n  <b>\n    <c/>\n  </b>\n</a>";
  EXPECT_EQ(format_xml("<a>\n<b> <c/>\n\n</b></a>\n"), laid_out);
  EXPECT_EQ(format_xml(laid_out), laid_out);
}

TEST(XmlCode, TextStaysAsItIs) {
  for (const char* text :
       {"<p>one <b>two</b>  three </p>", "<a><![CDATA[ <b> ]]></a>",
        "<a xml:space=\"preserve\"> <b/> </a>", "<!DOCTYPE a [<!ENTITY b \"c\">]>\n<a>&b;</a>"})
    EXPECT_EQ(format_xml(text), text);
}

TEST(XmlCode, WhatIsNotWellFormedStaysToo) {
  for (const char* text :
       {"", "<a>", "<a><b></a></b>", "<a", "<a b=\"", "</a>", "<!-- ", "text", "<a/>text", "<"})
    EXPECT_EQ(format_xml(text), text);
}

TEST(XmlCode, TagsThatBelongTogetherAreFound) {
  const std::string_view xml = "<a><b>1</b></a>";
  EXPECT_THAT(paired_tags(xml, 1), ElementsAre(0u, 11u));
  EXPECT_THAT(paired_tags(xml, 4), ElementsAre(3u, 7u));
  EXPECT_THAT(paired_tags(xml, 9), ElementsAre(7u, 3u));
  EXPECT_THAT(paired_tags("<a> 1 </a>", 4), IsEmpty());
  EXPECT_THAT(paired_tags("<a>", 1), IsEmpty());
}

TEST(XmlCode, IsFormattedInTheEditor) {
  Screen screen;
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"post":{
    "operationId":"a","responses":{},"requestBody":{"content":{"application/xml":{"schema":{
    "type":"object","properties":{"b":{"type":"string"}}}}}}}}}})");
  screen.open("#/operations/a");
  screen.send(boundary::EditorsAttended{});
  screen.click(Role::tab, "XML");
  screen.type(Role::textbox, "Request body", "<a><b>1</b></a>");
  screen.activate(Role::button, "Format");
  EXPECT_EQ(screen.host.form().body, "<a>\n  <b>1</b>\n</a>");
}

}  // namespace
}  // namespace vitrine::view
