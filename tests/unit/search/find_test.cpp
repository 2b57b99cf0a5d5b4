#include "app/search/find.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "app/search/gatherer.h"
#include "tests/unit/openapi/loaded.h"

namespace vitrine::search {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view kShop = R"({"openapi":"3.1.0","info":{"title":"Shop","version":"1",
  "description":"Welcome.\n\n# Rate limits\n\nEvery caller has a **quota**.\n"},
  "tags":[{"name":"people","description":"Everybody who buys."}],
  "paths":{"/users":{"post":{"operationId":"createUser","summary":"Create an account",
    "tags":["people"],"description":"Sends a confirmation letter.",
    "parameters":[{"name":"dry_run","in":"query","description":"Only simulate",
      "schema":{"type":"string","enum":["ascending","descending"]}}],
    "requestBody":{"content":{"application/json":{"schema":{"type":"object","properties":{
      "email":{"type":"string","description":"Where the `receipts` go"},
      "address":{"type":"object","properties":{
        "city":{"type":"string","description":"도시 이름을 적습니다"}}},
      "labels":{"type":"array","items":{"description":"Like stickers","type":"object","properties":{
        "color":{"type":"string","description":"背景の色を指定します"}}}},
      "extra":{"additionalProperties":{"properties":{"weight":{"type":"number"}}}}}}}}},
    "responses":{"201":{"description":"Stored",
      "headers":{"X-Rate-Limit":{"description":"Calls left","schema":{"type":"integer"}}},
      "content":{"application/json":{"schema":{"allOf":[{"type":"object","properties":{
        "token":{"type":"string"}}}]}}}}}}}},
  "components":{"schemas":{"Invoice":{"type":"object","description":"A bill","properties":{
      "total":{"type":"number","description":"Sum including taxes"}}}},
    "securitySchemes":{"session":{"type":"http","scheme":"bearer",
      "description":"Obtained by signing in"}}}})";

class Searched {
 public:
  explicit Searched(std::string_view text, size_t most_bytes = Index::kMostBytes)
      : loaded_(text), gatherer_(loaded_.description, most_bytes) {
    while (!gatherer_.step(100)) ++slices;
  }

  Found find(std::string_view query, const Shown& shown = {}) const {
    return search::find(gatherer_.index(), loaded_.description, query, shown);
  }
  std::vector<std::string> titles(std::string_view query) const {
    std::vector<std::string> found;
    for (const Hit& hit : find(query).hits) found.push_back(hit.title);
    return found;
  }
  /// Where the best hit leads.
  std::string best(std::string_view query) const {
    const Found found = find(query);
    return found.hits.empty() ? "nowhere" : found.hits[0].link;
  }
  const Index& index() const { return gatherer_.index(); }

  int slices = 0;

 private:
  openapi::Loaded loaded_;
  Gatherer gatherer_;
};

TEST(Search, LeadsToEveryKindOfPlace) {
  const Searched shop(kShop);
  const std::string operation = "#/operations/createUser";
  const std::vector<std::pair<const char*, std::string>> rows = {
      {"email", operation + "?field=%2Frequest%2Femail"},
      {"receipts", operation + "?field=%2Frequest%2Femail"},
      {"city", operation + "?field=%2Frequest%2Faddress%2Fcity"},
      {"color", operation + "?field=%2Frequest%2Flabels%2F*%2Fcolor"},
      {"stickers", operation + "?field=%2Frequest%2Flabels"},
      {"weight", operation + "?field=%2Frequest%2Fextra%2F*%2Fweight"},
      {"dry_run", operation + "?field=%2Fquery%2Fdry_run"},
      {"descending", operation + "?field=%2Fquery%2Fdry_run"},
      {"token", operation + "?field=%2Fresponse%2F201%2Ftoken"},
      {"stored", operation + "?field=%2Fresponse%2F201"},
      {"x-rate-limit", operation + "?field=%2Fresponse-header%2F201%2FX-Rate-Limit"},
      {"calls left", operation + "?field=%2Fresponse-header%2F201%2FX-Rate-Limit"},
      {"rate limits", "#/?heading=rate-limits"},
      {"quota", "#/?heading=rate-limits"},
      {"welcome", "#/"},
      {"everybody", "#/tags/people"},
      {"confirmation", operation},
      {"createUser", operation},
      {"invoice", "#/schemas/Invoice"},
      {"taxes", "#/schemas/Invoice?field=%2Ftotal"},
      {"signing", "#/?field=%2Fsecurity%2Fsession"}};
  for (const auto& [query, link] : rows) EXPECT_EQ(shop.best(query), link) << query;
  EXPECT_THAT(shop.titles("zebra"), IsEmpty());
  EXPECT_THAT(shop.titles(" "), IsEmpty());
}

