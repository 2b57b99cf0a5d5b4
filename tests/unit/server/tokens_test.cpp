// The demo's signed tokens: the RFC's own, forged ones, and those whose time has come.
#include "server/demo/tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <vitrine.h>
#include <vitrine/test.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/request/base64.h"
#include "server/demo/gallery.h"
#include "tests/unit/server/command_fixture.h"

namespace vitrine::test {
namespace {

using namespace std::chrono_literals;
using demo::Tokens;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kKey(demo::kMinKeyBytes, 'k');
constexpr char kHeader[] = R"({"alg":"HS256","typ":"JWT"})";
constexpr char kPayload[] = R"({"sub":"usr_a","jti":"1","scope":"gallery","iat":1000,"exp":2000})";

std::chrono::system_clock::time_point at(std::int64_t seconds) {
  return std::chrono::system_clock::time_point(std::chrono::seconds(seconds));
}

/// A token of one who has the key, whatever is in it.
std::string signed_by(const std::string& key, const std::string& header,
                      const std::string& payload) {
  const std::string input = demo::base64url(header) + "." + demo::base64url(payload);
  return input + "." + demo::hs256(key, input);
}

bool accepts(const std::string& token, std::int64_t second = 1500) {
  return Tokens(kKey).read(token, at(second)).has_value();
}

TEST(Tokens, AreSignedAsInRfc7515AppendixA1) {
  const auto key = demo::from_base64url(
      "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow");
  ASSERT_TRUE(key);
  const std::string payload =
      "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}";
  EXPECT_EQ(signed_by(*key, "{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}", payload),
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
            "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
            "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
            "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
}

TEST(Tokens, AreReadAsTheyWereWritten) {
  const Tokens tokens(kKey);
  const std::string token =
      tokens.sign({.sub = "usr_a", .jti = "1", .scope = "gallery", .iat = 1000, .exp = 2000});
  EXPECT_EQ(token, signed_by(kKey, kHeader, kPayload));
  const auto claims = tokens.read(token, at(1500));
  ASSERT_TRUE(claims);
  EXPECT_EQ(claims->sub, "usr_a");
  EXPECT_EQ(claims->jti, "1");
  EXPECT_EQ(claims->scope, "gallery");
  EXPECT_EQ(claims->iat, 1000);
  EXPECT_EQ(claims->exp, 2000);
  EXPECT_FALSE(claims->nbf);
}

TEST(Tokens, EndWithTheSecondTheySay) {
  const std::string token = signed_by(kKey, kHeader, kPayload);
  EXPECT_TRUE(accepts(token, 1999));
  EXPECT_FALSE(accepts(token, 2000));
  EXPECT_FALSE(accepts(token, 4'000'000'000));
  const std::string later = signed_by(
      kKey, kHeader, R"({"sub":"a","jti":"1","scope":"gallery","iat":1,"exp":2000,"nbf":1500})");
  EXPECT_FALSE(accepts(later, 1499));
  EXPECT_TRUE(accepts(later, 1500));
}

TEST(Tokens, HaveNoSayInTheirAlgorithm) {
  const std::string unsigned_one =
      demo::base64url(R"({"alg":"none","typ":"JWT"})") + "." + demo::base64url(kPayload) + ".";
  EXPECT_FALSE(accepts(unsigned_one));
  for (const char* header :
       {R"({"alg":"none","typ":"JWT"})", R"({"alg":"None","typ":"JWT"})",
        R"({"alg":"HS384","typ":"JWT"})", R"({"alg":"RS256","typ":"JWT"})",
        R"({"typ":"JWT","alg":"HS256"})", R"({"alg":"HS256"})", R"({"alg":"HS256","typ":"JWT" })",
        R"({"alg":"HS256","typ":"JWT","alg":"none"})",
        R"({"alg":"HS256","typ":"JWT","crit":["exp"]})",
        R"({"alg":"HS256","typ":"JWT","kid":"../../key"})", R"({"alg":"dir","enc":"A256GCM"})", "",
        "{}", "null"}) {
    EXPECT_FALSE(accepts(signed_by(kKey, header, kPayload))) << header;
  }
}

TEST(Tokens, OfAnotherKeyOrWithoutASignatureAreRefused) {
  const std::string token = signed_by(kKey, kHeader, kPayload);
  EXPECT_FALSE(accepts(signed_by(std::string(demo::kMinKeyBytes, 'x'), kHeader, kPayload)));
  EXPECT_FALSE(accepts(token.substr(0, token.rfind('.'))));
  EXPECT_FALSE(accepts(token.substr(0, token.rfind('.') + 1)));
  EXPECT_FALSE(accepts(demo::base64url(kHeader) + "." + token.substr(token.rfind('.') + 1)));
}

TEST(Tokens, AreOneTextEach) {
  const std::string token = signed_by(kKey, kHeader, kPayload);
  ASSERT_TRUE(accepts(token));
  for (std::size_t i = 0; i < token.size(); ++i) {
    for (const char other : {'A', '.', '=', ' ', '\0'}) {
      std::string changed = token;
      if (changed[i] == other) continue;
      changed[i] = other;
      EXPECT_FALSE(accepts(changed)) << i << other;
    }
    EXPECT_FALSE(accepts(token.substr(0, i))) << i;
  }
  // The last character has two bits to spare.
  std::string spare = token;
  ++spare.back();
  EXPECT_FALSE(accepts(spare));
  for (const char* more : {"=", "==", " ", "\n", ".", ".e30", "A"}) {
    EXPECT_FALSE(accepts(token + more)) << more;
  }
  EXPECT_FALSE(accepts(" " + token));
}

TEST(Tokens, WithoutTheirClaimsAreRefused) {
  const auto with_payload = [](const std::string& payload) {
    return accepts(signed_by(kKey, kHeader, payload));
  };
  ASSERT_TRUE(with_payload(kPayload));
  for (const char* payload :
       {"", "null", "[]", "\"exp\"", "{", "{}", "\xff",
        R"({"sub":"a","jti":"1","scope":"gallery","iat":1000})",
        R"({"sub":"a","jti":"1","scope":"gallery","iat":1000,"exp":null})",
        R"({"sub":"a","jti":"1","scope":"gallery","iat":1000,"exp":"9999999999"})",
        R"({"sub":"a","jti":"1","scope":"gallery","iat":1000,"exp":1e300})",
        R"({"sub":"a","jti":"1","scope":"gallery","iat":1000,"exp":2000.5})",
        R"({"sub":"a","jti":"1","scope":"gallery","iat":1000,"exp":2000,"nbf":"0"})",
        R"({"sub":7,"jti":"1","scope":"gallery","iat":1000,"exp":2000})",
        R"({"jti":"1","scope":"gallery","iat":1000,"exp":2000})"}) {
    EXPECT_FALSE(with_payload(payload)) << payload;
  }
  // A payload that is no base64, or not the shortest.
  for (const char* payload : {"!", "e30=", "e31", "e"}) {
    const std::string input = demo::base64url(kHeader) + "." + payload;
    EXPECT_FALSE(accepts(input + "." + demo::hs256(kKey, input))) << payload;
  }
}

TEST(Tokens, ThatAreTooLargeAreRefused) {
  for (const std::size_t size : {2'000u, 100'000u, 5'000'000u}) {
    const std::string payload = R"({"sub":"a","jti":"1","scope":")" + std::string(size, 'x') +
                                R"(","iat":1000,"exp":2000})";
    EXPECT_FALSE(accepts(signed_by(kKey, kHeader, payload))) << size;
    EXPECT_FALSE(accepts(std::string(size, '.')));
    EXPECT_FALSE(accepts(demo::base64url(kHeader) + std::string(size, '.')));
  }
}

/// The demo, and a clock that is moved by hand.
class SignedIn : public ::testing::Test {
 protected:
  SignedIn() { demo::start_secrets(); }

