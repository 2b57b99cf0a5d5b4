#pragma once

#include <string>

#include "server/command/documents.h"

namespace vitrine::command {

struct ValidateOptions {
  std::string schema;    ///< a file; behind `#` a JSON Pointer into it
  std::string instance;  ///< a file, `-` for standard input
  bool json = false;
  Fetch fetch = nullptr;
};

/// `vitrine validate`: judges the instance by the schema. Violations go to `output`, one a line as
/// `FILE:line:column: error: /pointer: message` or as JSON Schema's basic output (Core §12.4.2);
/// what keeps the command from judging, and keywords that are ignored, to `messages`. Exit code of
/// the command: 0 valid, 1 not valid, 2 could not tell.
int validate(const ValidateOptions& options, std::string& output, std::string& messages);

}  // namespace vitrine::command
