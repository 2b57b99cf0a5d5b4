#include "server/demo/pictures.h"

#include <system_error>
#include <utility>

#include "app/json/reader.h"

namespace vitrine::demo {

namespace {

#define PICTURE_COLUMNS                                                                   \
  "id, title, year, medium, tags, origin, translations, image_type, image_bytes, owner, " \
  "created_at, updated_at, revision, image_revision"

/// Reads a value that was stored as JSON.
template <class T>
T from_json(const std::string& text) {
  T value{};
  const json::Reading reading = json::read(text);
  bind(reading.document.root(), value);
  return value;
}

template <class T>
std::optional<std::string> to_json(const std::optional<T>& value) {
  if (!value) return std::nullopt;
  return to_text(*value);
}

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
  picture.tags = from_json<std::vector<std::string>>(row.text(4));
  if (!row.is_null(5)) picture.origin = from_json<Origin>(row.text(5));
  picture.translations = from_json<Translations>(row.text(6));
  if (!row.is_null(7)) {
    picture.image = Image{row.text(7), row.number(8), "/pictures/" + picture.id + "/image"};
  }
  picture.owner = row.text(9);
  picture.created_at = row.text(10);
  picture.updated_at = row.text(11);
  return picture;
}

constexpr int kRevision = 12;
constexpr int kImageRevision = 13;
constexpr int kNumber = 14;

std::string tag_of(std::int64_t revision) { return "\"r" + std::to_string(revision) + "\""; }

/// True when a list of entity tags has this one (RFC 9110 §13.1.1). Ours have no commas.
bool names(std::string_view list, const std::string& tag) {
  if (list == "*") return true;
  for (auto at = list.find(tag); at != std::string_view::npos; at = list.find(tag, at + 1)) {
    if (at == 0 || list[at - 1] != '/') return true;
  }
  return false;
}

/// Drops an origin without content.
std::optional<Origin> some(const std::optional<Origin>& origin) {
  if (!origin || (!origin->place && !origin->found_on && !origin->source)) return std::nullopt;
  return origin;
}

std::optional<std::string> media_names(const std::optional<std::vector<Medium>>& media) {
  if (!media || media->empty()) return std::nullopt;
  return to_text(*media);
}

}  // namespace

void check_image(const File& image) {
  using namespace std::string_view_literals;
  const std::string_view bytes = image.bytes();
  const std::string& type = image.type();
  const bool fits = (type == "image/png" && bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) ||
                    (type == "image/jpeg" && bytes.starts_with("\xff\xd8\xff"sv)) ||
                    (type == "image/gif" && bytes.starts_with("GIF8"sv)) ||
                    (type == "image/webp" && bytes.starts_with("RIFF"sv) && bytes.size() > 12 &&
                     bytes.substr(8).starts_with("WEBP"sv));
  if (!fits) throw NotThatImage();
}

Pictures::Pictures(Database& database, Clock clock, std::filesystem::path image_folder)
    : database_(database), clock_(std::move(clock)), image_folder_(std::move(image_folder)) {
  database_.connect().execute(
      "CREATE TABLE IF NOT EXISTS pictures ("
      "  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, owner TEXT NOT NULL,"
      "  title TEXT NOT NULL, year INTEGER, medium TEXT NOT NULL, tags TEXT NOT NULL, origin TEXT,"
      "  translations TEXT NOT NULL, image_type TEXT, image_bytes INTEGER, image_revision INTEGER,"
      "  revision INTEGER NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;"
      "CREATE INDEX IF NOT EXISTS pictures_by_owner ON pictures (owner);");
}

Picture Pictures::add(const PictureCreate& picture, std::string_view owner) {
  Picture made = insert(picture, owner);
  news_.added(made);
  return made;
}

Picture Pictures::insert(const PictureCreate& picture, std::string_view owner) {
  Picture made;
  made.title = picture.title;
  made.year = picture.year;
  made.medium = picture.medium;
  made.tags = picture.tags;
  made.origin = some(picture.origin);
  made.translations = picture.translations;
  made.owner = std::string(owner);
  made.created_at = made.updated_at = to_timestamp(clock_());
  const std::string tags = to_text(made.tags);
  const auto origin = to_json(made.origin);
  const std::string translations = to_text(made.translations);
  Connection connection = database_.connect();
  for (int length = 5;; ++length) {
    made.id = "pic_" + random_name(length);
    try {
      connection
          .prepare(
              "INSERT INTO pictures (id, owner, title, year, medium, tags, origin, translations, "
              "revision, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)")
          .bind(made.id)
          .bind(made.owner)
          .bind(made.title)
          .bind(made.year)
          .bind(enum_name(made.medium))
          .bind(tags)
          .bind(origin)
          .bind(translations)
          .bind(made.created_at)
          .bind(made.updated_at)
          .run();
      return made;
    } catch (const DatabaseError& error) {
      // The id is taken: try a longer one.
      if (!error.duplicate() || length > 8) throw;
    }
  }
}

