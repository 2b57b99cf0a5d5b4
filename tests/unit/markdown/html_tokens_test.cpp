// HTML's tokenizer against the cases of html5lib.
#include "app/markdown/html_tokens.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "app/markdown/character_reference.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"
#include "tests/unit/json/corpus.h"

namespace vitrine::markdown {
namespace {

using nlohmann::json;

std::filesystem::path folder() { return vitrine::json::corpus() / "html5lib" / "tokenizer"; }

/// A token in words, so that a difference can be read.
std::string in_words(const std::string& kind, const std::string& text,
                     const std::map<std::string, std::string>& attributes = {},
                     bool self_closing = false) {
  return json::array({kind, text, attributes, self_closing}).dump();
}

std::vector<std::string> tokens_of(const std::string& input) {
  std::vector<std::string> result;
  HtmlTokens tokens(input);
  for (HtmlToken token; tokens.next(token);) {
    if (token.kind == HtmlToken::Kind::text) {
      result.push_back(in_words("Character", token.text));
    } else if (token.kind == HtmlToken::Kind::end_tag) {
      result.push_back(in_words("EndTag", token.text));
    } else {
      result.push_back(in_words("StartTag", token.text,
                                {token.attributes.begin(), token.attributes.end()},
                                token.self_closing));
    }
  }
  return result;
}

/// Comments and declarations are skipped, so that the text around them is one.
std::vector<std::string> expected_tokens(const json& output) {
  std::vector<std::string> result;
  std::string text;
  const auto end_text = [&] {
    if (!text.empty()) result.push_back(in_words("Character", text));
    text.clear();
  };
  for (const json& token : output) {
    const auto kind = token[0].get<std::string>();
    if (kind == "Character") text += token[1].get<std::string>();
    if (kind != "StartTag" && kind != "EndTag") continue;
    end_text();
    const bool start = kind == "StartTag";
    result.push_back(in_words(kind, token[1],
                              start ? token[2].get<std::map<std::string, std::string>>()
                                    : std::map<std::string, std::string>(),
                              start && token.size() > 3));
  }
  end_text();
  return result;
}

/// The second round of escapes. False where it gives no character.
bool unescape(std::string& text) {
  std::string out;
  char32_t high = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text.compare(at, 2, "\\u") != 0) {
      if (high != 0) return false;
      out += text[at++];
      continue;
    }
    auto code = static_cast<char32_t>(std::stoul(text.substr(at + 2, 4), nullptr, 16));
    at += 6;
    if (high != 0) {
      if (code < 0xDC00 || code > 0xDFFF) return false;
      code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00);
      high = 0;
    } else if (code >= 0xD800 && code < 0xDC00) {
      high = code;
      continue;
    } else if (code >= 0xDC00 && code < 0xE000) {
      return false;
    }
    text::append_utf8(out, code);
  }
  text = out;
  return high == 0;
}

bool unescape(json& value) {
  if (value.is_string()) {
    auto text = value.get<std::string>();
    const bool good = unescape(text);
    value = text;
    return good;
  }
  if (!value.is_array()) return true;  // names and values of attributes are never escaped twice
  for (json& each : value) {
    if (!unescape(each)) return false;
  }
  return true;
}

/// As the input stream is preprocessed before it is tokenized (§13.2.3.5).
std::string with_line_ends(const std::string& input) {
  std::string out;
  for (std::size_t at = 0; at < input.size(); ++at) {
    if (input[at] != '\r') {
      out += input[at];
    } else if (at + 1 == input.size() || input[at + 1] != '\n') {
      out += '\n';
    }
  }
  return out;
}

bool begins_with_data(const json& test) {
  if (!test.contains("initialStates")) return true;
  for (const json& state : test["initialStates"]) {
    if (state == "Data state") return true;
  }
  return false;
}

