#include "server/api/front/static_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <utility>

#include "server/api/declare/api.h"
#include "server/api/front/compress.h"
#include "tests/unit/server/probe.h"
#include "tests/unit/server/running.h"

namespace vitrine::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

/// A folder of files, beside a secret.
class StaticFiles : public ::testing::Test {
 protected:
  StaticFiles() {
    std::string name = (fs::temp_directory_path() / "vitrine-static-XXXXXX").string();
    root_ = ::mkdtemp(name.data());
    write("secret.txt", "secret");
    write("www/index.html", "<p>home");
    write("www/app.js", "0123456789");
    write("www/docs/index.html", "<p>docs");
    write("www/empty/x.txt", "");
    write("www/.env", "secret");
    write("www/.well-known/security.txt", "Contact: us");
    write("www/two words.txt", "two");
    write("www/big.css", std::string(5000, 'c'));
    write("www/big.css.gz", "zipped");
    fs::create_symlink(root_ / "secret.txt", root_ / "www/link.txt");
    fs::create_directory_symlink(root_, root_ / "www/up");
    ::mkfifo((root_ / "www/pipe").c_str(), 0600);
  }
  ~StaticFiles() override { fs::remove_all(root_); }

  void write(const fs::path& name, const std::string& text) const {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name) << text;
  }
  Front front(StaticFolder folder = {}) const {
    Api api({.title = "T", .version = "1"});
    api.get("/things", [] { return std::string("thing"); });
    if (folder.prefix.empty()) folder.prefix = "/www";
    folder.folder = (root_ / "www").string();
    Deployment deployment;
    deployment.folders = {std::move(folder)};
    return Front(Service(std::move(api)), {.deployment = std::move(deployment)});
  }

  fs::path root_;
};

std::string request(const std::string& path, const std::string& headers = {}) {
  return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Connection: close\r\n\r\n";
}

