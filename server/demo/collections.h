#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "server/demo/clock.h"
#include "server/demo/collection_models.h"
#include "server/demo/database.h"
#include "server/demo/failures.h"
#include "server/demo/secrets.h"

namespace vitrine::demo {

/// Pictures put together under a title. One that only its owner may find does not exist for others.
/// Safe from several threads. The tables of Pictures have to be there.
class Collections {
 public:
  Collections(Database& database, Clock clock);

  /// Throws NoSuchPicture.
  Collection add(const CollectionCreate& collection, std::string_view owner);
  /// The collections that `viewer` ("" for a user who is not signed in) finds, newest first.
  CollectionPage list(std::string_view viewer, const std::optional<std::string>& owner, int limit,
                      int page);
  /// Throws NoSuchCollection.
  Collection read(std::string_view id, std::string_view viewer);

  /// Only the owner may: throws NoSuchCollection, NotYours.
  Collection change(std::string_view id, std::string_view owner, const CollectionChange& change);
  void remove(std::string_view id, std::string_view owner);
  /// Throws NoSuchPicture and CollectionFull as well; a picture that is there already stays.
  void put(std::string_view id, std::string_view owner, std::string_view picture);
  void take(std::string_view id, std::string_view owner, std::string_view picture);
  void remove_all_of(std::string_view owner);

 private:
  void check_owner(Connection& connection, std::string_view id, std::string_view owner);
  void put(Connection& connection, std::string_view id, std::string_view picture);

  Database& database_;
  Clock clock_;
};

}  // namespace vitrine::demo
