// What helps with requests beside the form, each in a dialog of its own.
#pragma once

#include <cstdint>

#include "app/session/tools/environments.h"
#include "app/session/tools/history.h"
#include "app/session/tools/import.h"

namespace vitrine::session {

/// A dialog; one at a time is open.
enum class Tool : uint8_t { none, history, environments, imports };

struct Tools {
  Tool open = Tool::none;
  History history;
  Environments environments;
  Import imported;
};

}  // namespace vitrine::session
