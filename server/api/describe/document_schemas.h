#pragma once
#include "server/api/model/types.h"

/// The Components Object of a document, as tools of others expect it: what stands in it is used,
/// and by what they know.
namespace vitrine {

/// Leaves out the schemas that nothing refers to.
void prune_schemas(FreeForm& document);

/// Puts schemas that only the messages of WebSockets need into `x-websocket` itself, which others
/// do not read, with their names as titles. One that refers to itself stays where it is.
void inline_message_schemas(FreeForm& document);

}  // namespace vitrine
