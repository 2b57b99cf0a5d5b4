#include "server/api/front/front.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include "server/api/declare/api.h"
#include "server/api/describe/yaml_text.h"
#include "server/api/front/compress.h"
#include "tests/unit/server/probe.h"

namespace vitrine::test {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

Service small_service() {
  Api api({.title = "T", .version = "1"});
  api.get("/things", []() -> std::string { return "thing"; });
  return Service(std::move(api));
}

Front front(FrontOptions options = {}) { return Front(small_service(), std::move(options)); }

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "vitrine-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  fs::path write(const fs::path& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
    return path_ / name;
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

TEST(Front, OtherHostNamesAreRefusedOnLoopback) {
  const Front on_loopback = front();
  for (const char* host : {"127.0.0.1:8080", "127.0.0.1", "localhost:3000", "LOCALHOST", "[::1]:80",
                           "docs.localhost:1"}) {
    EXPECT_EQ(on_loopback.handle(with(get("/things"), "Host", host)).status, 200) << host;
  }
  for (const char* host : {"evil.example", "127.0.0.1.evil.example", "127.evil.example",
                           "localhost.evil.example", "", "evillocalhost"}) {
    const Response response = on_loopback.handle(with(get("/things"), "Host", host));
    EXPECT_EQ(response.status, 421) << host;
    EXPECT_EQ(header(response, "Content-Type"), "application/problem+json");
  }
  EXPECT_EQ(on_loopback.handle({"GET", "/openapi.json", {}, ""}).status, 421);
  const Headers two = {{"Host", "localhost"}, {"host", "evil.example"}};
  EXPECT_EQ(on_loopback.handle({"GET", "/things", two, ""}).status, 421);
  const Front on_network = front({.cors_origins = {}, .loopback = false});
  EXPECT_EQ(on_network.handle(with(get("/things"), "Host", "box.example")).status, 200);
}

TEST(Front, TheApiIsOpenToNamedOriginsOnly) {
  const Front named = front({.cors_origins = {"https://docs.example"}, .loopback = true});
  Response response = named.handle(with(get("/things"), "Origin", "https://docs.example"));
  EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "https://docs.example");
  EXPECT_EQ(header(response, "Vary"), "Origin");
  response = named.handle(with(get("/things"), "Origin", "https://docs.example.evil"));
  EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "(none)");
  response = front().handle(with(get("/things"), "Origin", "https://docs.example"));
  EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "(none)");
}

TEST(Front, EveryPageLearnsWhetherItMayCallTheApi) {
  const Front named = front({.cors_origins = {"https://docs.example"}, .loopback = true});
  Response response = named.handle(with(get("/vitrine/origin"), "Origin", "https://other.example"));
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(response.text(), "");
  EXPECT_EQ(header(response, "Vitrine-Origin"), "refused");
  EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(header(response, "Access-Control-Expose-Headers"), "Vitrine-Origin");
  response = named.handle(with(get("/vitrine/origin"), "Origin", "https://docs.example"));
  EXPECT_EQ(header(response, "Vitrine-Origin"), "allowed");
  response = front().handle(with(get("/vitrine/origin"), "Origin", "https://docs.example"));
  EXPECT_EQ(header(response, "Vitrine-Origin"), "refused");
  EXPECT_EQ(named.handle(post("/vitrine/origin", "")).status, 405);
}

TEST(Front, TheApiTellsItsTimesToNamedOriginsOnly) {
  const Front named = front({.cors_origins = {"https://docs.example"}, .loopback = true});
  Response response = named.handle(with(get("/things"), "Origin", "https://docs.example"));
  EXPECT_EQ(header(response, "Timing-Allow-Origin"), "https://docs.example");
  response = named.handle(with(get("/things"), "Origin", "https://other.example"));
  EXPECT_EQ(header(response, "Timing-Allow-Origin"), "(none)");
}

