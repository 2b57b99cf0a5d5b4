#include "server/command/spec_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/openapi/reach.h"
#include "server/api/front/front.h"
#include "server/api/front/page.h"
#include "server/command/documents.h"
#include "server/command/markdown_links.h"
#include "tests/support/cases.h"
#include "tests/unit/server/command_fixture.h"
#include "tests/unit/server/probe.h"

namespace vitrine::test {
namespace {

namespace fs = std::filesystem;
using command::described_files;
using command::DescribedFiles;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kHead[] = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n";

std::string schemas(const std::string& list) {
  return std::string(kHead) + "paths: {}\ncomponents:\n  schemas:\n" + list;
}

/// Names below the root.
std::vector<std::string> given(const std::string& file, const std::string& root = {}) {
  const auto described = described_files(file, root);
  std::vector<std::string> names;
  if (const auto* files = std::get_if<DescribedFiles>(&described)) {
    for (const auto& [named, path] : files->files) {
      names.push_back(command::name_below(files->root, named));
    }
  }
  return names;
}

std::vector<std::string> absent(const std::string& file) {
  const auto described = described_files(file, {});
  std::vector<std::string> names;
  for (const auto& one : std::get<DescribedFiles>(described).absent) {
    names.push_back(fs::path(one.name).filename().string() + " " + std::to_string(one.references));
  }
  return names;
}

/// A repository with a description beside what it shares with others.
class Repository : public ::testing::Test {
 protected:
  Repository() {
    fs::create_directories(folder_.path() / ".git");
    folder_.write("common/pet.yaml", "properties: {owner: {$ref: 'people/owner.yaml#/$defs/O'}}\n");
    folder_.write("common/people/owner.yaml", "$defs: {O: {type: string}}\n");
    folder_.write("common/unused.yaml", "type: string\n");
    folder_.write("secret.txt", "secret");
    file_ =
        folder_.write("docs/api/openapi.yaml", schemas("    Pet: {$ref: ../../common/pet.yaml}\n"));
  }

