#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using ui::Role;

constexpr const char* kZoo = R"({
  "openapi": "3.1.0",
  "info": {"title": "Zoo", "version": "2", "summary": "Animals and who keeps them",
    "description": "All about *animals*.", "termsOfService": "https://zoo.example/terms",
    "contact": {"name": "Keeper", "email": "keeper@zoo.example", "url": "https://zoo.example/keeper"},
    "license": {"name": "MIT", "identifier": "MIT"}},
  "externalDocs": {"url": "https://zoo.example/guide", "description": "The guide"},
  "servers": [{"url": "https://api.zoo.example", "description": "The real one"},
              {"url": "https://{place}.zoo.example", "variables": {
                "place": {"default": "north", "enum": ["north", "south"], "description": "Which half"}}}],
  "tags": [{"name": "animals", "description": "What lives here",
            "externalDocs": {"url": "https://zoo.example/animals"}},
           {"name": "keepers"}],
  "paths": {
    "/animals": {
      "get": {"operationId": "listAnimals", "summary": "List animals", "tags": ["animals"],
        "externalDocs": {"url": "https://zoo.example/listing"},
        "security": [{"token": []}, {"sign": ["read:animals"]}],
        "responses": {
          "200": {"description": "The animals",
            "headers": {"X-Total": {"description": "How many", "schema": {"type": "integer"}}},
            "links": {"first": {"operationId": "addAnimal", "description": "Add one more",
              "parameters": {"id": "$response.body#/0/id"}, "requestBody": "$response.body#/0"}},
            "content": {"application/json": {
              "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Animal"}},
              "examples": {"two": {"value": [{"name": "Ada"}]}, "none": {"value": []}}},
              "text/csv": {"schema": {"type": "string"}}}},
          "404": {"description": "Nobody there"}}},
      "post": {"operationId": "addAnimal", "summary": "Add an animal", "tags": ["animals", "keepers"],
        "deprecated": true, "x-internal": true,
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Animal"}}}},
        "callbacks": {"fed": {"{$request.body#/url}": {"post": {"summary": "It was fed"}}}},
        "responses": {"201": {"description": "Added"}}}}},
  "webhooks": {"escaped": {"post": {"summary": "One has escaped", "responses": {}}}},
  "components": {
    "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
      "sign": {"type": "oauth2", "flows": {"clientCredentials": {
        "tokenUrl": "https://zoo.example/token", "refreshUrl": "https://zoo.example/again",
        "scopes": {"read:animals": "Look at them"}}}}},
    "schemas": {
      "Animal": {"type": "object", "required": ["name"], "description": "One that lives here",
        "additionalProperties": false,
        "properties": {
          "id": {"type": "string", "readOnly": true},
          "name": {"type": "string", "minLength": 1, "example": "Ada"},
          "size": {"enum": ["s", "l"], "x-enumDescriptions": {"s": "fits a box", "l": "does not"}},
          "parent": {"$ref": "#/components/schemas/Animal"},
          "home": {"oneOf": [{"$ref": "#/components/schemas/Cage"}, {"$ref": "#/components/schemas/Pond"}],
                   "discriminator": {"propertyName": "kind",
                                     "mapping": {"cage": "#/components/schemas/Cage"}}},
          "labels": {"type": "object", "additionalProperties": {"type": "string"}}}},
      "Cage": {"type": "object", "properties": {"kind": {"type": "string"}, "bars": {"type": "integer"}}},
      "Pond": {"type": "object", "properties": {"kind": {"type": "string"}, "depth": {"type": "number"}}}}}
})";

class Zoo : public testing::Test {
 protected:
  Screen screen;
  void SetUp() override { screen.serve(kZoo); }

  /// Follows the link that has this text, wherever it stands in the main pane.
  void follow(std::string_view text) {
    for (const ui::Node* node : screen.page.nodes()) {
      if (!node->layout || node->id.rfind("main/", 0) != 0) continue;
      for (std::size_t span = 0; span < node->layout->spans().size(); ++span) {
        const ui::Span& each = node->layout->spans()[span];
        if (each.text != text || each.href.empty()) continue;
        screen.send(boundary::Activated{node->id + "/" + std::to_string(span)});
        return;
      }
    }
    ADD_FAILURE() << "No link " << text;
  }
};

