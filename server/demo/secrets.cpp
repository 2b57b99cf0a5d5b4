#include "server/demo/secrets.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "server/demo/failures.h"

/// Random texts and hashes, by libsodium.
namespace vitrine::demo {

namespace {

constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr std::size_t kKeyBytes = 32;

/// A file that is whole or not there.
bool write_key(const std::filesystem::path& file) {
  const std::string key = random_bytes(kKeyBytes);
  const std::string unfinished = file.string() + ".new";
  const int opened =
      ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (opened < 0) return false;
  const bool written = ::write(opened, key.data(), key.size()) == static_cast<ssize_t>(key.size());
  ::close(opened);
  std::error_code error;
  if (written) std::filesystem::rename(unfinished, file, error);
  return written && !error;
}

}  // namespace

bool start_secrets() { return sodium_init() >= 0; }

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::string random_token() { return base64url(random_bytes(32)); }

std::string base64url(std::string_view bytes) {
  // The last one is 0.
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), kVariant);
  text.pop_back();
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &size, nullptr, kVariant) != 0) {
    return std::nullopt;
  }
  bytes.resize(size);
  return bytes;
}

std::optional<std::string> kept_key(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::exists(file, error) && !write_key(file)) return std::nullopt;
  std::ifstream in(file, std::ios::binary);
  std::string key(std::istreambuf_iterator<char>(in), {});
  if (key.size() != kKeyBytes) return std::nullopt;
  return key;
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
