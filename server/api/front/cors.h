#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "server/api/http/http.h"

/// Cross-origin requests (Fetch Standard §3.2).
namespace vitrine {

/// What the pages of the allowed origins may do.
struct Cors {
  /// Methods they may use; empty: GET, HEAD, POST, PUT, PATCH and DELETE.
  std::vector<std::string> methods = {};
  /// Headers they may send; empty: any.
  std::vector<std::string> headers = {};
  /// Headers of responses they may read; empty: all.
  std::vector<std::string> exposed_headers = {};
  /// Whether their requests may carry cookies. Needs origins that are named, not "*" or "null": any
  /// site could act in the name of the user.
  bool credentials = false;
  /// How long browsers keep what a preflight says.
  int max_age_seconds = 600;
};

/// True for an origin of the list: "https://docs.example.org", "https://*.example.org" for one name
/// more, "*" for all.
bool allows_origin(const std::vector<std::string>& origins, std::string_view origin);

/// The mistakes of a policy, one sentence each.
std::vector<std::string> cors_problems(const std::vector<std::string>& origins, const Cors& cors);

bool is_preflight(const Request& request);

/// Adds the headers of the policy to a response of the API; a preflight of an allowed origin
/// becomes 204.
void apply_cors(const std::vector<std::string>& origins, const Cors& cors, const Request& request,
                Response& response);
/// Opens a response to every origin; `any_method` where the methods are not known. For what holds
/// nothing of a user.
void open_to_all(bool any_method, bool expose, const Request& request, Response& response);

}  // namespace vitrine
