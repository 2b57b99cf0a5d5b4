#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/api/http/body_decoder.h"
#include "server/api/http/http.h"

/// Connections to a server in the same process.
namespace vitrine {

class Front;
class HttplibServer;
struct ServeOptions;

/// One request to a server in the same process: no port, no address, but the same code as from the
/// wire (Connection), at the other end of a pair of sockets and on a thread of its own. The server
/// outlives it. What goes wrong on the way is thrown as std::runtime_error.
class LocalConnection {
 public:
  struct Head {
    int status = 0;
    Headers headers = {};
  };
  enum class Reading { some, end, too_late };

  /// Sends the request. Throws std::invalid_argument for one that cannot be written: a line break
  /// in its target or a header.
  LocalConnection(const Front& front, const ServeOptions& options, const HttplibServer& writer,
                  const Request& request);
  /// Leaves, as a client does that closes its window, and waits until the server has noticed.
  ~LocalConnection();
  LocalConnection(const LocalConnection&) = delete;
  LocalConnection& operator=(const LocalConnection&) = delete;

  /// That of the response; read first.
  const Head& head();
  /// Appends what comes of the body next, without its transfer coding. Waits without end where no
  /// patience is given.
  Reading read(std::string& body, std::optional<std::chrono::milliseconds> patience = {});
  /// Bytes after the request, on a connection that is no longer HTTP. Bytes to a server that takes
  /// no more of them are dropped.
  void send(std::string_view bytes);

 private:
  class Server;

  /// More bytes in `buffer_`.
  Reading receive(std::optional<std::chrono::milliseconds> patience);
  void read_head();
  void begin_body();

  const std::string method_;
  int socket_ = -1;
  std::unique_ptr<Server> server_;
  std::string buffer_;
  std::optional<Head> head_;
  /// Unset where the body ends with the connection.
  std::optional<BodyDecoder> decoder_;
  bool ended_ = false;
};

}  // namespace vitrine
