// The API that server.mjs measures, twice: `bench_server typed` declares it with this library,
// `bench_server bare` is what somebody would write by hand on cpp-httplib alone. The other servers
// that are measured are in tests/bench/servers.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <httplib.h>
#include <vitrine.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

enum class Medium { photograph, painting, print, drawing };

struct Origin {
  std::string place;
};

struct PictureCreate {
  std::string title;
  std::optional<int> year;
  Medium medium = Medium::photograph;
  std::vector<std::string> tags;
  std::optional<Origin> origin;
};

struct Picture {
  std::string id;
  std::string title;
  std::optional<int> year;
  Medium medium = Medium::photograph;
  std::vector<std::string> tags;
  std::optional<Origin> origin;
};

struct Page {
  std::vector<Picture> items;
  int total = 0;
  int page = 1;
};

}  // namespace bench

namespace vitrine {

template <>
struct Schema<bench::Medium> {
  static constexpr auto values = vitrine::values(
      value(bench::Medium::photograph, "photograph"), value(bench::Medium::painting, "painting"),
      value(bench::Medium::print, "print"), value(bench::Medium::drawing, "drawing"));
};

template <>
struct Schema<bench::Origin> {
  static constexpr auto fields =
      vitrine::fields(field<&bench::Origin::place>("place").min_length(1).max_length(80));
};

template <>
struct Schema<bench::PictureCreate> {
  static constexpr auto fields = vitrine::fields(
      field<&bench::PictureCreate::title>("title").min_length(1).max_length(80),
      field<&bench::PictureCreate::year>("year").nullable().minimum(-3000).maximum(2100),
      field<&bench::PictureCreate::medium>("medium").defaulted(),
      field<&bench::PictureCreate::tags>("tags").defaulted().max_items(12).unique_items().each(
          min_length(2), max_length(24)),
      field<&bench::PictureCreate::origin>("origin"));
};

template <>
struct Schema<bench::Picture> {
  static constexpr auto fields = vitrine::fields(
      field<&bench::Picture::id>("id"), field<&bench::Picture::title>("title"),
      field<&bench::Picture::year>("year").nullable().required_key(),
      field<&bench::Picture::medium>("medium"), field<&bench::Picture::tags>("tags"),
      field<&bench::Picture::origin>("origin"));
};

template <>
struct Schema<bench::Page> {
  static constexpr auto fields =
      vitrine::fields(field<&bench::Page::items>("items"), field<&bench::Page::total>("total"),
                      field<&bench::Page::page>("page"));
};

}  // namespace vitrine

namespace bench {
namespace {

using Json = nlohmann::json;

struct Filter {
  int limit = 20;
  int page = 1;
  std::optional<std::string> tag;
  std::optional<Medium> medium;
};

/// What is behind both: a fixed wall, and pictures that nobody keeps.
class Store {
 public:
  Store() {
    for (int i = 0; i < 100; ++i) {
      wall_.push_back({"p" + std::to_string(i),
                       "Picture " + std::to_string(i),
                       1900 + i,
                       i % 2 ? Medium::print : Medium::painting,
                       {"snow", "ink"},
                       Origin{"京都"}});
    }
  }

  Picture add(const PictureCreate& picture) {
    return {"p" + std::to_string(++last_),
            picture.title,
            picture.year,
            picture.medium,
            picture.tags,
            picture.origin};
  }

  Page list(const Filter& filter) const {
    Page page;
    page.page = filter.page;
    const int first = (filter.page - 1) * filter.limit;
    for (const Picture& picture : wall_) {
      if (filter.medium && picture.medium != *filter.medium) continue;
      if (filter.tag &&
          std::find(picture.tags.begin(), picture.tags.end(), *filter.tag) == picture.tags.end()) {
        continue;
      }
      if (page.total >= first && page.total < first + filter.limit) page.items.push_back(picture);
      ++page.total;
    }
    return page;
  }

