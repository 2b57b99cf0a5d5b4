#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using ui::Role;

constexpr const char* kDescription = R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
  "servers":[{"url":"https://api.example"}],
  "paths":{"/things":{"post":{"operationId":"add","responses":{},
    "parameters":[
      {"name":"q","in":"query","schema":{"type":"string"},"examples":{
        "one":{"value":"first"},"two":{"summary":"The second","value":"second"}}},
      {"name":"tags","in":"query","schema":{"type":"array","items":{"type":"string"}}},
      {"name":"filter","in":"query","style":"deepObject","schema":{"type":"object",
        "properties":{"state":{"type":"string"}}}},
      {"name":"where","in":"query","content":{"application/json":{"schema":{"type":"object",
        "properties":{"size":{"type":["integer","null"]}}}}}},
      {"name":"page","in":"query","schema":{"type":"integer"},
        "examples":{"first":{"value":7}}},
      {"name":"session","in":"cookie","schema":{"type":"string"}}],
    "requestBody":{"content":{"application/json":{"schema":{"type":"object"},
      "examples":{"small":{"value":{"a":1}},"far":{"externalValue":"far.json"}}},
      "application/octet-stream":{},"image/png":{}}}}}}})";

class RequestView : public testing::Test {
 protected:
  Screen screen;
  void SetUp() override {
    screen.serve(kDescription);
    screen.open("#/operations/add");
  }
  std::string url() const { return screen.host.session.current.request.request.url.text; }
};

TEST_F(RequestView, HeadersAndQueryParametersAreAdded) {
  screen.activate(Role::button, "Add header");
  EXPECT_EQ(screen.focused(), screen.find(Role::textbox, "Name of header 1").id);
  screen.type(Role::textbox, "Name of header 1", "Host");
  EXPECT_THAT(screen.text(), HasSubstr("Browsers don't let pages set this header"));
  screen.type(Role::textbox, "Name of header 1", "Authorization");
  EXPECT_TRUE(screen.find(Role::textbox, "Value of header 1").password);
  screen.activate(Role::button, "Add query parameter");
  screen.type(Role::textbox, "Name of query parameter 1", "page");
  screen.type(Role::textbox, "Value of query parameter 1", "2");
  EXPECT_THAT(url(), HasSubstr("page=2"));
  screen.activate(Role::button, "Remove query parameter 1");
  EXPECT_THAT(url(), Not(HasSubstr("page=2")));
  EXPECT_FALSE(screen.has(Role::textbox, "Name of query parameter 1"));
}

TEST_F(RequestView, ATimeoutIsSetOnce) {
  screen.activate(Role::button, "Set timeout");
  EXPECT_FALSE(screen.has(Role::button, "Set timeout"));
  screen.type(Role::spinbutton, "Timeout (seconds)", "0");
  EXPECT_TRUE(screen.find(Role::spinbutton, "Timeout (seconds)").invalid);
  screen.activate(Role::button, "Remove Timeout (seconds)");
  EXPECT_TRUE(screen.has(Role::button, "Set timeout"));
}

TEST_F(RequestView, ExamplesOfAParameterAreAChoice) {
  EXPECT_THAT(screen.find(Role::combobox, "Example of q").options,
              ElementsAre("one", "The second"));
  screen.choose(Role::combobox, "Example of q", "The second");
  EXPECT_EQ(screen.find(Role::textbox, "q").value, "second");
  EXPECT_EQ(screen.find(Role::combobox, "Example of q").value, "The second");
}

TEST_F(RequestView, AClearedParameterMayBeSentEmpty) {
  EXPECT_FALSE(screen.has(Role::button, "Set q to empty"));
  screen.type(Role::textbox, "q", "a");
  screen.type(Role::textbox, "q", "");
  EXPECT_THAT(url(), Not(HasSubstr("q=")));
  screen.activate(Role::button, "Set q to empty");
  EXPECT_THAT(url(), HasSubstr("q="));
  screen.activate(Role::button, "Unset q");
  EXPECT_THAT(url(), Not(HasSubstr("q=")));
}

TEST_F(RequestView, ListsAndObjectsHaveFieldsForTheirParts) {
  screen.type(Role::textbox, "tags", "a, b");
  EXPECT_THAT(url(), HasSubstr("tags=a&tags=b"));
  screen.activate(Role::button, "Add tags");
  EXPECT_FALSE(screen.has(Role::textbox, "tags"));
  screen.type(Role::textbox, "tags[2]", "c d");
  EXPECT_THAT(url(), HasSubstr("tags=a&tags=b&tags=c%20d"));
  screen.activate(Role::button, "Remove tags[0]");
  EXPECT_THAT(url(), HasSubstr("?tags=b&tags=c%20d"));
  screen.type(Role::textbox, "filter.state", "new");
  EXPECT_THAT(url(), HasSubstr("filter%5Bstate%5D=new"));
}

TEST_F(RequestView, PartsMayBeEmptyOrNull) {
  EXPECT_FALSE(screen.has(Role::button, "Set filter.state to empty"));
  screen.activate(Role::button, "Set where.size to null");
  EXPECT_TRUE(screen.has(Role::button, "Unset where.size"));
  EXPECT_EQ(screen.host.field("where").value.text, "{\n  \"size\": null\n}");
  EXPECT_THAT(url(), HasSubstr("null"));
  screen.activate(Role::button, "Unset where.size");
  screen.type(Role::textbox, "filter.state", "a");
  screen.type(Role::textbox, "filter.state", "");
  EXPECT_THAT(url(), Not(HasSubstr("state")));
  screen.activate(Role::button, "Set filter.state to empty");
  EXPECT_THAT(url(), HasSubstr("filter%5Bstate%5D="));
  screen.activate(Role::button, "Unset filter.state");
  EXPECT_THAT(url(), Not(HasSubstr("state")));
}

