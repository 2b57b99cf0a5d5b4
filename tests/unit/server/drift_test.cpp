// The document says everything that is enforced, and nothing else: each constraint it names is
// broken once and kept once, at its own place, and the server has to refuse and to accept.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "app/json/uri.h"
#include "server/api/declare/api.h"
#include "server/api/respond/service.h"
#include "server/demo/gallery.h"
#include "tests/unit/server/models.h"
#include "tests/unit/server/probe.h"

namespace vitrine::test {
namespace {

/// A value at the edge of one keyword: on the wrong side of it, or on the right one.
struct Edge {
  std::string keyword;
  FreeForm value;
  bool allowed;
};

std::string letters(std::int64_t count) {
  return std::string(static_cast<std::size_t>(std::max<std::int64_t>(count, 0)), 'x');
}

FreeForm list(std::int64_t count) {
  FreeForm made = FreeForm::array();
  for (std::int64_t i = 0; i < count; ++i) made.push_back("item " + std::to_string(i));
  return made;
}

FreeForm map(std::int64_t count) {
  FreeForm made = FreeForm::object();
  for (std::int64_t i = 0; i < count; ++i) made["k" + std::to_string(i)] = "x";
  return made;
}

/// Keywords that say something without refusing anything.
bool only_words(const std::string& keyword) {
  static const std::set<std::string> kWords = {
      "title",      "description", "default",          "examples",
      "deprecated", "readOnly",    "contentMediaType", "writeOnly"};
  return kWords.count(keyword) > 0;
}

/// All edges of a schema, whose references are resolved already.
std::vector<Edge> edges(const FreeForm& schema) {
  std::vector<Edge> all;
  const auto add = [&](const std::string& keyword, FreeForm wrong, FreeForm right) {
    all.push_back({keyword, std::move(wrong), false});
    all.push_back({keyword, std::move(right), true});
  };
  for (const auto& [keyword, value] : schema.items()) {
    if (only_words(keyword) || keyword == "properties" || keyword == "items") continue;
    if (keyword == "type") {
      const auto types = value.is_array() ? value : FreeForm::array({value});
      const auto has = [&](const char* type) {
        return std::find(types.begin(), types.end(), type) != types.end();
      };
      const FreeForm right = has("string")    ? FreeForm("x")
                             : has("integer") ? FreeForm(1)
                             : has("number")  ? FreeForm(0.25)
                             : has("boolean") ? FreeForm(true)
                             : has("array")   ? FreeForm::array()
                                              : FreeForm::object();
      add(keyword, has("string") ? FreeForm(7) : FreeForm("nonsense"), right);
      if (has("integer")) all.push_back({keyword, 1.5, false});
      all.push_back({keyword, nullptr, has("null")});
    } else if (keyword == "minLength") {
      add(keyword, letters(value.get<std::int64_t>() - 1), letters(value));
    } else if (keyword == "maxLength") {
      add(keyword, letters(value.get<std::int64_t>() + 1), letters(value));
    } else if (keyword == "minimum") {
      if (value.is_number_float()) {
        add(keyword, value.get<double>() - 1, value);
      } else {
        add(keyword, value.get<std::int64_t>() - 1, value);
      }
    } else if (keyword == "maximum") {
      // One more than the largest number of 64 bits has no type of its own here.
      if (value.is_number_unsigned() && value.get<std::uint64_t>() == UINT64_MAX) {
        add(keyword, 1e20, value);
      } else {
        add(keyword, value.get<double>() + 1, value);
      }
    } else if (keyword == "exclusiveMinimum") {
      add(keyword, value, value.get<double>() + 1);
    } else if (keyword == "multipleOf") {
      add(keyword, value.get<double>() * 1.5, value);
    } else if (keyword == "minItems") {
      add(keyword, list(value.get<std::int64_t>() - 1), list(value));
    } else if (keyword == "maxItems") {
      add(keyword, list(value.get<std::int64_t>() + 1), list(value));
    } else if (keyword == "uniqueItems") {
      add(keyword, FreeForm::array({"aa", "aa"}), FreeForm::array({"aa", "bb"}));
    } else if (keyword == "minProperties") {
      add(keyword, map(value.get<std::int64_t>() - 1), map(value));
    } else if (keyword == "maxProperties") {
      add(keyword, map(value.get<std::int64_t>() + 1), map(value));
    } else if (keyword == "enum") {
      add(keyword, "no such thing", value[0]);
    } else if (keyword == "pattern") {
      add(keyword, "\n", value == "^[a-z]+$" ? "abc" : "pic_abcde");
    } else if (keyword == "required") {
      add(keyword, FreeForm::object(), nullptr);
      all.pop_back();
    } else if (keyword == "additionalProperties") {
      if (value == false) {
        all.push_back({keyword, {{"no such field", 1}}, false});
      } else {
        all.push_back({"type", {{"any name", 7}}, false});
      }
    } else if (keyword == "format") {
      // No value of this test is beyond a double.
      if (value == "binary" || value == "password" || value == "double") continue;
      static const std::map<std::string, std::pair<FreeForm, FreeForm>> kFormats = {
          {"int32", {2147483648, 2147483647}},
          {"int64", {1e19, 9223372036854775807}},
          {"email", {"nobody", "mina@example.org"}},
          {"uuid", {"5f0c2b7e", "5f0c2b7e-8c1d-4a86-9d7b-1f2e3d4c5b6a"}},
          {"date", {"2026-02-30", "2026-02-28"}},
          {"date-time", {"2026-02-28", "2026-02-28T10:00:00Z"}},
          {"uri", {"no uri", "https://example.org/"}}};
      const auto found = kFormats.find(value);
      if (found == kFormats.end()) {
        ADD_FAILURE() << "this test knows no format " << value;
        continue;
      }
      add(keyword, found->second.first, found->second.second);
    } else {
      ADD_FAILURE() << "this test knows no keyword " << keyword;
    }
  }
  return all;
}

/// The schema with what it refers to, one level deep.
FreeForm resolved(const FreeForm& document, FreeForm schema) {
  while (schema.contains("$ref") || schema.contains("anyOf")) {
    if (schema.contains("anyOf")) {
      // Only null stands beside: see allow_null() in describe.cpp.
      schema["$ref"] = schema["anyOf"][0]["$ref"];
      schema.erase("anyOf");
    }
    const std::string pointer = schema["$ref"].get<std::string>().substr(1);
    FreeForm target = document.at(FreeForm::json_pointer(pointer));
    schema.erase("$ref");
    target.update(schema);
    schema = std::move(target);
  }
  return schema;
}

using Check = std::function<void(const std::string& pointer, const Edge& edge)>;

/// Every edge at and below a schema of a body.
void walk(const FreeForm& document, const FreeForm& raw, const std::string& pointer,
          const Check& check) {
  const bool nullable = raw.contains("anyOf");
  const FreeForm schema = resolved(document, raw);
  for (const Edge& edge : edges(schema)) {
    if (nullable && edge.value.is_null()) continue;
    check(pointer, edge);
  }
  if (schema.contains("properties")) {
    for (const auto& [name, property] : schema["properties"].items()) {
      walk(document, property, pointer + "/" + name, check);
    }
  }
  if (schema.contains("items")) walk(document, schema["items"], pointer + "/0", check);
}

/// A body with one value at its pointer, and nothing else.
FreeForm wrapped(std::string pointer, FreeForm value) {
  while (!pointer.empty()) {
    const auto slash = pointer.rfind('/');
    const std::string name = pointer.substr(slash + 1);
    pointer.resize(slash);
    value = name == "0" ? FreeForm::array({value}) : FreeForm{{name, value}};
  }
  return value;
}

class Drift : public ::testing::Test {
 protected:
  void expect_no_drift(const Service& service, const std::string& token) {
    const FreeForm document = FreeForm::parse(service.openapi_json());
    for (const auto& [path, item] : document["paths"].items()) {
      for (const auto& [method, operation] : item.items()) {
        SCOPED_TRACE(method + " " + path);
        Request request{method, path, {{"Host", "localhost"}}, ""};
        for (char& c : request.method) c = static_cast<char>(c & ~32);
        request.headers.add("Authorization", "Bearer " + token);
        if (operation.contains("parameters"))
          check_parameters(service, document, operation, request);
        if (operation.contains("requestBody")) check_body(service, document, operation, request);
      }
    }
  }
  int checked_ = 0;

