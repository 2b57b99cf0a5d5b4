#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "app/json/document_set.h"
#include "app/json/pointer.h"
#include "app/json/reader.h"
#include "app/schema/message.h"
#include "app/schema/schema.h"

namespace vitrine::schema::test {

/// A schema with the documents it lives in. Compiling must succeed.
class Compiled {
 public:
  explicit Compiled(std::string_view text, Dialect dialect = Dialect::draft2020_12,
                    std::string_view pointer = "")
      : Compiled(text, Options{.dialect = dialect}, pointer) {}

  Compiled(std::string_view text, Options options, std::string_view pointer = "") {
    json::Reading reading = json::read(text);
    EXPECT_FALSE(reading.error) << reading.error->message;
    EXPECT_TRUE(documents_.add("test:/schema", std::move(reading.document)));
    json::Cursor cursor = documents_.root("test:/schema");
    cursor.value = json::resolve(cursor.value, pointer);
    Compiler compiler(documents_, options);
    Compilation compiled = compiler.compile(cursor);
    if (auto* schema = std::get_if<std::shared_ptr<const Schema>>(&compiled)) schema_ = *schema;
    EXPECT_NE(schema_, nullptr) << text;
  }

  Evaluation evaluate(std::string_view instance, EvaluateOptions options = {}) const {
    const json::Reading reading = json::read(instance);
    EXPECT_FALSE(reading.error) << reading.error->message << " in " << instance;
    return schema::evaluate(*schema_, reading.document.root(), options);
  }

  bool accepts(std::string_view instance, EvaluateOptions options = {}) const {
    return evaluate(instance, options).valid;
  }

  /// "pointer keyword: message" of all leaves, one a line.
  std::string said(std::string_view instance, EvaluateOptions options = {},
                   Language language = Language::en) const {
    const Evaluation evaluation = evaluate(instance, options);
    std::string text;
    for (const Violation* violation : leaves(evaluation.violations)) {
      if (!text.empty()) text += '\n';
      text += field_pointer(*violation) + " " + violation->keyword + ": " +
              message(*violation, language);
    }
    return text;
  }

  std::string problems() const {
    std::string text;
    for (const Problem& problem : schema_->problems()) {
      if (!text.empty()) text += '\n';
      text += problem.pointer + ": " + problem.message;
    }
    return text;
  }

  const Schema& schema() const { return *schema_; }

 private:
  json::DocumentSet documents_;
  std::shared_ptr<const Schema> schema_;
};

inline std::optional<std::filesystem::path> corpus() {
  std::error_code error;
  if (const char* given = std::getenv("VITRINE_CORPUS")) {
    if (std::filesystem::is_directory(given, error)) return std::filesystem::path(given);
  }
  if (std::filesystem::is_directory("../shared/corpus", error)) return "../shared/corpus";
  return std::nullopt;
}

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace vitrine::schema::test
