#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/api/model/file.h"

/// Requests and responses as plain data, so that everything but the sockets is tested without them.
namespace vitrine {

class Intake;
struct Live;

/// Header fields in order; names compare without regard to ASCII case.
class Headers {
 public:
  using Field = std::pair<std::string, std::string>;

  Headers() = default;
  Headers(std::initializer_list<Field> fields) : fields_(fields) {}

  void add(std::string name, std::string value) {
    fields_.emplace_back(std::move(name), std::move(value));
  }
  /// Replaces all fields of that name.
  void set(std::string name, std::string value);
  /// The first value, nullptr without one; valid until the next change.
  const std::string* find(std::string_view name) const;
  std::size_t count(std::string_view name) const;
  /// All values joined by ", " (RFC 9110 §5.3), "" without one.
  std::string joined(std::string_view name) const;

  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }

 private:
  std::vector<Field> fields_;
};

struct Request {
  std::string method;
  /// The target of the request line: path and query, percent-encoded.
  std::string target;
  Headers headers;
  std::string body;
  /// The body of a route that takes files; then `body` is empty.
  std::shared_ptr<const OpenFile> body_file = {};
  /// The address of the client, by the connection or by a trusted proxy (see deployment.h); ""
  /// where there is no connection.
  std::string client = {};
  /// "https" over TLS, or where a trusted proxy says so.
  std::string scheme = "http";
  /// The path below which clients see this server, "/api"; "" for none. `target` is without it.
  std::string root_path = {};
  /// The name of the request in the logs, from X-Request-Id or a new one; "" where nothing needs
  /// one.
  std::string id = {};

  std::string_view path() const;
  /// The query without the question mark.
  std::string_view query() const;
};

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  /// Static bytes that need no copy (the page's files); used when `body` is empty.
  std::string_view static_body;
  /// Sent instead of `body` when set.
  std::shared_ptr<const OpenFile> file;
  /// The part of it that is sent; the end is after the last byte.
  std::uint64_t file_begin = 0;
  std::optional<std::uint64_t> file_end = {};
  /// A response that goes on after its handler has returned. Used instead of all the others when
  /// set.
  std::shared_ptr<Live> live;
  /// Let go of once the response is sent.
  std::vector<std::shared_ptr<void>> kept = {};
  /// Set by a handler that takes the body of its request in pieces: the response comes after it.
  std::shared_ptr<Intake> intake;

  std::string_view text() const { return body.empty() ? static_body : std::string_view(body); }
};

/// Rules for reading a body, known from the head of the request before its first byte.
struct BodyPlan {
  /// 0: the server's own limit
  std::uint64_t max_bytes = 0;
  bool to_file = false;
  /// The handler takes it as it comes.
  bool in_pieces = false;
};

}  // namespace vitrine
