// The history as the browser keeps it: a JSON array of entries.
#include <algorithm>
#include <utility>

#include "app/json/reader.h"
#include "app/json/writer.h"
#include "app/session/tools/history.h"

namespace vitrine::session {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

constexpr int64_t kDay_ms = 86'400'000;

void write(json::Writer& writer, std::string_view name, const Headers& headers) {
  writer.begin_array(name);
  for (const auto& [header, value] : headers) {
    writer.begin_array().string(header).string(value).end_array();
  }
  writer.end_array();
}

Headers read_headers(json::Value value) {
  Headers headers;
  for (const json::Value each : value.elements()) {
    if (headers.size() == 200) break;
    headers.emplace_back(each.at(0).string(), each.at(1).string());
  }
  return headers;
}

int64_t read_number(json::Value value) {
  return std::max<int64_t>(value.number().to_int64().value_or(0), 0);
}

HistoryEntry read_entry(json::Value value) {
  HistoryEntry entry;
  entry.time_ms = read_number(value["time"]);
  entry.link = value["link"].string();
  entry.path = value["path"].string();
  entry.form = value["form"].string();
  entry.restorable = !value["cut"].boolean();
  entry.request.method = value["method"].string();
  entry.request.url = value["url"].string();
  entry.request.headers = read_headers(value["headers"]);
  entry.body = value["body"].string();
  entry.status = static_cast<uint16_t>(std::min<int64_t>(read_number(value["status"]), 999));
  entry.status_text = value["statusText"].string();
  entry.response_headers = read_headers(value["responseHeaders"]);
  entry.size = static_cast<uint64_t>(read_number(value["size"]));
  entry.duration_ms = static_cast<double>(read_number(value["duration"]));
  return entry;
}

void append(std::string& out, int64_t number, int digits, char before) {
  if (before != 0) out += before;
  const std::string text = std::to_string(number);
  for (int count = static_cast<int>(text.size()); count < digits; ++count) out += '0';
  out += text;
}

/// `2026-11-29`: the proleptic Gregorian calendar, from days since 1970.
std::string date_of(int64_t days) {
  int64_t year = 1970;
  const auto leap = [](int64_t y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; };
  while (days >= (leap(year) ? 366 : 365) && year < 9999) days -= leap(year++) ? 366 : 365;
  const int lengths[] = {31, leap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  int month = 0;
  while (month < 11 && days >= lengths[month]) days -= lengths[month++];
  std::string date;
  append(date, year, 4, 0);
  append(date, month + 1, 2, '-');
  append(date, std::min<int64_t>(days, 30) + 1, 2, '-');
  return date;
}

/// A text from storage may hold any number.
int64_t within_bounds(int64_t time_ms) {
  return std::clamp<int64_t>(time_ms, 0, 253'402'300'799'999);  // 9999-12-31
}

}  // namespace

std::string entry_text(const HistoryEntry& entry) {
  std::string text;
  json::Writer writer(text);
  writer.begin_object().number("time", entry.time_ms).string("link", entry.link);
  writer.string("path", entry.path).string("form", entry.form);
  if (!entry.restorable) writer.boolean("cut", true);
  writer.string("method", entry.request.method).string("url", entry.request.url);
  write(writer, "headers", entry.request.headers);
  writer.string("body", entry.body).number("status", entry.status);
  writer.string("statusText", entry.status_text);
  write(writer, "responseHeaders", entry.response_headers);
  writer.number("size", entry.size);
  writer.number("duration", static_cast<int64_t>(entry.duration_ms + 0.5)).end_object();
  return text;
}

std::string history_text(const std::vector<HistoryEntry>& entries) {
  std::string text;
  json::Writer writer(text);
  writer.begin_array();
  for (const HistoryEntry& entry : entries) writer.raw(entry_text(entry));
  writer.end_array();
  return text;
}

std::vector<HistoryEntry> read_history(std::string_view text) {
  const json::Reading reading = json::read(text, {.depth = 10, .nodes = 1u << 18});
  std::vector<HistoryEntry> entries;
  for (const json::Value value : reading.document.root().elements()) {
    if (entries.size() == kHistoryEntries) break;
    HistoryEntry entry = read_entry(value);
    if (!entry.link.empty() && !entry.request.method.empty()) entries.push_back(std::move(entry));
  }
  return entries;
}

std::string utc_time(int64_t time_ms) {
  const int64_t time = within_bounds(time_ms);
  std::string text = date_of(time / kDay_ms);
  append(text, time / 3'600'000 % 24, 2, 'T');
  append(text, time / 60'000 % 60, 2, ':');
  append(text, time / 1000 % 60, 2, ':');
  append(text, time % 1000, 3, '.');
  return text + 'Z';
}

std::string local_time(int64_t time_ms, int32_t offset_min) {
  std::string text = utc_time(within_bounds(time_ms) + int64_t{offset_min} * 60'000);
  text.resize(16);
  text[10] = ' ';
  return text;
}

}  // namespace vitrine::session
