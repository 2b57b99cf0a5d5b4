// The history of what was sent, as this browser keeps it: without secrets, without the bodies of
// responses.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/session/exchange/exchange.h"

namespace vitrine::session {

/// Bounds of what is kept of one description; the oldest entries go first.
inline constexpr size_t kHistoryEntries = 100;
inline constexpr size_t kHistoryBytes = 1'000'000;
/// A longer body or form is left out of its entry.
inline constexpr size_t kEntryBytes = 100'000;

struct HistoryEntry {
  int64_t time_ms = 0;  ///< when it was sent, since 1970
  std::string link;     ///< of the operation
  std::string path;     ///< its template
  std::string form;     ///< as saved/keep.cpp writes it
  bool restorable = true;
  RequestSummary request;
  std::string body;     ///< secrets masked, files by their names
  uint16_t status = 0;  ///< 0: no response
  std::string status_text;
  std::vector<std::pair<std::string, std::string>> response_headers;
  uint64_t size = 0;  ///< of the response's body
  double duration_ms = 0;
};

struct History {
  std::vector<HistoryEntry> entries;  ///< the newest first
  std::string filter;
  int32_t offset_min = 0;  ///< of the user's clock from UTC
  bool read = false;       ///< `entries` are what is kept
  /// Requests that run, and those that have ended and wait for what is kept to be read.
  struct Sent {
    Id id = 0;
    bool ended = false;
    HistoryEntry entry;
  };
  std::vector<Sent> sent;
};

/// `POST /users`.
std::string entry_name(const HistoryEntry& entry);
/// Method, path, address and status hold all words of the filter, in any case.
bool passes(const HistoryEntry& entry, std::string_view filter);

// ---- history_text.cpp

/// One entry as JSON, and all of them.
std::string entry_text(const HistoryEntry& entry);
std::string history_text(const std::vector<HistoryEntry>& entries);
/// Never fails: what is no entry is passed over.
std::vector<HistoryEntry> read_history(std::string_view text);
/// `2026-11-29T10:24:05.000Z`, RFC 3339.
std::string utc_time(int64_t time_ms);
/// `2026-11-29 10:24` by the user's clock.
std::string local_time(int64_t time_ms, int32_t offset_min);

// ---- har.cpp

/// HTTP Archive 1.2 of the entries, the oldest first.
std::string har(const std::vector<HistoryEntry>& entries);

}  // namespace vitrine::session
