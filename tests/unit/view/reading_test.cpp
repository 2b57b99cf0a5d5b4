// Every word and value of a description can be read on a page: each description of the corpus and
// of the cases is walked as it is written, beside the pages that show it with everything unfolded.
// Of a large one every n-th page is read; VITRINE_READ_ALL=1 reads them all.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/json/pointer.h"
#include "app/json/text_reader.h"
#include "app/json/uri.h"
#include "app/json/write.h"
#include "app/markdown/markdown.h"
#include "app/text/ascii.h"
#include "tests/support/cases.h"
#include "tests/unit/json/corpus.h"
#include "tests/unit/view/screen.h"

namespace vitrine::view {
namespace {

using ui::Role;

constexpr std::size_t kPagesRead = 3;
constexpr std::size_t kMostBytes = 150'000;  ///< sanitizers read slowly
constexpr int kMostSteps = 300;              ///< folds and choices that a page is asked for

/// White space of any kind and length is one space.
std::string words_of(std::string_view text) {
  std::string words;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space)
      words += c;
    else if (!words.empty() && words.back() != ' ')
      words += ' ';
  }
  if (!words.empty() && words.back() == ' ') words.pop_back();
  return words;
}

struct Count {
  std::size_t all = 0;
  std::size_t missing = 0;
  std::string first;  ///< place and words of the first that is missing
};

using Counts = std::map<std::string, Count>;

/// Compares what one page has to say with what can be read there.
class PageReader {
 public:
  PageReader(Counts& counts, json::Value root, std::string page, std::string shown)
      : counts_(counts), root_(root), page_(std::move(page)), shown_(std::move(shown)) {}

  void operation(json::Value operation, json::Value path_item) {
    prose("summary", operation["summary"]);
    prose("description", operation["description"]);
    prose("description", path_item["description"]);
    text("summary", path_item["summary"]);
    for (const json::Value list : {operation["parameters"], path_item["parameters"]})
      for (const json::Value parameter : list.elements()) this->parameter(resolve(parameter));
    body(resolve(operation["requestBody"]));
    for (const auto& [status, response, range] : operation["responses"].members()) {
      if (status.substr(0, 2) != "x-") this->response(status, resolve(response));
    }
    for (const auto& [name, callback, range] : operation["callbacks"].members()) {
      if (name.substr(0, 2) == "x-") continue;
      this->name("callback", name);
      for (const auto& [expression, item, place] : resolve(callback).members()) {
        if (expression.substr(0, 2) == "x-") continue;
        this->name("callback", expression);
        for (const auto& [method, call, at] : item.members()) {
          if (!call.is_object()) continue;
          text("callback", call["summary"]);
          prose("callback", call["description"]);
          for (const json::Value list : {call["parameters"], item["parameters"]})
            for (const json::Value each : list.elements()) parameter(resolve(each));
          body(resolve(call["requestBody"]));
          for (const auto& [status, response, where] : call["responses"].members())
            this->response(status, resolve(response));
        }
      }
    }
    const json::Value socket = operation["x-websocket"];
    prose("description", socket["description"]);
    for (const json::Value protocol : socket["subprotocols"].elements())
      text("subprotocol", protocol);
    for (const std::string_view way : {"send", "receive"}) schema(socket[way], 1);
    for (const json::Value requirement : operation["security"].elements()) {
      for (const auto& [scheme, scopes, range] : requirement.members()) {
        name("security", scheme);
        for (const json::Value scope : scopes.elements()) text("scope", scope);
      }
    }
    external(operation["externalDocs"]);
  }