TEST(Search, LeadsToServersSchemesLinksCallbacksAndTheWordsOfValues) {
  const Searched shop(R"({"openapi":"3.1.0","info":{"title":"Shop","version":"1"},
    "servers":[{"url":"https://main.example"},{"url":"https://{region}.spare.example",
      "description":"Only in emergencies",
      "variables":{"region":{"default":"tokyo","description":"Choose the nearest"}}}],
    "paths":{"/orders":{"post":{"operationId":"order","responses":{"201":{"description":"Done",
        "links":{"tracking":{"operationId":"track","description":"Follow the parcel"}}}},
      "callbacks":{"shipped":{
        "{$request.body#/none}":{"summary":"No operation"},
        "{$request.body#/url}":{"post":{"summary":"It left the warehouse",
          "parameters":[{"name":"carrier","in":"query","schema":{"type":"string"}}],
          "requestBody":{"content":{"application/json":{"schema":{"type":"object","properties":{
            "weighed":{"type":"number"}}}}}},
          "responses":{"204":{"description":"Acknowledged","headers":{"X-Seen":{
            "schema":{"type":"string"}}}}},
          "callbacks":{"returned":{"{$request.body#/back}":{"post":{
            "description":"The customer refused it","responses":{}}}}}}}}}}}},
    "components":{"schemas":{"State":{"type":"integer","enum":[1,2],
        "x-enum-varnames":["DRAFT","ARCHIVED"],
        "x-enum-descriptions":["Nobody sees it","Kept for auditors"]}},
      "securitySchemes":{"login":{"type":"oauth2","flows":{"implicit":{
          "authorizationUrl":"https://main.example/login",
          "scopes":{"orders:write":"Place purchases","orders:read":"Look around"}}}},
        "key":{"type":"apiKey","in":"header","name":"X-Shop-Key"}}}})");
  const std::string operation = "#/operations/order?field=";
  const std::vector<std::pair<const char*, std::string>> rows = {
      {"spare", "#/?field=%2Fservers%2F1"},
      {"emergencies", "#/?field=%2Fservers%2F1"},
      {"nearest", "#/?field=%2Fservers%2F1"},
      {"login", "#/?field=%2Fsecurity%2Flogin"},
      {"X-Shop-Key", "#/?field=%2Fsecurity%2Fkey"},
      {"purchases", "#/?field=%2Fsecurity%2Flogin%2Forders%3Awrite"},
      {"parcel", operation + "%2Fresponse-link%2F201%2Ftracking"},
      {"shipped", operation + "%2Fcallback%2F0"},
      {"warehouse", operation + "%2Fcallback%2F0"},
      {"carrier", operation + "%2Fcallback%2F0%2Fquery%2Fcarrier"},
      {"weighed", operation + "%2Fcallback%2F0%2Frequest%2Fweighed"},
      {"acknowledged", operation + "%2Fcallback%2F0%2Fresponse%2F204"},
      {"x-seen", operation + "%2Fcallback%2F0%2Fresponse-header%2F204%2FX-Seen"},
      {"refused", operation + "%2Fcallback%2F0%2Fcallback%2F0"},
      {"archived", "#/schemas/State"},
      {"auditors", "#/schemas/State"}};
  for (const auto& [query, link] : rows) EXPECT_EQ(shop.best(query), link) << query;
  EXPECT_EQ(shop.find("auditors").hits.at(0).text, "Kept for auditors");
  EXPECT_EQ(shop.find("nearest").hits.at(0).text, "Choose the nearest");
  EXPECT_EQ(shop.find("orders:read").hits.size(), 1u);
}

TEST(Search, ForgivesOneTypoOrASwappedPairInWordsOfFourLetters) {
  const Searched shop(kShop);
  for (const char* query : {"emial", "emaill", "emil", "emsil"})
    EXPECT_THAT(shop.titles(query), Contains("email")) << query;
  EXPECT_THAT(shop.titles("ciyt"), Contains("city"));
  EXPECT_THAT(shop.titles("recipts"), ElementsAre("email"));
  EXPECT_THAT(shop.titles("invoiec"), ElementsAre("Invoice"));
  EXPECT_THAT(shop.titles("eamli"), IsEmpty()) << "two mistakes";
  EXPECT_THAT(shop.titles("smu"), IsEmpty()) << "three letters";
}

