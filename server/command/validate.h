#pragma once

#include <string>

#include "server/command/documents.h"

/// The verb `validate`.
namespace vitrine::command {

struct ValidateOptions {
  std::string schema;    ///< a file; after `#` a JSON Pointer into it
  std::string instance;  ///< a file, `-` for standard input
  bool json = false;
  Fetch fetch = nullptr;
  bool assert_format = false;
  std::string root = {};  ///< as `find_root` takes it
};

/// `vitrine validate`: judges the instance by the schema. Violations go to `output`, one a line as
/// `FILE:line:column: error: /pointer: message` or as JSON Schema's basic output (Core §12.4.2);
/// failures to judge, and keywords that are ignored, go to `messages`. Exit code of
/// the command: 0 valid, 1 not valid, 2 unknown.
///
/// A file is read by the dialect that its `$schema` names, by 2020-12 without. The published
/// meta-schemas are built in; a custom one is read like any other document that is referred to.
/// `format` annotates in 2019-09 and 2020-12, where checking it "MUST be disabled by default"
/// (Validation 2020-12 §7.2.1), unless `assert_format` or the meta-schema's vocabularies ask for
/// it. It is judged in drafts 4 to 7, whose implementations that know it SHOULD validate by it
/// (draft 7 Validation §7.2, draft 6 §8.2, draft 4 §7.2), and in descriptions, as the server does.
int validate(const ValidateOptions& options, std::string& output, std::string& messages);

}  // namespace vitrine::command