TEST(SchemaPage, ShowsHowManyItemsMustMatch) {
  Screen screen;
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},"components":{
    "schemas":{"Flags":{"type":"array","contains":{"const":true},"minContains":2,"maxContains":5}}}})");
  screen.open("#/schemas/Flags");
  EXPECT_THAT(screen.text(), HasSubstr("2 to 5 matching items"));
}

TEST_F(Zoo, OverviewTellsAllThatTheDescriptionSaysOfItself) {
  screen.open();
  for (const char* text :
       {"Version 2", "Zoo", "Animals and who keeps them", "All about animals.", "Keeper", "MIT",
        "https://zoo.example/terms", "The guide", "https://api.zoo.example", "The real one",
        "token", "sign", "What lives here"})
    EXPECT_THAT(screen.text(), HasSubstr(text));
  for (const char* text :
       {"keeper@zoo.example", "https://{place}.zoo.example", "place  default north", "north, south",
        "Which half", "http · bearer · JWT", "clientCredentials",
        "Token URL  https://zoo.example/token", "https://zoo.example/again", "read:animals",
        "Look at them"})
    EXPECT_THAT(screen.text(), HasSubstr(text));
  EXPECT_THAT(screen.hrefs(),
              testing::IsSupersetOf({"https://zoo.example/terms", "mailto:keeper@zoo.example",
                                     "https://zoo.example/keeper", "https://spdx.org/licenses/MIT",
                                     "https://zoo.example/guide", "#/tags/animals"}));
}

TEST_F(Zoo, ServersAndFirstStepsStandBesideTheIntroduction) {
  screen.open();
  const ui::Node title = screen.find(Role::heading, "Zoo");
  const ui::Node servers = screen.find(Role::region, "Servers");
  const ui::Node steps = screen.find(Role::region, "Get started");
  EXPECT_GE(servers.rect.x, title.rect.right());
  EXPECT_EQ(steps.rect.x, servers.rect.x);
  EXPECT_EQ(screen.page.find_all(Role::button, "Authorize").size(), 1u);
  screen.click(Role::link, "Try it");
  EXPECT_TRUE(screen.has(Role::heading, "List animals"));
}

TEST_F(Zoo, NarrowerPagesHaveServersBelowTheIntroduction) {
  screen.open();
  screen.resize(kMedium);
  EXPECT_FALSE(screen.has(Role::region, "Servers"));
  EXPECT_EQ(screen.find(Role::heading, "Servers").rect.x, screen.find(Role::heading, "Zoo").rect.x);
  EXPECT_EQ(screen.page.find_all(Role::button, "Authorize").size(), 1u);
}

TEST_F(Zoo, TheOverviewLeadsToTheCredentialsOfTheFirstServer) {
  screen.open();
  screen.click(Role::button, "Authorize");
  EXPECT_TRUE(screen.has(Role::group, "token"));
  EXPECT_THAT(screen.text(), HasSubstr("Sent only to https://api.zoo.example."));
}

TEST_F(Zoo, ATagHasAPageWithItsOperations) {
  screen.open("#/tags/animals");
  EXPECT_EQ(screen.surface("main").name, "animals");
  EXPECT_THAT(screen.text(), HasSubstr("What lives here"));
  EXPECT_THAT(screen.hrefs(), Contains("https://zoo.example/animals"));
  const ui::Node row = screen.node("main/tag/animals/#/operations/listAnimals");
  EXPECT_EQ(row.name, "GET /animals List animals");
  EXPECT_EQ(row.href, "#/operations/listAnimals");
  screen.send(boundary::Activated{row.id});
  EXPECT_EQ(screen.surface("main").name, "List animals");
}

TEST_F(Zoo, APageOfATagTellsItsOperationsInOneScroll) {
  screen.open("#/tags/animals");
  EXPECT_EQ(screen.find(Role::heading, "List animals").level, 3);
  EXPECT_TRUE(screen.has(Role::heading, "Add an animal"));
  EXPECT_THAT(screen.text(), HasSubstr("deprecated"));
  EXPECT_THAT(screen.text(), HasSubstr("Request body  application/json"));
  follow("Add an animal");
  EXPECT_EQ(screen.surface("main").name, "Add an animal");
}

