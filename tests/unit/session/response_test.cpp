// What a response is taken for: its body, its headers, its token, its links, and how it may fail.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/session/exchange/body_text.h"
#include "app/session/exchange/http_words.h"
#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using schema::Language;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kDescription = R"({
  "openapi": "3.1.0", "info": {"title": "Pets", "version": "1"},
  "paths": {
    "/pets": {"post": {
      "operationId": "addPet",
      "parameters": [{"name": "shop", "in": "query", "schema": {"type": "string"}}],
      "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}},
      "responses": {"201": {
        "description": "added",
        "headers": {
          "X-Total": {"required": true, "schema": {"type": "integer"}},
          "X-Note": {"schema": {"type": "string"}}
        },
        "content": {"application/json": {"schema": {
          "type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}
        }}},
        "links": {
          "read": {"operationId": "readPet", "parameters": {
            "id": "$response.body#/id", "query.shop": "{$request.query.shop}-2",
            "X-Trace": "$response.header.x-trace"
          }},
          "change": {"operationId": "changePet", "parameters": {"path.id": "$response.body#/id"},
                     "requestBody": "$response.body"}
        }
      }}
    }},
    "/pets/{id}": {
      "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}}],
      "get": {"operationId": "readPet",
        "parameters": [{"name": "shop", "in": "query", "schema": {"type": "string"}},
                       {"name": "X-Trace", "in": "header", "schema": {"type": "string"}}],
        "responses": {"200": {"description": "it"}}},
      "put": {"operationId": "changePet",
        "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}},
        "responses": {"200": {"description": "it"}}}
    }
  },
  "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "K"},
                                     "bearer": {"type": "http", "scheme": "bearer"}}}
})";

class Responding : public testing::Test {
 protected:
  Page page;
  void SetUp() override {
    page.resources["https://docs.example/openapi.json"] = kDescription;
    page.open("#/operations/addPet");
    page.type("shop", "north");
    page.act(SendAnyway{});
    ASSERT_EQ(page.all<SendRequest>().size(), 1u);
  }

  void respond(std::string body, std::vector<std::pair<std::string, std::string>> headers = {}) {
    const Id id = page.exchange().id;
    headers.emplace_back("Content-Type", "application/json");
    page.act(ResponseHead{id, 201, "", std::move(headers), 12});
    const size_t served = page.all<ReadBody>().size();
    page.act(ResponseEnd{id, body.size(), 34});
    page.serve_body(id, body, served);
  }
  const Verdict& verdict() const { return page.exchange().verdict; }
};

TEST_F(Responding, HeadersAreComparedWithTheDescription) {
  respond(R"({"id":1})", {{"x-total", "many"}});
  ASSERT_EQ(verdict().headers.size(), 1u);
  EXPECT_EQ(verdict().headers[0].name, "X-Total");
  ASSERT_EQ(verdict().headers[0].violations.size(), 1u);
  EXPECT_EQ(verdict().headers[0].violations[0].keyword, "type");
  EXPECT_TRUE(verdict().differs());
}

TEST_F(Responding, ARequiredHeaderThatIsMissingIsSaid) {
  respond(R"({"id":1})");
  ASSERT_EQ(verdict().headers.size(), 1u);
  EXPECT_EQ(text(verdict().headers[0].difference, Language::en), "Header X-Total is missing");
}

TEST_F(Responding, AFittingHeaderIsNoDifference) {
  respond(R"({"id":1})", {{"X-Total", "3"}});
  EXPECT_THAT(verdict().headers, IsEmpty());
  EXPECT_TRUE(verdict().matches);
}

