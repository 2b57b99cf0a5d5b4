// Puts an imported request into the form of the operation that it belongs to.
#include "app/session/tools/import.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "app/json/reader.h"
#include "app/json/uri.h"
#include "app/json/write.h"
#include "app/json/writer.h"
#include "app/request/base64.h"
#include "app/request/typed.h"
#include "app/session/credentials/update.h"
#include "app/session/exchange/exchange.h"
#include "app/session/form/update.h"
#include "app/session/navigation/update.h"
#include "app/session/saved/update.h"
#include "app/session/tools/update.h"
#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

using openapi::Location;
using request::ImportedRequest;

struct Target {
  size_t operation = 0;
  PathValues values;
  size_t score = 0;
};

/// The paths that the addresses of the description's servers end with, and none.
std::vector<std::string> bases(const openapi::Description& description) {
  std::vector<std::string> all = {""};
  for (const openapi::Server& server : description.servers()) {
    const auto url = request::expand(server);
    std::string path(url ? json::split_uri(*url).path : std::string_view());
    while (!path.empty() && path.back() == '/') path.pop_back();
    if (!path.empty() && path != "/") all.push_back(std::move(path));
  }
  return all;
}

/// The operation whose template leaves the least of the path to its parameters.
std::optional<Target> find_target(const openapi::Description& description,
                                  const std::string& method, std::string_view path) {
  std::optional<Target> best;
  for (const std::string& base : bases(description)) {
    if (path.substr(0, base.size()) != base) continue;
    const std::string_view rest = path.substr(base.size());
    for (size_t i = 0; i < description.operations().size(); ++i) {
      const openapi::OperationEntry& each = description.operations()[i];
      if (each.webhook || each.method != method) continue;
      auto values = match_path(each.path, rest.empty() ? "/" : rest);
      if (!values) continue;
      const size_t literals = each.path.size() - static_cast<size_t>(std::count(
                                                     each.path.begin(), each.path.end(), '{'));
      const size_t score = 1000 * base.size() +
                           (each.path.find('{') == std::string::npos ? 500 : 0) +
                           std::min<size_t>(literals, 400);
      if (!best || score > best->score) best = Target{i, std::move(*values), score};
    }
  }
  return best;
}

/// The same where the description does not know what the path begins with: `/v2/users` is `/users`.
std::optional<Target> find_any_target(const openapi::Description& description,
                                      const std::string& method, std::string_view path) {
  constexpr int kMostLeft = 8;
  auto target = find_target(description, method, path);
  for (int left = 0; !target && left < kMostLeft; ++left) {
    const size_t slash = path.find('/', 1);
    if (slash == std::string_view::npos) break;
    path.remove_prefix(slash);
    target = find_target(description, method, path);
  }
  return target;
}

/// Headers that come from the browser, the body or the response that is expected.
bool is_implied(std::string_view name) {
  const std::string lower = text::lower(name);
  return lower == "content-type" || lower == "accept" || lower == "user-agent" ||
         lower == "authorization" || lower == "priority" || lower == "pragma" ||
         lower == "cache-control" || lower == "accept-language" || lower == "cookie" ||
         lower == "upgrade-insecure-requests" || request::forbidden_in_browsers(lower);
}

class Filler {
 public:
  /// `with_secrets`: the user wants them, and the request goes to the server they were written for.
  Filler(const Session& session, const ImportedRequest& request, const Target& target,
         bool with_secrets)
      : session_(session),
        shown_(*session.shown),
        request_(request),
        target_(target),
        left_(request.left_out),
        with_secrets_(with_secrets) {}

  /// The input, as saved/keep.cpp writes it.
  std::string text() {
    json::Writer writer(text_);
    writer.begin_object();
    parameters(writer);
    body(writer);
    writer.end_object();
    return std::move(text_);
  }
  std::vector<std::string> left_out() { return std::move(left_); }

