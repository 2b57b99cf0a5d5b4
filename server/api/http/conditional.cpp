#include "server/api/http/conditional.h"

#include <optional>
#include <utility>

#include "app/text/ascii.h"
#include "app/text/hash.h"
#include "server/api/http/http_date.h"
#include "server/api/http/problem.h"

namespace vitrine {

namespace {

/// The quoted part of a tag, without its weakness.
std::string_view opaque(std::string_view tag) {
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  return tag;
}

/// A tag as the version was called before it was compressed.
std::string without_coding(std::string_view tag) {
  for (const std::string_view end : {"-gzip\"", "-br\""}) {
    if (tag.ends_with(end)) return std::string(tag.substr(0, tag.size() - end.size())) + '"';
  }
  return std::string(tag);
}

/// The first tag of a list, which is taken off it; "" at its end and where it is no list of tags.
std::string_view take_tag(std::string_view& list) {
  while (!list.empty() && (list.front() == ',' || list.front() == ' ' || list.front() == '\t')) {
    list.remove_prefix(1);
  }
  const std::size_t begin = list.starts_with("W/") ? 2 : 0;
  if (begin >= list.size() || list[begin] != '"') return {};
  const auto end = list.find('"', begin + 1);
  if (end == std::string_view::npos) return {};
  const std::string_view tag = list.substr(0, end + 1);
  list.remove_prefix(end + 1);
  return tag;
}

void become_not_modified(Response& response) {
  response.status = 304;
  response.body.clear();
  response.static_body = {};
  response.file.reset();
}

/// Whether a response is as old as the date in a header, or older; nullopt where one of them has no
/// date, which is as if nothing was asked (RFC 9110 §13.1.3, §13.1.4).
std::optional<bool> unchanged_since(const Request& request, std::string_view header,
                                    const Response& response) {
  const std::string* asked = request.headers.find(header);
  const std::string* changed = response.headers.find("Last-Modified");
  if (!asked || !changed) return std::nullopt;
  const auto since = read_http_date(*asked);
  const auto last = read_http_date(*changed);
  return since && last ? std::optional(*last <= *since) : std::nullopt;
}

}  // namespace

std::string entity_tag(std::string_view bytes) {
  return '"' + text::hex(text::hash(bytes), 16) + '"';
}

std::string coded_tag(std::string_view tag, std::string_view coding) {
  if (!tag.ends_with('"')) return std::string(tag);
  std::string made(tag.substr(0, tag.size() - 1));
  made += '-';
  made += coding;
  return made += '"';
}

std::string_view find_tag(std::string_view list, std::string_view tag, Comparison comparison) {
  list = text::trim_blanks(list);
  if (list == "*") return list;
  const bool strong = comparison == Comparison::strong;
  if (strong && tag.starts_with("W/")) return {};
  while (true) {
    const std::string_view known = take_tag(list);
    if (known.empty()) return {};
    if (strong && known.starts_with("W/")) continue;
    if (opaque(known) == opaque(tag) || without_coding(opaque(known)) == opaque(tag)) return known;
  }
}

void apply_if_none_match(const Request& request, Response& response) {
  if (response.status != 200) return;
  const std::string* tag = response.headers.find("ETag");
  if (!request.headers.find("If-None-Match")) {
    if (unchanged_since(request, "If-Modified-Since", response).value_or(false)) {
      become_not_modified(response);
    }
    return;
  }
  if (!tag) return;
  const std::string list = request.headers.joined("If-None-Match");
  const std::string_view known = find_tag(list, *tag, Comparison::weak);
  if (known.empty()) return;
  // That of the copy which is current, compressed or not.
  if (known != "*" && opaque(known) != opaque(*tag))
    response.headers.set("ETag", std::string(known));
  become_not_modified(response);
}

void apply_preconditions(const Request& request, Response& response) {
  if (response.status != 200) return;
  const std::string* tag = response.headers.find("ETag");
  bool failed = false;
  if (request.headers.find("If-Match")) {
    failed =
        find_tag(request.headers.joined("If-Match"), tag ? *tag : "", Comparison::strong).empty();
  } else {
    failed = !unchanged_since(request, "If-Unmodified-Since", response).value_or(true);
  }
  if (failed) {
    response = problem_response(412, "It has another version than the request names");
  } else {
    apply_if_none_match(request, response);
  }
}

}  // namespace vitrine