TEST(TagPage, OfManyOperationsIsReadSomeAFrame) {
  std::string paths;
  for (int index = 0; index < 60; ++index) {
    const std::string number = std::to_string(index);
    paths += (index > 0 ? "," : "") + ("\"/p" + number) +
             R"(": {"get": {"tags": ["a"], "description": "Words )" + number +
             R"(.", "parameters": [{"name": "q)" + number +
             R"(", "in": "query"}], "responses": {}}})";
  }
  Screen screen;
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{)" + paths + "}}");
  screen.open();
  screen.playground.take(session::Action(session::Navigate{"#/tags/a"}), 1e6);
  screen.page.show(screen.playground);
  EXPECT_TRUE(screen.has(Role::heading, "GET /p59")) << "all are there at once";
  EXPECT_THAT(screen.text(), HasSubstr("Words 0."));
  EXPECT_THAT(screen.text(), Not(HasSubstr("Words 59.")));
  screen.open("#/tags/a");
  EXPECT_THAT(screen.text(), HasSubstr("Words 59."));
  EXPECT_THAT(screen.text(), HasSubstr("Query parameters  q59"));
}

TEST(TagPage, CountsWhatTheListCounts) {
  Screen screen;
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
    "webhooks":{"gone":{"post":{"tags":["a"],"summary":"It went","responses":{}}}},
    "paths":{"/a":{"get":{"tags":["a"],"summary":"Look","responses":{}}}}})");
  screen.open("#/tags/a");
  EXPECT_THAT(screen.text(), HasSubstr("Operations\n1\n"));
  EXPECT_THAT(screen.text(), HasSubstr("Webhooks\n1\n"));
  EXPECT_TRUE(screen.has(Role::heading, "It went"));
  screen.act(session::Navigate{"#/"});
  EXPECT_THAT(screen.text(), HasSubstr("a  1\n"));
}

TEST_F(Zoo, AnOperationLeadsToItsTags) {
  screen.open("#/operations/addAnimal");
  follow("keepers");
  EXPECT_EQ(screen.surface("main").name, "keepers");
}

TEST_F(Zoo, ASchemaHasAPage) {
  screen.open("#/schemas/Animal");
  EXPECT_EQ(screen.surface("main").name, "Animal");
  EXPECT_EQ(screen.find(Role::heading, "Animal").level, 1);
  for (const char* text : {"One that lives here", "No additional properties", "read only",
                           "fits a box", "map of string", "Ada"})
    EXPECT_THAT(screen.text(), HasSubstr(text));
}

TEST_F(Zoo, APageIsCopiedAsMarkdownAndTheDescriptionDownloaded) {
  screen.open();
  for (const char* hash : {"#/operations/addAnimal", "#/schemas/Animal"}) {
    screen.act(session::Navigate{hash});
    screen.click(Role::button, "Copy as Markdown");
    EXPECT_TRUE(screen.has(Role::button, "Copy as Markdown")) << "its name stays";
    EXPECT_FALSE(screen.has(Role::button, "Download YAML"));
  }
  ASSERT_EQ(screen.all<session::CopyText>().size(), 2u);
  EXPECT_THAT(screen.all<session::CopyText>()[0].text, HasSubstr("# Add an animal"));
  EXPECT_THAT(screen.all<session::CopyText>()[1].text, HasSubstr("# Animal"));
  screen.act(session::Navigate{"#/"});
  screen.click(Role::button, "Download JSON");
  screen.click(Role::button, "Download YAML");
  ASSERT_EQ(screen.all<session::SaveFile>().size(), 2u);
  EXPECT_EQ(screen.all<session::SaveFile>()[0].name, "Zoo.json");
  EXPECT_EQ(screen.all<session::SaveFile>()[1].name, "Zoo.yaml");
}

TEST_F(Zoo, TheOverviewPrintsTheWholeDocument) {
  screen.open();
  screen.click(Role::button, "Print the document");
  ASSERT_FALSE(screen.all<session::PrintBlocks>().empty());
  EXPECT_EQ(screen.all<session::PrintBlocks>().back().part, session::PaperPart::last);
  EXPECT_TRUE(screen.has(Role::button, "Print the document")) << "it can be printed again";
  EXPECT_FALSE(screen.has(Role::button, "Cancel printing"));
}

