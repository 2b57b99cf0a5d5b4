#include "app/view/operation.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>
#include <string>

#include "app/session/reference/messages.h"
#include "app/text/ascii.h"
#include "app/text/utf8.h"
#include "app/ui/button.h"
#include "app/ui/chip.h"
#include "app/ui/ornament.h"
#include "app/ui/text.h"
#include "app/view/anchor_link.h"
#include "app/view/callbacks.h"
#include "app/view/inputs.h"
#include "app/view/messages.h"
#include "app/view/neighbours.h"
#include "app/view/notices.h"
#include "app/view/page_actions.h"
#include "app/view/prose.h"
#include "app/view/responses.h"

namespace vitrine::view {
namespace {

using session::Word;

/// A space at this size is about as wide as the gaps of the theme.
constexpr ui::Font kGap{ui::Family::mono, 16, 400};
constexpr float kRoutePadding = 5;

/// The tags of an operation that group it, or those that are badges.
std::vector<const openapi::Group*> tags_of(const session::Session& session,
                                           const openapi::Operation& operation, bool badges) {
  std::vector<const openapi::Group*> found;
  const auto& groups = session.spec->description.groups();
  for (const std::string& tag : operation.tags) {
    const auto group = std::find_if(groups.begin(), groups.end(),
                                    [&](const openapi::Group& each) { return each.tag == tag; });
    if (group != groups.end() && group->is_badge() == badges) found.push_back(&*group);
  }
  return found;
}

void crumb(const Context& context, const openapi::Operation& operation) {
  ui::Ui& ui = context.ui;
  std::vector<ui::Span> spans;
  if (!session::can_send(context.session))
    spans.push_back(span(context.word(Word::webhooks), ui::type::kCaption, ui.theme().muted));
  for (const openapi::Group* group : tags_of(context.session, operation, false)) {
    if (!spans.empty()) spans.push_back(span(" · ", ui::type::kCaption, ui.theme().faint));
    spans.push_back(span(group->title, ui::type::kCaption, ui.theme().muted));
    spans.back().href = session::tag_href(group->tag);
  }
  if (spans.empty()) return;
  ui::paragraph(ui, "crumb", std::move(spans), ui::leading::kText);
  ui.space(ui::gap::kClose);
}

/// A summary that is longer than a heading: its first sentence, or what fits.
std::string headline(const std::string& summary) {
  constexpr std::size_t kMostBytes = 140;
  if (summary.size() <= kMostBytes) return summary;
  std::size_t end = std::string::npos;
  for (const std::string_view mark : {". ", "。", "\n", "! ", "? "}) {
    const std::size_t found = summary.find(mark);
    if (found != std::string::npos)
      end = std::min(end, found + (mark.size() == 3 ? 3 : mark == "\n" ? 0 : 1));
  }
  return text::shortened(summary.substr(0, end), kMostBytes);
}

void title(const Context& context, const openapi::Operation& operation) {
  const std::string words = session::page_name(context.session);
  const std::string heading = headline(words);
  page_heading(context, heading);
  if (heading == words) return;
  prose(context, "summary", operation.summary, page_prose(context.ui));
  context.ui.space(ui::gap::kBlock);
}

void badges(const Context& context, const openapi::Operation& operation) {
  const bool internal =
      context.session.spec->description.operations()[context.session.shown->index].internal;
  const std::vector<const openapi::Group*> tags = tags_of(context.session, operation, true);
  if (!operation.deprecated && !internal && tags.empty()) return;
  ui::Ui& ui = context.ui;
  ui.begin_flow(ui::gap::kSmall, ui::gap::kSmall);
  for (const openapi::Group* tag : tags) ui::chip(ui, "tag/" + tag->tag, tag->title);
  if (operation.deprecated) ui::chip(ui, "deprecated", context.word(Word::deprecated));
  if (internal) ui::chip(ui, "internal", context.word(Word::internal));
  ui.end_flow();
  ui.space(ui::gap::kRow);
}

void route(const Context& context, const openapi::Operation& operation) {
  ui::Ui& ui = context.ui;
  const ui::Font mono = ui::type::mono(ui::type::kCaption);
  const ui::Font bold = ui::type::bold(mono);
  const float method = ui.measure(operation.method, bold).width;
  const float wanted =
      2 * ui::gap::kRow + method + ui::gap::kMedium + ui.measure(operation.path, mono).width + 1;
  // If the form is at the end of the page, link to it at the beginning.
  const bool far =
      context.request_pane == "main" && session::can_try(context.session) && !context.alone();
  const std::string try_it = context.word(Word::try_it);
  const float widths[] = {-1, ui::button_width(ui, try_it)};
  if (far) {
    ui.begin_row(widths, ui::gap::kRow);
    ui.space(ui::gap::kHair);
  }
  ui.begin_inset(0, std::max(0.0f, ui.width() - wanted));
  ui.begin_box(ui::Box::code, ui::gap::kRow, kRoutePadding);
  ui::paragraph(ui, "route",
                {span(operation.method, bold, ui::method_color(ui.theme(), operation.method)),
                 span(" ", kGap, ui.theme().text), span(operation.path, mono, ui.theme().text)},
                ui::leading::kText);
  ui.end_box();
  ui.end_inset();
  if (far) {
    ui.next_cell();
    if (ui::button(ui, "try-it", try_it))
      context.state.scroll_to("main", context.state.request_top, ui::gap::kCard);
    ui.end_row();
  }
  ui.space(ui::gap::kBlock);
}

/// What is said of the path, besides what stands for the operation's own words.
void path_words(const Context& context, const openapi::Operation& operation) {
  const openapi::OperationEntry& entry =
      context.session.spec->description.operations()[context.session.shown->index];
  std::vector<json::Cursor> items = {entry.path_item};
  items.insert(items.end(), entry.referred_items.begin(), entry.referred_items.end());
  std::size_t index = 0;
  for (const json::Cursor& item : items) {
    for (const std::string_view key : {"summary", "description"}) {
      const std::string_view words = item.value[key].string();
      if (words.empty() || words == operation.summary || words == operation.description) continue;
      context.ui.space(ui::gap::kRow);
      prose(context, "path/" + std::to_string(index++), words, row_prose(context.ui), 3);
    }
  }
}

/// "Authorization: bearerAuth or apiKey": the alternatives of the operation.
void security(const Context& context, const openapi::Operation& operation) {
  if (operation.security.empty()) return;
  ui::Ui& ui = context.ui;
  const auto words = [&](const std::string& text) {
    return span(text, ui::type::kCaption, ui.theme().muted);
  };
  std::vector<ui::Span> spans = {words(context.word(Word::needs) + " ")};
  for (std::size_t index = 0; index < operation.security.size(); ++index) {
    const openapi::SecurityRequirement& requirement = operation.security[index];
    if (index > 0) spans.push_back(words(" " + context.word(Word::or_else) + " "));
    if (requirement.schemes.empty()) spans.push_back(words(context.word(Word::needs_nothing)));
    for (std::size_t at = 0; at < requirement.schemes.size(); ++at) {
      const openapi::RequiredScheme& scheme = requirement.schemes[at];
      if (at > 0) spans.push_back(words(" + "));
      spans.push_back(span(scheme.key, ui::type::kCode, ui.theme().text));
      spans.back().code = true;
      const std::string scopes = text::join(scheme.scopes, ", ");
      if (!scopes.empty()) spans.push_back(words(" " + scopes));
    }
  }
  if (!operation.description.empty() || operation.external_docs) ui.space(ui::gap::kRow);
  ui::paragraph(ui, "security", std::move(spans));
}

}  // namespace

void external_docs(const Context& context, const std::optional<openapi::ExternalDocs>& docs) {
  if (!docs) return;
  const std::string href = markdown::safe_href(docs->url);
  const std::string& words = docs->description.empty() ? docs->url : docs->description;
  if (words.empty()) return;
  ui::Ui& ui = context.ui;
  ui.space(ui::gap::kRow);
  ui::Span link = span(words, ui::type::kText, href.empty() ? ui.theme().muted : ui.theme().accent);
  link.href = href;
  ui::paragraph(ui, "external-docs", {std::move(link)});
}

void page_heading(const Context& context, std::string_view text) {
  ui::Ui& ui = context.ui;
  const float line = context.narrow ? ui::leading::kNarrowTitle : ui::leading::kTitle;
  const float widths[] = {-1, page_actions_width(context)};
  // On narrow pages they stand below it. Alone in the text of a page, it looks like that's
  // headings.
  const bool acts = !context.alone();
  ui.begin_row(std::span(widths, context.narrow || !acts ? 1 : 2), ui::gap::kRow, line);
  ui::heading(ui, "title", context.session.settings.heading_level, text,
              context.narrow ? ui::type::kNarrowTitle : ui::type::kTitle, line);
  if (!context.narrow && acts) ui.next_cell();
  if (acts) page_actions(context);
  ui.end_row();
  context.state.heading_end = ui.y();
  ui.space(ui::gap::kRow);
}

void section_heading(const Context& context, std::string_view id, std::string_view title,
                     std::string_view right) {
  ui::Ui& ui = context.ui;
  const float detail =
      right.empty() ? 0 : ui.measure(right, ui::type::mono(ui::type::kFine)).width + 1;
  const float room =
      ui.width() - ui.measure(title, ui::type::kHeading).width - 1 - kAnchorRoom - ui::gap::kRow;
  const bool beside = detail > 0 && detail <= room;
  const float widths[] = {-1, detail};
  ui.space(ui::gap::kSection);
  ui.begin_row(std::span(widths, beside ? 2 : 1), ui::gap::kRow, ui::leading::kHeading);
  // Headings of descriptions have no dot in their names.
  std::string anchor = '.' + std::string(id);
  std::replace(anchor.begin(), anchor.end(), '/', '.');
  anchored_heading(context, id, context.session.settings.heading_level + 1,
                   {span(title, ui::type::kHeading, ui.theme().text)}, ui::leading::kHeading,
                   anchor);
  const std::string part = std::string(id) + "/detail";
  if (beside) {
    ui.next_cell();
    ui::label(ui, part, right, ui::type::mono(ui::type::kFine), ui.theme().faint,
              ui::leading::kHeading, ui::Wrap::ellipsis, ui::Align::right);
  }
  ui.end_row();
  if (!right.empty() && !beside)
    ui::paragraph(ui, part, {span(right, ui::type::mono(ui::type::kFine), ui.theme().faint)},
                  ui::leading::kText);
  ui.space(ui::gap::kClose);
  ui::divider(ui);
}

void operation(const Context& context) {
  const session::Shown& shown = *context.session.shown;
  const openapi::Operation& operation = shown.operation;
  ui::Ui& ui = context.ui;
  ui.push_id(shown.key);
  if (!context.alone()) crumb(context, operation);
  title(context, operation);
  badges(context, operation);
  route(context, operation);
  if (session::is_outlined(context.session)) {
    still_loading(context);
    ui.pop_id();
    return;
  }
  prose(context, "words", operation.description, page_prose(ui),
        context.session.settings.heading_level);
  external_docs(context, operation.external_docs);
  path_words(context, operation);
  security(context, operation);
  inputs(context, operation);
  if (session::is_socket(operation)) described_messages(context, operation);
  responses(context, operation);
  callbacks(context, operation);
  // After an error of the text, parts of this operation may be missing.
  const session::Spec& spec = *context.session.spec;
  std::vector<openapi::Problem> found;
  std::copy_if(spec.problems.begin(),
               spec.problems.begin() + static_cast<std::ptrdiff_t>(spec.text_problems),
               std::back_inserter(found), [](const openapi::Problem& problem) {
                 return problem.severity == openapi::Severity::error;
               });
  found.insert(found.end(), operation.problems.begin(), operation.problems.end());
  problems(context, found);
  if (!context.alone()) neighbours(context);
  ui.pop_id();
}

}  // namespace vitrine::view
