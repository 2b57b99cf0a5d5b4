#include "app/request/request.h"

#include <algorithm>
#include <set>

#include "app/json/uri.h"
#include "app/request/base64.h"
#include "app/text/ascii.h"

namespace vitrine::request {
namespace {

using openapi::Location;
using openapi::SchemeType;
using openapi::Severity;

constexpr size_t kAll = std::string::npos;

class Builder {
 public:
  explicit Builder(const RequestInput& input) : input_(input) {}

  Built build() {
    built_.request.method = input_.operation ? input_.operation->method : "GET";
    if (refuse_header(built_.request.method, "")) {
      notice(Severity::error, "method", built_.request.method,
             "this method is not a word that HTTP can send", Reason::method);
    }
    if (input_.operation) {
      path_ = input_.operation->path;
      add_parameters();
    }
    for (const AddedField& added : input_.extra_query) {
      const std::string prefix = json::percent_encode(added.name) + '=';
      SecretText piece{prefix + json::percent_encode(added.value), {}};
      if (added.secret) mark(piece, prefix.size(), added.name);
      add_query(std::move(piece));
    }
    if (!input_.accept.empty()) add_header("header", "Accept", {input_.accept, {}});
    add_body();
    add_extra_headers();
    for (const Credential& credential : input_.credentials) add_credential(credential);
    if (!cookies_.text.empty()) add_cookie_header();
    make_url();
    return std::move(built_);
  }

 private:
  void notice(Severity severity, std::string in, std::string name, std::string message,
              Reason reason = Reason::other, std::string value = {}) {
    built_.notices.push_back(
        {severity, std::move(in), std::move(name), std::move(message), reason, std::move(value)});
  }

  void add_parameters() {
    const openapi::Operation& operation = *input_.operation;
    // Replaced from the template in one pass, so that a value with braces is not taken for a name.
    std::vector<std::pair<std::string, SecretText>> in_path;
    for (size_t i = 0; i < operation.parameters.size(); ++i) {
      const openapi::Parameter& parameter = operation.parameters[i];
      ParameterValue typed;
      if (i < input_.parameters.size()) typed = input_.parameters[i];
      if (parameter.ignored) {
        if (typed.state != State::unset) {
          notice(Severity::note, "header", parameter.name,
                 "OpenAPI ignores a header parameter of this name: it comes from the body, the "
                 "expected response or Authorize",
                 Reason::ignored_header);
        }
        continue;
      }
      const Serialisation rule = serialisation_of(parameter);
      const openapi::SchemaView schema = view_of(parameter);
      const Instance value = instance(typed, rule, schema);
      json::Result<std::string> text = serialise(rule, value.value());
      if (!text) {
        notice(Severity::error, name(parameter.in), parameter.name, text.error().message);
        continue;
      }
      SecretText piece{*text, {}};
      if (value.present && i < input_.secret.size() && input_.secret[i])
        mark_values(piece, parameter);
      switch (parameter.in) {
        case Location::path:
          if (!value.present || text->empty()) {
            notice(Severity::error, "path", parameter.name,
                   "the address cannot be made without a value for " + parameter.name,
                   Reason::path_value, parameter.name);
          }
          if (value.present) in_path.emplace_back(parameter.name, std::move(piece));
          break;
        case Location::query:
        case Location::querystring:
          if (!piece.text.empty()) add_query(std::move(piece));
          break;
        case Location::header:
          if (rule.media_type.empty() ? has_text(value.value()) : value.present) {
            add_header("header", parameter.name, std::move(piece));
          }
          break;
        case Location::cookie:
          if (!piece.text.empty()) add_cookie(std::move(piece));
          break;
      }
    }
    fill_path(in_path);
  }

  openapi::SchemaView view_of(const openapi::Parameter& parameter) const {
    if (!input_.documents) return {};
    const json::Cursor& cursor =
        !parameter.content.empty() ? parameter.content.front().schema : parameter.schema;
    return openapi::SchemaView(*input_.documents, cursor, input_.operation->dialect);
  }

