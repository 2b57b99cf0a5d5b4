// Examples of responses and schemas, callbacks and links: what an operation's page says of what
// comes back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "app/ui/icon.h"
#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using ui::Role;

constexpr const char* kShop = R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
  "servers":[{"url":"https://shop.example"}],
  "paths":{"/pets/{id}":{"summary":"One pet","description":"It has an id",
    "get":{"operationId":"show","summary":"Show","description":"Shows one",
      "parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"integer"}}],
      "responses":{
        "200":{"description":"Here","content":{
            "application/json":{"schema":{"$ref":"#/components/schemas/Pet"}},
            "application/xml":{"schema":{"type":"string"},"example":"<pet a='1'/>"}},
          "links":{"next":{"operationRef":"#/paths/~1pets/post","requestBody":"$response.body",
            "server":{"url":"https://other.example","description":"The other one"}}}},
        "404":{"description":"Nowhere","content":{"application/json":{"examples":{
            "one":{"summary":"Sold","value":{"reason":"sold"}},
            "two":{"summary":"Lost","value":{"reason":"lost"}}}}}},
        "500":{"description":"Broken"}}}},
   "/pets":{"post":{"operationId":"add","summary":"Add",
      "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Pet"}}}},
      "responses":{"201":{"description":"Added","headers":{"X-Id":{"description":"Its id",
            "schema":{"type":"string"}}},
          "content":{"application/json":{"schema":{"$ref":"#/components/schemas/Pet"}}}}},
      "callbacks":{"fed":{"{$request.body#/url}":{"post":{"summary":"It was fed",
          "parameters":[{"name":"amount","in":"query","description":"How much",
            "schema":{"type":"integer","maximum":7}}],
          "requestBody":{"description":"The meal","content":{"application/json":{
            "schema":{"type":"object","properties":{"dish":{"type":"string",
              "description":"What it ate"}}}}}},
          "responses":{"204":{"description":"Noted"}}}}}}}}},
  "components":{"schemas":{
    "Pet":{"type":"object","properties":{"name":{"type":"string","example":"Ada"},
      "owner":{"$ref":"#/components/schemas/Owner"}}},
    "Owner":{"type":"object","properties":{"city":{"type":"string"},
      "address":{"type":"object","properties":{"street":{"type":"string",
        "description":"Where it is"}}}}}}}})";

class Shop : public testing::Test {
 protected:
  Screen screen;
  void SetUp() override { screen.serve(kShop); }

  /// How often the text is shown.
  std::size_t count(std::string_view text) const {
    const std::string all = screen.text();
    std::size_t found = 0;
    for (std::size_t at = all.find(text); at != std::string::npos; at = all.find(text, at + 1))
      ++found;
    return found;
  }
  bool is_inside(const ui::Node& node, std::string_view surface) const {
    return node.id.starts_with(std::string(surface) + "/");
  }
};

TEST_F(Shop, AnExampleOfTheResponseStandsBesideTheRequest) {
  screen.open("#/operations/show");
  const ui::Node region = screen.find(Role::region, "Example");
  EXPECT_TRUE(is_inside(region, "request"));
  EXPECT_EQ(count("\"name\": \"Ada\""), 1u) << "not in the page as well";
  EXPECT_TRUE(screen.has(Role::region, "Response"));
}

TEST_F(Shop, ExamplesAreChosenByTheStatusAndByTheAuthorsNames) {
  screen.open("#/operations/show");
  screen.choose(Role::combobox, "Response code", "404");
  EXPECT_THAT(screen.text(), HasSubstr("\"reason\": \"sold\""));
  EXPECT_EQ(screen.find(Role::tab, "404").selected, ui::Node::Tri::yes) << "the page follows";
  screen.choose(Role::combobox, "Responses", "Lost");
  EXPECT_THAT(screen.text(), HasSubstr("\"reason\": \"lost\""));
  screen.choose(Role::combobox, "Response code", "500");
  EXPECT_THAT(screen.text(), HasSubstr("No content"));
}

TEST(Examples, OfParametersAndHeadersAreShownWithTheirWords) {
  Screen screen;
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
    "servers":[{"url":"https://shop.example"}],"paths":{"/a":{"get":{"operationId":"a",
    "parameters":[
      {"name":"filter","in":"query","content":{"application/json":{
        "schema":{"type":"object","properties":{"age":{"type":"integer"}}},
        "examples":{"old":{"summary":"Old ones","description":"Older than most",
          "value":{"age":81}}}}}},
      {"name":"sort","in":"query","schema":{"type":"string"},"examples":{
        "up":{"summary":"Upwards","value":"age"},"down":{"summary":"Downwards","value":"-age"}}}],
    "responses":{"200":{"description":"","headers":{
      "ETag":{"schema":{"type":"string","example":"\"33a\""}},
      "X-Part":{"schema":{"type":"integer"},"example":7}}}}}}}})");
  screen.open("#/operations/a");
  for (const char* text : {"Media type application/json", "Old ones", "Older than most",
                           "\"age\": 81", "Upwards", "\"33a\"", "Example 7"})
    EXPECT_THAT(screen.text(), HasSubstr(text));
  EXPECT_THAT(screen.text(), Not(HasSubstr("\\\""))) << "a header is sent as it is";
  screen.choose(Role::combobox, "One of", "Downwards");
  EXPECT_THAT(screen.text(), HasSubstr("-age"));
}