  void schema(json::Value schema, int depth = 0) {
    if (depth > 10 || !schema.is_object()) return;
    const std::string_view reference = schema["$ref"].string();
    if (depth > 0 && has_page(reference)) return;
    if (!reference.empty() && !has_page(reference)) return this->schema(resolve(schema), depth + 1);
    text("title", schema["title"]);
    prose("description", schema["description"]);
    for (const json::Value value : schema["enum"].elements()) value_of("enum", value);
    for (const std::string_view keyword : {"const", "default", "example"})
      value_of(std::string(keyword), schema[keyword]);
    for (const json::Value value : schema["examples"].elements()) value_of("examples", value);
    for (const std::string_view keyword :
         {"minimum", "maximum", "multipleOf", "minLength", "maxLength", "minItems", "maxItems",
          "minProperties", "maxProperties", "pattern"}) {
      if (const json::Value limit = schema[keyword];
          (limit.is_number() || limit.is_string()) && applies(keyword, schema["type"]))
        count("limit", limit, contains(limit.is_string() ? limit.string() : limit.lexeme()));
    }
    text("format", schema["format"]);
    for (const std::string_view keyword : {"properties", "patternProperties", "dependentSchemas"}) {
      for (const auto& [name, property, range] : schema[keyword].members()) {
        this->name("property", name);
        this->schema(property, depth + 1);
      }
    }
    for (const std::string_view keyword :
         {"items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames",
          "unevaluatedProperties", "unevaluatedItems", "contentSchema"})
      this->schema(schema[keyword], depth + 1);
    for (const std::string_view keyword : {"allOf", "oneOf", "anyOf", "prefixItems", "items"})
      for (const json::Value part : schema[keyword].elements()) this->schema(part, depth + 1);
    external(schema["externalDocs"]);
  }

  void overview(json::Value root) {
    const json::Value info = root["info"];
    text("title", info["title"]);
    text("summary", info["summary"]);
    prose("description", info["description"]);
    link(info["termsOfService"]);
    text("contact", info["contact"]["name"]);
    link(info["contact"]["url"]);
    text("contact", info["contact"]["email"]);
    text("license", info["license"]["name"]);
    link(info["license"]["url"]);
    external(root["externalDocs"]);
    for (const json::Value server : root["servers"].elements()) {
      // A relative address is shown resolved.
      std::string_view url = server["url"].string();
      while (url.substr(0, 3) == "../") url.remove_prefix(3);
      name("server", url);
      prose("server", server["description"]);
      for (const auto& [name, variable, range] : server["variables"].members()) {
        this->name("server", name);
        prose("server", variable["description"]);
        value_of("default", variable["default"]);
        for (const json::Value value : variable["enum"].elements()) text("enum", value);
      }
    }
    json::Value schemes = root["components"]["securitySchemes"];
    if (!schemes) schemes = root["securityDefinitions"];
    for (const auto& [name, value, range] : schemes.members()) {
      const json::Value scheme = resolve(value);
      this->name("security", name);
      prose("security", scheme["description"]);
      flow(scheme);
      for (const auto& [kind, one, place] : scheme["flows"].members()) flow(one);
    }
  }

  void prose(const std::string& kind, json::Value value) {
    if (!value.is_string()) return;
    for (const markdown::Block& block : markdown::parse(value.string()).blocks) {
      if (!says(block)) {
        count(kind, value, false);
        return;
      }
    }
    count(kind, value, true);
  }

 private:
  bool says(const markdown::Block& block) {
    for (const markdown::Block& child : block.children)
      if (!says(child)) return false;
    if (block.spans.empty()) return true;
    markdown::Block own;
    own.kind = block.kind;
    own.spans = block.spans;
    return contains(markdown::plain_text(own));
  }

  void flow(json::Value flow) {
    for (const std::string_view address : {"authorizationUrl", "tokenUrl", "refreshUrl"})
      if (flow[address].is_string()) text("flow", flow[address]);
    for (const auto& [scope, words, range] : flow["scopes"].members()) {
      name("scope", scope);
      prose("scope", words);
    }
  }

