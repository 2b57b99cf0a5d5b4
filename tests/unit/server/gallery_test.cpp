#include "server/demo/gallery.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "app/json/document_set.h"
#include "app/json/reader.h"
#include "app/schema/message.h"
#include "app/schema/schema.h"
#include "server/api/http/live.h"
#include "server/demo/samples.h"
#include "tests/unit/server/probe.h"
#include "tests/unit/server/promises.h"
#include "tests/unit/server/running.h"
#include "tests/unit/server/websocket_client.h"

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
  Gallery() : gallery_((demo::start_secrets(), ":memory:"), folder_, clock_) {}
  ~Gallery() override { std::filesystem::remove_all(folder_); }

  /// Every response of every test is held against the document.
  Response handle(const Request& request) const {
    Response response = service_.handle(request);
    EXPECT_EQ(promises_.difference(request, response), "") << request.method << request.target;
    return response;
  }
  std::string sign_up(const std::string& email = "mina@example.org") const {
    const Response response =
        handle(post("/users", R"({"email":")" + email + R"(","password":"a walk in the snow"})"));
    EXPECT_EQ(response.status, 201) << response.text();
    return body(response)["token"];
  }
  static Request as(const std::string& token, Request request) {
    return with(std::move(request), "Authorization", "Bearer " + token);
  }
  Response add(const std::string& token, const std::string& picture) const {
    return handle(as(token, post("/pictures", picture)));
  }
  std::string added(const std::string& token, const std::string& picture) const {
    return body(add(token, picture))["id"];
  }
  void hang_first() { demo::hang_first_pictures(gallery_.pictures, gallery_.collections); }

  const demo::Clock clock_ = [] { return std::chrono::system_clock::time_point{}; };
  std::filesystem::path folder_ = std::filesystem::path(::testing::TempDir()) /
                                  ("vitrine-gallery-" + std::to_string(::getpid()));
  demo::Gallery gallery_;
  Service service_{demo::gallery_api(gallery_)};
  const Promises promises_{service_};
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
  EXPECT_EQ(error["message"], "must be at least 12 characters (is 5)");
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
  auto connection = gallery_.database.connect();
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
  EXPECT_EQ(gallery_.pictures.list({}).total, 0);
}

TEST_F(Gallery, AnUnknownPictureIs404) {
  const Response response = handle(get("/pictures/pic_none"));
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(header(response, "Content-Type"), "application/problem+json");
}

TEST_F(Gallery, ListsAreFilteredSortedAndCutIntoPages) {
  hang_first();
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
  EXPECT_EQ(titles("?medium=print&medium=drawing&sort=year"),
            "Young hare; Mountains after rain; The Great Wave; ");
  EXPECT_EQ(titles("?since=1900&until=1940&sort=year"), "겨울 산책 ❄; Migrant mother; ");
  EXPECT_EQ(titles("?owner=usr_nobody"), "");
}

TEST_F(Gallery, PagesLeadToEachOther) {
  hang_first();
  const Response middle = handle(get("/pictures?limit=3&tag=&page=2"));
  EXPECT_EQ(middle.status, 422);
  const Response second = handle(get("/pictures?page=2&sort=title&limit=3"));
  EXPECT_EQ(header(second, "X-Total-Count"), "8");
  EXPECT_EQ(header(second, "Link"),
            "</pictures?sort=title&limit=3&page=1>; rel=\"first\", "
            "</pictures?sort=title&limit=3&page=1>; rel=\"prev\", "
            "</pictures?sort=title&limit=3&page=3>; rel=\"next\", "
            "</pictures?sort=title&limit=3&page=3>; rel=\"last\"");
  EXPECT_EQ(header(handle(get("/pictures")), "Link"), "(none)");
}