TEST(Front, APreflightIsAnsweredForNamedOrigins) {
  const Front named = front({.cors_origins = {"https://docs.example"}, .loopback = true});
  Request request{"OPTIONS", "/things", {{"Host", "localhost"}}, ""};
  request.headers.add("Origin", "https://docs.example");
  request.headers.add("Access-Control-Request-Method", "POST");
  request.headers.add("Access-Control-Request-Headers", "authorization,content-type");
  const Response response = named.handle(request);
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(header(response, "Access-Control-Allow-Headers"), "authorization,content-type");
  EXPECT_THAT(header(response, "Access-Control-Allow-Methods"), HasSubstr("PATCH"));
  request.headers.set("Origin", "https://evil.example");
  EXPECT_EQ(header(named.handle(request), "Access-Control-Allow-Methods"), "(none)");
}

TEST(Front, ErrorsAreReadableForNamedOriginsToo) {
  const Front named = front({.cors_origins = {"https://docs.example"}, .loopback = true});
  const Response response = named.handle(with(get("/none"), "Origin", "https://docs.example"));
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "https://docs.example");
}

TEST(Front, TheDescriptionIsOpenToAllAndComesWithATag) {
  const Front it = front();
  EXPECT_EQ(body(it.handle(get("/openapi.json")))["openapi"], "3.1.0");
  for (const std::string name : {"json", "yaml"}) {
    Response response = it.handle(get("/openapi." + name));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "*");
    EXPECT_EQ(header(response, "Content-Type"), "application/" + name);
    response = it.handle(with(get("/openapi." + name), "If-None-Match", header(response, "ETag")));
    EXPECT_EQ(response.status, 304) << name;
    EXPECT_EQ(response.text(), "");
  }
  EXPECT_EQ(it.handle(post("/openapi.json", "{}")).status, 405);
}

TEST(Front, TheDescriptionIsCompressedForClientsThatTakeIt) {
  if (!gzip("")) GTEST_SKIP() << "built without zlib";
  Api api({.title = std::string(3000, 't'), .version = "1"});
  api.get("/things", []() -> std::string { return "thing"; });
  const Front it(Service(std::move(api)), {});
  for (const char* path : {"/openapi.json", "/openapi.yaml"}) {
    const Response whole = it.handle(get(path));
    EXPECT_EQ(header(whole, "Content-Encoding"), "(none)");
    EXPECT_EQ(header(whole, "Vary"), "Accept-Encoding");
    const Request asked = with(get(path), "Accept-Encoding", "gzip");
    const Response coded = it.handle(asked);
    EXPECT_EQ(header(coded, "Content-Encoding"), "gzip");
    EXPECT_EQ(coded.text(), *gzip(whole.text()));
    EXPECT_NE(header(coded, "ETag"), header(whole, "ETag"));
    EXPECT_EQ(it.handle(with(asked, "If-None-Match", header(coded, "ETag"))).status, 304);
  }
}

TEST(Front, TheRootLeadsToTheDocs) {
  const Response response = front().handle(get("/"));
  EXPECT_EQ(response.status, 302);
  EXPECT_EQ(header(response, "Location"), "/docs");
}

