#include "server/command/checked.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "server/command/command.h"

namespace vitrine::command {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::internal::CaptureStderr;
using ::testing::internal::CaptureStdout;
using ::testing::internal::GetCapturedStderr;
using ::testing::internal::GetCapturedStdout;

/// A folder with files, gone with the test.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("vitrine-check-" + std::to_string(::getpid()))) {
    fs::create_directories(path_ / "docs" / "parts");
  }
  ~Folder() { fs::remove_all(path_); }

  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return (path_ / name).string();
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

struct Ran {
  int status;
  std::string out;
  std::string err;
};

Ran check(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "check");
  CaptureStdout();
  CaptureStderr();
  const int status = run(arguments);
  std::string out = GetCapturedStdout();
  return {status, std::move(out), GetCapturedStderr()};
}

constexpr const char* kHead = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";

TEST(CheckCommand, FineFilesGiveNothingAndZero) {
  const Folder folder;
  const Ran ran = check({folder.write("docs/a.yaml", std::string(kHead) + "paths: {}\n")});
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr("OpenAPI 3.1, 0 operations, 0 webhooks, 0 schemas: 0 errors"));
}

TEST(CheckCommand, ProblemsHaveFileLineAndColumn) {
  const Folder folder;
  const std::string file =
      folder.write("docs/a.yaml", std::string(kHead) + "paths:\n  a:\n    get: {more: 1}\n");
  const Ran ran = check({file});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, HasSubstr(file + ":4:3: error: the path \"a\" must begin with"));
  EXPECT_THAT(ran.out, HasSubstr(file + ":5:11: warning: \"more\" is not a field"));
}

TEST(CheckCommand, WarningsAloneDoNotFail) {
  const Folder folder;
  const Ran ran = check({folder.write("docs/a.yaml", std::string(kHead) + "paths: {}\nmore: 1\n")});
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.out, HasSubstr("warning"));
}

TEST(CheckCommand, JsonIsTheObjectOfTheContract) {
  const Folder folder;
  const std::string file = folder.write(
      "docs/a.yaml", std::string(kHead) +
                         "paths:\n  /a: {get: {responses: {'200': {description: x}}}}\n"
                         "webhooks:\n  w: {post: {responses: {'200': {}}}}\n"
                         "components: {schemas: {A: {}, B: {}}}\n");
  const Ran ran = check({file, "--json"});
  EXPECT_EQ(ran.status, 1);
  const auto object = nlohmann::json::parse(ran.out);
  EXPECT_EQ(object["openapi"], "3.1.0");
  EXPECT_EQ(object["operations"], 1);
  EXPECT_EQ(object["webhooks"], 1);
  EXPECT_EQ(object["schemas"], 2);
  ASSERT_EQ(object["problems"].size(), 1u);
  const auto& problem = object["problems"][0];
  EXPECT_EQ(problem["severity"], "error");
  EXPECT_EQ(problem["file"], file);
  EXPECT_EQ(problem["line"], 6);
  EXPECT_EQ(problem["column"], 33);
  EXPECT_EQ(problem["pointer"], "/webhooks/w/post/responses/200");
  EXPECT_EQ(problem["message"], "\"description\" is missing in a response");
}

TEST(CheckCommand, WhatCannotBeReadIsTwo) {
  EXPECT_EQ(check({"/nowhere/a.yaml"}).status, 2);
  EXPECT_THAT(check({"/nowhere/a.yaml"}).err, HasSubstr("cannot read /nowhere/a.yaml: No such"));
  EXPECT_EQ(check({fs::temp_directory_path().string()}).status, 2);
  EXPECT_EQ(check({}).status, 2);
  EXPECT_EQ(check({"a", "b"}).status, 2);
  EXPECT_EQ(check({"--frobnicate", "a"}).status, 2);
  EXPECT_EQ(run({"demo", "--json"}), 2);
}

TEST(CheckCommand, AnEmptyFileIsReadAndWrong) {
  const Folder folder;
  const Ran ran = check({folder.write("docs/a.yaml", "")});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, HasSubstr("a.yaml:1:1: error: The text is empty"));
}

