#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>

#include "app/session/work.h"
#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kAddress = "https://docs.example/openapi.json";

/// One of the elements of a page.
struct Element {
  Session session;
  Page page{session};

  explicit Element(std::shared_ptr<Sharing> sharing) : session(std::move(sharing)) {}

  bool ready() const { return session.loading.stage == Loading::Stage::ready; }
};

Opened opened(std::string hash = {}, std::string group = {}) {
  Opened event = Page::opened();
  event.hash = std::move(hash);
  event.group = std::move(group);
  return event;
}

class Sharers : public testing::Test {
 protected:
  std::shared_ptr<Sharing> sharing = std::make_shared<Sharing>();
  std::optional<Element> first{std::in_place, sharing};
  Element second{sharing};

  Shared& shared() { return *second.session.work->shared; }
  /// Both are open, and show the operation.
  void open(const std::string& hash) {
    first->page.open(opened(hash));
    second.page.open(opened(hash));
    ASSERT_TRUE(first->ready() && second.ready());
  }
  static void sign_in(Page& page, std::string token) {
    page.act(OpenAuthorize{});
    page.act(EditCredential{0, CredentialPart::secret, std::move(token)});
    page.act(SaveCredentials{});
  }
};

TEST_F(Sharers, OneLoadServesAllElementsOfADescription) {
  const std::string text = read_fixture("gallery.json");
  first->page.serves_resources = second.page.serves_resources = false;
  first->page.open();
  second.page.open();
  ASSERT_THAT(first->page.all<LoadResource>(), SizeIs(1));
  EXPECT_THAT(second.page.all<LoadResource>(), IsEmpty());
  EXPECT_EQ(second.session.loading.stage, Loading::Stage::loading);
  const Id id = first->page.all<LoadResource>()[0].id;
  first->page.act(Chunk{id, text, text.size()});
  first->page.act(End{id});
  ASSERT_TRUE(first->ready());
  EXPECT_FALSE(second.ready()) << "nothing changes under a session";
  EXPECT_THAT(first->page.all<TellOthers>(), testing::Not(IsEmpty()));
  EXPECT_TRUE(is_behind(second.session));
  second.page.act(Told{});
  EXPECT_TRUE(second.ready());
  EXPECT_EQ(second.session.spec, first->session.spec);
  EXPECT_FALSE(is_behind(second.session));
}

TEST_F(Sharers, ALaterElementHasTheDescriptionAtOnce) {
  first->page.open();
  second.page.open(opened("#/operations/me"));
  EXPECT_TRUE(second.ready());
  EXPECT_THAT(second.page.all<LoadResource>(), IsEmpty());
  ASSERT_NE(current_operation(second.session), nullptr);
  EXPECT_EQ(current_operation(second.session)->operation_id, "me");
}

TEST_F(Sharers, OtherGroupsAndOtherCookiesHaveTheirOwn) {
  first->page.open();
  second.page.open(opened({}, "b"));
  EXPECT_THAT(second.page.all<LoadResource>(), SizeIs(1));
  Element third(sharing);
  Opened event = opened();
  event.includes_credentials = true;
  third.page.open(event);
  EXPECT_THAT(third.page.all<LoadResource>(), SizeIs(1));
  first->page.show("me");
  sign_in(first->page, "abc");
  EXPECT_THAT(first->page.all<TellOthers>(), IsEmpty());
  second.page.act(Told{});
  EXPECT_THAT(second.session.credentials, IsEmpty());
}

TEST_F(Sharers, AnElementAloneTellsNobody) {
  second.page.open();
  second.page.show("me");
  sign_in(second.page, "abc");
  EXPECT_THAT(second.page.all<TellOthers>(), IsEmpty());
}

TEST_F(Sharers, SigningInAndOutInOneIsSeenInTheOthers) {
  open("#/operations/me");
  sign_in(first->page, "abc");
  EXPECT_THAT(first->page.all<TellOthers>(), testing::Not(IsEmpty()));
  const uint64_t revision = second.session.page_revision;
  second.page.act(Told{});
  EXPECT_GT(second.session.page_revision, revision);
  ASSERT_THAT(second.session.credentials, SizeIs(1));
  EXPECT_TRUE(second.session.current.security.satisfied);
  second.page.act(OpenAuthorize{});
  second.page.act(ForgetCredentials{0});
  first->page.act(Told{});
  EXPECT_THAT(first->session.credentials, IsEmpty());
  EXPECT_FALSE(first->session.current.security.satisfied);
}

