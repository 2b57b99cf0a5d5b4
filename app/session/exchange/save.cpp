// Gives a response's body to the user as a file, under a name that a file system takes.
#include "app/session/exchange/update.h"

namespace vitrine::session {
namespace {

bool safe_in_a_name(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte != 0x7F &&
         std::string_view("/\\:*?\"<>|").find(c) == std::string::npos;
}

}  // namespace

std::string file_name(std::string_view text) {
  std::string name;
  for (const char c : text.substr(text.find_last_of("/\\") + 1)) {
    if (safe_in_a_name(c)) name += c;
  }
  while (!name.empty() && name.front() == '.') name.erase(0, 1);
  if (name.size() > 120) name.resize(120);
  return name;
}

namespace {

/// `filename` of Content-Disposition (RFC 6266 §4.3), as far as a plain one goes.
std::string disposition_name(std::string_view header) {
  const size_t at = header.find("filename=");
  if (at == std::string_view::npos) return {};
  std::string_view value = header.substr(at + 9);
  if (!value.empty() && value.front() == '"') {
    value.remove_prefix(1);
    return file_name(value.substr(0, value.find('"')));
  }
  return file_name(value.substr(0, value.find(';')));
}

struct Ending {
  std::string_view type;
  std::string_view ending;
};
constexpr Ending kEndings[] = {
    {"event-stream", ".txt"},
    {"jsonl", ".jsonl"},
    {"ndjson", ".ndjson"},
    {"json-seq", ".json-seq"},
    {"json", ".json"},
    {"png", ".png"},
    {"jpeg", ".jpg"},
    {"gif", ".gif"},
    {"svg", ".svg"},
    {"webp", ".webp"},
    {"application/pdf", ".pdf"},
    {"text/csv", ".csv"},
    {"html", ".html"},
    {"xml", ".xml"},
    {"application/zip", ".zip"},
    {"text/plain", ".txt"},
    {"audio/mpeg", ".mp3"},
    {"video/mp4", ".mp4"},
};

}  // namespace

std::string response_file_name(const Exchange& exchange) {
  std::string name;
  for (const auto& [header, value] : exchange.headers) {
    if (header.size() == 19 && (header[8] | 0x20) == 'd' && (header[0] | 0x20) == 'c') {
      name = disposition_name(value);
    }
  }
  if (name.empty()) {
    const std::string& url = exchange.request.url;
    name = file_name(std::string_view(url).substr(0, url.find_first_of("?#")));
  }
  if (name.empty()) name = "response";
  if (name.find('.') != std::string::npos) return name;
  for (const Ending& each : kEndings) {
    if (exchange.content_type.find(each.type) != std::string::npos) return name.append(each.ending);
  }
  return name;
}

void apply(Session& session, SaveResponse&&, Effects& effects) {
  const Exchange* exchange = current_exchange(session);
  if (!exchange || (exchange->state != Exchange::State::done && !exchange->stream)) return;
  emit(effects, SaveFile{exchange->id, response_file_name(*exchange), exchange->content_type});
}

}  // namespace vitrine::session