PictureVersion Pictures::read(std::string_view id) {
  Connection connection = database_.connect();
  Statement row = connection.prepare("SELECT " PICTURE_COLUMNS " FROM pictures WHERE id = ?");
  if (!row.bind(id).step()) throw NoSuchPicture();
  return {read_picture(row), tag_of(row.number(kRevision))};
}

#define PICTURE_FILTER                                                                           \
  " FROM pictures WHERE (?1 IS NULL OR EXISTS (SELECT 1 FROM json_each(tags) WHERE value = ?1))" \
  " AND (?2 IS NULL OR medium IN (SELECT value FROM json_each(?2)))"                             \
  " AND (?3 IS NULL OR instr(lower(title), lower(?3)) > 0)"                                      \
  " AND (?4 IS NULL OR year >= ?4) AND (?5 IS NULL OR year <= ?5)"                               \
  " AND (?6 IS NULL OR owner = ?6)"
#define PICTURE_LIST "SELECT " PICTURE_COLUMNS PICTURE_FILTER

namespace {
const char* list_in_order(Sort sort) {
  switch (sort) {
    case Sort::oldest:
      return PICTURE_LIST " ORDER BY number LIMIT ?7 OFFSET ?8";
    case Sort::title:
      return PICTURE_LIST " ORDER BY title COLLATE NOCASE, number LIMIT ?7 OFFSET ?8";
    case Sort::year:
      return PICTURE_LIST " ORDER BY year NULLS LAST, number LIMIT ?7 OFFSET ?8";
    case Sort::newest:
      break;
  }
  return PICTURE_LIST " ORDER BY number DESC LIMIT ?7 OFFSET ?8";
}
}  // namespace

PicturePage Pictures::list(const PictureFilter& filter) {
  const auto media = media_names(filter.media);
  const auto narrow = [&](Statement& row) -> Statement& {
    return row.bind(filter.tag)
        .bind(media)
        .bind(filter.title)
        .bind(filter.since)
        .bind(filter.until)
        .bind(filter.owner);
  };
  PicturePage made;
  made.page = filter.page;
  Connection connection = database_.connect();
  {
    Statement count = connection.prepare("SELECT count(*)" PICTURE_FILTER);
    narrow(count).step();
    made.total = count.number(0);
  }
  made.pages = static_cast<int>((made.total + filter.limit - 1) / filter.limit);
  Statement row = connection.prepare(list_in_order(filter.sort));
  narrow(row).bind(std::int64_t{filter.limit}).bind(std::int64_t{filter.limit} * (filter.page - 1));
  while (row.step()) made.items.push_back(read_picture(row));
  return made;
}

std::vector<Picture> Pictures::in_collection(std::string_view collection) {
  std::vector<Picture> list;
  Connection connection = database_.connect();
  Statement row = connection.prepare(
      "SELECT " PICTURE_COLUMNS
      " FROM pictures JOIN collection_pictures ON picture = id WHERE collection = ? ORDER BY "
      "collection_pictures.number");
  row.bind(collection);
  while (row.step()) list.push_back(read_picture(row));
  return list;
}

std::vector<Picture> Pictures::read_after(std::int64_t& number) {
  std::vector<Picture> list;
  Connection connection = database_.connect();
  Statement row = connection.prepare("SELECT " PICTURE_COLUMNS
                                     ", number FROM pictures WHERE number > ? ORDER BY number "
                                     "LIMIT 50");
  row.bind(number);
  while (row.step()) {
    list.push_back(read_picture(row));
    number = row.number(kNumber);
  }
  return list;
}

std::function<std::optional<Picture>()> Pictures::reader() {
  return [this, number = std::int64_t{0}, list = std::vector<Picture>(),
          next = std::size_t{0}]() mutable -> std::optional<Picture> {
    if (next == list.size()) {
      list = read_after(number);
      next = 0;
    }
    if (list.empty()) return std::nullopt;
    return std::move(list[next++]);
  };
}

bool Pictures::empty() {
  Connection connection = database_.connect();
  return !connection.prepare("SELECT 1 FROM pictures LIMIT 1").step();
}

std::int64_t Pictures::check_owner(Connection& connection, std::string_view id,
                                   std::string_view owner,
                                   const std::optional<std::string>& if_match) {
  Statement row = connection.prepare("SELECT owner, revision FROM pictures WHERE id = ?");
  if (!row.bind(id).step()) throw NoSuchPicture();
  if (row.text(0) != owner) throw NotYours();
  const std::int64_t revision = row.number(1);
  if (if_match && !names(*if_match, tag_of(revision))) throw Outdated();
  return revision;
}

