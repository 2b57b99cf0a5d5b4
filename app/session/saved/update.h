// Saves what outlives a reload: preferences and the user's input.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/session/work.h"

namespace vitrine::session {

// ---- preferences.cpp

void apply(Session& session, ChooseSnippet&& action, Effects& effects);
void apply(Session& session, ShowSecrets&& action, Effects& effects);
void apply(Session& session, Copy&& action, Effects& effects);
/// Copies a text, and says so for a while.
void copy_text(Session& session, CopyTarget target, std::string text, Effects& effects);
void apply(Session& session, ToggleTheme&& action, Effects& effects);
void apply(Session& session, ChooseLanguage&& action, Effects& effects);
void apply(Session& session, ResizeList&& action, Effects& effects);
void apply(Session& session, ThemeChanged&& event, Effects& effects);
void apply(Session& session, LanguageChanged&& event, Effects& effects);
/// Takes what an earlier visit kept, as far as the attributes leave the choice to the user.
void restore_preferences(Session& session);

// ---- request_link.cpp

void apply(Session& session, CopyRequestLink&& action, Effects& effects);
void apply(Session& session, UndoLink&& action, Effects& effects);
/// Fills the form shown with what the route carries, and says what that is.
void fill_from_link(Session& session, Effects& effects);

/// Before the form shown is filled: UndoLink gives it back.
void remember_form(Session& session, const Form& form);

// ---- take_away.cpp

void apply(Session& session, CopyMarkdown&& action, Effects& effects);
void apply(Session& session, PrintDocument&& action, Effects& effects);
void apply(Session& session, Download&& action, Effects& effects);
/// Goes on with a text that is being made; true when there is more to do.
bool make_slice(Session& session, Effects& effects);

// ---- keep.cpp

void apply(Session& session, Restored&& event, Effects& effects);
/// Keeps the form shown. It comes before another is shown, because only the operation shown knows
/// which of its values are secret.
void keep_now(Session& session, Effects& effects);
void keep(Session& session, std::string key, std::string value, Effects& effects);
/// What is kept of a form: all, all but the bodies of media types that are not chosen, no body.
enum class Kept : uint8_t { all, request, without_body };
/// The user's input as JSON, without secrets; empty when nothing was typed.
std::string form_text(const Session& session, const Form& form, Kept kept);
/// Reads it into a new form.
void read_form(const Session& session, const json::Value& root, Form& form);
/// Replaces the input of the form shown by a text of that kind. It is never sent by itself.
void replace_form(Session& session, std::string text, Effects& effects);
/// Restores kept input into a form that the user has not typed into.
void restore_form(const Session& session, std::string_view key, Form& form);

}  // namespace vitrine::session
