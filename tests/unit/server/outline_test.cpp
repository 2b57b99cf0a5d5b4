// The outline of a large description, beside it in all that gives it.
#include "app/openapi/outline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "server/api/declare/api.h"
#include "server/api/front/compress.h"
#include "server/api/front/front.h"
#include "server/api/front/page.h"
#include "tests/unit/server/command_fixture.h"
#include "tests/unit/server/probe.h"

namespace vitrine::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;
namespace fs = std::filesystem;

constexpr int kOperations = 400;
const std::string kWords(1000, 'w');

/// Larger than what has an outline.
std::string large(const std::string& title) {
  std::string text =
      R"({"openapi":"3.1.0","info":{"title":")" + title + R"(","version":"1"},)" + R"("paths":{)";
  for (int i = 0; i < kOperations; ++i)
    text += (i > 0 ? ",\"/things/" : "\"/things/") + std::to_string(i) +
            R"(":{"get":{"summary":"Thing","description":")" + kWords + R"(","responses":{}}})";
  return text + "}}";
}

Front front_of(const std::string& file) {
  return Front(std::get<SpecFolder>(SpecFolder::open(file)), {});
}

TEST(OutlineOfAFile, IsGivenWithItsTagAndFollowsTheFile) {
  const TemporaryFolder folder;
  const std::string file = folder.write("api.json", large("First"));
  const SpecFolder spec = std::get<SpecFolder>(SpecFolder::open(file));
  ASSERT_THAT(spec.outlines(""), SizeIs(1));
  EXPECT_EQ(spec.outlines("")[0].spec_url, "/spec/api.json");
  const std::string url = spec.outlines("")[0].outline_url;
  EXPECT_EQ(url, "/spec/api.json?outline");
  const Front front(spec, {});
  const Response response = front.handle(get(url));
  ASSERT_EQ(response.status, 200);
  EXPECT_THAT(response.body, StartsWith("{\"x-vitrine-outline\":"));
  EXPECT_THAT(response.body, HasSubstr("First"));
  EXPECT_EQ(body(response)["paths"].size(), static_cast<std::size_t>(kOperations));
  EXPECT_EQ(header(response, "Content-Type"), "application/json");
  EXPECT_EQ(header(response, "Cache-Control"), "no-cache");
  EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "*");
  const std::string tag = header(response, "ETag");
  EXPECT_EQ(front.handle(with(get(url), "If-None-Match", tag)).status, 304);
  EXPECT_EQ(front.handle(get("/spec/api.json")).file->read_all(), large("First"));

  folder.write("api.json", large("The second"));
  const Response second = front.handle(with(get(url), "If-None-Match", tag));
  ASSERT_EQ(second.status, 200);
  EXPECT_THAT(second.body, HasSubstr("The second"));
  folder.write("api.json", "{\"openapi\": \"3.1.0\"}");
  EXPECT_EQ(front.handle(get(url)).status, 404) << "it is short now";
  EXPECT_THAT(spec.outlines(""), IsEmpty());
}

TEST(OutlineOfAFile, IsNeitherOfAShortOneNorOfItsNeighbours) {
  const TemporaryFolder folder;
  const std::string file = folder.write("api.json", "{\"openapi\": \"3.1.0\"}");
  const std::string part = folder.write("part.json", large("A part"));
  const SpecFolder spec = std::get<SpecFolder>(SpecFolder::open(file, {}, [&] {
    return SpecFiles{{{"part.json", part}}, {}};
  }));
  EXPECT_THAT(spec.outlines(""), IsEmpty());
  const Front front(spec, {});
  EXPECT_EQ(front.handle(get("/spec/api.json?outline")).status, 404);
  EXPECT_EQ(front.handle(get("/spec/part.json")).status, 200);
  EXPECT_EQ(front.handle(get("/spec/part.json?outline")).status, 404);
}