TEST_F(Zoo, AReferenceLeadsToTheSchemasPage) {
  screen.open("#/operations/listAnimals");
  follow("Animal");
  EXPECT_EQ(screen.surface("main").name, "Animal");
  EXPECT_EQ(screen.all<session::SetLocation>().back().hash, "#/schemas/Animal");
  EXPECT_TRUE(screen.find(Role::link, "Animal").current) << "its line in the navigation";
}

TEST_F(Zoo, AlternativesAreChosenAndToldApart) {
  screen.open("#/schemas/Animal");
  if (screen.has(Role::button, "Show properties of home"))
    screen.click(Role::button, "Show properties of home");
  EXPECT_THAT(screen.text(), HasSubstr("bars  integer"));
  EXPECT_THAT(screen.text(), HasSubstr("discriminator kind: cage"));
  EXPECT_THAT(screen.text(), Not(HasSubstr("depth  number")));
  screen.choose(Role::combobox, "One of", "Pond");
  EXPECT_THAT(screen.text(), HasSubstr("depth  number"));
  EXPECT_THAT(screen.text(), HasSubstr("discriminator kind: Pond"));
  EXPECT_THAT(screen.text(), Not(HasSubstr("bars  integer")));
}

TEST_F(Zoo, RecursiveSchemasUnfoldOneLevelAtATime) {
  screen.open("#/schemas/Animal");
  if (screen.has(Role::button, "Hide properties of parent"))
    screen.activate(Role::button, "Hide properties of parent");
  EXPECT_FALSE(screen.has(Role::button, "Show properties of parent.parent"));
  screen.activate(Role::button, "Show properties of parent");
  EXPECT_TRUE(screen.has(Role::button, "Show properties of parent.parent"));
  EXPECT_EQ(screen.find(Role::button, "Hide properties of parent").expanded, ui::Node::Tri::yes);
  screen.activate(Role::button, "Show properties of parent.parent");
  EXPECT_TRUE(screen.has(Role::button, "Show properties of parent.parent.parent"));
  EXPECT_FALSE(screen.has(Role::button, "Show properties of parent.parent.parent.parent"));
}

TEST_F(Zoo, ResponsesShowWhatIsPromised) {
  screen.open("#/operations/listAnimals");
  for (const char* text : {"The animals", "X-Total", "How many", "Add one more", "name"})
    EXPECT_THAT(screen.text(), HasSubstr(text));
  EXPECT_THAT(screen.text(), HasSubstr("\"name\": \"Ada\""));
  EXPECT_THAT(screen.hrefs(),
              testing::IsSupersetOf({"#/operations/addAnimal", "https://zoo.example/listing"}));
  screen.choose(Role::combobox, "Responses", "none");
  EXPECT_THAT(screen.text(), Not(HasSubstr("\"name\": \"Ada\"")));
  screen.choose(Role::combobox, "Media type", "text/csv");
  EXPECT_THAT(screen.text(), Not(HasSubstr("array of object")));
  screen.activate(Role::tab, "404");
  EXPECT_THAT(screen.text(), HasSubstr("Nobody there"));
  EXPECT_THAT(screen.text(), Not(HasSubstr("X-Total")));
}

TEST_F(Zoo, TheBrowserFindsResponsesThatAreNotChosen) {
  screen.open("#/operations/listAnimals");
  EXPECT_EQ(screen.find(Role::tab, "200").folded, "");
  EXPECT_THAT(screen.find(Role::tab, "404").folded, HasSubstr("Nobody there"));
  screen.activate(Role::tab, "404");
  EXPECT_EQ(screen.find(Role::tab, "404").folded, "");
  for (const char* text : {"The animals", "X-Total", "How many", "Add one more", "text/csv"})
    EXPECT_THAT(screen.find(Role::tab, "200").folded, HasSubstr(text));
}

TEST(Summary, OfMarkdownIsAHeadingInWords) {
  Screen screen;
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{
    "operationId":"a","summary":"Finds **all** `things` of a_kind","responses":{}}}}})");
  screen.open("#/operations/a");
  EXPECT_TRUE(screen.has(Role::heading, "Finds all things of a_kind"));
}

