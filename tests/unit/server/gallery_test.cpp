#include "server/demo/gallery.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/json/document_set.h"
#include "app/json/reader.h"
#include "app/schema/message.h"
#include "app/schema/schema.h"
#include "tests/unit/server/probe.h"

namespace vitrine::test {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;

std::string read_file(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

class Gallery : public ::testing::Test {
 protected:
  Gallery() : database_((demo::start_secrets(), ":memory:")) {}

  Response handle(const Request& request) const { return service_.handle(request); }
  std::string sign_up(const std::string& email = "mina@example.org") const {
    const Response response =
        handle(post("/users", R"({"email":")" + email + R"(","password":"a walk in the snow"})"));
    EXPECT_EQ(response.status, 201) << response.text();
    return body(response)["token"];
  }
  Response add(const std::string& token, const std::string& picture) const {
    return handle(with(post("/pictures", picture), "Authorization", "Bearer " + token));
  }

  demo::Clock clock_ = [] { return std::chrono::system_clock::time_point{}; };
  demo::Database database_;
  demo::Accounts accounts_{database_, clock_};
  demo::Pictures pictures_{database_, clock_};
  Service service_{demo::gallery_api(accounts_, pictures_)};
};

TEST_F(Gallery, SigningUpGivesATokenThatKnowsYou) {
  const Response response = handle(post(
      "/users", R"({"email":"mina@example.org","password":"a walk in the snow","name":"민아"})"));
  ASSERT_EQ(response.status, 201);
  const auto session = body(response);
  EXPECT_EQ(session["user"]["name"], "민아");
  EXPECT_EQ(session["user"]["created_at"], "1970-01-01T00:00:00Z");
  EXPECT_FALSE(session["user"].contains("password"));
  const Response me = handle(
      with(get("/users/me"), "Authorization", "Bearer " + session["token"].get<std::string>()));
  EXPECT_EQ(me.status, 200);
  EXPECT_EQ(body(me), session["user"]);
}

TEST_F(Gallery, AShortPasswordIsRefusedInTheWordsOfThePage) {
  const Response response =
      handle(post("/users", R"({"email":"mina@example.org","password":"short"})"));
  EXPECT_EQ(response.status, 422);
  const auto error = body(response)["errors"][0];
  EXPECT_EQ(error["pointer"], "/password");
  EXPECT_EQ(error["message"], "must be at least 12 characters, is 5");
}

TEST_F(Gallery, AnEmailIsTakenOnceWhateverItsCase) {
  sign_up();
  const Response response =
      handle(post("/users", R"({"email":"MINA@example.org","password":"a walk in the snow"})"));
  EXPECT_EQ(response.status, 409);
  EXPECT_THAT(body(response)["detail"].get<std::string>(), HasSubstr("sign in"));
}

TEST_F(Gallery, SigningInNeedsTheRightPassword) {
  const std::string first = sign_up();
  const Response good =
      handle(post("/sessions", R"({"email":"mina@example.org","password":"a walk in the snow"})"));
  EXPECT_EQ(good.status, 201);
  EXPECT_NE(body(good)["token"], first);
  EXPECT_EQ(
      handle(post("/sessions", R"({"email":"mina@example.org","password":"another one"})")).status,
      401);
  EXPECT_EQ(
      handle(post("/sessions", R"({"email":"no@example.org","password":"another one"})")).status,
      401);
}

TEST_F(Gallery, NeitherPasswordsNorTokensAreKept) {
  const std::string token = sign_up();
  auto connection = database_.connect();
  {
    auto row = connection.prepare("SELECT password FROM users");
    ASSERT_TRUE(row.step());
    EXPECT_THAT(row.text(0), HasSubstr("$argon2id$"));
  }
  auto row = connection.prepare("SELECT count(*) FROM sessions WHERE token_hash = ?");
  ASSERT_TRUE(row.bind(token).step());
  EXPECT_EQ(row.number(0), 0);
}

TEST_F(Gallery, APictureIsStoredAndRead) {
  const std::string token = sign_up();
  const Response response = add(
      token,
      R"({"title":"겨울 산책 ❄","year":1904,"medium":"painting","tags":["snow","ink"],"origin":{"place":"京都"}})");
  ASSERT_EQ(response.status, 201) << response.text();
  const auto picture = body(response);
  EXPECT_THAT(picture["id"].get<std::string>(), MatchesRegex("pic_[a-z0-9]{5}"));
  EXPECT_EQ(header(response, "Location"), "/pictures/" + picture["id"].get<std::string>());
  EXPECT_EQ(picture["origin"]["place"], "京都");
  EXPECT_EQ(body(handle(get("/pictures/" + picture["id"].get<std::string>()))), picture);
}

TEST_F(Gallery, APictureNeedsOnlyATitle) {
  const auto picture = body(add(sign_up(), R"({"title":"Untitled"})"));
  EXPECT_EQ(picture["year"], nullptr);
  EXPECT_EQ(picture["medium"], "photograph");
  EXPECT_EQ(picture["tags"].dump(), "[]");
  EXPECT_FALSE(picture.contains("origin"));
}

TEST_F(Gallery, APictureKeepsToItsRules) {
  const std::string token = sign_up();
  const auto keyword = [&](const char* text) {
    return body(add(token, text))["errors"][0]["keyword"].get<std::string>();
  };
  EXPECT_EQ(keyword(R"({"title":""})"), "minLength");
  EXPECT_EQ(keyword(R"({"title":"a","year":2200})"), "maximum");
  EXPECT_EQ(keyword(R"({"title":"a","year":1.5})"), "type");
  EXPECT_EQ(keyword(R"({"title":"a","medium":"film"})"), "enum");
  EXPECT_EQ(keyword(R"({"title":"a","tags":["aa","aa"]})"), "uniqueItems");
  EXPECT_EQ(keyword(R"({"title":"a","tags":["a"]})"), "minLength");
  EXPECT_EQ(keyword(R"({"title":"a","origin":{"town":"x"}})"), "additionalProperties");
}

TEST_F(Gallery, WritingNeedsAToken) {
  EXPECT_EQ(handle(post("/pictures", R"({"title":"a"})")).status, 401);
  EXPECT_EQ(pictures_.list({}).total, 0);
}

TEST_F(Gallery, AnUnknownPictureIs404) {
  const Response response = handle(get("/pictures/pic_none"));
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(header(response, "Content-Type"), "application/problem+json");
}

TEST_F(Gallery, ListsAreFilteredSortedAndCutIntoPages) {
  demo::hang_first_pictures(pictures_);
  const auto titles = [&](const std::string& query) {
    std::string all;
    const auto page = body(handle(get("/pictures" + query)));
    for (const auto& picture : page["items"]) {
      all += picture["title"].get<std::string>() + "; ";
    }
    return all;
  };
  EXPECT_EQ(titles("?tag=snow&sort=year"), "The Hunters in the Snow; 겨울 산책 ❄; ");
  EXPECT_EQ(titles("?medium=photograph&sort=oldest"), "Migrant mother; Earthrise; ");
  EXPECT_EQ(titles("?title=SNOW"), "The Hunters in the Snow; ");
  EXPECT_EQ(titles("?sort=title&limit=2&page=2"), "Migrant mother; Mountains after rain; ");
  EXPECT_EQ(titles("?limit=1"), "겨울 산책 ❄; ");
  const auto page = body(handle(get("/pictures?limit=3&page=3")));
  EXPECT_EQ(page["total"], 8);
  EXPECT_EQ(page["pages"], 3);
  EXPECT_EQ(page["items"].size(), 2u);
  EXPECT_EQ(handle(get("/pictures?limit=101")).status, 422);
}

TEST_F(Gallery, TheDocumentIsAsItWas) {
  const std::string path = "tests/fixtures/server/gallery.openapi.json";
  if (std::getenv("UPDATE_GOLDEN")) std::ofstream(path) << service_.openapi_json();
  EXPECT_EQ(service_.openapi_json(), read_file(path)) << "UPDATE_GOLDEN=1 renews it";
}

TEST_F(Gallery, TheDocumentIsValidOpenApi) {
  const char* corpus = std::getenv("VITRINE_CORPUS");
  const std::string folder = std::string(corpus ? corpus : "../shared/corpus") + "/oas-schemas/";
  json::DocumentSet documents;
  std::string base;
  for (const char* part : {"3.1", "json-schema/2020-12"}) {
    std::error_code ignored;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(folder + part, ignored)) {
      if (!entry.is_regular_file()) continue;
      json::Reading reading = json::read(read_file(entry.path().string()));
      const std::string id(reading.document.root()["$id"].string());
      if (id.empty()) continue;
      if (entry.path().filename().string().rfind("schema-base", 0) == 0) base = id;
      (void)documents.add(id, std::move(reading.document));
    }
  }
  if (base.empty()) GTEST_SKIP() << "SKIPPED: no corpus at " << folder;
  schema::Compiler compiler(documents, {.missing = schema::MissingDocuments::accept});
  auto compiled = compiler.compile(documents.root(base));
  ASSERT_TRUE(std::holds_alternative<std::shared_ptr<const schema::Schema>>(compiled));
  const json::Reading document = json::read(service_.openapi_json());
  const auto evaluation = schema::evaluate(
      *std::get<std::shared_ptr<const schema::Schema>>(compiled), document.document.root());
  for (const schema::Violation* violation : schema::leaves(evaluation.violations)) {
    ADD_FAILURE() << violation->instance_pointer << " " << schema::message(*violation);
  }
  EXPECT_TRUE(evaluation.valid);
}

}  // namespace
}  // namespace vitrine::test