TEST(CheckCommand, ReadsTheFilesOfItsFolderAndNoOthers) {
  const Folder folder;
  folder.write("outside.yaml", "type: secret-type\n");
  fs::create_symlink(folder.path() / "outside.yaml", folder.path() / "docs/link.yaml");
  folder.write("docs/parts/a.yaml",
               "get:\n  parameters: [{$ref: '../p.yaml'}]\n  responses: "
               "{'200': {description: x}}\n");
  folder.write("docs/p.yaml", "name: p\nin: query\nschema: {type: nonsense}\n");
  const std::string file = folder.write(
      "docs/a.yaml", std::string(kHead) +
                         "paths:\n  /a: {$ref: parts/a.yaml}\ncomponents:\n  schemas:\n"
                         "    Up: {$ref: ../outside.yaml}\n    Link: {$ref: link.yaml}\n"
                         "    Gone: {$ref: gone.yaml}\n    Here: {$ref: /components/schemas/Up}\n  "
                         "  Far: {$ref: 'http://127.0.0.1:1/a.yaml'}\n");
  const Ran ran = check({file});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, HasSubstr("a.yaml:7:16: error: cannot read"));
  EXPECT_THAT(ran.out, HasSubstr("outside the folder"));
  EXPECT_THAT(ran.out, HasSubstr("a.yaml:10:18: error: cannot read"));
  EXPECT_THAT(ran.out, HasSubstr("begins with #/"));
  EXPECT_THAT(ran.out, HasSubstr("a.yaml:8:18: error: cannot read"));
  EXPECT_THAT(ran.out, HasSubstr("a.yaml:9:18: error: cannot read"));
  EXPECT_THAT(ran.out, HasSubstr("a.yaml:11:17: warning: cannot read http://127.0.0.1:1/a.yaml: it "
                                 "is on another machine; --allow-remote"));
  EXPECT_THAT(ran.out, HasSubstr((folder.path() / "docs/p.yaml").string() + ":3:16: error: "));
  EXPECT_EQ(ran.out.find("secret-type"), std::string::npos);
  EXPECT_THAT(ran.err, HasSubstr("1 operation,"));
  const Ran remote = check({file, "--allow-remote"});
  EXPECT_THAT(remote.out,
              HasSubstr("a.yaml:11:17: error: cannot read http://127.0.0.1:1/a.yaml: "));
}

TEST(CheckCommand, ReadsADialectOfTheAuthorsOwnFromBesideTheFile) {
  const Folder folder;
  folder.write("docs/dialect.json",
               R"({"$vocabulary": {"https://json-schema.org/draft/2020-12/vocab/core": true,)"
               R"("https://json-schema.org/draft/2020-12/vocab/validation": true}})");
  const std::string head = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {}\n";
  const std::string described =
      folder.write("docs/a.yaml", head +
                                      "jsonSchemaDialect: dialect.json\ncomponents:\n  schemas:\n"
                                      "    Judged: {minLength: 2, default: a}\n"
                                      "    Ignored: {properties: {a: false}, default: {a: 1}}\n");
  const Ran ran = check({described});
  EXPECT_THAT(ran.out, HasSubstr("a.yaml:7:37: "));
  EXPECT_EQ(ran.out.find("a.yaml:8:"), std::string::npos) << ran.out;
  EXPECT_EQ(ran.out.find("is not known"), std::string::npos) << ran.out;

  const std::string named =
      folder.write("docs/b.yaml", head +
                                      "components:\n  schemas:\n    A: {$schema: dialect.json}\n"
                                      "    B: {$schema: gone.json}\n");
  const Ran other = check({named});
  EXPECT_EQ(other.status, 1);
  EXPECT_THAT(other.out, HasSubstr("b.yaml:7:18: error: the dialect \"gone.json\" is not known"));
  EXPECT_EQ(other.out.find("b.yaml:6:"), std::string::npos) << other.out;
}

TEST(CheckCommand, NeighboursAreFoundByTheNameOfTheDescription) {
  const Folder folder;
  folder.write("docs/parts/size.yaml", "type: nonsense\n");
  const std::string file = folder.write(
      "docs/a.yaml",
      "openapi: 3.2.0\n$self: https://e.com/api/a.yaml\ninfo: {title: T, version: '1'}\n"
      "components:\n  schemas:\n    Size: {$ref: parts/size.yaml}\n    Far: {$ref: '../b.yaml'}\n"
      "    Own: {$ref: 'https://e.com/api/a.yaml#/components/schemas/Size'}\n");
  const Ran ran = check({file});
  EXPECT_THAT(ran.out,
              HasSubstr((folder.path() / "docs/parts/size.yaml").string() + ":1:7: error: "));
  EXPECT_THAT(ran.out,
              HasSubstr("a.yaml:7:17: warning: cannot read https://e.com/b.yaml: it is on "));
  EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 2) << ran.out;
}

TEST(CheckCommand, CommentsInJsonAreCalledThat) {
  const Folder folder;
  const Ran ran = check({folder.write("docs/a.json", "// mine\n{\"openapi\": \"3.1.0\"}\n")});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, HasSubstr("a.json:1:1: error: "));
  EXPECT_THAT(ran.out, HasSubstr("omment"));
}

}  // namespace
}  // namespace vitrine::command
