#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "tests/unit/openapi/loaded.h"

namespace vitrine::openapi {
namespace {

namespace fs = std::filesystem;

/// The corpus; empty, and said so, where there is none.
fs::path corpus() {
  const char* given = std::getenv("VITRINE_CORPUS");
  for (fs::path folder : {fs::path(given ? given : ""), fs::path("../shared/corpus")}) {
    if (!folder.empty() && fs::is_directory(folder / "specs")) return folder;
  }
  std::cout << "[ CORPUS   ] not found: set VITRINE_CORPUS to test whole documents\n";
  return {};
}

std::string contents(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

/// The column "operations" of INDEX.md.
std::map<std::string, size_t> counts(const fs::path& index) {
  std::map<std::string, size_t> found;
  std::istringstream lines(contents(index));
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, '|');) {
      const size_t first = cell.find_first_not_of(" `");
      const size_t last = cell.find_last_not_of(" `");
      cells.push_back(first == std::string::npos ? "" : cell.substr(first, last - first + 1));
    }
    if (cells.size() > 8 && (cells[5] == "json" || cells[5] == "yaml")) {
      found[cells[1]] = static_cast<size_t>(std::stoul(cells[7]));
    }
  }
  return found;
}

/// Looks at a schema as the page does: one level, then the next, not for ever.
void look(const SchemaView& schema, int depth) {
  if (!schema || depth > 4) return;
  schema.type_words();
  schema.constraints();
  schema.enum_values();
  schema.discriminator();
  for (const Property& property : schema.properties()) look(property.schema, depth + 1);
  if (SchemaView items = schema.items()) look(items, depth + 1);
  for (const Subschema& sub : schema.subschemas()) look(sub.schema, depth + 1);
  size_t count = 0;
  for (const SchemaView& variant : schema.variants()) {
    if (++count <= 3) look(variant, depth + 1);
  }
}

TEST(Corpus, EveryDocumentHasTheOperationsOfTheIndexAndNoneFails) {
  const fs::path folder = corpus();
  if (folder.empty()) GTEST_SKIP();
  const auto expected = counts(folder / "INDEX.md");
  EXPECT_GE(expected.size(), 50u);
  for (const auto& [file, count] : expected) {
    SCOPED_TRACE(file);
    const Loaded loaded(contents(folder / "specs" / file));
    // The index does not count `x-webhooks`.
    const bool extension = bool(loaded.set->root(loaded.description.uri()).value["x-webhooks"]);
    EXPECT_EQ(
        extension ? loaded.description.path_operations() : loaded.description.operations().size(),
        count);
    for (size_t i = 0; i < loaded.description.operations().size(); ++i) {
      const Operation operation = loaded.description.operation(i);
      EXPECT_TRUE(operation.missing.empty());
      EXPECT_FALSE(operation.servers.empty());
      // All of the small ones, some of the large ones.
      if (count > 300 && i % 20 != 0) continue;
      for (const Parameter& parameter : operation.parameters) {
        look(loaded.description.schema(parameter.schema, operation.dialect), 3);
      }
      if (operation.request_body) {
        for (const MediaType& media : operation.request_body->content) {
          look(loaded.view(media.schema), 2);
        }
      }
    }
  }
}

TEST(Corpus, LinksLeadToTheirOperations) {
  const fs::path folder = corpus();
  if (folder.empty()) GTEST_SKIP();
  const Loaded loaded(contents(folder / "specs" / "github-api.json"));
  const auto& operations = loaded.description.operations();
  ASSERT_EQ(loaded.description.path_operations(), 1223u);
  ASSERT_EQ(loaded.description.webhook_operations(), 270u);
  for (size_t i = 0; i < operations.size(); ++i) {
    EXPECT_EQ(loaded.description.find("#" + operations[i].link), i);
  }
  EXPECT_EQ(loaded.description.groups().front().tag, "actions");
}

TEST(Corpus, IndexingCanStopAfterAnyStep) {
  const fs::path folder = corpus();
  if (folder.empty()) GTEST_SKIP();
  json::DocumentSet set;
  ASSERT_TRUE(
      set.add("a", std::move(json::read_text(contents(folder / "specs/tgi.json")).document)));
  Indexer indexer(set, "a");
  size_t steps = 0;
  while (!indexer.step(1)) ++steps;
  EXPECT_GT(steps, 30u);
  const Description sliced = indexer.take();
  const Description whole = Description::read(set, "a");
  EXPECT_EQ(sliced.operations().size(), whole.operations().size());
  EXPECT_EQ(sliced.groups().size(), whole.groups().size());
  EXPECT_EQ(sliced.schemas().size(), whole.schemas().size());
}

TEST(Corpus, HostileDocumentsNeverCrash) {
  const fs::path folder = corpus();
  if (folder.empty()) GTEST_SKIP();
  size_t files = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder / "hostile")) {
    if (entry.path().filename() == "index.json") continue;
    SCOPED_TRACE(entry.path().filename().string());
    ++files;
    const Loaded loaded(contents(entry.path()));
    const size_t count = loaded.description.operations().size();
    for (size_t i = 0; i < count && i < 300; ++i) {
      const Operation operation = loaded.description.operation(i);
      for (const Parameter& parameter : operation.parameters) {
        look(loaded.view(parameter.schema), 3);
      }
      if (!operation.request_body) continue;
      for (const MediaType& media : operation.request_body->content) {
        look(loaded.view(media.schema), 0);
      }
    }
    size_t looked = 0;
    for (const NamedSchema& schema : loaded.description.schemas()) {
      if (++looked > 50) break;
      look(loaded.view(schema.cursor), 0);
    }
  }
  EXPECT_GE(files, 118u);
}

}  // namespace
}  // namespace vitrine::openapi
