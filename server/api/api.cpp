#include "server/api/api.h"

#include "server/api/declaration.h"

/// Gathers the parts of a declaration; mistakes are found when it is made ready.
namespace vitrine {

Api::Api(Info info) : declaration_(std::make_unique<Declaration>()) {
  declaration_->info = std::move(info);
}

Api::~Api() = default;
Api::Api(Api&&) noexcept = default;
Api& Api::operator=(Api&&) noexcept = default;

Api& Api::tag(std::string name, std::string description) {
  declaration_->tags.emplace_back(std::move(name), std::move(description));
  return *this;
}

Api& Api::on_error(std::function<void(std::string_view)> report) {
  declaration_->report = std::move(report);
  return *this;
}

Route Api::add(std::string method, std::string path, void (*declare)(RouteInfo&), Handler handler) {
  RouteInfo& info = declaration_->routes.emplace_back();
  info.method = std::move(method);
  info.path = std::move(path);
  info.handler = std::move(handler);
  declare(info);
  return Route(info);
}

Api& Api::share(std::function<void(Route)> declare) {
  declaration_->shared.push_back(std::move(declare));
  return *this;
}

Api& Api::add_catcher(void (*declare)(RouteInfo&), Catcher catcher) {
  declaration_->catchers.push_back({declare, std::move(catcher)});
  return *this;
}

Api& Api::provide(TypeTag type, void* object) {
  declaration_->provided.insert_or_assign(type, object);
  return *this;
}

Api& Api::authenticator(TypeTag type, std::string_view type_name, Authenticator authenticator) {
  if (!declaration_->authenticators.emplace(type, std::move(authenticator)).second) {
    declaration_->problems.push_back("two security schemes give a " + std::string(type_name));
  }
  return *this;
}

}  // namespace vitrine
