#include "app/view/prose_image.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/json/uri.h"
#include "app/session/reference/paper.h"
#include "app/ui/button.h"
#include "app/ui/media.h"
#include "app/ui/text.h"
#include "app/view/prose_spans.h"

namespace vitrine::view {
namespace {

/// Of an image whose size is not known yet.
constexpr ui::Size kWaiting{320, 120};
constexpr float kTallest = 4000;

ViewState::Image& image_state(ViewState& state, std::string_view source) {
  return state.images[std::string(source)];
}

ui::Size size_of(const markdown::Image& image, const ViewState::Image& known, float most) {
  const ui::Size natural = known.size.width > 0 ? known.size : kWaiting;
  ui::Size size{static_cast<float>(image.width), static_cast<float>(image.height)};
  if (size.width == 0 && size.height == 0) size = natural;
  if (size.width == 0) size.width = size.height * natural.width / natural.height;
  if (size.height == 0) size.height = size.width * natural.height / natural.width;
  if (size.width > most) size = {most, size.height * most / size.width};
  return {std::ceil(size.width), std::ceil(std::min(size.height, kTallest))};
}

/// Draws one image in the flow that is open.
void picture(const Context& context, const std::string& id, const markdown::Image& image,
             const ViewState::Image& known, const std::string& words, const std::string& href) {
  ui::Ui& ui = context.ui;
  const ui::Size size = size_of(image, known, ui.width());
  const ui::Rect rect = ui.place(size.width, size.height);
  if (!known.reported) ui.fill(rect, ui.theme().code, ui::radius::kSmall);
  // The link's name says it.
  ui::image(ui, id, href.empty() ? words : std::string(), image.source, rect);
  if (href.empty()) return;
  const std::string link = ui.node_id(id + "/link");
  ui::Node& node = ui.record(link, ui::Role::link, words.empty() ? href : words, rect);
  node.href = href;
  node.focusable = true;
  if (ui.react(link, rect).pressed) context.act(session::Navigate{href});
  ui.focus_ring(link, rect, ui::radius::kSmall);
}

/// The words of an image as a link to it, or to where it leads.
void words_of(const Context& context, const std::string& id, const markdown::Image& image,
              const std::string& words, const std::string& href) {
  const std::string to = href.empty() ? markdown::safe_href(image.source) : href;
  if (words.empty() && to.empty()) return;
  ui::Span made = span(words.empty() ? to : words, ui::type::kText,
                       to.empty() ? context.ui.theme().muted : context.ui.theme().accent);
  made.href = to;
  ui::paragraph(context.ui, id, {std::move(made)}, ui::leading::kText);
}

}  // namespace

std::string image_name(const markdown::Image& image) {
  if (!image.title.empty()) return image.title;
  if (markdown::safe_href(image.source).empty()) return {};
  const std::string_view path = json::split_uri(image.source).path;
  return json::percent_decode(path.substr(path.rfind('/') + 1));
}

void prose_images(const Context& context, const markdown::Markdown& markdown,
                  std::span<const markdown::Span> images, std::size_t index,
                  markdown::Alignment alignment) {
  ui::Ui& ui = context.ui;
  float wide = -ui::gap::kClose;
  for (const markdown::Span& span : images) {
    if (!is_image(span)) continue;
    const markdown::Image& image = markdown.images[span.image - 1];
    wide += ui::gap::kClose +
            size_of(image, image_state(context.state, image.source), ui.width()).width;
  }
  const float beside = std::max(ui.width() - wide, 0.0f);
  ui.begin_inset(alignment == markdown::Alignment::right    ? beside
                 : alignment == markdown::Alignment::center ? std::floor(beside / 2)
                                                            : 0,
                 0);
  bool flows = false;
  const auto flow = [&](bool wanted) {
    if (flows == wanted) return;
    flows = wanted;
    if (wanted) {
      ui.begin_flow(ui::gap::kClose, ui::gap::kClose);
    } else {
      ui.end_flow();
    }
  };
  for (const markdown::Span& span : images) {
    const std::string id = "image/" + std::to_string(index++);
    if (!is_image(span)) continue;
    const markdown::Image& image = markdown.images[span.image - 1];
    ViewState::Image& known = image_state(context.state, image.source);
    const std::string words = span.text.empty() ? image_name(image) : span.text;
    const std::string href =
        span.link > 0 ? href_of(context, markdown.links[span.link - 1]) : std::string();
    const bool asks = !known.wanted && !session::is_near(image.source, context.session.loading.uri,
                                                         context.session.settings.page_url);
    const bool fails = known.reported && known.size.width <= 0;
    flow(!asks && !fails);
    if (flows) {
      picture(context, id, image, known, words, href);
      continue;
    }
    words_of(context, id, image, words, href);
    if (!asks) continue;
    const std::string origin = session::origin_of(image.source);
    const std::string load =
        context.fill(session::Word::load_image, {{"host", origin.substr(origin.find("//") + 2)}});
    ui::ButtonOptions options;
    options.kind = ui::ButtonKind::link;
    options.icon = ui::Icon::download;
    options.accessible_name = load;
    const bool fits = ui::button_width(ui, load, options) <= ui.width();
    if (!ui::button(ui, id + "/load", fits ? load : std::string(), options)) continue;
    known.wanted = true;
    context.state.again = true;
  }
  flow(false);
  ui.end_inset();
}

bool note_image(ViewState& state, std::string_view source, ui::Size size) {
  ViewState::Image& known = image_state(state, source);
  const bool usable = size.width > 0 && size.height > 0;
  if (!usable) size = {};
  const bool same =
      known.reported && known.size.width == size.width && known.size.height == size.height;
  known.reported = true;
  known.size = size;
  return !same;
}

}  // namespace vitrine::view
