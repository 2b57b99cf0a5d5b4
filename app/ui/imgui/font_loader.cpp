// The font loader Dear ImGui asks for by name when stb_truetype is left out of the build. It has
// no glyphs: all text is placed by ui::TextLayout, ImGui only wants a font to exist.
#include <imgui.h>
#include <imgui_internal.h>
#include <misc/freetype/imgui_freetype.h>

namespace ImGuiFreeType {

const ImFontLoader* GetFontLoader() {
  static const ImFontLoader kLoader = [] {
    ImFontLoader loader;
    loader.Name = "vitrine: no glyphs";
    loader.FontSrcContainsGlyph = [](ImFontAtlas*, ImFontConfig*, ImWchar) { return false; };
    loader.FontBakedLoadGlyph = [](ImFontAtlas*, ImFontConfig*, ImFontBaked*, void*, ImWchar,
                                   ImFontGlyph*, float*) { return false; };
    return loader;
  }();
  return &kLoader;
}

}  // namespace ImGuiFreeType