PictureVersion Pictures::change(std::string_view id, std::string_view owner,
                                const std::optional<std::string>& if_match,
                                const PictureChange& change) {
  {
    Connection connection = database_.connect();
    Transaction transaction(connection);
    check_owner(connection, id, owner, if_match);
    Picture picture;
    {
      Statement row = connection.prepare("SELECT " PICTURE_COLUMNS " FROM pictures WHERE id = ?");
      row.bind(id).step();
      picture = read_picture(row);
    }
    if (change.title) picture.title = *change.title;
    if (change.year) picture.year = *change.year;
    if (change.medium) picture.medium = *change.medium;
    if (change.tags) picture.tags = *change.tags;
    if (change.origin) picture.origin = some(*change.origin);
    if (change.translations) picture.translations = *change.translations;
    const std::string tags = to_text(picture.tags);
    connection
        .prepare(
            "UPDATE pictures SET title = ?, year = ?, medium = ?, tags = ?, origin = ?, "
            "translations = ?, updated_at = ?, revision = revision + 1 WHERE id = ?")
        .bind(picture.title)
        .bind(picture.year)
        .bind(enum_name(picture.medium))
        .bind(tags)
        .bind(to_json(picture.origin))
        .bind(to_text(picture.translations))
        .bind(to_timestamp(clock_()))
        .bind(id)
        .run();
    transaction.commit();
  }
  PictureVersion made = read(id);
  news_.changed(made.picture);
  return made;
}

std::filesystem::path Pictures::image_path(std::string_view id, std::int64_t revision) const {
  return image_folder_ / (std::string(id) + "-" + std::to_string(revision));
}

Picture Pictures::set_image(std::string_view id, std::string_view owner, const File& image) {
  check_image(image);
  std::filesystem::path before;
  {
    Connection connection = database_.connect();
    Transaction transaction(connection);
    const std::int64_t revision = check_owner(connection, id, owner, std::nullopt) + 1;
    {
      Statement row = connection.prepare("SELECT image_revision FROM pictures WHERE id = ?");
      row.bind(id).step();
      if (!row.is_null(0)) before = image_path(id, row.number(0));
    }
    // Each revision has its own file: clients that are reading the old one keep it.
    std::filesystem::create_directories(image_folder_);
    image.save(image_path(id, revision));
    connection
        .prepare(
            "UPDATE pictures SET image_type = ?, image_bytes = ?, image_revision = ?, revision = "
            "?, updated_at = ? WHERE id = ?")
        .bind(image.type())
        .bind(static_cast<std::int64_t>(image.size()))
        .bind(revision)
        .bind(revision)
        .bind(to_timestamp(clock_()))
        .bind(id)
        .run();
    transaction.commit();
  }
  std::error_code ignored;
  if (!before.empty()) std::filesystem::remove(before, ignored);
  Picture made = read(id).picture;
  news_.changed(made);
  return made;
}

StoredImage Pictures::image(std::string_view id) {
  Connection connection = database_.connect();
  Statement row = connection.prepare("SELECT " PICTURE_COLUMNS " FROM pictures WHERE id = ?");
  if (!row.bind(id).step()) throw NoSuchPicture();
  if (row.is_null(7)) throw NoImage();
  const std::int64_t revision = row.number(kImageRevision);
  auto file = open_file(image_path(id, revision).string());
  if (!file) throw NoImage();
  return {std::move(file), row.text(7), tag_of(revision)};
}

void Pictures::remove(std::string_view id, std::string_view owner,
                      const std::optional<std::string>& if_match) {
  std::filesystem::path image;
  {
    Connection connection = database_.connect();
    Transaction transaction(connection);
    check_owner(connection, id, owner, if_match);
    Statement row =
        connection.prepare("DELETE FROM pictures WHERE id = ? RETURNING image_revision");
    row.bind(id);
    while (row.step()) {
      if (!row.is_null(0)) image = image_path(id, row.number(0));
    }
    transaction.commit();
  }
  news_.removed(id);
  std::error_code ignored;
  if (!image.empty()) std::filesystem::remove(image, ignored);
}

void Pictures::remove_all_of(std::string_view owner) {
  std::vector<std::string> gone;
  std::vector<std::filesystem::path> images;
  {
    Connection connection = database_.connect();
    Statement row =
        connection.prepare("DELETE FROM pictures WHERE owner = ? RETURNING id, image_revision");
    row.bind(owner);
    while (row.step()) {
      gone.push_back(row.text(0));
      if (!row.is_null(1)) images.push_back(image_path(gone.back(), row.number(1)));
    }
  }
  for (const std::string& id : gone) news_.removed(id);
  std::error_code ignored;
  for (const auto& image : images) std::filesystem::remove(image, ignored);
}

}  // namespace vitrine::demo