  void fill_path(const std::vector<std::pair<std::string, SecretText>>& values) {
    const std::string_view pattern = input_.operation->path;
    SecretText path;
    for (size_t at = 0; at < pattern.size();) {
      const size_t open = pattern.find('{', at);
      const size_t close =
          open == std::string_view::npos ? std::string_view::npos : pattern.find('}', open);
      if (close == std::string_view::npos) {
        path.text += encode_template(pattern.substr(at));
        break;
      }
      path.text += encode_template(pattern.substr(at, open - at));
      const std::string_view name = pattern.substr(open + 1, close - open - 1);
      const SecretText* value = nullptr;
      for (const auto& entry : values) {
        if (entry.first == name) value = &entry.second;
      }
      if (value) {
        path.append(*value);
      } else {
        path.text += '{' + json::percent_encode(name) + '}';
      }
      at = close + 1;
    }
    path_secret_ = std::move(path);
    for (std::string_view rest = path_secret_.text; !rest.empty();) {
      const std::string segment = json::percent_decode(text::take_piece(rest, '/'));
      if (segment == "." || segment == "..") {
        notice(Severity::error, "path", "",
               "a part of the path that is \"" + segment +
                   "\" cannot be sent: every browser takes it for a folder and removes it",
               Reason::path_dots, segment);
      }
    }
  }

  /// The literal parts of a template: what cannot stand in a path is encoded, %XX stays. A query
  /// written into the template, against the specification, stays one.
  static std::string encode_template(std::string_view text) {
    return json::percent_encode(text, "/:@!$&'()*+,;=%?");
  }

  /// Marks the values of `name=value` pairs, or all of a piece that has none.
  void mark_values(SecretText& piece, const openapi::Parameter& parameter) {
    if (parameter.in == Location::path || parameter.in == Location::header)
      return mark(piece, 0, parameter.name);
    const char separator = parameter.in == Location::cookie ? ';' : '&';
    const std::string& text = piece.text;
    for (size_t at = 0, end = 0; at < text.size(); at = end + 1) {
      end = std::min(text.find(separator, at), text.size());
      const size_t equals = text.find('=', at);
      mark(piece, equals < end ? equals + 1 : at, parameter.name, end);
    }
  }

  /// Marks what is from `begin` on, under a name made of `hint`.
  void mark(SecretText& text, size_t begin, std::string_view hint, size_t end = kAll) {
    end = std::min(end, text.text.size());
    if (begin >= end) return;
    const std::string base = variable_name(hint);
    std::string unique = base;
    for (int n = 2; !names_.insert(unique).second; ++n) unique = base + '_' + std::to_string(n);
    text.secrets.push_back(
        {static_cast<uint32_t>(begin), static_cast<uint32_t>(end), std::move(unique)});
  }

  void add_query(const SecretText& piece) {
    if (!query_.text.empty()) query_.text += '&';
    query_.append(piece);
  }
  void add_query(std::string text) { add_query(SecretText{std::move(text), {}}); }

  void add_cookie(const SecretText& piece) {
    if (!cookies_.text.empty()) cookies_.text += "; ";
    cookies_.append(piece);
  }

  void add_header(const std::string& in, const std::string& name, SecretText value) {
    if (auto reason = refuse_header(name, value.text)) {
      notice(Severity::error, in, name, *reason);
      return;
    }
    if (forbidden_in_browsers(name)) {
      notice(Severity::note, in, name,
             "Browsers don't let pages set this header. It is only in the code samples.",
             Reason::forbidden_header);
    }
    built_.request.headers.push_back({name, std::move(value)});
  }

  void add_extra_headers() {
    std::vector<HeaderField>& headers = built_.request.headers;
    for (const AddedField& added : input_.extra_headers) {
      std::erase_if(headers, [&](const HeaderField& field) {
        return text::equals_ignoring_case(field.name, added.name);
      });
    }
    for (const AddedField& added : input_.extra_headers) {
      SecretText value{added.value, {}};
      if (added.secret) mark(value, 0, "TOKEN");
      add_header("header", added.name, std::move(value));
    }
  }

  bool is_extra_header(std::string_view name) const {
    for (const AddedField& added : input_.extra_headers) {
      if (text::equals_ignoring_case(added.name, name)) return true;
    }
    return false;
  }

  void add_cookie_header() {
    if (auto reason = refuse_header("Cookie", cookies_.text)) {
      notice(Severity::error, "cookie", "", *reason);
      return;
    }
    notice(Severity::note, "cookie", "",
           "Browsers don't let pages set cookies. This one is only in the code samples.",
           Reason::cookie);
    built_.request.headers.push_back({"Cookie", cookies_});
  }

  void add_body() {
    if (!input_.body) return;
    const std::string& method = built_.request.method;
    if (method == "GET" || method == "HEAD") {
      notice(Severity::error, "body", "",
             "browsers send no body with " + method + "; leave it out or use the code",
             Reason::body_of_method, method);
    }
    if (!input_.content_type.empty()) {
      add_header("body", "Content-Type", {input_.content_type, {}});
    }
    built_.request.body = input_.body;
    for (const BodyPiece& run : *input_.body) {
      if (const auto* text = std::get_if<SecretText>(&run)) {
        for (const Secret& secret : text->secrets) names_.insert(secret.name);
      }
    }
  }

