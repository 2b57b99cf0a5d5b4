#include "app/json/yaml_writer.h"

#include <gtest/gtest.h>

#include "app/json/text_reader.h"
#include "app/json/write.h"
#include "tests/unit/json/corpus.h"

namespace vitrine::json {
namespace {

std::string as_yaml(std::string_view json) { return yaml(read(json).document.root()); }

/// What is read from the YAML that is written, as JSON.
std::string there_and_back(Value value) {
  const Exact text(yaml(value));
  const Reading reading = read_text(text.view(), {}, Language::yaml);
  if (reading.error) return reading.error->message + " in\n" + std::string(text.view());
  return compact(reading.document.root());
}

TEST(YamlWriter, MappingsAndSequencesStandInBlocks) {
  EXPECT_EQ(as_yaml(R"({"a":1,"b":{"c":[true,null,{"d":"e","f":[]}],"g":{}},"h":[[1,2],["x"]]})"),
            "a: 1\n"
            "b:\n"
            "  c:\n"
            "    - true\n"
            "    - null\n"
            "    - d: e\n"
            "      f: []\n"
            "  g: {}\n"
            "h:\n"
            "  - - 1\n"
            "    - 2\n"
            "  - - x\n");
  EXPECT_EQ(as_yaml("[]"), "[]\n");
  EXPECT_EQ(as_yaml("1.50"), "1.50\n");
  EXPECT_EQ(yaml(Value()), "");
}

TEST(YamlWriter, NumbersStayAsWritten) {
  EXPECT_EQ(as_yaml(R"({"a":1.0,"b":1E400,"c":-0,"d":18446744073709551617})"),
            "a: 1.0\nb: 1E400\nc: -0\nd: 18446744073709551617\n");
}

TEST(YamlWriter, QuotesStandWhereReadersNeedThem) {
  const auto scalar = [](std::string_view text) {
    const std::string yaml = as_yaml("{\"a\":" + quote(text) + "}");
    return yaml.substr(3, yaml.size() - 4);
  };
  for (const char* plain :
       {"a", "a b", "3.1.0", "/pets/{id}", "a:b", "a#b", "-a", "nowhere", "https://e.example/a?b#c",
        "1 to 2", "v1", "x#", "it's", "say \"hi\"", "a, b", "日本語", "12ab"})
    EXPECT_EQ(scalar(plain), plain);
  for (const char* quoted : {"",
                             " a",
                             "a ",
                             "a: b",
                             "a:",
                             "a #b",
                             "#a",
                             "- a",
                             "-",
                             "? a",
                             ":a",
                             "[a",
                             "{a",
                             "*a",
                             "&a",
                             "!a",
                             "|",
                             ">",
                             "'a",
                             "\"a",
                             "%a",
                             "@a",
                             "`a",
                             ",a",
                             "no",
                             "No",
                             "yes",
                             "on",
                             "OFF",
                             "y",
                             "~",
                             "null",
                             "true",
                             "1",
                             "1.0",
                             "-1",
                             "+1",
                             ".5",
                             "1e3",
                             "0x1F",
                             "0o7",
                             "0b1",
                             "012",
                             "1_000",
                             "12:30",
                             "12:30:45",
                             "2001-12-14",
                             "2001-12-14T21:59:43Z",
                             "2001-12-14 21:59:43",
                             ".inf",
                             "-.INF",
                             ".nan",
                             "<<",
                             "=",
                             "---",
                             "...",
                             "a\tb"})
    EXPECT_EQ(scalar(quoted), quote(quoted));
  EXPECT_EQ(scalar("\x7F\xC2\x85\xE2\x80\xA8\xEF\xBB\xBF"), R"("\u007f\u0085\u2028\ufeff")");
}

TEST(YamlWriter, LinesStandBelowABar) {
  EXPECT_EQ(as_yaml(R"({"a":{"b":"x\ny\n","c":"x\n\n  y"},"d":["x\n\n"]})"),
            "a:\n"
            "  b: |\n"
            "    x\n"
            "    y\n"
            "  c: |-\n"
            "    x\n"
            "\n"
            "      y\n"
            "d:\n"
            "  - |+\n"
            "    x\n"
            "\n");
  EXPECT_EQ(as_yaml(R"({"a":"  x\ny"})"), "a: |2-\n    x\n  y\n");
  EXPECT_EQ(as_yaml(R"({"a":"\n","b":"x\r\ny"})"), "a: \"\\n\"\nb: \"x\\r\\ny\"\n");
}

TEST(YamlWriter, AnyTextIsReadAsItWas) {
  const std::vector<std::string> pieces = {"",  " ", "\n",  "\t", "a", "-",  ":",  "#", "\"",
                                           "'", "|", "---", "no", "1", "\\", "\r", "é", "\u2028"};
  for (const std::string& a : pieces) {
    for (const std::string& b : pieces) {
      for (const std::string& c : pieces) {
        const std::string text = quote(a + b + c);
        const std::string json =
            "{" + text + ":[" + text + ",{\"k\":" + text + "}],\"k\":" + text + "}";
        const Reading reading = read(json);
        ASSERT_EQ(there_and_back(reading.document.root()), compact(reading.document.root()))
            << yaml(reading.document.root());
      }
    }
  }
}

TEST(YamlWriter, LongKeysAreRead) {
  const Reading reading = read("{\"" + std::string(3000, 'k') + "\":{\"a\":[1]},\"b\":2}");
  EXPECT_EQ(there_and_back(reading.document.root()), compact(reading.document.root()));
}

TEST(YamlWriter, APieceAtATimeIsTheSame) {
  const Reading reading = read(R"({"a":[1,{"b":"x\ny"},[]],"c":{"d":null}})");
  std::string pieces;
  YamlWriter writer(reading.document.root());
  while (!writer.step(pieces, 1)) {
  }
  EXPECT_EQ(pieces, yaml(reading.document.root()));
  std::string json;
  Printer printer(reading.document.root(), true);
  while (!printer.step(json, 1)) {
  }
  EXPECT_EQ(json, pretty(reading.document.root()));
}

/// Files of the corpus in both languages; large ones are like small ones, and read slowly.
std::vector<std::filesystem::path> texts() {
  std::vector<std::filesystem::path> files;
  if (!has_corpus()) return files;
  for (const char* folder : {"specs", "yaml-suite"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus() / folder)) {
      const std::string ending = entry.path().extension().string();
      if ((ending == ".yaml" || ending == ".yml" || ending == ".json") &&
          entry.file_size() < 2'000'000)
        files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

class YamlRoundTrip : public testing::TestWithParam<std::filesystem::path> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(YamlRoundTrip);

TEST_P(YamlRoundTrip, IsReadAsItWas) {
  const Exact bytes = read_file(GetParam());
  const Reading reading = read_text(bytes.view());
  if (reading.error) return;
  const Value root = reading.document.root();
  EXPECT_TRUE(there_and_back(root) == compact(root)) << GetParam();
  if (!root.is_array()) return;
  // The suite holds texts: what these say goes there and back too.
  for (const Value test : root.elements()) {
    const Reading inside = read_text(test["yaml"].string(), {}, Language::yaml);
    if (inside.error || !inside.document.root()) continue;
    EXPECT_EQ(there_and_back(inside.document.root()), compact(inside.document.root()))
        << GetParam();
  }
}

INSTANTIATE_TEST_SUITE_P(Corpus, YamlRoundTrip, testing::ValuesIn(texts()),
                         [](const auto& file) { return test_name(file.param); });

}  // namespace
}  // namespace vitrine::json