TEST_F(RequestView, ASingleExampleWithANameIsChosen) {
  EXPECT_THAT(screen.find(Role::combobox, "Example of page").options, ElementsAre("first"));
  screen.choose(Role::combobox, "Example of page", "first");
  EXPECT_EQ(screen.find(Role::spinbutton, "page").value, "7");
}

TEST_F(RequestView, SaysWhichCookiesAreSent) {
  EXPECT_THAT(screen.text(), HasSubstr("Browsers don't let pages set cookies"));
  screen.opened.includes_credentials = true;
  screen.act(screen.opened);
  EXPECT_THAT(screen.text(), HasSubstr("The browser sends the cookies that it has"));
}

TEST_F(RequestView, WhatWasTypedIsAmongTheExamples) {
  EXPECT_THAT(screen.find(Role::combobox, "Example").options,
              ElementsAre("small", "far", "Generated example"));
  screen.type(Role::textbox, "Request body", R"({"mine":1})");
  EXPECT_EQ(screen.find(Role::combobox, "Example").value, "Edited");
  screen.choose(Role::combobox, "Example", "small");
  EXPECT_EQ(screen.find(Role::textbox, "Request body").value, "{\n  \"a\": 1\n}");
  screen.choose(Role::combobox, "Example", "Edited");
  EXPECT_EQ(screen.find(Role::textbox, "Request body").value, R"({"mine":1})");
}

TEST_F(RequestView, BytesAreAFileOrAText) {
  screen.choose(Role::combobox, "Content type", "application/octet-stream");
  EXPECT_TRUE(screen.has(Role::button, "Choose file for body"));
  screen.type(Role::textbox, "Request body", "raw");
  screen.activate(Role::button, "Send");
  EXPECT_EQ(session::body_text(screen.all<session::SendRequest>().back().request), "raw");
  screen.choose(Role::combobox, "Content type", "image/png");
  EXPECT_FALSE(screen.has(Role::textbox, "Request body"));
}

TEST_F(RequestView, ServerAndSendStayInViewWhereThereIsRoom) {
  screen.scroll("request", 10'000);
  const ui::Surface head = screen.surface("send");
  EXPECT_EQ(head.scroll_y, 0);
  EXPECT_EQ(head.rect.bottom(), screen.surface("request").rect.y);
  for (const auto& node :
       {screen.find(Role::button, "Send"), screen.find(Role::combobox, "Server")}) {
    EXPECT_EQ(node.id.rfind("send/", 0), 0u) << node.id;
    EXPECT_LE(node.rect.bottom(), head.rect.height);
  }
}

TEST_F(RequestView, ServerAndSendStayAtTheFootOfOneColumn) {
  for (const ui::Size size : {ui::Size{390, 500}, ui::Size{1024, 500}}) {
    screen.resize(size);
    screen.scroll("main", 0);
    EXPECT_FALSE(screen.has_surface("send")) << "the form is not in view";
    EXPECT_TRUE(screen.has(Role::button, "Send"));
    const float height = screen.surface("main").rect.height;
    screen.scroll("main", 10'000);
    const ui::Surface foot = screen.surface("send");
    EXPECT_EQ(foot.rect.bottom(), size.height);
    EXPECT_EQ(foot.rect.y, screen.surface("main").rect.bottom());
    EXPECT_LT(screen.surface("main").rect.height, height);
    for (const auto& node :
         {screen.find(Role::button, "Send"), screen.find(Role::combobox, "Server")}) {
      EXPECT_EQ(node.id.rfind("send/", 0), 0u) << node.id;
      EXPECT_LE(node.rect.bottom(), foot.rect.height);
    }
    EXPECT_EQ(screen.page.find_all(Role::button, "Send").size(), 1u);
  }
}

TEST_F(RequestView, TheFootStaysWhileItHasTheKeyboardFocus) {
  screen.resize({390, 500});
  screen.scroll("main", 10'000);
  screen.focus(Role::button, "Send");
  screen.scroll("main", 0);
  EXPECT_TRUE(screen.has_surface("send"));
  screen.focus(Role::button, "Operations");
  EXPECT_FALSE(screen.has_surface("send"));
}

TEST_F(RequestView, LittleRoomIsForThePage) {
  screen.resize({700, 360});
  screen.scroll("main", 10'000);
  EXPECT_FALSE(screen.has_surface("send"));
}

TEST_F(RequestView, SendBringsUpTheResponse) {
  screen.resize({1440, 500});
  screen.activate(Role::button, "Send");
  const ui::Surface pane = screen.surface("request");
  const ui::Node response = screen.find(Role::region, "Response");
  EXPECT_GT(pane.scroll_y, 0);
  EXPECT_GE(response.rect.y, pane.scroll_y);
  EXPECT_LE(response.rect.bottom(), pane.scroll_y + pane.rect.height + 1);
}

TEST_F(RequestView, ALinkSaysWhatItFilledAndIsUndone) {
  screen.type(Role::textbox, "q", "words");
  screen.activate(Role::button, "Copy request link");
  const std::string link = screen.all<session::CopyText>().back().text;
  Screen other;
  other.serve(kDescription);
  other.open(link.substr(link.find('#')));
  EXPECT_EQ(other.find(Role::textbox, "q").value, "words");
  EXPECT_THAT(other.text(), HasSubstr("The link filled in: q"));
  EXPECT_TRUE(other.all<session::SendRequest>().empty());
  other.activate(Role::button, "Undo");
  EXPECT_EQ(other.find(Role::textbox, "q").value, "");
  EXPECT_FALSE(other.has(Role::button, "Undo"));
}

}  // namespace
}  // namespace vitrine::view
