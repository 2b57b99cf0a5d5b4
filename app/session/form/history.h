// The steps back and forth through the edits of a body, whichever view made them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine::session {

/// The edits of one text. What is typed in one go is one step; the oldest steps are dropped.
class TextHistory {
 public:
  static constexpr std::size_t kMostSteps = 500;
  static constexpr std::size_t kMostBytes = std::size_t{8} << 20;  ///< of all that steps hold

  /// The text before an edit. One that came otherwise than by edits has no steps.
  void before(std::string_view text);
  /// The text after it; `field` of a form that was typed in, if it was one.
  void after(std::string_view text, std::string_view field = {});

  /// The text one step back, or forth again; nothing where there is none.
  std::optional<std::string> step(bool forth);
  /// Where the caret is after that step, in bytes of its text.
  std::optional<std::size_t> place(bool forth) const;

 private:
  struct Step {
    std::size_t at = 0;
    std::string removed;
    std::string inserted;
    std::string field;
    bool typing = false;  ///< the next one may continue it

    std::size_t bytes() const { return removed.size() + inserted.size(); }
  };
  bool continues(const Step& step) const;
  void drop(std::size_t begin, std::size_t end);

  std::string text_;
  std::vector<Step> steps_;
  std::size_t done_ = 0;  ///< the first of them; the others were undone
  std::size_t bytes_ = 0;
};

}  // namespace vitrine::session
