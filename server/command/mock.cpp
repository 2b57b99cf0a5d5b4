#include "server/command/mock.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "server/api/http/encoded_text.h"
#include "server/api/http/problem.h"
#include "server/command/mock_operation.h"
#include "server/command/mock_router.h"

namespace vitrine::command {

namespace {

constexpr std::string_view kPrefix = "/mock";

/// The operations of one snapshot, each made ready when it is first asked for.
class MockApi {
 public:
  explicit MockApi(std::shared_ptr<const Snapshot> snapshot)
      : snapshot_(std::move(snapshot)), router_(snapshot_->description) {}

  const Snapshot* snapshot() const { return snapshot_.get(); }

  Response handle(const Request& request) const {
    if (!is_clean_encoded_text(request.target)) {
      return problem_response(400, "The URL is not UTF-8 in percent-encoding");
    }
    const std::string_view path = request.path().substr(kPrefix.size());
    const MockRouter::Found found = router_.find(request.method, path.empty() ? "/" : path);
    if (found.allowed.empty()) {
      return problem_response(404, "The description has no path " + std::string(path));
    }
    if (!found.operation) return other_method_response(request, found.allowed);
    const auto operation = ready(*found.operation);
    if (auto refusal = operation->refuse(request, found)) return std::move(*refusal);
    return operation->respond(request);
  }

 private:
  std::shared_ptr<const MockOperation> ready(std::size_t index) const {
    const std::lock_guard lock(mutex_);
    auto& operation = operations_[index];
    if (!operation) operation = std::make_shared<const MockOperation>(snapshot_, index);
    return operation;
  }

  const std::shared_ptr<const Snapshot> snapshot_;
  const MockRouter router_;
  mutable std::mutex mutex_;
  mutable std::map<std::size_t, std::shared_ptr<const MockOperation>> operations_;
};

/// Makes another MockApi when the description has changed.
class Mock {
 public:
  explicit Mock(Followed description) : description_(std::move(description)) {}

  std::shared_ptr<const MockApi> api() {
    auto snapshot = description_.get();
    const std::lock_guard lock(mutex_);
    if (!api_ || api_->snapshot() != snapshot.get()) {
      api_ = std::make_shared<const MockApi>(std::move(snapshot));
    }
    return api_;
  }

 private:
  const Followed description_;
  std::mutex mutex_;
  std::shared_ptr<const MockApi> api_;
};

/// An example may be a script: none of this origin.
bool is_for_script(const Request& request) {
  const std::string* destination = request.headers.find("Sec-Fetch-Dest");
  return destination && (destination->ends_with("script") || destination->ends_with("worker") ||
                         *destination == "style");
}

}  // namespace

Mount mock_mount(const Followed& description) {
  Mount mount;
  mount.prefix = kPrefix;
  mount.any_origin = true;
  mount.handle = [mock = std::make_shared<Mock>(description)](const Request& request) {
    if (is_for_script(request)) return problem_response(403, "The mock gives no scripts");
    return mock->api()->handle(request);
  };
  return mount;
}

}  // namespace vitrine::command
