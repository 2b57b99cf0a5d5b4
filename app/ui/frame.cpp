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

/// The window gets the vertices of before for their memory.
void take_picture(SurfaceRecord& record) {
  record.picture.CmdBuffer.swap(record.draw_list->CmdBuffer);
  record.picture.IdxBuffer.swap(record.draw_list->IdxBuffer);
  record.picture.VtxBuffer.swap(record.draw_list->VtxBuffer);
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
  observe_items(state_->context, state_->items.seen);
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

void Ui::begin(const Settings& settings) {
  State& state = *state_;
  const ContextScope scope(state.context);
  state.settings = settings;
  if (settings.theme == nullptr) state.settings.theme = &light_theme();
  ++state.frame;
  // Frames follow events only: an animation that starts now takes an ordinary first
  // step, however long nothing was drawn.
  state.motions.step_s =
      static_cast<float>(std::clamp(settings.time_s - state.motions.last_time_s, 0.0, 1.0 / 30));
  state.motions.last_time_s = settings.time_s;

  Recording& recording = state.recording;
  const bool asked = std::exchange(recording.next_anew, false);
  const bool pressed = std::exchange(recording.pressed, false);
  recording.anew = asked || pressed || recording.theme != theme() ||
                   recording.size.width != settings.size.width ||
                   recording.size.height != settings.size.height;
  recording.others = false;
  recording.theme = theme();
  recording.size = settings.size;
  recording.surfaces.clear();
  recording.shown.clear();
  recording.prefix.clear();
  state.recording.prefix_lengths.clear();
  state.recording.containers.clear();
  state.layout.columns.clear();
  state.layout.cells.clear();
  state.layout.boxes.clear();
  state.input.followed.clear();
  state.items.seen.clear();
  state.items.covered.clear();

  state.input.event = {};
  if (!state.input.events.empty()) {
    state.input.event = std::move(state.input.events.front());
    state.input.events.pop_front();
  }
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize =
      ImVec2(std::max(settings.size.width, 1.0f), std::max(settings.size.height, 1.0f));
  io.DeltaTime = 1.0f / 60;
  if (state.input.at) io.AddMousePosEvent(state.input.at->x, state.input.at->y);
  state.input.at.reset();
  state.input.focus_before = state.input.focus;
  const auto move_pointer = [&] {
    const auto found = state.input.surface_rects.find(state.input.event.target);
    const Rect rect = found == state.input.surface_rects.end() ? Rect{} : found->second;
    io.AddMousePosEvent(rect.x + state.input.event.at.x, rect.y + state.input.event.at.y);
  };
  switch (state.input.event.kind) {
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
      state.input.focus = state.input.event.target;
      state.input.focus_visible = state.input.event.visible;
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
  IM_ASSERT(state.layout.columns.empty() && state.recording.containers.empty() &&
            state.layout.boxes.empty() && state.layout.cells.empty());
  ImGui::Render();
  accept_textures(*ImGui::GetDrawData());

  Recording& recording = state.recording;
  Frame frame;
  recording.groups.resize(recording.shown.size());
  recording.pictures.CmdLists.resize(0);
  state.input.scrolled = false;
  state.input.surface_rects.clear();
  for (std::size_t index = 0; index < recording.shown.size(); ++index) {
    Surface& surface = recording.surfaces[index];
    SurfaceRecord& record = *recording.shown[index];
    state.input.surface_rects[surface.id] = surface.rect;
    surface.draw_list = static_cast<std::uint32_t>(index);
    if (record.draw_list != nullptr) {
      take_picture(record);
      surface.picture = picture_of(record.picture, state.glyphs.generation());
      record.surface = surface;
    }
    recording.pictures.CmdLists.push_back(&record.picture);
    state.input.scrolled = state.input.scrolled || surface.scroll_y != scroll_of(surface.id);
    frame.animating = frame.animating || record.moving;
    if (record.hovered != 0) frame.cursor = record.cursor;
    auto& groups = recording.groups[index];
    groups.clear();
    for (const GroupRange& range : record.ranges) {
      if (range.kept.retained != 0) {
        groups.push_back(range.kept);
      } else if (range.end > range.begin) {
        groups.push_back(
            {std::span(record.nodes).subspan(range.begin, range.end - range.begin), 0});
      }
    }
  }
  const std::size_t gone = std::erase_if(
      recording.records, [&](const auto& entry) { return entry.second.frame != state.frame; });
  recording.others =
      (recording.others || gone > 0) && ImGui::IsMousePosValid(&ImGui::GetIO().MousePos);
  std::erase_if(state.kept, [&](const auto& entry) { return entry.second.frame != state.frame; });
  std::erase_if(state.motions.running,
                [&](const auto& entry) { return entry.second.frame != state.frame; });
  state.layouts.next_frame();

  std::sort(state.items.covered.begin(), state.items.covered.end());
  state.items.without_node = 0;
  for (const ImGuiID item : state.items.seen) {
    if (!std::binary_search(state.items.covered.begin(), state.items.covered.end(), item))
      ++state.items.without_node;
  }

  frame.surfaces = recording.surfaces;
  frame.nodes = recording.groups;
  frame.draw_data = &recording.pictures;
  return frame;
}

GlyphMaker& Ui::glyphs() { return state_->glyphs; }
const Theme& Ui::theme() const { return *state_->settings.theme; }
std::size_t Ui::items_without_node() const { return state_->items.without_node; }

}  // namespace vitrine::ui