 private:
  void expect(const Service& service, const Request& request, const std::string& in,
              const std::string& name, const std::string& pointer, const Edge& edge) {
    ++checked_;
    const Response response = service.handle(request);
    EXPECT_LT(response.status, 500) << request.target << " " << request.body;
    bool refused = false;
    if (response.status == 422) {
      const FreeForm problem = body(response);
      for (const auto& error : problem["errors"]) {
        const std::string at = error["pointer"];
        // Missing and unknown members are reported at their own place, one level below.
        const bool here = at == pointer || (at.rfind(pointer + "/", 0) == 0 &&
                                            at.find('/', pointer.size() + 1) == std::string::npos);
        if (error["in"] == in && here && error["keyword"] == edge.keyword &&
            (in == "body" || error["name"] == name)) {
          refused = true;
        }
      }
    }
    EXPECT_EQ(refused, !edge.allowed)
        << in << " " << name << pointer << ": " << edge.keyword << " of " << edge.value << "\n"
        << response.text();
  }

  void check_parameters(const Service& service, const FreeForm& document, const FreeForm& operation,
                        Request base) {
    // A body of the wrong type would be refused before anything else.
    if (operation.contains("requestBody")) {
      base.headers.set("Content-Type", operation["requestBody"]["content"].begin().key());
      base.body = "{}";
    }
    for (const FreeForm& parameter : operation["parameters"]) {
      const std::string name = parameter["name"];
      const std::string in = parameter["in"];
      // Steers the response; not a value that could be refused.
      if (name == "If-None-Match") continue;
      FreeForm schema = resolved(document, parameter["schema"]);
      const bool many = schema["type"] == "array";
      for (const Edge& edge : edges(many ? resolved(document, schema["items"]) : schema)) {
        // In a URL everything is text, and nothing is null.
        if (edge.value.is_null() || (edge.keyword == "type" && schema["type"] == "string"))
          continue;
        if (many && edge.keyword == "type") continue;
        const std::string text =
            edge.value.is_string() ? edge.value.get<std::string>() : edge.value.dump();
        // An empty segment is another path.
        if (in == "path" && text.empty()) continue;
        Request request = base;
        if (in == "path") {
          const std::string mark = "{" + name + "}";
          request.target.replace(request.target.find(mark), mark.size(),
                                 json::encode_component(text));
        } else if (in == "query") {
          request.target += "?" + name + "=" + json::encode_component(text);
        } else {
          request.headers.set(name, text);
        }
        expect(service, request, in, name, many ? "/0" : "", edge);
      }
      if (many) check_list(service, schema, base, name);
    }
  }

