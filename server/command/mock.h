#pragma once

#include <string>

#include "server/api/front/mount.h"
#include "server/command/followed.h"

/// A server made of nothing but a description: `vitrine serve --mock`.
namespace vitrine::command {

/// Responds below `/mock` to the operations of the description with its examples, or with values
/// made for its schemas: the same for the same request. Requests are judged as our own server does:
/// 404, 405, 406, 415, 422.
Mount mock_mount(const Followed& description);

}  // namespace vitrine::command
