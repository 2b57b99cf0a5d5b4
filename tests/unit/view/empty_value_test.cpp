#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::HasSubstr;
using ui::Role;

constexpr const char* kDescription =
    R"({"openapi":"3.0.3","info":{"title":"T","version":"1"},"servers":[{"url":"http://e.example"}],
  "paths":{"/list":{"get":{"operationId":"list","parameters":[
    {"name":"must","in":"query","required":true,"allowEmptyValue":true,"schema":{"type":"string"}},
    {"name":"flag","in":"query","allowEmptyValue":true,"schema":{"type":"boolean"}},
    {"name":"tag","in":"query","allowEmptyValue":true,"schema":{"type":"string"}},
    {"name":"plain","in":"query","schema":{"type":"string"}}],
    "responses":{"200":{"description":""}}}},
  "/make":{"post":{"operationId":"make","requestBody":{"content":{"application/json":{"schema":{
    "type":"object","required":["x"],"properties":{"x":{"enum":["a"],"minLength":5}}}}}},
    "responses":{"200":{"description":""}}}}}})";

TEST(EmptyValueView, AButtonMakesAFieldEmptyAndUnsetAgain) {
  Screen screen;
  screen.serve(kDescription);
  screen.open("#/operations/list");
  const auto url = [&] { return screen.host.session.current.request.request.url.text; };
  EXPECT_FALSE(screen.has(Role::button, "Set plain to empty"));
  EXPECT_FALSE(screen.has(Role::button, "Set must to empty")) << "it is empty without";
  screen.type(Role::textbox, "tag", "x");
  screen.click(Role::button, "Set tag to empty");
  EXPECT_EQ(screen.find(Role::textbox, "tag").value, "");
  EXPECT_EQ(url(), "http://e.example/list?must=&tag=");
  screen.click(Role::button, "Unset tag");
  EXPECT_EQ(url(), "http://e.example/list?must=");
}

TEST(EmptyValueView, AChoiceHasItAmongItsOptions) {
  Screen screen;
  screen.serve(kDescription);
  screen.open("#/operations/list");
  screen.choose(Role::combobox, "flag", "(empty)");
  EXPECT_THAT(screen.host.session.current.request.request.url.text, HasSubstr("&flag="));
  screen.choose(Role::combobox, "flag", "true");
  EXPECT_THAT(screen.host.session.current.request.request.url.text, HasSubstr("&flag=true"));
}

TEST(ExampleView, SaysWhyNoneCouldBeMade) {
  Screen screen;
  screen.serve(kDescription);
  screen.open("#/operations/make");
  screen.act(session::ChooseExample{0});
  EXPECT_THAT(screen.readable(), HasSubstr("No example could be made: x: "));
}

TEST(SchemaView, ShowsTheAlternativesOfInheritance) {
  Screen screen;
  screen.serve(
      R"({"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{},"components":{"schemas":{
    "Animal":{"type":"object","discriminator":{"propertyName":"kind","mapping":{"wolf":"Dog"}},
      "properties":{"kind":{"type":"string"}}},
    "Cat":{"allOf":[{"$ref":"#/components/schemas/Animal"},{"properties":{"lives":{"type":"integer"}}}]},
    "Dog":{"allOf":[{"$ref":"#/components/schemas/Animal"},{"properties":{"pack":{"type":"integer"}}}]}}}})");
  screen.open("#/schemas/Animal");
  EXPECT_THAT(screen.readable(), HasSubstr("lives"));
  EXPECT_THAT(screen.readable(), testing::Not(HasSubstr("pack")));
  EXPECT_THAT(screen.readable(), HasSubstr("Cat"));
}

}  // namespace
}  // namespace vitrine::view
