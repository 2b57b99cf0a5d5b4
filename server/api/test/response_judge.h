#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/openapi/description.h"
#include "app/request/parameter.h"
#include "app/schema/schema.h"
#include "app/text/stream_reader.h"
#include "server/api/http/http.h"

namespace vitrine {

/// A place where a response is not as its description says.
struct Mismatch {
  /// "status", "header ETag", "body /pets/0/name".
  std::string place;
  /// What is wrong there: a sentence without subject and full stop.
  std::string message;
};

/// "body /name: is required", one a line.
std::string words_of(const std::vector<Mismatch>& mismatches);

/// Judges the responses of one operation by its description: status, headers, media type, schema,
/// each item of a stream (OAS 3.2.0 §4.14.4), and the messages of a WebSocket (`x-websocket`).
/// Immutable, for any number of threads.
class ResponseJudge {
 public:
  /// `index` is that of the operation. The documents of the description outlive the judge.
  ResponseJudge(const openapi::Description& description, std::size_t index);
  ResponseJudge(const ResponseJudge&) = delete;
  ResponseJudge& operator=(const ResponseJudge&) = delete;

  /// `method` is that of the request: a response to HEAD has no body. `body` is the whole;
  /// with a content coding it is not judged.
  std::vector<Mismatch> judge(std::string_view method, int status, const Headers& headers,
                              std::string_view body) const;
  /// The same of the head alone, for a body that goes on.
  std::vector<Mismatch> judge_head(int status, const Headers& headers) const;
  /// An item of the stream that has such a head.
  std::vector<Mismatch> judge_item(int status, const Headers& headers,
                                   const text::StreamItem& item) const;
  /// A message that the server sends.
  std::vector<Mismatch> judge_message(std::string_view data, bool binary) const;

  /// The described response of a status: its own, that of its range, or `default` (OAS 3.1.0
  /// §4.8.16); nullptr without.
  const openapi::Response* described(int status) const;
  const openapi::Operation& operation() const { return operation_; }

 private:
  using Schema = std::shared_ptr<const schema::Schema>;

  struct Header {
    request::Serialisation rule;
    openapi::SchemaView view;
    Schema schema;
  };
  /// The data of events, which JSON Schema itself does not look into (Validation §8.5).
  struct EventData {
    /// The events concerned; nullptr: all.
    Schema where;
    Schema data;
  };
  struct Content {
    openapi::SchemaView view;
    Schema schema;
    Schema item;
    /// The schema is one of the data of events, not of the events.
    bool of_data = false;
    std::vector<EventData> events;
  };
  /// Beside an entry of `operation_.responses`.
  struct Described {
    std::vector<Header> headers;
    std::vector<Content> contents;
  };
  class Maker;

  /// Of status and headers, all but the type of the content.
  std::vector<Mismatch> judge_fields(int status, const Headers& headers) const;
  const Described& beside(const openapi::Response& response) const;
  const Content* content(int status, const Headers& headers) const;
  void judge_headers(const openapi::Response& response, const Headers& headers,
                     std::vector<Mismatch>& found) const;
  bool judge_type(const openapi::Response& response, const Headers& headers,
                  std::vector<Mismatch>& found) const;

  const openapi::Operation operation_;
  std::vector<Described> described_;
  /// That of messages; nullptr: anything goes.
  Schema message_;
};

}  // namespace vitrine
