#pragma once
#include <mutex>
#include <vector>

namespace vitrine {

/// Wakes the thread of a poller from other threads. It may outlive the poller.
class Waker {
 public:
  Waker();
  ~Waker();
  Waker(const Waker&) = delete;
  Waker& operator=(const Waker&) = delete;

  /// Readable after a call of wake(); -1 when it could not be opened.
  int file() const { return file_; }
  void wake() const;
  /// Asks for a turn of the connection of a socket, if it is parked by then.
  void wake(int socket);
  /// The sockets that turns were asked for since the last call.
  std::vector<int> take();

 private:
  const int file_;
  std::mutex mutex_;
  std::vector<int> sockets_;
};

}  // namespace vitrine
