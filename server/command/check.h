#pragma once

#include "server/command/options.h"

namespace vitrine::command {

/// `vitrine check SPEC`: the problems of a description and of the documents it refers to, on
/// standard output, as `file:line:column: severity: message` or (--json) as one JSON object. 0
/// without errors (warnings alone are no reason to stop a build), 1 with errors, 2 when the file
/// cannot be read.
int run_check(const Options& options);

}  // namespace vitrine::command
