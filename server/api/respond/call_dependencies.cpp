#include <chrono>
#include <stdexcept>
#include <utility>

#include "server/api/declare/group_info.h"
#include "server/api/declare/provider.h"
#include "server/api/declare/rate_limiter.h"
#include "server/api/http/problem.h"
#include "server/api/respond/background_work.h"
#include "server/api/respond/call.h"
#include "server/api/respond/endpoint.h"
#include "server/api/respond/intake.h"
#include "server/api/respond/ready_api.h"

/// What surrounds the handler of a call: hooks, limits, the dependencies that are made for it, and
/// the work that it leaves.
namespace vitrine {

Call::~Call() = default;

bool Call::begin() {
  if (match_.admitted) return true;
  for (const GroupInfo* group : info().groups) {
    for (const auto& hook : group->before) {
      if (std::optional<Response> response = hook(request_)) {
        refuse(std::move(*response));
        return false;
      }
    }
  }
  count(false);
  return accepted();
}

void Call::count(bool by_identity) {
  if (match_.admitted) return;
  for (const Endpoint::Limit& limit : endpoint_.limits) {
    if (limit.identity.has_value() != by_identity) continue;
    std::string client;
    if (limit.identity) {
      const IdentitySource* source = endpoint_.identities[*limit.identity];
      for (const auto& [asked, found] : identities_) {
        if (asked == source) client = "identity " + (*limit.key)(found.get());
      }
    }
    if (client.empty()) client = limited_address(request_.client);
    const auto wait = limit.limiter->take(client, RateLimiter::Clock::now());
    if (!wait) continue;
    const RateLimit rule = limit.limiter->limit();
    Response response = problem_response(
        429, std::to_string(rule.requests) + " requests in " + std::to_string(rule.seconds) +
                 " seconds are handled for each client; try again in " + std::to_string(*wait) +
                 " seconds");
    response.headers.add("Retry-After", std::to_string(*wait));
    refuse(std::move(response));
    return;
  }
}

template <class F>
void Call::for_each_making(F f) {
  for (std::size_t i = 0; i < makings_.size(); ++i) {
    provision_ = &info().provisions[i];
    f(*makings_[i]);
  }
  provision_ = nullptr;
}

void Call::take_parameters() {
  for (const Provision& provision : info().provisions) {
    makings_.push_back(provision.provider->begin());
  }
  for_each_making([this](Making& making) {
    making.identify(*this);
    making.read(*this);
  });
}

bool Call::may_judge(std::size_t parameter) {
  if (info().provisions.empty()) return true;
  judged_.resize(endpoint_.parameters.size());
  if (judged_[parameter]) return false;
  judged_[parameter] = true;
  return true;
}

void Call::make_dependencies() {
  if (makings_.empty()) return;
  made_ = std::make_shared<MadeObjects>();
  for_each_making([this](Making& making) {
    Made made = making.make(*this);
    if (!made.object) throw std::runtime_error("a dependency was not made: its pointer is empty");
    made_->list.push_back(std::move(made));
  });
  makings_.clear();
}

void* Call::dependency(std::size_t index) const {
  if (provision_) index += provision_->first_dependency;
  const Endpoint::Dependency& dependency = endpoint_.dependencies[index];
  return dependency.object ? dependency.object : made_->list[dependency.provision].object.get();
}

void Call::finish(Response& response) {
  if (response.intake) return response.intake->keep(std::move(made_), std::move(left_work_));
  if (made_) {
    for (auto made = made_->list.rbegin(); made != made_->list.rend(); ++made) {
      if (const auto tell = std::exchange(made->finish, nullptr)) {
        tell(made->object.get(), response);
      }
    }
    if (response.live) response.kept.push_back(std::move(made_));
  }
  if (left_work_) {
    if (response.status < 400) left_work_->want();
    response.kept.push_back(std::move(left_work_));
  }
}

void Call::resume(std::shared_ptr<MadeObjects> made, std::shared_ptr<LeftWork> left_work) {
  made_ = std::move(made);
  left_work_ = std::move(left_work);
}

Background Call::background() {
  if (!left_work_) left_work_ = std::make_shared<LeftWork>(match_.api->background);
  return Background(*left_work_);
}

}  // namespace vitrine