TEST(Search, TakesSeveralWordsInAnyOrderFromTheWayToThePlace) {
  const Searched shop(kShop);
  for (const char* query : {"city users", "users city", "address city", "account CITY people"})
    EXPECT_EQ(shop.best(query), "#/operations/createUser?field=%2Frequest%2Faddress%2Fcity")
        << query;
  EXPECT_EQ(shop.best("taxes sum invoice"), "#/schemas/Invoice?field=%2Ftotal");
  EXPECT_THAT(shop.titles("city invoice"), IsEmpty());
}

TEST(Search, FindsPartsOfSentencesWithoutSpaces) {
  const Searched shop(kShop);
  for (const char* query : {"이름", "도시 이름", "적습니다", "색", "色", "背景", "指定"}) {
    const std::string link = shop.best(query);
    if (query == std::string("색"))
      EXPECT_EQ(link, "nowhere");
    else if (static_cast<unsigned char>(query[0]) >= 0xEA)
      EXPECT_EQ(link, "#/operations/createUser?field=%2Frequest%2Faddress%2Fcity") << query;
    else
      EXPECT_EQ(link, "#/operations/createUser?field=%2Frequest%2Flabels%2F*%2Fcolor") << query;
  }
}

TEST(Search, LeadsIntoTheMessagesOfAWebSocket) {
  const Searched room(R"({"openapi":"3.1.0","info":{"title":"Rooms","version":"1"},
    "paths":{"/room":{"get":{"operationId":"chat","responses":{"101":{"description":"Open"}},
      "x-websocket":{
        "send":{"type":"object","properties":{"words":{"description":"Spoken loudly"}}},
        "receive":{"type":"array","items":{"properties":{"speaker":{"type":"string"}}}}}}}}})");
  EXPECT_EQ(room.best("speaker"), "#/operations/chat?field=%2Fmessage%2Freceive%2F*%2Fspeaker");
  const Hit hit = room.find("loudly").hits.at(0);
  EXPECT_EQ(hit.title, "words");
  ASSERT_EQ(hit.way.size(), 2u);
  EXPECT_EQ(hit.way[1].kind, Kind::message);
  EXPECT_EQ(hit.link, "#/operations/chat?field=%2Fmessage%2Fsend%2Fwords");
}

TEST(Search, SaysWhereAPlaceIsAndWhatWasFoundThere) {
  const Searched shop(kShop);
  const Hit hit = shop.find("receipts").hits.at(0);
  EXPECT_EQ(hit.kind, Kind::field);
  EXPECT_EQ(hit.title, "email");
  ASSERT_EQ(hit.way.size(), 2u);
  EXPECT_EQ(hit.way[0].name, "/users POST");
  EXPECT_EQ(hit.way[1].kind, Kind::body);
  EXPECT_EQ(hit.text, "Where the receipts go");
  EXPECT_THAT(hit.text_marks, ElementsAre(Mark{10, 18}));
  EXPECT_THAT(shop.find("emial").hits.at(0).title_marks, ElementsAre(Mark{0, 5}));
  const Hit value = shop.find("descend").hits.at(0);
  EXPECT_EQ(value.text, "ascending, descending");
  EXPECT_THAT(value.text_marks, ElementsAre(Mark{11, 18}));
  EXPECT_EQ(value.way.back().name, "query");
  EXPECT_EQ(shop.find("quota").hits.at(0).text, "Every caller has a quota.");
  const Hit operation = shop.find("confirmation").hits.at(0);
  EXPECT_EQ(operation.title, "Create an account");
  EXPECT_EQ(operation.way.at(0).name, "/users POST");
}

TEST(Search, ShowsAPieceOfALongText) {
  const std::string words(3000, 'x');
  const Searched one(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},
    "components":{"schemas":{"A":{"description":"First.\n\n)" +
                     words + " and then the needle is here " + words + "\"}}}}");
  const Hit hit = one.find("needle").hits.at(0);
  EXPECT_LT(hit.text.size(), 200u);
  ASSERT_EQ(hit.text_marks.size(), 1u);
  EXPECT_EQ(hit.text.substr(hit.text_marks[0].begin, 6), "needle");
}

TEST(Search, PutsNamesBeforeWordsAndWholeOnesFirst) {
  const Searched one(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},
    "components":{"schemas":{"A":{"properties":{
      "writer":{"description":"The user who wrote it"},"superuser":{},"username":{},"user":{},
      "role":{"enum":["user","admin"]},"ussr":{}}}}}})");
  EXPECT_THAT(one.titles("user"), ElementsAre("user", "username", "superuser", "role", "writer"));
  EXPECT_THAT(one.titles("ussr"), ElementsAre("ussr")) << "typed as it is: nothing to forgive";
}

