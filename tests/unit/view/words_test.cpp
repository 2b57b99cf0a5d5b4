#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cctype>
#include <set>

#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using testing::HasSubstr;
using testing::Not;
using ui::Role;

/// A description without a letter of its own, so that every Latin word on the page is ours.
constexpr const char* kWordless = R"({"openapi":"3.1.0","info":{"title":"1","version":"2"},
  "servers":[{"url":"https://3.4"},{"url":"https://5.6"}],
  "paths":{"/7":{"post":{"operationId":"8","summary":"9","deprecated":true,
    "parameters":[
      {"name":"10","in":"query","required":true,"schema":{"type":"integer","minimum":3,"maximum":5,"default":4}},
      {"name":"11","in":"header","schema":{"type":"boolean"}},
      {"name":"12","in":"cookie","schema":{"type":"string","minLength":2,"pattern":"^1$"}},
      {"name":"13","in":"path","required":true,"schema":{"type":"array","minItems":1,"uniqueItems":true}}],
    "requestBody":{"required":true,"content":{
      "application/json":{"schema":{"type":"object","required":["14"],"properties":{"14":
        {"type":"object","properties":{"15":{"type":"object","properties":{"16":{"type":"object","properties":{"17":{}}}}}}}}},
        "examples":{"18":{"value":19},"20":{"value":21}}},
      "text/plain":{}}},
    "responses":{"200":{"description":"22"}}}},
    "/23":{"get":{"operationId":"24","summary":"25","responses":{}}}},
  "components":{"securitySchemes":{"26":{"type":"http","scheme":"basic"},
    "27":{"type":"http","scheme":"bearer"},"28":{"type":"apiKey","in":"header","name":"29"}}}})";

/// Names of the trade, the same in every language.
const std::set<std::string> kTerms = {
    "URL",        "GET",        "POST",     "JSON",     "Markdown",
    "YAML",       "OpenAPI",    "CORS",     "Ctrl",     "Enter",
    "curl",       "cURL",       "https",    "http",     "application",
    "json",       "text",       "plain",    "ms",       "s",
    "B",          "kB",         "Cookie",   "Bad",      "Request",
    "true",       "false",      "basic",    "bearer",   "apiKey",
    "header",     "docs",       "example",  "openapi",  "spec",
    "Failed",     "to",         "fetch",    "Not",      "Found",
    "Content",    "Type",       "object",   "any",      "integer",
    "boolean",    "string",     "array",    "of",       "X",
    "H",          "d",          "TOKEN",    "PASSWORD", "Authorization",
    "Basic",      "Bearer",     "Accept",   "API",      "KEY",
    "JavaScript", "Python",     "requests", "httpx",    "C",
    "cpp",        "httplib",    "Go",       "Java",     "Rust",
    "reqwest",    "HTTPie",     "HTTP",     "wget",     "axios",
    "PHP",        "Ruby",       "Kotlin",   "OkHttp",   "Swift",
    "Dart",       "PowerShell", "R",        "httr"};

std::set<std::string> words_of(const std::string& text) {
  std::set<std::string> words;
  std::string word;
  for (const char c : text + " ") {
    if (std::isalpha(static_cast<unsigned char>(c))) {
      word += c;
    } else if (!word.empty()) {
      words.insert(std::exchange(word, {}));
    }
  }
  return words;
}

class Languages : public testing::TestWithParam<std::string> {
 protected:
  Screen screen;
  void expect_no_english(const std::string& where) {
    const auto expect = [&](const std::string& text, const std::string& what) {
      for (const std::string& word : words_of(text))
        EXPECT_TRUE(kTerms.count(word))
            << where << ": “" << word << "” in " << what << " “" << text << "”";
      EXPECT_THAT(text, Not(HasSubstr("{n}"))) << where;
    };
    for (const ui::Surface& surface : screen.page.last().surfaces) expect(surface.name, surface.id);
    for (const ui::Node* node : screen.page.nodes()) {
      // What is wrong with a description is told to its author, as `vitrine check` does.
      if (node->id.find("/problems/") != std::string::npos) continue;
      expect(node->name, node->id);
      expect(node->placeholder, node->id);
      for (const std::string& option : node->options) expect(option, node->id);
      if (node->layout && node->role != Role::code)
        expect(ui::Page::text_of(*node->layout), node->id);
    }
  }
};

TEST_P(Languages, HaveNoEnglishLeft) {
  screen.opened.language = GetParam();
  screen.serve(kWordless);
  screen.open();
  expect_no_english("overview");
  screen.act(session::FilterNavigation{"zzz"});
  EXPECT_THAT(screen.text(), HasSubstr("zzz"));
  screen.act(session::FilterNavigation{""});
  screen.act(session::Navigate{"#/operations/8"});
  expect_no_english("operation");
  screen.act(session::EditBody{"{}"});
  screen.act(session::EditParameter{0, {request::State::value, "99"}});
  screen.act(session::Send{});
  EXPECT_TRUE(screen.host.form().send_anyway_offered);
  expect_no_english("refused");
  screen.act(session::SendAnyway{});
  screen.act(session::EditParameter{3, {request::State::value, "1"}});
  screen.act(session::SendAnyway{});
  ASSERT_EQ(screen.all<session::SendRequest>().size(), 1u);
  expect_no_english("sending");
  for (int second = 0; second < 8; ++second) screen.act(session::Woken{session::Timer::slow});
  expect_no_english("waiting");
  screen.respond(400, "1");
  expect_no_english("responded");
  screen.act(session::SendAnyway{});
  screen.act(session::Failed{screen.host.exchange().id, session::FailureKind::network, "", 0});
  expect_no_english("failed");
  screen.act(session::OpenAuthorize{});
  expect_no_english("dialog");
  screen.act(session::EditCredential{1, session::CredentialPart::secret, "1"});
  screen.act(session::SaveCredentials{});
  screen.act(session::OpenAuthorize{});
  expect_no_english("dialog again");
  screen.act(session::CloseAuthorize{});
  screen.resize(kNarrow);
  expect_no_english("narrow");
}

TEST_P(Languages, SayAFailedLoadToo) {
  screen.opened.language = GetParam();
  screen.host.resources.clear();
  screen.open();
  expect_no_english("failed load");
}

INSTANTIATE_TEST_SUITE_P(Table, Languages, testing::Values("ko", "ja"));

TEST(Language, AChoiceRewordsWhatIsOnThePage) {
  Screen screen;
  screen.serve(kWordless);
  screen.open("#/operations/8");
  EXPECT_TRUE(screen.has(Role::button, "Other"));
  screen.act(session::ChooseLanguage{schema::Language::ko});
  EXPECT_TRUE(screen.has(Role::button, "보내기"));
  EXPECT_TRUE(screen.has(Role::button, "기타"));
  EXPECT_FALSE(screen.has(Role::button, "Other"));
  EXPECT_EQ(screen.surface("navigation").name, "오퍼레이션");
}

}  // namespace
}  // namespace vitrine::view