  void parameter(json::Value parameter) {
    if (parameter["in"].string() == "body") {
      prose("description", parameter["description"]);
      return schema(parameter["schema"], 1);
    }
    // Ignored by the specification (OAS 3.1.0 §4.8.12.2.1).
    if (parameter["in"].string() == "header") {
      for (const std::string_view ignored : {"accept", "content-type", "authorization"})
        if (text::equals_ignoring_case(parameter["name"].string(), ignored)) return;
    }
    text("parameter", parameter["name"]);
    prose("description", parameter["description"]);
    schema(parameter["schema"], 1);
    if (!parameter["schema"]) schema(parameter, 1);
    examples(parameter);
    for (const auto& [type, media, range] : parameter["content"].members())
      this->media(type, media);
  }

  void body(json::Value body) {
    prose("description", body["description"]);
    for (const auto& [type, media, range] : body["content"].members()) this->media(type, media);
  }

  void media(std::string_view type, json::Value media) {
    name("media type", type);
    schema(media["schema"], 1);
    examples(media);
  }

  void examples(json::Value holder) {
    for (const auto& [name, value, range] : holder["examples"].members()) {
      const json::Value example = resolve(value);
      text("example's summary", example["summary"]);
      prose("example's description", example["description"]);
    }
  }

  void response(std::string_view status, json::Value response) {
    name("status", status == "default" ? "" : status);
    prose("description", response["description"]);
    for (const auto& [type, media, range] : response["content"].members()) this->media(type, media);
    schema(response["schema"], 1);
    for (const auto& [name, value, range] : response["headers"].members()) {
      const json::Value header = resolve(value);
      this->name("header", name);
      prose("header", header["description"]);
      schema(header["schema"], 1);
    }
    for (const auto& [name, value, range] : response["links"].members()) {
      const json::Value link = resolve(value);
      this->name("link", name);
      prose("link", link["description"]);
      text("link", link["operationId"]);
      text("link", link["server"]["url"]);
      prose("link", link["server"]["description"]);
    }
  }

  void external(json::Value docs) {
    if (!docs["description"].string().empty()) prose("external documentation", docs["description"]);
    link(docs["url"]);
  }

  void link(json::Value address) {
    if (address.is_string() && !markdown::safe_href(address.string()).empty())
      count("link", address, shown_.find(address.string()) != std::string::npos);
  }

  void text(const std::string& kind, json::Value value) {
    if (value.is_string()) count(kind, value, contains(value.string()));
  }

  void name(const std::string& kind, std::string_view name) {
    Count& count = counts_[kind];
    ++count.all;
    if (contains(name)) return;
    if (count.missing++ == 0) count.first = page_ + ": " + std::string(name);
  }

  /// Long values are examples that stand folded; their beginning has to be there.
  void value_of(const std::string& kind, json::Value value) {
    if (!value || value.is_object() || value.is_array()) return;
    count(kind, value, contains(value.is_string() ? value.string() : value.lexeme()));
  }

  bool contains(std::string_view text) const {
    return shown_.find(words_of(text)) != std::string::npos;
  }

  void count(const std::string& kind, json::Value value, bool found) {
    Count& count = counts_[kind];
    ++count.all;
    if (!found && count.missing++ == 0)
      count.first = page_ + " " + value.pointer() + ": " + json::compact(value).substr(0, 120);
  }

  /// A limit that cannot apply to the schema's type is not said.
  static bool applies(std::string_view keyword, json::Value type) {
    const std::string_view name = type.string();
    if (name.empty()) return true;
    if (keyword.ends_with("Length") || keyword == "pattern") return name == "string";
    if (keyword.ends_with("Items")) return name == "array";
    if (keyword.ends_with("Properties")) return name == "object";
    return name == "number" || name == "integer";
  }

  static bool has_page(std::string_view reference) {
    for (const std::string_view place : {"#/components/schemas/", "#/definitions/"})
      if (reference.substr(0, place.size()) == place)
        return reference.find('/', place.size()) == std::string_view::npos;
    return false;
  }

  json::Value resolve(json::Value value) const {
    for (int count = 0; count < 8 && value["$ref"].is_string(); ++count) {
      const std::string_view reference = value["$ref"].string();
      if (reference.substr(0, 2) != "#/") return {};
      value = json::resolve(root_, json::percent_decode(reference.substr(1)));
    }
    return value;
  }

