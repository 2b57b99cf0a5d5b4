// Writes outputs as the JSON that crosses to the page.
#pragma once

#include <string>

#include "app/boundary/output.h"

namespace vitrine::boundary {

/// `out` gets all but the patch; `bytes` the texts of request bodies, which `out` refers to by
/// where they begin and end.
void encode(const Output& output, std::string& out, std::string& bytes);
std::string encode(const Patch& patch);

}  // namespace vitrine::boundary
