#include "server/api/front/health.h"

#include <stdexcept>
#include <utility>

#include "server/api/model/field.h"

namespace vitrine {

struct Health {
  std::string status = "ok";
};

template <>
struct Schema<Health> {
  static constexpr auto fields = vitrine::fields(field<&Health::status>("status"));
};

namespace {

struct NotReady : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A proxy must not give yesterday's health.
using NoStore = ResponseHeader<"Cache-Control", std::string>;

With<Health, NoStore> healthy() { return {{}, {{"no-store"}}}; }

}  // namespace

Route add_health(Api& api, std::string path) {
  return api.get(std::move(path), [] { return healthy(); }).summary("Whether the server is alive");
}

Route add_readiness(Api& api, std::function<std::string()> reason, std::string path) {
  return api
      .get(std::move(path),
           [reason = std::move(reason)] {
             if (const std::string words = reason(); !words.empty()) throw NotReady(words);
             return healthy();
           })
      .summary("Whether the server can do its work")
      .raises<NotReady>(503, "It cannot do its work at this moment.");
}

}  // namespace vitrine
