#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "server/demo/live_models.h"

namespace vitrine::demo {

/// What happens to pictures, told to all who follow. The last events are remembered for those who
/// come again. Safe from several threads.
class News {
 public:
  void added(const Picture& picture);
  void changed(const Picture& picture);
  void removed(std::string_view id);

  /// All that happens from now on; first what has happened since the event `last`, as far as it is
  /// remembered.
  void follow(NewsSink sink, const std::optional<std::string>& last);

 private:
  static constexpr std::size_t kRemembered = 100;

  template <class Happening>
  void tell(Happening event);

  std::mutex mutex_;
  /// Tells the events of this run from those of an earlier one.
  std::string run_;
  std::int64_t number_ = 0;
  std::deque<std::variant<PictureAdded, PictureChanged, PictureRemoved>> recent_;
  Broadcast<NewsSink> followers_;
};

}  // namespace vitrine::demo
