#pragma once
#include <cstddef>
#include <exception>
#include <functional>

/// Work that handlers leave for later.
namespace vitrine {

class LeftWork;

/// The bounds of background work.
struct BackgroundOptions {
  std::size_t max_threads = 4;
  /// Work that is running counts, too.
  std::size_t max_waiting = 1024;
};

/// There is no room for more work; the response is 503.
struct TooMuchWork : std::exception {
  const char* what() const noexcept override;
};

/// Takes work that is done after the response is sent: `later.run([id = *id] { … });`. Nothing of a
/// handler that throws is done. The work must not refer to what lives as long as the request, and
/// what it throws goes to Api::on_error.
class Background {
 public:
  Background() = default;
  explicit Background(LeftWork& work) : work_(&work) {}
  /// Throws TooMuchWork when `BackgroundOptions::max_waiting` are waiting or running.
  void run(std::function<void()> work) const;

 private:
  LeftWork* work_ = nullptr;
};

}  // namespace vitrine