 private:
  void add(json::Writer& writer, const openapi::Parameter& parameter,
           const request::Instance& instance) {
    if (!instance.present) return;
    const json::Value value = instance.value();
    writer.begin_object().string("in", openapi::name(parameter.in));
    writer.string("name", parameter.name).string("state", value.is_null() ? "null" : "value");
    writer.string("text", value.is_string()                       ? std::string(value.string())
                          : value.is_array() || value.is_object() ? json::compact(value)
                                                                  : std::string(value.lexeme()));
    writer.end_object();
  }

  void parameters(json::Writer& writer) {
    const std::vector<request::Pair> pairs = request::split_query(address_of(request_.url).query);
    const std::string* cookie = request_.header("cookie");
    const auto cookies = request::split_cookies(cookie ? *cookie : std::string());
    std::vector<bool> used(pairs.size());
    writer.begin_array("parameters");
    for (size_t i = 0; i < shown_.operation.parameters.size(); ++i) {
      const openapi::Parameter& parameter = shown_.operation.parameters[i];
      const request::Serialisation& rule = shown_.rules[i];
      const openapi::SchemaView& view = shown_.views[i];
      if (parameter.ignored) continue;
      if (parameter.in == Location::path) {
        for (const auto& [name, value] : target_.values) {
          if (name == parameter.name) add(writer, parameter, parse_path(rule, view, value));
        }
      } else if (parameter.in == Location::header) {
        const std::string* value = request_.header(parameter.name);
        if (value) add(writer, parameter, parse_header(rule, view, *value));
      } else if (parameter.in == Location::cookie) {
        add(writer, parameter, parse_cookie(rule, view, cookies));
      } else {
        add(writer, parameter, parse_query(rule, view, pairs, &used));
      }
    }
    writer.end_array();
    writer.begin_array("extras");
    for (size_t i = 0; i < pairs.size(); ++i) {
      if (i < used.size() && used[i]) continue;
      add_extra(writer, Location::query, plain(pairs[i].name), plain(pairs[i].value));
    }
    for (const auto& [name, value] : request_.headers) {
      if (!is_implied(name) && !has_header(name)) add_extra(writer, Location::header, name, value);
    }
    writer.end_array();
  }

  /// What the description does not name is an addition of the user.
  void add_extra(json::Writer& writer, Location in, std::string name, const std::string& value) {
    constexpr int kMost = 100;
    const bool secret = is_secret_name(session_, in, name);
    // It becomes a credential, where it is one.
    if (with_secrets_ && secret && is_api_key(session_, in, name)) return;
    if (extras_ == kMost || (secret && !with_secrets_)) {
      left_.push_back((in == Location::query ? "?" : "") + name);
      return;
    }
    ++extras_;
    const ExtraKind kind = in == Location::query ? ExtraKind::query : ExtraKind::header;
    writer.begin_object().number("kind", static_cast<int>(kind)).string("name", name);
    writer.string("value", value).end_object();
  }

  /// As forms write it.
  static std::string plain(std::string text) {
    std::replace(text.begin(), text.end(), '+', ' ');
    return json::percent_decode(text);
  }

  bool has_header(const std::string& name) const {
    for (const openapi::Parameter& parameter : shown_.operation.parameters) {
      if (parameter.in == Location::header && text::equals_ignoring_case(parameter.name, name))
        return true;
    }
    return false;
  }

  void body(json::Writer& writer) {
    if (request_.body.empty() && request_.parts.empty()) return;
    const auto& body = shown_.operation.request_body;
    if (!body || body->content.empty()) {
      left_.emplace_back("body");
      return;
    }
    const std::string* header = request_.header("content-type");
    const std::string type = !request_.parts.empty() ? "multipart/form-data"
                             : header                ? text::essence(*header)
                                                     : std::string();
    size_t index = 0;
    bool found = false;
    for (size_t i = body->content.size(); i-- > 0;) {
      if (text::essence(body->content[i].name) != type) continue;
      index = i;
      found = true;
    }
    for (size_t i = body->content.size(); !found && i-- > 0;) {
      if (shown_.bodies[i].json && !json::read(request_.body).error) index = i;
    }
    writer.string("contentType", body->content[index].name);
    writer.string("body", text_of(shown_.bodies[index], type));
  }

