#pragma once
#include <string>
#include <vector>

#include "server/api/spec_folder.h"

namespace vitrine::command {

/// The files a description is made of.
struct Neighbours {
  /// Names below the folder of the description, itself first, in the order of their first mention.
  std::vector<std::string> names;
  /// References to files that are not there or lie outside of the folder, as they are written.
  std::vector<std::string> missing;
};

/// Follows the relative references of a description and of the documents they lead to: `$ref`,
/// `externalValue`, `operationRef`, the mapping of a discriminator, x-logo, and links and images in
/// Markdown. What is only mentioned is not referred to.
Neighbours neighbours(const SpecFolder& folder);

}  // namespace vitrine::command
