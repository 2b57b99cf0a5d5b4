#include "app/view/notices.h"

#include <algorithm>
#include <string>

#include "app/view/operation.h"

namespace vitrine::view {
namespace {

constexpr std::size_t kProblemsShown = 200;

using session::Loading;
using session::Word;

void skeleton(const Context& context) {
  ui::Ui& ui = context.ui;
  const float shares[] = {0.45f, 0.9f, 0.8f, 0.85f, 0.3f, 0.75f, 0.6f};
  for (const float share : shares) {
    ui.fill({ui.x(), ui.y() + 4, ui.width() * share, 12}, ui.theme().line, 6);
    ui.space(28);
  }
}

std::string place(const Context& context, const json::Position& position) {
  if (position.line == 0) return {};
  return context.fill(Word::problem_at, {{"line", std::to_string(position.line)},
                                         {"column", std::to_string(position.column)}});
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
    ui.begin_container("loading", ui::Role::status, "");
    ui.paragraph("words", {span(progress(context, loading), ui.font_text(), ui.theme().muted)}, 24);
    ui.end_container();
    ui.space(16);
    if (loading.stage != Loading::Stage::idle) skeleton(context);
    return;
  }
  ui.begin_container("problems", ui::Role::region, context.word(Word::problems));
  ui.heading("title", context.session.settings.heading_level,
             session::text(loading.failure, context.language()), weighted(ui.font_text(), 650, 22),
             30);
  ui.space(8);
  ui.paragraph("remedy", {span(session::text(loading.remedy, context.language()), ui.font_text(),
                               ui.theme().text)});
  if (!loading.detail.empty()) {
    ui.space(8);
    ui.paragraph("detail", {span(loading.detail, ui.font_code(), ui.theme().muted)}, 20);
  }
  ui.space(16);
  if (ui.button("reload", context.word(Word::retry))) context.act(session::Reload{});
  ui.end_container();
}

void notices(const Context& context) {
  ui::Ui& ui = context.ui;
  const session::Session& session = context.session;
  if (session.spec && session.loading.stage == Loading::Stage::failed) {
    ui.begin_box(ui::Ui::Box::danger_callout, 14, 10);
    ui.begin_container("reload-failed", ui::Role::alert, "");
    ui.paragraph("what", {span(context.word(Word::reload_failed) + " ",
                               weighted(ui.font_text(), 500), ui.theme().text),
                          span(session::text(session.loading.failure, context.language()),
                               ui.font_text(), ui.theme().text)});
    ui.end_container();
    ui.space(8);
    if (ui.button("reload", context.word(Word::retry))) context.act(session::Reload{});
    ui.end_box();
    ui.space(16);
  }
  if (!session.notice.empty()) {
    ui.begin_box(ui::Ui::Box::callout, 14, 10);
    ui.begin_container("notice", ui::Role::status, "");
    ui.paragraph("words", {span(session::text(session.notice, context.language()), ui.font_text(),
                                ui.theme().text)});
    ui.end_container();
    ui.space(8);
    if (ui.button("dismiss", context.word(Word::dismiss))) context.act(session::DismissNotice{});
    ui.end_box();
    ui.space(16);
  }
  for (const session::MissingDocument& missing : session.missing) {
    if (missing.state == session::MissingDocument::State::loading) continue;
    const bool asks = missing.state == session::MissingDocument::State::asks;
    ui.push_id("missing/" + missing.uri);
    ui.begin_box(ui::Ui::Box::callout, 14, 10);
    ui.paragraph("words", {span(context.fill(asks ? Word::document_needed : Word::document_failed,
                                             {{"uri", missing.uri}}),
                                ui.font_text(), ui.theme().text)});
    ui.space(8);
    if (ui.button("load", context.word(asks ? Word::load : Word::retry)))
      context.act(session::LoadMissing{missing.uri});
    ui.end_box();
    ui.space(16);
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
    ui.space(10);
    const bool error = problem.severity == openapi::Severity::error;
    ui.paragraph("message",
                 {span(problem.message, ui.font_text(), error ? ui.theme().bad : ui.theme().text)},
                 21);
    std::string where = place(context, problem.position);
    if (!problem.pointer.empty()) where += (where.empty() ? "" : " · ") + problem.pointer;
    if (!where.empty()) {
      ui.space(2);
      ui.paragraph("place", {span(where, ui.font_code(), ui.theme().muted)}, 18);
    }
    ui.space(10);
    ui.divider();
    ui.pop_id();
  }
  if (shown < problems.size()) {
    ui.space(10);
    ui.label("more", "… " + std::to_string(problems.size() - shown), ui.font_text(),
             ui.theme().muted);
  }
  ui.end_container();
}

}  // namespace vitrine::view