TEST_F(Gallery, SigningOutEndsOneSessionOnly) {
  const std::string first = sign_up();
  const std::string second = body(handle(post(
      "/sessions", R"({"email":"mina@example.org","password":"a walk in the snow"})")))["token"];
  EXPECT_EQ(handle(as(first, send("DELETE", "/sessions/current", ""))).status, 204);
  EXPECT_EQ(handle(as(first, get("/users/me"))).status, 401);
  EXPECT_EQ(handle(as(second, get("/users/me"))).status, 200);
}

TEST_F(Gallery, AnAccountChangesWhatIsSentAndNothingElse) {
  const std::string token = sign_up();
  sign_up("sam@example.org");
  const auto change = [&](const char* text) {
    return handle(as(token, send("PATCH", "/users/me", text)));
  };
  EXPECT_EQ(body(change(R"({"name":"Mina"})"))["name"], "Mina");
  EXPECT_EQ(body(change(R"({"email":"min@example.org"})"))["name"], "Mina");
  EXPECT_FALSE(body(change(R"({"name":null})")).contains("name"));
  EXPECT_EQ(change(R"({"email":null})").status, 422);
  EXPECT_EQ(change(R"({"email":"SAM@example.org"})").status, 409);
  EXPECT_EQ(body(change("{}"))["errors"][0]["keyword"], "minProperties");

  const std::string other = body(handle(post(
      "/sessions", R"({"email":"min@example.org","password":"a walk in the snow"})")))["token"];
  EXPECT_EQ(change(R"({"password":"another long sentence"})").status, 200);
  EXPECT_EQ(handle(as(other, get("/users/me"))).status, 401);
  EXPECT_EQ(handle(as(token, get("/users/me"))).status, 200);
}

TEST_F(Gallery, ClosingAnAccountTakesWhatIsItsOwn) {
  const std::string token = sign_up();
  const std::string id = added(token, R"({"title":"a"})");
  const std::string rest = added(sign_up("sam@example.org"), R"({"title":"b"})");
  EXPECT_EQ(handle(as(token, send("DELETE", "/users/me", ""))).status, 204);
  EXPECT_EQ(handle(as(token, get("/users/me"))).status, 401);
  EXPECT_EQ(handle(get("/pictures/" + id)).status, 404);
  EXPECT_EQ(handle(get("/pictures/" + rest)).status, 200);
}

TEST_F(Gallery, OnlyItsOwnerChangesAPicture) {
  const std::string mina = sign_up();
  const std::string sam = sign_up("sam@example.org");
  const std::string path =
      "/pictures/" + added(mina, R"({"title":"a","year":1904,"origin":{"place":"京都"}})");
  EXPECT_EQ(handle(as(sam, send("PATCH", path, R"({"title":"b"})"))).status, 403);
  EXPECT_EQ(handle(as(sam, send("DELETE", path, ""))).status, 403);
  EXPECT_EQ(handle(send("DELETE", path, "")).status, 401);
  auto picture = body(handle(as(mina, send("PATCH", path, R"({"title":"b","year":null})"))));
  EXPECT_EQ(picture["title"], "b");
  EXPECT_EQ(picture["year"], nullptr);
  EXPECT_EQ(picture["origin"]["place"], "京都");
  picture = body(handle(as(mina, send("PATCH", path, R"({"origin":null,"tags":["xx"]})"))));
  EXPECT_FALSE(picture.contains("origin"));
  EXPECT_EQ(picture["tags"].dump(), R"(["xx"])");
  EXPECT_EQ(body(handle(get(path))), picture);
  EXPECT_EQ(handle(as(mina, send("DELETE", path, ""))).status, 204);
  EXPECT_EQ(handle(get(path)).status, 404);
  EXPECT_EQ(handle(as(mina, send("DELETE", path, ""))).status, 404);
}

