// The body of a response as text: coloured, numbered, folded, searched, with what differs marked.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/session/exchange/body_text.h"
#include "app/ui/code_lines.h"
#include "app/view/context.h"

namespace vitrine::view {

struct BodyTable;

/// How the user looks at the bodies of responses.
struct BodyView {
  bool wraps = true;
  bool table = false;  ///< where there is one
  bool preview = false;

  session::Id exchange = 0;  ///< that all of this is about:
  /// Where in the text the first value begins that is folded away.
  std::set<std::uint32_t> folded;
  std::uint32_t part = 0;               ///< of a text that is too long for one page
  std::optional<std::uint32_t> active;  ///< row that has the buttons
  std::uint32_t match_steps = 0;        ///< that were followed

  /// Rows `open` + 1 to `close` are hidden: `hidden` with those of the folds before.
  struct Fold {
    std::uint32_t open = 0;
    std::uint32_t close = 0;
    std::uint32_t hidden = 0;
  };
  std::vector<Fold> folds;
  std::uint64_t folds_key = 0;

  /// What is wrong with the values, by the row that they begin in.
  std::map<std::uint32_t, std::string> marks;
  std::uint64_t marks_key = 0;

  /// The rows that are drawn.
  std::vector<std::uint32_t> rows;
  std::vector<ui::CodeLine> lines;
  std::shared_ptr<const ui::TextLayout> layout;
  std::uint64_t layout_key = 0;

  std::string search_field;       ///< its whole id
  std::uint64_t bytes_asked = 0;  ///< where those begin that were asked for last
  std::shared_ptr<BodyTable> records;
};

BodyView& body_view(const Context& context, const session::Exchange& exchange);

/// The row of the search and of the choice how lines are shown.
void text_tools(const Context& context, const session::Exchange& exchange);
void response_text(const Context& context, const session::Exchange& exchange);
}  // namespace vitrine::view
