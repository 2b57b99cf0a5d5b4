#include <gtest/gtest.h>

#include "app/json/reader.h"
#include "app/request/body_parts.h"

namespace vitrine::request {
namespace {

std::string xml(std::string_view schema, std::string_view value) {
  json::DocumentSet set;
  EXPECT_TRUE(set.add("s", std::move(json::read(schema).document)));
  const openapi::SchemaView view(set, set.root("s"), schema::Dialect::openapi_3_1);
  const json::Document document = std::move(json::read(value).document);
  std::string text = xml_text(document.root(), view).text;
  const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  EXPECT_EQ(text.substr(0, head.size()), head);
  return text.substr(head.size());
}

/// A property `animals` (or what the row says) of an object named `zoo`.
std::string property(std::string_view schema, std::string_view value) {
  return xml(R"({"xml":{"name":"zoo"},"properties":{"animals":)" + std::string(schema) + "}}",
             "{\"animals\":" + std::string(value) + "}");
}

struct Row {
  const char* schema;
  const char* value;
  const char* inner;  ///< within <zoo>
};

// The examples of OAS 3.1.0 §4.8.26 in their order.
const std::vector<Row> kRows = {
    {R"({"type":"string"})", R"("x")", "<animals>x</animals>"},
    {R"({"type":"array","items":{"type":"string"}})", R"(["x","y"])",
     "<animals>x</animals><animals>y</animals>"},
    {R"({"type":"string","xml":{"name":"animal"}})", R"("x")", "<animal>x</animal>"},
    {R"({"type":"string","xml":{"namespace":"http://e.com/s","prefix":"sample"}})", R"("x")",
     "<sample:animals xmlns:sample=\"http://e.com/s\">x</sample:animals>"},
    {R"({"type":"array","items":{"type":"string","xml":{"name":"animal"}}})", R"(["x"])",
     "<animal>x</animal>"},
    {R"({"type":"array","items":{"type":"string","xml":{"name":"animal"}},"xml":{"name":"aliens"}})",
     R"(["x"])", "<animal>x</animal>"},
    {R"({"type":"array","items":{"type":"string"},"xml":{"wrapped":true}})", R"(["x","y"])",
     "<animals><animals>x</animals><animals>y</animals></animals>"},
    {R"({"type":"array","items":{"type":"string","xml":{"name":"animal"}},"xml":{"name":"aliens","wrapped":true}})",
     R"(["x"])", "<aliens><animal>x</animal></aliens>"},
    {R"({"type":"array","items":{"type":"string"},"xml":{"name":"aliens","wrapped":true}})",
     R"(["x"])", "<aliens><aliens>x</aliens></aliens>"},
    // 3.2's nodeType, and what no schema speaks of.
    {R"({"type":"array","items":{"type":"string"},"xml":{"nodeType":"element"}})", R"(["x"])",
     "<animals><animals>x</animals></animals>"},
    {R"({"xml":{"nodeType":"text"}})", R"("a<b")", "a&lt;b"},
    {R"({"xml":{"nodeType":"cdata"}})", R"("a]]>b")", "<![CDATA[a]]]]><![CDATA[>b]]>"},
    {"{}", R"({"a":[1,2.50],"b":{"c":true}})",
     "<animals><a>1</a><a>2.50</a><b><c>true</c></b></animals>"},
    {"{}", "null",
     "<animals xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>"},
};

TEST(Xml, EveryRowOfTheTableIsWrittenAsTheSpecificationSays) {
  for (const Row& row : kRows) {
    EXPECT_EQ(property(row.schema, row.value), "<zoo>" + std::string(row.inner) + "</zoo>")
        << row.schema;
  }
}

TEST(Xml, AttributesStandInTheirElement) {
  EXPECT_EQ(
      xml(R"({"xml":{"name":"Person"},"properties":{"id":{"type":"integer","xml":{"attribute":true}},
                   "name":{"xml":{"namespace":"http://e.com/s","prefix":"s"}},
                   "x":{"xml":{"nodeType":"attribute","prefix":"t","namespace":"u:v"}},"y":{"xml":{"attribute":true,"prefix":"t","namespace":"u:v"}}}})",
          R"({"name":"n","id":1,"x":"\"<\n","y":2})"),
      "<Person id=\"1\" xmlns:t=\"u:v\" t:x=\"&quot;&lt;&#10;\" t:y=\"2\"><s:name "
      "xmlns:s=\"http://e.com/s\">n</s:name></Person>");
}

TEST(Xml, TheRootIsNamedByItsSchema) {
  const char* components =
      R"({"$ref":"#/$defs/Pet","$defs":{"Pet":{"properties":{"a":{}}},"Pets":{"type":"array","items":{"$ref":"#/$defs/Pet"}}}})";
  EXPECT_EQ(xml(components, R"({"a":1})"), "<Pet><a>1</a></Pet>");
  EXPECT_EQ(xml("{}", R"({"a":1})"), "<root><a>1</a></root>");
  EXPECT_EQ(xml(R"({"xml":{"name":"pets"},"items":{"xml":{"name":"pet"}}})", "[1,2]"),
            "<pets><pet>1</pet><pet>2</pet></pets>");
}

TEST(Xml, NothingBreaksOutOfItsPlace) {
  EXPECT_EQ(xml("{}", "{\"a b><c\":\"</a>&\\u0000\\r\"}"),
            "<root><a_b__c>&lt;/a&gt;&amp;\xEF\xBF\xBD&#13;</a_b__c></root>");
  EXPECT_EQ(xml("{}", R"({"1a":"","":2})"), "<root><_1a></_1a><_>2</_></root>");
  std::string deep;
  for (int i = 0; i < 900; ++i) deep += "{\"a\":";
  deep += "1" + std::string(900, '}');
  EXPECT_LT(xml("{}", deep).size(), 20000u);
}

}  // namespace
}  // namespace vitrine::request
