// Places that the page fills by itself: images, and bodies such as sound, films and PDF.
#pragma once

#include <cstdint>
#include <string_view>

#include "app/ui/ui.h"

namespace vitrine::ui {

/// Node::media of what `preview` draws; Node::value is the HTML.
inline constexpr std::string_view kPreviewMedia = "preview/html";

/// Node::media of a place for what the embedding page says by itself; its natural height comes as
/// that of an image does.
inline constexpr std::string_view kIntroductionMedia = "slot/introduction";

/// `body` is the id under which the page has the bytes.
void media(Ui& ui, std::string_view id, std::string_view name, std::uint32_t body,
           std::string_view type, float height);
/// The HTML as a page of its own, in which no script runs and no link leads anywhere.
void preview(Ui& ui, std::string_view id, std::string_view name, std::string_view html,
             float height);
/// Drawn above the canvas; the caller checks `source`.
void image(Ui& ui, std::string_view id, std::string_view name, std::string_view source,
           const Rect& rect);

}  // namespace vitrine::ui
