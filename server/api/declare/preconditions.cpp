#include "server/api/declare/preconditions.h"

#include "server/api/http/problem.h"

namespace vitrine {

namespace {

constexpr char kOtherVersion[] =
    "It has changed since you read it, or is gone or there already: read it again";
constexpr char kNoVersion[] = "Send the ETag that you have read as If-Match";

constexpr auto kIfMatch =
    description("The `ETag` you read: nothing happens when there is another version by now.");
constexpr auto kIfNoneMatch = description("`*`: nothing happens when it is there already.");

template <const auto& Words>
constexpr Rules kRulesOf = [] {
  Rules rules;
  rules.add(Words.rule());
  return rules;
}();

}  // namespace

PreconditionFailed::PreconditionFailed() : std::runtime_error(kOtherVersion) {}
PreconditionRequired::PreconditionRequired() : std::runtime_error(kNoVersion) {}

void IfMatch::check(const std::optional<std::string>& current_tag) const {
  if (!list_) return;
  if (!current_tag || find_tag(*list_, *current_tag, Comparison::strong).empty()) {
    throw PreconditionFailed();
  }
}

void IfNoneMatch::check(const std::optional<std::string>& current_tag) const {
  if (list_ && current_tag && !find_tag(*list_, *current_tag, Comparison::weak).empty()) {
    throw PreconditionFailed();
  }
}

namespace detail {

void declare_if_match(RouteInfo& info, bool required) {
  declare_parameter(info, openapi::Location::header, "If-Match", kRulesOf<kIfMatch>, required,
                    shape<std::string>());
  Route route(info);
  route.raises<PreconditionFailed>(412, "There is another version by now.");
  if (required) route.raises<PreconditionRequired>(428, "`If-Match` is missing.");
}

void declare_if_none_match(RouteInfo& info) {
  declare_parameter(info, openapi::Location::header, "If-None-Match", kRulesOf<kIfNoneMatch>, false,
                    shape<std::string>());
  Route(info).raises<PreconditionFailed>(412, "It is there already.");
}

std::optional<std::string> header_list(const Call& call, std::string_view name) {
  const Headers& headers = call.request().headers;
  if (!headers.find(name)) return std::nullopt;
  return headers.joined(name);
}

void refuse_without_version(Call& call) { call.refuse(problem_response(428, kNoVersion)); }

}  // namespace detail

}  // namespace vitrine
