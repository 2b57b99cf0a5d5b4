#include "server/demo/secrets.h"

#include <sodium.h>

#include <stdexcept>

#include "server/demo/failures.h"

/// Random texts and hashes, by libsodium.
namespace vitrine::demo {

bool start_secrets() { return sodium_init() >= 0; }

std::string random_token() {
  unsigned char bytes[32];
  randombytes_buf(bytes, sizeof bytes);
  char text[sodium_base64_ENCODED_LEN(sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];
  sodium_bin2base64(text, sizeof text, bytes, sizeof bytes,
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text;
}

std::string token_hash(std::string_view token) {
  unsigned char hash[crypto_generichash_BYTES];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(token.data()),
                     token.size(), nullptr, 0);
  char text[sizeof hash * 2 + 1];
  return sodium_bin2hex(text, sizeof text, hash, sizeof hash);
}

std::string random_name(int count) {
  constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789";
  std::string name;
  for (int i = 0; i < count; ++i) {
    name += kLetters[randombytes_uniform(static_cast<std::uint32_t>(kLetters.size()))];
  }
  return name;
}

std::string random_uuid() {
  unsigned char bytes[16];
  randombytes_buf(bytes, sizeof bytes);
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0F) | 0x40);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3F) | 0x80);
  char text[sizeof bytes * 2 + 1];
  std::string uuid = sodium_bin2hex(text, sizeof text, bytes, sizeof bytes);
  for (const std::size_t at : {8, 13, 18, 23}) uuid.insert(at, "-");
  return uuid;
}

/// The time in which one password is hashed.
class Passwords::Turn {
 public:
  explicit Turn(Passwords& all) : all_(all) {
    std::unique_lock lock(all_.mutex_);
    if (all_.running_ == kAtATime && all_.waiting_ >= all_.most_waiting_) throw TooManySignIns();
    ++all_.waiting_;
    all_.free_.wait(lock, [&] { return all_.running_ < kAtATime; });
    --all_.waiting_;
    ++all_.running_;
  }
  ~Turn() {
    const std::lock_guard lock(all_.mutex_);
    --all_.running_;
    all_.free_.notify_one();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  Passwords& all_;
};

Passwords::Passwords(int most_waiting) : most_waiting_(most_waiting) {
  decoy_ = hash(random_token());
}

std::string Passwords::hash(const std::string& password) {
  const Turn turn(*this);
  char text[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str(text, password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    throw std::runtime_error("not enough memory to hash a password");
  }
  return text;
}

bool Passwords::matches(const std::string& stored, const std::string& password) {
  const Turn turn(*this);
  const std::string& against = stored.empty() ? decoy_ : stored;
  const bool same =
      crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
  return same && !stored.empty();
}

}  // namespace vitrine::demo
