#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "app/openapi/description.h"
#include "server/api/front/spec_folder.h"
#include "server/command/documents.h"

namespace vitrine::command {

/// A description and its documents at one time. Immutable, for any number of threads.
struct Snapshot {
  Documents documents;
  openapi::Description description;
};

/// The description that `serve` gives, as it is now: read again when a file of it has changed.
/// Copies share what was read. May be called by any number of threads.
class Followed {
 public:
  /// `root` as `find_root` takes it; `folder` has the file in it.
  Followed(std::string file, std::string root, SpecFolder folder);

  /// The last one that could be read: a file may be half written. Never nullptr.
  std::shared_ptr<const Snapshot> get() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace vitrine::command
