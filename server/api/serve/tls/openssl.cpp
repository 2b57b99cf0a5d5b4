#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <mutex>
#include <new>
#include <utility>

#include "server/api/serve/tls.h"

/// TLS by OpenSSL; the only place that knows it.
namespace vitrine {

namespace {

template <auto release>
struct Released {
  template <class T>
  void operator()(T* object) const {
    release(object);
  }
};
using Context = std::unique_ptr<SSL_CTX, Released<SSL_CTX_free>>;
using Session = std::unique_ptr<SSL, Released<SSL_free>>;
using Key = std::unique_ptr<EVP_PKEY, Released<EVP_PKEY_free>>;
using File = std::unique_ptr<BIO, Released<BIO_free>>;

constexpr int kDone = 1;

/// Of TLS 1.2 those with forward secrecy and authenticated encryption (RFC 9325 §4.2); all of TLS
/// 1.3 are such.
constexpr char kCiphers[] = "ECDHE+AESGCM:ECDHE+CHACHA20";

/// A session and its socket. Writers of a stream send while the connection receives, and a session
/// is for one thread at a time. It writes without MSG_NOSIGNAL: serve() and cpp-httplib ignore
/// SIGPIPE.
class TlsChannel final : public Channel {
 public:
  TlsChannel(int socket, Session session) noexcept
      : Channel(socket), session_(std::move(session)) {}

  ssize_t receive(char* to, std::size_t size) override {
    const std::lock_guard lock(mutex_);
    if (ending_) finish();
    receiving_ = POLLIN;
    if (state_ == State::handshake) {
      ERR_clear_error();
      const int result = SSL_accept(session_.get());
      if (result != kDone) return fail(result, receiving_);
      state_ = State::established;
    }
    if (state_ == State::broken) return lost();
    ERR_clear_error();
    std::size_t got = 0;
    const int result = SSL_read_ex(session_.get(), to, size, &got);
    if (result == kDone) return static_cast<ssize_t>(got);
    if (SSL_get_error(session_.get(), result) == SSL_ERROR_ZERO_RETURN) return 0;
    return fail(result, receiving_);
  }

  ssize_t send(std::string_view bytes) override {
    const std::lock_guard lock(mutex_);
    if (state_ != State::established) return lost();
    sending_ = POLLOUT;
    ERR_clear_error();
    std::size_t sent = 0;
    const int result = SSL_write_ex(session_.get(), bytes.data(), bytes.size(), &sent);
    unfinished_ = result != kDone;
    return unfinished_ ? fail(result, sending_) : static_cast<ssize_t>(sent);
  }

  void end_sending() override {
    const std::lock_guard lock(mutex_);
    finish();
  }

  bool established() const override {
    const std::lock_guard lock(mutex_);
    return state_ == State::established;
  }
  bool has_pending() const override {
    const std::lock_guard lock(mutex_);
    return SSL_pending(session_.get()) > 0;
  }
  short before_receiving() const override {
    const std::lock_guard lock(mutex_);
    return ending_ ? POLLIN | POLLOUT : receiving_;
  }
  short before_sending() const override {
    const std::lock_guard lock(mutex_);
    return sending_;
  }

 private:
  enum class State { handshake, established, broken };

  static ssize_t lost() {
    errno = ECONNRESET;
    return -1;
  }

  /// The end of an operation that was not done. TLS may have to send before it can receive, and the
  /// other way round: `events` gets what to wait for.
  ssize_t fail(int result, short& events) {
    switch (SSL_get_error(session_.get(), result)) {
      case SSL_ERROR_WANT_READ:
        events = POLLIN;
        break;
      case SSL_ERROR_WANT_WRITE:
        events = POLLOUT;
        break;
      default:
        state_ = State::broken;
        return lost();
    }
    errno = EAGAIN;
    return -1;
  }

  /// The alert close_notify (RFC 8446 §6.1), then the end of the stream of bytes. When there is no
  /// room for the alert, the next receive() tries again.
  void finish() {
    if (ended_) return;
    if (state_ == State::established && !unfinished_) {
      ERR_clear_error();
      const int result = SSL_shutdown(session_.get());
      ending_ = result < 0 && SSL_get_error(session_.get(), result) == SSL_ERROR_WANT_WRITE;
      if (ending_) return;
    } else {
      state_ = State::broken;
    }
    ended_ = true;
    Channel::end_sending();
  }

