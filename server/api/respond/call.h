#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/document.h"
#include "app/schema/message.h"
#include "server/api/http/http.h"
#include "server/api/model/attach.h"
#include "server/api/model/file.h"
#include "server/api/respond/match.h"

/// One request on its way to its handler.
namespace vitrine {

class Background;
class LeftWork;
class Making;
struct AttachmentInfo;
struct Endpoint;
struct FieldError;
struct IdentitySource;
class Invalid;
struct MadeObjects;
struct Part;
struct Provision;
struct Refusal;
struct RouteInfo;
struct SecurityScheme;

namespace request {
struct Pair;
}
namespace schema {
class Schema;
}

/// One request on its way to its handler: collects its errors.
class Call {
 public:
  /// `match` has an endpoint; both arguments outlive the call.
  Call(const Request& request, const Match& match);
  ~Call();
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  /// Runs the hooks of the route's groups and counts the request by address, unless its head was
  /// looked at before; false when it is refused.
  bool begin();
  /// Takes the identities that the handler itself does not.
  void take_identities();
  /// Takes the parameters of the dependencies that are made.
  void take_parameters();
  void make_dependencies();
  /// Tells them the response, and gives the response what has to live as long. Where the body is
  /// taken in pieces there is none yet: its intake keeps them until then.
  void finish(Response& response);
  /// Takes back what an intake has kept.
  void resume(std::shared_ptr<MadeObjects> made, std::shared_ptr<LeftWork> left_work);
  Background background();

  const Request& request() const { return request_; }
  const RouteInfo& info() const;
  /// That of the messages, as Accept-Language asks.
  schema::Language language();
  /// That of the messages of a WebSocket; nullptr where they are of any kind.
  std::shared_ptr<const schema::Schema> message_schema() const;

  /// That of the items of a body of JSON Lines.
  std::shared_ptr<const schema::Schema> item_schema() const;

  void* dependency(std::size_t index) const;
  // Each index is that among the inputs of one function: the handler, or the one that makes a
  // dependency.
  /// The identity; without one the call is refused with 401, unless it may be left out and is.
  std::shared_ptr<const void> identity(std::size_t index);
  /// The value of a parameter that its schema accepts, nullopt when absent or refused.
  std::optional<json::Document> parameter(std::size_t index);
  /// Refuses query parameters that no input asked for.
  void refuse_unknown_query();
  /// The body that its schema accepts, nullopt when absent or refused.
  std::optional<json::Document> body();
  /// A field of that body, which is read once; absent when it is not there or refused.
  json::Value body_field(std::string_view name);
  /// The same for a form; its files go to `files`.
  std::optional<json::Document> form(Attachments& files);
  /// The body as a file of a type that is taken, nullopt when refused.
  std::optional<File> upload();
  /// Refuses a body of a media type that the route does not take.
  void check_body_type() { taken_type(); }

  /// The refusal that the head alone decides, in the order in which the handler would refuse.
  std::optional<Response> refuse_by_head();
  /// Those that were found so far.
  const Identities& identities() const { return identities_; }

  void refuse(Response response);
  /// Adds its entries to the errors, if there are any.
  void refuse(const Invalid& invalid);
  /// Refuses a value that its schema accepts and its type cannot hold.
  void mismatch(json::Value value);
  /// Refuses the values that their types do not take. `in` and `name` as in a FieldError.
  void refuse(std::string_view in, std::string_view name, const std::vector<Refusal>& refusals);

  bool accepted() const;
  /// The refusal: one response of its own, or 422 with all errors.
  Response refusal();

 private:
  /// Counts the request by address, or by identity.
  void count(bool by_identity);
  /// False for a parameter whose errors are said already.
  bool may_judge(std::size_t parameter);
  /// Work of the functions that make dependencies, each with the inputs of its own.
  template <class F>
  void for_each_making(F f);
  std::shared_ptr<const void> find_identity(const IdentitySource& source, bool optional);
  /// The media type of the body if the route takes it; else "", and the call is refused with 415.
  std::string taken_type();
  /// The bytes of the body, whether they lie in memory or on disk.
  File bytes();
  /// The fields of a form as an object, typed by the schema; files as their names.
  json::Document form_document(const std::vector<Part>& parts, const std::shared_ptr<File>& owner,
                               Attachments& files);
  /// The declaration of a field that is a file; else nullptr.
  const AttachmentInfo* find_file(std::string_view name) const;
  /// True for a field that browsers send empty where nothing was entered.
  bool is_left_out(std::string_view name, std::string_view text) const;
  void check_file_type(const AttachmentInfo& declared, const Part& part);
  /// True when the schema of the body accepts a value; if not, every violation is an error.
  bool valid_body(json::Value value);
  /// The credentials after a scheme such as "Basic " in the Authorization header.
  std::optional<std::string> authorization(std::string_view scheme) const;
  std::optional<std::string> credential(const SecurityScheme& scheme);
  Response unauthorized(const IdentitySource& source);

  const Request& request_;
  const Match& match_;
  const Endpoint& endpoint_;
  std::vector<request::Pair> query_;
  std::vector<bool> used_;
  Identities identities_;
  std::vector<FieldError> errors_;
  std::optional<Response> refusal_;
  /// That of language(), once it is read: a body may have thousands of errors.
  std::optional<schema::Language> language_;
  /// The body of body_field(), once it is read.
  std::optional<std::optional<json::Document>> body_;
  /// Whose inputs are taken; nullptr: those of the handler.
  const Provision* provision_ = nullptr;
  std::vector<std::unique_ptr<Making>> makings_;
  std::shared_ptr<MadeObjects> made_;
  std::shared_ptr<LeftWork> left_work_;
  /// The parameters whose errors are said already.
  std::vector<bool> judged_;
};

}  // namespace vitrine
