#include "wasm/draw_table.h"

#include <imgui.h>

namespace vitrine::wasm {
namespace {

std::uint32_t address(const void* pointer) {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(pointer));
}

}  // namespace

const DrawTable::Header& DrawTable::fill(const ui::Frame& frame) {
  lists_.clear();
  commands_.clear();
  if (frame.draw_data != nullptr) {
    std::size_t count = 0;
    for (const ImDrawList* list : frame.draw_data->CmdLists) {
      count += static_cast<std::size_t>(list->CmdBuffer.Size);
    }
    commands_.reserve(count);  // addresses into it are taken below
    for (const ui::Surface& surface : frame.surfaces) {
      const ImDrawList& list = *frame.draw_data->CmdLists[static_cast<int>(surface.draw_list)];
      const std::size_t first = commands_.size();
      for (const ImDrawCmd& command : list.CmdBuffer) {
        if (command.UserCallback != nullptr || command.ElemCount == 0) continue;
        commands_.push_back({command.ClipRect.x, command.ClipRect.y, command.ClipRect.z,
                             command.ClipRect.w, static_cast<std::uint32_t>(command.GetTexID()) - 1,
                             command.ElemCount, command.IdxOffset, command.VtxOffset});
      }
      lists_.push_back(
          {address(list.VtxBuffer.Data), static_cast<std::uint32_t>(list.VtxBuffer.Size),
           address(list.IdxBuffer.Data), static_cast<std::uint32_t>(list.IdxBuffer.Size),
           address(commands_.data() + first),
           static_cast<std::uint32_t>(commands_.size() - first)});
    }
  }
  header_ = {static_cast<std::uint32_t>(lists_.size()), address(lists_.data())};
  return header_;
}

}  // namespace vitrine::wasm
