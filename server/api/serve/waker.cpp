#include "server/api/serve/waker.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <utility>

/// Wakes by a file that epoll can watch.
namespace vitrine {

Waker::Waker() : file_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

Waker::~Waker() {
  if (file_ >= 0) ::close(file_);
}

void Waker::wake() const { ::eventfd_write(file_, 1); }

void Waker::wake(int socket) {
  {
    const std::lock_guard lock(mutex_);
    sockets_.push_back(socket);
    if (sockets_.size() > 1) return;
  }
  wake();
}

std::vector<int> Waker::take() {
  eventfd_t ignored = 0;
  ::eventfd_read(file_, &ignored);
  const std::lock_guard lock(mutex_);
  return std::exchange(sockets_, {});
}

}  // namespace vitrine