TEST(Front, TheDocsHaveTheStrictPolicy) {
  const Response response = front().handle(get("/docs"));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(header(response, "Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(header(response, "Content-Security-Policy"),
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
            "connect-src *; img-src 'self' data: blob:; media-src blob:; frame-src blob:; font-src "
            "'self'; base-uri 'none'; form-action 'none'");
  EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff");
  EXPECT_THAT(std::string(response.text()), HasSubstr("/openapi.json"));
}

TEST(PageServer, OnlyAPageOfAFileThatMayChangeListens) {
  const std::string page = "<a>{{#changes}}<script src=\"x\">{{/changes}}</a>{{spec}}";
  EXPECT_EQ(fill_page(page, "/s", Changes::watch), "<a><script src=\"x\"></a>/s");
  EXPECT_EQ(fill_page(page, "/s", Changes::ignore), "<a></a>/s");
  EXPECT_EQ(fill_page("<a{{specs}}>", "/s", Changes::ignore), "<a>");
  EXPECT_EQ(fill_page("<a{{specs}}>", "/s", Changes::ignore, {}, "[\"'<\"]"),
            "<a specs=\"[&quot;&#39;&lt;&quot;]\">");
}

TEST(PageServer, OneDescriptionIsAskedForWithThePage) {
  const std::string page = "{{#single}}<link href=\"{{spec}}\">{{/single}}";
  EXPECT_EQ(fill_page(page, "/s", Changes::ignore), "<link href=\"/s\">");
  EXPECT_EQ(fill_page(page, "/s", Changes::ignore, {}, "[{}]"), "");
}

TEST(PageServer, WhatThePageNeedsAtOnceIsInItsHeadersToo) {
  const PageFile files[] = {
      {"/docs.html",
       "text/html; charset=utf-8",
       "<script type=\"module\" src=\"vitrine.js\" fetchpriority=\"high\"></script>"
       "<link rel=\"icon\" href=\"i.svg\">"
       "<link rel=\"preload\" href=\"vitrine/vitrine-1.wasm\" as=\"fetch\" crossorigin>"
       "<link rel=\"preload\" href=\"{{spec}}\" as=\"fetch\" crossorigin>",
       {},
       {}}};
  EXPECT_EQ(header(PageServer(files, "/spec/a.json").get(get("/docs")), "Link"),
            "<vitrine.js>; rel=modulepreload; fetchpriority=\"high\", "
            "<vitrine/vitrine-1.wasm>; rel=preload; as=\"fetch\"; crossorigin, "
            "</spec/a.json>; rel=preload; as=\"fetch\"; crossorigin");
  for (const char* html :
       {"", "<p>", "<link rel=\"preload\" href=\"a", "<link rel=\"preload\" href=\"a\""})
    EXPECT_EQ(link_field(html), "") << html;
}

TEST(PageServer, HasTheWordsOfItsDescription) {
  const PageFile files[] = {{"/docs.html",
                             "text/html; charset=utf-8",
                             "<vitrine-playground spec=\"{{spec}}\"></vitrine-playground>",
                             {},
                             {}},
                            {"/embed.html",
                             "text/html; charset=utf-8",
                             "<vitrine-playground></vitrine-playground>",
                             {},
                             {}}};
  std::string words = "<p>Pets</p>";
  const auto now = [&]() -> std::shared_ptr<const PageWords> {
    if (words.empty()) return nullptr;
    return std::make_shared<const PageWords>(PageWords{.words = words});
  };
  const PageServer server(files, {{"/docs", "/spec", {}, now}}, true);
  const Response first = server.get(get("/docs"));
  EXPECT_EQ(first.text(),
            "<vitrine-playground spec=\"/spec\">\n<article class=\"words\">\n<p>Pets</p>"
            "</article>\n</vitrine-playground>");
  EXPECT_EQ(server.get(get("/embed")).text(), "<vitrine-playground></vitrine-playground>");
  words.clear();
  const Response none = server.get(get("/docs"));
  EXPECT_EQ(none.text(), "<vitrine-playground spec=\"/spec\"></vitrine-playground>");
  EXPECT_NE(header(none, "ETag"), header(first, "ETag"));
  if (!brotli("")) GTEST_SKIP() << "this build has no brotli";
  for (int i = 0; i < 1000; ++i) words += "<p>Pet</p>";
  Request again = with(get("/docs"), "Accept-Encoding", "br");
  const Response coded = server.get(again);
  EXPECT_EQ(header(coded, "Content-Encoding"), "br");
  EXPECT_EQ(header(coded, "Vary"), "Accept-Encoding");
  EXPECT_LT(coded.text().size(), words.size() / 10);
  again.headers.set("If-None-Match", header(coded, "ETag"));
  EXPECT_EQ(server.get(again).status, 304);
}

TEST(PageServer, ASignInComesBackToAPageThatKeepsNothing) {
  const PageFile files[] = {
      {"/docs/oauth2-redirect.html", "text/html; charset=utf-8", "<p>", {}, {}}};
  const Response response =
      PageServer(files, "/spec").get(get("/docs/oauth2-redirect?code=1&state=2"));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(header(response, "Cache-Control"), "no-store");
  EXPECT_EQ(header(response, "Referrer-Policy"), "no-referrer");
  EXPECT_EQ(header(response, "Content-Security-Policy"), std::string(kContentSecurityPolicy));
}

TEST(PageServer, AFileOfAnotherVersionIsAProblemThatAnyOriginMayRead) {
  const Response response = front().handle(get("/vitrine/manners-0123456789ab.js"));
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(header(response, "Content-Type"), "application/problem+json");
  EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(header(response, "Cache-Control"), "no-store");
}

TEST(PageServer, GivesTheCodingThatIsAskedFor) {
  const PageFile files[] = {
      {"/docs.html", "text/html; charset=utf-8", "<p spec=\"{{spec}}\">", {}, {}},
      {"/vitrine.js", "text/javascript", "entry", {}, {}},
      {"/vitrine/app-1.wasm", "application/wasm", "identity", "zipped", "brotlied"}};
  const PageServer page(files, "/spec/a\"<b>.json");
  const auto asked = [&](const char* codings) {
    return page.get(with(get("/vitrine/app-1.wasm"), "Accept-Encoding", codings));
  };
  EXPECT_EQ(asked("gzip, deflate, br").text(), "brotlied");
  EXPECT_EQ(header(asked("gzip, br"), "Content-Encoding"), "br");
  EXPECT_EQ(asked("br;q=0, GZIP;q=0.5").text(), "zipped");
  EXPECT_EQ(asked("deflate").text(), "identity");
  EXPECT_EQ(header(asked("deflate"), "Content-Encoding"), "(none)");
  EXPECT_EQ(header(asked("br"), "Content-Type"), "application/wasm");
  EXPECT_THAT(header(asked("br"), "Cache-Control"), HasSubstr("immutable"));
  EXPECT_NE(header(asked("br"), "ETag"), header(asked("gzip"), "ETag"));
  EXPECT_EQ(header(page.get(get("/vitrine.js")), "Cache-Control"), "public, max-age=300");
  EXPECT_EQ(page.get(get("/vitrine/app-2.wasm")).status, 404);
  EXPECT_EQ(page.get(get("/docs")).text(), "<p spec=\"/spec/a&quot;&lt;b&gt;.json\">");
}

TEST(PageServer, APlaygroundBelowAPathFindsTheFilesOfThePage) {
  const PageFile files[] = {{"/docs.html",
                             "text/html; charset=utf-8",
                             "<link href=\"vitrine/a.css\"><script src=\"vitrine.js\">{{spec}}",
                             {},
                             {}}};
  const PageServer page(files, {{"/docs", "/a.json"}, {"/admin/docs", "/b.json"}}, false);
  EXPECT_EQ(page.get(get("/docs")).text(),
            "<link href=\"vitrine/a.css\"><script src=\"vitrine.js\">/a.json");
  EXPECT_EQ(page.get(get("/admin/docs")).text(),
            "<link href=\"../vitrine/a.css\"><script src=\"../vitrine.js\">/b.json");
}

TEST(SpecFolder, GivesTheFileAndItsNeighboursAsTheyAre) {
  const Folder folder;
  const auto file = folder.write("api/my api.json", "{\"openapi\": \"3.1.0\"}\n");
  const auto part = folder.write("api/parts/user.yaml", "type: object\n");
  auto opened = SpecFolder::open(file, {}, [&] {
    return SpecFiles{{{"parts/user.yaml", part}}, {}};
  });
  ASSERT_TRUE(std::holds_alternative<SpecFolder>(opened));
  const Front it(std::get<SpecFolder>(std::move(opened)), {});
  EXPECT_EQ(it.spec_url(), "/spec/my%20api.json");
  Response response = it.handle(get("/spec/my%20api.json"));
  ASSERT_EQ(response.status, 200);
  EXPECT_EQ(response.file->read_all(), "{\"openapi\": \"3.1.0\"}\n");
  EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "*");
  response = it.handle(with(get("/spec/my%20api.json"), "If-None-Match", header(response, "ETag")));
  EXPECT_EQ(response.status, 304);
  response = it.handle(get("/spec/parts/user.yaml"));
  ASSERT_EQ(response.status, 200);
  EXPECT_EQ(header(response, "Content-Type"), "application/yaml");
  EXPECT_THAT(std::string(it.handle(get("/docs")).text()), HasSubstr("/spec/my%20api.json"));
  EXPECT_EQ(it.handle(get("/things")).status, 404);
}