TEST(Search, PutsTyposInNamesBeforeThoseInWords) {
  const Searched one(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},
    "components":{"schemas":{"A":{"properties":{"note":{"description":"Its colour"},
      "kind":{"enum":["colour"]},"colour":{}}}}}})");
  EXPECT_THAT(one.titles("coluor"), ElementsAre("colour", "kind", "note"));
}

TEST(Search, PutsOperationsBeforeFieldsBeforeTexts) {
  const Searched one(R"({"openapi":"3.1.0","info":{"title":"T","version":"1",
    "description":"# Orders\n\nText."},"paths":{"/x":{"get":{"summary":"Orders","parameters":[
      {"name":"orders","in":"query"}],"responses":{}}}}})");
  std::vector<Kind> kinds;
  for (const Hit& hit : one.find("orders").hits) kinds.push_back(hit.kind);
  EXPECT_THAT(kinds, ElementsAre(Kind::operation, Kind::parameter, Kind::heading));
}

TEST(Search, FindsWhatOperationsShareOnceAndWhereItIsAskedFor) {
  const Searched one(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{
    "/users":{"get":{"operationId":"listUsers","responses":{},
      "parameters":[{"$ref":"#/components/parameters/page"}]}},
    "/orgs":{"get":{"operationId":"listOrgs","responses":{},
      "parameters":[{"$ref":"#/components/parameters/page"}]}}},
    "components":{"parameters":{"page":{"name":"per_page","in":"query"}}}})");
  EXPECT_EQ(one.find("per_page").hits.size(), 1u);
  EXPECT_EQ(one.find("per_page").more, 0u);
  EXPECT_EQ(one.best("orgs per_page"), "#/operations/listOrgs?field=%2Fquery%2Fper_page");
}

TEST(Search, LeavesOutPagesThatAreShown) {
  const Searched shop(kShop);
  EXPECT_THAT(shop.titles("users"), ElementsAre("Create an account"));
  EXPECT_THAT(shop.find("users", Shown{{{true}, {}, {}}, {}}).hits, IsEmpty());
  EXPECT_THAT(shop.find("invoice", Shown{{{}, {true}, {}}, {}}).hits, IsEmpty());
}

TEST(Search, ReadsASchemaOnceAtItsOwnPlace) {
  const Searched one(R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{
    "responses":{"200":{"description":"x","content":{"application/json":{
      "schema":{"$ref":"#/components/schemas/Tree"}}}}}}}},
    "components":{"schemas":{"Tree":{"properties":{"leaf":{"type":"string"},
      "left":{"$ref":"#/components/schemas/Tree"},
      "other":{"$ref":"#/components/responses/R/content/a/schema"}}}},
      "responses":{"R":{"description":"r","content":{"a":{"schema":{
        "properties":{"inner":{"$ref":"#/components/responses/R/content/a/schema"}}}}}}}}})");
  EXPECT_THAT(one.titles("leaf"), ElementsAre("leaf"));
  EXPECT_EQ(one.best("leaf"), "#/schemas/Tree?field=%2Fleaf");
  EXPECT_EQ(one.best("inner"), "#/schemas/Tree?field=%2Fother%2Finner");
}

TEST(Search, ReadsDescriptionsOfSwagger) {
  const Searched one(R"({"swagger":"2.0","info":{"title":"T","version":"1"},"paths":{
    "/a":{"post":{"operationId":"a","parameters":[{"name":"pet","in":"body","schema":{
        "properties":{"nickname":{"type":"string"}}}}],
      "responses":{"200":{"description":"x","schema":{"properties":{"serial":{}}}}}}},
    "/b":{"post":{"operationId":"b","parameters":[
      {"name":"photo","in":"formData","type":"file"},
      {"name":"sort","in":"query","type":"string","enum":["upward"]}],"responses":{}}}},
    "definitions":{"Pet":{"properties":{"fur":{"type":"string"}}}}})");
  EXPECT_EQ(one.best("nickname"), "#/operations/a?field=%2Frequest%2Fnickname");
  EXPECT_EQ(one.best("serial"), "#/operations/a?field=%2Fresponse%2F200%2Fserial");
  EXPECT_EQ(one.best("photo"), "#/operations/b?field=%2Frequest%2Fphoto");
  EXPECT_EQ(one.best("upward"), "#/operations/b?field=%2Fquery%2Fsort");
  EXPECT_EQ(one.best("fur"), "#/schemas/Pet?field=%2Ffur");
}

