#pragma once

#include <string>

#include "server/command/checked.h"
#include "server/command/options.h"

namespace vitrine::command {

/// What `check` found, as it is written to standard output, ready for a terminal.
std::string report(const Checked& checked, Format format);

/// The list of rules, as text or JSON.
std::string rule_list(Format format);

/// SARIF 2.1.0 of what was found.
std::string sarif_report(const Checked& checked);

}  // namespace vitrine::command