TEST_F(Gallery, NobodysChangeIsLost) {
  const std::string token = sign_up();
  const std::string path = "/pictures/" + added(token, R"({"title":"a"})");
  const std::string tag = header(handle(get(path)), "ETag");
  EXPECT_EQ(handle(with(get(path), "If-None-Match", tag)).status, 304);
  const auto change = [&](const std::string& if_match) {
    return handle(with(as(token, send("PATCH", path, R"({"title":"b"})")), "If-Match", if_match));
  };
  const Response changed = change("\"x\", " + tag);
  EXPECT_EQ(changed.status, 200);
  EXPECT_NE(header(changed, "ETag"), tag);
  EXPECT_EQ(change(tag).status, 412);
  EXPECT_EQ(change("*").status, 200);
  EXPECT_EQ(handle(with(get(path), "If-None-Match", tag)).status, 200);
  EXPECT_EQ(handle(with(as(token, send("DELETE", path, "")), "If-Match", tag)).status, 412);
}

TEST_F(Gallery, AnImageGoesUpAndComesDown) {
  const std::string token = sign_up();
  const std::string path = "/pictures/" + added(token, R"({"title":"a"})");
  EXPECT_EQ(handle(get(path + "/image")).status, 404);
  const std::string png = demo::paint_landscape(1);
  const auto upload = [&](const char* type, const std::string& bytes) {
    return handle(with(as(token, send("PUT", path + "/image", bytes)), "Content-Type", type));
  };
  EXPECT_EQ(upload("image/jpeg", png).status, 415);
  EXPECT_EQ(upload("text/html", png).status, 415);
  EXPECT_EQ(upload("image/png", "").status, 400);
  const Response done = upload("image/png", png);
  ASSERT_EQ(done.status, 200) << done.text();
  EXPECT_EQ(body(done)["image"]["bytes"], png.size());
  EXPECT_EQ(body(done)["image"]["url"], path + "/image");
  Response image = handle(get(path + "/image"));
  ASSERT_TRUE(image.file);
  EXPECT_EQ(image.file->read_all(), png);
  EXPECT_EQ(header(image, "Content-Type"), "image/png");
  EXPECT_THAT(header(image, "Content-Security-Policy"), HasSubstr("sandbox"));
  const std::string tag = header(image, "ETag");
  EXPECT_EQ(handle(with(get(path + "/image"), "If-None-Match", tag)).status, 304);
  image = handle(with(get(path + "/image"), "Range", "bytes=1-3"));
  EXPECT_EQ(image.status, 206);
  EXPECT_EQ(header(image, "Content-Range"), "bytes 1-3/" + std::to_string(png.size()));
  EXPECT_EQ(handle(with(get(path + "/image"), "Range", "bytes=99999999-")).status, 416);

  const std::string second = demo::paint_landscape(2);
  EXPECT_EQ(upload("image/png", second).status, 200);
  EXPECT_EQ(handle(get(path + "/image")).file->read_all(), second);
  EXPECT_NE(header(handle(get(path + "/image")), "ETag"), tag);
  const auto files = [&] {
    return std::distance(std::filesystem::directory_iterator(folder_), {});
  };
  EXPECT_EQ(files(), 1);
  EXPECT_EQ(handle(as(sign_up("sam@example.org"),
                      with(send("PUT", path + "/image", png), "Content-Type", "image/png")))
                .status,
            403);
  EXPECT_EQ(handle(as(token, send("DELETE", path, ""))).status, 204);
  EXPECT_EQ(files(), 0);
}

