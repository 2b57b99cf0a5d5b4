#include "server/command/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/openapi/rules.h"
#include "tests/support/cases.h"
#include "tests/unit/server/command_fixture.h"

namespace vitrine::test {
namespace {

using command::Checked;
using command::Format;
using command::report;
using nlohmann::json;
using openapi::Severity;
using ::testing::HasSubstr;

constexpr char kHead[] = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";

/// The text is wrong in line 3: a name is there twice (rule `syntax`).
std::string twice(const TemporaryFolder& folder) {
  return folder.write("a.yaml", std::string(kHead) + "paths: {}\npaths: {}\n");
}

Checked checked_with(openapi::Problem problem) {
  Checked checked{command::Documents(nullptr), {}, {}};
  checked.problems.push_back(std::move(problem));
  return checked;
}

TEST(Report, TextEndsWithTheRule) {
  const Checked checked =
      checked_with({Severity::note, "https://e.com/a,b.yaml", "/info", {7, 3}, "odd", "syntax"});
  EXPECT_EQ(report(checked, Format::text), "https://e.com/a,b.yaml:7:3: note: odd [syntax]\n");
  const Checked nameless = checked_with({Severity::error, "https://e.com/a", "", {}, "odd", {}});
  EXPECT_EQ(report(nameless, Format::text), "https://e.com/a:1:1: error: odd\n");
}

TEST(Report, GithubEscapesByItsOwnRules) {
  const Checked checked = checked_with(
      {Severity::warning, "urn:a,b%\n", "/info", {7, 3}, "50%, a: b\r\nc\x1b::error::d", "syntax"});
  EXPECT_EQ(report(checked, Format::github),
            "::warning file=urn%3Aa%2Cb%25%0A,line=7,col=3,title=syntax::"
            "50%25, a: b%0D%0Ac\\x1b::error::d\n");
  const Checked error = checked_with({Severity::error, "urn:a", "", {2, 1}, "wrong", "syntax"});
  EXPECT_EQ(report(error, Format::github),
            "::error file=urn%3Aa,line=2,col=1,title=syntax::wrong\n");
  const Checked note = checked_with({Severity::note, "urn:a", "", {}, "odd", {}});
  EXPECT_EQ(report(note, Format::github), "::notice file=urn%3Aa,line=1,col=1::odd\n");
}

TEST(Report, SarifHasWhatTheStandardAsksFor) {
  const TemporaryFolder folder;
  const Ran ran = run_command({"check", twice(folder), "--format", "sarif"});
  EXPECT_EQ(ran.err, "");
  const json log = json::parse(ran.out);
  EXPECT_EQ(log["version"], "2.1.0");
  EXPECT_THAT(log["$schema"], HasSubstr("sarif-schema-2.1.0.json"));
  ASSERT_EQ(log["runs"].size(), 1u);
  const json& run = log["runs"][0];
  const json& driver = run["tool"]["driver"];
  EXPECT_EQ(driver["name"], "vitrine");
  EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
  ASSERT_EQ(driver["rules"].size(), openapi::rules().size());
  for (const json& rule : driver["rules"]) {
    EXPECT_TRUE(openapi::find_rule(rule["id"].get<std::string>()));
    EXPECT_NE(rule["help"]["text"], "");
    EXPECT_NE(rule["shortDescription"]["text"], "");
    EXPECT_THAT(rule["defaultConfiguration"]["level"].get<std::string>(),
                ::testing::AnyOf("error", "warning", "note"));
  }
  ASSERT_FALSE(run["results"].empty());
  for (const json& result : run["results"]) {
    EXPECT_NE(result["message"]["text"], "");
    EXPECT_THAT(result["level"].get<std::string>(), ::testing::AnyOf("error", "warning", "note"));
    const json& place = result["locations"][0]["physicalLocation"];
    EXPECT_GE(place["region"]["startLine"], 1);
    EXPECT_GE(place["region"]["startColumn"], 1);
    if (!result.contains("ruleIndex")) continue;
    EXPECT_EQ(driver["rules"][result["ruleIndex"].get<std::size_t>()]["id"], result["ruleId"]);
  }
}

TEST(Report, SarifUrisAreRelativeToWhereTheCommandRuns) {
  const TemporaryFolder folder;
  folder.write("my docs/a%.yaml", std::string(kHead) + "more: 1\n");
  const auto uri = [](const std::string& name) {
    const json log = json::parse(run_command({"check", name, "--format", "sarif"}).out);
    return log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
              ["uri"]
                  .get<std::string>();
  };
  const std::filesystem::path before = std::filesystem::current_path();
  const std::string absolute = (folder.path() / "my docs/a%.yaml").string();
  EXPECT_THAT(uri(absolute), ::testing::StartsWith("file:///"));
  std::filesystem::current_path(folder.path());
  EXPECT_EQ(uri(absolute), "my%20docs/a%25.yaml");
  EXPECT_EQ(uri("./my docs/a%.yaml"), "my%20docs/a%25.yaml");
  std::filesystem::current_path(before);
}

TEST(Rules, CanBeSwitchedOffAndGivenAnotherLevel) {
  const TemporaryFolder folder;
  const std::string file =
      folder.write("a.yaml", std::string(kHead) +
                                 "components: {schemas: {A: {$ref: 'urn:a'}, B: "
                                 "{$ref: 'https://e.com/b.yaml'}}}\n");
  const auto severities = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"check", file, "--rule", "ref-unreadable=off", "--json"});
    const Ran ran = run_command(more);
    std::string list;
    const json object = json::parse(ran.out);
    for (const json& problem : object["problems"]) {
      list +=
          problem["rule"].get<std::string>() + " " + problem["severity"].get<std::string>() + " ";
    }
    return list + std::to_string(ran.status);
  };
  EXPECT_EQ(severities({}), "ref-not-loaded warning 0");
  EXPECT_EQ(severities({"--rule", "ref-not-loaded=error"}), "ref-not-loaded error 1");
  EXPECT_EQ(severities({"--rule=ref-not-loaded=off"}), "0");
  EXPECT_EQ(severities({"--rule=ref-not-loaded=off", "--rule=ref-not-loaded=warn"}),
            "ref-not-loaded warning 0");
}