TEST(Badges, StandOnThePageOfTheirOperation) {
  Screen screen;
  screen.serve(R"({"openapi":"3.2.0","info":{"title":"T","version":"1"},
    "tags":[{"name":"beta","summary":"Beta","kind":"badge","description":"May change"},
            {"name":"a"}],"paths":{
    "/a":{"get":{"operationId":"a","tags":["beta","a"],"responses":{}}},
    "/b":{"get":{"operationId":"b","tags":["beta"],"responses":{}}}}})");
  screen.open();
  EXPECT_THAT(screen.text(), HasSubstr("May change")) << "on the overview";
  EXPECT_FALSE(screen.has(Role::button, "Beta"));
  EXPECT_TRUE(screen.has(Role::button, "Other"));
  screen.act(session::Navigate{"#/operations/b"});
  EXPECT_EQ(screen.node("main/GET /b/tag/beta").layout->spans()[0].text, "Beta");
  screen.act(session::Navigate{"#/tags/beta"});
  EXPECT_EQ(screen.surface("main").name, "Beta");
}

TEST_F(Zoo, AnOperationLeadsToThoseBesideIt) {
  screen.open("#/operations/listAnimals");
  EXPECT_THAT(screen.text(), HasSubstr("Next"));
  EXPECT_THAT(screen.text(), Not(HasSubstr("Previous")));
  follow("Add an animal");
  EXPECT_TRUE(screen.has(Role::heading, "Add an animal"));
  EXPECT_THAT(screen.text(), HasSubstr("Previous"));
}

TEST_F(Zoo, ALinkTellsWhatItHandsOn) {
  screen.open("#/operations/listAnimals");
  EXPECT_THAT(screen.text(), HasSubstr("id  $response.body#/0/id"));
  EXPECT_THAT(screen.text(), HasSubstr("Request body  $response.body#/0"));
}

TEST(LongSummary, IsNoHeading) {
  Screen screen;
  const std::string rest(300, 'a');
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{
    "operationId":"a","summary":"Finds things. Then )" +
               rest + R"(","responses":{}}}}})");
  screen.open("#/operations/a");
  EXPECT_TRUE(screen.has(Role::heading, "Finds things."));
  EXPECT_THAT(screen.text(), HasSubstr(rest));
}

TEST_F(Zoo, AnOperationTellsWhatItNeedsAndWhatItCalls) {
  screen.open("#/operations/listAnimals");
  EXPECT_THAT(screen.text(), HasSubstr("Authorization: token or sign read:animals"));
  screen.open("#/operations/addAnimal");
  for (const char* text : {"deprecated", "internal", "fed", "{$request.body#/url}", "It was fed"})
    EXPECT_THAT(screen.text(), HasSubstr(text));
}

TEST_F(Zoo, AWebhookHasAPage) {
  screen.open("#/webhooks/escaped/POST");
  EXPECT_EQ(screen.surface("main").name, "One has escaped");
  EXPECT_TRUE(screen.find(Role::link, "POST escaped One has escaped").current);
  EXPECT_FALSE(screen.has(Role::button, "Send")) << "the API sends it, not the user";
  screen.act(session::Send{});
  EXPECT_TRUE(screen.all<session::SendRequest>().empty());
}

TEST_F(Zoo, SchemasOfTheNavigationAreFolded) {
  screen.open();
  EXPECT_FALSE(screen.has(Role::link, "Cage"));
  EXPECT_EQ(screen.find(Role::button, "Schemas").expanded, ui::Node::Tri::no);
  screen.click(Role::button, "Schemas");
  EXPECT_EQ(screen.find(Role::button, "Schemas").expanded, ui::Node::Tri::yes);
  screen.click(Role::link, "Cage");
  EXPECT_EQ(screen.surface("main").name, "Cage");
}

TEST_F(Zoo, ALinkToNowhereSaysSo) {
  screen.open("#/schemas/Zebra");
  EXPECT_THAT(screen.text(), HasSubstr("No operation or schema named Zebra"));
  EXPECT_EQ(screen.surface("main").name, "Zoo");
}

TEST_F(Zoo, BackIsWhereThePageWasLeft) {
  screen.open("#/operations/listAnimals");
  screen.scroll("main", 120);
  screen.act(session::Navigate{"#/operations/addAnimal"});
  EXPECT_EQ(screen.surface("main").scroll_y, 0);
  screen.act(session::LocationChanged{"#/operations/listAnimals"});
  EXPECT_EQ(screen.surface("main").scroll_y, 120);
  // A link begins at the beginning.
  screen.act(session::Navigate{"#/operations/addAnimal"});
  screen.act(session::Navigate{"#/operations/listAnimals"});
  EXPECT_EQ(screen.surface("main").scroll_y, 0);
}

