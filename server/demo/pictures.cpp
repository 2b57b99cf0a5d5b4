#include "server/demo/pictures.h"

#include <utility>

namespace vitrine::demo {

namespace {

constexpr char kRead[] =
    "SELECT id, title, year, medium, tags, place, owner, created_at FROM pictures WHERE id = ?";

Medium read_medium(const std::string& name) {
  for (const auto& entry : Schema<Medium>::values) {
    if (entry.name == name) return entry.value;
  }
  return Medium::photograph;
}

Picture read_picture(const Statement& row) {
  Picture picture;
  picture.id = row.text(0);
  picture.title = row.text(1);
  if (!row.is_null(2)) picture.year = static_cast<int>(row.number(2));
  picture.medium = read_medium(row.text(3));
  const auto tags = FreeForm::parse(row.text(4), nullptr, false);
  if (tags.is_array()) {
    for (const auto& tag : tags) {
      if (const auto* text = tag.get_ptr<const std::string*>()) picture.tags.push_back(*text);
    }
  }
  if (auto place = row.optional_text(5)) picture.origin = Origin{std::move(place)};
  picture.owner = row.text(6);
  picture.created_at = row.text(7);
  return picture;
}

std::optional<std::string> medium_name(const std::optional<Medium>& medium) {
  if (!medium) return std::nullopt;
  return std::string(enum_name(*medium));
}

}  // namespace

Pictures::Pictures(Database& database, Clock clock)
    : database_(database), clock_(std::move(clock)) {
  database_.connect().execute(
      "CREATE TABLE IF NOT EXISTS pictures ("
      "  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, owner TEXT NOT NULL,"
      "  title TEXT NOT NULL, year INTEGER, medium TEXT NOT NULL, tags TEXT NOT NULL, place TEXT,"
      "  created_at TEXT NOT NULL) STRICT;");
}

Picture Pictures::add(const PictureCreate& picture, std::string_view owner) {
  Picture made{"",           picture.title,  picture.year,       picture.medium,
               picture.tags, picture.origin, std::string(owner), to_timestamp(clock_())};
  const std::string tags = to_text(made.tags);
  std::optional<std::string> place;
  if (made.origin) place = made.origin->place;
  // What is answered is what can be read again: an origin without a place is none.
  if (!place) made.origin.reset();
  Connection connection = database_.connect();
  for (int length = 5;; ++length) {
    made.id = "pic_" + random_name(length);
    try {
      connection
          .prepare(
              "INSERT INTO pictures (id, owner, title, year, medium, tags, place, created_at) "
              "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
          .bind(made.id)
          .bind(made.owner)
          .bind(made.title)
          .bind(made.year)
          .bind(enum_name(made.medium))
          .bind(tags)
          .bind(place)
          .bind(made.created_at)
          .run();
      return made;
    } catch (const DatabaseError& error) {
      // Taken by chance: a longer one.
      if (!error.duplicate() || length > 8) throw;
    }
  }
}

Picture Pictures::read(std::string_view id) {
  Connection connection = database_.connect();
  Statement row = connection.prepare(kRead);
  if (!row.bind(id).step()) throw NoSuchPicture();
  return read_picture(row);
}

#define PICTURE_FILTER                                                                           \
  " FROM pictures WHERE (?1 IS NULL OR EXISTS (SELECT 1 FROM json_each(tags) WHERE value = ?1))" \
  " AND (?2 IS NULL OR medium = ?2) AND (?3 IS NULL OR instr(lower(title), lower(?3)) > 0)"
#define PICTURE_LIST "SELECT id, title, year, medium, tags, place, owner, created_at" PICTURE_FILTER

namespace {
const char* list_in_order(Sort sort) {
  switch (sort) {
    case Sort::oldest:
      return PICTURE_LIST " ORDER BY number LIMIT ?4 OFFSET ?5";
    case Sort::title:
      return PICTURE_LIST " ORDER BY title COLLATE NOCASE, number LIMIT ?4 OFFSET ?5";
    case Sort::year:
      return PICTURE_LIST " ORDER BY year NULLS LAST, number LIMIT ?4 OFFSET ?5";
    case Sort::newest:
      break;
  }
  return PICTURE_LIST " ORDER BY number DESC LIMIT ?4 OFFSET ?5";
}
}  // namespace

PicturePage Pictures::list(const PictureFilter& filter) {
  const auto medium = medium_name(filter.medium);
  PicturePage made;
  made.page = filter.page;
  Connection connection = database_.connect();
  {
    Statement count = connection.prepare("SELECT count(*)" PICTURE_FILTER);
    count.bind(filter.tag).bind(medium).bind(filter.title).step();
    made.total = count.number(0);
  }
  made.pages = static_cast<int>((made.total + filter.limit - 1) / filter.limit);
  Statement row = connection.prepare(list_in_order(filter.sort));
  row.bind(filter.tag).bind(medium).bind(filter.title);
  row.bind(std::int64_t{filter.limit}).bind(std::int64_t{filter.limit} * (filter.page - 1));
  while (row.step()) made.items.push_back(read_picture(row));
  return made;
}

bool Pictures::empty() {
  Connection connection = database_.connect();
  return !connection.prepare("SELECT 1 FROM pictures LIMIT 1").step();
}

}  // namespace vitrine::demo
