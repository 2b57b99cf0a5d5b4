#include "app/view/notices.h"

#include <algorithm>
#include <string>

#include "app/ui/button.h"
#include "app/ui/ornament.h"
#include "app/ui/text.h"
#include "app/view/operation.h"

namespace vitrine::view {
namespace {

constexpr std::size_t kProblemsShown = 200;

using session::Loading;
using session::Word;

void skeleton(const Context& context) {
  ui::Ui& ui = context.ui;
  constexpr float kLine = 28;
  constexpr float kBar = 12;
  const float shares[] = {0.45f, 0.9f, 0.8f, 0.85f, 0.3f, 0.75f, 0.6f};
  for (const float share : shares) {
    ui.fill({ui.x(), ui.y() + 4, ui.width() * share, kBar}, ui.theme().line, kBar / 2);
    ui.space(kLine);
  }
}

std::string place(const Context& context, const json::Position& position) {
  if (position.line == 0) return {};
  return context.fill(Word::problem_at, {{"line", std::to_string(position.line)},
                                         {"column", std::to_string(position.column)}});
}

void status(const Context& context, std::string_view words) {
  ui::Ui& ui = context.ui;
  ui.begin_container("loading", ui::Role::status, "");
  ui::paragraph(ui, "words", {span(words, ui::type::kText, ui.theme().muted)},
                ui::leading::kHeading);
  ui.end_container();
  ui.space(ui::gap::kBlock);
}

std::string progress(const Context& context, const Loading& loading) {
  switch (loading.stage) {
    case Loading::Stage::idle:
      return context.word(Word::no_spec);
    case Loading::Stage::loading:
      return context.word(Word::loading);
    default:
      return context.fill(Word::reading,
                          {{"size", session::size_words(loading.received, context.language())}});
  }
}

}  // namespace

void loading(const Context& context) {
  ui::Ui& ui = context.ui;
  const Loading& loading = context.session.loading;
  if (loading.stage != Loading::Stage::failed) {
    status(context, progress(context, loading));
    if (loading.stage != Loading::Stage::idle) skeleton(context);
    return;
  }
  ui.begin_container("problems", ui::Role::region, context.word(Word::problems));
  ui::heading(ui, "title", context.session.settings.heading_level,
              session::text(loading.failure, context.language()), ui::type::kNarrowTitle,
              ui::leading::kNarrowTitle);
  ui.space(ui::gap::kClose);
  ui::paragraph(
      ui, "remedy",
      {span(session::text(loading.remedy, context.language()), ui::type::kText, ui.theme().text)});
  if (!loading.detail.empty()) {
    ui.space(ui::gap::kClose);
    ui::paragraph(ui, "detail", {span(loading.detail, ui::type::kCode, ui.theme().muted)},
                  ui::leading::kText);
  }
  ui.space(ui::gap::kBlock);
  if (ui::button(ui, "reload", context.word(Word::retry))) context.act(session::Reload{});
  ui.end_container();
}

void still_loading(const Context& context) {
  // Above it stands why the whole cannot be had.
  if (context.session.loading.stage == Loading::Stage::failed) return;
  status(context, context.word(Word::loading));
  skeleton(context);
}

void notices(const Context& context) {
  ui::Ui& ui = context.ui;
  const session::Session& session = context.session;
  if (session.spec && session.loading.stage == Loading::Stage::failed) {
    ui.begin_box(ui::Box::danger_callout, ui::gap::kCard, ui::gap::kMedium);
    ui.begin_container("reload-failed", ui::Role::alert, "");
    const Word what = session::is_outlined(session) ? Word::rest_failed : Word::reload_failed;
    ui::paragraph(
        ui, "what",
        {span(context.word(what) + " ", ui::type::medium(ui::type::kText), ui.theme().text),
         span(session::text(session.loading.failure, context.language()), ui::type::kText,
              ui.theme().text)});
    ui.end_container();
    ui.space(ui::gap::kClose);
    if (ui::button(ui, "reload", context.word(Word::retry))) context.act(session::Reload{});
    ui.end_box();
    ui.space(ui::gap::kBlock);
  }
  if (!session.notice.empty()) {
    ui.begin_box(ui::Box::callout, ui::gap::kCard, ui::gap::kMedium);
    ui.begin_container("notice", ui::Role::status, "");
    ui::paragraph(ui, "words",
                  {span(session::text(session.notice, context.language()), ui::type::kText,
                        ui.theme().text)});
    ui.end_container();
    ui.space(ui::gap::kClose);
    ui.begin_flow(ui::gap::kTight, ui::gap::kTight);
    if (session::offers_undo(session.notice) && ui::button(ui, "undo", context.word(Word::undo)))
      context.act(session::UndoLink{});
    if (ui::button(ui, "dismiss", context.word(Word::dismiss)))
      context.act(session::DismissNotice{});
    ui.end_flow();
    ui.end_box();
    ui.space(ui::gap::kBlock);
  }
  for (const session::MissingDocument& missing : session.missing) {
    if (missing.state == session::MissingDocument::State::loading) continue;
    const bool asks = missing.state == session::MissingDocument::State::asks;
    ui.push_id("missing/" + missing.uri);
    ui.begin_box(ui::Box::callout, ui::gap::kCard, ui::gap::kMedium);
    ui::paragraph(ui, "words",
                  {span(context.fill(asks ? Word::document_needed : Word::document_failed,
                                     {{"uri", missing.uri}}),
                        ui::type::kText, ui.theme().text)});
    ui.space(ui::gap::kClose);
    if (ui::button(ui, "load", context.word(asks ? Word::load : Word::retry)))
      context.act(session::LoadMissing{missing.uri});
    ui.end_box();
    ui.space(ui::gap::kBlock);
    ui.pop_id();
  }
}

void problems(const Context& context, const std::vector<openapi::Problem>& problems) {
  if (problems.empty()) return;
  ui::Ui& ui = context.ui;
  ui.begin_container("problems", ui::Role::region, context.word(Word::problems));
  section_heading(context, "heading", context.word(Word::problems),
                  std::to_string(problems.size()));
  const std::size_t shown = std::min(problems.size(), kProblemsShown);
  for (std::size_t index = 0; index < shown; ++index) {
    const openapi::Problem& problem = problems[index];
    ui.push_id(std::to_string(index));
    ui.space(ui::gap::kMedium);
    const bool error = problem.severity == openapi::Severity::error;
    ui::paragraph(
        ui, "message",
        {span(problem.message, ui::type::kText, error ? ui.theme().bad : ui.theme().text)},
        ui::leading::kRow);
    std::string where = place(context, problem.position);
    if (!problem.pointer.empty()) where += (where.empty() ? "" : " · ") + problem.pointer;
    if (!where.empty()) {
      ui.space(ui::gap::kHair);
      ui::paragraph(ui, "place", {span(where, ui::type::kCode, ui.theme().muted)},
                    ui::leading::kMessage);
    }
    ui.space(ui::gap::kMedium);
    ui::divider(ui);
    ui.pop_id();
  }
  if (shown < problems.size()) {
    ui.space(ui::gap::kMedium);
    ui::label(ui, "more", "… " + std::to_string(problems.size() - shown), ui::type::kText,
              ui.theme().muted);
  }
  ui.end_container();
}

}  // namespace vitrine::view
