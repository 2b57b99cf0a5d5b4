#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "app/openapi/description.h"
#include "app/request/parameter.h"
#include "app/schema/schema.h"
#include "server/api/http/http.h"
#include "server/command/followed.h"
#include "server/command/mock_router.h"

namespace vitrine::command {

/// An operation of a description, ready to judge requests and to make responses. Immutable, for any
/// number of threads.
class MockOperation {
 public:
  MockOperation(std::shared_ptr<const Snapshot> snapshot, std::size_t index);
  MockOperation(const MockOperation&) = delete;
  MockOperation& operator=(const MockOperation&) = delete;

  /// 415, 400, or 422 with every violation of parameters and body; nullopt for a request as
  /// described. Query parameters that the description does not have are let through: nothing in it
  /// forbids them.
  std::optional<Response> refuse(const Request& request, const MockRouter::Found& found) const;
  /// The described response that the request prefers (RFC 7240: `code`, `example`, `dynamic`) and
  /// accepts, or else the first success.
  Response respond(const Request& request) const;

 private:
  friend class MockJudge;
  friend class MockResponse;

  struct Parameter {
    request::Serialisation rule;
    openapi::SchemaView view;
    std::shared_ptr<const schema::Schema> schema;
  };
  /// Of an entry of the request body's `content`. With `items`, of each line.
  struct Body {
    openapi::SchemaView view;
    std::shared_ptr<const schema::Schema> schema;
    bool items = false;
  };

  const std::shared_ptr<const Snapshot> snapshot_;
  const openapi::Operation operation_;
  std::vector<Parameter> parameters_;
  std::vector<Body> bodies_;
};

}  // namespace vitrine::command
