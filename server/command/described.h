#pragma once

#include <memory>
#include <string>
#include <variant>

#include "app/openapi/description.h"
#include "server/command/documents.h"

namespace vitrine::command {

/// A description with all documents that it refers to below the root.
struct Described {
  Documents documents;
  openapi::Description description;
};

/// `root` as `find_root` takes it; why the description cannot be read otherwise.
std::variant<std::unique_ptr<const Described>, std::string> read_described(const std::string& file,
                                                                           const std::string& root);

}  // namespace vitrine::command