/// Whether the text has one of the `names` (with semicolons), which HTML 4 does not have.
bool has_newer_name(const std::string& input, const std::set<std::string>& names) {
  for (std::size_t at = input.find('&'); at != std::string::npos; at = input.find('&', at + 1)) {
    std::size_t end = at + 1;
    while (end < input.size() && text::is_alphanumeric(input[end])) ++end;
    const std::string reference = input.substr(at, end + 1 - at);
    if (names.count(reference) > 0 && decode_entity(reference) == reference) return true;
  }
  return false;
}

TEST(HtmlTokens, AreThoseOfHtml5lib) {
  if (!std::filesystem::is_directory(folder())) {
    GTEST_SKIP() << "No " << folder() << ": set VITRINE_CORPUS. NOTHING WAS COMPARED.";
  }
  std::map<std::string, json> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder())) {
    if (entry.path().extension() != ".test") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    files[entry.path().filename().string()] = json::parse(file);
  }
  std::set<std::string> names;
  for (const json& test : files["namedEntities.test"]["tests"]) {
    const auto input = test["input"].get<std::string>();
    if (input.back() == ';') names.insert(input);
  }
  std::map<std::string, int> skipped;
  int compared = 0;
  for (const auto& [name, file] : files) {
    if (!file.contains("tests")) {
      skipped["asks for a tree of XML"] += static_cast<int>(file["xmlViolationTests"].size());
      continue;
    }
    for (const json& test : file["tests"]) {
      json input = test["input"];
      json output = test["output"];
      if (!begins_with_data(test)) {
        ++skipped["begins inside an element whose contents are dropped"];
      } else if (test.value("doubleEscaped", false) && !(unescape(input) && unescape(output))) {
        ++skipped["has half a character"];
      } else if (has_newer_name(input.get<std::string>(), names)) {
        ++skipped["names a character that HTML 4 has no name for"];
      } else {
        ++compared;
        EXPECT_EQ(tokens_of(with_line_ends(input.get<std::string>())), expected_tokens(output))
            << name << ": " << test["description"] << ": " << test["input"];
      }
    }
  }
  std::cout << compared << " cases of html5lib compared\n";
  for (const auto& [reason, count] : skipped) std::cout << count << " skipped: " << reason << '\n';
  EXPECT_GT(compared, 4000);
}

TEST(HtmlTokens, ContentsOfAnElementAreSkippedUpToItsOwnEndTag) {
  HtmlTokens tokens("if (a</b) '</styles>' </STYLE >after");
  ASSERT_TRUE(tokens.skip_to_end_of("style"));
  HtmlToken token;
  ASSERT_TRUE(tokens.next(token));
  EXPECT_EQ(token.kind, HtmlToken::Kind::end_tag);
  EXPECT_EQ(token.text, "style");
  ASSERT_TRUE(tokens.next(token));
  EXPECT_EQ(token.text, "after");
  HtmlTokens open("a{} </styl");
  EXPECT_FALSE(open.skip_to_end_of("style"));
  EXPECT_FALSE(open.next(token));
}

TEST(CharacterReference, NamesOfHtml4AndNumbersAreKnown) {
  EXPECT_EQ(decode_entity("&eacute;"), "é");
  EXPECT_EQ(decode_entity("&Omega;"), "Ω");
  EXPECT_EQ(decode_entity("&thetasym;"), "ϑ");
  EXPECT_EQ(decode_entity("&apos;"), "'");
  EXPECT_EQ(decode_entity("&#128;"), "€");
  EXPECT_EQ(decode_entity("&#x1F600;"), "😀");
  EXPECT_EQ(decode_entity("&#xD800;"), "\xEF\xBF\xBD");
  EXPECT_EQ(decode_entity("&#99999999999;"), "\xEF\xBF\xBD");
  EXPECT_EQ(decode_entity("&nosuchname;"), "&nosuchname;");
  EXPECT_EQ(decode_entity("&#;"), "&#;");
  EXPECT_EQ(decode_entity("&"), "&");
}

}  // namespace
}  // namespace vitrine::markdown
