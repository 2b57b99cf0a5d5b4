#pragma once

#include <string>
#include <variant>

#include "server/command/options.h"

namespace vitrine::command {

/// The words of a description, or of the operation, schema or tag that the options name, as HTML;
/// why there are none otherwise.
struct Words {
  std::string html;
};
std::variant<Words, std::string> words_of(const Options& options);

}  // namespace vitrine::command
