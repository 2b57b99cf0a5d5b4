#include "wasm/event_reader.h"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace vitrine::wasm {

// Not Number::to_double(): to round the last bit right, it brings a quarter of the C library along.
double number(json::Value event, std::string_view key) {
  const std::string_view spelled = event[key].lexeme();
  double value = 0;
  int exponent = 0;
  size_t at = 0;
  bool fraction = false;
  for (; at < spelled.size() && spelled[at] != 'e' && spelled[at] != 'E'; ++at) {
    if (spelled[at] == '.') fraction = true;
    if (spelled[at] < '0' || spelled[at] > '9') continue;
    value = value * 10 + (spelled[at] - '0');
    if (fraction) --exponent;
  }
  if (at + 1 < spelled.size()) {
    const bool negative = spelled[at + 1] == '-';
    int given = 0;
    for (const char c : spelled.substr(at + 1)) {
      if (c >= '0' && c <= '9' && given < 1000) given = given * 10 + (c - '0');
    }
    exponent += negative ? -given : given;
  }
  for (; exponent < 0 && value != 0; ++exponent) value /= 10;
  for (; exponent > 0 && value < 1e300; --exponent) value *= 10;
  return !spelled.empty() && spelled[0] == '-' ? -value : value;
}

namespace {

std::string text(json::Value event, std::string_view key) {
  return std::string(event[key].string());
}

/// A number where a whole one is meant; beyond the type the nearest that it has.
template <class Integer>
Integer whole(json::Value event, std::string_view key) {
  constexpr Integer kMost = std::numeric_limits<Integer>::max();
  const double value = number(event, key);
  if (!(value > 0)) return 0;
  return value < static_cast<double>(kMost) ? static_cast<Integer>(value) : kMost;
}

session::Id id(json::Value event) { return whole<session::Id>(event, "id"); }

session::ThemeChoice theme_choice(std::string_view theme) {
  if (theme == "light") return session::ThemeChoice::light;
  if (theme == "dark") return session::ThemeChoice::dark;
  return session::ThemeChoice::automatic;
}

session::FailureKind failure_kind(std::string_view kind) {
  if (kind == "network") return session::FailureKind::network;
  if (kind == "crossOrigin") return session::FailureKind::cross_origin;
  if (kind == "timeout") return session::FailureKind::timeout;
  if (kind == "status") return session::FailureKind::status;
  if (kind == "aborted") return session::FailureKind::aborted;
  return session::FailureKind::other;
}

session::Timer timer(std::string_view name) {
  if (name == "persist") return session::Timer::persist;
  if (name == "copied") return session::Timer::copied;
  if (name == "slow") return session::Timer::slow;
  return session::Timer::slice;
}

session::Opened opened(json::Value event) {
  session::Opened action;
  action.spec = text(event, "spec");
  action.page_url = text(event, "pageUrl");
  action.redirect_uri = text(event, "redirectUri");
  action.operation = text(event, "operation");
  action.hash = text(event, "hash");
  action.owns_location = event["ownsLocation"].boolean();
  action.heading_level = whole<uint8_t>(event, "headingLevel");
  action.language = text(event, "language");
  action.theme = theme_choice(event["theme"].string());
  action.dark = event["dark"].boolean();
  return action;
}

session::ResponseHead response_head(json::Value event) {
  session::ResponseHead action;
  action.id = id(event);
  action.status = whole<uint16_t>(event, "status");
  action.status_text = text(event, "statusText");
  for (const json::Value field : event["headers"].elements()) {
    action.headers.emplace_back(field.at(0).string(), field.at(1).string());
  }
  action.elapsed_ms = number(event, "elapsed");
  return action;
}

std::string bytes(json::Value list) {
  std::string all;
  for (const json::Value byte : list.elements()) {
    all += static_cast<char>(byte.number().to_int64().value_or(0));
  }
  return all;
}

session::FilePicked file_picked(json::Value event) {
  session::FilePicked action;
  action.pointer = text(event, "pointer");
  for (const json::Value file : event["files"].elements()) {
    action.files.push_back({text(file, "id"), text(file, "name"), whole<uint64_t>(file, "size"),
                            text(file, "mediaType")});
  }
  return action;
}

}  // namespace

std::optional<session::Action> read_action(json::Value event) {
  const std::string_view type = event["type"].string();
  if (type == "open") return opened(event);
  if (type == "reload") return session::Reload{};
  if (type == "end") return session::End{id(event)};
  if (type == "failed") {
    return session::Failed{id(event), failure_kind(event["kind"].string()), text(event, "message"),
                           whole<uint16_t>(event, "status")};
  }
  if (type == "responseHead") return response_head(event);
  if (type == "responseProgress") {
    return session::ResponseProgress{id(event), whole<uint64_t>(event, "received")};
  }
  if (type == "responseEnd") {
    return session::ResponseEnd{id(event), whole<uint64_t>(event, "size"),
                                number(event, "elapsed")};
  }
  if (type == "bodyWindow") {
    return session::BodyWindow{id(event), whole<uint64_t>(event, "offset"), text(event, "text"),
                               event["isText"].boolean()};
  }
  if (type == "filePicked") return file_picked(event);
  if (type == "random") return session::RandomBytes{bytes(event["bytes"])};
  if (type == "popupResult") return session::PopupResult{text(event, "url")};
  if (type == "location") return session::LocationChanged{text(event, "hash")};
  if (type == "theme") return session::ThemeChanged{event["dark"].boolean()};
  if (type == "language") return session::LanguageChanged{text(event, "tag")};
  if (type == "wake") return session::Woken{timer(event["timer"].string())};
  if (type == "restored") return session::Restored{text(event, "key"), text(event, "value")};
  return std::nullopt;
}

}  // namespace vitrine::wasm
