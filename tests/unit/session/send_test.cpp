#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/session/exchange/body_text.h"
#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using schema::Language;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kUser = R"({"email": "ada@example.org", "password": "correct horse"})";

class Sending : public testing::Test {
 protected:
  Page page;
  void SetUp() override {
    page.open("#/operations/createUser");
    page.act(EditBody{kUser});
  }
};

TEST_F(Sending, AFilledInFormBecomesARequestAndItsResponse) {
  page.act(Send{});
  ASSERT_EQ(page.all<SendRequest>().size(), 1u);
  const request::HttpRequest sent = page.all<SendRequest>()[0].request;
  EXPECT_EQ(sent.method, "POST");
  EXPECT_EQ(sent.url.text, "https://docs.example/users");
  ASSERT_NE(sent.header("content-type"), nullptr);
  EXPECT_EQ(sent.header("content-type")->value.text, "application/json");
  EXPECT_EQ(body_text(sent), kUser);
  EXPECT_EQ(page.exchange().state, Exchange::State::sending);

  page.respond(201, R"({"token":"t","n":1.10})");
  EXPECT_EQ(page.exchange().state, Exchange::State::done);
  EXPECT_EQ(status_line(page.exchange()), "201 Created");
  EXPECT_EQ(page.exchange().elapsed_ms, 34);
  EXPECT_EQ(page.exchange().received, 22u);
  EXPECT_EQ(body_to_copy(page.exchange()), "{\n  \"token\": \"t\",\n  \"n\": 1.10\n}");
  EXPECT_EQ(page.exchange().text->text(), R"({"token":"t","n":1.10})");
}

TEST_F(Sending, ViolationsSendNothingAndFocusTheFirst) {
  page.act(EditBody{R"({"email": "ada@example.org", "password": "short"})"});
  page.act(Send{});
  EXPECT_THAT(page.all<SendRequest>(), IsEmpty());
  ASSERT_EQ(page.all<FocusField>().size(), 1u);
  EXPECT_EQ(page.all<FocusField>()[0].field, "/body/password");
  EXPECT_TRUE(page.form().send_anyway_offered);
  EXPECT_EQ(violation_count(page.form()), 1u);
}

TEST_F(Sending, SendAnywaySendsWhatWasTypedToTheLetter) {
  page.act(EditBody{"{ not json"});
  page.act(Send{});
  EXPECT_TRUE(page.form().send_anyway_offered);
  page.act(SendAnyway{});
  ASSERT_EQ(page.all<SendRequest>().size(), 1u);
  EXPECT_EQ(body_text(page.all<SendRequest>()[0].request), "{ not json");
  EXPECT_FALSE(page.form().send_anyway_offered);
}

TEST_F(Sending, MendingTheLastFieldWithdrawsSendAnyway) {
  page.act(EditBody{"{}"});
  page.act(Send{});
  EXPECT_TRUE(page.form().send_anyway_offered);
  page.act(EditBody{kUser});
  EXPECT_FALSE(page.form().send_anyway_offered);
}

TEST_F(Sending, AnAbsentRequiredBodyIsAViolation) {
  page.act(EditBody{""});
  page.act(Send{});
  EXPECT_THAT(page.all<SendRequest>(), IsEmpty());
  EXPECT_EQ(page.all<FocusField>()[0].field, "/body/email");
}

TEST_F(Sending, TwoPressesAreOneRequest) {
  page.act(Send{});
  page.act(Send{});
  page.act(SendAnyway{});
  EXPECT_EQ(page.all<SendRequest>().size(), 1u);
}

TEST_F(Sending, AResponseAfterCancelIsIgnored) {
  page.act(Send{});
  const Id id = page.exchange().id;
  page.act(Cancel{});
  ASSERT_EQ(page.all<CancelRequest>().size(), 1u);
  EXPECT_EQ(page.all<CancelRequest>()[0].id, id);
  page.act(ResponseHead{id, 201, "Created", {}, 1});
  page.act(ResponseEnd{id, 0, 1});
  page.act(Failed{id, FailureKind::network, "", 0});
  EXPECT_EQ(page.exchange().state, Exchange::State::cancelled);
  EXPECT_EQ(page.exchange().status, 0);
}

