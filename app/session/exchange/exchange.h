// A request and its response, with the verdict on it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/request/request.h"
#include "app/schema/violation.h"
#include "app/session/action.h"
#include "app/session/words.h"
#include "app/text/media_type.h"

namespace vitrine::session {

/// The first bytes that are read of a response's body, and as many at once of one that is no text.
inline constexpr uint32_t kBodyWindowBytes = 64 * 1024;

/// A stream that is longer is not shown as text, once it is over.
inline constexpr uint64_t kRawStreamBytes = 1u << 20;

class BodyText;
struct Socket;
class Stream;
struct SendRequest;

/// A request as it may be shown: secrets are masked.
struct RequestSummary {
  std::string method;
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
};

/// The comparison of a response with the description.
struct Verdict {
  bool matches = false;                       ///< the body was judged by its schema, and fits
  bool in_part = false;                       ///< it fits, but was too long to judge all of it
  std::string schema_name;                    ///< of that schema; may be empty
  Message difference;                         ///< in status or media type
  std::vector<schema::Violation> violations;  ///< flat: what explains the others
  /// A header that the description requires, or whose value does not match its schema.
  struct Header {
    std::string name;
    Message difference;  ///< it is not there
    std::vector<schema::Violation> violations = {};
  };
  std::vector<Header> headers;

  bool differs() const { return !difference.empty() || !violations.empty() || !headers.empty(); }
};

/// What a link of a response leads to.
struct NextStep {
  struct Value {
    std::string name;  ///< of the parameter, `id` or `path.id`
    std::string text;
    bool body = false;  ///< the request body instead
  };
  uint32_t operation = 0;  ///< into Description::operations()
  std::vector<Value> values;
  std::vector<std::string> lacking;  ///< what this response has no value for
};

/// A request and its response, the latest of its operation.
struct Exchange {
  enum class State : uint8_t { sending, receiving, done, failed, cancelled };

  Id id = 0;
  State state = State::sending;
  RequestSummary request;
  uint32_t waited_s = 0;  ///< without a response
  bool slow = false;      ///< longer than usual
  bool held = false;      ///< not sent yet: the page around has it wait

  uint16_t status = 0;
  std::string status_text;  ///< the server's words, else those of RFC 9110 §15
  std::vector<std::pair<std::string, std::string>> headers;
  std::string content_type;
  double elapsed_ms = 0;
  double waited_ms = 0;      ///< until the head was there
  uint64_t received = 0;     ///< bytes so far, the size when done
  uint64_t transferred = 0;  ///< bytes with the head, compressed, where the browser tells
  Phases phases;             ///< the same of the times
  std::string redirected;    ///< the address that responded, where it is another than was asked
  std::string broken_off;    ///< why not all of the body came, in the browser's words

  bool has_body = false;  ///< something of the body was read
  bool is_text = true;
  std::shared_ptr<BodyText> text;  ///< null while nothing was read, and where it is no text
  std::string digits;              ///< of bytes that are no text: two hexadecimal digits each
  uint64_t digits_from = 0;
  uint64_t read = 0;      ///< bytes of the body that were read
  uint64_t asked = 0;     ///< and that were asked for
  bool complete = false;  ///< all of the body was read
  bool is_json = false;   ///< the text is JSON: it is shown with a value a line
  /// Lexer for colours: "json", "xml", or empty.
  std::string highlight;

  text::Renderer renderer = text::Renderer::text;  ///< by the media type

  Verdict verdict;
  std::string token;               ///< that the response hands out
  std::vector<NextStep> next;      ///< by its links
  std::shared_ptr<Stream> stream;  ///< where the body is one of items
  std::shared_ptr<Socket> socket;  ///< null: the request opens no WebSocket
  /// What was sent, secrets and all, while it may have to be sent again: until something comes that
  /// does not reconnect.
  std::shared_ptr<SendRequest> sent;
  bool reconnects = false;  ///< once another token is there

  ResponseTab tab = ResponseTab::body;
  Message failure;
  Message remedy;
  std::string detail;  ///< the browser's own words

  bool running() const { return state == State::sending || state == State::receiving; }
  bool has_response() const { return status != 0; }
};

/// The text of the body as it is shown.
std::string body_to_copy(const Exchange& exchange);
/// What a report about a request says.
std::string notice_words(const request::Notice& notice, schema::Language language);
/// "200 OK".
std::string status_line(const Exchange& exchange);
/// "12 ms", "1.4 s"; "318 B", "4.1 KB".
std::string duration_words(double milliseconds, schema::Language language);
std::string size_words(uint64_t bytes, schema::Language language);

}  // namespace vitrine::session