  Counts& counts_;
  json::Value root_;
  std::string page_;
  std::string shown_;
};

/// Nodes of the documentation, without the list and the form: of this only what is chosen among
/// bodies and their examples.
bool is_read(const ui::Node& node) {
  if (!node.id.starts_with("main/")) return false;
  for (const std::string_view part : {"content-type", "example", "example-words"})
    if (node.id.starts_with("main/try/body/" + std::string(part))) return true;
  for (const std::string_view part : {"main/try", "main/code", "main/response", "main/server"})
    if (node.id.starts_with(part)) return false;
  return true;
}

void read_node(const ui::Node& node, std::string& all) {
  all += node.name + "\n" + node.value + "\n" + node.href + "\n";
  for (const std::string& option : node.options) all += option + "\n";
  if (!node.layout) return;
  for (const ui::Span& span : node.layout->spans()) all += span.text;
  all += "\n";
  for (const ui::Span& span : node.layout->spans())
    if (!span.href.empty()) all += span.href + "\n";
}

/// The next thing to unfold or to choose that was not asked for before.
std::optional<boundary::Event> next_step(const Screen& screen, std::set<std::string>& done) {
  for (const ui::Node* node : screen.page.nodes()) {
    if (!is_read(*node)) continue;
    const bool folded = node->role == Role::button && node->expanded == ui::Node::Tri::no;
    const bool other = node->role == Role::tab && node->selected != ui::Node::Tri::yes;
    if ((folded || other) && done.insert(node->id).second) return boundary::Activated{node->id};
    // How far a schema is unfolded says nothing.
    if (node->role != Role::combobox || node->name == "Show properties") continue;
    for (std::size_t option = 0; option < node->options.size(); ++option) {
      if (static_cast<std::int32_t>(option) != node->selected_option &&
          done.insert(node->id + '\n' + std::to_string(option)).second)
        return boundary::OptionChosen{node->id, static_cast<std::int32_t>(option)};
    }
  }
  return std::nullopt;
}

/// Unfolds all that can be unfolded, takes every choice, and reads.
std::string read_page(Screen& screen) {
  std::string all;
  std::set<std::string> done;
  for (int step = 0; step < kMostSteps; ++step) {
    for (const ui::Node* node : screen.page.nodes())
      if (is_read(*node)) read_node(*node, all);
    std::optional<boundary::Event> next = next_step(screen, done);
    if (!next) break;
    screen.send(std::move(*next));
  }
  return words_of(all);
}

bool is_yaml(const std::filesystem::path& file) {
  return file.extension() == ".yaml" || file.extension() == ".yml";
}

/// Whether the text begins as a description does; others are parts of one.
bool is_description(const std::filesystem::path& file) {
  std::string head(2000, '\0');
  std::ifstream(file, std::ios::binary)
      .read(head.data(), static_cast<std::streamsize>(head.size()));
  return head.find("openapi:") != std::string::npos || head.find("swagger:") != std::string::npos ||
         head.find("openapi\":") != std::string::npos;
}

/// The descriptions of the corpus in both languages, and those of the cases.
std::vector<std::filesystem::path> documents() {
  std::vector<std::filesystem::path> files = json::descriptions();
  for (const std::filesystem::path& folder : {json::corpus() / "specs", cases()}) {
    if (!std::filesystem::is_directory(folder)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
      if (is_yaml(entry.path()) && is_description(entry.path())) files.push_back(entry.path());
  }
  // A description in a folder of its own refers to others there, which are no pages by themselves.
  std::erase_if(files, [](const std::filesystem::path& file) {
    if (file.filename() == "openapi.yaml") return false;
    for (std::filesystem::path up = file.parent_path(); up.has_relative_path();
         up = up.parent_path()) {
      if (up == json::corpus() || up == cases()) break;
      if (std::filesystem::exists(up / "openapi.yaml")) return true;
    }
    return false;
  });
  std::sort(files.begin(), files.end());
  return files;
}

/// Serves the file, with its neighbours where it has a folder of its own.
void serve(Screen& screen, const std::filesystem::path& file, std::string_view text) {
  if (file.filename() != "openapi.yaml") return screen.serve(std::string(text));
  const std::filesystem::path folder = file.parent_path();
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string path = entry.path().lexically_relative(folder).generic_string();
    screen.host.resources["https://docs.example/" + path] = json::read_file(entry.path()).view();
  }
  screen.opened.spec = "openapi.yaml";
}

