// The bytes that a client has no room for, on a pair of sockets.
#include "server/api/http/outlet.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include "server/api/http/channel.h"

namespace vitrine::test {
namespace {

using namespace std::chrono_literals;

class Outlets : public ::testing::Test {
 protected:
  static std::array<int, 2> pair() {
    std::array<int, 2> ends{-1, -1};
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()), 0);
    return ends;
  }
  ~Outlets() override { ::close(ends_[1]); }
  std::string read_all() const {
    std::string all;
    char bytes[4096];
    ssize_t got = 0;
    while ((got = ::read(ends_[1], bytes, sizeof bytes)) > 0) {
      all.append(bytes, static_cast<std::size_t>(got));
    }
    return all;
  }
  void fill(Outlet& outlet) const {
    while (outlet.try_write(std::string(5000, 'x'))) {
    }
  }

  const std::array<int, 2> ends_ = pair();
  std::atomic<int> turns_ = 0;
  Channel channel_{ends_[0]};
  Outlet outlet_{channel_, 10'000, 300s, [this] { ++turns_; }};
};

TEST_F(Outlets, ASmallPieceIsSentAtOnceAndAsksForNoTurn) {
  EXPECT_TRUE(outlet_.write("now"));
  EXPECT_EQ(read_all(), "now");
  EXPECT_EQ(turns_, 0);
  EXPECT_FALSE(outlet_.wants_turn());
}

TEST_F(Outlets, ChunksAreFramedAndTheHeadIsNot) {
  outlet_.write_raw("head\r\n\r\n");
  outlet_.use_chunks();
  outlet_.write("a piece of text");
  outlet_.write("");
  EXPECT_EQ(read_all(), "head\r\n\r\nf\r\na piece of text\r\n");
}

TEST_F(Outlets, WhatDoesNotGoWaitsUpToALimitAndAsksForOneTurn) {
  fill(outlet_);
  EXPECT_TRUE(outlet_.full());
  EXPECT_TRUE(outlet_.open());
  EXPECT_EQ(turns_, 1);
  EXPECT_EQ(outlet_.flush(), Outlet::State::blocked);
  std::string all = read_all();
  while (outlet_.flush() == Outlet::State::blocked) all += read_all();
  all += read_all();
  EXPECT_EQ(all, std::string(all.size(), 'x'));
  EXPECT_EQ(all.size() % 5000, 0u);
  EXPECT_FALSE(outlet_.full());
}

TEST_F(Outlets, AWriterGoesOnWhenThereIsRoom) {
  fill(outlet_);
  std::atomic<bool> written = false;
  std::thread writing([&] { written = outlet_.write("last"); });
  std::string all;
  while (!written) {
    all += read_all();
    outlet_.flush();
  }
  writing.join();
  outlet_.flush();
  all += read_all();
  EXPECT_TRUE(all.ends_with("xlast"));
}

TEST_F(Outlets, AWriterThatWaitsHearsOfTheEnd) {
  fill(outlet_);
  std::thread ending([&] { outlet_.end(); });
  EXPECT_FALSE(outlet_.write("never"));
  ending.join();
  EXPECT_TRUE(outlet_.ended());
}

TEST_F(Outlets, AWriterDoesNotWaitForeverForATurnThatNeverComes) {
  Outlet impatient(channel_, 10'000, 1s, [] {});
  fill(impatient);
  EXPECT_FALSE(impatient.write("never"));
  EXPECT_EQ(impatient.flush(), Outlet::State::gone);
}

TEST_F(Outlets, InATurnOfItsOwnAWriterSendsByItself) {
  fill(outlet_);
  std::thread reading([&] {
    std::this_thread::sleep_for(50ms);
    for (std::string all; !all.ends_with("last");) all += read_all();
  });
  const Outlet::Turn turn(outlet_);
  EXPECT_TRUE(outlet_.write("last"));
  while (outlet_.flush() == Outlet::State::blocked) std::this_thread::yield();
  reading.join();
}

TEST_F(Outlets, AClientThatIsGoneEndsIt) {
  ::shutdown(ends_[1], SHUT_RDWR);
  EXPECT_FALSE(outlet_.write("never"));
  EXPECT_FALSE(outlet_.open());
  EXPECT_EQ(turns_, 1);
}

TEST_F(Outlets, TheEndIsToldOnceAlsoToWhoComesLate) {
  int told = 0;
  outlet_.on_end([&] { ++told; });
  outlet_.end();
  EXPECT_EQ(told, 0);
  outlet_.detach();
  outlet_.detach();
  EXPECT_EQ(told, 1);
  outlet_.on_end([&] { ++told; });
  EXPECT_EQ(told, 2);
  EXPECT_FALSE(outlet_.wait_for(1h));
  EXPECT_FALSE(outlet_.try_write("never"));
}

}  // namespace
}  // namespace vitrine::test
