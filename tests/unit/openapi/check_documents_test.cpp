// Descriptions of several documents, in memory.
#include "app/openapi/check_documents.h"

#include <gtest/gtest.h>

#include <map>

#include "app/json/reader.h"
#include "app/openapi/rules.h"

namespace vitrine::openapi {
namespace {

constexpr const char* kFirst = "https://e/openapi.json";

/// Documents in memory; what is not there cannot be read.
class Memory : public Documents {
 public:
  explicit Memory(std::map<std::string, std::string> texts) : texts_(std::move(texts)) {
    uri_ = kFirst;
    EXPECT_FALSE(load(uri_));
  }

  std::optional<Unreadable> load(const std::string& uri) override {
    const auto text = texts_.find(uri);
    if (text == texts_.end()) return Unreadable{"it is elsewhere", true};
    EXPECT_TRUE(set_.add(uri, std::move(json::read(text->second).document)).has_value());
    return std::nullopt;
  }
  std::string name_of(std::string_view uri) const override {
    return std::string(uri.substr(uri.rfind('/') + 1));
  }

 private:
  std::map<std::string, std::string> texts_;
};

std::string description(std::string_view schema) {
  return R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{
    "responses":{"200":{"description":"ok","content":{"application/json":{"schema":)" +
         std::string(schema) + "}}}}}}}}";
}

TEST(CheckDocuments, ReadsWhatReferencesLeadTo) {
  Memory documents({{kFirst, description(R"({"$ref":"a.json"})")},
                    {"https://e/a.json", R"({"$ref":"b.json"})"},
                    {"https://e/b.json", R"({"type":"string"})"}});
  const CheckedDescription checked = check_documents(documents);
  EXPECT_TRUE(checked.problems.empty());
  EXPECT_EQ(documents.set().uris().size(), 3u);
}

TEST(CheckDocuments, ReportsADocumentThatIsNotThereOnceWithTheReason) {
  Memory documents({{kFirst, description(R"({"anyOf":[{"$ref":"a.json"},{"$ref":"a.json"}]})")}});
  const CheckedDescription checked = check_documents(documents);
  ASSERT_EQ(checked.problems.size(), 1u);
  const Problem& problem = checked.problems.front();
  EXPECT_EQ(problem.rule, rule::kRefNotLoaded.name);
  EXPECT_EQ(problem.message, "cannot read a.json (2 references): it is elsewhere");
}

TEST(CheckDocuments, LevelsChangeAndLeaveOut) {
  const std::string text = description(R"({"$ref":"a.json"})");
  Memory documents({{kFirst, text}});
  const std::string rule(rule::kRefNotLoaded.name);
  const CheckedDescription changed = check_documents(documents, {{rule, Severity::note}});
  ASSERT_EQ(changed.problems.size(), 1u);
  EXPECT_EQ(changed.problems.front().severity, Severity::note);
  Memory others({{kFirst, text}});
  EXPECT_TRUE(check_documents(others, {{rule, std::nullopt}}).problems.empty());
}

}  // namespace
}  // namespace vitrine::openapi
