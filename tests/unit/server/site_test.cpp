#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "server/api/front/compress.h"
#include "server/api/front/page_server.h"
#include "server/command/described.h"
#include "server/command/single_page.h"
#include "server/command/site_folder.h"
#include "server/command/site_pages.h"
#include "tests/unit/server/command_fixture.h"

namespace vitrine::test {

namespace {

using command::SiteFolder;
using command::SitePages;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kApi = R"({
  "openapi": "3.1.0",
  "info": {"title": "Pets & more", "version": "1", "summary": "All <pets>."},
  "tags": [{"name": "pets", "description": "Those that *live* here."}],
  "paths": {"/pets": {"post": {"operationId": "add", "summary": "Add a \"pet\"", "tags": ["pets"],
    "description": "See [guide](guide.md).",
    "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}},
    "responses": {"201": {"description": "Made"}}}}},
  "components": {"schemas": {"Pet": {"type": "object", "description": "One </title>."}}}
})";

constexpr const char* kShell = R"(<!doctype html>
<html lang="en">
<head>
<title>API</title>
<link rel="icon" href="vitrine/logo-1.svg">
<script type="module" src="vitrine.js"></script>
</head>
<body>
<vitrine-playground spec="spec/api.json" layout="page" routing="hash"></vitrine-playground>
<noscript><a href="spec/api.json">spec/api.json</a></noscript>
</body>
</html>
)";

class Site : public ::testing::Test {
 protected:
  Site() {
    const std::string file = folder_.write("api.json", kApi);
    auto read = command::read_described(file, {});
    described_ = std::move(std::get<std::unique_ptr<const command::Described>>(read));
  }
  std::map<std::string, SitePages::Page> pages(const std::string& base = "") const {
    std::map<std::string, SitePages::Page> made;
    SitePages(described_->description, {schema::Language::en, base, "spec/api.json"})
        .each(kShell, [&](const SitePages::Page& page) { made.emplace(page.name, page); });
    return made;
  }

  TemporaryFolder folder_;
  std::unique_ptr<const command::Described> described_;
};

TEST_F(Site, HasAPageForTheWholeAndForEachPlace) {
  const auto made = pages();
  ASSERT_EQ(made.size(), 4u);
  const std::string& index = made.at("index").html;
  EXPECT_THAT(index, HasSubstr("<title>Pets &amp; more</title>"));
  EXPECT_THAT(index, HasSubstr("<meta name=\"description\" content=\"All &lt;pets&gt;.\">"));
  EXPECT_THAT(index, HasSubstr("routing=\"hash\">\n<article class=\"words\">\n<h1 id="));
  EXPECT_THAT(index, HasSubstr("<a href=\"./operations/add.html\"><code>POST /pets</code></a>"));
  EXPECT_THAT(index, HasSubstr("<a href=\"./tags/pets.html\">pets</a>"));
  EXPECT_THAT(index, HasSubstr("<a href=\"./schemas/Pet.html\"><code>Pet</code></a>"));
  EXPECT_THAT(index, Not(HasSubstr("canonical")));

  const std::string& add = made.at("operations/add").html;
  EXPECT_THAT(add, HasSubstr("<title>Add a &quot;pet&quot; · Pets &amp; more</title>"));
  EXPECT_THAT(add, HasSubstr("content=\"POST /pets: See guide.\""));
  EXPECT_THAT(add, HasSubstr("spec=\"../spec/api.json\""));
  EXPECT_THAT(add, HasSubstr("operation=\"#/operations/add\">"));
  EXPECT_THAT(add, HasSubstr("src=\"../vitrine.js\""));
  EXPECT_THAT(add, HasSubstr("href=\"../vitrine/logo-1.svg\""));
  EXPECT_THAT(add, HasSubstr("<a href=\"../index.html\">Pets &amp; more</a>"));
  EXPECT_THAT(add, HasSubstr("<a href=\"../schemas/Pet.html\">"));
  EXPECT_THAT(add, HasSubstr("<a href=\"../spec/guide.md\">guide</a>"));
  EXPECT_THAT(add, HasSubstr("href=\"../operations/add.md\""));
  EXPECT_THAT(made.at("operations/add").markdown, HasSubstr("[`Pet`](<../schemas/Pet.md>)"));

  EXPECT_THAT(made.at("tags/pets").html, HasSubstr("<a href=\"../operations/add.html\">"));
  EXPECT_THAT(made.at("schemas/Pet").html, HasSubstr("content=\"One .\""));
  for (const auto& [name, page] : made) EXPECT_THAT(page.html, Not(HasSubstr("=\"/"))) << name;
}

TEST_F(Site, TheBaseIsInTheSitemapAndTheCanonicalAddresses) {
  const SitePages site(described_->description,
                       {schema::Language::ko, "https://d.example/api/", "spec/api.json"});
  EXPECT_THAT(site.sitemap(), HasSubstr("<loc>https://d.example/api/</loc>"));
  EXPECT_THAT(site.sitemap(), HasSubstr("<loc>https://d.example/api/operations/add.html</loc>"));
  EXPECT_THAT(site.llms(), HasSubstr("# Pets & more\n\n> All <pets>.\n"));
  EXPECT_THAT(site.llms(),
              HasSubstr("- [Add a \"pet\"](https://d.example/api/operations/add.md): POST /pets"));
  EXPECT_THAT(pages("https://d.example/").at("schemas/Pet").html,
              HasSubstr("<link rel=\"canonical\" href=\"https://d.example/schemas/Pet.html\">"));
  EXPECT_EQ(
      SitePages(described_->description, {schema::Language::en, "", "spec/api.json"}).sitemap(),
      "");
}

