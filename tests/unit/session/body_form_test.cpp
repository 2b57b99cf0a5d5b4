#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using Change = ChangeBodyList::Change;
using Kind = Field::Kind;
using schema::Language;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class BodyForm : public testing::Test {
 protected:
  Page page;
  void SetUp() override {
    page.resources["https://docs.example/openapi.json"] = read_fixture("body.json");
    page.open("#/operations/add");
  }
  void text(std::string body) { page.act(EditBody{std::move(body)}); }
  void field(std::string pointer, std::string typed) {
    page.act(EditBodyField{std::move(pointer), {request::State::value, std::move(typed)}});
  }
  void clear(std::string pointer) { page.act(EditBodyField{std::move(pointer), {}}); }
  const std::string& body() const { return page.form().body; }
  const Field* find(std::string_view name) const {
    for (const Field& each : page.form().fields) {
      const bool chooses = each.kind == Kind::variant || each.kind == Kind::type;
      if (each.name == name && !chooses) return &each;
    }
    return nullptr;
  }
  std::string message(std::string_view pointer) const {
    return body_field_message(page.form(), pointer, Language::en);
  }
};

TEST_F(BodyForm, HasOneFieldAPropertyNamedByItsPath) {
  std::vector<std::string> names;
  for (const Field& each : page.form().fields) names.push_back(each.name);
  // What is required comes first; a group, and the choice of a type, have the name of their value.
  EXPECT_THAT(names, ElementsAre("title", "public", "year", "note", "medium", "framed", "tags",
                                 "origin", "origin.place", "origin.year", "pin", "extra", "extra"));
  EXPECT_EQ(find("year")->kind, Kind::number);
  EXPECT_EQ(find("medium")->kind, Kind::choice);
  EXPECT_EQ(find("public")->kind, Kind::checkbox);
  EXPECT_EQ(find("framed")->kind, Kind::choice);
  EXPECT_EQ(find("tags")->kind, Kind::list);
  EXPECT_EQ(find("extra")->kind, Kind::json);
  EXPECT_TRUE(find("title")->required);
  EXPECT_TRUE(find("pin")->secret);
}

TEST_F(BodyForm, PatchesTheTextAndLeavesTheRestAsItWas) {
  text("{\n  \"unknown\": 1.50,   \"title\": \"old\"\n}");
  field("/title", "new");
  EXPECT_EQ(body(), "{\n  \"unknown\": 1.50,   \"title\": \"new\"\n}");
  field("/year", "1904");
  EXPECT_THAT(body(), HasSubstr("\"unknown\": 1.50,   \"title\": \"new\""));
  EXPECT_THAT(body(), HasSubstr("\"year\": 1904"));
}

TEST_F(BodyForm, NumbersKeepTheirSpellingAndOtherTextIsAString) {
  text("{}");
  field("/year", "1e3");
  EXPECT_THAT(body(), HasSubstr("\"year\": 1e3"));
  field("/year", "19th");
  EXPECT_THAT(body(), HasSubstr("\"year\": \"19th\""));
  EXPECT_EQ(find("year")->value.text, "19th");
  EXPECT_NE(message("/year"), "");
  field("/title", "12");
  EXPECT_THAT(body(), HasSubstr("\"title\": \"12\""));
}

TEST_F(BodyForm, FollowsTheTextThatIsTyped) {
  const uint32_t revision = page.form().fields_revision;
  text(R"({"title": "seen", "tags": ["a1", "b2"]})");
  EXPECT_EQ(find("title")->value.text, "seen");
  EXPECT_EQ(find("tags[1]")->value.text, "b2");
  EXPECT_GT(page.form().fields_revision, revision);
}

TEST_F(BodyForm, TypingInAFieldIsNewForTheTextButNotForTheFields) {
  text("{}");
  const uint32_t fields = page.form().fields_revision;
  const uint32_t editor = page.form().body_revision;
  field("/title", "typed");
  EXPECT_EQ(page.form().fields_revision, fields);
  EXPECT_GT(page.form().body_revision, editor);
}

TEST_F(BodyForm, AClearedFieldLeavesTheTextAndTakesAnEmptyObjectWithIt) {
  text(R"({"title":"t","origin":{"place":"Seoul"}})");
  clear("/origin/place");
  EXPECT_EQ(body(), R"({"title":"t"})");
  clear("/title");
  EXPECT_EQ(body(), "{}");
}

TEST_F(BodyForm, NullIsAValueOfItsOwn) {
  text("{}");
  page.act(EditBodyField{"/note", {request::State::null, {}}});
  EXPECT_THAT(body(), HasSubstr("\"note\": null"));
  EXPECT_TRUE(find("note")->null());
  field("/note", "null");
  EXPECT_THAT(body(), HasSubstr("\"note\": \"null\""));
  field("/year", "null");
  EXPECT_THAT(body(), HasSubstr("\"year\": null"));
}