TEST_F(Zoo, AReadingAnewShowsTheNewWordsAndKeepsWhatIsUnfolded) {
  screen.open("#/schemas/Animal");
  if (screen.has(Role::button, "Hide properties of parent"))
    screen.activate(Role::button, "Hide properties of parent");
  std::string changed = kZoo;
  changed.replace(changed.find("One that lives here"), 19, "One who lives there");
  screen.serve(changed);
  screen.act(session::Reload{});
  EXPECT_THAT(screen.text(), HasSubstr("One who lives there"));
  EXPECT_TRUE(screen.has(Role::button, "Show properties of parent"));
}

TEST_F(Zoo, ALogoIsShownFromTheDescriptionsOwnServerOnly) {
  std::string spec = kZoo;
  spec.replace(spec.find("\"title\""), 0, R"("x-logo": {"url": "logo.svg"}, )");
  screen.serve(spec);
  screen.open();
  EXPECT_EQ(screen.find(Role::image, "Zoo").href, "https://docs.example/logo.svg");
  Screen other;
  spec = kZoo;
  spec.replace(spec.find("\"title\""), 0,
               R"("x-logo": {"url": "https://tracker.example/l.svg"}, )");
  other.serve(spec);
  other.open();
  EXPECT_FALSE(other.has(Role::image, "Zoo"));
}

class Keys : public testing::Test {
 protected:
  Screen screen;
  void SetUp() override {
    screen.open();
    screen.focus(Role::searchbox, "Search operations");
  }
};

TEST_F(Keys, GoAlongTheOperationsAndBackToTheSearch) {
  EXPECT_TRUE(screen.key("ArrowDown"));
  EXPECT_EQ(screen.node(screen.focused()).name, "POST /users Create an account");
  EXPECT_TRUE(screen.key("ArrowDown"));
  EXPECT_EQ(screen.node(screen.focused()).name, "GET /users/me Who am I");
  EXPECT_TRUE(screen.key("ArrowDown"));
  EXPECT_EQ(screen.node(screen.focused()).name, "GET /pictures List pictures");
  EXPECT_TRUE(screen.key("End"));
  EXPECT_NE(screen.node(screen.focused()).id, "");
  EXPECT_TRUE(screen.key("Home"));
  EXPECT_EQ(screen.node(screen.focused()).name, "POST /users Create an account");
  EXPECT_TRUE(screen.key("ArrowUp"));
  EXPECT_EQ(screen.focused(), "head/search");
  EXPECT_FALSE(screen.key("ArrowUp"));
  EXPECT_FALSE(screen.key("Home")) << "the caret's own key";
}

TEST_F(Keys, EnterOpensTheBestFind) {
  EXPECT_FALSE(screen.key("Enter"));
  screen.type(Role::searchbox, "Search operations", "who");
  screen.focus(Role::searchbox, "Search operations");
  EXPECT_TRUE(screen.key("Enter"));
  EXPECT_EQ(screen.surface("main").name, "Who am I");
}

TEST_F(Keys, EscapeEndsTheSearch) {
  EXPECT_FALSE(screen.key("Escape"));
  screen.type(Role::searchbox, "Search operations", "who");
  screen.focus(Role::searchbox, "Search operations");
  const std::uint32_t before = screen.find(Role::searchbox, "Search operations").revision;
  EXPECT_TRUE(screen.key("Escape"));
  EXPECT_EQ(screen.find(Role::searchbox, "Search operations").value, "");
  EXPECT_GT(screen.find(Role::searchbox, "Search operations").revision, before);
}

TEST(CurrentLine, IsBroughtIntoView) {
  Screen screen({1440, 200});
  screen.open();
  screen.act(session::Navigate{"#/operations/GET/%2Fpictures%2F%7Bid%7D"});
  const ui::Node line = screen.find(Role::link, "GET /pictures/{id} Look at one picture");
  const float top = screen.surface("navigation").scroll_y;
  EXPECT_GE(line.rect.y, top);
  EXPECT_LE(line.rect.bottom(), top + screen.surface("navigation").rect.height);
}

}  // namespace
}  // namespace vitrine::view
