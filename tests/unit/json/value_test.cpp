#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "app/json/document.h"
#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "tests/unit/json/events.h"

namespace vitrine::json {
namespace {

Document parse(std::string_view text) {
  Reading reading = read(text);
  EXPECT_FALSE(reading.error) << (reading.error ? reading.error->message : "");
  return std::move(reading.document);
}

TEST(Value, AbsentAnswersEverything) {
  const Value absent;
  EXPECT_FALSE(absent);
  EXPECT_FALSE(absent.is_null());
  EXPECT_EQ(absent.type(), Type::null);
  EXPECT_EQ(absent.string(), "");
  EXPECT_EQ(absent.lexeme(), "");
  EXPECT_TRUE(absent.number().is_zero());
  EXPECT_EQ(absent.size(), 0u);
  EXPECT_FALSE(absent["a"]["b"].at(3));
  EXPECT_EQ(absent.position(), Position());
  EXPECT_EQ(absent.pointer(), "");
  EXPECT_FALSE(absent.parent());
  for (const auto& member : absent.members()) FAIL() << member.key;
  for (const Value element : absent.elements()) FAIL() << element.id();
  EXPECT_FALSE(Document().root());
}

TEST(Value, AnswersOnlyForItsOwnType) {
  const Document document = parse(R"({"s":"x","n":1,"b":true,"z":null,"a":[7],"o":{"k":1}})");
  const Value root = document.root();
  EXPECT_EQ(root["n"].string(), "");
  EXPECT_EQ(root["s"].lexeme(), "");
  EXPECT_EQ(root["b"].lexeme(), "true");
  EXPECT_EQ(root["z"].lexeme(), "null");
  EXPECT_FALSE(root["s"].boolean());
  EXPECT_TRUE(root["s"].number().is_zero());
  EXPECT_EQ(root["n"].number().to_int64(), 1);
  EXPECT_FALSE(root["a"]["0"]);
  EXPECT_FALSE(root["o"].at(0));
  EXPECT_EQ(root["a"].at(0).lexeme(), "7");
  EXPECT_FALSE(root["a"].at(1));
  EXPECT_FALSE(root["missing"]);
  EXPECT_TRUE(root["z"]);
}

TEST(Value, TheLastOfDuplicatesWins) {
  const Document document = parse(R"({"a":1,"b":2,"a":{"a":9},"c":3})");
  EXPECT_EQ(document.root()["a"]["a"].lexeme(), "9");
  EXPECT_EQ(document.root().size(), 4u);
}

/// Keys that are alike in every way that a lookup might look at.
std::vector<std::string> alike_keys(size_t count) {
  std::vector<std::string> keys = {"",  std::string(1, '\0'),  std::string(2, '\0'),
                                   "a", std::string("a\0", 2), "a\x01"};
  for (size_t i = keys.size(); i < count; ++i) {
    keys.push_back(i % 3 == 0 ? std::string(i, 'a') : "key/" + std::to_string(i % 7 * 1000 + i));
  }
  return keys;
}

std::string escaped(const std::string& key) {
  std::string out = "\"";
  for (const char c : key) {
    if (c < ' ') {
      out += c == 0 ? "\\u0000" : "\\u0001";
    } else {
      out += c;
    }
  }
  return out + "\"";
}

TEST(Value, WideObjectsFindEveryMember) {
  for (const size_t count : {1u, 31u, 32u, 33u, 34u, 65u, 1000u}) {
    const auto keys = alike_keys(count);
    std::string text = "{";
    for (size_t i = 0; i < count; ++i) {
      text += (i ? "," : "") + escaped(keys[i]) + ":[" + std::to_string(i) + "]";
    }
    const Document document = parse(text + "}");
    const Value root = document.root();
    ASSERT_EQ(root.size(), count);
    EXPECT_TRUE(document.problems().empty());
    for (size_t i = 0; i < count; ++i) {
      ASSERT_EQ(root[keys[i]].at(0).lexeme(), std::to_string(i)) << count << ' ' << keys[i];
      ASSERT_FALSE(root[keys[i] + "?"]);
    }
    EXPECT_FALSE(root["kex"]);
  }
}

TEST(Value, WideObjectsHaveDuplicatesToo) {
  for (const size_t first : {3u, 40u}) {
    for (const size_t second : {20u, 45u, 90u}) {
      std::string text = "{";
      for (size_t i = 0; i < 100; ++i) {
        const std::string key = i == first || i == second ? "twin" : "k" + std::to_string(i);
        text += (i ? "," : "") + escaped(key) + ":" + std::to_string(i);
      }
      const Document document = parse(text + "}");
      EXPECT_EQ(document.root()["twin"].lexeme(), std::to_string(std::max(first, second)));
      EXPECT_EQ(document.root().size(), 100u);
      ASSERT_EQ(document.problems().size(), 1u);
      EXPECT_EQ(document.problems()[0].pointer, "/twin");
    }
  }
}

TEST(Value, WideObjectsThatWereCutOffForgetTheKeyWithoutValue) {
  std::string text = "{";
  for (size_t i = 0; i < 50; ++i) text += "\"k" + std::to_string(i) + "\":0,";
  for (const char* tail : {"\"last\"", "\"last\":", "\"k7\":", "\"la\\u0073t\" :", "\"la"}) {
    const Reading reading = read(text + tail);
    ASSERT_TRUE(reading.error);
    EXPECT_EQ(reading.document.root().size(), 50u);
    EXPECT_FALSE(reading.document.root()["last"]);
    EXPECT_EQ(reading.document.root()["k7"].lexeme(), "0");
  }
}

TEST(Value, KnowsItsPointerAndParent) {
  const Document document =
      parse(R"({"a~/b":[1,{"":[[],"x"]}],"c":{"d":null},"long key with \u0065scape":[2]})");
  size_t count = 0;
  walk(document.root(), [&](char kind, Value value, std::string_view) {
    if (kind == '}' || kind == ']' || kind == 'k') return;
    ++count;
    EXPECT_EQ(resolve(document.root(), value.pointer()), value) << value.pointer();
    EXPECT_EQ(document.value(value.id()), value);
    for (const auto& member : value.members()) EXPECT_EQ(member.value.parent(), value);
    for (const Value element : value.elements()) EXPECT_EQ(element.parent(), value);
  });
  EXPECT_EQ(count, 11u);
  EXPECT_EQ(document.root()["a~/b"].at(1)[""].at(1).pointer(), "/a~0~1b/1//1");
}

TEST(Value, MembersKnowWhereTheirKeysAre) {
  const Document document = parse("{\"a\": 1,\n  \"b\\n\": 2}");
  std::vector<Position> positions;
  std::string keys;
  for (const Member& member : document.root().members()) {
    positions.push_back(member.key_position());
    keys += document.text(member.key_range);
  }
  EXPECT_EQ(positions, (std::vector<Position>{{1, 2}, {2, 3}}));
  EXPECT_EQ(keys, "\"a\"\"b\\n\"");
}

TEST(Document, GivesTextOnlyFromWithin) {
  const Document document = parse("[12]");
  EXPECT_EQ(document.text({1, 3}), "12");
  EXPECT_EQ(document.text({3, 99}), "]");
  EXPECT_EQ(document.text({9, 99}), "");
  EXPECT_EQ(document.text({3, 1}), "");
}

}  // namespace
}  // namespace vitrine::json