TEST_F(BodyForm, ListsGrowShrinkAndMove) {
  text(R"({"tags": ["a1"]})");
  page.act(ChangeBodyList{"/tags", Change::add});
  EXPECT_EQ(page.all<FocusField>().back().field, "/body/tags/1");
  field("/tags/1", "b2");
  EXPECT_EQ(body(), R"({"tags": ["a1","b2"]})");
  page.act(ChangeBodyList{"/tags/1", Change::up});
  EXPECT_EQ(body(), R"({"tags": ["b2","a1"]})");
  page.act(ChangeBodyList{"/tags/1", Change::down});
  EXPECT_EQ(body(), R"({"tags": ["b2","a1"]})");
  page.act(ChangeBodyList{"/tags/0", Change::remove});
  EXPECT_EQ(body(), R"({"tags": ["a1"]})");
  EXPECT_EQ(page.all<FocusField>().back().field, "/body/tags");
}

TEST_F(BodyForm, TextThatDoesNotParseStopsTheFormAndCanStillBeSent) {
  text("{\"title\": ");
  const std::string before = body();
  EXPECT_TRUE(page.form().body_error.has_value());
  EXPECT_THAT(page.form().fields, testing::Not(IsEmpty()));
  field("/title", "lost?");
  EXPECT_EQ(body(), before);
  page.act(SendAnyway{});
  ASSERT_EQ(page.all<SendRequest>().size(), 1u);
  EXPECT_EQ(body_text(page.all<SendRequest>()[0].request), before);
}

TEST_F(BodyForm, HalfTypedJsonWaitsInItsField) {
  text(R"({"title": "ok", "public": true})");
  field("/extra", "[1, ");
  EXPECT_EQ(find("extra")->value.text, "[1, ");
  EXPECT_EQ(body(), R"({"title": "ok", "public": true})");
  EXPECT_NE(message("/extra"), "");
  page.act(Send{});
  EXPECT_THAT(page.all<SendRequest>(), IsEmpty());
  EXPECT_EQ(page.all<FocusField>().back().field, "/body/extra");
  field("/extra", "[1, 2]");
  EXPECT_THAT(body(), HasSubstr("\"extra\": [1, 2]"));
  EXPECT_EQ(message("/extra"), "");
}

TEST_F(BodyForm, AVerdictStandsOnlyAtFieldsThatWereTouched) {
  page.show("add");
  field("/year", "2200");
  EXPECT_EQ(message("/year"), "must be at most 2100 (is 2200)");
  EXPECT_EQ(message("/title"), "");
  page.act(Send{});
  EXPECT_NE(message("/title"), "");
}

TEST_F(BodyForm, SendFocusesTheFirstInTheOrderOfTheForm) {
  text(R"({"year": 2200, "public": true})");
  page.act(Send{});
  EXPECT_EQ(page.all<FocusField>().back().field, "/body/title");
}

TEST_F(BodyForm, AVariantIsKnownByItsDiscriminatorAndKeepsWhatFits) {
  page.show("shape");
  text(R"({"kind": "Square", "side": 2, "color": "red"})");
  ASSERT_FALSE(page.form().fields.empty());
  EXPECT_EQ(page.form().fields[0].kind, Kind::variant);
  EXPECT_THAT(labels(page.form().fields[0]), ElementsAre("Circle", "Square"));
  EXPECT_EQ(page.form().fields[0].chosen, 1);
  EXPECT_NE(find("side"), nullptr);
  page.act(ChooseVariant{"", 0});
  EXPECT_NE(find("radius"), nullptr);
  EXPECT_EQ(find("side"), nullptr);
  EXPECT_EQ(find("kind")->value.text, "round");
  EXPECT_EQ(find("color")->value.text, "red");
}

TEST_F(BodyForm, AVariantWrittenInPlaceSaysItselfWhatItIs) {
  page.resources["https://docs.example/openapi.json"] = R"({"openapi": "3.1.0", "paths": {"/p": {
    "post": {"operationId": "p", "requestBody": {"content": {"application/json": {"schema": {
      "discriminator": {"propertyName": "kind"}, "oneOf": [
        {"required": ["kind"], "properties": {"kind": {"const": "cat"}}},
        {"required": ["kind"], "properties": {"kind": {"const": "dog"}}}]}}}}}}}})";
  page.act(Reload{});
  page.show("p");
  page.act(ChooseVariant{"", 1});
  EXPECT_EQ(find("kind")->value.text, "dog");
}

TEST_F(BodyForm, WithoutAMappingTheOnlyTextOfAVariantNamesIt) {
  page.resources["https://docs.example/openapi.json"] = R"({"openapi": "3.1.0", "paths": {"/p": {
    "post": {"operationId": "p", "requestBody": {"content": {"application/json": {"schema": {
      "discriminator": {"propertyName": "role"},
      "oneOf": [{"$ref": "#/components/schemas/UserMessage"},
                {"$ref": "#/components/schemas/ToolMessage"}]}}}}}}},
    "components": {"schemas": {
      "UserMessage": {"required": ["role", "content"], "properties": {"role": {"enum": ["user"]},
        "content": {"oneOf": [{"type": "string"}, {"type": "array", "minItems": 1}]}}},
      "ToolMessage": {"required": ["role"], "properties": {"role": {"enum": ["tool"]}}}}}})";
  page.act(Reload{});
  page.show("p");
  EXPECT_EQ(find("role")->value.text, "user");
  EXPECT_EQ(find("content")->value.text, "") << "the first alternative";
  EXPECT_EQ(message("/role"), "");
  page.act(ChooseVariant{"", 1});
  EXPECT_EQ(find("role")->value.text, "tool");
}

