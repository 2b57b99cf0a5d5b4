#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "server/api/declare/path_template.h"
#include "server/api/http/http.h"

namespace vitrine {

/// A part of the address space, beside page and description, that someone else responds for. Its
/// functions never throw and are called by several threads.
struct Mount {
  /// `/mock`: this path and all below.
  std::string prefix;
  /// True when the pages of any origin may call it and read its responses; else there is no CORS.
  bool any_origin = false;
  BodyPlan body = {};
  std::function<Response(const Request&)> handle;
  /// The refusal of a request with a body that its head alone decides; may be empty.
  std::function<std::optional<Response>(const Request&)> refuse_by_head = {};

  bool owns(std::string_view path) const { return is_below(path, prefix); }
};

}  // namespace vitrine