TEST_F(Responding, ABodyOfMoreThanAWindowIsJudgedToo) {
  respond("{\"id\":\"x\",\"list\":[" + std::string(200'000, ' ') + "]}", {{"X-Total", "3"}});
  ASSERT_EQ(verdict().violations.size(), 1u);
  EXPECT_EQ(verdict().violations[0].instance_pointer, "/id");
}

TEST(LongBody, IsJudgedInSlices) {
  Page page;
  page.resources["https://docs.example/openapi.json"] = R"({
    "openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {"/a": {"get": {
    "operationId": "a", "responses": {"200": {"description": "", "content": {
    "application/json": {"schema": {"properties": {"total": {"type": "string"}, "items": {
    "items": {"properties": {"id": {"type": "integer"}}}}}}}}}}}}}})";
  page.open("#/operations/a");
  page.act(Send{});
  std::string body = R"({"total":3,"items":[)";
  for (int index = 0; index < 60'000; ++index)
    body +=
        (index == 0 ? "" : ",") + std::string(index == 50'000 ? R"({"id":"x"})" : R"({"id":1})");
  page.respond(200, body + "]}");
  std::vector<std::string> places;
  for (const schema::Violation& violation : page.exchange().verdict.violations)
    places.push_back(violation.instance_pointer);
  EXPECT_THAT(places, testing::UnorderedElementsAre("/total", "/items/50000/id"));
}

TEST(LongBody, ThatFitsMatches) {
  for (const auto& [more, in_part] :
       {std::pair<std::string, bool>{"", false}, {R"(,"minItems":1)", true}}) {
    Page page;
    page.resources["https://docs.example/openapi.json"] = R"({
      "openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {"/a": {"get": {
      "operationId": "a", "responses": {"200": {"description": "", "content": {
      "application/json": {"schema": {"type": "object", "required": ["items"], "properties": {
        "items": {"type": "array", "items": {"type": "integer"})" +
                                                          more + "}}}}}}}}}}}";
    page.open("#/operations/a");
    page.act(Send{});
    std::string body = R"({"items":[1)";
    for (int index = 0; index < 200'000; ++index) body += ",2";
    page.respond(200, body + "]}");
    EXPECT_TRUE(page.exchange().verdict.matches);
    EXPECT_EQ(page.exchange().verdict.in_part, in_part) << more;
  }
}

TEST(LongBody, WithoutWhatIsRequiredIsNotCalledAMatch) {
  Page page;
  page.resources["https://docs.example/openapi.json"] = R"({
    "openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {"/a": {"get": {
    "operationId": "a", "responses": {"200": {"description": "", "content": {
    "application/json": {"schema": {"type": "object", "required": ["id"], "properties": {
      "id": {"type": "integer"}, "items": {"type": "array"}}}}}}}}}}})";
  page.open("#/operations/a");
  page.act(Send{});
  std::string body = R"({"items":[1)";
  for (int index = 0; index < 200'000; ++index) body += ",2";
  page.respond(200, body + "]}");
  EXPECT_FALSE(page.exchange().verdict.matches && !page.exchange().verdict.in_part);
}

TEST_F(Responding, ABodyThatBreaksOffKeepsWhatCame) {
  const Id id = page.exchange().id;
  const std::string body = R"({"id":1,"list":[1,)";
  page.act(ResponseHead{id, 201, "", {{"Content-Type", "application/json"}}, 12});
  page.act(ResponseEnd{id, body.size(), 34, 0, "network error"});
  page.serve_body(id, body, 0);
  EXPECT_EQ(page.exchange().state, Exchange::State::done);
  EXPECT_EQ(page.exchange().broken_off, "network error");
  EXPECT_EQ(page.exchange().text->all_shown(100), "{\n  \"id\": 1,\n  \"list\": [\n    1,");
  EXPECT_THAT(verdict().violations, IsEmpty()) << "the rest is not known";
}

TEST_F(Responding, WhatIsNoJsonIsShownAsItCame) {
  respond("{\"id\": 1");
  EXPECT_FALSE(page.exchange().is_json);
  EXPECT_EQ(page.exchange().text->all_shown(100), "{\"id\": 1");
  EXPECT_EQ(verdict().difference.word, Word::response_not_json);
}

TEST_F(Responding, BytesAreReadAsDigits) {
  const Id id = page.exchange().id;
  page.act(ResponseHead{id, 201, "", {{"Content-Type", "application/zip"}}, 12});
  page.act(ResponseEnd{id, 4, 34});
  page.serve_body(id, std::string("PK\0\1", 4), 0);
  EXPECT_FALSE(page.exchange().is_text);
  EXPECT_EQ(page.exchange().digits, "504b0001");
}

TEST_F(Responding, ATokenBecomesTheCredentialOfItsServer) {
  respond(R"({"id":1,"data":{"access_token":"abc"}})");
  EXPECT_EQ(page.exchange().token, "abc");
  page.act(UseCredential{});
  ASSERT_EQ(page.session.credentials.size(), 1u);
  EXPECT_EQ(page.session.credentials[0].scheme, "bearer");
  EXPECT_EQ(page.session.credentials[0].origin, "https://docs.example");
  EXPECT_EQ(page.session.credentials[0].secret, "abc");
  EXPECT_THAT(page.everything_kept(), testing::Not(HasSubstr("abc")));
}

TEST_F(Responding, ATokenSaysWhoseItIsAndUntilWhen) {
  respond(R"({"id":1,"access_token":"e30.eyJuYW1lIjoiQWRhIiwiZXhwIjoxNzk2MDAwMDAwfQ.x"})");
  page.session.now_s = kNow_ms / 1000;
  page.act(UseCredential{});
  const Credential& given = page.session.credentials.back();
  EXPECT_EQ(given.identity.name, "Ada");
  EXPECT_EQ(given.identity.expires_s, 1'796'000'000);
  EXPECT_EQ(page.all<Wake>().back().timer, Timer::expiry);
}

TEST_F(Responding, ItsLinksKnowWhatTheyFillIn) {
  respond(R"({"id":7})");
  const auto& next = page.exchange().next;
  ASSERT_EQ(next.size(), 2u);
  ASSERT_EQ(next[0].values.size(), 2u);
  EXPECT_EQ(next[0].values[0].text, "7");
  EXPECT_EQ(next[0].values[1].text, "north-2");
  EXPECT_THAT(next[0].lacking, ElementsAre("X-Trace"));
  EXPECT_TRUE(next[1].values[1].body);
}

TEST_F(Responding, ALinkLeadsToItsOperationWithItsParameters) {
  respond(R"({"id":7})");
  page.act(FollowLink{0});
  EXPECT_EQ(current_operation(page.session)->operation_id, "readPet");
  EXPECT_EQ(page.field("id").value.text, "7");
  EXPECT_EQ(page.field("shop").value.text, "north-2");
  EXPECT_FALSE(page.field("X-Trace").present());
  EXPECT_EQ(page.all<SendRequest>().size(), 1u) << "nothing is sent by itself";
}

TEST_F(Responding, ALinkMayFillInTheBody) {
  respond(R"({"id":7})");
  page.act(FollowLink{1});
  EXPECT_EQ(current_operation(page.session)->operation_id, "changePet");
  EXPECT_EQ(page.form().body, R"({"id":7})");
}

TEST_F(Responding, ALinkOfNoResponseDoesNothing) {
  page.act(FollowLink{3});
  page.act(UseCredential{});
  page.act(FindInBody{"x"});
  page.act(GoToMatch{});
  page.act(LayOutBody{true, 10});
  page.act(ShowBody{0});
  EXPECT_EQ(current_operation(page.session)->operation_id, "addPet");
  EXPECT_THAT(page.session.credentials, IsEmpty());
}

TEST_F(Responding, FailuresAreToldApart) {
  page.act(Failed{page.exchange().id, FailureKind::policy, "Failed to fetch", 0});
  EXPECT_THAT(text(page.exchange().failure, Language::en),
              HasSubstr("Content Security Policy of this page refuses https://docs.example"));
  EXPECT_THAT(text(page.exchange().remedy, Language::en), HasSubstr("connect-src"));
}

TEST(HttpWords, SayWhatStatusesAndHeadersMean) {
  EXPECT_THAT(std::string(status_words(429, Language::en)), HasSubstr("Retry-After"));
  EXPECT_THAT(std::string(header_words("ETag", Language::en)), HasSubstr("If-Match"));
  EXPECT_NE(status_words(404, Language::ko), status_words(404, Language::ja));
  EXPECT_EQ(status_words(299, Language::en), "");
  EXPECT_EQ(header_words("X-Mine", Language::en), "");
}

}  // namespace
}  // namespace vitrine::session