TEST(SiteFolder, RemovesOnlyItsOwnFilesAndLeavesWhatDidNotChange) {
  const TemporaryFolder folder;
  const std::filesystem::path site = folder.path() / "site";
  const auto fill = [&](const std::map<std::string, std::string>& files) {
    SiteFolder writer(site);
    writer.open(false);
    for (const auto& [name, bytes] : files) writer.write(name, bytes);
    writer.close();
    EXPECT_EQ(writer.reason(), "");
  };
  fill({{"a.html", "1"}, {"operations/x.html", "2"}, {"keep/b.html", "3"}});
  folder.write("site/keep/mine.txt", "mine");
  const auto before = std::filesystem::last_write_time(site / "a.html");
  fill({{"a.html", "1"}});
  EXPECT_EQ(std::filesystem::last_write_time(site / "a.html"), before);
  EXPECT_FALSE(std::filesystem::exists(site / "operations"));
  EXPECT_FALSE(std::filesystem::exists(site / "keep/b.html"));
  EXPECT_EQ(folder.read("site/keep/mine.txt"), "mine");
}

TEST(SiteFolder, AListThatLeadsOutsideRemovesNothingThere) {
  const TemporaryFolder folder;
  folder.write("mine.txt", "mine");
  folder.write("other/mine.txt", "mine");
  folder.write("site/.vitrine-export", "../mine.txt\n/etc/hostname\nlink/mine.txt\n");
  std::filesystem::create_directory_symlink(folder.path() / "other", folder.path() / "site/link");
  SiteFolder writer(folder.path() / "site");
  writer.open(false);
  writer.close();
  EXPECT_EQ(folder.read("mine.txt"), "mine");
  EXPECT_EQ(folder.read("other/mine.txt"), "mine");
}

TEST(SiteFolder, WritesCompressedOnesWhereTheyAreSmaller) {
  const TemporaryFolder folder;
  SiteFolder writer(folder.path() / "site");
  writer.open(false);
  writer.write_compressed("long.html", std::string(5000, 'a'));
  writer.write_compressed("short.html", "a");
  writer.write_compressed("given.js", std::string(50, 'a'), "gz", "br");
  writer.close();
  const auto exists = [&](const char* name) {
    return std::filesystem::exists(folder.path() / "site" / name);
  };
  EXPECT_EQ(exists("long.html.gz"), gzip("").has_value());
  EXPECT_EQ(exists("long.html.br"), brotli("").has_value());
  EXPECT_FALSE(exists("short.html.gz"));
  EXPECT_FALSE(exists("short.html.br"));
  EXPECT_EQ(folder.read("site/given.js.gz"), "gz");
  EXPECT_EQ(folder.read("site/given.js.br"), "br");
  EXPECT_EQ(gzip("the same"), gzip("the same"));
}

TEST_F(Site, ASinglePageHoldsAllAndLetsNothingElseRun) {
  const std::string shell = kShell;
  const PageFile page[] = {{"/docs.html", "text/html; charset=utf-8", shell, {}, {}},
                           {"/vitrine.js",
                            "text/javascript; charset=utf-8",
                            "f('./vitrine/manners-1.js','./vitrine/warm-1.js','</script><!--')",
                            {},
                            {}},
                           {"/vitrine/docs-1.css", "text/css; charset=utf-8", "body{}", {}, {}},
                           {"/vitrine/logo-1.svg", "image/svg+xml", "<svg/>", {}, {}},
                           {"/vitrine/manners-1.js", "text/javascript; charset=utf-8", "m", {}, {}},
                           {"/vitrine/single-1.js", "text/javascript; charset=utf-8", "s", {}, {}},
                           {"/vitrine/vitrine-1.wasm", "application/wasm", "w", {}, {}},
                           {"/vitrine/warm-1.js", "text/javascript; charset=utf-8", "p", {}, {}}};
  const command::SiteOptions options{schema::Language::en, "", "spec/api.json"};
  const std::map<std::string, std::string> files = {{"spec/api.json", kApi}};
  const std::string text = single_page(page, described_->description, options, files);
  EXPECT_TRUE(command::is_single_page(text));
  EXPECT_FALSE(command::is_single_page(kShell));
  const std::size_t at = text.find("&#39;nonce-");
  ASSERT_NE(at, std::string::npos);
  const std::string nonce = text.substr(at + 11, 44);
  EXPECT_THAT(text,
              HasSubstr("script-src &#39;nonce-" + nonce + "&#39; &#39;wasm-unsafe-eval&#39;;"));
  EXPECT_THAT(text, HasSubstr("<script nonce=\"" + nonce + "\">s</script>"));
  EXPECT_THAT(text, HasSubstr("<script type=\"module\" nonce=\"" + nonce +
                              "\">f('data:text/javascript;base64,bQ==','data:text/"
                              "javascript;base64,cA==','<\\/script><\\!--')</script>"));
  EXPECT_THAT(text, HasSubstr("data-file=\"vitrine/vitrine-1.wasm\">dw==</script>"));
  EXPECT_THAT(text, HasSubstr("<script type=\"application/json\" data-file=\"spec/api.json\">"));
  EXPECT_THAT(text, HasSubstr("<article class=\"words\">"));
  EXPECT_THAT(text, HasSubstr("<a href=\"#schemas-Pet\">"));
  EXPECT_THAT(text, Not(HasSubstr("src=")));
  EXPECT_EQ(text, single_page(page, described_->description, options, files));
  const std::string other =
      single_page(page, described_->description, options, {{"spec/api.json", "{}"}});
  EXPECT_THAT(other, Not(HasSubstr(nonce)));
}

}  // namespace

}  // namespace vitrine::test