TEST_F(StaticFiles, AFileComesWithItsTypeAndItsVersion) {
  const Running server(front());
  const std::string response = server.raw(request("/www/app.js"));
  EXPECT_THAT(response, HasSubstr("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(response, HasSubstr("Content-Type: text/javascript; charset=utf-8\r\n"));
  EXPECT_THAT(response, HasSubstr("Content-Length: 10\r\n"));
  EXPECT_THAT(response, HasSubstr("Last-Modified: "));
  EXPECT_THAT(response, HasSubstr("ETag: \""));
  EXPECT_THAT(response, HasSubstr("Cache-Control: no-cache\r\n"));
  EXPECT_THAT(response, HasSubstr("X-Content-Type-Options: nosniff\r\n"));
  EXPECT_THAT(response, HasSubstr("\r\n\r\n0123456789"));
  EXPECT_THAT(server.raw(request("/www/two%20words.txt")), HasSubstr("\r\n\r\ntwo"));
  EXPECT_THAT(server.raw(request("/www/empty/x.txt")), HasSubstr("Content-Length: 0\r\n"));
  EXPECT_THAT(server.raw(request("/things")), HasSubstr("\"thing\""));
}

TEST_F(StaticFiles, NoPathLeadsOutOfTheFolder) {
  const Running server(front());
  for (const char* path :
       {"/www/../secret.txt", "/www/%2e%2e/secret.txt", "/www/..%2fsecret.txt",
        "/www/docs/../../secret.txt", "/www/docs/..%5c..%5csecret.txt", "/www//../secret.txt",
        "/www/link.txt", "/www/up/secret.txt", "/www/.env", "/www/%2eenv", "/www/./app.js",
        "/www/app.js%00.txt", "/www/app.js/", "/www/pipe", "/www/empty/", "/www/none",
        "/www//etc/passwd", "/www/%zz"}) {
    const std::string response = server.raw(request(path));
    EXPECT_THAT(response, HasSubstr("HTTP/1.1 404 ")) << path;
    EXPECT_THAT(response, Not(HasSubstr("secret"))) << path;
  }
  EXPECT_THAT(server.raw(request("/www/.well-known/security.txt")), HasSubstr("Contact: us"));
  EXPECT_THAT(server.raw(request("/wwwx/app.js")), HasSubstr("HTTP/1.1 404 "));
}

TEST_F(StaticFiles, AFolderIsItsIndexWithASlash) {
  const Running server(front());
  EXPECT_THAT(server.raw(request("/www/docs?a=1")), HasSubstr("Location: /www/docs/?a=1\r\n"));
  EXPECT_THAT(server.raw(request("/www/docs/")), HasSubstr("<p>docs"));
  EXPECT_THAT(server.raw(request("/www")), HasSubstr("Location: /www/\r\n"));
  const Running program(front({.prefix = {}, .folder = {}, .fallback = "index.html"}));
  EXPECT_THAT(program.raw(request("/www/some/route")), HasSubstr("<p>home"));
}

TEST_F(StaticFiles, PartsAndVersionsAreAsked) {
  const Running server(front());
  const std::string whole = server.raw(request("/www/app.js"));
  const auto value = [&](const std::string& name) {
    const auto at = whole.find(name + ": ") + name.size() + 2;
    return whole.substr(at, whole.find('\r', at) - at);
  };
  const auto asked = [&](const std::string& headers) {
    return server.raw(request("/www/app.js", headers));
  };
  std::string response = asked("Range: bytes=2-4\r\n");
  EXPECT_THAT(response, HasSubstr("HTTP/1.1 206 "));
  EXPECT_THAT(response, HasSubstr("Content-Range: bytes 2-4/10\r\n"));
  EXPECT_THAT(response, HasSubstr("\r\n\r\n234"));
  EXPECT_THAT(asked("Range: bytes=20-\r\n"), HasSubstr("HTTP/1.1 416 "));
  const std::string since = "If-Range: " + value("Last-Modified") + "\r\n";
  EXPECT_THAT(asked("Range: bytes=2-4\r\n" + since), HasSubstr("HTTP/1.1 206 "));
  EXPECT_THAT(asked("Range: bytes=2-4\r\nIf-Range: \"other\"\r\n"), HasSubstr("HTTP/1.1 200 "));
  EXPECT_THAT(asked("If-None-Match: \"x\", W/" + value("ETag") + "\r\n"),
              HasSubstr("HTTP/1.1 304 "));
  EXPECT_THAT(asked("If-Modified-Since: " + value("Last-Modified") + "\r\n"),
              HasSubstr("HTTP/1.1 304 "));
  EXPECT_THAT(
      asked("If-None-Match: \"x\"\r\nIf-Modified-Since: " + value("Last-Modified") + "\r\n"),
      HasSubstr("HTTP/1.1 200 "));
  constexpr char kLongAgo[] = "Thu, 01 Jan 1970 00:00:00 GMT";
  constexpr char kInTheEnd[] = "Thu, 31 Dec 2099 23:59:59 GMT";
  EXPECT_THAT(asked("If-Modified-Since: " + std::string(kInTheEnd) + "\r\n"),
              HasSubstr("HTTP/1.1 304 "));
  for (const auto& [date, status] :
       {std::pair(kLongAgo, "412"), std::pair(kInTheEnd, "200"), std::pair("yesterday", "200")}) {
    EXPECT_THAT(asked("If-Unmodified-Since: " + std::string(date) + "\r\n"),
                HasSubstr("HTTP/1.1 " + std::string(status)));
  }
  EXPECT_THAT(asked("If-Match: \"x\"\r\n"), HasSubstr("HTTP/1.1 412 "));
  EXPECT_THAT(asked("If-Match: W/" + value("ETag") + "\r\n"), HasSubstr("HTTP/1.1 412 "));
  EXPECT_THAT(asked("If-Match: " + value("ETag") + "\r\n"), HasSubstr("HTTP/1.1 200 "));
  write("www/app.js", "changed!");
  EXPECT_THAT(asked("If-None-Match: " + value("ETag") + "\r\n"), HasSubstr("changed!"));
}

TEST_F(StaticFiles, WhatWasCompressedBeforehandIsSentToThoseWhoTakeIt) {
  const Running server(front({.prefix = {}, .folder = {}, .max_age_seconds = 60}));
  std::string response = server.raw(request("/www/big.css", "Accept-Encoding: gzip\r\n"));
  EXPECT_THAT(response, HasSubstr("Content-Encoding: gzip\r\n"));
  EXPECT_THAT(response, HasSubstr("Content-Type: text/css; charset=utf-8\r\n"));
  EXPECT_THAT(response, HasSubstr("-gzip\"\r\n"));
  EXPECT_THAT(response, HasSubstr("Vary: Accept-Encoding\r\n"));
  EXPECT_THAT(response, HasSubstr("Cache-Control: public, max-age=60\r\n"));
  EXPECT_THAT(response, HasSubstr("\r\n\r\nzipped"));
  response = server.raw(request("/www/big.css"));
  EXPECT_THAT(response, Not(HasSubstr("Content-Encoding")));
  EXPECT_THAT(response, HasSubstr("Vary: Accept-Encoding\r\n"));
  EXPECT_THAT(response, HasSubstr("Content-Length: 5000\r\n"));
}

TEST_F(StaticFiles, OnlyReadingIsTaken) {
  const Running server(front());
  const std::string response = server.raw(
      "POST /www/app.js HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n"
      "Connection: close\r\n\r\nabc");
  EXPECT_THAT(response, HasSubstr("HTTP/1.1 405 "));
  EXPECT_THAT(response, HasSubstr("Allow: GET, HEAD, OPTIONS\r\n"));
}

TEST(MediaTypeOf, IsKnownByTheEnding) {
  EXPECT_EQ(media_type_of("a.PNG"), "image/png");
  EXPECT_EQ(media_type_of("a.tar.gz"), "application/gzip");
  EXPECT_EQ(media_type_of("html"), "application/octet-stream");
  EXPECT_EQ(media_type_of("a.exe"), "application/octet-stream");
}

}  // namespace
}  // namespace vitrine::test
