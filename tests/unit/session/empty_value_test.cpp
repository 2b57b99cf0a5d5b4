#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/session/case_page.h"

/// `allowEmptyValue`: a value can be empty and not only absent (OAS 3.0.3 §4.7.12).
namespace vitrine::session {
namespace {

using request::State;

uint32_t index_of(const Page& page, std::string_view name) {
  for (uint32_t i = 0; i < page.form().parameters.size(); ++i) {
    if (page.form().parameters[i].name == name) return i;
  }
  ADD_FAILURE() << name;
  return 0;
}

TEST(Cases, EmptyValuesCanBeSent) {
  REQUIRE_CASE("48-empty-values.yaml");
  Page page;
  serve_case(page, "48-empty-values.yaml");
  page.show("list");
  const auto url = [&] { return page.session.current.request.request.url.text; };
  EXPECT_EQ(url(), "http://empty.example/list?archived=");
  page.act(Send{});
  EXPECT_EQ(page.all<SendRequest>().size(), 1u) << "an empty value is not missing";
  for (const char* name : {"all", "tags"}) {
    page.act(EditParameter{index_of(page, name), {State::empty, {}}});
  }
  EXPECT_EQ(url(), "http://empty.example/list?archived=&all=&tags=");
  EXPECT_EQ(violation_count(page.form()), 0u);
  page.act(EditParameter{index_of(page, "all"), {State::unset, {}}});
  EXPECT_EQ(url(), "http://empty.example/list?archived=&tags=");
  page.type("archived", "yes");
  EXPECT_EQ(url(), "http://empty.example/list?archived=yes&tags=");
  page.act(EditParameter{index_of(page, "archived"), {State::unset, {}}});
  EXPECT_EQ(url(), "http://empty.example/list?archived=&tags=") << "what is required is empty";
}

TEST(EmptyValue, SurvivesAReload) {
  REQUIRE_CASE("48-empty-values.yaml");
  Page page;
  serve_case(page, "48-empty-values.yaml");
  page.show("list");
  page.act(EditParameter{index_of(page, "tags"), {State::empty, {}}});
  page.act(Reload{});
  EXPECT_EQ(page.field("tags").value.state, State::empty);
}

TEST(EmptyValue, OfAFormOfOpenApi2IsValid) {
  Page page;
  page.resources["https://docs.example/openapi.json"] =
      R"({"swagger":"2.0","info":{"title":"T","version":"1"},"host":"h.example","paths":{"/a":{"post":{
        "operationId":"a","consumes":["application/x-www-form-urlencoded"],"parameters":[
          {"name":"n","in":"formData","type":"integer","allowEmptyValue":true},
          {"name":"r","in":"formData","type":"integer","required":true,"allowEmptyValue":true},
          {"name":"s","in":"formData","type":"integer"}],
        "responses":{"200":{"description":""}}}}}})";
  page.open("#/operations/a");
  page.act(EditBodyField{"/n", {State::empty, {}}});
  page.act(EditBodyField{"/r", {State::unset, {}}});
  EXPECT_EQ(violation_count(page.form()), 0u);
  EXPECT_EQ(body_text(page.session.current.request.request), "r=&n=");
  page.act(EditBodyField{"/s", {State::empty, {}}});
  EXPECT_EQ(violation_count(page.form()), 1u);
  page.act(EditBodyField{"/n", {State::unset, {}}});
  EXPECT_EQ(body_text(page.session.current.request.request), "r=&s=");
}

}  // namespace
}  // namespace vitrine::session
