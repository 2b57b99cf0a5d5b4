#include "server/api/declare/responses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <vitrine.h>

#include "tests/unit/server/client.h"
#include "tests/unit/server/declared.h"
#include "tests/unit/server/probe.h"
#include "tests/unit/server/promises.h"
#include "tests/unit/server/running.h"

namespace vitrine::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

struct StoredUser {
  std::string name;
  std::string password_hash;
};
/// A model that shows only some members of what is stored.
struct ShownUser : StoredUser {};

struct SignUp {
  std::string password;
};
struct ImportJob {
  int done = 0;
};
struct PagedList {
  std::vector<int> items;
  int total = 0;
  std::optional<std::string> next;
};

}  // namespace
}  // namespace vitrine::test

template <>
struct vitrine::Schema<vitrine::test::ShownUser> {
  static constexpr auto fields = vitrine::fields(field<&vitrine::test::ShownUser::name>("name"));
};
template <>
struct vitrine::Schema<vitrine::test::SignUp> {
  static constexpr auto fields =
      vitrine::fields(field<&vitrine::test::SignUp::password>("password").write_only());
};
template <>
struct vitrine::Schema<vitrine::test::ImportJob> {
  static constexpr auto fields = vitrine::fields(field<&vitrine::test::ImportJob::done>("done"));
};
template <>
struct vitrine::Schema<vitrine::test::PagedList> {
  static constexpr auto fields = vitrine::fields(field<&vitrine::test::PagedList::items>("items"));
  static constexpr auto headers = vitrine::fields(
      field<&vitrine::test::PagedList::total>("X-Total").minimum(0).description("How many."),
      field<&vitrine::test::PagedList::next>("Link"));
};

