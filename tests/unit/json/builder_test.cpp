#include "app/json/builder.h"

#include <gtest/gtest.h>

#include <string>

#include "app/json/reader.h"
#include "app/json/write.h"

/// Documents that no text spells.
namespace vitrine::json {
namespace {

TEST(Builder, MakesADocumentWithoutText) {
  Builder builder;
  builder.begin(Type::object, 0);
  builder.key({}, "name");
  builder.string({}, "a \"b\"");
  builder.key({}, "empty");
  builder.begin(Type::array, 0);
  builder.end(0);
  builder.key({}, "size");
  builder.number({}, "1.50");
  const Document document = std::move(builder).finish().document;
  EXPECT_EQ(compact(document.root()), R"({"name":"a \"b\"","empty":[],"size":1.50})");
  EXPECT_EQ(document.root()["empty"].pointer(), "/empty");
  EXPECT_EQ(document.text_size(), 0u);
}

TEST(Builder, TakesWholeDocuments) {
  std::string wide = "{";
  for (int i = 0; i < 40; ++i) wide += "\"k" + std::to_string(i) + "\":" + std::to_string(i) + ",";
  wide += R"("last":[true,false,null,"\u0000\n",-1e5,{},[[]],{"a":{"b":""}}]})";
  Builder builder;
  builder.begin(Type::array, 0);
  for (const std::string& text : {wide, std::string("3"), std::string("null")}) {
    builder.value(read(text).document);
  }
  const Document document = std::move(builder).finish().document;
  const std::string expected = "[" + compact(read(wide).document.root()) + ",3,null]";
  EXPECT_EQ(compact(document.root()), expected);
  const Value copy = document.root().at(0);
  EXPECT_EQ(copy.size(), 41u);
  EXPECT_EQ(copy["k39"].lexeme(), "39");
  EXPECT_EQ(copy["last"].at(3).string(), std::string_view("\0\n", 2));
  EXPECT_EQ(copy["last"].at(7)["a"]["b"].pointer(), "/0/last/7/a/b");
}

}  // namespace
}  // namespace vitrine::json