TEST(SpecFolder, CompressesTextsForClientsThatTakeItUntilTheyChange) {
  if (!gzip("") || !brotli("")) GTEST_SKIP() << "built without compression";
  const Folder folder;
  const std::string first = '"' + std::string(5000, 'a') + '"';
  const auto file = folder.write("api.json", first);
  const auto picture = folder.write("logo.png", first);
  const auto find = [&] { return SpecFiles{{{"logo.png", picture}}, {}}; };
  const Front it(std::get<SpecFolder>(SpecFolder::open(file, {}, find)), {});
  const auto asked = [](const char* path, const char* codings) {
    return with(get(path), "Accept-Encoding", codings);
  };
  const Response whole = it.handle(get("/spec/api.json"));
  EXPECT_EQ(whole.file->read_all(), first);
  EXPECT_EQ(header(whole, "Vary"), "Accept-Encoding");
  const Response coded = it.handle(asked("/spec/api.json", "gzip, br"));
  EXPECT_EQ(coded.text(), *brotli(first));
  EXPECT_FALSE(coded.file);
  EXPECT_EQ(header(coded, "Content-Encoding"), "br");
  EXPECT_EQ(header(coded, "Content-Type"), "application/json");
  EXPECT_EQ(it.handle(asked("/spec/api.json", "gzip, br;q=0")).text(), *gzip(first));
  EXPECT_EQ(header(it.handle(asked("/spec/logo.png", "br")), "Content-Encoding"), "(none)");

  const Request again = with(asked("/spec/api.json", "br"), "If-None-Match", header(coded, "ETag"));
  EXPECT_EQ(it.handle(again).status, 304);
  const std::string second = '"' + std::string(6000, 'b') + '"';
  folder.write("api.json", second);
  const Response changed = it.handle(again);
  EXPECT_EQ(changed.status, 200);
  EXPECT_EQ(changed.text(), *brotli(second));
}