namespace vitrine::test {
namespace {

using Which = Query<"which", std::optional<int>>;

Api results() {
  Api api({.title = "T", .version = "1"});
  api.on_error([](std::string_view) {});
  api.post("/imports",
           [](Which which) -> std::variant<Accepted<ImportJob>, ImportJob, Redirect<>, NoContent> {
             switch (which.value.value_or(0)) {
               case 1:
                 return ImportJob{100};
               case 2:
                 return Redirect<>{"/imports/7"};
               case 3:
                 return NoContent{};
               default:
                 return Accepted<ImportJob>{{1}, "/imports/8"};
             }
           })
      .returns("It has begun.")
      .returns(303, "It was begun before.")
      .response_example("begun", ImportJob{1});
  api.post("/queue", []() -> Accepted<> { return {"/queue/1"}; });
  api.get("/teapot", []() -> Status<418, ImportJob> { return {{3}}; });
  api.get("/nothing", []() -> NoContent { return {}; });
  api.get("/moved", [](Query<"to", std::string> to) -> Redirect<308> { return {*to}; });
  api.get("/page", []() -> Html { return {"<p>Grüße</p>"}; });
  api.get("/text", []() -> PlainText { return {"plain"}; });
  api.get("/either", [](Which which) -> std::variant<ImportJob, Html> {
    if (which.value) return Html{"<b>1</b>"};
    return ImportJob{1};
  });
  api.get(
      "/pdf", []() -> Bytes<"application/pdf"> { return {"%PDF\0\n"}; });
  api.get(
      "/any", [](Query<"type", std::string> type) -> Bytes<"image/*", "text/csv"> {
        return {"a,b", *type, "table é.csv"};
      });
  api.get("/user", []() -> ShownUser { return {StoredUser{"Mina", "$argon2"}}; });
  api.get("/sliced", []() -> ImportJob {
    struct Larger : ImportJob {
      std::string secret = "hidden";
    };
    return Larger{};
  });
  api.get("/paged", [](Which which) -> PagedList {
    PagedList list{{1, 2}, 9, std::nullopt};
    if (which.value) list.next = "</paged?page=2>; rel=\"next\"";
    return list;
  });
  api.get(
      "/unsafe", [
      ](Query<"text", std::string> text) -> With<NoContent, ResponseHeader<"X-Text", std::string>> {
        return {{}, {{*text}}};
      });
  return api;
}

class Responses : public ::testing::Test {
 protected:
  Response handle(const Request& request) const {
    Response response = service_.handle(request);
    if (response.status != 500) {
      EXPECT_EQ(promises_.difference(request, response), "");
    }
    return response;
  }
  json::Value responses(std::string_view path, std::string_view method = "get") const {
    return promises_.document()["paths"][path][method]["responses"];
  }
  const Service service_{results()};
  const Promises promises_{service_};
};

TEST_F(Responses, EachAlternativeHasItsOwnStatus) {
  const Response accepted = handle({"POST", "/imports", {}, ""});
  EXPECT_EQ(accepted.status, 202);
  EXPECT_EQ(header(accepted, "Location"), "/imports/8");
  EXPECT_EQ(accepted.text(), R"({"done":1})");
  const Response done = handle({"POST", "/imports?which=1", {}, ""});
  EXPECT_EQ(done.status, 200);
  EXPECT_EQ(done.text(), R"({"done":100})");
  const Response elsewhere = handle({"POST", "/imports?which=2", {}, ""});
  EXPECT_EQ(elsewhere.status, 303);
  EXPECT_EQ(header(elsewhere, "Location"), "/imports/7");
  EXPECT_EQ(elsewhere.text(), "");
  EXPECT_EQ(handle({"POST", "/imports?which=3", {}, ""}).status, 204);
}

TEST_F(Responses, EachAlternativeIsDocumented) {
  const json::Value all = responses("/imports", "post");
  EXPECT_EQ(all["202"]["description"].string(), "It has begun.");
  EXPECT_TRUE(all["202"]["headers"]["Location"]);
  EXPECT_TRUE(all["202"]["content"]["application/json"]["schema"]["$ref"]);
  EXPECT_TRUE(all["200"]["content"]["application/json"]["schema"]["$ref"]);
  EXPECT_TRUE(all["202"]["content"]["application/json"]["examples"]["begun"]);
  EXPECT_EQ(all["303"]["description"].string(), "It was begun before.");
  EXPECT_TRUE(all["303"]["headers"]["Location"]["required"].boolean());
  EXPECT_FALSE(all["303"]["content"]);
  EXPECT_EQ(all["204"]["description"].string(), "No Content");
}

TEST_F(Responses, AStatusIsAType) {
  const Response queued = handle({"POST", "/queue", {}, ""});
  EXPECT_EQ(queued.status, 202);
  EXPECT_EQ(header(queued, "Location"), "/queue/1");
  EXPECT_EQ(handle(get("/teapot")).status, 418);
  EXPECT_EQ(handle(get("/teapot")).text(), R"({"done":3})");
  EXPECT_EQ(handle(get("/nothing")).status, 204);
  EXPECT_FALSE(responses("/nothing")["200"]);
}

TEST_F(Responses, PagesAndTextSayTheirEncoding) {
  const Response page = service_.handle(get("/page"));
  EXPECT_EQ(header(page, "Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(page.text(), "<p>Grüße</p>");
  EXPECT_EQ(header(service_.handle(get("/text")), "Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(responses("/page")["200"]["content"]["text/html"]["schema"]["type"].string(), "string");
}

TEST(EscapeHtml, TextOfOthersEndsNeitherElementNorAttribute) {
  EXPECT_EQ(escape_html(R"(<a href="x" id='y'>&amp;)"),
            "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;");
  EXPECT_EQ(escape_html("Grüße"), "Grüße");
}

TEST_F(Responses, OneStatusMayHaveSeveralMediaTypes) {
  EXPECT_EQ(handle(get("/either")).text(), R"({"done":1})");
  EXPECT_EQ(service_.handle(get("/either?which=1")).text(), "<b>1</b>");
  const json::Value content = responses("/either")["200"]["content"];
  EXPECT_TRUE(content["application/json"]);
  EXPECT_TRUE(content["text/html"]);
}

TEST_F(Responses, BytesAreOfADeclaredMediaType) {
  const Response pdf = handle(get("/pdf"));
  EXPECT_EQ(header(pdf, "Content-Type"), "application/pdf");
  EXPECT_THAT(header(pdf, "Content-Security-Policy"), HasSubstr("sandbox"));
  // Only files are sent in parts.
  EXPECT_FALSE(responses("/pdf")["206"]);
  const Response image = service_.handle(get("/any?type=image/webp"));
  EXPECT_EQ(header(image, "Content-Type"), "image/webp");
  EXPECT_THAT(header(image, "Content-Disposition"), HasSubstr("table%20%C3%A9.csv"));
  EXPECT_EQ(service_.handle(get("/any?type=text/csv")).status, 200);
  EXPECT_EQ(service_.handle(get("/any?type=text/html")).status, 500);
  EXPECT_EQ(service_.handle(get("/any?type=image/*")).status, 500);
}

TEST_F(Responses, OnlyDeclaredFieldsAreSent) {
  EXPECT_EQ(handle(get("/user")).text(), R"({"name":"Mina"})");
  EXPECT_EQ(handle(get("/sliced")).text(), R"({"done":0})");
  EXPECT_FALSE(
      promises_.document()["components"]["schemas"]["ShownUser"]["properties"]["password_hash"]);
}

TEST_F(Responses, MembersMayBeSentAsHeaders) {
  const Response last = handle(get("/paged"));
  EXPECT_EQ(header(last, "X-Total"), "9");
  EXPECT_EQ(header(last, "Link"), "(none)");
  EXPECT_EQ(last.text(), R"({"items":[1,2]})");
  EXPECT_EQ(header(handle(get("/paged?which=1")), "Link"), "</paged?page=2>; rel=\"next\"");
  const json::Value headers = responses("/paged")["200"]["headers"];
  EXPECT_TRUE(headers["X-Total"]["required"].boolean());
  EXPECT_EQ(headers["X-Total"]["description"].string(), "How many.");
  EXPECT_EQ(headers["X-Total"]["schema"]["minimum"].lexeme(), "0");
  EXPECT_FALSE(headers["Link"]["required"].boolean());
}

TEST_F(Responses, ALineBreakInAHeaderIsNeverSent) {
  EXPECT_EQ(handle(get("/unsafe?text=a%20b")).status, 204);
  for (const char* target : {"/unsafe?text=a%0D%0ASet-Cookie:%20x=1", "/unsafe?text=%0A",
                             "/unsafe?text=%7F", "/moved?to=/a%0D%0AX:%20y"}) {
    const Response response = handle(get(target));
    EXPECT_EQ(response.status, 500) << target;
    EXPECT_THAT(response.text(), Not(HasSubstr("Set-Cookie"))) << target;
    EXPECT_EQ(header(response, "X-Text"), "(none)") << target;
  }
  EXPECT_EQ(handle(get("/moved?to=/b")).status, 308);
  EXPECT_EQ(handle(get("/moved?to=")).status, 500);
}

TEST(ResponsesOnTheWire, ArriveAsTheyWereReturned) {
  const Running server{Front(Service(results()), {{}, true}), patient()};
  httplib::Client client(server.url());
  const auto accepted = client.Post("/imports");
  ASSERT_TRUE(accepted);
  EXPECT_EQ(accepted->status, 202);
  EXPECT_EQ(accepted->get_header_value("Location"), "/imports/8");
  const auto redirect = client.Post("/imports?which=2");
  ASSERT_TRUE(redirect);
  EXPECT_EQ(redirect->status, 303);
  const auto page = client.Get("/page");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->body, "<p>Grüße</p>");
  EXPECT_EQ(page->get_header_value("Content-Type"), "text/html; charset=utf-8");
  const std::string raw =
      server.raw("GET /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(raw,
              AllOf(StartsWith("HTTP/1.1 204 No Content\r\n"), Not(HasSubstr("Content-Length"))));
}

TEST(ResponseDeclarations, MistakesStopTheStart) {
  Api api({.title = "T", .version = "1"});
  api.get("/a", []() -> std::variant<PagedList, Status<200, ImportJob>> { return PagedList{}; });
  api.get("/b", []() -> ImportJob { return {}; }).returns(303, "Elsewhere.");
  api.get(
      "/c", []() -> Bytes<"png"> { return {}; });
  api.get("/d", []() -> std::vector<std::optional<SignUp>> { return {}; });
  api.get(
      "/e", []() -> With<ImportJob, ResponseHeader<"Content-Type", std::string>> {
        return {{}, {{"text/html"}}};
      });
  api.get(
      "/f", []() -> With<ImportJob, ResponseHeader<"X Y", int>, SetCookie<"a;b">> { return {}; });
  const std::string all = mistakes_of(std::move(api));
  EXPECT_THAT(all, HasSubstr("GET /d: SignUp.password is write-only, and the handler returns it"));
  EXPECT_THAT(all, HasSubstr("GET /e: the header Content-Type is made by the server itself"));
  EXPECT_THAT(all, HasSubstr("GET /f: \"X Y\" is no name of a header"));
  EXPECT_THAT(all, HasSubstr("GET /f: \"a;b\" is no name of a header"));
  EXPECT_THAT(all, HasSubstr("GET /a: two results have the status 200 and the media type "
                             "application/json"));
  EXPECT_THAT(all, HasSubstr("GET /b: the handler returns nothing with status 303"));
  EXPECT_THAT(all, HasSubstr("GET /c: \"png\" is no media type"));
}

}  // namespace
}  // namespace vitrine::test
