// Checks a description with all documents that it refers to.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/openapi/description.h"
#include "app/openapi/documents.h"

namespace vitrine::openapi {

/// The severity that a caller gives to a rule; nullopt: its problems are left out.
using RuleLevels = std::map<std::string, std::optional<Severity>, std::less<>>;

/// A description and all that is wrong with it and with its documents: first the texts and the
/// references to what cannot be read, by place, then what check() reports.
struct CheckedDescription {
  Description description;
  std::vector<Problem> problems;
};

/// Loads what is missing. `documents` has the first document and must outlive the result.
CheckedDescription check_documents(Documents& documents, const RuleLevels& levels = {});

}  // namespace vitrine::openapi
