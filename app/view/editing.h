// The state of the editor of a body: where its caret is, what it offers. May be lost without harm.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "app/session/form/completion.h"
#include "app/text/code_edit.h"
#include "app/ui/geometry.h"

namespace vitrine::view {

/// What is selected in a field, as the page counts it: in UTF-16.
struct Caret {
  std::string node;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool typing = false;  ///< the text follows
};

/// A key in the editor that may mean something there. Characters and `Enter` as they are put in,
/// `Undo` and `Redo` however they were asked for, else as KeyboardEvent.key.
struct EditorKey {
  std::string node;
  std::string key;
  std::uint32_t begin = 0;  ///< selected, as of Caret
  std::uint32_t end = 0;
  bool shift = false;
  bool command = false;  ///< Ctrl or Meta
};

/// Selects in a field and brings the caret into view: its line begins at `x`, `y` of the content.
struct SelectText {
  std::string node;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  float x = 0;
  float y = 0;
};

struct Editing {
  /// Why there is something to offer.
  enum class Ask : std::uint8_t { no, typed, asked };

  std::uint32_t begin = 0;  ///< selected, as the page reported it
  std::uint32_t end = 0;
  bool leaves = false;  ///< Escape was pressed: the Tab key leaves the editor
  Ask ask = Ask::no;
  session::Completions offered;
  std::size_t chosen = 0;          ///< of those
  ui::Rect line;                   ///< of the caret, in the element: the offers stand below it
  std::string node;                ///< whole id of the editor that they are for
  std::uint64_t page = 0;          ///< Session::page that it is on
  std::set<std::uint32_t> folded;  ///< lines, from 1
  std::optional<std::size_t> unfolds_at;   ///< the line that is pressed while some are folded
  std::optional<text::Selection> selects;  ///< in the text as it is by now
  std::optional<SelectText> select;        ///< requests that of the host
  std::uint64_t revision = 0;              ///< counts the changes

  void close() {
    if (!offered.items.empty()) ++revision;
    offered.items.clear();
    ask = Ask::no;
  }
};

}  // namespace vitrine::view
