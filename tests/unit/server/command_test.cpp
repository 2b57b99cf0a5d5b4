#include "server/command/command.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "server/api/front/page.h"
#include "server/api/model/types.h"
#include "server/command/data_folder.h"
#include "server/command/nearest.h"
#include "server/command/options.h"
#include "server/command/spec_files.h"
#include "tests/unit/server/client.h"

namespace vitrine::test {
namespace {

namespace fs = std::filesystem;
using command::Options;
using command::Verb;
using ::testing::HasSubstr;

Options parsed(const std::vector<std::string>& arguments) {
  auto result = command::parse(arguments);
  if (auto* mistake = std::get_if<std::string>(&result)) {
    ADD_FAILURE() << *mistake;
    return {};
  }
  return std::get<Options>(std::move(result));
}

std::string mistake(const std::vector<std::string>& arguments) {
  const auto result = command::parse(arguments);
  const auto* words = std::get_if<std::string>(&result);
  return words ? *words : "";
}

TEST(CommandLine, HasTheDefaultsOfTheContract) {
  const Options options = parsed({"demo"});
  EXPECT_EQ(options.verb, Verb::demo);
  EXPECT_EQ(options.serve.host, "127.0.0.1");
  EXPECT_EQ(options.serve.port, 8080);
  EXPECT_FALSE(options.data);
}

TEST(CommandLine, TakesOptionsAnywhereAndInBothSpellings) {
  const Options options =
      parsed({"--port", "0", "serve", "--host=0.0.0.0", "my api.yaml", "--cors-origin",
              "https://a.example", "--cors-origin=http://b:1"});
  EXPECT_EQ(options.verb, Verb::serve);
  EXPECT_THAT(options.operands, ::testing::ElementsAre("my api.yaml"));
  EXPECT_EQ(options.serve.port, 0);
  EXPECT_EQ(options.serve.host, "0.0.0.0");
  EXPECT_THAT(options.serve.cors_origins,
              ::testing::ElementsAre("https://a.example", "http://b:1"));
  EXPECT_EQ(parsed({"serve", "--", "--odd.json"}).operands[0], "--odd.json");
  const ServeOptions tls = parsed({"demo", "--certificate", "chain.pem", "--key=key.pem"}).serve;
  EXPECT_EQ(tls.tls_certificate, "chain.pem");
  EXPECT_EQ(tls.tls_key, "key.pem");
  EXPECT_EQ(parsed({"serve", "a.json", "b.json", "c.json"}).operands.size(), 3u);
}

TEST(CommandLine, SaysWhatIsWrong) {
  EXPECT_THAT(mistake({}), HasSubstr("--help"));
  EXPECT_THAT(mistake({"dance"}), HasSubstr("\"dance\""));
  EXPECT_THAT(mistake({"demo", "--loud"}), HasSubstr("--loud"));
  EXPECT_THAT(mistake({"demo", "--port"}), HasSubstr("needs a value"));
  EXPECT_THAT(mistake({"demo", "--port", "65536"}), HasSubstr("65535"));
  EXPECT_THAT(mistake({"demo", "--port", "-1"}), HasSubstr("65535"));
  EXPECT_THAT(mistake({"serve"}), HasSubstr("serve needs SPEC"));
  EXPECT_THAT(mistake({"export", "x"}), HasSubstr("export needs DIR"));
  EXPECT_THAT(mistake({"demo", "more"}), HasSubstr("too many"));
  EXPECT_THAT(mistake({"serve", "x", "--data", "y"}), HasSubstr("--data says nothing to serve"));
  EXPECT_THAT(mistake({"serve", "x", "y", "--mock"}), HasSubstr("--mock is for one description"));
  EXPECT_THAT(mistake({"serve", "x", "y", "--proxy"}), HasSubstr("--proxy is for one description"));
  EXPECT_THAT(mistake({"demo", "--cors-origin", "docs.example"}), HasSubstr("https://"));
  EXPECT_THAT(mistake({"demo", "--access-log", "xml"}), HasSubstr("json or common"));
}

TEST(CommandLine, KnowsTheFormsOfTheAccessLog) {
  EXPECT_EQ(parsed({"demo"}).serve.access_log, AccessLog::none);
  EXPECT_EQ(parsed({"demo", "--access-log", "json"}).serve.access_log, AccessLog::json);
  EXPECT_EQ(parsed({"demo", "--access-log=common"}).serve.access_log, AccessLog::common);
}

TEST(CommandLine, AsksWhetherSomethingElseWasMeant) {
  EXPECT_THAT(mistake({"demo", "--prot", "1"}), HasSubstr("did you mean --port?"));
  EXPECT_THAT(mistake({"dmeo"}), HasSubstr("did you mean demo?"));
  EXPECT_THAT(mistake({"demo", "--cors-orgin=x"}), HasSubstr("did you mean --cors-origin?"));
  EXPECT_THAT(mistake({"demo", "--loud"}), ::testing::Not(HasSubstr("did you mean")));
  EXPECT_EQ(command::nearest(std::string(100'000, 'x'), {"demo"}), "");
}

TEST(CommandLine, HelpNamesEveryVerbAndOption) {
  for (const char* word : {"demo",
                           "serve SPEC",
                           "export SPEC DIR",
                           "check SPEC",
                           "rules",
                           "validate SCHEMA INSTANCE",
                           "spec",
                           "html SPEC",
                           "--single",
                           "--base URL",
                           "--operation ID",
                           "--host ADDRESS",
                           "--port NUMBER",
                           "--certificate FILE",
                           "--key FILE",
                           "--cors-origin ORIGIN",
                           "--data DIR",
                           "--root DIR",
                           "--format FORMAT",
                           "--rule NAME=LEVEL",
                           "--assert-format",
                           "--allow-remote",
                           "--version"}) {
    EXPECT_THAT(command::help(), HasSubstr(word));
  }
}

TEST(CommandLine, HelpOfOneCommandHasItsOptionsOnly) {
  for (const std::vector<std::string>& asked : std::vector<std::vector<std::string>>{
           {"check", "--help"}, {"check", "a.yaml", "-h"}, {"help", "check"}}) {
    const Options options = parsed(asked);
    EXPECT_EQ(options.verb, Verb::help);
    ASSERT_EQ(options.about, Verb::check);
  }
  const std::string text = command::help(Verb::check);
  EXPECT_THAT(text, HasSubstr("vitrine check SPEC"));
  EXPECT_THAT(text, HasSubstr("--rule NAME=LEVEL"));
  EXPECT_THAT(text, ::testing::Not(HasSubstr("--port")));
  EXPECT_THAT(text, ::testing::Not(HasSubstr("vitrine serve")));
  EXPECT_FALSE(parsed({"--help"}).about);
}

TEST(CommandLine, TakesWhatCheckAndValidateAreAsked) {
  const Options check = parsed({"check", "a.yaml", "--format=sarif", "--rule", "syntax=warn",
                                "--root", "..", "--rule=syntax=off"});
  EXPECT_EQ(check.format, command::Format::sarif);
  EXPECT_EQ(check.root, "..");
  ASSERT_EQ(check.rules.size(), 1u);
  EXPECT_EQ(check.rules.at("syntax"), std::nullopt);
  EXPECT_EQ(parsed({"check", "a.yaml", "--json"}).format, command::Format::json);
  EXPECT_EQ(parsed({"check", "a.yaml"}).format, command::Format::text);
  EXPECT_TRUE(parsed({"validate", "a", "b", "--assert-format"}).assert_format);
  EXPECT_FALSE(parsed({"validate", "a", "b"}).assert_format);
  EXPECT_THAT(mistake({"check", "a", "--rule", "syntx=off"}), HasSubstr("did you mean syntax?"));
  EXPECT_THAT(mistake({"check", "a", "--rule", "qwertyuiop=off"}), HasSubstr("vitrine rules"));
  EXPECT_THAT(mistake({"check", "a", "--rule", "syntax=loud"}), HasSubstr("syntax=warn"));
  EXPECT_THAT(mistake({"check", "a", "--rule", "syntax"}), HasSubstr("syntax=warn"));
  EXPECT_THAT(mistake({"check", "a", "--format", "xml"}), HasSubstr("sarif"));
  EXPECT_THAT(mistake({"rules", "--format", "sarif"}), HasSubstr("text or json"));
  EXPECT_THAT(mistake({"check", "a", "--assert-format"}), HasSubstr("says nothing to check"));
}

TEST(DataFolder, ATemporaryOneGoesAway) {
  std::filesystem::path path;
  {
    auto opened = command::DataFolder::open(std::nullopt);
    ASSERT_TRUE(std::holds_alternative<command::DataFolder>(opened));
    path = std::get<command::DataFolder>(opened).path();
    EXPECT_TRUE(std::filesystem::is_directory(path));
    std::ofstream(path / "x") << "x";
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(DataFolder, ANamedOneIsMadeAndStays) {
  const std::string path = ::testing::TempDir() + "vitrine-data/deeper";
  { (void)command::DataFolder::open(path); }
  EXPECT_TRUE(std::filesystem::is_directory(path));
  std::filesystem::remove_all(::testing::TempDir() + "vitrine-data");
}

TEST(DataFolder, OneThatCannotBeWrittenIsSaidWithTheRemedy) {
  // /proc takes no files, not even from root.
  const auto opened = command::DataFolder::open(std::string("/proc/vitrine"));
  ASSERT_TRUE(std::holds_alternative<std::string>(opened));
  EXPECT_THAT(std::get<std::string>(opened),
              ::testing::AllOf(HasSubstr("/proc/vitrine"), HasSubstr("--data DIR")));
}

class Export : public ::testing::Test {
 protected:
  Export() { fs::remove_all(root_); }
  ~Export() override { fs::remove_all(root_); }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name) << text;
  }
  static std::string read(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::string spec() const { return (root_ / "api/my api.json").string(); }
  std::string site() const { return (root_ / "site").string(); }

  const fs::path root_ = fs::path(::testing::TempDir()) / "vitrine-export-test";
};

TEST_F(Export, FollowsReferencesAndNothingElse) {
  write("api/my api.json",
        R"({"info":{"description":"![a](logo.png) [b](<two words.md> \"t\") secret.json"},)"
        R"("x-logo":{"url":"img/x.svg"},"paths":{"/a":{"$ref":"parts/a.json#/x"},)"
        R"("/b":{"$ref":"https://elsewhere.example/b.json"},"/c":{"$ref":"none.json"},)"
        R"("/d":{"$ref":"../outside.json"},"/e":{"$ref":"#/paths/~1a"}}})");
  write("api/parts/a.json", R"({"x":{"$ref":"../b.json"},"y":{"$ref":"a.json#/x"}})");
  write("api/b.json", R"({"$ref":"my%20api.json"})");
  write("api/logo.png", "");
  write("api/two words.md", "");
  write("api/img/x.svg", "");
  write("api/secret.json", "{}");
  write("outside.json", "{}");
  const auto described = command::described_files(spec(), {});
  const auto& found = std::get<command::DescribedFiles>(described);
  std::vector<std::string> names;
  for (const auto& [named, path] : found.files) {
    names.push_back(command::name_below(found.root, named));
  }
  EXPECT_THAT(names, ::testing::UnorderedElementsAre("my api.json", "logo.png", "two words.md",
                                                     "img/x.svg", "parts/a.json", "b.json"));
  std::vector<std::string> absent;
  for (const auto& one : found.absent) absent.push_back(fs::path(one.name).filename().string());
  EXPECT_THAT(absent, ::testing::UnorderedElementsAre("none.json", "outside.json"));
}

TEST_F(Export, MakesASiteThatKnowsNoRoot) {
  if (page_files().empty()) GTEST_SKIP() << "SKIPPED: this build has no page";
  write("api/my api.json", R"({"openapi":"3.1.0"})");
  ASSERT_EQ(command::run({"export", spec(), site()}), 0);
  const std::string page = read(site() + "/index.html");
  EXPECT_THAT(page, HasSubstr("spec=\"spec/my%20api.json\""));
  EXPECT_THAT(page, HasSubstr("<meta http-equiv=\"Content-Security-Policy\""));
  EXPECT_THAT(page, ::testing::Not(HasSubstr("{{")));
  // Nothing begins at the root of the server: the folder may stand below any path.
  EXPECT_THAT(page, ::testing::Not(HasSubstr("=\"/")));
  EXPECT_EQ(read(site() + "/spec/my api.json"), R"({"openapi":"3.1.0"})");
  EXPECT_TRUE(fs::exists(site() + "/vitrine.js"));
  EXPECT_THAT(read(site() + "/docs/oauth2-redirect/index.html"), HasSubstr("\"../../vitrine/"));
}

TEST_F(Export, ReplacesWhatItMadeAndNothingElse) {
  if (page_files().empty()) GTEST_SKIP() << "SKIPPED: this build has no page";
  write("api/my api.json", R"({"paths":{"/a":{"$ref":"a.json"}}})");
  write("api/a.json", "{}");
  ASSERT_EQ(command::run({"export", spec(), site()}), 0);
  EXPECT_TRUE(fs::exists(site() + "/spec/a.json"));
  write("site/CNAME", "docs.example");
  write("api/my api.json", "{}");
  ASSERT_EQ(command::run({"export", spec(), site()}), 0);
  EXPECT_FALSE(fs::exists(site() + "/spec/a.json"));
  EXPECT_EQ(read(site() + "/CNAME"), "docs.example");

  write("other/mine.txt", "mine");
  const std::string other = (root_ / "other").string();
  EXPECT_EQ(command::run({"export", spec(), other}), 2);
  EXPECT_FALSE(fs::exists(other + "/index.html"));
  EXPECT_EQ(command::run({"export", spec(), other, "--force"}), 0);
  EXPECT_EQ(read(other + "/mine.txt"), "mine");
}

TEST_F(Export, SaysWhichFolderCannotBeWritten) {
  if (page_files().empty()) GTEST_SKIP() << "SKIPPED: this build has no page";
  write("api/my api.json", "{}");
  ::testing::internal::CaptureStderr();
  EXPECT_EQ(command::run({"export", spec(), "/proc/vitrine"}), 2);
  EXPECT_THAT(::testing::internal::GetCapturedStderr(),
              ::testing::AllOf(HasSubstr("/proc/vitrine"), HasSubstr("chmod")));
  EXPECT_EQ(command::run({"export", (root_ / "none.json").string(), site()}), 2);
}

/// The command in a process of its own.
class Process {
 public:
  explicit Process(std::vector<std::string> arguments) {
    int out[2];
    EXPECT_EQ(::pipe(out), 0);
    // Or the child would print once more what waits in the buffer.
    std::fflush(stdout);
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(out[1], STDOUT_FILENO);
      const int nowhere = ::open("/dev/null", O_WRONLY);
      ::dup2(nowhere, STDERR_FILENO);
      ::close(out[0]);
      const int code = command::run(arguments);
      std::fflush(stdout);
      ::_exit(code);
    }
    ::close(out[1]);
    out_ = out[0];
  }
  ~Process() {
    ::close(out_);
    if (pid_ > 0) {
      ::kill(pid_, SIGKILL);
      ::waitpid(pid_, nullptr, 0);
    }
  }
  std::string first_line() const {
    std::string line;
    for (char c; ::read(out_, &c, 1) == 1 && c != '\n';) line += c;
    return line;
  }
  int end(int signal = 0) {
    if (signal != 0) ::kill(pid_, signal);
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t pid_;
  int out_;
};

TEST(Command, TheDemoListensKeepsItsDataAndEndsCleanly) {
  const std::string folder = ::testing::TempDir() + "vitrine-demo";
  std::filesystem::remove_all(folder);
  std::string token;
  for (const int signal : {SIGINT, SIGTERM}) {
    Process demo({"demo", "--port", "0", "--data", folder});
    const std::string line = demo.first_line();
    ASSERT_THAT(line, ::testing::StartsWith("listening on http://127.0.0.1:"));
    httplib::Client client(line.substr(13));
    const auto response =
        client.Post("/users", R"({"email":"mina@example.org","password":"a walk in the snow"})",
                    "application/json");
    ASSERT_TRUE(response);
    // The second time the account is there from the first.
    EXPECT_EQ(response->status, signal == SIGINT ? 201 : 409);
    if (response->status == 201) token = FreeForm::parse(response->body)["token"];
    const auto me = client.Get("/users/me", httplib::Headers{{"Authorization", "Bearer " + token}});
    ASSERT_TRUE(me);
    EXPECT_EQ(me->status, 200);
    EXPECT_EQ(demo.end(signal), 0);
  }
  EXPECT_TRUE(std::filesystem::exists(folder + "/gallery.sqlite3"));
  std::filesystem::remove_all(folder);
}

TEST(Command, ExitsWith2WhenItCannotBeDone) {
  EXPECT_EQ(Process({"dance"}).end(), 2);
  EXPECT_EQ(Process({"serve", "/nowhere/openapi.json"}).end(), 2);
  EXPECT_EQ(Process({"demo", "--data", "/proc/vitrine"}).end(), 2);
  ::setenv("VITRINE_DEMO_SIGNING_KEY", "c2hvcnQ=", 1);
  EXPECT_EQ(Process({"demo", "--port", "0"}).end(), 2);
  ::unsetenv("VITRINE_DEMO_SIGNING_KEY");
  Process first({"demo", "--port", "0"});
  const std::string line = first.first_line();
  const std::string port = line.substr(line.rfind(':') + 1);
  EXPECT_EQ(Process({"demo", "--port", port}).end(), 2);
  EXPECT_EQ(first.end(SIGTERM), 0);
}

TEST(Command, PrintsHelpVersionAndTheDocument) {
  Process help({"--help"});
  EXPECT_THAT(help.first_line(), HasSubstr("vitrine"));
  EXPECT_EQ(help.end(), 0);
  EXPECT_EQ(Process({"--version"}).end(), 0);
  Process spec({"spec"});
  EXPECT_EQ(spec.first_line(), "{");
}

}  // namespace
}  // namespace vitrine::test
