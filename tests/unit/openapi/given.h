// A schema in a document of its own.
#pragma once

#include <gtest/gtest.h>

#include <string_view>
#include <utility>

#include "app/json/reader.h"
#include "app/openapi/schema_view.h"

namespace vitrine::openapi {

struct Given {
  explicit Given(std::string_view text, schema::Dialect wanted = schema::Dialect::openapi_3_1)
      : dialect(wanted) {
    EXPECT_TRUE(set.add("https://e/d.json", std::move(json::read(text).document)).has_value());
  }
  SchemaView view(std::string_view key = "") const {
    json::Cursor cursor = set.root("https://e/d.json");
    if (!key.empty()) cursor.value = cursor.value[key];
    return SchemaView(set, cursor, dialect);
  }
  json::DocumentSet set;
  schema::Dialect dialect;
};

}  // namespace vitrine::openapi