TEST(Rules, AreListedAsTextAndJson) {
  const Ran text = run_command({"rules"});
  EXPECT_EQ(text.status, 0);
  EXPECT_EQ(lines_of(text.out), openapi::rules().size());
  const json list = json::parse(run_command({"rules", "--format", "json"}).out);
  ASSERT_EQ(list.size(), openapi::rules().size());
  for (const json& rule : list) {
    const auto* known = openapi::find_rule(rule["name"].get<std::string>());
    ASSERT_TRUE(known);
    EXPECT_EQ(rule["severity"], openapi::name(known->severity));
    EXPECT_EQ(rule["section"], std::string(known->section));
    EXPECT_EQ(rule["summary"], std::string(known->summary));
    EXPECT_THAT(text.out, HasSubstr(std::string(known->name) + " "));
    EXPECT_THAT(text.out, HasSubstr(std::string(known->summary)));
  }
}

TEST(Rules, EveryProblemNamesOneOfTheList) {
  const TemporaryFolder folder;
  const std::string file =
      folder.write("a.yaml", std::string(kHead) +
                                 "components:\n  schemas:\n    A: {$ref: gone.yaml}\n    B: "
                                 "{$ref: 'https://e.com/b.yaml'}\n");
  const json object = json::parse(run_command({"check", file, "--json"}).out);
  ASSERT_EQ(object["problems"].size(), 2u) << object;
  for (const json& problem : object["problems"]) {
    EXPECT_TRUE(openapi::find_rule(problem["rule"].get<std::string>())) << problem;
  }
}

}  // namespace
}  // namespace vitrine::test
