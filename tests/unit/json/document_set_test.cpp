#include "app/json/document_set.h"

#include <gtest/gtest.h>

#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "tests/unit/json/corpus.h"

namespace vitrine::json {
namespace {

Document parse(std::string_view text) { return std::move(read(text).document); }

/// What `$ref` at a pointer of the document leads to, as a text: a value, `missing URI`, `error`.
std::string followed(const DocumentSet& set, std::string_view uri, std::string_view pointer) {
  Cursor from = set.root(uri);
  from.value = resolve(from.value, pointer);
  const Resolution resolution = set.follow(from);
  if (const auto* missing = std::get_if<Missing>(&resolution)) return "missing " + missing->uri;
  if (const auto* error = std::get_if<Error>(&resolution)) return "error " + error->message;
  const Cursor& cursor = std::get<Cursor>(resolution);
  return cursor.base_uri + " " + cursor.document->text(cursor.value.range());
}

TEST(DocumentSet, ResolvesWithinAndBetweenDocuments) {
  DocumentSet set;
  ASSERT_TRUE(set.add("http://h/api/a.json", parse(R"({
    "self": {"$ref": "#/x"}, "x": 1,
    "other": {"$ref": "b.json#/y"}, "up": {"$ref": "../c.json"}, "chain": {"$ref": "b.json#/z"},
    "root": {"$ref": "b.json#"}})")));
  ASSERT_TRUE(set.add("http://h/api/b.json", parse(R"({"y": [2], "z": {"$ref": "a.json#/x"}})")));
  EXPECT_EQ(followed(set, "http://h/api/a.json", "/self"), "http://h/api/a.json 1");
  EXPECT_EQ(followed(set, "http://h/api/a.json", "/other"), "http://h/api/b.json [2]");
  EXPECT_EQ(followed(set, "http://h/api/a.json", "/chain"), "http://h/api/a.json 1");
  EXPECT_EQ(followed(set, "http://h/api/a.json", "/up"), "missing http://h/c.json");
  ASSERT_TRUE(set.add("http://h/c.json", parse("true")));
  EXPECT_EQ(followed(set, "http://h/api/a.json", "/up"), "http://h/c.json true");
  EXPECT_EQ(followed(set, "http://h/api/a.json", "/root").rfind("http://h/api/b.json {\"y\"", 0),
            0u);
}

TEST(DocumentSet, KeepsDocumentsWhereTheyAre) {
  DocumentSet set;
  const Document* first = set.add("a", parse("[1]")).value();
  const Value root = first->root();
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(set.add("b" + std::to_string(i), parse("2")));
  DocumentSet moved = std::move(set);
  EXPECT_EQ(moved.find("a#/0"), first);
  EXPECT_EQ(root.at(0).lexeme(), "1");
  EXPECT_FALSE(moved.add("a#x", parse("3")));
  EXPECT_EQ(moved.find("c"), nullptr);
  EXPECT_FALSE(moved.root("c").value);
}

TEST(DocumentSet, SaysWhereAReferenceLeadsNowhere) {
  DocumentSet set;
  ASSERT_TRUE(set.add("", parse("{\"a\": {\n  \"$ref\": \"#/b\"}, \"n\": {\"$ref\": 1}, \"t\": "
                                "{\"$ref\": \"#/~2\"}, \"u\": {\"$ref\": \"#b\"}}")));
  Cursor from = set.root("");
  from.value = from.value["a"];
  const Resolution resolution = set.follow(from);
  const auto* error = std::get_if<Error>(&resolution);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message, "The reference \"#/b\" leads nowhere");
  EXPECT_EQ(error->pointer, "/a/$ref");
  EXPECT_EQ(error->position, (Position{2, 11}));
  EXPECT_EQ(followed(set, "", "/n"), "error A $ref must be a string");
  EXPECT_EQ(followed(set, "", "/t"), "error In a JSON Pointer ~ is written ~0 and / is written ~1");
  EXPECT_NE(followed(set, "", "/u").find("no anchor"), std::string::npos);
}

TEST(DocumentSet, EndsCyclesWithAnError) {
  DocumentSet set;
  ASSERT_TRUE(set.add("", parse(R"({
    "self": {"$ref": "#/self"}, "a": {"$ref": "#/b"}, "b": {"$ref": "#/a"},
    "in": {"$ref": "#/one"}, "one": {"$ref": "#/two"}, "two": {"$ref": "#/three"},
    "three": {"$ref": "#/one"}, "inside": {"$ref": "#/inside/x"}})")));
  for (const char* pointer : {"/self", "/a", "/b", "/in", "/one"}) {
    EXPECT_EQ(followed(set, "", pointer), "error This reference leads back to itself") << pointer;
  }
  EXPECT_NE(followed(set, "", "/inside").find("leads nowhere"), std::string::npos);
}

std::string chain(int length) {
  std::string text = "{";
  for (int i = 0; i < length; ++i) {
    text += "\"" + std::to_string(i) + "\":{\"$ref\":\"#/" + std::to_string(i + 1) + "\"},";
  }
  return text + "\"" + std::to_string(length) + "\":\"end\"}";
}

TEST(DocumentSet, FollowsLongChainsToAStatedLimit) {
  DocumentSet set;
  ASSERT_TRUE(set.add("long", parse(chain(DocumentSet::kMaxReferences))));
  ASSERT_TRUE(set.add("longer", parse(chain(DocumentSet::kMaxReferences + 1))));
  EXPECT_EQ(followed(set, "long", "/0"), "long \"end\"");
  EXPECT_NE(followed(set, "longer", "/0").find("more than 10000 others"), std::string::npos);
}

TEST(DocumentSet, DecodesFragmentsBeforeTheyBecomePointers) {
  DocumentSet set;
  ASSERT_TRUE(set.add("", parse(R"({"a/b": 1, "m~n": 2, "~1": 3, "c d": 4, "e%f": 5, "한": 6, "": 7,
    "1": {"$ref": "#/a~1b"}, "2": {"$ref": "#/m~0n"}, "3": {"$ref": "#/~01"},
    "4": {"$ref": "#/c%20d"}, "5": {"$ref": "#/e%25f"}, "6": {"$ref": "#/%ED%95%9C"},
    "7": {"$ref": "#/"}, "8": {"$ref": "#%2Fa%7E1b"}})")));
  for (const char* digit : {"1", "2", "3", "4", "5", "6", "7"}) {
    EXPECT_EQ(followed(set, "", "/" + std::string(digit)), " " + std::string(digit));
  }
  EXPECT_EQ(followed(set, "", "/8"), " 1");
}

TEST(DocumentSet, KnowsResourcesAndAnchors) {
  DocumentSet set;
  const Document* document =
      set.add("http://h/a.json", parse(R"({"$id": "http://i/root.json", "defs": {
        "n": {"$id": "dir/n.json", "inner": {"deep": {"$ref": "other.json"}}, "one": 1},
        "k": {"$anchor": "here"}}})"))
          .value();
  const Value root = document->root();
  ASSERT_TRUE(set.add_resource("http://i/root.json", root));
  ASSERT_TRUE(set.add_resource("http://i/dir/n.json", root["defs"]["n"]));
  ASSERT_TRUE(set.add_resource("http://i/dir/n.json", root["defs"]["n"]));
  EXPECT_FALSE(set.add_resource("http://i/dir/n.json", root));
  ASSERT_TRUE(set.add_anchor("http://i/root.json", "here", root["defs"]["k"]));
  EXPECT_FALSE(set.add_anchor("http://i/root.json#x", "here", root));

  const Cursor from = set.root("http://h/a.json");
  EXPECT_EQ(from.base_uri, "http://i/root.json");
  const auto resolved = [&](std::string_view reference) {
    return std::get<Cursor>(set.resolve(from, reference));
  };
  EXPECT_EQ(resolved("dir/n.json#/one").value.lexeme(), "1");
  EXPECT_EQ(resolved("#here").value, root["defs"]["k"]);
  EXPECT_EQ(resolved("http://h/a.json#/defs/k").base_uri, "http://i/root.json");
  // A pointer that goes through a value with a base of its own.
  const Cursor deep = resolved("#/defs/n/inner/deep");
  EXPECT_EQ(deep.base_uri, "http://i/dir/n.json");
  const Resolution missing = set.follow(deep);
  EXPECT_EQ(std::get<Missing>(missing).uri, "http://i/dir/other.json");
}

TEST(DocumentSet, EndsOnTheHostileReferencesOfTheCorpus) {
  REQUIRE_CORPUS();
  const struct {
    const char* file;
    const char* pointer;
    const char* outcome;  // beginning of it
  } kCases[] = {
      {"050-ref-self.json", "/components/schemas/A", "error This reference leads back"},
      {"051-ref-two-cycle.json", "/components/schemas/A", "error This reference leads back"},
      {"053-ref-chain-3000.json", "/components/schemas/S0", "file.json {"},
  };
  for (const auto& [file, pointer, outcome] : kCases) {
    DocumentSet set;
    const Exact text = read_file(corpus() / "hostile" / file);
    ASSERT_TRUE(set.add("file.json", parse(text.view())));
    EXPECT_EQ(followed(set, "file.json", pointer).rfind(outcome, 0), 0u)
        << file << ": " << followed(set, "file.json", pointer);
  }
}

TEST(DocumentSet, ResolvesEveryEscapeOfTheCorpus) {
  REQUIRE_CORPUS();
  DocumentSet set;
  const Exact text = read_file(corpus() / "hostile" / "054-ref-escapes.json");
  ASSERT_TRUE(set.add("", parse(text.view())));
  const Cursor properties = {
      set.find(""), "",
      resolve(set.find("")->root(),
              "/paths/~1a~1{id}/post/requestBody/content/application~1json/schema/properties")};
  const std::pair<const char*, const char*> kTitles[] = {
      {"slash", "slash"}, {"tilde", "tilde"}, {"both", "literal ~1"},
      {"space", "space"}, {"pct", "percent"}, {"uni", "Chinese"},
      {"raw", "Chinese"}, {"path", "slash"},  {"empty", "empty key"},
  };
  for (const auto& [name, title] : kTitles) {
    const Resolution resolution = set.follow({properties.document, "", properties.value[name]});
    const auto* cursor = std::get_if<Cursor>(&resolution);
    ASSERT_TRUE(cursor) << name;
    EXPECT_EQ(cursor->value["title"].string(), title) << name;
  }
}

}  // namespace
}  // namespace vitrine::json
