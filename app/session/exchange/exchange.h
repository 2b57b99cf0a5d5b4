// A request and its response, with the verdict on it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/schema/violation.h"
#include "app/session/action.h"
#include "app/session/words.h"
#include "app/text/media_type.h"

namespace vitrine::session {

/// Bytes of a response's body that are in the module at once.
inline constexpr uint32_t kBodyWindowBytes = 64 * 1024;

/// A stream that is longer is not shown as text, once it is over.
inline constexpr uint64_t kRawStreamBytes = 1u << 20;

class Stream;

/// A request as it may be shown: secrets are masked.
struct RequestSummary {
  std::string method;
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
};

/// The comparison of a response with the description.
struct Verdict {
  bool matches = false;                       ///< the body was judged by its schema, and fits
  std::string schema_name;                    ///< of that schema; may be empty
  Message difference;                         ///< in status or media type
  std::vector<schema::Violation> violations;  ///< flat: what explains the others

  bool differs() const { return !difference.empty() || !violations.empty(); }
};

/// A request and its response, the latest of its operation.
struct Exchange {
  enum class State : uint8_t { sending, receiving, done, failed, cancelled };

  Id id = 0;
  State state = State::sending;
  RequestSummary request;
  uint32_t waited_s = 0;  ///< without a response
  bool slow = false;      ///< longer than usual

  uint16_t status = 0;
  std::string status_text;  ///< the server's words, else those of RFC 9110 §15
  std::vector<std::pair<std::string, std::string>> headers;
  std::string content_type;
  double elapsed_ms = 0;
  uint64_t received = 0;  ///< bytes so far, the size when done

  bool has_window = false;
  uint64_t window_offset = 0;
  std::string window;  ///< a part of the body as it came, at most kBodyWindowBytes
  bool is_text = true;
  bool complete = false;  ///< the window is all of the body
  /// Lexer for colours: "json", "xml", or empty.
  std::string highlight;
  /// Pretty-printed when the body is complete JSON, numbers as they came; else the window.
  std::string body;
  uint32_t body_revision = 0;  ///< counts the windows

  text::Renderer renderer = text::Renderer::text;  ///< by the media type

  Verdict verdict;
  std::shared_ptr<Stream> stream;  ///< where the body is one of items

  ResponseTab tab = ResponseTab::body;
  Message failure;
  Message remedy;
  std::string detail;  ///< the browser's own words

  bool running() const { return state == State::sending || state == State::receiving; }
  bool has_response() const { return status != 0; }
};

/// "200 OK".
std::string status_line(const Exchange& exchange);
/// "12 ms", "1.4 s"; "318 B", "4.1 KB".
std::string duration_words(double milliseconds, schema::Language language);
std::string size_words(uint64_t bytes, schema::Language language);

}  // namespace vitrine::session