class Reading : public testing::TestWithParam<std::filesystem::path> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Reading);

TEST_P(Reading, LosesNothing) {
  const json::Exact bytes = json::read_file(GetParam());
  const bool everything = std::getenv("VITRINE_READ_ALL") != nullptr;
  if (bytes.view().size() > kMostBytes && !everything)
    GTEST_SKIP() << GetParam() << " is large: VITRINE_READ_ALL=1 reads it too. NOTHING WAS READ.";
  const json::Reading reading = json::read_text(bytes.view());
  if (reading.error) return;
  const json::Value root = reading.document.root();
  Screen screen(kNarrow);  // without the list
  serve(screen, GetParam(), bytes.view());
  screen.open();
  if (!screen.host.session.spec) return;
  Counts counts;
  PageReader(counts, root, "overview", read_page(screen)).overview(root);

  const auto step_of = [&](std::size_t count) {
    return everything ? 1 : std::max<std::size_t>(1, count / kPagesRead);
  };
  const auto& operations = screen.host.session.spec->description.operations();
  for (std::size_t index = 0; index < operations.size(); index += step_of(operations.size())) {
    const openapi::OperationEntry& entry = operations[index];
    std::string method = entry.method;
    for (char& c : method) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const json::Value item = root[entry.webhook ? "webhooks" : "paths"][entry.path];
    if (!item[method]) continue;
    screen.act(session::Navigate{session::operation_href(entry)});
    PageReader(counts, root, entry.method + " " + entry.path, read_page(screen))
        .operation(item[method], item);
  }
  json::Value schemas = root["components"]["schemas"];
  if (!schemas) schemas = root["definitions"];
  std::size_t index = 0;
  const std::size_t step = step_of(schemas.size());
  for (const auto& [name, schema, range] : schemas.members()) {
    if (index++ % step != 0) continue;
    screen.act(session::Navigate{"#/schemas/" + json::encode_component(name)});
    PageReader(counts, root, "schema " + std::string(name), read_page(screen)).schema(schema);
  }

  for (const auto& entry : counts) {
    const std::string& kind = entry.first;
    const Count& count = entry.second;
    std::cout << "  " << kind << ": " << count.all - count.missing << " of " << count.all
              << (count.missing > 0 ? "; first missing: " + count.first : std::string()) << "\n";
    EXPECT_EQ(count.missing, 0u) << kind << ": " << count.first;
  }
}

/// A case that is neither read nor named here would be forgotten.
TEST(ReadingCases, EachIsReadOrIsNoDescription) {
  REQUIRE_CASE("INDEX.md");
  const std::vector<std::filesystem::path> read = documents();
  std::vector<std::string> unread;
  for (const auto& entry : std::filesystem::directory_iterator(cases())) {
    const std::string name = entry.path().filename().string();
    const bool is_read = std::any_of(read.begin(), read.end(), [&](const auto& file) {
      return file.lexically_relative(cases()).begin()->string() == name;
    });
    // Instances and schemas of `vitrine validate` are JSON, descriptions YAML.
    if (!is_read && entry.path().extension() != ".json" && name != "INDEX.md")
      unread.push_back(name);
  }
  EXPECT_EQ(unread, std::vector<std::string>());
}

INSTANTIATE_TEST_SUITE_P(Specs, Reading, testing::ValuesIn(documents()),
                         [](const auto& file) { return json::test_name(file.param); });

}  // namespace
}  // namespace vitrine::view