  void add_credential(const Credential& credential) {
    const openapi::SecurityScheme* scheme = credential.scheme;
    if (!scheme) return;
    const bool given = !credential.secret.empty() || !credential.user.empty();
    if (!given && scheme->type != SchemeType::mutual_tls) return;
    switch (scheme->type) {
      case SchemeType::api_key:
        add_api_key(*scheme, credential.secret);
        break;
      case SchemeType::http:
        add_http(*scheme, credential);
        break;
      case SchemeType::oauth2:
      case SchemeType::open_id_connect:
        authorize("Bearer ", credential.secret, "TOKEN");
        break;
      case SchemeType::mutual_tls:
        notice(Severity::note, "security", scheme->key,
               "the certificate is chosen by the browser, not by the page", Reason::certificate);
        break;
      case SchemeType::unknown:
        break;
    }
  }

  void add_http(const openapi::SecurityScheme& scheme, const Credential& credential) {
    if (scheme.scheme == "basic") {
      if (credential.user.find(':') != std::string::npos) {
        notice(Severity::error, "security", scheme.key, "a user name cannot hold a colon",
               Reason::user_colon);
        return;
      }
      authorize("Basic ", base64(credential.user + ':' + credential.secret), "CREDENTIALS");
    } else if (scheme.scheme == "bearer") {
      authorize("Bearer ", credential.secret, "TOKEN");
    } else if (!scheme.scheme.empty()) {
      std::string word = scheme.scheme;
      word[0] = text::upper(word[0]);
      authorize(word + ' ', credential.secret, "TOKEN");
    }
  }

  void authorize(const std::string& prefix, const std::string& secret, const char* hint) {
    if (is_extra_header("authorization")) return;
    SecretText value{prefix + secret, {}};
    mark(value, prefix.size(), hint);
    if (built_.request.header("authorization")) {
      notice(Severity::warning, "security", "",
             "there are two credentials for the one header Authorization; few servers understand "
             "that",
             Reason::two_credentials);
    }
    add_header("security", "Authorization", std::move(value));
  }

  void add_api_key(const openapi::SecurityScheme& scheme, const std::string& key) {
    if (scheme.in == Location::query) {
      const std::string prefix = json::percent_encode(scheme.name) + '=';
      SecretText piece{prefix + json::percent_encode(key), {}};
      mark(piece, prefix.size(), "TOKEN");
      add_query(std::move(piece));
    } else if (scheme.in == Location::cookie) {
      const std::string prefix = scheme.name + '=';
      SecretText piece{prefix + json::percent_encode(key, "!#$&'()*+/:<=>?@[]^`{|}"), {}};
      mark(piece, prefix.size(), "TOKEN");
      add_cookie(std::move(piece));
    } else {
      if (is_extra_header(scheme.name)) return;
      SecretText value{key, {}};
      mark(value, 0, "TOKEN");
      add_header("security", scheme.name, std::move(value));
    }
  }

  void make_url() {
    SecretText& url = built_.request.url;
    url.text = input_.server_url;
    if (path_secret_.text.empty()) path_secret_.text = path_;
    const bool slash = !path_secret_.text.empty() && path_secret_.text[0] == '/';
    if (slash) {
      while (!url.text.empty() && url.text.back() == '/') url.text.pop_back();
    } else if (!path_secret_.text.empty() && (url.text.empty() || url.text.back() != '/')) {
      url.text += '/';
    }
    url.append(path_secret_);
    if (!query_.text.empty()) {
      url.text += url.text.find('?') == std::string::npos ? '?' : '&';
      url.append(query_);
    }
    const json::Uri parts = json::split_uri(url.text);
    const bool plain = parts.scheme && *parts.scheme == "http";
    bool local = false;
    if (plain && parts.authority) {
      std::string_view host = *parts.authority;
      host = host.substr(0, host.rfind(':'));
      local = host == "localhost" || host == "127.0.0.1" || host == "[::1]";
    }
    if (plain && !local && !input_.credentials.empty()) {
      notice(Severity::warning, "security", "",
             "credentials travel unencrypted: the server address is http, not https",
             Reason::unencrypted);
    }
  }

  const RequestInput& input_;
  Built built_;
  std::string path_;
  SecretText path_secret_;
  SecretText query_;
  SecretText cookies_;
  std::set<std::string> names_;
};

}  // namespace

Built build(const RequestInput& input) { return Builder(input).build(); }

bool Built::sendable() const {
  for (const Notice& notice : notices) {
    if (notice.severity == Severity::error) return false;
  }
  return true;
}

}  // namespace vitrine::request