  const TemporaryFolder folder_;
  std::string file_;
};

TEST_F(Repository, IsHowFarReferencesReachWithoutAsking) {
  EXPECT_EQ(run_command({"check", file_}).status, 0);
  EXPECT_THAT(given(file_),
              ElementsAre("common/people/owner.yaml", "common/pet.yaml", "docs/api/openapi.yaml"));
}

TEST_F(Repository, RootNarrowsAndWidensTheReach) {
  const Ran narrow = run_command({"check", file_, "--root", (folder_.path() / "docs").string()});
  EXPECT_EQ(narrow.status, 1);
  EXPECT_THAT(narrow.out, HasSubstr("outside the folder"));
  EXPECT_THAT(given(file_, (folder_.path() / "docs").string()), ElementsAre("api/openapi.yaml"));
  fs::remove_all(folder_.path() / ".git");
  EXPECT_EQ(run_command({"check", file_}).status, 1);
  EXPECT_EQ(run_command({"check", file_, "--root", folder_.path().string()}).status, 0);
  const Ran elsewhere =
      run_command({"check", file_, "--root", (folder_.path() / "common").string()});
  EXPECT_EQ(elsewhere.status, 2);
  EXPECT_THAT(elsewhere.err, HasSubstr("(--root)"));
  EXPECT_EQ(run_command({"check", file_, "--root", file_}).status, 2);
}

TEST_F(Repository, MessagesNameFilesAsTheCallerWouldWriteThem) {
  folder_.write("common/pet.yaml", "type: nonsense\n");
  const fs::path before = fs::current_path();
  fs::current_path(folder_.path() / "docs");
  const Ran ran = run_command({"check", "api/openapi.yaml"});
  fs::current_path(before);
  EXPECT_THAT(ran.out, ::testing::StartsWith("../common/pet.yaml:1:7: error: "));
}

TEST_F(Repository, ServeGivesWhatIsReferredToWhereTheBrowserLooksForIt) {
  const Front front(std::get<SpecFolder>(command::open_spec(file_, {})), {});
  EXPECT_EQ(front.spec_url(), "/spec/docs/api/openapi.yaml");
  for (const char* path :
       {"/spec/docs/api/openapi.yaml", "/spec/common/pet.yaml", "/spec/common/people/owner.yaml",
        "/spec/openapi.yaml", "/spec/api/openapi.yaml"}) {
    const Response response = front.handle(get(path));
    ASSERT_EQ(response.status, 200) << path;
    EXPECT_EQ(response.file->read_all(),
              folder_.read(std::string(path).find("openapi") == std::string::npos
                               ? path + 6
                               : "docs/api/openapi.yaml"));
  }
  for (const char* path :
       {"/spec/common/unused.yaml", "/spec/secret.txt", "/spec/.git/config", "/spec/pet.yaml",
        "/spec/docs/api/../../common/pet.yaml", "/spec/common", "/spec/", "/spec//secret.txt"}) {
    EXPECT_EQ(front.handle(get(path)).status, 404) << path;
  }
}

TEST_F(Repository, ServeNamesSeveralDescriptionsByTheirTitles) {
  const auto titled = [&](const char* name, const std::string& title) {
    return folder_.write(name,
                         "openapi: 3.1.0\ninfo: {title: " + title + ", version: '1'}\npaths: {}\n");
  };
  const std::string pets = titled("pets.yaml", "Pets");
  const std::string one = titled("v1/shop.yaml", "Shop");
  const std::string two = titled("v2/shop.yaml", "Shop");
  const auto folder = std::get<SpecFolder>(command::open_specs({pets, one, two}, {}));
  EXPECT_EQ(folder.list(), R"([{"name":"Pets","url":"/spec/pets.yaml"},)"
                           R"({"name":"v1/shop.yaml","url":"/spec/v1/shop.yaml"},)"
                           R"({"name":"v2/shop.yaml","url":"/spec/v2/shop.yaml"}])");
  EXPECT_EQ(std::get<SpecFolder>(command::open_specs({pets}, {})).list(), "");
  const auto refused = command::open_specs({pets, pets + ".none"}, {});
  ASSERT_TRUE(std::holds_alternative<std::string>(refused));
  EXPECT_THAT(std::get<std::string>(refused), HasSubstr("pets.yaml.none"));
}

TEST_F(Repository, ServeFollowsAnEdit) {
  file_ = folder_.write("docs/api/openapi.yaml", schemas("    A: {type: string}\n"));
  const Front front(std::get<SpecFolder>(command::open_spec(file_, {})), {});
  const Response listening = front.handle(get("/vitrine/changes"));
  const std::string first = next_piece(listening);
  EXPECT_EQ(front.handle(get("/spec/common/pet.yaml")).status, 404);

  folder_.write("docs/api/openapi.yaml",
                schemas("    A: {$ref: ../../common/pet.yaml}\n    B: {$ref: later.yaml}\n"));
  EXPECT_EQ(front.handle(get("/spec/common/pet.yaml")).status, 200);
  EXPECT_EQ(front.handle(get("/spec/common/people/owner.yaml")).status, 200);
  EXPECT_THAT(next_piece(listening), HasSubstr(".1\n\n"));
  // A neighbour's change counts, and so does a missing file that comes.
  folder_.write("common/people/owner.yaml", "$defs: {O: {$ref: ../unused.yaml}}\n");
  EXPECT_THAT(next_piece(listening), HasSubstr(".2\n\n"));
  EXPECT_EQ(front.handle(get("/spec/common/unused.yaml")).status, 200);
  EXPECT_EQ(front.handle(get("/spec/docs/api/later.yaml")).status, 404);
  folder_.write("docs/api/later.yaml", "type: string\n");
  EXPECT_THAT(next_piece(listening), HasSubstr(".3\n\n"));
  EXPECT_EQ(front.handle(get("/spec/docs/api/later.yaml")).status, 200);
  // Files that nothing refers to any more are not served any more.
  folder_.write("docs/api/openapi.yaml", schemas("    Alone: {type: string}\n"));
  EXPECT_EQ(front.handle(get("/spec/common/pet.yaml")).status, 404);
}

TEST_F(Repository, LinksThatLeadOutsideAreRefusedByAll) {
  const TemporaryFolder outside;
  outside.write("secret.yaml", "type: secret-type\n");
  fs::create_symlink(outside.path() / "secret.yaml", folder_.path() / "common/link.yaml");
  fs::create_directory_symlink(outside.path(), folder_.path() / "common/up");
  fs::create_symlink(folder_.path() / "common/unused.yaml", folder_.path() / "common/inside.yaml");
  folder_.write(".git/config.yaml", "type: secret-type\n");
  folder_.write("common/.hidden.yaml", "type: string\n");
  file_ = folder_.write("docs/api/openapi.yaml",
                        schemas("    A: {$ref: ../../common/link.yaml}\n"
                                "    B: {$ref: ../../common/up/secret.yaml}\n"
                                "    C: {$ref: ../../common/inside.yaml}\n"
                                "    D: {$ref: '../../common/up/../up/secret.yaml'}\n"
                                "    E: {$ref: 'file://" +
                                outside.path().string() +
                                "/secret.yaml'}\n"
                                "    F: {$ref: ../../.git/config.yaml}\n"
                                "    G: {$ref: ../../common/.hidden.yaml}\n"));
  const Ran ran = run_command({"check", file_});
  EXPECT_EQ(lines_of(ran.out), 4u) << ran.out;
  EXPECT_THAT(ran.out, Not(HasSubstr("secret-type")));
  EXPECT_THAT(ran.out, HasSubstr("up/secret.yaml (2 references): it is outside the folder"));
  EXPECT_THAT(given(file_),
              ElementsAre("common/.hidden.yaml", "common/inside.yaml", "docs/api/openapi.yaml"));
  const Front front(std::get<SpecFolder>(command::open_spec(file_, {})), {});
  EXPECT_EQ(front.handle(get("/spec/common/inside.yaml")).status, 200);
  EXPECT_EQ(front.handle(get("/spec/common/.hidden.yaml")).status, 200);
  for (const char* path :
       {"/spec/common/link.yaml", "/spec/common/up/secret.yaml", "/spec/.git/config.yaml"}) {
    EXPECT_EQ(front.handle(get(path)).status, 404) << path;
  }
}

TEST_F(Repository, ExportWritesWhatCheckReads) {
  if (page_files().empty()) GTEST_SKIP() << "SKIPPED: this build has no page";
  const TemporaryFolder site;
  const Ran ran = run_command({"export", file_, (site.path() / "site").string()});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(site.read("site/index.html"), HasSubstr("spec=\"spec/docs/api/openapi.yaml\""));
  EXPECT_TRUE(fs::exists(site.path() / "site/spec/common/people/owner.yaml"));
  EXPECT_FALSE(fs::exists(site.path() / "site/spec/common/unused.yaml"));
  // Folders that all files share are left out.
  file_ = folder_.write("docs/api/openapi.yaml", schemas("    A: {$ref: ../a.yaml}\n"));
  folder_.write("docs/a.yaml", "type: string\n");
  EXPECT_EQ(run_command({"export", file_, (site.path() / "site").string()}).status, 0);
  EXPECT_THAT(site.read("site/index.html"), HasSubstr("spec=\"spec/api/openapi.yaml\""));
  EXPECT_TRUE(fs::exists(site.path() / "site/spec/a.yaml"));
}

TEST(SpecFiles, APathThatLeavesTheFolderAndComesBackIsInside) {
  const TemporaryFolder folder;
  const std::string file = folder.write("docs/a.yaml", schemas("    A: {$ref: ../docs/b.yaml}\n"));
  folder.write("docs/b.yaml", "type: string\n");
  EXPECT_EQ(run_command({"check", file}).status, 0);
  EXPECT_THAT(given(file), ElementsAre("docs/a.yaml", "docs/b.yaml"));
  // A browser resolves `../docs/b.yaml` too, so there is a folder above.
  const Front front(std::get<SpecFolder>(command::open_spec(file, {})), {});
  EXPECT_EQ(front.spec_url(), "/spec/docs/a.yaml");
  EXPECT_EQ(front.handle(get("/spec/docs/b.yaml")).status, 200);
  EXPECT_EQ(front.handle(get("/spec/a.yaml")).status, 200);
  if (page_files().empty()) return;
  const Ran ran = run_command({"export", file, (folder.path() / "site").string()});
  EXPECT_EQ(lines_of(ran.err), 1u) << ran.err;
  EXPECT_EQ(folder.read("site/spec/docs/b.yaml"), "type: string\n");
  EXPECT_THAT(folder.read("site/index.html"), HasSubstr("spec=\"spec/docs/a.yaml\""));
}

TEST(SpecFiles, TheHighestFolderOnTheWayIsKnown) {
  using openapi::highest_folder;
  EXPECT_EQ(highest_folder("file:///a/b/c.yaml", "d.yaml"), "");
  EXPECT_EQ(highest_folder("file:///a/b/c.yaml", "../b/d.yaml"), "file:///a/");
  EXPECT_EQ(highest_folder("file:///a/b/c.yaml", "x/../../../a/b/d.yaml#/y"), "file:///");
  EXPECT_EQ(highest_folder("file:///a/b/c.yaml", "x/../d.yaml"), "");
  EXPECT_EQ(highest_folder("file:///a/c.yaml", "../../../d.yaml"), "file:///");
  EXPECT_EQ(highest_folder("file:///a/b/c.yaml", "/d.yaml"), "");
  EXPECT_EQ(highest_folder("file:///a/b/c.yaml", "https://e.com/../d.yaml"), "");
}

TEST(SpecFiles, OnlyFilesAreMissed) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.yaml", std::string(kHead) + R"(paths:
  /a:
    get:
      description: |
        [guide](guide.html), [up](../about/), [root](/pricing), `[code](code.yaml)`, [there](there.md)
        ![picture](picture.png) ![site](/logo.png) <b.yaml> [mail](mailto:a@b.c)

            ![block](block.png)
      responses:
        '200':
          description: x
          content:
            application/json:
              schema: {$ref: '#/components/schemas/A'}
              examples:
                here: {externalValue: here.json}
                gone: {externalValue: gone.json}
                far: {externalValue: 'https://e.com/far.json'}
                data: {value: {$ref: nothing.yaml, externalValue: none.json}}
components:
  schemas:
    A:
      type: object
      properties:
        mapping: {type: object, properties: {a: {type: string, default: x.yaml}}}
        discriminator: {type: string, example: {mapping: {a: example.yaml}}}
    B: {$ref: lost.yaml}
    C: {$ref: 'lost.yaml#/x'}
    D:
      oneOf: [{$ref: '#/components/schemas/A'}]
      discriminator: {propertyName: x, mapping: {a: A, b: com.example.B, c: kinds/c.yaml}}
)");
  folder.write("here.json", "{}");
  folder.write("there.md", "");
  folder.write("kinds/c.yaml", "type: object\n");
  EXPECT_THAT(absent(file), ElementsAre("lost.yaml 2", "picture.png 1", "gone.json 1"));
  EXPECT_THAT(given(file), ElementsAre("a.yaml", "here.json", "kinds/c.yaml", "there.md"));
}

TEST(SpecFiles, ExportWarnsOnceAFile) {
  if (page_files().empty()) GTEST_SKIP() << "SKIPPED: this build has no page";
  const TemporaryFolder folder;
  const std::string file =
      folder.write("a.yaml", schemas("    A: {$ref: lost.yaml}\n    B: {$ref: 'lost.yaml#/x'}\n"));
  const Ran ran = run_command({"export", file, (folder.path() / "site").string()});
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(lines_of(ran.err), 2u) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("lost.yaml (2 references): No such file"));
}