TEST(Examples, OfVeryDeepValuesAreCut) {
  constexpr int kDepth = 500;
  std::string value(kDepth, '[');
  for (int number = 0; number < 200'000; ++number) value += "1,";
  value += "1" + std::string(kDepth, ']');
  Screen screen;
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
    "servers":[{"url":"https://shop.example"}],"paths":{"/a":{"get":{"operationId":"a",
    "responses":{"200":{"description":"","content":{"application/json":{"example":)" +
               value + "}}}}}}}}");
  screen.open("#/operations/a");
  screen.click(Role::button, "Copy example");
  ASSERT_FALSE(screen.all<session::CopyText>().empty());
  EXPECT_LT(screen.all<session::CopyText>().back().text.size(), 20'010u);
}

TEST_F(Shop, AnExampleOfTextIsShownAsItIs) {
  screen.open("#/operations/show");
  screen.choose(Role::combobox, "Media type", "application/xml");
  EXPECT_THAT(screen.text(), HasSubstr("<pet a='1'/>"));
}

TEST_F(Shop, AnExampleCanBeCopied) {
  screen.open("#/operations/show");
  screen.click(Role::button, "Copy example");
  ASSERT_EQ(screen.all<session::CopyText>().size(), 1u);
  EXPECT_THAT(screen.all<session::CopyText>()[0].text, HasSubstr("\"name\": \"Ada\""));
}

TEST_F(Shop, OnlyTheExampleThatWasCopiedShowsIt) {
  screen.open("#/operations/show");
  screen.act(session::Copy{session::CopyTarget::text, "Another text"});
  EXPECT_EQ(screen.find(Role::button, "Copy example").label, ui::icon_label(ui::Icon::copy, {}));
  screen.click(Role::button, "Copy example");
  EXPECT_EQ(screen.find(Role::button, "Copy example").label, ui::icon_label(ui::Icon::check, {}));
}

TEST_F(Shop, TheLiveResponseTakesThePlaceOfTheExample) {
  screen.open("#/operations/add");
  screen.type(Role::textbox, "Request body", "{}");
  screen.click(Role::button, "Send");
  EXPECT_FALSE(screen.has(Role::region, "Example"));
  screen.respond(201, R"({"id":5})");
  EXPECT_THAT(screen.text(), HasSubstr("\"id\": 5"));
  EXPECT_THAT(screen.text(), HasSubstr("\"name\": \"Ada\"")) << "with the response, in the page";
}

TEST_F(Shop, InANarrowPageTheExampleStandsWithTheResponse) {
  screen.size = kNarrow;
  screen.open("#/operations/show");
  EXPECT_FALSE(screen.has(Role::region, "Example"));
  EXPECT_EQ(count("\"name\": \"Ada\""), 1u);
}

TEST_F(Shop, WordsOfThePathStandBesideThoseOfTheOperation) {
  screen.open("#/operations/show");
  for (const char* text : {"Shows one", "One pet", "It has an id"})
    EXPECT_THAT(screen.text(), HasSubstr(text));
}

TEST_F(Shop, ALinkSaysItsServerAndLeadsWhereItsReferenceDoes) {
  screen.open("#/operations/show");
  for (const char* text : {"Server  https://other.example", "The other one"})
    EXPECT_THAT(screen.text(), HasSubstr(text));
  EXPECT_THAT(screen.hrefs(), Contains("#/operations/add"));
}

TEST_F(Shop, ACallbackUnfoldsToAllItSays) {
  screen.open("#/operations/add");
  EXPECT_THAT(screen.text(), HasSubstr("It was fed"));
  EXPECT_THAT(screen.text(), Not(HasSubstr("The meal")));
  screen.activate(Role::button, "Details of fed");
  for (const char* text : {"amount  integer", "How much", "at most 7", "The meal", "dish  string",
                           "What it ate", "204", "Noted"})
    EXPECT_THAT(screen.text(), HasSubstr(text));
  screen.activate(Role::button, "Details of fed");
  EXPECT_THAT(screen.text(), Not(HasSubstr("The meal")));
}

TEST(Callbacks, WithinCallbacksUnfoldAsFarAsThereIsRoom) {
  Screen screen;
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
    "servers":[{"url":"https://shop.example"}],"paths":{"/a":{"post":{"operationId":"a",
      "responses":{"200":{"description":""}},
      "callbacks":{"again":{"$ref":"#/components/callbacks/again"}}}}},
    "components":{"callbacks":{"again":{"{$request.body#/url}":{"post":{
      "requestBody":{"description":"The news","content":{"application/json":{
        "schema":{"type":"object","properties":{"echo":{"type":"string"}}}}}},
      "responses":{"204":{"description":"Noted"}},
      "callbacks":{"again":{"$ref":"#/components/callbacks/again"}}}}}}}})");
  screen.open("#/operations/a?field=%2Fcallback%2F0%2Fcallback%2F0%2Frequest%2Fecho");
  const auto count = [&] {
    std::size_t times = 0;
    const std::string text = screen.text();
    for (std::size_t at = 0; (at = text.find("The news", at)) != std::string::npos; ++at) ++times;
    return times;
  };
  EXPECT_EQ(count(), 2u);
  EXPECT_EQ(screen.focused(), screen.find(Role::group, "echo").id);
  // Every one that is folded, and all within it.
  for (int step = 0; step < 20; ++step) {
    std::string folded;
    for (const ui::Node* node : screen.page.nodes())
      if (node->name == "Details of again" && node->expanded == ui::Node::Tri::no)
        folded = node->id;
    if (folded.empty()) break;
    screen.send(boundary::Activated{folded});
  }
  EXPECT_EQ(count(), 4u) << "the one within is a line";
}

TEST_F(Shop, TheSchemaOfBodyAndResponseIsPrintedOnce) {
  screen.open("#/operations/add");
  EXPECT_EQ(count("name  string"), 1u);
  screen.activate(Role::button, "Show properties of Pet");
  EXPECT_EQ(count("name  string"), 2u);
  screen.activate(Role::button, "Hide properties of Pet");
  EXPECT_EQ(count("name  string"), 1u);
}

TEST_F(Shop, ASchemasPageHasItsExampleBesideIt) {
  screen.open("#/schemas/Pet");
  EXPECT_TRUE(is_inside(screen.find(Role::region, "Example"), "request"));
  screen.resize(kNarrow);
  EXPECT_FALSE(screen.has(Role::region, "Example"));
  EXPECT_THAT(screen.text(), HasSubstr("\"name\": \"Ada\""));
}

TEST_F(Shop, ASchemasPageSaysWhereItIsUsed) {
  screen.open("#/schemas/Pet");
  EXPECT_TRUE(screen.has(Role::heading, "Used by"));
  for (const char* text :
       {"GET /pets/{id} Show · Response 200", "POST /pets Add · Request body, Response 201"})
    EXPECT_THAT(screen.text(), HasSubstr(text));
  screen.act(session::Navigate{"#/schemas/Owner"});
  EXPECT_THAT(screen.text(), HasSubstr("Pet · owner"));
  EXPECT_THAT(screen.hrefs(), Contains("#/schemas/Pet"));
}

/// Links to places that are read: what hides them is unfolded, and they are scrolled to.
class FieldLink : public Shop {
 protected:
  /// The paragraph that begins so.
  ui::Node line(std::string_view text) const {
    for (const ui::Node* node : screen.page.nodes())
      if (node->layout && ui::Nodes::text_of(*node->layout).starts_with(text)) return *node;
    ADD_FAILURE() << "No line " << text;
    return {};
  }
  void expect_in_view(std::string_view text) const {
    const ui::Surface main = screen.surface("main");
    const float y = line(text).rect.y;
    EXPECT_GE(y, main.scroll_y);
    EXPECT_LE(y, main.scroll_y + main.rect.height);
  }
};

TEST_F(FieldLink, ToASchemasPropertyUnfoldsTheOnesAround) {
  screen.size = {1440, 300};
  screen.open("#/schemas/Pet?field=%2Fowner%2Faddress%2Fstreet");
  EXPECT_THAT(screen.text(), HasSubstr("Where it is"));
  expect_in_view("street");
}

TEST_F(FieldLink, ToAResponseChoosesIt) {
  screen.size = {1440, 300};
  screen.open("#/operations/show?field=%2Fresponse%2F404");
  EXPECT_EQ(screen.find(Role::tab, "404").selected, ui::Node::Tri::yes);
  screen.activate(Role::tab, "500");
  EXPECT_EQ(screen.find(Role::tab, "500").selected, ui::Node::Tri::yes) << "once";
}

TEST_F(FieldLink, ToAPropertyOfAResponseUnfoldsTheResponse) {
  screen.size = {1440, 300};
  screen.open("#/operations/add?field=%2Fresponse%2F201%2Fowner%2Fcity");
  EXPECT_EQ(count("city  string"), 2u) << "of the body, and of the response";
  EXPECT_TRUE(screen.has(Role::button, "Hide properties of Pet"));
}

TEST_F(FieldLink, ToAHeaderIsScrolledTo) {
  screen.size = {1440, 300};
  screen.open("#/operations/add?field=%2Fresponse-header%2F201%2FX-Id");
  expect_in_view("X-Id");
}

TEST_F(FieldLink, ToAPlaceInACallbackUnfoldsIt) {
  screen.size = {1440, 300};
  screen.open("#/operations/add?field=%2Fcallback%2F0%2Frequest%2Fdish");
  EXPECT_THAT(screen.text(), HasSubstr("What it ate"));
  expect_in_view("dish");
}

TEST_F(FieldLink, ThatIsInexactLeadsToTheNearestAround) {
  screen.size = {1440, 300};
  screen.open("#/schemas/Pet?field=%2Fowner%2Fnowhere");
  EXPECT_THAT(screen.text(), HasSubstr("city  string"));
  expect_in_view("owner");
}

}  // namespace
}  // namespace vitrine::view
