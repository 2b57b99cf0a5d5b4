// Cases of public bug reports about schemas (tests/support/cases.h), through the command.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/openapi/description.h"
#include "app/schema/example.h"
#include "app/schema/schema.h"
#include "server/command/checked.h"
#include "server/command/validate.h"
#include "tests/support/cases.h"

namespace vitrine::test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

struct Verdict {
  int status = 0;
  std::string output;
  std::string messages;
};

Verdict validate(const std::string& schema, const std::string& instance,
                 bool assert_format = false) {
  Verdict verdict;
  command::ValidateOptions options;
  options.schema = (cases() / schema).string();
  options.instance = instance;
  options.assert_format = assert_format;
  verdict.status = command::validate(options, verdict.output, verdict.messages);
  return verdict;
}

/// An instance in a file that goes away.
class Instance {
 public:
  explicit Instance(const std::string& text)
      : path_(std::filesystem::temp_directory_path() /
              ("vitrine-case-" + std::to_string(::getpid()) + ".json")) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~Instance() { std::filesystem::remove(path_); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

Verdict validate_text(const std::string& schema, const std::string& instance) {
  return validate(schema, Instance(instance).path());
}

std::unique_ptr<const command::Checked> check(const std::string& name) {
  auto checked = command::check_file(cases() / name);
  return std::get<std::unique_ptr<const command::Checked>>(std::move(checked));
}

/// Pointers of what is told about examples, in order.
std::vector<std::string> told(const command::Checked& checked) {
  std::vector<std::string> pointers;
  for (const openapi::Problem& problem : checked.problems) pointers.push_back(problem.pointer);
  return pointers;
}

/// The example that is made for a named schema, as compact JSON, once it is known to be valid.
std::string example_of(const command::Checked& checked, const std::string& name) {
  for (const openapi::NamedSchema& named : checked.description.schemas()) {
    if (named.name != name) continue;
    schema::Compiler compiler(checked.documents.set(), {.dialect = checked.description.dialect()});
    const auto compiled = compiler.compile(named.cursor);
    const auto& made = std::get<std::shared_ptr<const schema::Schema>>(compiled);
    const auto example = schema::example(*made);
    if (!example) return example.error().message;
    const json::Reading reading = json::read(*example);
    EXPECT_TRUE(schema::evaluate(*made, reading.document.root()).valid) << *example;
    return json::compact(reading.document.root());
  }
  return "there is no " + name;
}

TEST(SchemaCases, NullableAddsNullToTheTypeBesideIt) {
  REQUIRE_CASE("05-nullable-enum.yaml");
  const std::string null = (cases() / "05-nullable-enum.null.json").string();
  const auto status = [&](const std::string& name) {
    return validate("05-nullable-enum.yaml#/components/schemas/" + name, null).status;
  };
  EXPECT_EQ(status("Mood"), 1);
  EXPECT_EQ(status("MoodOrNull"), 0);
  EXPECT_EQ(status("Untyped"), 0);
  EXPECT_EQ(status("Narrowed"), 1);
  EXPECT_EQ(status("Loose"), 1);
  EXPECT_EQ(status("Either"), 0);
}

TEST(SchemaCases, AnAnchorIsFoundBesideItAndFromElsewhere) {
  REQUIRE_CASE("06-anchors.yaml");
  const auto checked = check("06-anchors.yaml");
  const std::string post = "/paths/~1shapes/post/";
  EXPECT_THAT(told(*checked),
              testing::UnorderedElementsAre(
                  testing::StartsWith(post + "requestBody/content/application~1json/examples/bad"),
                  testing::StartsWith(post + "responses/200/content/application~1json/example")));
}

TEST(SchemaCases, PatternsLookAround) {
  REQUIRE_CASE("13-decimal-pattern.yaml");
  const std::string schema = "13-decimal-pattern.yaml#/components/schemas/Price";
  EXPECT_EQ(validate_text(schema, R"({"amount": "-0012.50", "code": "AB12CD"})").status, 0);
  for (const char* wrong :
       {R"({"amount": "-.", "code": "AB12CD"})", R"({"amount": "1E-7", "code": "AB12CD"})",
        R"({"amount": 1, "code": "ABCDEF"})",
        R"({"amount": 1, "code": "AB12CD", "word": "weekend"})"}) {
    EXPECT_EQ(validate_text(schema, wrong).status, 1) << wrong;
  }
  const auto checked = check("13-decimal-pattern.yaml");
  EXPECT_EQ(checked->problems.size(), 4U);
  EXPECT_THAT(example_of(*checked, "Price"), HasSubstr("\"code\""));
}

TEST(SchemaCases, PatternsOfOtherLanguagesAreReported) {
  REQUIRE_CASE("14-patterns-of-others.yaml");
  const auto messages = [](const std::string& name) {
    return validate_text("14-patterns-of-others.yaml#/components/schemas/" + name, "\"a\"")
        .messages;
  };
  for (const char* name : {"PerlHex", "PythonGroup", "InlineFlag", "Posix", "Possessive",
                           "EndAnchor", "HorizontalSpace"}) {
    EXPECT_THAT(messages(name), HasSubstr("the pattern is not one of ECMA-262")) << name;
  }
  for (const char* name : {"EscapedHyphen", "ClassHyphen", "Unicode", "Literal"}) {
    EXPECT_THAT(messages(name), IsEmpty()) << name;
  }
  EXPECT_EQ(told(*check("14-patterns-of-others.yaml")).size(), 7U);
}

TEST(SchemaCases, ReadOnlyIsRequiredInResponsesOnlyAndWriteOnlyInRequests) {
  REQUIRE_CASE("15-read-only-required.yaml");
  const auto checked = check("15-read-only-required.yaml");
  const json::Cursor root = checked->documents.set().root(checked->documents.uri());
  json::Cursor member = root;
  member.value = root.value["components"]["schemas"]["Member"];
  schema::Compiler compiler(checked->documents.set(), {.dialect = schema::Dialect::openapi_3_0});
  const auto compiled = compiler.compile(member);
  const auto& schema = *std::get<std::shared_ptr<const schema::Schema>>(compiled);
  const auto missing = [&](const char* text, schema::Direction direction) {
    const json::Reading instance = json::read(text);
    std::string names;
    const auto judged =
        schema::evaluate(schema, instance.document.root(), {.direction = direction});
    for (const schema::Violation* violation : schema::leaves(judged.violations)) {
      names += violation->param("property");
      names += ' ';
    }
    return names;
  };
  EXPECT_EQ(missing(R"({"name": "Ada"})", schema::Direction::request), "secret ");
  EXPECT_EQ(missing("{}", schema::Direction::request), "name secret ");
  EXPECT_EQ(missing(R"({"name": "Ada"})", schema::Direction::response), "id stamp ");
  EXPECT_EQ(
      missing(R"({"id": 1, "name": "Ada", "stamp": {"at": "now"}})", schema::Direction::response),
      "");
}

TEST(SchemaCases, OneOfRequiredMembersIsExactlyOne) {
  REQUIRE_CASE("23-one-of-required.yaml");
  const std::string schema = "23-one-of-required.yaml#/components/schemas/Contact";
  EXPECT_EQ(validate(schema, (cases() / "23-one-of-required.good.json").string()).status, 0);
  EXPECT_EQ(validate(schema, (cases() / "23-one-of-required.both.json").string()).status, 1);
  EXPECT_EQ(validate_text(schema, R"({"name": "A"})").status, 1);
  const std::string example = example_of(*check("23-one-of-required.yaml"), "Contact");
  EXPECT_THAT(example, HasSubstr("\"name\""));
}

TEST(SchemaCases, FalsyExamplesAreExamplesLikeOthers) {
  REQUIRE_CASE("24-falsy-examples.yaml");
  const auto checked = check("24-falsy-examples.yaml");
  EXPECT_THAT(told(*checked), IsEmpty());
  const openapi::Operation operation = checked->description.operation(0);
  schema::Compiler compiler(checked->documents.set(), {.dialect = schema::Dialect::openapi_3_0});
  const auto compiled = compiler.compile(operation.request_body->content.at(0).schema);
  const auto example = schema::example(*std::get<std::shared_ptr<const schema::Schema>>(compiled));
  ASSERT_TRUE(example);
  EXPECT_EQ(json::compact(json::read(*example).document.root()),
            R"({"on":false,"level":0,"label":"","marks":[],"owner":null,"share":0})");
}

TEST(SchemaCases, FormatAnnotatesByDefault) {
  REQUIRE_CASE("40-format-by-default.schema.json");
  const std::string schema = "40-format-by-default.schema.json";
  const std::string instance = (cases() / "40-format-by-default.json").string();
  const Verdict plain = validate(schema, instance);
  EXPECT_EQ(plain.status, 0);
  EXPECT_EQ(plain.output + plain.messages, "");
  const Verdict asserted = validate(schema, instance, true);
  EXPECT_EQ(asserted.status, 1);
  EXPECT_THAT(asserted.output, HasSubstr("/mail: must be an email address"));
  EXPECT_THAT(asserted.output, HasSubstr("/day: must be a date"));
}

}  // namespace
}  // namespace vitrine::test