TEST_F(Sending, TheResponseToAnEarlierRequestIsIgnored) {
  page.act(Send{});
  const Id first = page.exchange().id;
  page.act(Cancel{});
  page.act(Send{});
  ASSERT_NE(page.exchange().id, first);
  page.act(ResponseHead{first, 500, "", {}, 1});
  page.act(ResponseEnd{first, 10, 1});
  page.act(BodyWindow{first, 0, "old", true});
  EXPECT_EQ(page.exchange().state, Exchange::State::sending);
  EXPECT_EQ(page.exchange().text, nullptr);
  // Nobody will ask for the earlier body any more.
  ASSERT_EQ(page.all<DropBody>().size(), 1u);
  EXPECT_EQ(page.all<DropBody>()[0].id, first);
}

TEST_F(Sending, AResponseFindsItsOperationWhileAnotherIsShown) {
  page.act(Send{});
  const Id id = page.exchange().id;
  page.show("listPictures");
  EXPECT_EQ(current_exchange(page.session), nullptr);
  page.act(ResponseHead{id, 409, "", {}, 1});
  page.act(ResponseEnd{id, 0, 2});
  page.show("createUser");
  EXPECT_EQ(status_line(page.exchange()), "409 Conflict");
}

TEST_F(Sending, AnArrivingResponseLeavesTheFormAlone) {
  page.act(Send{});
  const uint32_t revision = page.form().body_revision;
  page.act(EditBody{"{\"email\": \"typing"});
  page.respond(422, "{}");
  EXPECT_EQ(page.form().body, "{\"email\": \"typing");
  EXPECT_EQ(page.form().body_revision, revision);
}

TEST_F(Sending, ALargeBodyIsReadInParts) {
  page.act(Send{});
  const std::string large(1'000'000, 'a');
  page.respond(200, large, "text/plain");
  const auto reads = page.all<ReadBody>();
  EXPECT_EQ(reads[0].length, kBodyWindowBytes);
  EXPECT_EQ(reads[0].form, BodyForm::text);
  EXPECT_EQ(reads[1].offset, kBodyWindowBytes);
  EXPECT_EQ(reads[1].form, BodyForm::more_text);
  EXPECT_EQ(reads.size(), 5u);
  EXPECT_TRUE(page.exchange().complete);
  EXPECT_EQ(page.exchange().text->text(), large);
}

TEST_F(Sending, ALongWaitIsSaid) {
  page.act(Send{});
  page.act(Woken{Timer::slow});
  EXPECT_EQ(page.exchange().waited_s, 1u);
  EXPECT_FALSE(page.exchange().slow);
  for (int second = 1; second < 8; ++second) page.act(Woken{Timer::slow});
  EXPECT_TRUE(page.exchange().slow);
  page.respond(201, "{}");
  const std::size_t timers = page.all<Wake>().size();
  page.act(Woken{Timer::slow});
  EXPECT_FALSE(page.exchange().slow);
  EXPECT_EQ(page.all<Wake>().size(), timers) << "nothing is waited for any more";
}

struct FailureCase {
  FailureKind kind;
  uint32_t server;
  std::string page_url;
  Word failure;
};

class Failures : public testing::TestWithParam<FailureCase> {};

TEST_P(Failures, AreSaidInWordsWithARemedyAndKeepTheForm) {
  Page page;
  page.resources["http://docs.example/openapi.json"] = read_fixture("gallery.json");
  Opened event = Page::opened();
  event.page_url = GetParam().page_url;
  event.spec = event.page_url.substr(0, event.page_url.rfind('/')) + "/openapi.json";
  event.hash = "#/operations/createUser";
  page.open(event);
  page.act(EditBody{kUser});
  page.act(ChooseServer{GetParam().server});
  page.act(Send{});
  page.act(Failed{page.exchange().id, GetParam().kind, "Failed to fetch", 0});
  EXPECT_EQ(page.exchange().state, Exchange::State::failed);
  EXPECT_EQ(page.exchange().failure.word, GetParam().failure);
  EXPECT_NE(text(page.exchange().remedy, Language::en), "");
  EXPECT_EQ(page.exchange().detail, "Failed to fetch");
  EXPECT_EQ(page.form().body, kUser);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Failures,
    testing::Values(
        FailureCase{FailureKind::network, 0, "https://docs.example/docs",
                    Word::request_no_response},
        FailureCase{FailureKind::network, 1, "https://docs.example/docs",
                    Word::request_no_response},
        FailureCase{FailureKind::cross_origin, 1, "https://docs.example/docs",
                    Word::request_cross_origin},
        FailureCase{FailureKind::origin_refused, 1, "https://docs.example/docs",
                    Word::request_cross_origin},
        FailureCase{FailureKind::timeout, 0, "https://docs.example/docs", Word::request_timeout},
        FailureCase{FailureKind::aborted, 0, "https://docs.example/docs", Word::request_aborted}));

