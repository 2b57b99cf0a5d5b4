#pragma once
#include <string>

#include "server/command/options.h"

/// One function a verb, in the file of its name. Each returns the exit code: 0 done, 1 found
/// problems, 2 failed (with the reason on standard error).
namespace vitrine::command {

int run_demo(const Options& options);
int run_serve(const Options& options);
int run_export(const Options& options);
int run_html(const Options& options);
int run_check(const Options& options);
int run_rules(const Options& options);
int run_validate(const Options& options);
int run_test(const Options& options);
int run_spec(const Options& options);

/// Writes the reason to standard error and returns 2.
int fail(const std::string& reason);

}  // namespace vitrine::command
