#pragma once
#include <filesystem>

#include "server/api/declare/api.h"
#include "server/demo/accounts.h"
#include "server/demo/collections.h"
#include "server/demo/imports.h"
#include "server/demo/pictures.h"
#include "server/demo/room.h"
#include "server/demo/settings.h"

namespace vitrine::demo {

/// The demo's data. Throws DatabaseError.
struct Gallery {
  /// `folder` is for images; it is made when the first one comes.
  Gallery(const std::filesystem::path& database_file, std::filesystem::path folder, Clock clock,
          const Settings& settings = {})
      : database(database_file),
        accounts(database, clock, settings),
        pictures(database, clock, std::move(folder)),
        collections(database, clock),
        room(clock),
        imports(pictures, clock) {}

  Database database;
  Accounts accounts;
  Pictures pictures;
  Collections collections;
  Room room;
  Imports imports;
};

/// The demo API on its data, which must outlive it.
Api gallery_api(Gallery& gallery);

/// Its parts, one file each.
void add_account_routes(Api& api);
void add_picture_routes(Api& api);
void add_image_routes(Api& api);
void add_collection_routes(Api& api);
void add_import_routes(Api& api);
void add_live_routes(Api& api);

}  // namespace vitrine::demo