/// A schema of many properties, each with words of its own.
std::string large(int properties, int words) {
  std::string text = R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},
    "components":{"schemas":{"A":{"properties":{)";
  for (int property = 0; property < properties; ++property) {
    const std::string number = std::to_string(property);
    text += (property > 0 ? "," : "") + ("\"field" + number + "\":{\"description\":\"");
    for (int word = 0; word < words; ++word)
      text += "word" + number + "x" + std::to_string(word) + " ";
    text += "\"}";
  }
  return text + "}}}}}";
}

TEST(Search, IsBoundedAndTakesNamesBeforeWords) {
  constexpr size_t kMost = 1u << 20;
  const Searched words(large(3000, 40), kMost);
  EXPECT_TRUE(words.index().full());
  EXPECT_LE(words.index().memory_bytes(), kMost);
  EXPECT_THAT(words.titles("field2999"), ElementsAre("field2999"));
  EXPECT_THAT(words.titles("word0x39"), ElementsAre("field0"));
  EXPECT_THAT(words.titles("word2999x39"), Not(Contains("field2999")));
  const Searched names(large(20'000, 1), kMost);
  EXPECT_TRUE(names.index().full());
  EXPECT_LE(names.index().memory_bytes(), kMost);
  EXPECT_THAT(names.titles("field1"), Contains("field1"));
}

TEST(Search, IsBuiltInSlicesOfBoundedWork) {
  const Searched one(large(3000, 5));
  EXPECT_FALSE(one.index().full());
  EXPECT_GT(one.slices, 100);
  const Found found = one.find("field");
  EXPECT_EQ(found.hits.size(), kMostHits);
  EXPECT_EQ(found.more, 3000u - kMostHits);
}

/// Any work for each pair of them would not end in the time of a test.
TEST(Search, TakesAnOperationWithVeryManyParameters) {
  constexpr int kParameters = 40'000;
  std::string text = R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{
    "/a":{"get":{"parameters":[{"name":"p0","in":"query"})";
  for (int number = 0; number < kParameters; ++number)
    text += ",{\"name\":\"p" + std::to_string(number) + "\",\"in\":\"query\"}";
  const Searched one(text + "]}}}}");
  EXPECT_THAT(one.titles("p39999"), ElementsAre("p39999"));
  EXPECT_THAT(one.titles("p0"), ElementsAre("p0"));
}

TEST(Search, FindsOnceWhatVeryManyOperationsShare) {
  std::string text = R"({"openapi":"3.1.0","info":{"title":"T","version":"1"},
    "components":{"parameters":{"a":{"name":"page","in":"query"},"b":{"name":"pages","in":"query"},
      "c":{"name":"pager","in":"query"}}},"paths":{)";
  for (int number = 0; number < 5000; ++number) {
    text += (number > 0 ? ",\"/" : "\"/") + std::to_string(number) +
            R"(":{"get":{"parameters":[{"$ref":"#/components/parameters/a"},
              {"$ref":"#/components/parameters/b"},{"$ref":"#/components/parameters/c"}]}})";
  }
  const Searched one(text + "}}");
  EXPECT_THAT(one.titles("page"), ElementsAre("page", "pages", "pager"));
  EXPECT_EQ(one.find("page").more, 0u);
}

TEST(Search, ShowsTheTextOfEachHeadingOfAPage) {
  const Searched one(R"({"openapi":"3.1.0","info":{"title":"T","version":"1",
    "description":"# One\n\nthe moon\n\n# Two\n\nfull moon\n"},
    "paths":{"/x":{"get":{"tags":["t"]}}},"tags":[{"name":"t","description":"# Three\n\nhalf moon\n"}]})");
  std::vector<std::string> texts;
  for (const Hit& hit : one.find("moon").hits) {
    if (hit.kind == Kind::heading) texts.push_back(hit.title + ": " + hit.text);
  }
  EXPECT_THAT(texts,
              testing::UnorderedElementsAre("One: the moon", "Two: full moon", "Three: half moon"));
}

TEST(Search, OfNothingIsWhole) {
  const Searched one("{}");
  EXPECT_FALSE(one.index().full());
  EXPECT_THAT(one.titles("anything"), IsEmpty());
}

}  // namespace
}  // namespace vitrine::search
