#include "app/request/variables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vitrine::request {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const Variables kVariables = {{"host", "api.example", false},
                              {"quote", "a\"b\\c", false},
                              {"token", "s3cr3t/+ \"&", true},
                              {"again", "{{host}}", false},
                              {"empty", "", true}};

std::string resolved(std::string_view text, Place place = Place::text) {
  return resolve(text, kVariables, place);
}

TEST(Variables, AreReplacedByTheirValues) {
  EXPECT_EQ(resolved("https://{{host}}/{{ host }}"), "https://api.example/api.example");
  EXPECT_EQ(resolved("{{{host}}}"), "{api.example}");
  EXPECT_EQ(resolved("no braces"), "no braces");
}

TEST(Variables, AreNotLookedThroughAgain) { EXPECT_EQ(resolved("{{again}}"), "{{host}}"); }

TEST(Variables, CannotLeaveAStringOfJson) {
  EXPECT_EQ(resolved(R"({"a": "x {{quote}}", "b": {{host}}})", Place::json),
            R"({"a": "x a\"b\\c", "b": api.example})");
  EXPECT_EQ(resolved(R"("\"{{quote}}")", Place::json), R"("\"a\"b\\c")");
}

TEST(Variables, WithoutAValueStayAndAreNamedOnce) {
  std::vector<std::string> unknown;
  EXPECT_EQ(resolve("{{a}} {{ a }} {{empty}} {{host}}", kVariables, Place::text, &unknown),
            "{{a}} {{ a }} {{empty}} api.example");
  EXPECT_THAT(unknown, ElementsAre("{{a}}", "{{empty}}"));
}

TEST(Variables, OtherBracesArePlainText) {
  std::vector<std::string> unknown;
  for (const char* text : {"{{", "{{}}", "{{a b}}", "{{#each}}", "}}{{", "{host}", "{{a", "{{{{"}) {
    EXPECT_EQ(resolve(text, kVariables, Place::text, &unknown), text);
  }
  EXPECT_THAT(unknown, IsEmpty());
}

TEST(Variables, AreBounded) {
  const Variables large = {{"a", std::string(1 << 20, 'x'), false}};
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "{{a}}";
  EXPECT_LT(resolve(text, large, Place::text).size(), size_t{1} << 26);
}

TEST(Variables, SecretsAreMarkedHoweverTheyAreEncoded) {
  HttpRequest request;
  request.url.text = "https://api.example/a?t=s3cr3t%2F%2B%20%22%26&u=s3cr3t%2F%2B+%22%26";
  request.headers.push_back({"X-Token", {"k s3cr3t/+ \"&", {}}});
  request.body =
      Body{SecretText{R"({"t":"s3cr3t/+ \"&"})", {}}, SecretText{"s3cr3t/+ &quot;&amp;", {}}};
  mark_values(request, kVariables);
  EXPECT_EQ(request.url.masked(), "https://api.example/a?t=$TOKEN&u=$TOKEN");
  EXPECT_EQ(request.headers[0].value.masked(), "k $TOKEN");
  EXPECT_EQ(std::get<SecretText>((*request.body)[0]).masked(), R"({"t":"$TOKEN"})");
  EXPECT_EQ(std::get<SecretText>((*request.body)[1]).masked(), "$TOKEN");
}

TEST(Variables, JoinMarksThatOverlap) {
  HttpRequest request;
  request.url.text = "https://api.example/";
  request.headers.push_back({"Authorization", {"Bearer aaaa", {{7, 11, "TOKEN"}}}});
  mark_values(request, {{"a", "aa", true}, {"b", "r aa", true}});
  EXPECT_THAT(request.headers[0].value.masked(), Not(HasSubstr("aa")));
}

TEST(Variables, LeaveTheAddressOfTheServerReadable) {
  HttpRequest request;
  request.url.text = "https://api.example/api";
  mark_values(request, {{"a", "api", true}});
  EXPECT_EQ(request.url.masked(), "https://api.example/$A");
}

}  // namespace
}  // namespace vitrine::request