  std::string text_of(const Shown::BodySchema& body, std::string_view type) const {
    if (!request_.parts.empty()) return object_of(body.view, request_.parts);
    if (body.kind != request::BodyKind::form || type != "application/x-www-form-urlencoded")
      return request_.body;
    std::vector<std::pair<std::string, std::string>> decoded;
    for (const request::Pair& pair : request::split_query(request_.body))
      decoded.emplace_back(plain(pair.name), plain(pair.value));
    return object_of(body.view, decoded);
  }

  static void add_value(json::Writer& writer, const openapi::SchemaView& view,
                        const std::string& value) {
    const openapi::Kinds kinds = view ? view.kinds() : openapi::Kinds();
    const bool nested = (kinds.object || kinds.array) && !json::read(value).error;
    if (view && (nested || request::is_literal(kinds, value))) {
      writer.raw(value);
    } else {
      writer.string(value);
    }
  }

  /// The object that is edited for a form: a name that is there twice is a list.
  static std::string object_of(const openapi::SchemaView& view,
                               const std::vector<std::pair<std::string, std::string>>& pairs) {
    std::string text;
    json::Writer writer(text);
    writer.begin_object();
    std::vector<std::string_view> done;
    for (const auto& [name, value] : pairs) {
      if (std::find(done.begin(), done.end(), name) != done.end()) continue;
      done.push_back(name);
      const openapi::SchemaView property = view ? view.property(name) : openapi::SchemaView();
      const auto same = [&, wanted = std::string_view(name)](const auto& pair) {
        return pair.first == wanted;
      };
      const bool list = std::count_if(pairs.begin(), pairs.end(), same) > 1;
      writer.key(name);
      if (!list) {
        add_value(writer, property, value);
        continue;
      }
      writer.begin_array();
      for (const auto& pair : pairs) {
        if (same(pair))
          add_value(writer, property ? property.items() : openapi::SchemaView(), pair.second);
      }
      writer.end_array();
    }
    writer.end_object();
    return text;
  }

  const Session& session_;
  const Shown& shown_;
  const ImportedRequest& request_;
  const Target& target_;
  std::vector<std::string> left_;
  bool with_secrets_;
  int extras_ = 0;
  std::string text_;
};

/// Chooses the server of the address; false where the operation has none of that origin.
bool choose_origin(Session& session, const std::string& origin, Effects& effects) {
  if (origin.empty() || origin == server_origin(session)) return true;
  const auto& servers = session.shown->operation.servers;
  for (uint32_t i = 0; i < servers.size(); ++i) {
    const auto url = request::expand(servers[i]);
    if (!url || request::origin_of(*url) != origin) continue;
    apply(session, ChooseServer{i}, effects);
    return true;
  }
  return false;
}

