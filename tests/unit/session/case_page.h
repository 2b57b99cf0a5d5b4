#pragma once

#include <string>

#include "tests/support/cases.h"
#include "tests/unit/session/page.h"

namespace vitrine::session {

/// A page that shows a case: a file, or a folder with `main` in it.
inline void serve_case(Page& page, const std::string& name, const std::string& main = {}) {
  const std::string base = "https://docs.example/";
  page.resources.clear();
  if (main.empty()) {
    page.resources[base + "openapi.json"] = case_text(name);
    return page.open();
  }
  for (const auto& [path, text] : case_files(name)) page.resources[base + path] = text;
  Opened event = Page::opened();
  event.spec = main;
  page.open(std::move(event));
}

inline std::vector<std::string> field_names(const Form& form) {
  std::vector<std::string> names;
  for (const Field& field : form.fields) names.push_back(field.name);
  return names;
}

inline size_t violations_after_touch(Page& page) {
  page.act(EditBody{page.form().body});
  return violation_count(page.form());
}

}  // namespace vitrine::session
