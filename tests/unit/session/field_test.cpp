#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/session/page.h"

/// What a field takes is decided once, in the same way for parameters, bodies and servers.
namespace vitrine::session {
namespace {

using request::State;
using schema::Language;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Kind = Field::Kind;

constexpr const char* kDescription = R"(
openapi: 3.1.0
info: {title: Fields, version: '1'}
servers:
  - url: http://{region}.example
    variables: {region: {default: eu, enum: [eu, us]}}
paths:
  /things:
    post:
      operationId: make
      parameters:
        - {name: sure, in: query, required: true, schema: {type: boolean}}
        - {name: perhaps, in: query, required: true, schema: {type: [boolean, 'null']}}
        - {name: kind, in: query, schema: {enum: [a, 2, null]}}
        - {name: flag, in: query, allowEmptyValue: true, schema: {type: boolean}}
        - {name: count, in: query, schema: {type: integer, default: 7}}
        - {name: colors, in: query, schema: {type: array, items: {enum: [red, blue]}}}
        - {name: filter, in: query, schema: {type: object}}
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [sure, perhaps]
              properties:
                sure: {type: boolean}
                perhaps: {type: [boolean, 'null']}
                kind: {enum: [a, 2, null]}
                count: {type: integer, default: 7}
      responses: {'200': {description: ok}}
)";

class Fields : public testing::Test {
 protected:
  void SetUp() override {
    page.resources["https://docs.example/openapi.yaml"] = kDescription;
    Opened event = Page::opened();
    event.spec = "openapi.yaml";
    page.open(std::move(event));
    page.show("make");
  }
  const Field& body(std::string_view name) const {
    for (const Field& each : page.form().fields) {
      if (each.name == name) return each;
    }
    ADD_FAILURE() << name;
    return page.form().fields.front();
  }
  /// Chooses as a view does: by what the choice stands for.
  void choose(std::string_view name, std::string_view label) {
    for (uint32_t i = 0; i < page.form().parameters.size(); ++i) {
      const Field& field = page.form().parameters[i];
      if (field.name != name) continue;
      for (const Field::Choice& choice : field.choices) {
        if (choice.label != label) continue;
        page.act(EditParameter{i, choice.value});
        return;
      }
    }
    ADD_FAILURE() << name << " has no choice " << label;
  }
  const std::string& url() const { return page.session.current.request.request.url.text; }

  Page page;
};

TEST_F(Fields, ParametersAndBodiesTakeTheSame) {
  for (const char* name : {"sure", "perhaps", "kind", "count"}) {
    const Field& parameter = page.field(name);
    EXPECT_EQ(parameter.kind, body(name).kind) << name;
    EXPECT_EQ(labels(parameter), labels(body(name))) << name;
    EXPECT_EQ(parameter.required, body(name).required) << name;
  }
  EXPECT_EQ(page.field("sure").kind, Kind::checkbox);
  EXPECT_EQ(page.field("count").kind, Kind::number);
  EXPECT_EQ(page.field("count").placeholder, "7");
  EXPECT_EQ(page.field("colors").placeholder, "red, blue");
  EXPECT_EQ(page.field("colors").kind, Kind::text);
  EXPECT_EQ(page.field("filter").kind, Kind::json);
}

TEST_F(Fields, ARequiredBooleanThatMayBeNullIsAChoiceThatCanSayNull) {
  const Field& field = page.field("perhaps");
  EXPECT_EQ(field.kind, Kind::choice);
  EXPECT_THAT(labels(field), ElementsAre("", "true", "false", "null"));
  EXPECT_FALSE(field.present());
  choose("perhaps", "null");
  EXPECT_TRUE(page.field("perhaps").null());
  EXPECT_EQ(page.field("perhaps").chosen, 3);
  EXPECT_THAT(page.field("perhaps").violations, IsEmpty());
  EXPECT_THAT(url(), Not(HasSubstr("perhaps"))) << "null is left out of a query";
  choose("perhaps", "false");
  EXPECT_THAT(url(), HasSubstr("perhaps=false"));
}

TEST_F(Fields, AChoiceStandsForAValue) {
  choose("kind", "2");
  EXPECT_THAT(url(), HasSubstr("kind=2"));
  EXPECT_EQ(page.field("kind").chosen, 2);
  choose("flag", "true");
  EXPECT_THAT(url(), HasSubstr("flag=true"));
  EXPECT_TRUE(page.field("flag").choices.back().value.state == State::empty);
  page.act(EditParameter{3, page.field("flag").choices.back().value});
  EXPECT_EQ(page.field("flag").chosen, 3);
  EXPECT_THAT(url(), HasSubstr("flag="));
  page.act(EditBodyField{"/kind", body("kind").choices[2].value});
  EXPECT_THAT(page.form().body, HasSubstr("\"kind\": 2"));
  page.act(EditBodyField{"/kind", body("kind").choices[3].value});
  EXPECT_THAT(page.form().body, HasSubstr("\"kind\": null"));
  page.act(EditBodyField{"/kind", body("kind").choices[0].value});
  EXPECT_THAT(page.form().body, Not(HasSubstr("kind")));
}

TEST_F(Fields, ServersAreFieldsToo) {
  ASSERT_EQ(page.form().server_values.size(), 1u);
  EXPECT_EQ(page.form().server_values[0].kind, Kind::choice);
  EXPECT_THAT(labels(page.form().server_values[0]), ElementsAre("eu", "us"));
  EXPECT_EQ(page.form().server_values[0].chosen, 0);
  EXPECT_THAT(labels(page.form().server_choice), ElementsAre("http://eu.example"));
  page.act(EditServerVariable{"region", "us"});
  EXPECT_EQ(page.form().server_values[0].chosen, 1);
  EXPECT_THAT(labels(page.form().server_choice), ElementsAre("http://us.example"));
  page.act(EditServerVariable{"region", "moon"});
  EXPECT_EQ(page.form().server_values[0].chosen, -1);
}

TEST_F(Fields, MessagesFollowTheValueAndTheLanguage) {
  page.type("count", "x");
  const std::string english = page.field("count").message;
  EXPECT_EQ(english, field_message(page.form(), page.field("count"), Language::en));
  EXPECT_THAT(english, Not(IsEmpty()));
  page.act(ChooseLanguage{Language::ko});
  EXPECT_EQ(page.field("count").message,
            field_message(page.form(), page.field("count"), Language::ko));
  EXPECT_NE(page.field("count").message, english);
  page.type("count", "8");
  EXPECT_EQ(page.field("count").message, "");
}

TEST_F(Fields, TheCodeFollowsWhatItIsMadeFrom) {
  EXPECT_THAT(page.session.current.code, HasSubstr("http://eu.example"));
  page.act(EditServerVariable{"region", "us"});
  EXPECT_THAT(page.session.current.code, HasSubstr("http://us.example"));
  const std::string code = page.session.current.code;
  page.act(ChooseSnippet{1});
  EXPECT_NE(page.session.current.code, code);
  page.act(Navigate{"#/"});
  EXPECT_EQ(page.session.current.code, "");
  EXPECT_EQ(url(), "");
}

}  // namespace
}  // namespace vitrine::session