TEST(MarkdownLinks, AreThoseOfCommonMark) {
  std::vector<std::string> found;
  for (const auto& link : command::markdown_links(
           "[a](a.md) ![b](<b c.png> \"t\") [c][d] `[e](e.md)` <https://f.g> \\[h](h.md)\n\n"
           "```\n[i](i.md)\n```\n\n[d]: d.md\n")) {
    found.push_back((link.image ? "!" : "") + link.target);
  }
  EXPECT_THAT(found, ElementsAre("a.md", "!b c.png", "d.md", "https://f.g"));
}

TEST(ReadAll, TellsADocumentThatCannotBeReadOnce) {
  const TemporaryFolder folder;
  folder.write("parts/b.yaml",
               "properties: {x: {$ref: ../lost.yaml}, y: {$ref: 'https://e.com/z.yaml#/a'}}\n");
  const std::string file = folder.write("a.yaml", std::string(kHead) + R"(paths:
  /a: {$ref: lost.yaml}
  /b:
    put:
      parameters: [{$ref: 'https://e.com/z.yaml#/p'}]
      requestBody: {$ref: 'https://e.com/z.yaml#/b'}
      responses: {'200': {$ref: 'lost.yaml#/r'}}
components:
  schemas:
    A: {$ref: 'lost.yaml#/s'}
    B: {allOf: [{$ref: 'lost.yaml#/t'}, {$ref: 'https://e.com/z.yaml#/s'}]}
    C: {$ref: parts/b.yaml}
)");
  const Ran ran = run_command({"check", file});
  EXPECT_EQ(lines_of(ran.out), 2u) << ran.out;
  EXPECT_THAT(ran.out,
              HasSubstr("a.yaml:4:14: error: cannot read " +
                        (folder.path() / "lost.yaml").string() + " (5 references): No such"));
  EXPECT_THAT(ran.out, HasSubstr("a.yaml:7:27: warning: cannot read https://e.com/z.yaml (4 "
                                 "references): it is on another machine; --allow-remote"));
}