 private:
  std::vector<Picture> wall_;
  std::atomic<int> last_ = 100;
};

int serve_typed(Store& store, int port) {
  using vitrine::default_value;
  using vitrine::max_length;
  using vitrine::maximum;
  using vitrine::min_length;
  using vitrine::minimum;
  using Limit = vitrine::Query<"limit", int, minimum(1), maximum(100), default_value(20)>;
  using Number = vitrine::Query<"page", int, minimum(1), maximum(1000000), default_value(1)>;
  using Tag = vitrine::Query<"tag", std::optional<std::string>, min_length(2), max_length(24)>;
  using Made = vitrine::Query<"medium", std::optional<Medium>>;

  vitrine::Api api({.title = "Bench", .version = "1"});
  api.provide(store).post("/pictures",
                          [](vitrine::Body<PictureCreate> picture, vitrine::Depends<Store> pictures)
                              -> vitrine::Created<Picture> { return {pictures->add(*picture)}; });
  api.get(
      "/pictures",
      [](Limit limit, Number page, Tag tag, Made medium, vitrine::Depends<Store> pictures) -> Page {
        return pictures->list({*limit, *page, *tag, *medium});
      });
  vitrine::ServeOptions options;
  options.port = port;
  return vitrine::serve(std::move(api), options);
}

/// Length in code points, as all servers count.
std::size_t length(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

constexpr const char* kMedia[] = {"photograph", "painting", "print", "drawing"};

std::optional<Medium> medium_of(const std::string& name) {
  const auto* found = std::find(std::begin(kMedia), std::end(kMedia), name);
  if (found == std::end(kMedia)) return std::nullopt;
  return static_cast<Medium>(found - std::begin(kMedia));
}

/// Every rule once, by hand.
bool take(const Json& json, PictureCreate& picture) {
  if (!json.is_object()) return false;
  for (const auto& [key, value] : json.items()) {
    if (key == "title") {
      if (!value.is_string()) return false;
      picture.title = value.get<std::string>();
    } else if (key == "year") {
      if (value.is_null()) continue;
      if (!value.is_number_integer()) return false;
      const auto year = value.get<std::int64_t>();
      if (year < -3000 || year > 2100) return false;
      picture.year = static_cast<int>(year);
    } else if (key == "medium") {
      const auto medium = value.is_string() ? medium_of(value.get<std::string>()) : std::nullopt;
      if (!medium) return false;
      picture.medium = *medium;
    } else if (key == "tags") {
      if (!value.is_array() || value.size() > 12) return false;
      std::set<std::string> seen;
      for (const auto& tag : value) {
        if (!tag.is_string()) return false;
        picture.tags.push_back(tag.get<std::string>());
        const std::size_t size = length(picture.tags.back());
        if (size < 2 || size > 24 || !seen.insert(picture.tags.back()).second) return false;
      }
    } else if (key == "origin") {
      if (!value.is_object() || value.size() != 1 || !value.contains("place")) return false;
      if (!value["place"].is_string()) return false;
      picture.origin = Origin{value["place"].get<std::string>()};
      const std::size_t size = length(picture.origin->place);
      if (size < 1 || size > 80) return false;
    } else {
      return false;
    }
  }
  return length(picture.title) >= 1 && length(picture.title) <= 80;
}

bool take_number(const std::string& text, int most, int& to) {
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, to);
  return read.ec == std::errc() && read.ptr == end && to >= 1 && to <= most;
}

bool take(const httplib::Params& query, Filter& filter) {
  for (const auto& [name, text] : query) {
    if (name == "limit") {
      if (!take_number(text, 100, filter.limit)) return false;
    } else if (name == "page") {
      if (!take_number(text, 1000000, filter.page)) return false;
    } else if (name == "tag") {
      filter.tag = text;
      if (length(text) < 2 || length(text) > 24) return false;
    } else if (name == "medium") {
      filter.medium = medium_of(text);
      if (!filter.medium) return false;
    } else {
      return false;
    }
  }
  return true;
}

Json give(const Picture& picture) {
  Json json = {{"id", picture.id},
               {"title", picture.title},
               {"year", picture.year ? Json(*picture.year) : Json()},
               {"medium", kMedia[static_cast<int>(picture.medium)]},
               {"tags", picture.tags}};
  if (picture.origin) json["origin"] = {{"place", picture.origin->place}};
  return json;
}

int serve_bare(Store& store, int port) {
  httplib::Server server;
  server.Post("/pictures", [&](const httplib::Request& request, httplib::Response& response) {
    const Json json = Json::parse(request.body, nullptr, false);
    PictureCreate picture;
    if (json.is_discarded() || !take(json, picture)) {
      response.status = 422;
      return;
    }
    response.status = 201;
    response.set_content(give(store.add(picture)).dump(), "application/json");
  });
  server.Get("/pictures", [&](const httplib::Request& request, httplib::Response& response) {
    Filter filter;
    if (!take(request.params, filter)) {
      response.status = 422;
      return;
    }
    const Page page = store.list(filter);
    Json items = Json::array();
    for (const Picture& picture : page.items) items.push_back(give(picture));
    const Json json = {{"items", std::move(items)}, {"total", page.total}, {"page", page.page}};
    response.set_content(json.dump(), "application/json");
  });
  server.set_tcp_nodelay(true);
  server.set_keep_alive_max_count(1'000'000'000);
  // A connection keeps its thread: the clients of the measurement have one each.
  server.new_task_queue = [] { return new httplib::ThreadPool(64); };
  return server.listen("127.0.0.1", port) ? 0 : 2;
}

}  // namespace
}  // namespace bench

int main(int count, char** arguments) {
  const std::string_view which = count > 2 ? arguments[1] : "";
  const int port = count > 2 ? std::atoi(arguments[2]) : 0;
  bench::Store store;
  if (which == "typed") return bench::serve_typed(store, port);
  if (which == "bare") return bench::serve_bare(store, port);
  std::fprintf(stderr, "usage: bench_server typed|bare PORT\n");
  return 2;
}
