// The editor of a body's text: in colours, with what is wrong at its lines, with suggestions.
#pragma once

#include <string>
#include <string_view>

#include "app/ui/text_field.h"
#include "app/view/context.h"

namespace vitrine::view {

/// False for lines that are too long to be drawn: the field shows the text by itself then.
bool has_code_editor(const session::Form& form);
/// Draws the editor; the text that was typed.
std::optional<ui::Change> code_editor(const Context& context, const session::Form& form,
                                      const std::string& id, ui::FieldOptions options);
/// What may be written at the caret, above all else.
void suggestions(const Context& context, const ui::Size& size);

/// A key of the editor; true when it did something.
bool editor_key(const session::Session& session, ViewState& state, const EditorKey& key,
                session::Actions& actions);
/// The caret moved; true when that may be seen.
bool move_caret(ViewState& state, const Caret& caret);

}  // namespace vitrine::view
