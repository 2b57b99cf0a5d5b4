// A generated example of every body goes into the form and comes out as it was, and an edit of one
// field changes nothing else.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/json/write.h"
#include "tests/unit/json/corpus.h"
#include "tests/unit/session/page.h"

namespace vitrine::session {
namespace {

using Kind = Field::Kind;
using request::ParameterValue;
using request::State;

/// Enough of each description to meet what its author writes; with VITRINE_FULL all of it.
const bool kFull = std::getenv("VITRINE_FULL") != nullptr;
const size_t kOperations = kFull ? SIZE_MAX : 12;
const size_t kFields = kFull ? SIZE_MAX : 5;

std::vector<std::filesystem::path> files() {
  std::vector<std::filesystem::path> all = json::descriptions();
  if (!json::has_corpus()) return all;
  for (const auto& entry : std::filesystem::directory_iterator(json::corpus() / "specs")) {
    if (entry.path().extension() == ".yaml") all.push_back(entry.path());
  }
  std::sort(all.begin(), all.end());
  return all;
}

class RoundTrip : public testing::TestWithParam<std::filesystem::path> {
 protected:
  Page page;

  const Form& form() const { return page.form(); }
  const std::string& body() const { return form().body; }

  bool make_example() {
    if (form().fields.empty() || form().content_type_name.empty()) return false;
    const openapi::Operation& operation = *current_operation(page.session);
    const openapi::MediaType& media = operation.request_body->content[form().content_type];
    page.act(ChooseExample{static_cast<uint32_t>(media.examples.size())});
    return form().example_failure.empty() && !form().body_error;
  }

  static bool is_scalar(const Field& field) {
    const bool text = field.kinds.string && (field.kinds.numeric() || field.kinds.boolean);
    return (field.kind == Kind::text || field.kind == Kind::number || field.kind == Kind::choice ||
            field.kind == Kind::checkbox) &&
           field.value.state == State::value && same(field).state == State::value && !text &&
           !field.kinds.any;
  }

  /// The value of the field as the view gives it.
  static ParameterValue same(const Field& field) {
    if (field.kind != Kind::choice) return field.value;
    return field.chosen < 0 ? field.value : field.choices[static_cast<size_t>(field.chosen)].value;
  }

  static ParameterValue other(const Field& field) {
    switch (field.kind) {
      case Kind::choice:
        for (const Field::Choice& each : field.choices) {
          if (each.value.state == State::value && each.value.text != same(field).text)
            return each.value;
        }
        return same(field);
      case Kind::checkbox:
        return {State::value, field.value.text == "true" ? "false" : "true"};
      case Kind::number:
        return {State::value, field.value.text == "7" ? "8" : "7"};
      default:
        return {State::value, field.value.text + "\xC3\xA9\"x"};
    }
  }

  void edit_and_back(const Field& field) {
    SCOPED_TRACE(field.pointer);
    const std::string text = body();
    const json::Reading reading = json::read(text);
    const json::Range range = json::resolve(reading.document.root(), field.pointer).range();
    // What the author of an example escaped without need is written anew.
    const std::string spelled = text.substr(range.begin, range.end - range.begin);
    if (field.kind == Kind::text && spelled != json::quote(field.value.text)) return;
    page.act(EditBodyField{field.pointer, same(field)});
    ASSERT_EQ(body(), text) << "the same value";
    page.act(EditBodyField{field.pointer, other(field)});
    ASSERT_EQ(body().substr(0, range.begin), text.substr(0, range.begin));
    const size_t rest = text.size() - range.end;
    ASSERT_GE(body().size(), rest);
    ASSERT_EQ(body().substr(body().size() - rest), text.substr(range.end));
    // Another variant may have no such field.
    const auto is_here = [&](const Field& each) {
      return each.pointer == field.pointer && each.kind != Kind::variant;
    };
    if (std::any_of(form().fields.begin(), form().fields.end(), is_here)) {
      page.act(EditBodyField{field.pointer, same(field)});
    } else {
      page.act(EditBody{text});
    }
    ASSERT_EQ(body(), text) << "back again";
  }
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RoundTrip);

TEST_P(RoundTrip, LeavesTheTextAsItWas) {
  page.resources["https://docs.example/openapi.json"] =
      std::string(json::read_file(GetParam()).view());
  page.open();
  // Parts of a description that stands in several files are no descriptions.
  if (!page.session.spec) return;
  const auto& operations = page.session.spec->description.operations();
  size_t done = 0;
  const size_t step = kFull ? 1 : std::max<size_t>(1, operations.size() / (4 * kOperations));
  for (size_t index = 0; index < operations.size() && done < kOperations; index += step) {
    page.act(Navigate{operation_href(operations[index])});
    if (!page.session.shown || !current_form(page.session) || !make_example()) continue;
    SCOPED_TRACE(operations[index].link);
    ++done;
    const std::string text = body();
    const request::HttpRequest& sent = page.session.current.request.request;
    if (page.session.shown->bodies[form().content_type].json && sent.body) {
      EXPECT_EQ(body_text(sent), text);
    }
    std::vector<Field> some;
    for (const Field& field : form().fields) {
      if (is_scalar(field) && some.size() < kFields) some.push_back(field);
    }
    for (const Field& field : some) {
      edit_and_back(field);
      if (HasFatalFailure()) return;
    }
    EXPECT_EQ(body(), text);
  }
}

INSTANTIATE_TEST_SUITE_P(Corpus, RoundTrip, testing::ValuesIn(files()),
                         [](const auto& each) { return json::test_name(each.param); });

}  // namespace
}  // namespace vitrine::session