TEST(Failure, OfAnotherOriginNamesBothOrigins) {
  Page page;
  page.open("#/operations/createUser");
  page.act(EditBody{kUser});
  page.act(ChooseServer{1});
  page.act(Send{});
  page.act(Failed{page.exchange().id, FailureKind::network, "", 0});
  EXPECT_THAT(text(page.exchange().failure, Language::en), HasSubstr("https://eu.gallery.example"));
  EXPECT_THAT(text(page.exchange().remedy, Language::en), HasSubstr("https://docs.example"));
}

TEST(Failure, OfAServerOfVitrineNamesTheOptionThatAllowsThisPage) {
  Page page;
  page.open("#/operations/createUser");
  page.act(EditBody{kUser});
  page.act(ChooseServer{1});
  page.act(Send{});
  page.act(Failed{page.exchange().id, FailureKind::origin_refused, "", 0});
  EXPECT_THAT(text(page.exchange().remedy, Language::en),
              HasSubstr("--cors-origin https://docs.example,"));
}

TEST(Failure, OfARequestThatCannotBeMadeSaysWhy) {
  Page page;
  page.open("#/operations/GET/%2Fpictures%2F%7Bid%7D");
  page.act(SendAnyway{});
  EXPECT_THAT(page.all<SendRequest>(), IsEmpty());
  EXPECT_EQ(page.exchange().failure.word, Word::request_not_made);
  EXPECT_THAT(text(page.exchange().failure, Language::en), HasSubstr("id"));
}

TEST(Send, WithoutAnOperationDoesNothing) {
  Page page;
  page.open();
  page.effects.clear();
  page.act(Send{});
  page.act(Cancel{});
  page.act(EditBody{"x"});
  page.act(EditParameter{3, {}});
  EXPECT_THAT(page.effects, IsEmpty());
}

TEST(Words, OfTimeAndSizeAreShort) {
  EXPECT_EQ(duration_words(12.4, Language::en), "12 ms");
  EXPECT_EQ(duration_words(1449, Language::en), "1.4 s");
  EXPECT_EQ(duration_words(999.9, Language::en), "1 s");
  EXPECT_EQ(size_words(318, Language::en), "318 B");
  EXPECT_EQ(size_words(4200, Language::en), "4.1 KB");
  EXPECT_EQ(size_words(123'456, Language::en), "121 KB");
  EXPECT_EQ(size_words(1'048'000, Language::en), "1023 KB");
  EXPECT_EQ(size_words(13'000'000, Language::en), "12.4 MB");
}

TEST(Words, AreThereInEveryLanguage) {
  for (uint16_t i = 0; i < static_cast<uint16_t>(Word::count); ++i) {
    for (const Language language : {Language::en, Language::ko, Language::ja}) {
      EXPECT_FALSE(word(static_cast<Word>(i), language).empty()) << i;
    }
  }
  EXPECT_EQ(fill(Word::fields_need_attention, Language::en, {{"n", "1"}}),
            "1 field needs attention");
  EXPECT_EQ(fill(Word::fields_need_attention, Language::en, {{"n", "2"}}),
            "2 fields need attention");
}

TEST(Words, ValuesAreNotReadAsTemplates) {
  EXPECT_EQ(fill(Word::document_failed, Language::en, {{"uri", "{uri}|{n}"}}),
            "{uri}|{n} could not be loaded");
}

}  // namespace
}  // namespace vitrine::session