TEST_F(Gallery, APictureComesWithItsImageInOneForm) {
  const std::string token = sign_up();
  const std::string png = demo::paint_landscape(3);
  const auto part = [](const std::string& name, const std::string& value, const std::string& more) {
    return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n" +
           value + "\r\n";
  };
  const auto upload = [&](const std::string& fields, const char* type) {
    const std::string file =
        part("image", png, "; filename=\"a.png\"\r\nContent-Type: " + std::string(type));
    return handle(with(as(token, send("POST", "/uploads", fields + file + "--b--\r\n")),
                       "Content-Type", "multipart/form-data; boundary=b"));
  };
  const Response done = upload(part("title", "Snow", "") + part("year", "1904", "") +
                                   part("tags", "aa", "") + part("tags", "bb", ""),
                               "image/png");
  ASSERT_EQ(done.status, 201) << done.text();
  const auto picture = body(done);
  EXPECT_EQ(picture["year"], 1904);
  EXPECT_EQ(picture["tags"].dump(), R"(["aa","bb"])");
  EXPECT_EQ(handle(get(header(done, "Location") + "/image")).file->read_all(), png);

  const auto errors =
      body(upload(part("year", "soon", "") + part("more", "x", ""), "text/plain"))["errors"];
  std::set<std::string> found;
  for (const auto& error : errors) {
    found.insert(error["pointer"].get<std::string>() + " " + error["keyword"].get<std::string>());
  }
  const std::set<std::string> expected = {"/title required", "/year type",
                                          "/more additionalProperties", "/image contentType"};
  EXPECT_EQ(found, expected) << errors.dump();

  // A field that comes twice is a list, which a title is not.
  const auto twice =
      body(upload(part("title", "Snow", "") + part("year", "1904", "") + part("title", "Ice", ""),
                  "image/png"))["errors"];
  ASSERT_EQ(twice.size(), 1u) << twice.dump();
  EXPECT_EQ(twice[0]["pointer"], "/title");
  EXPECT_EQ(twice[0]["keyword"], "type");
}

TEST_F(Gallery, CollectionsHoldPicturesAndKeepToThemselves) {
  const std::string mina = sign_up();
  const std::string sam = sign_up("sam@example.org");
  const std::string a = added(mina, R"({"title":"a"})");
  const std::string b = added(sam, R"({"title":"b"})");
  const Response opened =
      handle(as(mina, post("/collections",
                           R"({"title":"t","visibility":"owner","pictures":[")" + a + "\"]}")));
  ASSERT_EQ(opened.status, 201) << opened.text();
  const std::string path = header(opened, "Location");
  EXPECT_EQ(body(opened)["count"], 1);

  EXPECT_EQ(handle(get(path)).status, 404);
  EXPECT_EQ(handle(as(sam, get(path))).status, 404);
  EXPECT_EQ(handle(as("wrong", get(path))).status, 401);
  EXPECT_EQ(body(handle(get("/collections")))["total"], 0);
  EXPECT_EQ(body(handle(as(mina, get("/collections"))))["total"], 1);

  EXPECT_EQ(handle(as(mina, send("PUT", path + "/pictures/" + b, ""))).status, 204);
  EXPECT_EQ(handle(as(mina, send("PUT", path + "/pictures/" + b, ""))).status, 204);
  EXPECT_EQ(handle(as(mina, send("PUT", path + "/pictures/pic_none", ""))).status, 404);
  auto found = body(handle(as(mina, get(path))));
  EXPECT_EQ(found["pictures"].size(), 2u);
  EXPECT_EQ(found["pictures"][1]["title"], "b");

  const Response shown =
      handle(as(mina, send("PATCH", path, R"({"visibility":"everyone","description":"d"})")));
  EXPECT_EQ(body(shown)["description"], "d");
  EXPECT_EQ(handle(get(path)).status, 200);
  EXPECT_EQ(handle(as(sam, send("PATCH", path, R"({"title":"x"})"))).status, 403);
  EXPECT_EQ(handle(as(sam, send("DELETE", path, ""))).status, 403);
  EXPECT_EQ(handle(as(mina, send("DELETE", path + "/pictures/" + a, ""))).status, 204);
  // A picture that goes leaves its collections.
  EXPECT_EQ(handle(as(sam, send("DELETE", "/pictures/" + b, ""))).status, 204);
  EXPECT_EQ(body(handle(get(path)))["pictures"].size(), 0u);
  EXPECT_EQ(handle(as(mina, send("DELETE", path, ""))).status, 204);
  EXPECT_EQ(handle(get(path)).status, 404);
  EXPECT_EQ(handle(get("/collections/none")).status, 422);
}

