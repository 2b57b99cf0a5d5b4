#include "app/json/uri.h"

#include <algorithm>

#include "app/text/ascii.h"

namespace vitrine::json {
namespace {

/// RFC 3986 §3.1.
bool is_scheme(std::string_view text) {
  if (text.empty() || !text::is_alpha(text[0])) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return text::is_alphanumeric(c) || c == '+' || c == '-' || c == '.';
  });
}

/// RFC 3986 §5.2.4. `input` loses its segments from the left, `output` grows on the right.
std::string remove_dot_segments(std::string_view input) {
  std::string output;
  const auto drop_segment = [&output] {
    const size_t slash = output.rfind('/');
    output.resize(slash == std::string::npos ? 0 : slash);
  };
  while (!input.empty()) {
    if (input.starts_with("../")) {
      input.remove_prefix(3);
    } else if (input.starts_with("./") || input.starts_with("/./")) {
      input.remove_prefix(2);
    } else if (input == "/.") {
      input = "/";
    } else if (input.starts_with("/../")) {
      input.remove_prefix(3);
      drop_segment();
    } else if (input == "/..") {
      input = "/";
      drop_segment();
    } else if (input == "." || input == "..") {
      input = {};
    } else {
      const size_t size = std::min(input.find('/', 1), input.size());
      output += input.substr(0, size);
      input.remove_prefix(size);
    }
  }
  return output;
}

/// RFC 3986 §5.2.3; the second rule also for a base that is a relative path.
std::string merge(const Uri& base, std::string_view path) {
  if (base.authority && base.path.empty()) return "/" + std::string(path);
  // Without a slash nothing of the base stays: npos + 1 is 0.
  return std::string(base.path.substr(0, base.path.rfind('/') + 1)).append(path);
}

/// Dot segments of a relative path. `..` that lead out of it are kept, since what they lead to is
/// only known where the path is.
std::string normalize_relative(std::string_view path) {
  std::string ups;
  std::string output;
  bool slash_after = false;
  while (true) {
    const size_t size = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, size);
    const bool last = size == path.size();
    slash_after = last && (segment.empty() || segment == "." || segment == "..");
    if (segment == "..") {
      if (output.empty()) {
        ups += "../";
      } else {
        const size_t slash = output.rfind('/');
        output.resize(slash == std::string::npos ? 0 : slash);
      }
    } else if (segment != "." && !(segment.empty() && (last || output.empty()))) {
      if (!output.empty()) output += '/';
      output += segment;
    }
    if (last) break;
    path.remove_prefix(size + 1);
  }
  if (slash_after && !output.empty()) output += '/';
  return ups + output;
}

}  // namespace

Uri split_uri(std::string_view reference) {
  Uri uri;
  if (const size_t hash = reference.find('#'); hash != std::string_view::npos) {
    uri.fragment = reference.substr(hash + 1);
    reference = reference.substr(0, hash);
  }
  if (const size_t question = reference.find('?'); question != std::string_view::npos) {
    uri.query = reference.substr(question + 1);
    reference = reference.substr(0, question);
  }
  const size_t colon = reference.find(':');
  if (colon != std::string_view::npos && is_scheme(reference.substr(0, colon))) {
    uri.scheme = reference.substr(0, colon);
    reference.remove_prefix(colon + 1);
  }
  if (reference.starts_with("//")) {
    reference.remove_prefix(2);
    const size_t size = std::min(reference.find('/'), reference.size());
    uri.authority = reference.substr(0, size);
    reference.remove_prefix(size);
  }
  uri.path = reference;
  return uri;
}

std::string to_string(const Uri& uri) {
  std::string out;
  const auto add = [&out](std::string_view before, std::string_view part, std::string_view after) {
    out += before;
    out += part;
    out += after;
  };
  if (uri.scheme) add("", *uri.scheme, ":");
  if (uri.authority) add("//", *uri.authority, "");
  out += uri.path;
  if (uri.query) add("?", *uri.query, "");
  if (uri.fragment) add("#", *uri.fragment, "");
  return out;
}

std::string resolve_uri(std::string_view base_uri, std::string_view reference_text) {
  const Uri base = split_uri(base_uri);
  const Uri reference = split_uri(reference_text);
  Uri target;
  std::string path;
  // RFC 3986 §5.2.2, in its order.
  if (reference.scheme) {
    target = reference;
    path = remove_dot_segments(reference.path);
    // Not hierarchical: a urn has no segments.
    if (!reference.authority && !reference.path.starts_with('/')) path = reference.path;
  } else {
    target.scheme = base.scheme;
    if (reference.authority) {
      target.authority = reference.authority;
      target.query = reference.query;
      path = remove_dot_segments(reference.path);
    } else {
      target.authority = base.authority;
      target.query = reference.query;
      if (reference.path.empty()) {
        path = base.path;
        if (!reference.query) target.query = base.query;
      } else if (reference.path[0] == '/') {
        path = remove_dot_segments(reference.path);
      } else {
        path = merge(base, reference.path);
        const bool rooted = base.scheme || base.authority || path.starts_with('/');
        path = rooted ? remove_dot_segments(path) : normalize_relative(path);
      }
    }
  }
  target.fragment = reference.fragment;
  target.path = path;
  return to_string(target);
}

SplitFragment split_fragment(std::string_view uri) {
  const size_t hash = uri.find('#');
  if (hash == std::string_view::npos) return {uri, std::nullopt};
  return {uri.substr(0, hash), uri.substr(hash + 1)};
}

std::string percent_encode(std::string_view text, std::string_view also) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr std::string_view kUnreserved = "-._~";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (text::is_alphanumeric(c) || kUnreserved.find(c) != std::string_view::npos ||
        also.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    }
  }
  return out;
}

std::string encode_component(std::string_view text) { return percent_encode(text, "!'()*"); }

std::string encode_fragment(std::string_view text) {
  return percent_encode(text, "!$&'()*+,;=:@/?");
}

std::string percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && text.size() - i > 2) {
      const int high = text::hex_value(text[i + 1]);
      const int low = text::hex_value(text[i + 2]);
      if (high >= 0 && low >= 0) {
        out += static_cast<char>(high << 4 | low);
        i += 2;
        continue;
      }
    }
    out += text[i];
  }
  return out;
}

}  // namespace vitrine::json
