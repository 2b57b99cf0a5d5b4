#include "app/view/editor_code.h"

#include <algorithm>
#include <utility>

#include "app/json/reader.h"
#include "app/json/write.h"
#include "app/request/body.h"
#include "app/text/media_type.h"
#include "app/text/utf8.h"
#include "app/ui/code_field.h"
#include "app/view/body_editor.h"
#include "app/view/view_state.h"

namespace vitrine::view {
namespace {

using text::CodeKey;
using text::Selection;

/// A key in the editor of the form's body.
class Press {
 public:
  Press(const session::Session& session, const session::Form& form, Editing& editing,
        const EditorKey& pressed, session::Actions& actions)
      : session_(session),
        code_(form.body),
        form_(form),
        editing_(editing),
        pressed_(pressed),
        actions_(actions),
        at_{text::from_utf16(form.body, pressed.begin), text::from_utf16(form.body, pressed.end)} {}

  bool take() {
    const std::string& key = pressed_.key;
    if (!editing_.offered.items.empty() && offers()) return true;
    const bool leaves = std::exchange(editing_.leaves, key == "Escape");
    if (key == "Undo" || key == "Redo") return undo(key == "Redo");
    if (key == "F8") return next_problem(!pressed_.shift);
    if (pressed_.command) return key == " " && ask(Editing::Ask::asked);
    if (key == "Tab") return !leaves && edit(pressed_.shift ? CodeKey::outdent : CodeKey::indent);
    if (key == "Enter") return edit(CodeKey::newline);
    if (key == "Backspace") return edit(CodeKey::backspace);
    return key.size() == 1 && type(key[0]);
  }

 private:
  bool offers() {
    const std::string& key = pressed_.key;
    const std::size_t count = editing_.offered.items.size();
    if (key == "Escape") {
      editing_.close();
    } else if (key == "ArrowDown") {
      editing_.chosen = (editing_.chosen + 1) % count;
    } else if (key == "ArrowUp") {
      editing_.chosen = (editing_.chosen + count - 1) % count;
    } else if ((key == "Enter" || key == "Tab") && !pressed_.shift && !pressed_.command) {
      accept_suggestion(session_, editing_, actions_);
    } else {
      return false;
    }
    return true;
  }

  bool ask(Editing::Ask why) {
    editing_.ask = why;
    return true;
  }

  bool undo(bool forth) {
    const auto place = session::undo_place(session_, forth);
    if (!place) return true;  // the page's own history knows nothing of edits by the form
    editing_.close();
    editing_.selects = Selection{*place, *place};
    actions_.push_back(session::UndoBody{forth});
    return true;
  }

  bool next_problem(bool forward) {
    const std::vector<std::size_t> starts = ui::line_starts(code_);
    std::vector<Selection> places;
    for (const session::BodyMessage& message : session_.current.body_messages) {
      if (const auto place = place_of(code_, starts, message.position)) places.push_back(*place);
    }
    if (places.empty()) return true;
    std::stable_sort(places.begin(), places.end(),
                     [](Selection one, Selection other) { return one.begin < other.begin; });
    // Round the end of the text, as editors do.
    Selection found = forward ? places.front() : places.back();
    if (forward) {
      for (const Selection& place : places) {
        if (place.begin <= at_.begin) continue;
        found = place;
        break;
      }
    } else {
      for (const Selection& place : places)
        if (place.begin < at_.begin) found = place;
    }
    editing_.close();
    editing_.selects = found;
    return true;
  }

  bool edit(CodeKey key) {
    return perform(text::edit_code(code_, at_, key, syntax_of(session_, form_)));
  }

  bool type(char typed) {
    const auto edit = text::type_code(code_, at_, typed, syntax_of(session_, form_));
    return perform(edit) && ask(Editing::Ask::typed);
  }

  bool perform(const std::optional<text::CodeEdit>& edit) {
    if (!edit) return false;
    editing_.close();
    editing_.selects = edit->selected;
    if (!edit->replaced.empty() || !edit->text.empty())
      actions_.push_back(session::EditBody{edit->apply(code_), false});
    return true;
  }

  const session::Session& session_;
  std::string_view code_;
  const session::Form& form_;
  Editing& editing_;
  const EditorKey& pressed_;
  session::Actions& actions_;
  Selection at_;
};

}  // namespace

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

session::EditBody formatted(const session::Form& form) {
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

bool editor_key(const session::Session& session, ViewState& state, const EditorKey& key,
                session::Actions& actions) {
  const session::Form* form = session::current_form(session);
  if (!form || !state.editing) return false;
  Editing& editing = *state.editing;
  editing.begin = key.begin;
  editing.end = key.end;
  if (!Press(session, *form, editing, key, actions).take()) return false;
  ++editing.revision;
  return true;
}

bool move_caret(ViewState& state, const Caret& caret) {
  if (!state.editing) return false;
  Editing& editing = *state.editing;
  const bool moved = editing.begin != caret.begin || editing.end != caret.end;
  editing.begin = caret.begin;
  editing.end = caret.end;
  if (caret.typing) {
    editing.ask = Editing::Ask::typed;
    editing.leaves = false;
    return false;
  }
  if (!moved) return false;
  editing.close();
  ++editing.revision;
  return true;
}

}  // namespace vitrine::view
