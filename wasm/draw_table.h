#pragma once

#include <cstdint>
#include <vector>

#include "app/ui/ui.h"

namespace vitrine::wasm {

/// The draw lists of a frame as src/renderer.ts reads them; valid as long as the frame.
class DrawTable {
 public:
  struct Header {
    std::uint32_t count = 0;
    std::uint32_t lists = 0;  ///< address
  };

  const Header& fill(const ui::Frame& frame);

 private:
  struct List {
    std::uint32_t vertices, vertex_count, indices, index_count, commands, command_count;
  };
  struct Command {
    float left, top, right, bottom;
    std::uint32_t page, index_count, first_index, first_vertex;
  };

  Header header_;
  std::vector<List> lists_;
  std::vector<Command> commands_;
};

}  // namespace vitrine::wasm