TEST(Cases, TwoReferencesToOneRemoteDocumentAreOneWarning) {
  REQUIRE_CASE("18-remote-twice.yaml");
  const Ran ran = run_command({"check", (cases() / "18-remote-twice.yaml").string()});
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(lines_of(ran.out), 1u) << ran.out;
  EXPECT_THAT(
      ran.out,
      HasSubstr("warning: cannot read https://schemas.invalid/weather.json (2 references)"));
}

TEST(Cases, AFragmentThatIsEmptyIsTheWholeDocument) {
  REQUIRE_CASE("08-trailing-hash");
  const std::string file = (cases() / "08-trailing-hash/openapi.yaml").string();
  EXPECT_EQ(run_command({"check", file}).status, 0);
  EXPECT_THAT(given(file), ElementsAre("openapi.yaml", "parts/names.json"));
}

TEST(Cases, ReferencesIntoThePathsOfAnotherFileResolve) {
  REQUIRE_CASE("38-refs-into-paths");
  const std::string file = (cases() / "38-refs-into-paths/openapi.yaml").string();
  const Ran ran = run_command({"check", file});
  EXPECT_THAT(ran.out, Not(HasSubstr("cannot read")));
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, HasSubstr("openapi.yaml:21:29: error: "));  // the link to nowhere
  EXPECT_EQ(ran.out.find(": error: "), ran.out.rfind(": error: ")) << ran.out;
  EXPECT_THAT(given(file), ElementsAre("openapi.yaml", "shared/owls.yaml"));
}

TEST(Cases, AMappingToAFileThatIsNotThereIsReported) {
  REQUIRE_CASE("09-mapping-files");
  const std::string file = (cases() / "09-mapping-files/openapi.yaml").string();
  const Ran ran = run_command({"check", file});
  EXPECT_THAT(ran.out, HasSubstr("Balloon.yaml"));
  EXPECT_THAT(given(file), ElementsAre("models/Ride.yaml", "models/Tram.yaml", "models/Walk.yaml",
                                       "openapi.yaml"));
}

}  // namespace
}  // namespace vitrine::test
