#include "server/command/followed.h"

#include <utility>

#include "app/openapi/reach.h"

namespace vitrine::command {

struct Followed::State {
  State(std::string file_, std::string root_, SpecFolder folder_)
      : file(std::move(file_)), root(std::move(root_)), folder(std::move(folder_)) {}

  const std::string file;
  const std::string root;
  const SpecFolder folder;
  std::mutex mutex;
  std::string version;
  std::shared_ptr<const Snapshot> snapshot =
      std::make_shared<const Snapshot>(Snapshot{Documents(nullptr), {}});

  /// nullptr when it cannot be read.
  std::shared_ptr<const Snapshot> read() const {
    auto made = std::make_shared<Snapshot>(Snapshot{Documents(nullptr, root), {}});
    if (made->documents.open(file) || made->documents.broken()) return nullptr;
    openapi::read_all(made->documents);
    made->description = openapi::Description::read(made->documents.set(), made->documents.uri());
    return made;
  }
};

Followed::Followed(std::string file, std::string root, SpecFolder folder)
    : state_(std::make_shared<State>(std::move(file), std::move(root), std::move(folder))) {}

std::shared_ptr<const Snapshot> Followed::get() const {
  State& state = *state_;
  const std::string version = state.folder.version();
  const std::lock_guard lock(state.mutex);
  if (version != state.version) {
    state.version = version;
    if (auto made = state.read()) state.snapshot = std::move(made);
  }
  return state.snapshot;
}

}  // namespace vitrine::command
