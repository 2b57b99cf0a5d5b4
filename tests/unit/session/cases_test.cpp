#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>

#include "app/request/snippet.h"
#include "tests/unit/session/case_page.h"

/// Cases of public reports about what a page sends.
namespace vitrine::session {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// Every parameter gets the example that the description gives it.
void fill_in(Page& page) {
  const openapi::Operation operation = *current_operation(page.session);
  for (const openapi::Parameter& parameter : operation.parameters) {
    if (parameter.examples.empty()) continue;
    const json::Value value = parameter.examples.front().value.value;
    page.type(parameter.name, value.is_string() ? std::string(value.string())
                                                : value.document()->text(value.range()));
  }
}

std::string url(const Page& page) { return page.session.current.request.request.url.text; }

TEST(Cases, SeveralParametersStandInOneSegment) {
  REQUIRE_CASE("10-segments.yaml");
  Page page;
  serve_case(page, "10-segments.yaml");
  const std::vector<std::pair<const char*, const char*>> rows = {
      {"place", "https://geo.example/gps/41.5,-8.25"},
      {"report", "https://geo.example/reports/a%2Fb%20c.pdf"},
      {"notes", "https://geo.example/people('o%27neil')/notes?%24top=3"},
      {"cancel", "https://geo.example/jobs/n%3A7:cancel"}};
  for (const auto& [operation, sent] : rows) {
    page.show(operation);
    fill_in(page);
    EXPECT_EQ(url(page), sent);
    EXPECT_EQ(violation_count(page.form()), 0u);
  }
}

/// The arguments that bash gives to the program.
std::vector<std::string> arguments(const std::string& program, const std::string& code) {
  const std::string script = program + "() { printf '%s\\0' \"$@\"; }; " + code;
  FILE* pipe =
      popen(("bash -c " + request::shell_word({script, {}}, request::Secrets::shown)).c_str(), "r");
  std::vector<std::string> words(1);
  for (int c = 0; (c = std::fgetc(pipe)) != EOF;) {
    if (c == 0) {
      words.emplace_back();
    } else {
      words.back() += static_cast<char>(c);
    }
  }
  pclose(pipe);
  words.pop_back();
  return words;
}

TEST(Cases, SnippetsForAShellSendTheBytesOfThePage) {
  REQUIRE_CASE("25-curl-quoting.yaml");
  Page page;
  serve_case(page, "25-curl-quoting.yaml");
  for (const char* operation : {"addItem", "addText"}) {
    page.show(operation);
    fill_in(page);
    const request::HttpRequest sent = page.session.current.request.request;
    for (const char* program : {"curl", "httpie"}) {
      const std::string code = request::find_snippet(program)->write(sent, request::Secrets::shown);
      const std::vector<std::string> words =
          arguments(program == std::string("httpie") ? "http" : program, code);
      EXPECT_THAT(words, testing::Contains(sent.url.text)) << code;
      EXPECT_THAT(words, testing::Contains(body_text(sent))) << code;
      for (const request::HeaderField& header : sent.headers) {
        EXPECT_THAT(words, testing::Contains(testing::AllOf(HasSubstr(header.name + ":"),
                                                            HasSubstr(header.value.text))))
            << code;
      }
    }
  }
}

TEST(Cases, NullIsLeftOutOfQueryAndForm) {
  REQUIRE_CASE("27-null-values.yaml");
  Page page;
  serve_case(page, "27-null-values.yaml");
  page.show("addPerson");
  fill_in(page);
  page.act(EditParameter{0, {request::State::null, {}}});
  EXPECT_EQ(violation_count(page.form()), 0u);
  EXPECT_EQ(url(page), "http://nulls.example/people?ids=1&ids=3");
  EXPECT_EQ(body_text(page.session.current.request.request), "name=Ada&marks=a");
}

TEST(Cases, BasePathAndFormsOfOpenApi2) {
  REQUIRE_CASE("29-base-path.yaml");
  Page page;
  serve_case(page, "29-base-path.yaml");
  page.show("add");
  page.type("sort", "[\"a\",\"b\"]");
  page.act(EditBody{R"({"numbers":[1,2],"labels":["a","b","c"]})"});
  EXPECT_EQ(url(page), "http://base.example/add?sort=a%09b");
  EXPECT_EQ(body_text(page.session.current.request.request),
            "numbers=1&numbers=2&labels=a%7Cb%7Cc");
}

TEST(Cases, RelativeServersStandAgainstTheDescription) {
  REQUIRE_CASE("29-relative-server");
  Page page;
  serve_case(page, "29-relative-server", "docs/openapi.yaml");
  page.show("pong");
  EXPECT_EQ(url(page), "https://docs.example/api/pong");
  page.act(ChooseServer{1});
  EXPECT_EQ(url(page), "https://docs.example/docs/pong");
  page.show("ping");
  EXPECT_EQ(url(page), "https://docs.example/other/ping");
}

TEST(Cases, ListsOfFilesAreChosenOnePartEach) {
  REQUIRE_CASE("32-file-arrays.yaml");
  Page page;
  serve_case(page, "32-file-arrays.yaml");
  page.show("upload");
  std::vector<std::string> kinds;
  for (const Field& field : page.form().fields) {
    if (field.kind == Field::Kind::file || field.files) kinds.push_back(field.name);
  }
  EXPECT_THAT(kinds, ElementsAre("files", "cover"));
  page.act(ChooseFile{"/files"});
  page.act(FilePicked{"/files", {{"1", "a.bin", 1, ""}, {"2", "b.bin", 2, ""}}});
  page.act(ChooseFile{"/cover"});
  page.act(FilePicked{"/cover", {{"3", "c.png", 3, "image/png"}}});
  const request::HttpRequest sent = page.session.current.request.request;
  std::string parts;
  for (const request::BodyPiece& run : *sent.body) {
    if (const auto* file = std::get_if<request::FileRef>(&run)) parts += file->id + ' ';
  }
  EXPECT_EQ(parts, "1 2 3 ");
  EXPECT_THAT(body_text(sent), HasSubstr("name=\"files\"; filename=\"b.bin\""));
  EXPECT_EQ(violation_count(page.form()), 0u);
}

TEST(Cases, XmlHasWrappersNamesAndAttributes) {
  REQUIRE_CASE("34-xml.yaml");
  Page page;
  serve_case(page, "34-xml.yaml");
  page.show("addConcept");
  page.act(EditBody{R"({"about":"id1","label":"A & B","goods":[{"weight":1.5},{"weight":2}],
                        "plain":["x","y"],"children":[1,2]})"});
  const std::string xml = body_text(page.session.current.request.request);
  EXPECT_THAT(xml, HasSubstr("<rdf:RDF"));
  EXPECT_THAT(xml, HasSubstr(" rdf:about=\"id1\""));
  EXPECT_THAT(xml, HasSubstr(">A &amp; B</skos:prefLabel>"));
  EXPECT_THAT(xml, HasSubstr("<goods><good><weight>1.5</weight></good><good>"));
  EXPECT_THAT(xml, HasSubstr("<outer><inner>x</inner><inner>y</inner></outer>"));
  EXPECT_THAT(xml, HasSubstr("<child>1</child><child>2</child>"));
}

TEST(Cases, ServersOfDescriptionPathAndOperation) {
  REQUIRE_CASE("35-servers.yaml");
  Page page;
  serve_case(page, "35-servers.yaml");
  const std::vector<std::pair<const char*, const char*>> rows = {
      {"readA", "http://unknown.example/root/v2/a"},
      {"writeA", "http://write.example/eu/a"},
      {"readB", "http://path.example/b"}};
  for (const auto& [operation, sent] : rows) {
    page.show(operation);
    EXPECT_EQ(url(page), sent);
  }
}

TEST(Cases, APathItemsSiblingsMakeTheRequest) {
  REQUIRE_CASE("03-path-item-ref-siblings.yaml");
  Page page;
  serve_case(page, "03-path-item-ref-siblings.yaml");
  page.act(Navigate{"#/operations/GET/%2Forders%2F%7BorderId%7D"});
  page.type("orderId", "7");
  page.type("X-Trace", "t");
  EXPECT_EQ(url(page), "https://orders.example/v2/orders/7");
  EXPECT_EQ(page.session.current.request.request.header("X-Trace")->value.text, "t");
}

}  // namespace
}  // namespace vitrine::session
