#include <gtest/gtest.h>

#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/request/body.h"
#include "app/request/xml_parser.h"

namespace vitrine::request {
namespace {

/// A schema in a document of its own.
struct Described {
  explicit Described(std::string text) {
    json::Reading reading = json::read(text);
    EXPECT_TRUE(set.add("https://docs.example/schema.json", std::move(reading.document)));
    view = openapi::SchemaView(set, set.root("https://docs.example/schema.json"),
                               schema::Dialect::openapi_3_1);
  }
  json::DocumentSet set;
  openapi::SchemaView view;

  /// The value as XML, read back.
  std::string there_and_back(const std::string& json) const {
    const json::Reading reading = json::read(json);
    const auto read = json_of_xml(xml_to_edit(reading.document.root(), view), view);
    return read ? json::compact(json::read(*read).document.root()) : read.error().message;
  }
};

TEST(XmlReader, ReadsWhatTheWriterWrote) {
  const Described wrapped(R"({"type":"object","xml":{"name":"pet","prefix":"p","namespace":"urn:x"},
    "properties":{"id":{"type":"integer","xml":{"attribute":true}},"name":{"type":"string"},
      "tags":{"type":"array","xml":{"wrapped":true},"items":{"type":"object","properties":{
        "label":{"type":"string"}}}},
      "sizes":{"type":"array","items":{"type":"number"}},
      "owner":{"type":["object","null"],"properties":{"vip":{"type":"boolean"}}}}})");
  for (const char* json :
       {R"({"id":7,"name":"a < b & \"c\"","tags":[{"label":"x"},{"label":"y"}],"sizes":[1.50,2]})",
        R"({"name":" spaces  stay ","owner":{"vip":true}})", R"({"name":"","owner":null})",
        R"({"sizes":[3]})", R"({"name":"12"})", "{}"}) {
    EXPECT_EQ(wrapped.there_and_back(json), json);
  }
}

TEST(XmlReader, KeepsWhatTheSchemaDoesNotKnow) {
  const Described any(R"({"type":"object","properties":{"name":{"type":"string"}}})");
  const auto read = json_of_xml("<x><name>n</name><a>1</a><b><c>2</c></b><a>3</a></x>", any.view);
  ASSERT_TRUE(read);
  EXPECT_EQ(json::compact(json::read(*read).document.root()),
            R"({"name":"n","a":["1","3"],"b":{"c":"2"}})");
}

TEST(XmlReader, TakesCommentsSectionsAndEntities) {
  const auto root = parse_xml(
      "<?xml version='1.0'?><!-- c --><a b='&#x20AC;'>x<!-- d --><![CDATA[<y>]]>&amp;&#33;</a>\n");
  ASSERT_TRUE(root);
  EXPECT_EQ(root->text, "x<y>&!");
  EXPECT_EQ(root->attributes[0].second, "\xE2\x82\xAC");
}

TEST(XmlReader, RefusesWhatIsNoXml) {
  for (const char* text : {"", "x", "<a>", "<a", "<a></b>", "<a b></a>", "<a b='c></a>", "<a/><b/>",
                           "<a>&unknown;</a>", "<a><![CDATA[x</a>", "<!-- a", "<a>&#0;</a>"}) {
    EXPECT_FALSE(parse_xml(text)) << text;
  }
  std::string deep;
  for (int depth = 0; depth < 1000; ++depth) deep += "<a>";
  EXPECT_FALSE(parse_xml(deep));
}

}  // namespace
}  // namespace vitrine::request
