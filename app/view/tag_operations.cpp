#include "app/view/tag_operations.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "app/session/reference/operation_facts.h"
#include "app/ui/chip.h"
#include "app/ui/hash.h"
#include "app/ui/link.h"
#include "app/ui/ornament.h"
#include "app/ui/text.h"
#include "app/view/operation.h"
#include "app/view/prose.h"

namespace vitrine::view {
namespace {

using session::Word;

constexpr float kRouteHeight = 28;
constexpr float kMethodWidth = 52;
/// Operations that are read in one frame, besides those in sight.
constexpr std::size_t kReadAtOnce = 4;

/// "Query parameters  limit, page": one line for each place, and one for the body.
std::vector<OperationOutline::Line> lines_of(const openapi::Operation& operation) {
  std::vector<OperationOutline::Line> lines;
  const auto add = [&](Word title, const std::string& name) {
    if (lines.empty() || lines.back().title != title) lines.push_back({title, {}});
    std::string& names = lines.back().names;
    names += (names.empty() ? "" : ", ") + name;
  };
  for (const session::ParameterPlace& place : session::kParameterPlaces) {
    for (const openapi::Parameter& parameter : operation.parameters) {
      if (parameter.in == place.in && !parameter.ignored) add(place.heading, parameter.name);
    }
  }
  if (!operation.request_body) return lines;
  for (const openapi::MediaType& media : operation.request_body->content)
    add(Word::request_body, media.name);
  return lines;
}

std::shared_ptr<const OperationOutline> read(const Context& context, std::uint32_t index) {
  const openapi::Operation operation = context.session.spec->description.operation(index);
  auto outline = std::make_shared<OperationOutline>();
  outline->description = operation.description;
  outline->lines = lines_of(operation);
  return outline;
}

void route(const Context& context, const openapi::OperationEntry& entry) {
  ui::Ui& ui = context.ui;
  const std::string href = session::operation_href(entry);
  const auto draw = [&](bool hovered) {
    const ui::Rect all{ui.x(), ui.y(), ui.width(), kRouteHeight};
    ui.move_to(all.y + (kRouteHeight - ui::leading::kText) / 2);
    ui::method(ui, entry.method, kMethodWidth, ui::Align::left);
    ui.draw_text({all.x + kMethodWidth, all.y, all.width - kMethodWidth, kRouteHeight}, entry.path,
                 ui::type::kCode, hovered ? ui.theme().accent : ui.theme().muted);
  };
  if (ui::link(ui, href, session::operation_name(entry), href, kRouteHeight, draw))
    context.act(session::Navigate{href});
}

void outline(const Context& context, const OperationOutline& outline) {
  ui::Ui& ui = context.ui;
  const int level = context.session.settings.heading_level + 2;
  if (!outline.description.empty()) ui.space(ui::gap::kSmall);
  prose(context, "words", outline.description, page_prose(ui), level);
  if (!outline.lines.empty()) ui.space(ui::gap::kClose);
  std::size_t index = 0;
  for (const OperationOutline::Line& line : outline.lines)
    ui::paragraph(ui, "takes/" + std::to_string(index++),
                  {span(context.word(line.title) + "  ", ui::type::kCaption, ui.theme().muted),
                   span(line.names, ui::type::kCode, ui.theme().text)},
                  ui::leading::kText);
}

/// About as high as the words that are not read yet.
float guessed_height(const Context& context, const openapi::OperationEntry& entry) {
  const std::string_view words = entry.cursor.value["description"].string();
  if (words.empty()) return 0;
  const float width = static_cast<float>(words.size()) * ui::type::kText.size * 0.5f;
  return (1 + width / std::max(context.ui.width(), 1.0f)) * ui::leading::kProse;
}

void operation_part(const Context& context, const openapi::OperationEntry& entry,
                    const OperationOutline* known) {
  ui::Ui& ui = context.ui;
  ui::Hash key;
  key.add(context.session.page);
  key.add(std::uint64_t{known != nullptr} << 8 | static_cast<std::uint64_t>(context.language()));
  if (!ui.begin_part(entry.link, key.value())) return;
  ui.push_id(entry.link);
  const bool named = !entry.summary.empty();
  ui::Span title = span(named ? entry.summary : entry.method + " " + entry.path, ui::type::kHeading,
                        ui.theme().text);
  title.href = session::operation_href(entry);
  title.strikethrough = entry.deprecated;
  ui.space(ui::gap::kPane);
  ui::heading(ui, "title", context.session.settings.heading_level + 2, {std::move(title)},
              ui::leading::kHeading);
  ui.pop_id();
  route(context, entry);
  ui.push_id(entry.link);
  if (entry.deprecated) {
    ui.begin_flow(ui::gap::kSmall, ui::gap::kSmall);
    ui::chip(ui, "deprecated", context.word(Word::deprecated));
    ui.end_flow();
  }
  if (known != nullptr) {
    outline(context, *known);
  } else {
    ui.space(guessed_height(context, entry));
  }
  ui.pop_id();
  ui.space(ui::gap::kPane);
  ui::divider(ui);
  ui.end_part();
}

}  // namespace

void tag_operations(const Context& context, std::string_view id, Word title,
                    const std::vector<std::uint32_t>& operations) {
  if (operations.empty()) return;
  ui::Ui& ui = context.ui;
  section_heading(context, id, context.word(title), std::to_string(operations.size()));
  std::size_t read_now = 0;
  bool all = true;
  for (const std::uint32_t index : operations) {
    auto& known = context.state.outlines[index];
    const bool in_sight = ui.is_visible(ui.y(), ui.viewport_height() / 2);
    if (!known && (in_sight || read_now < kReadAtOnce)) {
      known = read(context, index);
      ++read_now;
    }
    all = all && known;
    operation_part(context, context.session.spec->description.operations()[index], known.get());
  }
  if (!all) ui.go_on();
}

}  // namespace vitrine::view
