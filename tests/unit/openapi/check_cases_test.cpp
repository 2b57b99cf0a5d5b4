#include <gtest/gtest.h>

#include "tests/support/cases.h"
#include "tests/unit/openapi/reported.h"

/// Inputs from public reports: what `check` says of them (cases/INDEX.md).
namespace vitrine::openapi {
namespace {

std::string lines(const std::string& name) { return Reported(case_text(name)).lines(); }

TEST(CheckCases, FieldsBesideTheReferenceOfAPathItemHold) {
  REQUIRE_CASE("03-path-item-ref-siblings.yaml")
  EXPECT_EQ(Reported(case_text("03-path-item-ref-siblings.yaml")).messages().find("the path has"),
            std::string::npos);
}

TEST(CheckCases, FaultsInCallbacks) {
  REQUIRE_CASE("04-callback-faults.yaml")
  EXPECT_EQ(
      lines("04-callback-faults.yaml"),
      "13 error ref-kind "
      "/paths/~1subscriptions/post/callbacks/onChange/{$request.body#~1target}/post/requestBody/"
      "$ref\n"
      "20 error parameter-schema "
      "/paths/~1subscriptions/post/callbacks/onEnd/{$request.body#~1target}~1end/post/parameters/"
      "0\n"
      "24 error ref-unresolved "
      "/paths/~1subscriptions/post/callbacks/onEnd/{$request.body#~1target}~1end/post/requestBody/"
      "content/application~1json/schema/$ref\n"
      "27 error ref-unresolved "
      "/paths/~1subscriptions/post/callbacks/onEnd/{$request.body#~1target}~1end/post/responses/"
      "2XX/$ref\n");
}

TEST(CheckCases, TheMissingFileOfAMapping) {
  REQUIRE_CASE("09-mapping-files")
  const std::string text = Reported::of_folder(cases() / "09-mapping-files").lines();
  EXPECT_NE(text.find("Ride.yaml:6 warning ref-not-loaded /discriminator/mapping/by-air\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("example-value"), std::string::npos) << text;
}

TEST(CheckCases, ArraysWithoutItems) {
  REQUIRE_CASE("11-array-without-items.yaml")
  EXPECT_EQ(lines("11-array-without-items.yaml"),
            "7 error array-items /paths/~1lists/post/parameters/0/schema\n"
            "11 error array-items "
            "/paths/~1lists/post/requestBody/content/application~1json/schema\n"
            "23 error array-items /components/schemas/Page/properties/rows\n");
}

TEST(CheckCases, DefaultsAndExamplesOfAnotherType) {
  REQUIRE_CASE("12-default-of-wrong-type.yaml")
  EXPECT_EQ(lines("12-default-of-wrong-type.yaml"),
            "7 error default-type /paths/~1search/get/parameters/0/schema/default\n"
            "8 warning default-value /paths/~1search/get/parameters/1/schema/default\n"
            "20 error default-type /components/schemas/Hit/properties/score/default\n"
            "21 error default-type /components/schemas/Hit/properties/tags/default\n"
            "22 warning example-value /components/schemas/Hit/properties/size/example\n");
}

TEST(CheckCases, KeywordsOfOpenApiInOtherFiles) {
  REQUIRE_CASE("17-checks-behind-ref")
  EXPECT_EQ(Reported::of_folder(cases() / "17-checks-behind-ref").lines(),
            "faults.yaml:3 error missing-field /discriminator\n"
            "faults.yaml:3 error discriminator-mapping /discriminator/mapping/one\n"
            "faults.yaml:5 error bounds /properties/low/minLength\n"
            "faults.yaml:6 warning nullable-ignored /properties/old/nullable\n"
            "faults.yaml:7 error xml-name /properties/tag/xml/name\n"
            "faults.yaml:8 error ref-unresolved /properties/ref/$ref\n"
            "faults.yaml:9 error pattern /properties/pattern/pattern\n");
}

TEST(CheckCases, TheSameRemoteDocumentIsJudgedTheSameTheSecondTime) {
  REQUIRE_CASE("18-remote-twice.yaml")
  const std::string schema = "/get/responses/200/content/application~1json/schema/$ref\n";
  EXPECT_EQ(lines("18-remote-twice.yaml"), "11 warning ref-not-loaded /paths/~1wind" + schema +
                                               "19 warning ref-not-loaded /paths/~1rain" + schema);
}

TEST(CheckCases, QueriesAndFragmentsInPaths) {
  REQUIRE_CASE("22-fragment-paths.yaml")
  EXPECT_EQ(lines("22-fragment-paths.yaml"),
            "5 warning path-query /paths/~1#Action=Send\n"
            "9 warning path-query /paths/~1#Action=Purge\n"
            "13 warning path-query /paths/~1search?kind=fast\n");
}

TEST(CheckCases, AReferenceInPlaceOfAnOperationIsReportedOnce) {
  REQUIRE_CASE("41-operation-ref")
  const std::string text = Reported::of_folder(cases() / "41-operation-ref").lines();
  EXPECT_EQ(text, "7 error ref-not-allowed /paths/~1boxes~1{boxId}/get/$ref\n");
}

TEST(CheckCases, AServerOfSocketsIsANote) {
  REQUIRE_CASE("44-websocket-server.yaml")
  EXPECT_EQ(lines("44-websocket-server.yaml"), "4 note server-scheme /servers/0/url\n");
}

}  // namespace
}  // namespace vitrine::openapi
