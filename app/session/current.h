// Values derived from the operation shown: its request, code, authorization and messages.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/request/request.h"
#include "app/session/form/form.h"

namespace vitrine::session {

/// Authorization of the operation shown, and whether the user gave it for the server chosen.
struct SecurityState {
  bool required = false;   ///< no alternative goes without
  bool satisfied = false;  ///< an alternative has all of its credentials
  bool expired = false;    ///< one of them is valid no longer
  std::string origin;
  std::vector<std::string> schemes;  ///< keys of all alternatives, each once
  uint64_t revision = 0;             ///< counts what became known of the credentials
};

/// `update` makes it again when the form, the credentials or a choice that it depends on changed;
/// views read it. Empty while no operation is shown.
struct Current {
  request::Built request;  ///< secrets are marked, not removed
  bool has_secrets = false;
  SecurityState security;
  std::vector<std::string> snippets;  ///< see snippet_titles()
  uint32_t snippet = 0;               ///< index into them
  std::string code;                   ///< secrets masked unless the user switched them on
  std::string lexer;                  ///< for its colours, or empty
  size_t violations = 0;              ///< see violation_count()
  std::vector<BodyMessage> body_messages;
};

}  // namespace vitrine::session
