#include "app/view/editor_code.h"

#include <algorithm>
#include <utility>

#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/request/body.h"
#include "app/text/media_type.h"
#include "app/text/utf8.h"
#include "app/view/xml_code.h"

namespace vitrine::view {

using text::Selection;

text::CodeSyntax syntax_of(const session::Session& session, const session::Form& form) {
  const auto& bodies = session.shown->bodies;
  if (form.content_type < bodies.size() &&
      request::is_edited_as_json(bodies[form.content_type].kind, form.body))
    return text::CodeSyntax::json;
  return text::is_xml_media_type(form.content_type_name) ? text::CodeSyntax::xml
                                                         : text::CodeSyntax::plain;
}

std::optional<Selection> place_of(std::string_view code, std::span<const std::size_t> starts,
                                  json::Position position) {
  if (position.line == 0 || position.line > starts.size()) return std::nullopt;
  std::size_t at = starts[position.line - 1];
  for (std::uint32_t column = 1; column < position.column && at < code.size(); ++column)
    text::next_code_point(code, &at);
  std::size_t end = at;
  if (at < code.size() && code[at] == '"') {
    for (++end; end < code.size() && code[end] != '"' && code[end] != '\n'; ++end)
      if (code[end] == '\\') ++end;
    ++end;
  } else {
    constexpr std::string_view kEnds = " \t\r\n,:{}[]\"";
    while (end < code.size() && kEnds.find(code[end]) == std::string_view::npos) ++end;
    if (end == at && end < code.size() && code[end] != '\n') ++end;
  }
  return Selection{at, std::min(end, code.size())};
}

session::EditBody formatted(const session::Form& form, text::CodeSyntax syntax) {
  if (syntax == text::CodeSyntax::xml) return {format_xml(form.body), false};
  const json::Reading reading = json::read(form.body);
  return {reading.error ? form.body : json::pretty(reading.document.root()), false};
}

void accept_suggestion(const session::Session& session, Editing& editing,
                       session::Actions& actions) {
  const session::Form* form = session::current_form(session);
  const session::Completions& offered = editing.offered;
  if (form && editing.chosen < offered.items.size() && offered.end <= form->body.size()) {
    const session::Completion& item = offered.items[editing.chosen];
    const text::CodeEdit edit{{offered.begin, offered.end}, item.text, {}};
    const std::size_t caret = offered.begin + item.caret;
    editing.selects = Selection{caret, caret};
    actions.push_back(session::EditBody{edit.apply(form->body), false});
    const bool wants_value = item.caret >= 2 && item.text.compare(item.caret - 2, 2, ": ") == 0;
    editing.close();
    // After the name of a property with values of its own, those.
    if (wants_value) editing.ask = Editing::Ask::asked;
    return;
  }
  editing.close();
}

}  // namespace vitrine::view
