// Replaces parts of Dear ImGui that its core would link and nothing here calls: tables, and printf
// and scanf, with which it writes and reads its settings. Stands before the real thing in
// the library and is weak, so that another version which needs more of it gets all of it.
#include <imgui.h>
#include <imgui_internal.h>

#include <cstring>

namespace ImGui {

#define VITRINE_LEFT_OUT __attribute__((weak))

VITRINE_LEFT_OUT void EndColumns() {}
VITRINE_LEFT_OUT void EndTable() {}
VITRINE_LEFT_OUT void PopColumnsBackground() {}
VITRINE_LEFT_OUT void PushColumnsBackground() {}
VITRINE_LEFT_OUT void TableEndCell(ImGuiTable*) {}
VITRINE_LEFT_OUT void TableEndRow(ImGuiTable*) {}
VITRINE_LEFT_OUT void TableGcCompactSettings() {}
VITRINE_LEFT_OUT void TableGcCompactTransientBuffers(ImGuiTable*) {}
VITRINE_LEFT_OUT void TableGcCompactTransientBuffers(ImGuiTableTempData*) {}
VITRINE_LEFT_OUT void TablePopBackgroundChannel() {}
VITRINE_LEFT_OUT void TablePopColumnChannel() {}
VITRINE_LEFT_OUT void TablePushBackgroundChannel() {}
VITRINE_LEFT_OUT void TablePushColumnChannel(int) {}
VITRINE_LEFT_OUT void TableSettingsAddSettingsHandler() {}

}  // namespace ImGui

// Texts ImGui makes itself (names of settings, of child windows, tooltips) are never shown: the
// format stands for them.
static int copy_format(char* buffer, size_t size, const char* format) {
  const size_t length = std::strlen(format);
  if (buffer == nullptr || size == 0) return static_cast<int>(length);
  const size_t kept = ImMin(length, size - 1);
  std::memcpy(buffer, format, kept);
  buffer[kept] = '\0';
  return static_cast<int>(kept);
}

int ImFormatString(char* buffer, size_t size, const char* format, ...) {
  return copy_format(buffer, size, format);
}

int ImFormatStringV(char* buffer, size_t size, const char* format, va_list) {
  return copy_format(buffer, size, format);
}

#ifdef __EMSCRIPTEN__
// Sine and cosine of angles above 2^28 would need tables of 3 KB that do not compress.
extern "C" VITRINE_LEFT_OUT int __rem_pio2_large(double*, double*, int, int, int) { return 0; }

extern "C" int vitrine_no_sscanf(const char*, const char*, ...) { return 0; }
#endif
