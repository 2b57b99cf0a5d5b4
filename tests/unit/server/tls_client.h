#pragma once
#include <gtest/gtest.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <string_view>

#include "tests/unit/server/running.h"

/// Certificates that are made for a test, and the client's side of TLS.
namespace vitrine::test {

using Key = std::shared_ptr<EVP_PKEY>;

/// "EC" or "ED25519".
inline Key make_key(const std::string& kind = "EC") {
  EVP_PKEY* key =
      kind == "EC" ? EVP_EC_gen("P-256") : EVP_PKEY_Q_keygen(nullptr, nullptr, kind.c_str());
  return {key, EVP_PKEY_free};
}

template <class Write>
std::string pem(Write write) {
  const std::unique_ptr<BIO, int (*)(BIO*)> memory(BIO_new(BIO_s_mem()), BIO_free);
  EXPECT_EQ(write(memory.get()), 1);
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

inline std::string key_pem(const Key& key, std::string passphrase = {}) {
  return pem([&](BIO* to) {
    if (passphrase.empty()) {
      return PEM_write_bio_PrivateKey(to, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    }
    return PEM_write_bio_PKCS8PrivateKey(to, key.get(), EVP_aes_128_cbc(), passphrase.data(),
                                         static_cast<int>(passphrase.size()), nullptr, nullptr);
  });
}

/// A certificate that its own key signs, for two hours around now.
inline std::string certificate_pem(const Key& key, const std::string& name) {
  const std::unique_ptr<X509, void (*)(X509*)> made(X509_new(), X509_free);
  X509_set_version(made.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(made.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), 3600);
  X509_NAME* subject = X509_get_subject_name(made.get());
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  X509_set_issuer_name(made.get(), subject);
  X509_set_pubkey(made.get(), key.get());
  EXPECT_GT(X509_sign(made.get(), key.get(), EVP_sha256()), 0);
  return pem([&](BIO* to) { return PEM_write_bio_X509(to, made.get()); });
}

/// What a client offers in its handshake.
struct TlsOffer {
  /// As on the wire: each after its length (RFC 7301 §3.1).
  std::string_view protocols = "\x02h2\x08http/1.1";
  /// 0 is the newest there is.
  int newest_version = 0;
};

/// One connection by TLS, as Wire is a plain one. It trusts the certificates of one file.
class TlsWire {
 public:
  TlsWire(const Running& server, const std::string& trusted, std::string_view bytes = {},
          const TlsOffer& offer = {})
      : wire_(server.connect()) {
    SSL_CTX* context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    EXPECT_EQ(SSL_CTX_load_verify_locations(context, trusted.c_str(), nullptr), 1);
    SSL_CTX_set_alpn_protos(context, reinterpret_cast<const unsigned char*>(offer.protocols.data()),
                            static_cast<unsigned>(offer.protocols.size()));
    if (offer.newest_version != 0) {
      SSL_CTX_set_security_level(context, 0);
      SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
      SSL_CTX_set_max_proto_version(context, offer.newest_version);
    }
    session_.reset(SSL_new(context));
    SSL_CTX_free(context);
    SSL_set_fd(session_.get(), wire_.socket());
    ERR_clear_error();
    if (SSL_connect(session_.get()) != 1) refusal_ = ERR_GET_REASON(ERR_peek_last_error());
    send(bytes);
  }

  /// The reason why there is no connection, as OpenSSL numbers them; 0 where there is one.
  int refusal() const { return refusal_; }
  /// Of HTTP, as agreed on.
  std::string protocol() const {
    const unsigned char* name = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(session_.get(), &name, &size);
    return {name, name + size};
  }
  /// How many certificates the server has sent.
  int certificates() const { return sk_X509_num(SSL_get_peer_cert_chain(session_.get())); }

  /// In one record where it has room for that; false when the other side is gone.
  bool send(std::string_view bytes) const {
    const int size = static_cast<int>(bytes.size());
    return size == 0 || SSL_write(session_.get(), bytes.data(), size) == size;
  }
  /// Says with the next record that it has new keys, and asks for new ones (RFC 8446 §4.6.3).
  void renew_keys() const {
    EXPECT_EQ(SSL_key_update(session_.get(), SSL_KEY_UPDATE_REQUESTED), 1);
  }

  std::string read_until(std::string_view text) const {
    std::string all;
    while (all.find(text) == std::string::npos) {
      const std::string byte = read_bytes(1);
      if (byte.empty()) break;
      all += byte;
    }
    return all;
  }
  /// So many bytes; fewer when the other side closes before.
  std::string read_bytes(std::size_t size) const {
    std::string all(size, '\0');
    std::size_t done = 0;
    while (done < size) {
      const int got = SSL_read(session_.get(), all.data() + done, static_cast<int>(size - done));
      if (got <= 0) break;
      done += static_cast<std::size_t>(got);
    }
    all.resize(done);
    return all;
  }
  /// One response with a Content-Length.
  std::string read_response() const {
    std::string head = read_until("\r\n\r\n");
    constexpr std::string_view kLength = "Content-Length: ";
    const auto at = head.find(kLength);
    if (at == std::string::npos) return head;
    return head + read_bytes(std::stoul(head.substr(at + kLength.size())));
  }
  /// All until the other side says that there is no more; ends with "(broken off)" otherwise.
  std::string read_to_end() const {
    std::string all;
    char buffer[4096];
    int got = 0;
    ERR_clear_error();
    while ((got = SSL_read(session_.get(), buffer, sizeof buffer)) > 0) {
      all.append(buffer, static_cast<std::size_t>(got));
    }
    if (SSL_get_error(session_.get(), got) != SSL_ERROR_ZERO_RETURN) all += "(broken off)";
    return all;
  }

 private:
  const Wire wire_;
  std::unique_ptr<SSL, void (*)(SSL*)> session_{nullptr, SSL_free};
  int refusal_ = 0;
};

}  // namespace vitrine::test