TEST(OutlineOfAFile, IsNotNamedWhereItCannotBeMade) {
  const TemporaryFolder folder;
  const std::string file =
      folder.write("api.json", R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},)"
                               R"("paths":{"/a":{"$ref":"other.json"}},"x-words":")" +
                                   std::string(2 * openapi::kOutlinedBytes, 'w') + "\"}");
  const Front front = front_of(file);
  EXPECT_EQ(front.handle(get("/spec/api.json?outline")).status, 404);
  if (page_files().empty()) GTEST_SKIP() << "SKIPPED: this build has no page";
  const std::string docs(front.handle(get("/docs")).text());
  EXPECT_THAT(docs, Not(HasSubstr("outline")));
  EXPECT_THAT(docs, HasSubstr("rel=\"preload\" href=\"/spec/api.json\"")) << "the whole is";
}

TEST(OutlineOfAFile, IsThereBelowARootPath) {
  const TemporaryFolder folder;
  const SpecFolder spec =
      std::get<SpecFolder>(SpecFolder::open(folder.write("api.json", large("T"))));
  ASSERT_THAT(spec.outlines("/api"), SizeIs(1));
  EXPECT_EQ(spec.outlines("/api")[0].spec_url, "/api/spec/api.json");
  EXPECT_EQ(spec.outlines("/api")[0].outline_url, "/api/spec/api.json?outline");
}

TEST(OutlineOfAFile, OfSeveralIsLinkedToAndNotPreloaded) {
  const TemporaryFolder folder;
  const auto opened = [&](const std::string& name, const std::string& text) {
    return std::get<SpecFolder>(SpecFolder::open(folder.write(name, text)));
  };
  const SpecFolder several =
      SpecFolder::several({{"Small", opened("small.json", "{\"openapi\": \"3.1.0\"}")},
                           {"Large", opened("large.json", large("T"))}});
  ASSERT_THAT(several.outlines(""), SizeIs(1));
  EXPECT_EQ(several.outlines("")[0].spec_url, "/spec/large.json");
  if (page_files().empty()) GTEST_SKIP() << "SKIPPED: this build has no page";
  const std::string docs(Front(several, {}).handle(get("/docs")).text());
  EXPECT_THAT(docs, HasSubstr("<link rel=\"alternate\" href=\"/spec/large.json?outline\" "
                              "data-outline=\"/spec/large.json\">"));
}

Api large_api() {
  Api api({.title = "T", .version = "1"});
  for (int i = 0; i < kOperations; ++i)
    api.get("/things/" + std::to_string(i), []() -> std::string { return {}; }).description(kWords);
  return api;
}

Api small_api() {
  Api api({.title = "T", .version = "1"});
  api.get("/things", []() -> std::string { return {}; });
  return api;
}

/// Outline and whole are of one version and not taken for each other.
void expect_compressed(const Front& front, const std::string& whole) {
  if (!gzip("")) GTEST_SKIP() << "SKIPPED: built without zlib";
  const Response plain = front.handle(get(whole + "?outline"));
  for (int turn = 0; turn < 2; ++turn) {
    const Request asked = with(get(whole + "?outline"), "Accept-Encoding", "gzip");
    const Response coded = front.handle(asked);
    EXPECT_EQ(header(coded, "Content-Encoding"), "gzip");
    EXPECT_EQ(coded.text(), *gzip(plain.text()));
    EXPECT_NE(front.handle(with(get(whole), "Accept-Encoding", "gzip")).text(), coded.text());
    EXPECT_EQ(front.handle(with(asked, "If-None-Match", header(coded, "ETag"))).status, 304);
  }
}

TEST(OutlineOfAFile, IsCompressedForClientsThatTakeIt) {
  const TemporaryFolder folder;
  expect_compressed(front_of(folder.write("api.json", large("T"))), "/spec/api.json");
}

TEST(OutlineOfAnApi, IsCompressedForClientsThatTakeIt) {
  expect_compressed(Front(Service(large_api()), {}), "/openapi.json");
}

TEST(OutlineOfAnApi, IsGivenWhereItsDocumentIsLarge) {
  const Front front(Service(large_api()), {});
  const Response response = front.handle(get("/openapi.json?outline"));
  ASSERT_EQ(response.status, 200);
  EXPECT_EQ(body(response)["paths"].size(), static_cast<std::size_t>(kOperations));
  EXPECT_THAT(response.body, Not(HasSubstr(kWords)));
  EXPECT_THAT(std::string(front.handle(get("/openapi.json")).text()), HasSubstr(kWords));
  EXPECT_EQ(front.handle(get("/openapi-3.0.json?outline")).status, 404);
  EXPECT_EQ(front.handle(get("/openapi.yaml?outline")).status, 404);
  EXPECT_EQ(Front(Service(small_api()), {}).handle(get("/openapi.json?outline")).status, 404);
}

