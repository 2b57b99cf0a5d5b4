#include "server/api/declare/failure.h"

#include <algorithm>

#include "app/request/reason_phrase.h"
#include "server/api/http/problem.h"

namespace vitrine::detail {

namespace {

bool has_detail(const FailureDeclaration& declaration) {
  if (!declaration.shape) return false;
  const auto& members = declaration.shape->members;
  return std::any_of(members.begin(), members.end(),
                     [](const Shape::Member& member) { return member.name == "detail"; });
}

}  // namespace

Response failure_problem(const FailureDeclaration& declaration, std::string detail,
                         const std::string& members) {
  Problem problem;
  if (!declaration.type.empty()) problem.type = declaration.type;
  problem.title =
      declaration.title.empty() ? request::reason_phrase(declaration.status) : declaration.title;
  problem.status = declaration.status;
  if (detail.empty()) detail = declaration.description;
  if (!detail.empty() && !has_detail(declaration)) problem.detail = std::move(detail);
  Response response = problem_response(problem);
  constexpr std::size_t kEmptyObject = 2;
  if (members.size() > kEmptyObject) {
    response.body.back() = ',';
    response.body.append(members, 1);
  }
  return response;
}

}  // namespace vitrine::detail
