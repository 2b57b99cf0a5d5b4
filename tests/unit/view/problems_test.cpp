#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using ui::Role;

TEST(Problems, OfADescriptionAreListedWithTheirPlace) {
  Screen screen;
  screen.serve(
      "{\n\"openapi\":\"3.1.0\",\n\"info\":{\"title\":\"T\",\"version\":\"1\"},\n"
      "\"paths\":{\"/a\":{\"get\":{\"operationId\":\"a\",\"responses\":{}},\n"
      "\"post\":17}}}");
  screen.open();
  ASSERT_TRUE(screen.has(Role::region, "Problems"));
  EXPECT_THAT(screen.text(), HasSubstr("line 5"));
  // What can be read is there.
  EXPECT_TRUE(screen.has(Role::link, "GET /a"));
}

TEST(Problems, StandAtTheEndAndOneLineAtTheTopLeadsThere) {
  Screen screen(kNarrow);
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1","description":")" +
               std::string(4000, 'a') + R"( last"},"paths":{"/a":{"post":17}}})");
  screen.open();
  const ui::Node region = screen.find(Role::region, "Problems");
  const ui::Node line = screen.find(Role::button, "Some of this description could not be read");
  EXPECT_LT(line.rect.y, 200);
  EXPECT_GT(region.rect.y, screen.find(Role::heading, "T").rect.y + 400);
}

TEST(Problems, ThatHideNothingHaveNoLineAtTheTop) {
  Screen screen;
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},"surprise":1})");
  screen.open();
  EXPECT_TRUE(screen.has(Role::region, "Problems"));
  EXPECT_FALSE(screen.has(Role::button, "Some of this description could not be read"));
}

TEST(Problems, OfATextThatEndsTooEarlyStandBesideWhatCouldBeRead) {
  Screen screen;
  const std::string gallery = session::read_fixture("gallery.json");
  screen.serve(gallery.substr(0, gallery.find("\"/pictures/{id}\"")));
  screen.open();
  EXPECT_TRUE(screen.has(Role::region, "Problems"));
  EXPECT_TRUE(screen.has(Role::link, "POST /users Create an account"));
  screen.click(Role::link, "POST /users Create an account");
  EXPECT_TRUE(screen.has(Role::button, "Send"));
  // Something of this operation may be missing.
  EXPECT_TRUE(screen.has(Role::region, "Problems"));
}

TEST(Problems, AreNoRegionWhereThereAreNone) {
  Screen screen;
  screen.open();
  EXPECT_FALSE(screen.has(Role::region, "Problems"));
}

class FailedLoad : public testing::Test {
 protected:
  Screen screen;
};

TEST_F(FailedLoad, SaysWhatWentWrongAndOffersToReload) {
  screen.host.resources.clear();
  screen.open();
  const ui::Node region = screen.find(Role::region, "Problems");
  EXPECT_THAT(screen.names_in(region, Role::heading), Contains(HasSubstr(": 404 Not Found")));
  EXPECT_THAT(screen.text(), HasSubstr("Check the address"));
  screen.serve(session::read_fixture("gallery.json"));
  screen.click(Role::button, "Retry");
  EXPECT_TRUE(screen.has(Role::link, "POST /users Create an account"));
  EXPECT_FALSE(screen.has(Role::region, "Problems"));
}

TEST_F(FailedLoad, OfSomethingElseThanADescriptionSaysWhatItIs) {
  for (const char* text : {"", "<html><body>404</body></html>", "[]", "{\"a\":1}"}) {
    Screen fresh;
    fresh.serve(text);
    fresh.open();
    EXPECT_TRUE(fresh.has(Role::region, "Problems")) << text;
    EXPECT_TRUE(fresh.has(Role::button, "Retry")) << text;
    EXPECT_THAT(fresh.text(), HasSubstr("https://docs.example/openapi.json")) << text;
  }
}

TEST_F(FailedLoad, OfALaterReloadKeepsWhatWasReadAndTyped) {
  screen.open("#/operations/createUser");
  screen.type(Role::textbox, "Request body", "{\"email\":1}");
  screen.host.resources.clear();
  screen.act(session::Reload{});
  EXPECT_THAT(screen.names(Role::alert), testing::SizeIs(1));
  EXPECT_THAT(screen.text(), HasSubstr("Could not be read again"));
  EXPECT_EQ(screen.find(Role::textbox, "Request body").value, "{\"email\":1}");
  EXPECT_TRUE(screen.has(Role::button, "Retry"));
}

TEST(Loading, SaysHowFarItIs) {
  Screen screen;
  screen.host.serves_resources = false;
  screen.open();
  EXPECT_THAT(screen.text(), HasSubstr("Loading…"));
  EXPECT_THAT(screen.names(Role::status), testing::SizeIs(1));
  const session::Id id = screen.all<session::LoadResource>().back().id;
  // Half of the text, and no time to read it.
  const std::string gallery = session::read_fixture("gallery.json");
  (void)session::update(screen.host.session, session::Chunk{id, gallery, gallery.size()});
  (void)session::update(screen.host.session, session::End{id});
  screen.send(boundary::Frame{});
  EXPECT_THAT(screen.text(), HasSubstr("Reading 3.5 KB…"));
}

TEST(Loading, WithoutAnAddressAsksForOne) {
  Screen screen;
  screen.opened.spec = "";
  screen.open();
  EXPECT_THAT(screen.text(), HasSubstr("set the attribute “spec”"));
}

TEST(Notice, OfALinkThatLeadsNowhereCanBeDismissed) {
  Screen screen;
  screen.open("#/operations/nobody");
  EXPECT_THAT(screen.text(), HasSubstr("No operation or schema named"));
  screen.click(Role::button, "Dismiss");
  EXPECT_THAT(screen.text(), Not(HasSubstr("No operation or schema named")));
}

TEST(MissingDocument, OfAnotherOriginIsLoadedOnlyWhenTheReaderAgrees) {
  Screen screen;
  screen.serve(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"post":{
    "operationId":"a","requestBody":{"content":{"application/json":{"schema":
      {"$ref":"https://other.example/model.json#/User"}}}},"responses":{}}}}})");
  screen.host.resources["https://other.example/model.json"] =
      R"({"User":{"type":"object","properties":{"nick":{"type":"string"}}}})";
  screen.open("#/operations/a");
  EXPECT_EQ(screen.all<session::LoadResource>().size(), 1u);
  EXPECT_THAT(screen.text(), HasSubstr("https://other.example/model.json, on another server"));
  EXPECT_THAT(screen.text(), Not(HasSubstr("nick")));
  screen.click(Role::button, "Load");
  EXPECT_THAT(screen.text(), HasSubstr("nick"));
  EXPECT_FALSE(screen.has(Role::button, "Load"));
}

}  // namespace
}  // namespace vitrine::view