TEST_F(Sharers, AnOpenDialogShowsWhatCameUnlessSomethingElseIsTyped) {
  open("#/operations/me");
  second.page.act(OpenAuthorize{});
  sign_in(first->page, "abc");
  second.page.act(Told{});
  const CredentialDraft& draft = second.session.authorize.drafts.at(0);
  EXPECT_EQ(draft.text(CredentialPart::secret), "abc");
  EXPECT_TRUE(draft.saved);
  second.page.act(EditCredential{0, CredentialPart::secret, "typed"});
  sign_in(first->page, "def");
  second.page.act(Told{});
  EXPECT_EQ(draft.text(CredentialPart::secret), "typed");
}

TEST_F(Sharers, AServerChosenInOneIsChosenInTheOthers) {
  open("#/operations/listPictures");
  first->page.act(ChooseServer{1});
  first->page.act(EditServerVariable{"region", "us"});
  second.page.act(Told{});
  EXPECT_EQ(second.page.form().server_url, "https://us.gallery.example");
  Element third(sharing);
  third.page.open(opened("#/operations/listPictures"));
  EXPECT_EQ(third.page.form().server_url, "https://us.gallery.example");
}

TEST_F(Sharers, AReloadByOneReloadsForAll) {
  open("#/operations/listPictures");
  second.page.type("limit", "12");
  std::string text = read_fixture("gallery.json");
  text.replace(text.find("Gallery"), 7, "Another");
  first->page.resources[kAddress] = text;
  const auto before = second.session.spec;
  first->page.act(Reload{});
  second.page.act(Told{});
  EXPECT_NE(second.session.spec, before);
  EXPECT_EQ(second.session.spec->description.info().title, "Another");
  EXPECT_EQ(second.page.field("limit").value.text, "12") << "the input stays";
}

TEST_F(Sharers, TheReadingGoesOnWithoutItsFirstElement) {
  std::string text = read_fixture("gallery.json");
  text += std::string(3'000'000, ' ');
  first->page.serves_resources = false;
  first->page.open();
  second.page.open();
  const Id id = first->page.all<LoadResource>()[0].id;
  // Bytes wait for their slices when it goes.
  (void)update(first->session, Chunk{id, text.substr(0, 2'500'000), text.size()});
  first.reset();
  ASSERT_TRUE(is_behind(second.session));
  second.page.act(Told{});
  second.page.act(Chunk{id, text.substr(2'500'000), text.size()});
  second.page.act(End{id});
  EXPECT_TRUE(second.ready());
  EXPECT_THAT(second.page.all<LoadResource>(), IsEmpty());
}

TEST_F(Sharers, BytesThatComeToAnElementOfAnotherDescriptionAreHandedOn) {
  const std::string text = read_fixture("gallery.json");
  first->page.serves_resources = false;
  first->page.open();
  second.page.open();
  const Id id = first->page.all<LoadResource>()[0].id;
  Opened other = opened();
  other.spec = "other.json";
  first->page.act(Action(other));
  EXPECT_THAT(first->page.all<CancelRequest>(), IsEmpty()) << "the other waits for it";
  first->page.act(Chunk{id, text, text.size()});
  first->page.act(End{id});
  second.page.act(Told{});
  EXPECT_TRUE(second.ready());
}

TEST_F(Sharers, ALoadThatNobodyWaitsForIsCancelled) {
  first->page.serves_resources = false;
  first->page.open();
  const Id id = first->page.all<LoadResource>()[0].id;
  first.reset();
  second.page.act(Chunk{id, "{", 0});
  ASSERT_THAT(second.page.all<CancelRequest>(), SizeIs(1));
  EXPECT_EQ(second.page.all<CancelRequest>()[0].id, id);
}

TEST_F(Sharers, ANewElementTriesAgainWhatFailed) {
  first->page.resources.clear();
  first->page.open();
  ASSERT_EQ(first->session.loading.stage, Loading::Stage::failed);
  second.page.open();
  EXPECT_TRUE(second.ready());
  first->page.act(Told{});
  EXPECT_TRUE(first->ready());
}

