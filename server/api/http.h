#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

/// An open file, which cannot be replaced while it is read; sent and received without being held in
/// memory.
class OpenFile {
 public:
  OpenFile(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}
  ~OpenFile();
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  int descriptor() const { return descriptor_; }
  std::uint64_t size() const { return size_; }
  /// Bytes read; 0 at the end and on errors. May be called by one thread at a time.
  std::size_t read(std::uint64_t offset, char* to, std::size_t size) const;
  std::string read_all() const;

 private:
  int descriptor_;
  std::uint64_t size_;
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

/// nullptr when there is no such file, or it is none.
std::shared_ptr<const OpenFile> open_file(const std::string& path);

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
