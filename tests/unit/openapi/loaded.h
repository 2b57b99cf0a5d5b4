#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "app/json/document_set.h"
#include "app/json/text_reader.h"
#include "app/openapi/description.h"

namespace vitrine::openapi {

/// A description with the documents it stands on.
struct Loaded {
  explicit Loaded(std::string_view text, std::string uri = "https://example.com/api/openapi.json")
      : set(std::make_unique<json::DocumentSet>()) {
    json::Reading reading = json::read_text(text);
    EXPECT_TRUE(set->add(uri, std::move(reading.document)).has_value());
    description = Description::read(*set, std::move(uri));
  }

  /// Several files below https://example.com/, of which `main` is the description.
  Loaded(const std::map<std::string, std::string>& files, const std::string& main)
      : set(std::make_unique<json::DocumentSet>()) {
    const std::string base = "https://example.com/";
    for (const auto& [path, text] : files) {
      EXPECT_TRUE(set->add(base + path, std::move(json::read_text(text).document)).has_value());
    }
    description = Description::read(*set, base + main);
  }

  /// The first operation.
  Operation operation() const { return description.operation(0); }
  SchemaView view(const json::Cursor& cursor) const { return description.schema(cursor); }

  std::unique_ptr<json::DocumentSet> set;
  Description description;
};

/// Whether a problem says `words`.
inline bool says(const std::vector<Problem>& problems, std::string_view words) {
  for (const Problem& problem : problems) {
    if (problem.message.find(words) != std::string::npos) return true;
  }
  return false;
}

}  // namespace vitrine::openapi
