// Makes an example for every schema that requests and responses of the corpus' descriptions are
// written in, and judges it by that schema. Exit status 0 when all that were made are valid and
// those that could not be made are the ones listed in examples.json, each with its reason.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/json/text_reader.h"
#include "app/openapi/description.h"
#include "app/schema/example.h"
#include "app/schema/message.h"
#include "tests/conformance/suite.h"

namespace {

namespace fs = std::filesystem;
using vitrine::json::Cursor;
using vitrine::openapi::Description;
using vitrine::openapi::MediaType;
using vitrine::openapi::Operation;
using vitrine::schema::Direction;

struct Count {
  std::size_t made = 0;
  std::size_t impossible = 0;
  std::size_t invalid = 0;
};

/// The schemas of one description, each once a direction.
class Document {
 public:
  Document(const fs::path& file, std::string name) : name_(std::move(name)) {
    const std::string uri = "corpus:/" + name_;
    auto reading = vitrine::json::read_text(vitrine::conformance::read_file(file));
    if (!set_.add(uri, std::move(reading.document))) return;
    description_ = Description::read(set_, uri);
  }

  Count run(std::map<std::string, std::string>& impossible, bool verbose) {
    verbose_ = verbose;
    impossible_ = &impossible;
    for (std::size_t i = 0; i < description_.operations().size(); ++i) {
      const Operation operation = description_.operation(i);
      dialect_ = operation.dialect;
      for (const auto& parameter : operation.parameters) {
        try_schema(parameter.schema, Direction::request);
        try_content(parameter.content, Direction::request);
      }
      if (operation.request_body) try_content(operation.request_body->content, Direction::request);
      for (const auto& response : operation.responses) {
        try_content(response.content, Direction::response);
        for (const auto& header : response.headers) try_schema(header.schema, Direction::response);
      }
    }
    dialect_ = description_.dialect();
    for (const auto& schema : description_.schemas()) try_schema(schema.cursor, Direction::any);
    return count_;
  }

 private:
  void try_content(const std::vector<MediaType>& content, Direction direction) {
    for (const MediaType& media : content) {
      try_schema(media.schema, direction);
      try_schema(media.item_schema, direction);
    }
  }

  void try_schema(const Cursor& cursor, Direction direction) {
    if (!cursor.value) return;
    // `{"$ref": …}` alone says no more than its target.
    const Cursor at = description_.schema(cursor, dialect_).resolved().cursor();
    if (!at.value) return;
    const auto key = std::make_tuple(at.value.document(), at.value.id(), direction);
    // What 2.0 writes inside a parameter is a document of the operation, and gone with it.
    const bool transient = at.value.document() != set_.find("corpus:/" + name_);
    if (!transient && !seen_.insert(key).second) return;
    vitrine::schema::Options how;
    how.dialect = dialect_;
    how.missing = vitrine::schema::MissingDocuments::accept;
    vitrine::schema::Compiler compiler(set_, how);
    const auto compiled = compiler.compile(at);
    const auto* schema = std::get_if<std::shared_ptr<const vitrine::schema::Schema>>(&compiled);
    if (schema == nullptr) return;
    const std::string place = name_ + "#" + at.value.pointer();
    const auto example = vitrine::schema::example(**schema, {.direction = direction});
    if (!example) {
      ++count_.impossible;
      (*impossible_)[place] = example.error().pointer + ": " + example.error().message;
      return;
    }
    ++count_.made;
    if (verbose_) std::printf("%s\n%s\n", place.c_str(), example->c_str());
    const auto reading = vitrine::json::read(*example);
    const auto judged =
        vitrine::schema::evaluate(**schema, reading.document.root(), {.direction = direction});
    if (judged.valid && !reading.error) return;
    ++count_.invalid;
    std::printf("  not valid: %s\n%s\n", place.c_str(), example->c_str());
  }

  std::string name_;
  vitrine::json::DocumentSet set_;
  Description description_;
  vitrine::schema::Dialect dialect_ = vitrine::schema::Dialect::openapi_3_1;
  std::set<std::tuple<const vitrine::json::Document*, std::uint32_t, Direction>> seen_;
  std::map<std::string, std::string>* impossible_ = nullptr;
  Count count_;
  bool verbose_ = false;
};

std::map<std::string, std::string> read_expected() {
  std::map<std::string, std::string> expected;
  const std::string text = vitrine::conformance::read_file("tests/conformance/examples.json");
  const auto reading = vitrine::json::read(text);
  for (const auto& entry : reading.document.root().members()) {
    expected[std::string(entry.key)] = std::string(entry.value.string());
  }
  return expected;
}

}  // namespace

/// Without arguments the whole corpus; with file names (below `specs`) those, and their examples.
int main(int argc, char** argv) {
  constexpr int kSkipped = 77;
  const auto corpus = vitrine::conformance::find_corpus();
  if (!corpus) {
    std::printf("SKIPPED: no corpus; set VITRINE_CORPUS to its folder\n");
    return kSkipped;
  }
  const fs::path specs = *corpus / "specs";
  const std::set<std::string> wanted(argv + 1, argv + argc);
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(specs)) {
    const std::string name = entry.path().lexically_relative(specs).generic_string();
    const std::string extension = entry.path().extension().string();
    if (extension != ".json" && extension != ".yaml") continue;
    if (wanted.empty() || wanted.count(name) != 0) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());

  std::map<std::string, std::string> impossible;
  Count sum;
  for (const fs::path& file : files) {
    const std::string name = file.lexically_relative(specs).generic_string();
    const Count count = Document(file, name).run(impossible, !wanted.empty());
    sum.made += count.made;
    sum.impossible += count.impossible;
    sum.invalid += count.invalid;
  }
  std::printf("examples: %zu of %zu schemas of %zu descriptions, %zu of them valid\n", sum.made,
              sum.made + sum.impossible, files.size(), sum.made - sum.invalid);
  bool failed = sum.invalid > 0 || sum.made == 0;
  const auto expected = read_expected();
  for (const auto& [place, reason] : impossible) {
    const bool known = expected.count(place) != 0;
    std::printf("  cannot be made%s: %s %s\n", known ? "" : " (not in examples.json)",
                place.c_str(), reason.c_str());
    failed = failed || !known;
  }
  for (const auto& [place, reason] : expected) {
    if (!wanted.empty() || impossible.count(place) != 0) continue;
    std::printf("  can be made, but is in examples.json: %s\n", place.c_str());
    failed = true;
  }
  return failed ? 1 : 0;
}
