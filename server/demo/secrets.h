#pragma once
#include <condition_variable>
#include <cstddef>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

/// Passwords, tokens and random names, by libsodium.
namespace vitrine::demo {

/// Must be called once before all else; false when the machine gives no randomness.
bool start_secrets();

std::string random_bytes(std::size_t count);
/// 256 random bits, URL-safe.
std::string random_token();

/// Base64 with the alphabet for URLs and without padding (RFC 4648 §5).
std::string base64url(std::string_view bytes);
/// nullopt unless the text is what base64url() makes of the bytes.
std::optional<std::string> from_base64url(std::string_view text);

/// The key in a file that only its owner may read; a random one where there is no such file yet.
/// nullopt when it cannot be kept, or the file holds something else.
std::optional<std::string> kept_key(const std::filesystem::path& file);

/// The stored form of a token: useless for signing in, should the database leak.
std::string token_hash(std::string_view token);
/// `count` characters of a-z and 2-9 without those that look alike.
std::string random_name(int count);

/// A random UUID (RFC 9562 §5.4).
std::string random_uuid();

/// Argon2id with libsodium's interactive limits: 64 MiB for each, so only a few at a time. Others
/// wait, each with a thread of the server; beyond a number of them, TooManySignIns is thrown.
class Passwords {
 public:
  explicit Passwords(int most_waiting = 64);
  std::string hash(const std::string& password);
  /// Takes as long for `stored` == "" (no such account) as for a wrong password.
  bool matches(const std::string& stored, const std::string& password);

 private:
  class Turn;

  static constexpr int kAtATime = 2;
  const int most_waiting_;
  std::mutex mutex_;
  std::condition_variable free_;
  int running_ = 0;
  int waiting_ = 0;
  std::string decoy_;
};

}  // namespace vitrine::demo