TEST_F(BodyForm, AnElementIsOneOfThoseThatBuildOnItsSchema) {
  page.resources["https://docs.example/openapi.json"] = R"({"openapi": "3.0.3", "paths": {"/m": {
    "post": {"operationId": "m", "requestBody": {"content": {"application/json": {"schema": {
      "type": "object", "properties": {"messages": {"type": "array",
        "items": {"$ref": "#/components/schemas/Message"}}}}}}}}}},
    "components": {"schemas": {
      "Message": {"type": "object", "required": ["type"], "properties": {"type": {"type": "string"}},
        "discriminator": {"propertyName": "type", "mapping": {
          "text": "#/components/schemas/Text", "sticker": "#/components/schemas/Sticker"}}},
      "Text": {"allOf": [{"$ref": "#/components/schemas/Message"},
        {"type": "object", "properties": {"words": {"type": "string"}}}]},
      "Sticker": {"allOf": [{"$ref": "#/components/schemas/Message"},
        {"type": "object", "properties": {"package": {"type": "string"}}}]}}}})";
  page.act(Reload{});
  page.show("m");
  page.act(ChangeBodyList{"/messages", Change::add});
  EXPECT_EQ(find("messages[0].type")->value.text, "text");
  EXPECT_NE(find("messages[0].words"), nullptr);
  page.act(ChooseVariant{"/messages/0", 1});
  EXPECT_EQ(find("messages[0].type")->value.text, "sticker");
  EXPECT_NE(find("messages[0].package"), nullptr);
  EXPECT_EQ(find("messages[0].words"), nullptr);
}

TEST_F(BodyForm, ErrorsOfTheServerStandAtTheirFieldsUntilTheyChange) {
  text(R"({"title": "taken", "public": true, "tags": ["a1"]})");
  page.act(Send{});
  page.respond(422, R"({"errors": [
    {"in": "body", "pointer": "/title", "keyword": "minLength", "params": {"limit": 9, "actual": 5},
     "message": "words of the server"},
    {"in": "body", "pointer": "/tags/0", "message": "is not allowed here"}]})",
               "application/problem+json");
  EXPECT_EQ(message("/title"), "must be at least 9 characters (is 5)");
  EXPECT_NE(body_field_message(page.form(), "/title", Language::ko), message("/title"));
  EXPECT_EQ(message("/tags/0"), "is not allowed here");
  field("/title", "another");
  EXPECT_EQ(message("/title"), "");
  EXPECT_EQ(message("/tags/0"), "is not allowed here");
  EXPECT_EQ(violation_count(page.form()), 0u);
  page.act(Send{});
  EXPECT_EQ(message("/tags/0"), "");
}

TEST_F(BodyForm, AnExampleIsMadeForTheSchemaAndCanBeSent) {
  page.act(ChooseExample{0});
  EXPECT_EQ(violation_count(page.form()), 0u);
  EXPECT_TRUE(find("title")->present());
  page.act(Send{});
  EXPECT_EQ(page.all<SendRequest>().size(), 1u);
}

TEST_F(BodyForm, AResponseIsComparedWithItsPromise) {
  text(R"({"title": "ok", "public": true})");
  const auto send_and_get = [&](uint16_t status, std::string body, std::string type) {
    page.act(Send{});
    page.respond(status, std::move(body), std::move(type));
    return page.exchange().verdict;
  };
  Verdict verdict = send_and_get(201, R"({"id": 7})", "application/json; charset=utf-8");
  EXPECT_TRUE(verdict.matches);
  EXPECT_EQ(verdict.schema_name, "Added");
  verdict = send_and_get(201, R"({"id": "7"})", "application/json");
  EXPECT_FALSE(verdict.matches);
  EXPECT_TRUE(verdict.differs());
  EXPECT_THAT(verdict.violations, testing::SizeIs(1));
  verdict = send_and_get(201, "<p>", "text/html");
  EXPECT_EQ(verdict.difference.word, Word::type_not_promised);
  verdict = send_and_get(201, "{", "application/json");
  EXPECT_EQ(verdict.difference.word, Word::response_not_json);
  verdict = send_and_get(500, "{}", "application/json");
  EXPECT_EQ(verdict.difference.word, Word::status_not_promised);
  verdict = send_and_get(404, "{}", "application/problem+json");
  EXPECT_FALSE(verdict.differs());
}

}  // namespace
}  // namespace vitrine::session
