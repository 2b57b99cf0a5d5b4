// The code in the editor of a body: its language, its places, and changes of it as actions.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "app/session/session.h"
#include "app/text/code_edit.h"
#include "app/view/editing.h"

namespace vitrine::view {

text::CodeSyntax syntax_of(const session::Session& session, const session::Form& form);
/// The run of the text that a message at the position is about: a name, a number, a bracket…
/// Nothing where the position is not known.
std::optional<text::Selection> place_of(std::string_view code, std::span<const std::size_t> starts,
                                        json::Position position);
/// Lays the text out anew; digits, order and duplicates stay, and so does the text of XML.
session::EditBody formatted(const session::Form& form, text::CodeSyntax syntax);
/// Writes what is chosen of the offers.
void accept_suggestion(const session::Session& session, Editing& editing,
                       session::Actions& actions);

}  // namespace vitrine::view
