#include "server/api/declare/api.h"

#include <cstdio>

#include "server/api/declare/declaration.h"

/// Gathers the parts of a declaration; mistakes are found when it is made ready.
namespace vitrine {

Api::Api(Info info) : Api(std::make_unique<Declaration>()) { declaration_->info = std::move(info); }

Api::Api(std::unique_ptr<Declaration> declaration)
    : Group(*declaration, declaration->groups.front()), declaration_(std::move(declaration)) {}

Api::~Api() = default;
Api::Api(Api&&) noexcept = default;
Api& Api::operator=(Api&&) noexcept = default;

Api& Api::tag(std::string name, std::string description, ExternalDocs more) {
  declaration_->tags.push_back({std::move(name), std::move(description), std::move(more)});
  return *this;
}

Api& Api::server(ServerInfo server) {
  declaration_->servers.push_back(std::move(server));
  return *this;
}

Api& Api::external_docs(std::string url, std::string words) {
  declaration_->external_docs = {std::move(url), std::move(words)};
  return *this;
}

Api& Api::extension(std::string name, std::string json) {
  declaration_->extensions.emplace_back(std::move(name), std::move(json));
  return *this;
}

Route Api::webhook(std::string name, void (*declare)(RouteInfo&)) {
  RouteInfo& info = declaration_->webhooks.emplace_back();
  info.method = "post";
  info.path = std::move(name);
  declare(info);
  return Route(info);
}

Api& Api::edit_document(std::function<void(FreeForm&)> edit) {
  declaration_->edit = std::move(edit);
  return *this;
}

Api& Api::publish(Publishing where) {
  declaration_->publishing = std::move(where);
  return *this;
}

Api& Api::mount(std::string prefix, Api api) {
  declaration_->mounted.emplace_back(std::move(prefix), std::move(api.declaration_));
  return *this;
}

Api& Api::on_error(std::function<void(std::string_view)> report) {
  // It is called where an exception has just been caught, also on threads of background work.
  declaration_->report = [report = std::move(report)](std::string_view words) {
    try {
      report(words);
    } catch (...) {
      std::fputs("vitrine: what on_error() was given has thrown\n", stderr);
    }
  };
  return *this;
}

Api& Api::on_start(std::function<void()> hook) {
  declaration_->start_hooks.push_back(std::move(hook));
  return *this;
}

Api& Api::on_stop(std::function<void()> hook) {
  declaration_->stop_hooks.push_back(std::move(hook));
  return *this;
}

Api& Api::background(BackgroundOptions options) {
  declaration_->background = options;
  return *this;
}

Api& Api::add_catcher(void (*declare)(RouteInfo&), Catcher catcher) {
  declaration_->catchers.push_back({declare, std::move(catcher)});
  return *this;
}

Api& Api::provide(TypeTag type, void* object) {
  declaration_->providers.erase(type);
  declaration_->provided.insert_or_assign(type, object);
  return *this;
}

Provided Api::provide_by(TypeTag type, void (*declare)(RouteInfo&),
                         std::function<std::unique_ptr<Making>()> begin) {
  declaration_->provided.erase(type);
  declaration_->providers.erase(type);
  Provider& provider = declaration_->providers[type];
  declare(provider.info);
  provider.begin = std::move(begin);
  return Provided(provider.info);
}

Api& Api::authenticator(TypeTag type, std::string_view type_name, Authenticator authenticator) {
  std::vector<Authenticator>& schemes = declaration_->authenticators[type].schemes;
  for (const Authenticator& known : schemes) {
    if (known.scheme.id == authenticator.scheme.id) {
      declaration_->problems.push_back("the security scheme \"" + known.scheme.id + "\" gives a " +
                                       std::string(type_name) + " twice");
    }
  }
  schemes.push_back(std::move(authenticator));
  return *this;
}

}  // namespace vitrine