TEST(OutlineOfAnApi, IsThatOfTheDocumentOfItsOwn) {
  Api api = small_api();
  api.mount("/large", large_api());
  const Front front(Service(std::move(api)), {});
  EXPECT_EQ(front.handle(get("/openapi.json?outline")).status, 404);
  EXPECT_EQ(front.handle(get("/large/openapi.json?outline")).status, 200);
  if (page_files().empty()) GTEST_SKIP() << "SKIPPED: this build has no page";
  EXPECT_THAT(std::string(front.handle(get("/docs")).text()), Not(HasSubstr("outline")));
  const std::string docs(front.handle(get("/large/docs")).text());
  EXPECT_THAT(docs, HasSubstr("href=\"/large/openapi.json?outline\""));
  EXPECT_THAT(docs, HasSubstr("data-outline=\"/large/openapi.json\""));
}

TEST(OutlineOfAnApi, IsNotThereBelowARootPathWhereTheDocumentIsAnother) {
  const Front front(Service(large_api()), {});
  Request request = get("/openapi.json?outline");
  request.root_path = "/api";
  EXPECT_EQ(front.handle(request).status, 404);
  request.target = "/docs";
  const std::string docs(front.handle(request).text());
  EXPECT_THAT(docs, HasSubstr("/api/openapi.json"));
  EXPECT_THAT(docs, Not(HasSubstr("outline")));
}

TEST(OutlineInAPage, IsHintedAtWhereThereIsOne) {
  const std::string page = "{{outlines}}{{#single}}the whole{{/single}}";
  PageOffers offers;
  EXPECT_EQ(fill_page(page, "/s", Changes::ignore, offers), "the whole");
  offers.outlines = {{"/s", "/s?a&b"}};
  EXPECT_EQ(fill_page(page, "/s", Changes::ignore, offers),
            "<link rel=\"preload\" href=\"/s?a&amp;b\" as=\"fetch\" crossorigin "
            "fetchpriority=\"high\" data-outline=\"/s\">\n");
}

TEST(OutlineInAPage, IsPreloadedByTheDocsOfALargeDescription) {
  if (page_files().empty()) GTEST_SKIP() << "SKIPPED: this build has no page";
  const TemporaryFolder folder;
  const std::string docs(
      front_of(folder.write("api.json", large("T"))).handle(get("/docs")).text());
  EXPECT_THAT(docs, HasSubstr("href=\"/spec/api.json?outline\""));
  EXPECT_THAT(docs, HasSubstr("data-outline=\"/spec/api.json\""));
  const std::string others(
      front_of(folder.write("small.json", "{\"openapi\":\"3.1.0\"}")).handle(get("/docs")).text());
  EXPECT_THAT(others, Not(HasSubstr("outline")));
}

TEST(OutlineInAnExport, IsAFileOfItsOwnThatEveryPageNames) {
  if (page_files().empty()) GTEST_SKIP() << "SKIPPED: this build has no page";
  const TemporaryFolder folder;
  const std::string file = folder.write("api.json", large("T"));
  const std::string site = (folder.path() / "site").string();
  ASSERT_EQ(run_command({"export", file, site}).status, 0);
  const std::string index = folder.read("site/index.html");
  const auto at = index.find("spec/api.json.outline-");
  ASSERT_NE(at, std::string::npos);
  const std::string name = index.substr(at, index.find('"', at) - at);
  EXPECT_EQ(folder.read("site/" + name), openapi::outline(large("T")));
  bool found = false;
  for (const auto& entry : fs::directory_iterator(folder.path() / "site/operations")) {
    if (entry.path().extension() != ".html") continue;
    const std::string page = folder.read(entry.path());
    EXPECT_THAT(page, HasSubstr("href=\"../" + name + "\""));
    EXPECT_THAT(page, HasSubstr("data-outline=\"../spec/api.json\""));
    found = true;
    break;
  }
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace vitrine::test
