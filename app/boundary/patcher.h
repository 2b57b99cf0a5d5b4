// Finds out what changed between two frames.
#pragma once

#include <memory>

#include "app/boundary/node.h"

namespace vitrine::boundary {

/// Nodes are keyed by id; one that did not change costs a hash, a retained group nothing.
class Patcher {
 public:
  Patcher();
  ~Patcher();
  /// Returns the changes since the last call. Valid until the next frame and the next call.
  Patch patch(const ui::Frame& frame);
  /// The host has nothing any more: the next patch is all of a frame.
  void restart();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vitrine::boundary
