#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/api/model/field.h"

/// The models of a token endpoint (RFC 6749 §3.2), for an API that gives its own tokens:
///
///     api.post("/token",
///              [](Form<TokenRequest> asked, Depends<Accounts> accounts) -> TokenResponse {
///       return {.access_token = accounts->sign_in(*asked), .expires_in = 3600};
///     });
namespace vitrine {

/// What a client asks for a token with: what its `grant_type` needs is there (RFC 6749 §4.1.3,
/// §4.3.2, §4.4.2, §6; RFC 7636 §4.5).
struct TokenRequest {
  std::string grant_type;
  std::optional<std::string> username = {};
  std::optional<std::string> password = {};
  std::optional<std::string> scope = {};
  std::optional<std::string> code = {};
  std::optional<std::string> redirect_uri = {};
  std::optional<std::string> code_verifier = {};
  std::optional<std::string> refresh_token = {};
  std::optional<std::string> client_id = {};
  std::optional<std::string> client_secret = {};
};

/// RFC 6749 §5.1. No cache keeps it.
struct TokenResponse {
  std::string access_token;
  std::string token_type = "Bearer";
  std::optional<std::int64_t> expires_in = {};
  std::optional<std::string> refresh_token = {};
  std::optional<std::string> scope = {};
  std::string cache_control = "no-store";
};

/// True when `verifier` is the one that a code was asked for with, whose challenge was `challenge`
/// by the method S256 (RFC 7636 §4.6).
bool pkce_matches(std::string_view verifier, std::string_view challenge);

template <>
struct Schema<TokenRequest> {
  // What is not understood is ignored (RFC 6749 §3.2).
  static constexpr bool open = true;
  static constexpr auto fields = vitrine::fields(
      field<&TokenRequest::grant_type>("grant_type")
          .description("password, authorization_code, client_credentials or refresh_token."),
      field<&TokenRequest::username>("username"),
      field<&TokenRequest::password>("password").write_only(),
      field<&TokenRequest::scope>("scope").description("Scopes, with spaces between."),
      field<&TokenRequest::code>("code"), field<&TokenRequest::redirect_uri>("redirect_uri"),
      field<&TokenRequest::code_verifier>("code_verifier"),
      field<&TokenRequest::refresh_token>("refresh_token").write_only(),
      field<&TokenRequest::client_id>("client_id"),
      field<&TokenRequest::client_secret>("client_secret").write_only());
};

template <>
struct Schema<TokenResponse> {
  static constexpr auto fields = vitrine::fields(
      field<&TokenResponse::access_token>("access_token"),
      field<&TokenResponse::token_type>("token_type"),
      field<&TokenResponse::expires_in>("expires_in").description("In seconds."),
      field<&TokenResponse::refresh_token>("refresh_token"), field<&TokenResponse::scope>("scope"));
  static constexpr auto headers =
      vitrine::fields(field<&TokenResponse::cache_control>("Cache-Control"));
};

}  // namespace vitrine
