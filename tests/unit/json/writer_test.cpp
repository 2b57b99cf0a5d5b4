// JSON as json::Writer makes it.
#include "app/json/writer.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace vitrine::json {
namespace {

TEST(JsonWriter, SeparatesMembersAndElements) {
  std::string out;
  Writer writer(out);
  writer.begin_object().string("a", "b").begin_array("list").number(1).boolean(false).null();
  writer.begin_object().end_object().end_array().begin_object("c").raw("d", "[1]").end_object();
  writer.boolean("e", true).end_object();
  EXPECT_EQ(out, R"({"a":"b","list":[1,false,null,{}],"c":{"d":[1]},"e":true})");
}

TEST(JsonWriter, EscapesNamesAndText) {
  std::string out;
  Writer(out).begin_object().string("\"", "\n\xFF").end_object();
  EXPECT_EQ(out, "{\"\\\"\":\"\\n\uFFFD\"}");
}

TEST(JsonWriter, WritesIntegersOfAnySize) {
  std::string out;
  Writer writer(out);
  writer.begin_array().number(INT64_MIN).number(UINT64_MAX).number(uint8_t{7}).end_array();
  EXPECT_EQ(out, "[-9223372036854775808,18446744073709551615,7]");
}

TEST(JsonWriter, AppendsToWhatIsThere) {
  std::string out = "x";
  Writer writer(out);
  writer.begin_array();
  writer.value() += "1.5";
  writer.value() += "2";
  writer.end_array();
  EXPECT_EQ(out, "x[1.5,2]");
}

}  // namespace
}  // namespace vitrine::json
