#include "server/command/fetch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "tests/unit/server/client.h"
#include "tests/unit/server/command_fixture.h"

namespace vitrine::test {
namespace {

using ::testing::HasSubstr;

/// The files of another machine.
class Remote : public ::testing::Test {
 protected:
  Remote() {
    server_.Get("/a.yaml", [](const httplib::Request&, httplib::Response& response) {
      response.set_content("type: string\n", "application/yaml");
    });
    server_.Get("/once", [](const httplib::Request&, httplib::Response& response) {
      response.set_redirect("/a.yaml");
    });
    server_.Get("/forever", [](const httplib::Request&, httplib::Response& response) {
      response.set_redirect("/forever");
    });
    server_.Get("/file", [](const httplib::Request&, httplib::Response& response) {
      response.set_redirect("file:///etc/hostname");
    });
    server_.Get("/large", [](const httplib::Request&, httplib::Response& response) {
      response.set_content(std::string((64 << 20) + 1, ' '), "application/json");
    });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    server_.wait_until_ready();
    if (refusal("/a.yaml").find("without libcurl") != std::string::npos) supported_ = false;
  }
  ~Remote() override {
    server_.stop();
    thread_.join();
  }

  std::string address(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }
  std::string refusal(const std::string& path) const {
    const auto result = command::fetch(address(path));
    const auto* unreadable = std::get_if<command::Unreadable>(&result);
    return unreadable ? unreadable->reason : "";
  }

  httplib::Server server_;
  int port_ = 0;
  std::thread thread_;
  bool supported_ = true;
};

TEST_F(Remote, IsReadThroughOneRedirect) {
  if (!supported_) GTEST_SKIP() << "SKIPPED: this build has no libcurl";
  for (const char* path : {"/a.yaml", "/once"}) {
    const auto result = command::fetch(address(path));
    ASSERT_TRUE(std::holds_alternative<std::string>(result)) << refusal(path);
    EXPECT_EQ(std::get<std::string>(result), "type: string\n");
  }
}

TEST_F(Remote, IsRefusedWithTheReason) {
  if (!supported_) GTEST_SKIP() << "SKIPPED: this build has no libcurl";
  EXPECT_THAT(refusal("/nothing"), HasSubstr("404"));
  EXPECT_THAT(refusal("/forever"), HasSubstr("more than five times"));
  EXPECT_THAT(refusal("/file"), HasSubstr("not followed"));
  EXPECT_THAT(refusal("/large"), HasSubstr("64 MB"));
  for (const char* uri : {"file:///etc/hostname", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x",
                          "http:/a", "urn:a", ""}) {
    const auto result = command::fetch(uri);
    EXPECT_TRUE(std::holds_alternative<command::Unreadable>(result)) << uri;
  }
}

TEST_F(Remote, IsAskedOnlyWhenAllowed) {
  if (!supported_) GTEST_SKIP() << "SKIPPED: this build has no libcurl";
  const TemporaryFolder folder;
  const std::string file = folder.write(
      "a.yaml",
      "openapi: 3.1.0\ninfo: {title: T, version: '1'}\ncomponents: {schemas: {A: {$ref: '" +
          address("/a.yaml") + "'}}}\n");
  EXPECT_THAT(run_command({"check", file}).out, HasSubstr("--allow-remote"));
  EXPECT_EQ(run_command({"check", file, "--allow-remote"}).out, "");
}

}  // namespace
}  // namespace vitrine::test
