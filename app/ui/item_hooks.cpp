// The hooks by which ImGui reports items to a test engine: here they only list ids, so that a
// test can fail when a widget has an item but no semantic node.
#include "app/ui/state.h"

namespace vitrine::ui {

#ifdef IMGUI_ENABLE_TEST_ENGINE
void observe_items(ImGuiContext* context, std::vector<ImGuiID>& items) {
  context->TestEngine = &items;
  context->TestEngineHookItems = true;
}
#else
void observe_items(ImGuiContext*, std::vector<ImGuiID>&) {}
#endif

}  // namespace vitrine::ui

#ifdef IMGUI_ENABLE_TEST_ENGINE
void ImGuiTestEngineHook_ItemAdd(ImGuiContext* context, ImGuiID id, const ImRect&,
                                 const ImGuiLastItemData* data) {
  // Without item data it is a window reporting itself; the fallback window is ImGui's own.
  const bool ours = context->CurrentWindow != nullptr && !context->CurrentWindow->IsFallbackWindow;
  if (data != nullptr && ours && context->TestEngine != nullptr) {
    static_cast<std::vector<ImGuiID>*>(context->TestEngine)->push_back(id);
  }
}
void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, const char*, ImGuiItemStatusFlags) {}
void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}
const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }
#endif
