// The keys of the editor of a body.
#include <algorithm>
#include <utility>
#include <vector>

#include "app/ui/code_field.h"
#include "app/view/body_editor.h"
#include "app/view/editor_code.h"
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
