#include "server/api/serve/serve.h"

#include <pthread.h>
#include <signal.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <thread>
#include <utility>

#include "server/api/declare/api.h"
#include "server/api/serve/listener.h"
#include "server/api/serve/poller.h"

/// Serves until a signal ends it.
namespace vitrine {

int serve(Front front, const ServeOptions& options, const std::string& greeting) {
  // Blocked before any thread starts, so that only the wait below sees them.
  sigset_t ending;
  sigset_t before;
  sigemptyset(&ending);
  sigaddset(&ending, SIGINT);
  sigaddset(&ending, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ending, &before);
  signal(SIGPIPE, SIG_IGN);

  allow_connections(options.max_connections);
  Listener listener(std::move(front), options);
  if (const std::string reason = listener.bind(); !reason.empty()) {
    std::fprintf(stderr, "vitrine: %s\n", reason.c_str());
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    return 2;
  }
  std::printf("listening on %s\n", listener.url().c_str());
  std::fflush(stdout);
  const std::string docs = listener.docs_path();
  std::fprintf(
      stderr, "%s%sCtrl+C ends it.\n", greeting.c_str(),
      docs.empty() ? "" : ("The playground is at " + listener.url() + docs + "; ").c_str());

  std::promise<void> ended;
  std::thread responding([&] {
    listener.run();
    ended.set_value();
  });
  listener.wait_until_ready();
  int signal_number = 0;
  sigwait(&ending, &signal_number);
  // Responses on their way may take a while; a second signal ends the process at once.
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  listener.stop();
  if (ended.get_future().wait_for(std::chrono::seconds(options.stop_seconds)) ==
      std::future_status::timeout) {
    std::fprintf(stderr, "vitrine: requests are still handled after %d seconds; ending anyway\n",
                 options.stop_seconds);
    // Threads cannot be ended, and destructors would wait for those of the handlers.
    std::_Exit(1);
  }
  responding.join();
  return 0;
}

int serve(Api api, const ServeOptions& options) {
  try {
    return serve(Front(Service(std::move(api)), front_options(options)), options);
  } catch (const DeclarationError& error) {
    std::fprintf(stderr, "vitrine: this API cannot be served:\n%s\n", error.what());
    return 2;
  }
}

}  // namespace vitrine
