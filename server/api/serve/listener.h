#pragma once
#include <memory>
#include <string>

#include "server/api/front/front.h"
#include "server/api/serve/serve_options.h"

namespace vitrine {

/// What the responses of a server depend on, of its options.
FrontOptions front_options(const ServeOptions& options);

/// A server at one address.
class Listener {
 public:
  Listener(Front front, ServeOptions options);
  ~Listener();

  /// Reads the certificate, opens the port, then runs the start hooks. "" when done, else why not,
  /// with the remedy.
  std::string bind();
  /// "http://127.0.0.1:8080", once bound; with a certificate "https://127.0.0.1:8080".
  std::string url() const;
  int port() const;
  /// Where the playground is, "" where there is none.
  std::string docs_path() const;
  /// Responds until stop() is called from another thread; requests that have begun by then get
  /// their response, and their clients the timeout once more to take it. Then background work is
  /// finished, and the stop hooks run. Needs bind().
  void run();
  /// Returns when run() has begun.
  void wait_until_ready() const;
  void stop();

 private:
  struct State;
  /// "" where there is none, or it can be used.
  std::string read_certificate();
  /// "" when the start hooks have run.
  std::string start();

  std::unique_ptr<State> state_;
};

}  // namespace vitrine
