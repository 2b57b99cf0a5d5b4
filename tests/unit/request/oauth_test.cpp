#include "app/request/oauth.h"

#include <gtest/gtest.h>

#include "app/request/sha256.h"

namespace vitrine::request {
namespace {

using openapi::OAuthFlow;

std::string hex(std::string_view bytes) {
  std::string out;
  for (char c : bytes) {
    out += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
    out += "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

TEST(Sha256, GivesTheDigestsOfItsStandard) {
  EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(hex(sha256(std::string(1'000'000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

// RFC 7636 appendix B.
TEST(Pkce, ChallengesWithTheHashOfTheVerifier) {
  const unsigned char octets[] = {116, 24,  223, 180, 151, 153, 224, 37,  79,  250, 96,
                                  125, 216, 173, 187, 186, 22,  212, 37,  77,  105, 214,
                                  191, 240, 91,  88,  5,   88,  83,  132, 141, 121};
  const std::string random =
      std::string(16, '\xFF') + std::string(reinterpret_cast<const char*>(octets), sizeof octets);
  OAuthFlow flow;
  flow.kind = "authorizationCode";
  flow.authorization_url = "/authorize?tenant=1#x";
  OAuthClient client;
  client.id = "c&d";
  client.redirect_uri = "https://e.com/r";
  client.scopes = {"a", "b:c"};
  flow.token_url = "/token";
  const auto begun = begin(flow, *endpoints(flow, "https://e.com/v1"), client, random);
  ASSERT_TRUE(begun);
  EXPECT_EQ(begun->verifier, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
  EXPECT_EQ(begun->state, "_____________________w");
  EXPECT_EQ(begun->url,
            "https://e.com/authorize?tenant=1&response_type=code&client_id=c%26d&redirect_uri="
            "https%3A%2F%2Fe.com%2Fr&scope=a%20b%3Ac&state=_____________________w&code_challenge="
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256");
}

TEST(OAuth, OpensNothingButWebPages) {
  OAuthFlow flow;
  flow.kind = "implicit";
  for (const char* url : {"javascript:alert(1)", "data:text/html,x", "", "file:///etc"}) {
    flow.authorization_url = url;
    EXPECT_FALSE(endpoints(flow, "https://e.com")) << url;
  }
  flow.authorization_url = "https://e.com/a";
  const auto made = endpoints(flow, "");
  ASSERT_TRUE(made);
  EXPECT_TRUE(begin(flow, *made, {}, std::string(48, 'r')));
  EXPECT_FALSE(begin(flow, *made, {}, "short"));
  EXPECT_FALSE(begin(flow, {}, {}, std::string(48, 'r')));
  flow.kind = "password";
  EXPECT_FALSE(begin(flow, *made, {}, std::string(48, 'r')));
}

TEST(OAuth, BelievesOnlyTheRedirectOfItsOwnState) {
  const Authorization code{"", "S", "V"};
  EXPECT_EQ(finish(code, "https://e.com/r?code=a%2Bb+c&state=S")->code, "a+b c");
  EXPECT_FALSE(finish(code, "https://e.com/r?code=x&state=T"));
  EXPECT_FALSE(finish(code, "https://e.com/r?code=x"));
  EXPECT_FALSE(finish({}, "https://e.com/r?code=x&state="));
  const auto refused =
      finish(code, "https://e.com/r?error=access_denied&error_description=Not+you&state=S");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, "the server refused: Not you");
  const auto blocked =
      finish(code, "https://e.com/r?error=popup_blocked&error_description=No+window&state=S");
  ASSERT_FALSE(blocked);
  EXPECT_EQ(blocked.error().message, "No window");
  EXPECT_FALSE(finish(code, "https://e.com/r?state=S"));
  const auto token = finish(
      {"", "S", ""}, "https://e.com/r#access_token=t&token_type=Bearer&expires_in=3600&state=S");
  ASSERT_TRUE(token);
  EXPECT_EQ(token->token.access_token, "t");
  EXPECT_EQ(token->token.expires_in_s, 3600u);
}

std::string masked(const HttpRequest& request) {
  return std::get<SecretText>(request.body->front()).masked();
}

TEST(OAuth, AsksForTokensWithAllGrants) {
  OAuthFlow flow;
  flow.kind = "deviceAuthorization";
  flow.token_url = "https://e.com/token";
  flow.device_authorization_url = "https://e.com/device";
  OAuthClient client;
  client.id = "c";
  client.secret = "s&";
  client.redirect_uri = "https://e.com/r";
  client.scopes = {"x"};
  client.user = "u";
  client.password = "p";
  const Endpoints at = *endpoints(flow, "");
  const HttpRequest code = token_request(Grant::code, at, client, "C", "V");
  EXPECT_EQ(code.method, "POST");
  EXPECT_EQ(code.url.text, "https://e.com/token");
  EXPECT_EQ(std::get<SecretText>(code.body->front()).text,
            "grant_type=authorization_code&code=C&redirect_uri=https%3A%2F%2Fe.com%2Fr&code_"
            "verifier=V&client_id=c&client_secret=s%26");
  EXPECT_EQ(masked(code),
            "grant_type=authorization_code&code=$CODE&redirect_uri=https%3A%2F%2Fe.com%2Fr&code_"
            "verifier=$CODE_VERIFIER&client_id=c&client_secret=$CLIENT_SECRET");
  EXPECT_EQ(masked(token_request(Grant::password, at, client)),
            "grant_type=password&username=u&password=$PASSWORD&scope=x&client_id=c&client_secret="
            "$CLIENT_SECRET");
  client.secret_in_header = true;
  const HttpRequest own = token_request(Grant::client_credentials, at, client);
  EXPECT_EQ(masked(own), "grant_type=client_credentials&scope=x");
  EXPECT_EQ(own.header("authorization")->value.text, "Basic YzpzJTI2");
  EXPECT_EQ(own.header("authorization")->value.masked(), "Basic $CREDENTIALS");
  client.secret.clear();
  EXPECT_EQ(masked(token_request(Grant::device, at, client, "D")),
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code="
            "$DEVICE_CODE&client_id=c");
  EXPECT_EQ(token_request(Grant::refresh, at, client, "R").url.text, "https://e.com/token");
  flow.refresh_url = "https://e.com/refresh";
  const HttpRequest refresh = token_request(Grant::refresh, *endpoints(flow, ""), client, "R");
  EXPECT_EQ(refresh.url.text, "https://e.com/refresh");
  EXPECT_EQ(masked(refresh), "grant_type=refresh_token&refresh_token=$REFRESH_TOKEN&client_id=c");
  EXPECT_EQ(device_request(at, client).url.text, "https://e.com/device");
  EXPECT_EQ(masked(device_request(at, client)), "scope=x&client_id=c");
}

TEST(OAuth, ReadsWhatServersAnswer) {
  const auto token = read_token(
      R"({"access_token":"t","token_type":"Bearer","expires_in":"60","refresh_token":"r"})");
  ASSERT_TRUE(token);
  EXPECT_EQ(token->expires_in_s, 60u);
  EXPECT_EQ(token->refresh_token, "r");
  EXPECT_EQ(read_token(R"({"error":"authorization_pending"})").error().pointer,
            "authorization_pending");
  EXPECT_FALSE(read_token("<html>"));
  EXPECT_FALSE(read_token("{}"));
  const auto device = read_device(
      R"({"device_code":"d","user_code":"AB-CD","verification_uri":"https://e.com/d","expires_in":900})");
  ASSERT_TRUE(device);
  EXPECT_EQ(device->interval_s, 5u);
  EXPECT_FALSE(
      read_device(R"({"device_code":"d","user_code":"u","verification_uri":"javascript:x"})"));
}

TEST(OAuth, EndsATokenWhereItsServerSays) {
  OAuthFlow flow;
  flow.kind = "clientCredentials";
  flow.token_url = "https://e.com/token";
  Endpoints at = *endpoints(flow, "");
  at.revocation = *endpoint("", "https://e.com/revoke", "revocation_endpoint");
  OAuthClient client;
  client.id = "c";
  const HttpRequest request = revocation_request(at, client, "t", "access_token");
  EXPECT_EQ(request.url.text, "https://e.com/revoke");
  EXPECT_EQ(masked(request), "token=$TOKEN&token_type_hint=access_token&client_id=c");
}

}  // namespace
}  // namespace vitrine::request
