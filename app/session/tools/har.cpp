// The history as HTTP Archive 1.2, for other tools to import.
#include "app/json/uri.h"
#include "app/json/writer.h"
#include "app/session/tools/history.h"
#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

void write_pair(json::Writer& writer, std::string_view name, std::string_view value) {
  writer.begin_object().string("name", name).string("value", value).end_object();
}

void write_headers(json::Writer& writer, const Headers& headers) {
  writer.begin_array("cookies").end_array().begin_array("headers");
  for (const auto& [name, value] : headers) write_pair(writer, name, value);
  writer.end_array();
}

void write_query(json::Writer& writer, std::string_view url) {
  writer.begin_array("queryString");
  std::string_view query = json::split_uri(url).query.value_or(std::string_view());
  while (!query.empty()) {
    const std::string_view pair = text::take_piece(query, '&');
    const size_t equals = pair.find('=');
    const std::string_view value =
        equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
    write_pair(writer, json::percent_decode(pair.substr(0, equals)), json::percent_decode(value));
  }
  writer.end_array();
}

std::string_view type_in(const Headers& headers) {
  for (const auto& [name, value] : headers) {
    if (text::equals_ignoring_case(name, "content-type")) return value;
  }
  return {};
}

void write_entry(json::Writer& writer, const HistoryEntry& entry) {
  const auto time = static_cast<int64_t>(entry.duration_ms + 0.5);
  writer.begin_object().string("startedDateTime", utc_time(entry.time_ms)).number("time", time);
  writer.begin_object("request").string("method", entry.request.method);
  writer.string("url", entry.request.url).string("httpVersion", "");
  write_headers(writer, entry.request.headers);
  write_query(writer, entry.request.url);
  if (!entry.body.empty()) {
    writer.begin_object("postData").string("mimeType", type_in(entry.request.headers));
    writer.string("text", entry.body).end_object();
  }
  writer.number("headersSize", -1).number("bodySize", -1).end_object();
  writer.begin_object("response").number("status", entry.status);
  writer.string("statusText", entry.status_text).string("httpVersion", "");
  write_headers(writer, entry.response_headers);
  writer.begin_object("content").number("size", entry.size);
  writer.string("mimeType", type_in(entry.response_headers)).end_object();
  writer.string("redirectURL", "").number("headersSize", -1).number("bodySize", -1).end_object();
  writer.begin_object("cache").end_object();
  writer.begin_object("timings").number("send", 0).number("wait", time).number("receive", 0);
  writer.end_object().end_object();
}

}  // namespace

std::string har(const std::vector<HistoryEntry>& entries) {
  std::string text;
  json::Writer writer(text);
  writer.begin_object().begin_object("log").string("version", "1.2");
  writer.begin_object("creator").string("name", "Vitrine").string("version", "1").end_object();
  writer.begin_array("entries");
  for (size_t i = entries.size(); i-- > 0;) write_entry(writer, entries[i]);
  writer.end_array().end_object().end_object();
  return text;
}

}  // namespace vitrine::session
