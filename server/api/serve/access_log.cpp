#include "server/api/serve/access_log.h"

#include <cstdio>
#include <ctime>

#include "app/json/uri.h"
#include "app/json/writer.h"
#include "app/request/request.h"
#include "app/text/ascii.h"
#include "server/api/http/http_date.h"
#include "server/api/model/standard_types.h"
#include "server/api/respond/endpoint.h"
#include "server/api/respond/match.h"
#include "server/api/respond/ready_api.h"

namespace vitrine {

namespace {

constexpr std::string_view kHidden = "***";

/// The query without the values of credentials.
std::string safe_query(const Served& served,
                       const std::function<bool(std::string_view)>& is_credential) {
  if (served.match.area == Match::Area::page) return {};
  std::string made;
  for (std::string_view rest = served.request.query(); !rest.empty();) {
    const std::string_view pair = text::take_piece(rest, '&');
    const auto equals = pair.find('=');
    const std::string_view raw = pair.substr(0, equals);
    const std::string name = json::percent_decode(raw);
    if (!made.empty()) made += '&';
    made += raw;
    if (equals == std::string_view::npos) continue;
    const bool secret = request::is_secret_name(openapi::Location::query, name) ||
                        (is_credential && is_credential(name));
    made += '=';
    made += secret ? kHidden : pair.substr(equals + 1);
  }
  return made;
}

/// "2026-11-30T01:15:55.123Z" (RFC 3339)
std::string time_of_now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  std::string text = detail::date_time_text({ms / 1000, 0});
  char fraction[8];
  std::snprintf(fraction, sizeof fraction, ".%03dZ", static_cast<int>(ms % 1000));
  text.pop_back();
  return text + fraction;
}

/// "30/Nov/2026:01:15:55 +0000"
std::string common_time(std::time_t time) {
  // Mon, 30 Nov 2026 01:15:55 GMT
  const std::string date = http_date(time);
  return date.substr(5, 2) + "/" + date.substr(8, 3) + "/" + date.substr(12, 4) + ":" +
         date.substr(17, 8) + " +0000";
}

std::string milliseconds(std::chrono::steady_clock::duration time) {
  char text[32];
  const double ms = std::chrono::duration<double, std::milli>(time).count();
  std::snprintf(text, sizeof text, "%.3f", ms);
  // In languages with a decimal comma it would be no number.
  for (char& c : text) {
    if (c == ',') c = '.';
  }
  return text;
}

std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

/// As Apache and nginx write it: quotes, backslashes and what is not ASCII as \xNN.
std::string escaped(std::string_view text) {
  std::string made;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F && c != '"' && c != '\\') {
      made += c;
      continue;
    }
    char code[8];
    std::snprintf(code, sizeof code, "\\x%02X", static_cast<unsigned>(byte));
    made += code;
  }
  return made;
}

std::string json_line(const Served& served, const std::string& query) {
  const Request& request = served.request;
  std::string line;
  json::Writer out(line);
  out.begin_object();
  out.string("time", time_of_now());
  if (!request.id.empty()) out.string("id", request.id);
  if (!request.client.empty()) out.string("client", request.client);
  if (!request.method.empty()) {
    out.string("method", request.method);
    out.string("path", request.path());
  }
  if (!query.empty()) out.string("query", query);
  if (served.match.endpoint) {
    out.string("route", served.match.api->root + served.match.endpoint->info->path);
  }
  out.number("status", served.status);
  if (served.bytes) out.number("bytes", *served.bytes);
  out.raw("ms", milliseconds(served.time));
  if (const std::string* agent = request.headers.find("User-Agent")) out.string("agent", *agent);
  out.end_object();
  return line;
}

std::string common_line(const Served& served, const std::string& query) {
  const Request& request = served.request;
  std::string line = or_dash(request.client) + " - - [" + common_time(std::time(nullptr)) + "] \"";
  if (request.method.empty()) {
    line += '-';
  } else {
    line += escaped(request.method) + ' ' + escaped(request.path());
    if (!query.empty()) line += '?' + escaped(query);
    line += " HTTP/1.1";
  }
  line += "\" " + std::to_string(served.status) + ' ' +
          (served.bytes ? std::to_string(*served.bytes) : "-");
  return line + ' ' + or_dash(request.id) + ' ' + milliseconds(served.time);
}

}  // namespace

std::string log_line(AccessLog format, const Served& served,
                     const std::function<bool(std::string_view)>& is_credential) {
  const std::string query = safe_query(served, is_credential);
  return format == AccessLog::json ? json_line(served, query) : common_line(served, query);
}

std::uint64_t content_bytes(const Request& request, const Response& response) {
  if (request.method == "HEAD" || response.status == 204 || response.status == 304) return 0;
  if (!response.file) return response.text().size();
  return response.file_end.value_or(response.file->size()) - response.file_begin;
}

void print_log_line(std::string_view line) {
  const std::string whole = std::string(line) + '\n';
  std::fwrite(whole.data(), 1, whole.size(), stdout);
  std::fflush(stdout);
}

}  // namespace vitrine