TEST_F(Sharers, TheIndexAndTheUsesAreMadeOnce) {
  open("#/operations/me");
  first->page.act(FilterNavigation{"password"});
  second.page.act(FilterNavigation{"password"});
  EXPECT_NE(first->session.work->search, nullptr);
  EXPECT_EQ(first->session.work->search, second.session.work->search);
  EXPECT_EQ(first->session.navigation.hits.size(), second.session.navigation.hits.size());
  for (Page* page : {&first->page, &second.page}) {
    page->act(Navigate{"#/schemas/UserCreate"});
    page->act(FindUses{});
  }
  EXPECT_THAT(shared().uses, SizeIs(1));
  EXPECT_EQ(first->session.prepared.uses.size(), second.session.prepared.uses.size());
  EXPECT_THAT(second.session.prepared.uses, testing::Not(IsEmpty()));
}

TEST_F(Sharers, TheLastOneFreesIt) {
  open("");
  const std::weak_ptr<Shared> shared = second.session.work->shared;
  const std::weak_ptr<Spec> spec = second.session.spec;
  const std::weak_ptr<Wallet> wallet = second.session.work->wallet;
  first.reset();
  EXPECT_FALSE(spec.expired());
  second.session = Session(sharing);
  EXPECT_TRUE(shared.expired());
  EXPECT_TRUE(spec.expired());
  EXPECT_TRUE(wallet.expired());
}

TEST_F(Sharers, TypedInputBelongsToThePlaceOfTheElement) {
  Opened event = opened("#/operations/listPictures");
  first->page.open(event);
  event.place = "1";
  second.page.open(event);
  first->page.type("limit", "1");
  second.page.type("limit", "2");
  for (Page* page : {&first->page, &second.page}) page->act(Woken{Timer::persist});
  const std::string address = kAddress;
  EXPECT_EQ(first->page.all<Persist>().at(0).key, "form " + address + " GET /pictures");
  EXPECT_EQ(second.page.all<Persist>().at(0).key, "form " + address + " 1 GET /pictures");
}

TEST_F(Sharers, ATokenIsRenewedOnceForAllThatWaitForIt) {
  open("#/operations/me");
  Credential credential;
  credential.description = kAddress;
  credential.scheme = "bearer";
  credential.origin = "https://docs.example";
  credential.secret = "0ld";
  credential.identity.expires_s = 10;
  credential.renewal.refresh_token = "r3fresh";
  first->session.credentials.push_back(credential);
  ++first->session.work->credentials_revision;
  first->session.now_s = second.session.now_s = 100;
  first->page.act(Send{});
  ASSERT_THAT(first->page.all<SendRequest>(), SizeIs(1));
  const Id id = first->page.all<SendRequest>()[0].id;
  second.page.act(Send{});
  EXPECT_THAT(second.page.all<SendRequest>(), IsEmpty()) << "it waits for the other's token";
  const std::string token = R"({"access_token": "n3w", "expires_in": 60})";
  first->page.act(ResponseHead{id, 200, "", {}, 1});
  first->page.act(ResponseEnd{id, token.size(), 2});
  first->page.act(BodyWindow{id, 0, token, true});
  second.page.act(Told{});
  for (Page* page : {&first->page, &second.page}) {
    const SendRequest sent = page->all<SendRequest>().back();
    ASSERT_NE(sent.request.header("Authorization"), nullptr);
    EXPECT_EQ(sent.request.header("Authorization")->value.text, "Bearer n3w");
  }
}

TEST_F(Sharers, ARenewalThatEndsWithItsElementHoldsNobodyUp) {
  open("#/operations/me");
  Credential credential;
  credential.description = kAddress;
  credential.scheme = "bearer";
  credential.origin = "https://docs.example";
  credential.secret = "0ld";
  credential.identity.expires_s = 10;
  credential.renewal.refresh_token = "r3fresh";
  first->session.credentials.push_back(credential);
  ++first->session.work->credentials_revision;
  first->session.now_s = second.session.now_s = 100;
  first->page.act(Send{});
  second.page.act(Send{});
  ASSERT_THAT(second.page.all<SendRequest>(), IsEmpty());
  first.reset();
  second.page.act(Told{});
  EXPECT_THAT(second.page.all<SendRequest>(), SizeIs(1));
}

}  // namespace
}  // namespace vitrine::session