TEST_F(Gallery, ACollectionHoldsFiftyPictures) {
  const std::string token = sign_up();
  const std::string path =
      header(handle(as(token, post("/collections", R"({"title":"t"})"))), "Location");
  demo::PictureCreate picture;
  picture.title = "t";
  for (int i = 0; i < 51; ++i) {
    const std::string id = gallery_.pictures.add(picture, demo::kHouse).id;
    EXPECT_EQ(handle(as(token, send("PUT", path + "/pictures/" + id, ""))).status,
              i < 50 ? 204 : 409);
  }
}

TEST_F(Gallery, TheFirstPicturesAreThereToBeSeen) {
  hang_first();
  const auto pictures = body(handle(get("/pictures")))["items"];
  EXPECT_EQ(pictures.size(), 8u);
  for (const auto& picture : pictures) {
    const Response image = handle(get(picture["image"]["url"]));
    EXPECT_EQ(image.status, 200);
    EXPECT_LT(image.file->size(), 40'000u);
  }
  const auto collections = body(handle(get("/collections")))["items"];
  ASSERT_EQ(collections.size(), 2u);
  const auto found = body(handle(get("/collections/" + collections[1]["id"].get<std::string>())));
  EXPECT_EQ(found["collection"]["title"], "Snow, mostly");
  EXPECT_EQ(found["pictures"].size(), 2u);
}

TEST_F(Gallery, AFileOfAnotherVersionIsNotTouched) {
  const auto file = folder_ / "old.sqlite3";
  std::filesystem::create_directories(folder_);
  { demo::Database(file).connect().execute("CREATE TABLE x (y); PRAGMA user_version = 1"); }
  EXPECT_THROW(demo::Database again(file), demo::DatabaseError);
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
  for (const char* part : {"3.2", "json-schema/2020-12"}) {
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

TEST_F(Gallery, SimilarPicturesAreFound) {
  hang_first();
  const auto all = body(handle(get("/pictures?title=Hunters")));
  const std::string path = "/pictures/" + all["items"][0]["id"].get<std::string>() + "/similar";
  const auto similar = body(handle(get(path)));
  ASSERT_FALSE(similar.empty());
  EXPECT_THAT(similar[0]["picture"]["tags"].dump(), HasSubstr("snow"));
  EXPECT_EQ(body(handle(get(path + "?at_least=0&limit=3"))).size(), 3u);
  EXPECT_EQ(body(handle(get(path + "?at_least=1"))).size(), 0u);
  EXPECT_EQ(handle(get(path + "?at_least=1.5")).status, 422);
  EXPECT_EQ(handle(get("/pictures/pic_nope/similar")).status, 404);
}

TEST_F(Gallery, StreamsAndTheRoomAreAnsweredAsPromised) {
  const Response events = handle(get("/events"));
  EXPECT_EQ(header(events, "Content-Type"), "text/event-stream");
  EXPECT_TRUE(events.live->start);
  const Response lines = handle(get("/export"));
  EXPECT_EQ(header(lines, "Content-Type"), "application/jsonl");
  EXPECT_TRUE(lines.live->next);
  EXPECT_EQ(header(handle(get("/export.csv")), "Content-Type"), "text/csv");
  EXPECT_EQ(handle(get("/room")).status, 426);
  EXPECT_EQ(handle(get("/room?name=")).status, 422);
}

TEST_F(Gallery, TheExportHasEveryPictureInItsOrder) {
  const std::string token = sign_up();
  std::vector<std::string> added_ids;
  // More than are read at a time.
  for (int i = 0; i < 60; ++i) added_ids.push_back(added(token, R"({"title":"One of many"})"));
  Response response = handle(get("/export"));
  std::string text;
  while (response.live->next(text)) {
  }
  const auto item = promises_.schema("/components/schemas/Picture");
  std::istringstream lines(text);
  std::vector<std::string> ids;
  for (std::string line; std::getline(lines, line);) {
    const json::Reading reading = json::read(line);
    EXPECT_TRUE(schema::evaluate(*item, reading.document.root()).valid) << line;
    ids.emplace_back(reading.document.root()["id"].string());
  }
  EXPECT_EQ(ids, added_ids);
}

/// The events of the demo on a socket, by the name and the picture's id.
class Follower {
 public:
  Follower(const Running& server, const std::string& fields = {})
      : wire_(server.connect("GET /events HTTP/1.0\r\nHost: localhost\r\n" + fields + "\r\n")) {
    wire_.read_until("\r\n\r\n");
  }
  std::string next() {
    const std::string event = wire_.read_until("\n\n");
    id_ = line(event, "id: ");
    return line(event, "event: ") + " " +
           FreeForm::parse(line(event, "data: "))["id"].get<std::string>();
  }
  const std::string& id() const { return id_; }

 private:
  static std::string line(const std::string& event, const std::string& name) {
    const auto at = event.find(name) + name.size();
    return event.substr(at, event.find('\n', at) - at);
  }
  Wire wire_;
  std::string id_;
};

TEST_F(Gallery, WhoFollowsHearsOfEveryPicture) {
  const std::string token = sign_up();
  const std::string first = added(token, R"({"title":"The first"})");
  const Running server(Front(Service(demo::gallery_api(gallery_)), {}), patient());
  // An id that is not known: all that is remembered comes, so that the stream is known to be open.
  Follower follower(server, "Last-Event-ID: of another run\r\n");
  EXPECT_EQ(follower.next(), "added " + first);
  const std::string seen = follower.id();
  const std::string id = added(token, R"({"title":"Another"})");
  EXPECT_EQ(follower.next(), "added " + id);
  handle(as(token, send("PATCH", "/pictures/" + id, R"({"title":"A better title"})")));
  EXPECT_EQ(follower.next(), "changed " + id);
  handle(as(token, send("DELETE", "/pictures/" + id, "")));
  EXPECT_EQ(follower.next(), "removed " + id);
  handle(as(token, send("DELETE", "/users/me", "")));
  EXPECT_EQ(follower.next(), "removed " + first);

  Follower again(server, "Last-Event-ID: " + seen + "\r\n");
  EXPECT_EQ(again.next(), "added " + id);
  EXPECT_EQ(again.next(), "changed " + id);
}

TEST_F(Gallery, EverybodyInTheRoomHearsEverybody) {
  const Running server(Front(Service(demo::gallery_api(gallery_)), {}), patient());
  const Talk mina(server, "/room?name=Mina");
  EXPECT_THAT(mina.hear(), HasSubstr(R"("what":"came","name":"Mina")"));
  {
    const Talk guest(server, "/room");
    EXPECT_THAT(guest.hear(), HasSubstr(R"("what":"came","name":"guest")"));
    EXPECT_THAT(mina.hear(), HasSubstr("guest"));
    mina.say(R"({"text":"hello"})");
    const std::string said = guest.hear();
    EXPECT_THAT(said, HasSubstr(R"("what":"said","name":"Mina","text":"hello")"));
    const auto message = promises_.schema("/paths/~1room/get/x-websocket/receive");
    const json::Reading reading = json::read(said);
    EXPECT_TRUE(schema::evaluate(*message, reading.document.root()).valid) << said;
    EXPECT_EQ(mina.hear(), said);
    guest.say(R"({"text":""})");
    EXPECT_THAT(guest.hear(), ::testing::StartsWith("close:1008 text"));
  }
  EXPECT_THAT(mina.hear(), HasSubstr(R"("what":"left","name":"guest")"));
}

}  // namespace
}  // namespace vitrine::test
