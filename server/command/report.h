#pragma once

#include <string>

#include "server/command/checked.h"
#include "server/command/options.h"

namespace vitrine::command {

/// The result of `check` as it is written to standard output, safe for a terminal.
std::string report(const Checked& checked, Format format);

/// The list of rules, as text or JSON.
std::string rule_list(Format format);

/// SARIF 2.1.0 of the problems found.
std::string sarif_report(const Checked& checked);

}  // namespace vitrine::command