  void check_list(const Service& service, const FreeForm& schema, const Request& base,
                  const std::string& name) {
    for (const Edge& edge : edges(schema)) {
      if (!edge.value.is_array() || edge.keyword == "type") continue;
      Request request = base;
      for (const FreeForm& item : edge.value) {
        request.target += (request.target.find('?') == std::string::npos ? "?" : "&") + name + "=" +
                          json::encode_component(item.get<std::string>());
      }
      expect(service, request, "query", name, "", edge);
    }
  }

  void check_body(const Service& service, const FreeForm& document, const FreeForm& operation,
                  Request base) {
    const FreeForm& content = operation["requestBody"]["content"];
    if (!content.contains("application/json")) return;
    base.headers.set("Content-Type", "application/json");
    // The parameters of the path only have to be there.
    for (auto at = base.target.find('{'); at != std::string::npos; at = base.target.find('{')) {
      base.target.replace(at, base.target.find('}') - at + 1,
                          "5f0c2b7e-8c1d-4a86-9d7b-1f2e3d4c5b6a");
    }
    walk(document, content["application/json"]["schema"], "",
         [&](const std::string& pointer, const Edge& edge) {
           Request request = base;
           request.body = wrapped(pointer, edge.value).dump();
           expect(service, request, "body", "", pointer, edge);
         });
  }
};

TEST_F(Drift, TheGalleryEnforcesItsDocumentAndNothingElse) {
  demo::start_secrets();
  demo::Gallery gallery(":memory:", {}, [] { return std::chrono::system_clock::time_point{}; });
  const Service service(demo::gallery_api(gallery));
  const auto token =
      gallery.accounts.sign_up({"mina@example.org", "a walk in the snow", std::nullopt}).token;
  expect_no_drift(service, token);
  EXPECT_GT(checked_, 150);
}

TEST_F(Drift, EveryKindOfRuleIsEnforcedAsItIsWritten) {
  Api api({.title = "T", .version = "1"});
  api.post("/shapes", [](Body<Shape>) {});
  api.post("/numbers", [](Body<Numbers>) {});
  api.get("/rules", [](Query<"a", std::optional<double>, exclusive_minimum(0.5), multiple_of(0.25)>,
                       Query<"b", std::optional<std::vector<std::string>>, min_items(2),
                             max_items(3), each(max_length(30))>,
                       Header<"C", std::optional<std::string>, format("date-time")>,
                       Query<"d", std::optional<std::string>, pattern("^[a-z]+$"), format("uri")>,
                       Query<"e", std::optional<Colour>>, Query<"f", std::optional<bool>>,
                       Query<"g", std::optional<std::string>, format("date")>) {});
  const Service service(std::move(api));
  expect_no_drift(service, "");
  EXPECT_GT(checked_, 60);
}

}  // namespace
}  // namespace vitrine::test
