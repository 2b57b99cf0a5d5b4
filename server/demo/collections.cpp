#include "server/demo/collections.h"

#include <utility>

namespace vitrine::demo {

namespace {

constexpr std::int64_t kMostPictures = 50;

#define COLLECTION_COLUMNS               \
  "id, title, description, visibility, " \
  "(SELECT count(*) FROM collection_pictures WHERE collection = id), owner, created_at"
// ?1 is the viewer.
#define COLLECTION_FOUND "(visibility = 'everyone' OR owner = ?1)"

Collection read_collection(const Statement& row) {
  Collection made;
  made.id = row.text(0);
  made.title = row.text(1);
  made.description = row.optional_text(2);
  made.visibility =
      row.text(3) == enum_name(Visibility::owner) ? Visibility::owner : Visibility::everyone;
  made.count = row.number(4);
  made.owner = row.text(5);
  made.created_at = row.text(6);
  return made;
}

}  // namespace

Collections::Collections(Database& database, Clock clock)
    : database_(database), clock_(std::move(clock)) {
  database_.connect().execute(
      "CREATE TABLE IF NOT EXISTS collections ("
      "  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, owner TEXT NOT NULL,"
      "  title TEXT NOT NULL, description TEXT, visibility TEXT NOT NULL,"
      "  created_at TEXT NOT NULL) STRICT;"
      "CREATE TABLE IF NOT EXISTS collection_pictures ("
      "  number INTEGER PRIMARY KEY,"
      "  collection TEXT NOT NULL REFERENCES collections(id) ON DELETE CASCADE,"
      "  picture TEXT NOT NULL REFERENCES pictures(id) ON DELETE CASCADE,"
      "  UNIQUE (collection, picture)) STRICT;"
      "CREATE INDEX IF NOT EXISTS collection_pictures_by_picture ON collection_pictures "
      "(picture);");
}

Collection Collections::add(const CollectionCreate& collection, std::string_view owner) {
  const std::string id = random_uuid();
  {
    Connection connection = database_.connect();
    Transaction transaction(connection);
    connection
        .prepare(
            "INSERT INTO collections (id, owner, title, description, visibility, created_at) "
            "VALUES (?, ?, ?, ?, ?, ?)")
        .bind(id)
        .bind(owner)
        .bind(collection.title)
        .bind(collection.description)
        .bind(enum_name(collection.visibility))
        .bind(to_timestamp(clock_()))
        .run();
    for (const std::string& picture : collection.pictures) put(connection, id, picture);
    transaction.commit();
  }
  return read(id, owner);
}

CollectionPage Collections::list(std::string_view viewer, const std::optional<std::string>& owner,
                                 int limit, int page) {
  CollectionPage made;
  made.page = page;
  Connection connection = database_.connect();
  {
    Statement count = connection.prepare("SELECT count(*) FROM collections WHERE " COLLECTION_FOUND
                                         " AND (?2 IS NULL OR owner = ?2)");
    count.bind(viewer).bind(owner).step();
    made.total = count.number(0);
  }
  made.pages = static_cast<int>((made.total + limit - 1) / limit);
  Statement row =
      connection.prepare("SELECT " COLLECTION_COLUMNS " FROM collections WHERE " COLLECTION_FOUND
                         " AND (?2 IS NULL OR owner = ?2) ORDER BY number DESC LIMIT ?3 OFFSET ?4");
  row.bind(viewer).bind(owner).bind(std::int64_t{limit}).bind(std::int64_t{limit} * (page - 1));
  while (row.step()) made.items.push_back(read_collection(row));
  return made;
}

Collection Collections::read(std::string_view id, std::string_view viewer) {
  Connection connection = database_.connect();
  Statement row = connection.prepare("SELECT " COLLECTION_COLUMNS
                                     " FROM collections WHERE " COLLECTION_FOUND " AND id = ?2");
  if (!row.bind(viewer).bind(id).step()) throw NoSuchCollection();
  return read_collection(row);
}

void Collections::check_owner(Connection& connection, std::string_view id, std::string_view owner) {
  Statement row =
      connection.prepare("SELECT owner FROM collections WHERE " COLLECTION_FOUND " AND id = ?2");
  if (!row.bind(owner).bind(id).step()) throw NoSuchCollection();
  if (row.text(0) != owner) throw NotYours();
}

Collection Collections::change(std::string_view id, std::string_view owner,
                               const CollectionChange& change) {
  {
    Connection connection = database_.connect();
    Transaction transaction(connection);
    check_owner(connection, id, owner);
    const auto set = [&](const char* statement, const auto& value) {
      connection.prepare(statement).bind(value).bind(id).run();
    };
    if (change.title) set("UPDATE collections SET title = ? WHERE id = ?", *change.title);
    if (change.description) {
      set("UPDATE collections SET description = ? WHERE id = ?", *change.description);
    }
    if (change.visibility) {
      set("UPDATE collections SET visibility = ? WHERE id = ?", enum_name(*change.visibility));
    }
    transaction.commit();
  }
  return read(id, owner);
}

void Collections::remove(std::string_view id, std::string_view owner) {
  Connection connection = database_.connect();
  check_owner(connection, id, owner);
  connection.prepare("DELETE FROM collections WHERE id = ?").bind(id).run();
}

void Collections::put(Connection& connection, std::string_view id, std::string_view picture) {
  if (!connection.prepare("SELECT 1 FROM pictures WHERE id = ?").bind(picture).step()) {
    throw NoSuchPicture();
  }
  {
    Statement row = connection.prepare(
        "SELECT count(*), count(*) FILTER (WHERE picture = ?2) FROM collection_pictures WHERE "
        "collection = ?1");
    row.bind(id).bind(picture).step();
    if (row.number(1) > 0) return;
    if (row.number(0) >= kMostPictures) throw CollectionFull();
  }
  connection.prepare("INSERT INTO collection_pictures (collection, picture) VALUES (?, ?)")
      .bind(id)
      .bind(picture)
      .run();
}

void Collections::put(std::string_view id, std::string_view owner, std::string_view picture) {
  Connection connection = database_.connect();
  Transaction transaction(connection);
  check_owner(connection, id, owner);
  put(connection, id, picture);
  transaction.commit();
}

void Collections::take(std::string_view id, std::string_view owner, std::string_view picture) {
  Connection connection = database_.connect();
  check_owner(connection, id, owner);
  connection.prepare("DELETE FROM collection_pictures WHERE collection = ? AND picture = ?")
      .bind(id)
      .bind(picture)
      .run();
}

void Collections::remove_all_of(std::string_view owner) {
  Connection connection = database_.connect();
  connection.prepare("DELETE FROM collections WHERE owner = ?").bind(owner).run();
}

}  // namespace vitrine::demo