  mutable std::mutex mutex_;
  const Session session_;
  State state_ = State::handshake;
  /// A record that was begun is not sent to its end.
  bool unfinished_ = false;
  /// close_notify is on its way, and was sent as far as it can be.
  bool ending_ = false;
  bool ended_ = false;
  short receiving_ = POLLIN;
  short sending_ = POLLOUT;
};

class OpenSslTls final : public Tls {
 public:
  explicit OpenSslTls(Context context) : context_(std::move(context)) {}

  std::unique_ptr<Channel> accept(int socket) const override {
    Session session(SSL_new(context_.get()));
    if (!session || SSL_set_fd(session.get(), socket) != kDone) throw std::bad_alloc();
    return std::make_unique<TlsChannel>(socket, std::move(session));
  }

 private:
  const Context context_;
};

/// HTTP/1.1 of what the client offers; one that offers other protocols only is refused (RFC 7301
/// §3.2).
int choose_protocol(SSL*, const unsigned char** to, unsigned char* size,
                    const unsigned char* offered, unsigned int offered_size, void*) {
  static constexpr unsigned char kHttp11[] = "\x08http/1.1";
  unsigned char* chosen = nullptr;
  const int found =
      SSL_select_next_proto(&chosen, size, kHttp11, sizeof kHttp11 - 1, offered, offered_size);
  *to = chosen;
  return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

/// A server has nobody to ask for a passphrase; OpenSSL would ask the terminal.
int no_passphrase(char*, int, int, void*) { return -1; }

Context make_context() {
  Context context(SSL_CTX_new(TLS_server_method()));
  if (!context || SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION) != kDone ||
      SSL_CTX_set_cipher_list(context.get(), kCiphers) != kDone) {
    return nullptr;
  }
  SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION);
  // Tickets do it without memory of ours.
  SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
  SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE |
                                      SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                      SSL_MODE_RELEASE_BUFFERS);
  // A client that sends records without content gets one turn for each.
  SSL_CTX_clear_mode(context.get(), SSL_MODE_AUTO_RETRY);
  SSL_CTX_set_alpn_select_cb(context.get(), choose_protocol, nullptr);
  return context;
}

/// Why OpenSSL could not do what was asked since the last ERR_clear_error().
std::string reason() {
  const char* words = ERR_reason_error_string(ERR_peek_error());
  return words ? std::string(": ") + words : "";
}

/// "" for a file that can be read.
std::string why_unreadable(const std::string& path) {
  return ::access(path.c_str(), R_OK) == 0 ? "" : std::strerror(errno);
}

std::string use_certificate(SSL_CTX* context, const std::string& path) {
  if (const std::string why = why_unreadable(path); !why.empty()) {
    return "cannot read the certificate " + path + ": " + why +
           ". Give the path of a PEM file by --certificate";
  }
  ERR_clear_error();
  if (SSL_CTX_use_certificate_chain_file(context, path.c_str()) == kDone) return {};
  return "cannot use the certificate " + path + reason() +
         ". Give a PEM file by --certificate: that of this server first, then those that sign it";
}

/// The path is not in the words: where somebody gives the key itself, it would be logged.
std::string use_key(SSL_CTX* context, const std::string& path, const std::string& certificate) {
  if (const std::string why = why_unreadable(path); !why.empty()) {
    return "cannot read the key of the certificate: " + why +
           ". Give the path of its PEM file by --key";
  }
  const File file(BIO_new_file(path.c_str(), "r"));
  const Key key(file ? PEM_read_bio_PrivateKey(file.get(), nullptr, no_passphrase, nullptr)
                     : nullptr);
  if (!key) {
    return "cannot use the key of the certificate: its file holds none in PEM, or one with a "
           "passphrase. Give a PEM file without passphrase by --key";
  }
  if (SSL_CTX_use_PrivateKey(context, key.get()) == kDone &&
      SSL_CTX_check_private_key(context) == kDone) {
    return {};
  }
  return "the key does not match the certificate " + certificate +
         ". Give by --key the one that it was made with; of several certificates in the file "
         "this server's is the first";
}

}  // namespace

std::variant<std::unique_ptr<const Tls>, std::string> open_tls(const std::string& certificate,
                                                               const std::string& key) {
  if (certificate.empty() || key.empty()) {
    return std::string("TLS needs a certificate and its key, and there is no ") +
           (certificate.empty() ? "certificate. Give its PEM file by --certificate"
                                : "key. Give its PEM file by --key");
  }
  Context context = make_context();
  if (!context) return "OpenSSL offers no TLS here" + reason();
  std::string problem = use_certificate(context.get(), certificate);
  if (problem.empty()) problem = use_key(context.get(), key, certificate);
  if (!problem.empty()) return problem;
  return std::make_unique<const OpenSslTls>(std::move(context));
}

}  // namespace vitrine
