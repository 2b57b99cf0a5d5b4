// A frame of a Ui: one event in, surfaces and nodes out.
#include <algorithm>
#include <utility>

#include "app/ui/hash.h"
#include "app/ui/state.h"

namespace vitrine::ui {
namespace {

/// ImGui wants a font to exist; this one has no glyphs (see imgui/font_loader.cpp).
void add_empty_font(ImFontAtlas& atlas) {
  static char nothing[] = {0};
  atlas.Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
  atlas.TexMinWidth = atlas.TexMinHeight = 32;
  ImFontConfig config;
  config.FontData = nothing;
  config.FontDataSize = 1;
  config.FontDataOwnedByAtlas = false;
  config.SizePixels = 14;
  atlas.AddFont(&config);
}

void set_style(ImGuiStyle& style) {
  style.WindowPadding = ImVec2(0, 0);
  style.WindowBorderSize = 0;
  style.WindowRounding = 0;
  style.WindowMinSize = ImVec2(1, 1);
  style.ItemSpacing = ImVec2(0, 0);
  style.TouchExtraPadding = ImVec2(0, 0);
  style.AntiAliasedLinesUseTex = false;
}

/// ImGui's own atlas is never drawn from: its textures are taken as uploaded, and forgotten.
void accept_textures(ImDrawData& data) {
  if (data.Textures == nullptr) return;
  for (ImTextureData* texture : *data.Textures) {
    if (texture->Status == ImTextureStatus_WantCreate ||
        texture->Status == ImTextureStatus_WantUpdates) {
      texture->SetTexID(1);
      texture->SetStatus(ImTextureStatus_OK);
    } else if (texture->Status == ImTextureStatus_WantDestroy && texture->UnusedFrames > 0) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    }
  }
}

std::uint64_t picture_of(const ImDrawList& list, std::uint32_t generation) {
  Hash hash;
  hash.add(std::uint64_t{generation});
  hash.add_bytes(list.VtxBuffer.Data, static_cast<std::size_t>(list.VtxBuffer.size_in_bytes()));
  for (const ImDrawCmd& command : list.CmdBuffer) {
    hash.add(std::uint64_t{command.ElemCount} << 32 |
             static_cast<std::uint64_t>(command.GetTexID()));
    hash.add(command.ClipRect.x);
    hash.add(command.ClipRect.y);
    hash.add(command.ClipRect.z);
    hash.add(command.ClipRect.w);
  }
  return hash.value();
}

}  // namespace

Ui::Ui(GlyphMaker& glyphs) : state_(std::make_unique<State>(glyphs)) {
  ImGuiContext* before = ImGui::GetCurrentContext();
  state_->context = ImGui::CreateContext();
  ImGui::SetCurrentContext(state_->context);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  io.ConfigInputTrickleEventQueue = false;
  io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
  io.MouseDoubleClickTime = 0;
  add_empty_font(*io.Fonts);
  set_style(ImGui::GetStyle());
  observe_items(state_->context, state_->items);
  ImGui::SetCurrentContext(before);
}

Ui::~Ui() {
  ImGuiContext* before = ImGui::GetCurrentContext();
  ImGui::SetCurrentContext(state_->context);
  // The atlas asks whether its textures are gone.
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
  ImGui::DestroyContext(state_->context);
  ImGui::SetCurrentContext(before == state_->context ? nullptr : before);
}

void Ui::pointer_moved(std::string_view surface, Point at) {
  // Only where the pointer is now matters, not by which way it came.
  if (!state_->events.empty() && state_->events.back().kind == Event::Kind::pointer_move) {
    state_->events.pop_back();
  }
  state_->events.push_back(
      {.kind = Event::Kind::pointer_move, .target = std::string(surface), .at = at});
}

void Ui::pointer_pressed(std::string_view surface, Point at) {
  state_->events.push_back(
      {.kind = Event::Kind::pointer_press, .target = std::string(surface), .at = at});
}

void Ui::pointer_released(std::string_view surface, Point at) {
  state_->events.push_back(
      {.kind = Event::Kind::pointer_release, .target = std::string(surface), .at = at});
}

void Ui::pointer_left() { state_->events.push_back({.kind = Event::Kind::pointer_leave}); }

void Ui::activated(std::string_view node) {
  state_->events.push_back({.kind = Event::Kind::activate, .target = std::string(node)});
}

void Ui::text_changed(std::string_view node, std::string_view value) {
  state_->events.push_back(
      {.kind = Event::Kind::text, .target = std::string(node), .text = std::string(value)});
}

void Ui::option_chosen(std::string_view node, int index) {
  state_->events.push_back(
      {.kind = Event::Kind::option, .target = std::string(node), .index = index});
}

void Ui::focused(std::string_view node, bool visible) {
  state_->events.push_back(
      {.kind = Event::Kind::focus, .target = std::string(node), .visible = visible});
}

void Ui::scrolled(std::string_view scroller, float offset) {
  state_->events.push_back({.kind = Event::Kind::scroll,
                            .target = std::string(scroller),
                            .at = {0, std::max(offset, 0.0f)}});
}

