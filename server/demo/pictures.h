#pragma once
#include <exception>
#include <optional>
#include <string>
#include <string_view>

#include "server/demo/clock.h"
#include "server/demo/database.h"
#include "server/demo/models.h"
#include "server/demo/secrets.h"

namespace vitrine::demo {

struct NoSuchPicture : std::exception {
  const char* what() const noexcept override {
    return "There is no picture with this id; GET /pictures lists those there are";
  }
};

struct PictureFilter {
  std::optional<std::string> tag;
  std::optional<Medium> medium;
  /// Part of the title, upper and lower case alike.
  std::optional<std::string> title;
  Sort sort = Sort::newest;
  int limit = 20;
  int page = 1;
};

/// The gallery. Safe from several threads.
class Pictures {
 public:
  Pictures(Database& database, Clock clock);

  Picture add(const PictureCreate& picture, std::string_view owner);
  /// Throws NoSuchPicture.
  Picture read(std::string_view id);
  PicturePage list(const PictureFilter& filter);
  bool empty();

 private:
  Database& database_;
  Clock clock_;
};

}  // namespace vitrine::demo
