// Images in prose: at once, or when the user asks for them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "app/view/context.h"

namespace vitrine::view {

/// Words for an image: its title, or the name of its file. An embedded one has no file.
std::string image_name(const markdown::Image& image);

/// Whether a span is an image that has a place of its own.
inline bool is_image(const markdown::Span& span) { return span.image > 0; }

/// Draws images that follow each other, with white space between them: `index` is that of the first
/// in its block. Images of the description's own origin and embedded ones are shown at once, in
/// their natural size or the one that they ask for, at most as wide as the column. Others wait for
/// a click: their servers get no request before. What cannot be shown is a link with the image's
/// words.
void prose_images(const Context& context, const markdown::Markdown& markdown,
                  std::span<const markdown::Span> images, std::size_t index,
                  markdown::Alignment alignment);

/// The source, among the images of a page, of one that is the body of a response.
inline std::string body_image(std::uint32_t body) { return "body:" + std::to_string(body); }

/// The page reports the natural size of an image. False where nothing changes.
bool note_image(ViewState& state, std::string_view source, ui::Size size);

}  // namespace vitrine::view
