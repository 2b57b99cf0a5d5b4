// A validated POST of the typed server against the same route written by hand on bare cpp-httplib:
// same process, same database, same client, in turns. Prints the ratio of requests per second; the
// budget is 0.9 or more.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <httplib.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>
#include <vector>

#include "server/api/front.h"
#include "server/api/listener.h"
#include "server/demo/gallery.h"

namespace {

using vitrine::demo::Accounts;
using vitrine::demo::Medium;
using vitrine::demo::Picture;
using vitrine::demo::PictureCreate;
using vitrine::demo::Pictures;
using Json = nlohmann::json;

constexpr int kRounds = 9;
constexpr auto kRound = std::chrono::milliseconds(1500);
constexpr int kClients = 2;
constexpr char kBody[] =
    R"({"title":"겨울 산책 ❄","year":1904,"medium":"painting","tags":["snow","ink"],"origin":{"place":"京都"}})";

/// Length in code points, as both servers count.
std::size_t length(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// What somebody would write without the library: every rule once, by hand.
bool take(const Json& json, PictureCreate& picture) {
  if (!json.is_object()) return false;
  for (const auto& [key, value] : json.items()) {
    if (key == "title") {
      if (!value.is_string()) return false;
      picture.title = value.get<std::string>();
    } else if (key == "year") {
      if (value.is_null()) continue;
      if (!value.is_number_integer()) return false;
      picture.year = value.get<int>();
      if (*picture.year < -3000 || *picture.year > 2100) return false;
    } else if (key == "medium") {
      if (value == "photograph") {
        picture.medium = Medium::photograph;
      } else if (value == "painting") {
        picture.medium = Medium::painting;
      } else if (value == "print") {
        picture.medium = Medium::print;
      } else if (value == "drawing") {
        picture.medium = Medium::drawing;
      } else {
        return false;
      }
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
      if (!value.is_object()) return false;
      picture.origin.emplace();
      for (const auto& [name, place] : value.items()) {
        if (name != "place" || !place.is_string()) return false;
        picture.origin->place = place.get<std::string>();
        if (length(*picture.origin->place) < 1 || length(*picture.origin->place) > 80) return false;
      }
    } else {
      return false;
    }
  }
  return length(picture.title) >= 1 && length(picture.title) <= 80;
}

Json give(const Picture& picture) {
  Json json = {{"id", picture.id},
               {"title", picture.title},
               {"medium", vitrine::enum_name(picture.medium)},
               {"tags", picture.tags},
               {"translations", picture.translations},
               {"owner", picture.owner},
               {"created_at", picture.created_at},
               {"updated_at", picture.updated_at}};
  json["year"] = picture.year ? Json(*picture.year) : Json();
  if (picture.origin && picture.origin->place) json["origin"] = {{"place", *picture.origin->place}};
  return json;
}

void write_by_hand(httplib::Server& server, Accounts& accounts, Pictures& pictures) {
  server.Post("/pictures", [&](const httplib::Request& request, httplib::Response& response) {
    const auto user = accounts.find_by_token(httplib::get_bearer_token_auth(request));
    if (!user) {
      response.status = 401;
      return;
    }
    const Json json = Json::parse(request.body, nullptr, false);
    PictureCreate picture;
    if (json.is_discarded() || !take(json, picture)) {
      response.status = 422;
      return;
    }
    response.status = 201;
    response.set_content(give(pictures.add(picture, user->id)).dump(), "application/json");
  });
  server.set_tcp_nodelay(true);
  server.set_keep_alive_max_count(1'000'000);
}

double requests_per_second(int port, const std::string& token) {
  std::vector<std::thread> clients;
  std::atomic<long> done{0};
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < kClients; ++i) {
    clients.emplace_back([&] {
      httplib::Client client("127.0.0.1", port);
      client.set_keep_alive(true);
      client.set_tcp_nodelay(true);
      client.set_bearer_token_auth(token);
      while (std::chrono::steady_clock::now() - begin < kRound) {
        const auto response = client.Post("/pictures", kBody, "application/json");
        if (!response || response->status != 201) {
          std::fprintf(stderr, "a request failed: %d\n", response ? response->status : 0);
          std::exit(1);
        }
        ++done;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
  return static_cast<double>(done) / taken.count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

int main() {
  if (!vitrine::demo::start_secrets()) return 2;
  const vitrine::demo::Clock clock = [] { return std::chrono::system_clock::now(); };
  vitrine::demo::Gallery gallery(":memory:", {}, clock);
  Accounts& accounts = gallery.accounts;
  Pictures& pictures = gallery.pictures;
  const std::string token =
      accounts.sign_up({"bench@example.org", "a walk in the snow", std::nullopt}).token;

  vitrine::ServeOptions options;
  options.port = 0;
  vitrine::Listener typed(vitrine::Front(vitrine::Service(vitrine::demo::gallery_api(gallery)), {}),
                          options);
  if (!typed.bind().empty()) return 2;
  httplib::Server bare;
  write_by_hand(bare, accounts, pictures);
  const int bare_port = bare.bind_to_any_port("127.0.0.1");
  std::thread typed_thread([&] { typed.run(); });
  std::thread bare_thread([&] { bare.listen_after_bind(); });
  typed.wait_until_ready();
  bare.wait_until_ready();

  std::vector<double> ratios;
  std::vector<double> typed_rates;
  std::vector<double> bare_rates;
  for (int round = 0; round < kRounds; ++round) {
    // In turns, and each first as often as last, so that a busy machine treats both alike.
    double first = requests_per_second(round % 2 ? bare_port : typed.port(), token);
    double second = requests_per_second(round % 2 ? typed.port() : bare_port, token);
    if (round % 2) std::swap(first, second);
    typed_rates.push_back(first);
    bare_rates.push_back(second);
    ratios.push_back(first / second);
  }
  typed.stop();
  bare.stop();
  typed_thread.join();
  bare_thread.join();
  std::printf("POST /pictures: typed %.0f/s, by hand %.0f/s, ratio %.2f (budget: 0.9 or more)\n",
              median(typed_rates), median(bare_rates), median(ratios));
  return 0;
}