TEST(SpecFolder, GivesManyClientsAtOnceTheSameBytes) {
  if (!brotli("")) GTEST_SKIP() << "built without compression";
  const Folder folder;
  const std::string text = '"' + std::string(200'000, 'a') + '"';
  const Front it(std::get<SpecFolder>(SpecFolder::open(folder.write("api.json", text))), {});
  const std::string wanted = *brotli(text);
  std::atomic<int> same = 0;
  std::vector<std::thread> clients;
  for (int i = 0; i < 8; ++i) {
    clients.emplace_back([&] {
      const Response response = it.handle(with(get("/spec/api.json"), "Accept-Encoding", "br"));
      if (response.text() == wanted) ++same;
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(same, 8);
}

TEST(SpecFolder, SendsWhatCompressingMakesNoSmallerAsItIs) {
  const Folder folder;
  std::string noise;
  for (unsigned value = 1; noise.size() < 3000; value = value * 1103515245u + 12345u) {
    noise += static_cast<char>(value >> 24);
  }
  const Front it(std::get<SpecFolder>(SpecFolder::open(folder.write("api.json", noise))), {});
  for (int turn = 0; turn < 2; ++turn) {
    const Response response = it.handle(with(get("/spec/api.json"), "Accept-Encoding", "br, gzip"));
    EXPECT_EQ(header(response, "Content-Encoding"), "(none)");
    ASSERT_TRUE(response.file);
    EXPECT_EQ(response.file->read_all(), noise);
  }
}

TEST(SpecFolder, OfSeveralDescriptionsGivesEachByItsWholeNameFirst) {
  const Folder folder;
  const auto pets = folder.write("pets/api.json", "{\"a\": 1}");
  const auto shop = folder.write("api.json", "{\"b\": 2}");
  const auto opened = [&](const fs::path& file) {
    return std::get<SpecFolder>(SpecFolder::open(file, fs::canonical(folder.path())));
  };
  const SpecFolder both =
      SpecFolder::several({{"Pets", opened(pets)}, {"A \"shop\"", opened(shop)}});
  EXPECT_EQ(both.url(), "/spec/pets/api.json");
  EXPECT_EQ(both.list(), R"([{"name":"Pets","url":"/spec/pets/api.json"},)"
                         R"({"name":"A \"shop\"","url":"/spec/api.json"}])");
  const Front it(both, {});
  EXPECT_EQ(it.handle(get("/spec/pets/api.json")).file->read_all(), "{\"a\": 1}");
  EXPECT_EQ(it.handle(get("/spec/api.json")).file->read_all(), "{\"b\": 2}");
  EXPECT_EQ(it.handle(get("/spec/pets/b.json")).status, 404);
  const Response listening = it.handle(get("/vitrine/changes"));
  EXPECT_NE(next_piece(listening), "");
  EXPECT_EQ(next_piece(listening), "");
  folder.write("api.json", "{ }");
  EXPECT_NE(next_piece(listening), "");
}

TEST(SpecFolder, TellsAPageThatListensOfEveryChange) {
  const Folder folder;
  const auto file = folder.write("api.json", "{}");
  const auto part = folder.write("part.json", "{}");
  const auto find = [&] { return SpecFiles{{{"part.json", part}}, {}}; };
  const Front it(std::get<SpecFolder>(SpecFolder::open(file, {}, find)), {});
  const Response listening = it.handle(get("/vitrine/changes"));
  ASSERT_TRUE(listening.live);
  EXPECT_EQ(header(listening, "Content-Type"), "text/event-stream");
  const std::string first = next_piece(listening);
  EXPECT_THAT(first, ::testing::MatchesRegex("data: [0-9a-f]+\\.0\n\n"));
  EXPECT_EQ(next_piece(listening), "");
  folder.write("api.json", "{ }");
  const std::string second = next_piece(listening);
  EXPECT_THAT(second, HasSubstr(".1\n\n"));
  EXPECT_EQ(next_piece(it.handle(get("/vitrine/changes"))), second);
  // A neighbour counts once it was given.
  folder.write("part.json", "{  }");
  EXPECT_EQ(next_piece(listening), "");
  EXPECT_EQ(it.handle(get("/spec/part.json")).status, 200);
  EXPECT_EQ(next_piece(listening), "");
  fs::remove(folder.path() / "part.json");
  EXPECT_THAT(next_piece(listening), HasSubstr(".2\n\n"));
  // The same description in a new server is the same version.
  const Front again(std::get<SpecFolder>(SpecFolder::open(file)), {});
  const Front once_more(std::get<SpecFolder>(SpecFolder::open(file)), {});
  EXPECT_EQ(next_piece(again.handle(get("/vitrine/changes"))),
            next_piece(once_more.handle(get("/vitrine/changes"))));
  EXPECT_EQ(front().handle(get("/vitrine/changes")).status, 404);
}

TEST(SpecFolder, ManyPagesThatListenLeaveThreadsForTheOthers) {
  const Folder folder;
  const Front it(std::get<SpecFolder>(SpecFolder::open(folder.write("api.json", "{}"))), {});
  {
    std::vector<Response> open;
    while (open.size() < 1000 && (open.empty() || open.back().live)) {
      open.push_back(it.handle(get("/vitrine/changes")));
    }
    EXPECT_EQ(open.back().status, 503);
    EXPECT_EQ(open.size(), 33u);
  }
  EXPECT_EQ(it.handle(get("/vitrine/changes")).status, 200);
}

TEST(SpecFolder, APageThatListensHearsAWordNowAndThenThatMeansNothing) {
  const Folder folder;
  const Front it(std::get<SpecFolder>(SpecFolder::open(folder.write("api.json", "{}"))), {});
  const Response listening = it.handle(get("/vitrine/changes"));
  EXPECT_THAT(next_piece(listening), ::testing::StartsWith("data: "));
  int said = 0;
  for (int i = 0; i < 750; ++i) {
    const std::string text = next_piece(listening);
    if (text.empty()) continue;
    EXPECT_EQ(text, ":\n\n");
    ++said;
  }
  EXPECT_EQ(said, 10);
}

TEST(SpecFolder, GivesNothingFromOutside) {
  const Folder folder;
  const auto file = folder.write("api/spec.json", "{}");
  folder.write("secret.txt", "secret");
  folder.write("api/.hidden", "secret");
  folder.write("api/.git/config", "secret");
  folder.write("api/sub/x.json", "{}");
  fs::create_symlink(folder.path() / "secret.txt", folder.path() / "api/link.txt");
  fs::create_directory_symlink(folder.path(), folder.path() / "api/up");
  const auto find = [x = folder.path() / "api/sub/x.json"] {
    return SpecFiles{{{"sub/x.json", x}, {"inside.json", x}}, {}};
  };
  const Front it(std::get<SpecFolder>(SpecFolder::open(file, {}, find)), {});
  for (const char* path :
       {"/spec/../secret.txt", "/spec/%2e%2e/secret.txt", "/spec/..%2Fsecret.txt", "/spec/link.txt",
        "/spec/up/secret.txt", "/spec/.hidden", "/spec/.git/config", "/spec/sub/../../secret.txt",
        "/spec/", "/spec/sub", "/spec//etc/passwd", "/spec/%00", "/spec/x.json%00",
        "/spec/sub//x.json", "/spec/%2Fetc%2Fpasswd", "/spec/sub%5C..%5C..%5Csecret.txt"}) {
    const Response response = it.handle(get(path));
    EXPECT_EQ(response.status, 404) << path;
    EXPECT_FALSE(response.file) << path;
  }
  EXPECT_EQ(it.handle(get("/spec/sub/x.json")).status, 200);
  EXPECT_EQ(it.handle(get("/spec/inside.json")).status, 200);
}

TEST(SpecFolder, SaysWhyAFileCannotBeServed) {
  const Folder folder;
  for (const fs::path& path : {folder.path() / "none.json", folder.path()}) {
    const auto opened = SpecFolder::open(path);
    ASSERT_TRUE(std::holds_alternative<std::string>(opened));
    EXPECT_THAT(std::get<std::string>(opened), HasSubstr(path.string()));
  }
}

TEST(Yaml, QuotesWhatCouldBeReadAsSomethingElse) {
  const auto value = FreeForm::parse(
      R"({"a":"no","b":"3.1.0","c":"two words","d":[1,[true,null],{"e":[],"f":{}}],"g: h":"x: y\n"})");
  EXPECT_EQ(to_yaml(value),
            "a: \"no\"\nb: \"3.1.0\"\nc: two words\nd:\n  - 1\n  - - true\n    - null\n  - e: []\n"
            "    f: {}\n\"g: h\": \"x: y\\n\"\n");
}

}  // namespace
}  // namespace vitrine::test
