#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/view/screen.h"

/// Parameters with maps and lists of objects in them.
namespace vitrine::view {
namespace {

using testing::HasSubstr;
using testing::Not;
using ui::Role;

constexpr const char* kDescription = R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
  "servers":[{"url":"https://api.example"}],
  "paths":{"/things":{"get":{"operationId":"list","responses":{},"parameters":[
    {"name":"labels","in":"query","style":"deepObject","schema":{"type":"object",
      "additionalProperties":{"type":"string"}}},
    {"name":"sort","in":"query","content":{"application/json":{"schema":{"type":"array","items":{
      "type":"object","required":["by"],"properties":{"by":{"type":"string"},
      "down":{"enum":["yes","no"]}}}}}}},
    {"name":"free","in":"query","schema":{"type":"object"}},
    {"name":"when","in":"query","schema":{"oneOf":[{"type":"integer","title":"Seconds"},
      {"type":"array","title":"Days","items":{"type":"string"}}]}}]}}}})";

class ParameterParts : public testing::TestWithParam<ui::Size> {
 protected:
  Screen screen{GetParam()};
  void SetUp() override {
    screen.serve(kDescription);
    screen.open("#/operations/list");
  }
  std::string url() const { return screen.host.session.current.request.request.url.text; }
  std::string text(std::string_view name) const { return screen.host.field(name).value.text; }
};

TEST_P(ParameterParts, AMapHasKeysAndValues) {
  EXPECT_FALSE(screen.has(Role::textbox, "labels"));
  screen.activate(Role::button, "Add labels");
  const ui::Node key = screen.find(Role::textbox, "Key of labels");
  EXPECT_EQ(screen.focused(), key.id);
  screen.type(Role::textbox, "Key of labels", "size");
  EXPECT_EQ(screen.find(Role::textbox, "Key of labels.size").id, key.id) << "its focus stays";
  screen.type(Role::textbox, "labels.size", "large");
  EXPECT_THAT(url(), HasSubstr("labels%5Bsize%5D=large"));
  screen.activate(Role::button, "Add labels");
  screen.type(Role::textbox, "Key of labels", "size");
  const ui::Node second = screen.find(Role::textbox, "Key of labels");
  EXPECT_TRUE(second.invalid) << "there is one of that name";
  EXPECT_THAT(screen.description_of(second), HasSubstr("`size` is there already"));
  screen.type(Role::textbox, "Key of labels", "sizes");
  EXPECT_FALSE(screen.find(Role::textbox, "Key of labels.sizes").invalid);
  screen.activate(Role::button, "Remove labels.size");
  EXPECT_THAT(url(), Not(HasSubstr("large")));
  screen.activate(Role::button, "Remove labels.sizes");
  EXPECT_EQ(url(), "https://api.example/things");
}

TEST_P(ParameterParts, AListOfObjectsHasTheirFields) {
  screen.activate(Role::button, "Add sort");
  EXPECT_EQ(screen.focused(), screen.find(Role::textbox, "sort[0].by").id);
  screen.type(Role::textbox, "sort[0].by", "name");
  screen.choose(Role::combobox, "sort[0].down", "yes");
  screen.activate(Role::button, "Add sort");
  screen.type(Role::textbox, "sort[1].by", "age");
  screen.activate(Role::button, "Remove sort[0]");
  EXPECT_EQ(screen.find(Role::textbox, "sort[0].by").value, "age");
  EXPECT_FALSE(screen.has(Role::textbox, "sort[1].by"));
  EXPECT_THAT(text("sort"), HasSubstr("age"));
  EXPECT_THAT(text("sort"), Not(HasSubstr("name")));
}

TEST_P(ParameterParts, AnObjectOfWhichNothingIsSaidIsJson) {
  EXPECT_TRUE(screen.has(Role::textbox, "free"));
}

TEST_P(ParameterParts, AUnionHasAChoiceAndTheInputOfTheAlternative) {
  EXPECT_THAT(screen.find(Role::combobox, "Type of when").options,
              testing::ElementsAre("Seconds", "Days"));
  screen.type(Role::spinbutton, "when", "60");
  EXPECT_THAT(url(), HasSubstr("when=60"));
  screen.choose(Role::combobox, "Type of when", "Days");
  EXPECT_FALSE(screen.has(Role::spinbutton, "when"));
  screen.activate(Role::button, "Add when");
  screen.type(Role::textbox, "when[0]", "Monday");
  EXPECT_THAT(url(), HasSubstr("when=Monday"));
  screen.choose(Role::combobox, "Type of when", "Seconds");
  EXPECT_THAT(url(), HasSubstr("when=60"));
}

INSTANTIATE_TEST_SUITE_P(Sizes, ParameterParts, testing::Values(kWide, kNarrow));

}  // namespace
}  // namespace vitrine::view
