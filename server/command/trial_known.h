#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "app/json/document.h"
#include "server/command/trial_operation.h"

namespace vitrine::command {

/// What earlier responses tell of the parameters of later requests, as JSON texts.
class TrialKnown {
 public:
  /// `server`: the address that paths are below.
  TrialKnown(const openapi::Description& description, const MockRouter& router, std::string server)
      : description_(description), router_(router), server_(std::move(server)) {}

  /// Takes the values of a success: by its Links (OAS 3.1.0 §4.8.20), by its Location, and by the
  /// names of members: `petId`, or the `id` of what is found or made at `/pets` for `/pets/{…}`.
  void learn(const TrialOperation& operation, const TrialRequest& request,
             const Response& response);
  std::optional<std::string> find(const TrialOperation& operation, std::size_t parameter) const;

 private:
  void follow_links(const TrialOperation& operation, const TrialRequest& request,
                    const Response& response, json::Value body);
  void follow_location(const Response& response);
  void take_members(const std::string& path, json::Value thing);

  const openapi::Description& description_;
  const MockRouter& router_;
  const std::string server_;
  /// By the operation and `in.name` or the name alone.
  std::map<std::pair<std::size_t, std::string>, std::string> linked_;
  /// By a path template up to and with its parameter.
  std::map<std::string, std::string, std::less<>> placed_;
  /// By the name of a member.
  std::map<std::string, std::string, std::less<>> named_;
};

}  // namespace vitrine::command