/// Takes the credentials of a request for a scheme of the description; false where none fits.
bool use_credentials(Session& session, const ImportedRequest& request, Effects& effects) {
  const std::string* header = request.header("authorization");
  for (const openapi::SecurityScheme& scheme : session.spec->description.security_schemes()) {
    Credential credential;
    credential.scheme = scheme.key;
    credential.origin = server_origin(session);
    const std::string* key = nullptr;
    const bool basic = scheme.type == openapi::SchemeType::http && scheme.scheme == "basic";
    if (scheme.type == openapi::SchemeType::api_key && scheme.in == Location::header) {
      key = request.header(scheme.name);
      if (key) credential.secret = *key;
    } else if (scheme.type == openapi::SchemeType::api_key && scheme.in == Location::query) {
      for (const request::Pair& pair : request::split_query(address_of(request.url).query)) {
        if (json::percent_decode(pair.name) == scheme.name)
          credential.secret = json::percent_decode(pair.value);
      }
    } else if (header && basic && text::lower(header->substr(0, 6)) == "basic ") {
      const auto decoded = request::from_base64(text::trim(header->substr(6)));
      const size_t colon = decoded ? decoded->find(':') : std::string::npos;
      if (colon == std::string::npos) continue;
      credential.user = decoded->substr(0, colon);
      credential.secret = decoded->substr(colon + 1);
    } else if (header && !basic && scheme.type != openapi::SchemeType::api_key &&
               is_supported(scheme) && text::lower(header->substr(0, 7)) == "bearer ") {
      credential.secret = text::trim(header->substr(7));
    }
    if (credential.secret.empty() || credential.origin.empty()) continue;
    give(session, scheme, std::move(credential), effects);
    return true;
  }
  return false;
}

void take(Session& session, uint32_t index, Effects& effects) {
  Import& imported = session.tools->imported;
  if (index >= imported.requests.size()) return;
  const ImportedRequest request = imported.requests[index];
  const ImportedAddress address = address_of(request.url);
  const openapi::Description& description = session.spec->description;
  const auto target = find_any_target(description, request.method, address.path);
  if (!target) {
    imported.failure = {Word::import_no_operation,
                        {{"request", request.method + ' ' + address.path}}};
    return;
  }
  const bool authorize = imported.authorize;
  close_tool(session, effects);
  if (!session.shown || session.shown->index != target->operation)
    apply(session, Navigate{'#' + description.operations()[target->operation].link}, effects);
  if (!session.shown || session.shown->index != target->operation) return;
  const bool same_server = choose_origin(session, address.origin, effects);
  // A secret goes to the server that it was written for.
  const bool with_secrets = authorize && same_server;
  Filler filler(session, request, *target, with_secrets);
  std::string text = filler.text();
  std::vector<std::string> left = filler.left_out();
  replace_form(session, std::move(text), effects);
  if (!same_server) left.push_back(address.origin);
  const bool used = with_secrets && use_credentials(session, request, effects);
  if (request.header("authorization") && !used) left.emplace_back("Authorization");
  if (!left.empty()) session.notice = {Word::import_left, {{"what", text::join(left, ", ")}}};
}

void read(Import& imported) {
  imported.requests = request::read_import(imported.text);
  imported.failure = {};
  if (imported.requests.empty() && !text::trim(imported.text).empty())
    imported.failure = {Word::import_none, {}};
}

}  // namespace

void take_import(Session& session, std::string text) {
  if (!session.tools || session.tools->open != Tool::imports) return;
  Import& imported = session.tools->imported;
  imported.text = std::move(text);
  ++imported.revision;
  if (imported.text.size() > request::kImportBytes) {
    imported.text.clear();
    imported.requests.clear();
    imported.failure = {Word::import_too_large,
                        {{"size", size_words(request::kImportBytes, session.settings.language)}}};
    return;
  }
  read(imported);
  // A field of that length would be slow.
  constexpr size_t kLongestShown = 1'000'000;
  if (imported.text.size() > kLongestShown) imported.text.clear();
}

void apply(Session& session, ChangeImport&& action, Effects& effects) {
  using Change = ChangeImport::Change;
  if (!session.spec) return;
  Tools& tools = tools_of(session);
  switch (action.change) {
    case Change::open:
      tools.open = Tool::imports;
      return;
    case Change::edit:
      tools.imported.text = std::move(action.text);
      read(tools.imported);
      return;
    case Change::pick:
      emit(effects, PickText{std::string(kImportKey)});
      return;
    case Change::authorize:
    case Change::leave:
      tools.imported.authorize = action.change == Change::authorize;
      return;
    case Change::take:
      take(session, action.index, effects);
      return;
  }
}

}  // namespace vitrine::session