bool Ui::has_events() const { return !state_->events.empty(); }

void Ui::begin(const Settings& settings) {
  State& state = *state_;
  const ContextScope scope(state.context);
  state.settings = settings;
  if (settings.theme == nullptr) state.settings.theme = &light_theme();
  ++state.frame;
  // Frames come only when something happened: an animation that starts now takes an ordinary first
  // step, however long nothing was drawn.
  state.step_s = static_cast<float>(std::clamp(settings.time_s - state.last_time_s, 0.0, 1.0 / 30));
  state.last_time_s = settings.time_s;

  state.surfaces.clear();
  state.surface_count = 0;
  state.prefix.clear();
  state.prefix_lengths.clear();
  state.parents.clear();
  state.columns.clear();
  state.cells.clear();
  state.boxes.clear();
  state.followed.clear();
  state.cursor = "";
  state.animating = false;
  state.items.clear();
  state.covered.clear();

  state.event = {};
  if (!state.events.empty()) {
    state.event = std::move(state.events.front());
    state.events.pop_front();
  }
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize =
      ImVec2(std::max(settings.size.width, 1.0f), std::max(settings.size.height, 1.0f));
  io.DeltaTime = 1.0f / 60;
  const auto move_pointer = [&] {
    const auto found = state.surface_rects.find(state.event.target);
    const Rect rect = found == state.surface_rects.end() ? Rect{} : found->second;
    io.AddMousePosEvent(rect.x + state.event.at.x, rect.y + state.event.at.y);
  };
  switch (state.event.kind) {
    case Event::Kind::pointer_move:
      move_pointer();
      break;
    case Event::Kind::pointer_press:
      move_pointer();
      io.AddMouseButtonEvent(0, true);
      break;
    case Event::Kind::pointer_release:
      move_pointer();
      io.AddMouseButtonEvent(0, false);
      break;
    case Event::Kind::pointer_leave:
      io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
      break;
    case Event::Kind::focus:
      state.focus = state.event.target;
      state.focus_visible = state.event.visible;
      break;
    case Event::Kind::scroll:
      state.scrolls[state.event.target] = state.event.at.y;
      break;
    case Event::Kind::none:
    case Event::Kind::activate:
    case Event::Kind::text:
    case Event::Kind::option:
      break;
  }
  ImGui::NewFrame();
  state.context->DrawListSharedData.InitialFringeScale = 1.0f / state.glyphs.density();
  const Point white = state.glyphs.white();
  state.context->DrawListSharedData.TexUvWhitePixel = ImVec2(white.x, white.y);
}

Frame Ui::end() {
  State& state = *state_;
  const ContextScope scope(state.context);
  IM_ASSERT(state.columns.empty() && state.parents.empty() && state.boxes.empty() &&
            state.cells.empty());
  ImGui::Render();
  ImDrawData* data = ImGui::GetDrawData();
  accept_textures(*data);

  state.groups.resize(state.surface_count);
  state.surface_rects.clear();
  for (std::size_t index = 0; index < state.surface_count; ++index) {
    Surface& surface = state.surfaces[index];
    SurfaceRecord& record = state.records[index];
    state.surface_rects[surface.id] = surface.rect;
    for (int list = 0; list < data->CmdLists.Size; ++list) {
      if (data->CmdLists[list] == record.draw_list)
        surface.draw_list = static_cast<std::uint32_t>(list);
    }
    surface.picture = picture_of(*record.draw_list, state.glyphs.generation());
    auto& groups = state.groups[index];
    groups.clear();
    for (const GroupRange& range : record.ranges) {
      if (range.rows != nullptr) {
        groups.push_back({range.rows->nodes, range.rows->number});
      } else if (range.end > range.begin) {
        groups.push_back(
            {std::span(record.nodes).subspan(range.begin, range.end - range.begin), 0});
      }
    }
  }
  std::erase_if(state.rows, [&](const auto& entry) { return entry.second.frame != state.frame; });
  std::erase_if(state.motions,
                [&](const auto& entry) { return entry.second.frame != state.frame; });
  state.layouts.next_frame();

  std::sort(state.covered.begin(), state.covered.end());
  state.items_without_node = 0;
  for (const ImGuiID item : state.items) {
    if (!std::binary_search(state.covered.begin(), state.covered.end(), item))
      ++state.items_without_node;
  }

  Frame frame;
  frame.surfaces = state.surfaces;
  frame.nodes = state.groups;
  frame.draw_data = data;
  frame.animating = state.animating;
  frame.cursor = state.cursor;
  return frame;
}

GlyphMaker& Ui::glyphs() { return state_->glyphs; }
const Theme& Ui::theme() const { return state_->theme(); }
float Ui::scroll_of(std::string_view surface) const {
  const auto found = state_->scrolls.find(std::string(surface));
  return found == state_->scrolls.end() ? 0 : found->second;
}
bool Ui::is_focused(std::string_view node) const { return !node.empty() && state_->focus == node; }
std::size_t Ui::items_without_node() const { return state_->items_without_node; }
std::string Ui::followed_link() const { return state_->followed; }

}  // namespace vitrine::ui
