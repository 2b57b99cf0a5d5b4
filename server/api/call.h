#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/document.h"
#include "app/openapi/schema_view.h"
#include "app/request/parameter.h"
#include "app/schema/schema.h"
#include "server/api/http.h"
#include "server/api/inputs.h"
#include "server/api/multipart.h"
#include "server/api/problem.h"
#include "server/api/route.h"

namespace vitrine {

/// A provider of one dependency: what to give this request. Must be safe from several threads.
using Provider = std::function<std::shared_ptr<void>(const Request&)>;

/// A security scheme with its check: the identity behind a credential, nullptr for a bad one.
struct Authenticator {
  SecurityScheme scheme;
  std::function<std::shared_ptr<const void>(std::string_view credential)> identify;
};

/// A route made ready: everything that can be computed before the first request.
struct Endpoint {
  struct Parameter {
    request::Rule rule;
    openapi::SchemaView view;
    std::shared_ptr<const schema::Schema> schema;
  };

  const RouteInfo* info = nullptr;
  std::vector<Parameter> parameters;
  std::shared_ptr<const schema::Schema> body;
  openapi::SchemaView body_view;
  std::vector<const Provider*> dependencies;
  std::vector<const Authenticator*> identities;
};

/// One request on its way to its handler: collects what is wrong with it.
class Call {
 public:
  /// `captured` are the raw texts of the path parameters, in the order of the template's names.
  Call(const Request& request, const Endpoint& endpoint,
       std::vector<std::pair<std::string_view, std::string_view>> captured);

  const Request& request() const { return request_; }
  const RouteInfo& info() const { return *endpoint_.info; }

  std::shared_ptr<void> dependency(std::size_t index) const;
  /// The identity; without one the call is refused with 401, unless it may be left out and is.
  std::shared_ptr<const void> identity(std::size_t index);
  /// The value of a parameter that its schema accepts, nullopt when absent or refused.
  std::optional<json::Document> parameter(std::size_t index);
  /// Refuses query parameters that no input asked for.
  void refuse_unknown_query();
  /// The body that its schema accepts, nullopt when absent or refused.
  std::optional<json::Document> body();
  /// The same for a form; its files go to `files`.
  std::optional<json::Document> form(Attachments& files);
  /// The body as a file of a type that is taken, nullopt when refused.
  std::optional<File> upload();

  /// The refusal that needs no byte of the body, in the order in which the handler would refuse.
  std::optional<Response> refuse_by_head();

  void refuse(Response response);
  void mismatch();

  bool accepted() const { return !refusal_ && errors_.empty(); }
  /// The refusal: one response of its own, or 422 with all errors.
  Response refusal();

 private:
  /// The media type of the body when it is one of those that are taken; else the call is refused
  /// with 415. "" for a body that is not there.
  std::string taken_type();
  /// The bytes of the body, whether they lie in memory or on disk.
  File bytes();
  /// The fields of a form as JSON text, typed by the schema; files as their names.
  std::string form_text(const std::vector<Part>& parts, const std::shared_ptr<File>& owner,
                        Attachments& files);
  void check_file_type(const AttachmentInfo& declared, const Part& part);
  /// Whether the schema of the body accepts a value; if not, every violation is an error.
  bool valid_body(json::Value value);
  /// What stands behind a scheme such as "Basic " in the Authorization header.
  std::optional<std::string> authorization(std::string_view scheme) const;
  std::optional<std::string> credential(const SecurityScheme& scheme);

  const Request& request_;
  const Endpoint& endpoint_;
  std::vector<std::pair<std::string_view, std::string_view>> captured_;
  std::vector<request::Pair> query_;
  std::vector<bool> used_;
  std::vector<FieldError> errors_;
  std::optional<Response> refusal_;
};

}  // namespace vitrine
