#pragma once
#include <atomic>
#include <cstddef>
#include <memory>

#include "server/api/front/spec_folder.h"
#include "server/api/http/http.h"

namespace vitrine {

/// Server-sent events for pages that show a file: its version at once, and each new one.
class ChangeFeed {
 public:
  explicit ChangeFeed(SpecFolder spec) : spec_(std::move(spec)) {}

  Response get() const;
  /// At most half as many pages as there are threads: each asks for the file's time.
  void limit_listeners(std::size_t max_threads);

 private:
  SpecFolder spec_;
  std::size_t max_listeners_ = 32;
  /// Pages that listen at this moment.
  std::shared_ptr<std::atomic<std::size_t>> listeners_ =
      std::make_shared<std::atomic<std::size_t>>(0);
};

}  // namespace vitrine