  demo::Clock clock() {
    return [this] { return at(now_); };
  }
  static TestResponse sign(TestClient& client, const std::string& path) {
    return client.post(path,
                       FreeForm{{"email", "mina@example.org"}, {"password", "a walk in the snow"}});
  }
  static std::string token_of(const TestResponse& response) {
    EXPECT_EQ(response.status, 201) << response.text;
    return response.json()["token"];
  }
  static TestResponse me(TestClient& client, const std::string& token) {
    return client.get("/users/me", {{"Authorization", "Bearer " + token}});
  }

  std::int64_t now_ = 1'800'000'000;
};

TEST_F(SignedIn, ATokenSaysWhoseItIsAndHowLong) {
  demo::Gallery gallery(":memory:", {}, clock());
  TestClient client = demo::gallery_api(gallery).test();
  const TestResponse response = sign(client, "/users");
  const std::string token = token_of(response);
  const std::string rest = token.substr(token.find('.') + 1);
  const auto claims = FreeForm::parse(demo::from_base64url(rest.substr(0, rest.find('.'))).value());
  EXPECT_EQ(claims["sub"], response.json()["user"]["id"]);
  EXPECT_EQ(claims["scope"], "gallery");
  EXPECT_EQ(claims["iat"], now_);
  EXPECT_EQ(claims["exp"], now_ + 12 * 60 * 60);
  EXPECT_FALSE(claims.contains("nbf"));
  EXPECT_NE(token_of(sign(client, "/sessions")), token) << "of the same second";
  const auto document = FreeForm::parse(client.openapi_json());
  EXPECT_EQ(document["components"]["securitySchemes"]["token"]["bearerFormat"], "JWT");
}

TEST_F(SignedIn, ATokenEnds) {
  demo::Settings settings;
  settings.token_lifetime = 1h;
  demo::Gallery gallery(":memory:", {}, clock(), settings);
  TestClient client = demo::gallery_api(gallery).test();
  const std::string token = token_of(sign(client, "/users"));
  now_ += 3599;
  EXPECT_EQ(me(client, token).status, 200);
  const std::string fresh = token_of(sign(client, "/sessions"));
  ++now_;
  const TestResponse late = me(client, token);
  EXPECT_EQ(late.status, 401);
  EXPECT_THAT(late.header("WWW-Authenticate"), HasSubstr("error=\"invalid_token\""));
  EXPECT_THAT(late.text, HasSubstr("sign in again"));
  EXPECT_EQ(me(client, fresh).status, 200);
}

TEST_F(SignedIn, ASessionThatHasEndedIsForgotten) {
  demo::Gallery gallery(":memory:", {}, clock());
  TestClient client = demo::gallery_api(gallery).test();
  const auto sessions = [&] {
    auto connection = gallery.database.connect();
    auto row = connection.prepare("SELECT count(*) FROM sessions");
    row.step();
    return row.number(0);
  };
  sign(client, "/users");
  sign(client, "/sessions");
  EXPECT_EQ(sessions(), 2);
  now_ += 24 * 60 * 60;
  sign(client, "/sessions");
  EXPECT_EQ(sessions(), 1);
}

TEST_F(SignedIn, SigningOutEndsATokenBeforeItsTime) {
  demo::Gallery gallery(":memory:", {}, clock());
  TestClient client = demo::gallery_api(gallery).test();
  const std::string token = token_of(sign(client, "/users"));
  client.bearer(token);
  EXPECT_EQ(client.del("/sessions/current").status, 204);
  EXPECT_EQ(client.get("/users/me").status, 401);
  EXPECT_EQ(client.del("/sessions/current").status, 401);
}

TEST_F(SignedIn, ATokenForSomethingElseOpensNothing) {
  demo::Settings settings;
  settings.signing_key = Base64{kKey};
  demo::Gallery gallery(":memory:", {}, clock(), settings);
  TestClient client = demo::gallery_api(gallery).test();
  const std::string user = sign(client, "/users").json()["user"]["id"];
  // Even where its session were open.
  const auto opened = [&](const std::string& scope) {
    const std::string token = Tokens(kKey).sign(
        {.sub = user, .jti = scope, .scope = scope, .iat = now_, .exp = now_ + 60});
    auto connection = gallery.database.connect();
    connection.prepare("INSERT INTO sessions (token_hash, user_id, created_at) VALUES (?, ?, '')")
        .bind(demo::token_hash(token))
        .bind(user)
        .run();
    return token;
  };
  EXPECT_EQ(me(client, opened("mail")).status, 401);
  EXPECT_EQ(me(client, opened("gallery-of-others")).status, 401);
  EXPECT_EQ(me(client, opened("")).status, 401);
  EXPECT_EQ(me(client, opened("mail gallery")).status, 200);
}

TEST_F(SignedIn, AKeyIsKeptForItsOwnerAlone) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "signing-key";
  const auto key = demo::kept_key(file);
  ASSERT_TRUE(key);
  EXPECT_EQ(key->size(), demo::kMinKeyBytes);
  EXPECT_EQ(demo::kept_key(file), key);
  EXPECT_EQ(std::filesystem::status(file).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_NE(demo::kept_key(folder.path() / "another"), key);
  EXPECT_FALSE(demo::kept_key(folder.path() / "nowhere" / "signing-key"));
  EXPECT_FALSE(demo::kept_key(folder.write("short", "too short for a key")));
}

TEST_F(SignedIn, ATokenOutlivesTheDemoWithItsKey) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "gallery.sqlite3";
  demo::Settings settings;
  settings.signing_key = Base64{demo::kept_key(folder.path() / "signing-key").value()};
  std::string token;
  {
    demo::Gallery gallery(file, {}, clock(), settings);
    TestClient client = demo::gallery_api(gallery).test();
    token = token_of(sign(client, "/users"));
  }
  {
    demo::Gallery gallery(file, {}, clock(), settings);
    TestClient client = demo::gallery_api(gallery).test();
    EXPECT_EQ(me(client, token).status, 200);
  }
  demo::Gallery gallery(file, {}, clock());
  TestClient client = demo::gallery_api(gallery).test();
  EXPECT_EQ(me(client, token).status, 401);
}

std::string mistake_in(const std::string& variable, const std::string& value) {
  try {
    from_environment<demo::Settings>("VITRINE_DEMO_",
                                     [&](const std::string& name) -> std::optional<std::string> {
                                       if (name == variable) return value;
                                       return std::nullopt;
                                     });
    return {};
  } catch (const SettingsError& error) {
    return error.what();
  }
}

TEST(DemoSettings, RefuseAKeyThatCanBeGuessed) {
  constexpr char kName[] = "VITRINE_DEMO_SIGNING_KEY";
  EXPECT_EQ(mistake_in(kName, request::base64(kKey)), "");
  const std::string weak = request::base64("not 32 bytes");
  EXPECT_THAT(mistake_in(kName, weak), HasSubstr(kName));
  EXPECT_THAT(mistake_in(kName, weak), HasSubstr("at least 32 bytes"));
  EXPECT_THAT(mistake_in(kName, weak), Not(HasSubstr(weak)));
  EXPECT_THAT(mistake_in(kName, "?"), HasSubstr(kName));
}

TEST(DemoSettings, RefuseALifetimeOfNoUse) {
  constexpr char kName[] = "VITRINE_DEMO_TOKEN_LIFETIME";
  EXPECT_EQ(mistake_in(kName, "PT1H"), "");
  for (const char* lifetime : {"PT0S", "-PT1H", "P10000D", "1 hour"}) {
    EXPECT_THAT(mistake_in(kName, lifetime), HasSubstr(kName)) << lifetime;
  }
}

}  // namespace
}  // namespace vitrine::test
