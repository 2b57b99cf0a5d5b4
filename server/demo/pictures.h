#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/demo/clock.h"
#include "server/demo/database.h"
#include "server/demo/failures.h"
#include "server/demo/news.h"
#include "server/demo/picture_models.h"
#include "server/demo/secrets.h"

/// Pictures in the database, and their image files.
namespace vitrine::demo {

struct PictureFilter {
  std::optional<std::string> tag;
  /// Keeps pictures of one of these media.
  std::optional<std::vector<Medium>> media;
  /// Keeps pictures whose title contains this, ignoring case.
  std::optional<std::string> title;
  std::optional<int> since;
  std::optional<int> until;
  std::optional<std::string> owner;
  Sort sort = Sort::newest;
  int limit = 20;
  int page = 1;
};

/// A picture with its version, as `ETag` and `If-Match` have it.
struct PictureVersion {
  Picture picture;
  std::string tag;
};

/// An image as it lies on disk.
struct StoredImage {
  std::shared_ptr<const OpenFile> file;
  std::string type;
  std::string tag;
};

/// The gallery: facts in the database, images as files in a folder. Safe from several threads.
class Pictures {
 public:
  Pictures(Database& database, Clock clock, std::filesystem::path image_folder);

  Picture add(const PictureCreate& picture, std::string_view owner);
  /// Throws NoSuchPicture.
  PictureVersion read(std::string_view id);
  PicturePage list(const PictureFilter& filter);
  /// Those of a collection, in order.
  std::vector<Picture> in_collection(std::string_view collection);
  bool empty();
  /// All of them, oldest first, one a call; it must not outlive this object.
  std::function<std::optional<Picture>()> reader();
  /// Tells of every change of a picture.
  News& news() { return news_; }

  /// Only the owner may: throws NoSuchPicture, NotYours, and Outdated when `if_match` names
  /// another version than the present one.
  PictureVersion change(std::string_view id, std::string_view owner,
                        const std::optional<std::string>& if_match, const PictureChange& change);
  void remove(std::string_view id, std::string_view owner,
              const std::optional<std::string>& if_match);
  /// Throws NotThatImage as well.
  Picture set_image(std::string_view id, std::string_view owner, const File& image);
  void remove_all_of(std::string_view owner);

  /// Throws NoSuchPicture, NoImage.
  StoredImage image(std::string_view id);

 private:
  Picture insert(const PictureCreate& picture, std::string_view owner);
  /// A few pictures after the one with this number, which becomes that of the last of them.
  std::vector<Picture> read_after(std::int64_t& number);
  std::filesystem::path image_path(std::string_view id, std::int64_t revision) const;
  /// The present revision of a picture that `owner` may change.
  std::int64_t check_owner(Connection& connection, std::string_view id, std::string_view owner,
                           const std::optional<std::string>& if_match);

  Database& database_;
  Clock clock_;
  std::filesystem::path image_folder_;
  News news_;
};

/// Throws NotThatImage unless the bytes begin as files of that type do.
void check_image(const File& image);

}  // namespace vitrine::demo
