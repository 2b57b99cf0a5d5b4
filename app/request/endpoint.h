#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "app/json/result.h"

/// Addresses that secrets are sent to when signing in.
namespace vitrine::request {

/// Scheme, host and port of an http or https URL; empty for everything else. As browsers write it:
/// in lower case, without user name, without the port that the scheme has anyway.
std::string origin_of(std::string_view url);

/// True for https, and for http that does not leave the machine (W3C Secure Contexts §3.1).
bool is_confidential(std::string_view origin);

/// An address of http or https with an ordinary host. Only `endpoint` makes one, and requests for
/// tokens are made from nothing else: the origin that a dialog names is the one that gets them.
class Endpoint {
 public:
  Endpoint() = default;  ///< of nothing
  const std::string& url() const { return url_; }
  const std::string& origin() const { return origin_; }
  bool empty() const { return url_.empty(); }

 private:
  friend json::Result<Endpoint> endpoint(std::string_view server_url, std::string_view reference,
                                         std::string_view field);
  explicit Endpoint(std::string url) : url_(std::move(url)), origin_(origin_of(url_)) {}

  std::string url_;
  std::string origin_;
};

/// The address that `field` of a Security Scheme or OAuth Flow Object gives as `reference`. It is
/// the address of an API, not of a document: relative ones are resolved against the server's
/// (OAS 3.0.3 §4.6 "Relative References in URLs", 3.1.1 §4.6, 3.2.0 "API URLs"), the server of 2.0
/// being its schemes, host and basePath. `server_url` is from expand(), empty when it is not known.
/// A fragment is dropped. Error in words that begin with `field`.
json::Result<Endpoint> endpoint(std::string_view server_url, std::string_view reference,
                                std::string_view field);

}  // namespace vitrine::request
