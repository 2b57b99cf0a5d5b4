#include "server/demo/news.h"

#include <algorithm>
#include <utility>

#include "server/demo/secrets.h"

/// Tells what happens to pictures.
namespace vitrine::demo {

template <class Happening>
void News::tell(Happening event) {
  const std::lock_guard lock(mutex_);
  if (run_.empty()) run_ = random_name(4);
  event.id = run_ + "-" + std::to_string(++number_);
  followers_.send(event);
  recent_.emplace_back(std::move(event));
  if (recent_.size() > kRemembered) recent_.pop_front();
}

void News::added(const Picture& picture) { tell(PictureAdded{picture}); }
void News::changed(const Picture& picture) { tell(PictureChanged{picture}); }
void News::removed(std::string_view id) { tell(PictureRemoved{{std::string(id)}}); }

void News::follow(NewsSink sink, const std::optional<std::string>& last) {
  const std::lock_guard lock(mutex_);
  if (last) {
    const auto known = std::find_if(recent_.begin(), recent_.end(), [&](const auto& happening) {
      return std::visit([&](const auto& event) { return event.id == *last; }, happening);
    });
    // An event that is not known any more, or of another run: all that is remembered is new.
    auto next = known == recent_.end() ? recent_.begin() : known + 1;
    for (; next != recent_.end(); ++next) {
      std::visit([&](const auto& event) { sink.try_send(event); }, *next);
    }
  }
  followers_.add(std::move(sink));
}

}  // namespace vitrine::demo
