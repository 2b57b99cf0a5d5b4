#include "app/session/form/history.h"

#include <algorithm>
#include <utility>

#include "app/session/form/update.h"
#include "app/text/utf8.h"

namespace vitrine::session {
namespace {

/// More at once is not typed: it was pasted, or a button put it in.
constexpr std::size_t kTypedBytes = 16;
constexpr std::size_t kMostHistories = 32;

/// The history of the body shown: each media type has its own.
std::string history_key(const Session& session, const Form& form) {
  return session.shown->key + '\n' + form.content_type_name;
}

TextHistory* history_of(const Session& session) {
  const Form* form = current_form(session);
  if (!form) return nullptr;
  auto& histories = session.work->histories;
  const auto found = histories.find(history_key(session, *form));
  return found == histories.end() ? nullptr : &found->second;
}

}  // namespace

void TextHistory::before(std::string_view text) {
  if (text_ == text) return;
  text_ = text;
  steps_.clear();
  done_ = bytes_ = 0;
}

void TextHistory::after(std::string_view text, std::string_view field) {
  const std::string_view old = text_;
  if (old == text) return;
  const std::size_t most = std::min(old.size(), text.size());
  std::size_t head = static_cast<std::size_t>(
      std::mismatch(old.begin(), old.begin() + static_cast<std::ptrdiff_t>(most), text.begin())
          .first -
      old.begin());
  head = text::boundary_before(text, head);
  std::size_t tail = 0;
  while (tail < most - head && old[old.size() - 1 - tail] == text[text.size() - 1 - tail]) ++tail;
  while (tail > 0 && text::is_continuation(old[old.size() - tail])) --tail;
  Step step;
  step.at = head;
  step.removed = old.substr(head, old.size() - head - tail);
  step.inserted = text.substr(head, text.size() - head - tail);
  // The first letter in a field brings its property along.
  step.typing = !field.empty() ||
                (step.bytes() <= kTypedBytes && step.inserted.find('\n') == std::string::npos);
  step.field = field;
  drop(done_, steps_.size());
  if (continues(step)) {
    Step& last = steps_.back();
    bytes_ -= last.bytes();
    if (step.at < last.at) {
      // What stood before it was deleted backwards.
      last.removed.insert(0, step.removed);
      last.at = step.at;
    } else {
      const std::size_t offset = step.at - last.at;
      const std::size_t within = std::min(step.removed.size(), last.inserted.size() - offset);
      last.inserted.replace(offset, within, step.inserted);
      last.removed += step.removed.substr(within);
    }
    bytes_ += last.bytes();
  } else {
    bytes_ += step.bytes();
    steps_.push_back(std::move(step));
  }
  std::size_t oldest = 0;
  while (steps_.size() - oldest > 1 && (steps_.size() - oldest > kMostSteps || bytes_ > kMostBytes))
    bytes_ -= steps_[oldest++].bytes();
  steps_.erase(steps_.begin(), steps_.begin() + static_cast<std::ptrdiff_t>(oldest));
  done_ = steps_.size();
  text_ = text;
}

/// Typing goes on where it was: in what the last step put in, or at what it took away.
bool TextHistory::continues(const Step& step) const {
  if (steps_.empty() || !step.typing || !steps_.back().typing) return false;
  const Step& last = steps_.back();
  if (step.field != last.field || step.bytes() > kTypedBytes) return false;
  // Another choice takes the place of the one before.
  if (!step.field.empty() && !step.removed.empty() && !step.inserted.empty()) return false;
  const std::size_t end = last.at + last.inserted.size();
  if (step.at >= last.at && step.at <= end) {
    // Deleting begins a step of its own, unless it takes back what was just typed.
    return !step.inserted.empty() ? last.removed.empty() || !last.inserted.empty()
                                  : step.at + step.removed.size() <= end || last.inserted.empty();
  }
  return step.inserted.empty() && last.inserted.empty() && step.at + step.removed.size() == last.at;
}

void TextHistory::drop(std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) bytes_ -= steps_[i].bytes();
  steps_.erase(steps_.begin() + static_cast<std::ptrdiff_t>(begin),
               steps_.begin() + static_cast<std::ptrdiff_t>(end));
}

std::optional<std::string> TextHistory::step(bool forth) {
  if (forth ? done_ == steps_.size() : done_ == 0) return std::nullopt;
  const Step& step = steps_[forth ? done_ : done_ - 1];
  const std::string& out = forth ? step.removed : step.inserted;
  const std::string& in = forth ? step.inserted : step.removed;
  text_.replace(step.at, out.size(), in);
  done_ = forth ? done_ + 1 : done_ - 1;
  if (done_ > 0) steps_[done_ - 1].typing = false;
  return text_;
}

std::optional<std::size_t> TextHistory::place(bool forth) const {
  if (forth ? done_ == steps_.size() : done_ == 0) return std::nullopt;
  const Step& step = steps_[forth ? done_ : done_ - 1];
  return step.at + (forth ? step.inserted : step.removed).size();
}

void begin_body_edit(Session& session) {
  const Form* form = current_form(session);
  if (!form) return;
  auto& histories = session.work->histories;
  std::string key = history_key(session, *form);
  if (histories.size() > kMostHistories && histories.count(key) == 0) histories.clear();
  histories[std::move(key)].before(form->body);
}

void end_body_edit(Session& session, std::string_view field) {
  if (TextHistory* history = history_of(session))
    history->after(current_form(session)->body, field);
}

std::optional<std::size_t> undo_place(const Session& session, bool forth) {
  const TextHistory* history = history_of(session);
  return history ? history->place(forth) : std::nullopt;
}

void apply(Session& session, UndoBody&& action, Effects& effects) {
  TextHistory* history = history_of(session);
  if (!history) return;
  std::optional<std::string> text = history->step(action.forth);
  if (!text) return;
  // The text says again which variant it is.
  if (Form* form = editable_form(session)) form->variants.clear();
  apply(session, EditBody{std::move(*text), false}, effects);
}

}  // namespace vitrine::session
