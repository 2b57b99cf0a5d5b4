// Configuration of Dear ImGui for both builds: only its draw lists, input state and layout
// helpers are used, so everything that draws text, reads files or talks to the system is left out.
#pragma once

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS

// See ui/imgui/left_out.cpp.
#define IMGUI_DISABLE_DEFAULT_FORMAT_FUNCTIONS

// Pages of a long document exceed 65,535 vertices in one draw list.
#define ImDrawIdx unsigned int

// "FreeType" means: not stb_truetype. ui/imgui/font_loader.cpp stands in for it, with no glyphs.
#define IMGUI_ENABLE_FREETYPE

// Natively ImGui reports its items, so that a test can see that each has a semantic node
// (ui/item_hooks.cpp).
#ifndef __EMSCRIPTEN__
#define IMGUI_ENABLE_TEST_ENGINE
#endif
