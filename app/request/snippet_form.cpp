// Reads the parts of a form back from the body that make_multipart() made, for languages that write
// forms by themselves.
#include <algorithm>

#include "app/request/snippet_parts.h"
#include "app/text/ascii.h"
#include "app/text/media_type.h"

namespace vitrine::request {
namespace {

/// Every library writes such names in the same way.
bool is_plain_name(std::string_view name, std::string_view allowed) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [allowed](char c) {
    return text::is_alphanumeric(c) || static_cast<unsigned char>(c) >= 0x80 ||
           allowed.find(c) != std::string_view::npos;
  });
}

/// Takes `begin`, what follows up to `end`, and `end` itself.
std::optional<std::string_view> take(std::string_view& text, std::string_view begin,
                                     std::string_view end) {
  if (!text.starts_with(begin)) return std::nullopt;
  const size_t stop = text.find(end, begin.size());
  if (stop == std::string_view::npos) return std::nullopt;
  const std::string_view between = text.substr(begin.size(), stop - begin.size());
  text.remove_prefix(stop + end.size());
  return between;
}

/// Reads a head up to its empty line; false when it says more than a library would.
bool read_head(std::string_view& text, FormPart& part, std::string& file) {
  const auto name = take(text, "Content-Disposition: form-data; name=\"", "\"");
  if (!name || !is_plain_name(*name, "_-.[]")) return false;
  part.name = *name;
  if (const auto file_name = take(text, "; filename=\"", "\"")) {
    if (!is_plain_name(*file_name, "_-. ()[]+=@")) return false;
    file = *file_name;
  }
  if (!take(text, "", "\r\n").value_or("?").empty()) return false;
  if (const auto type = take(text, "Content-Type: ", "\r\n")) {
    if (!is_plain_name(*type, "/.+-_")) return false;
    part.type = *type;
  }
  return take(text, "", "\r\n").value_or("?").empty();
}

}  // namespace

std::vector<FormPart> form_parts(const HttpRequest& request) {
  const HeaderField* type = request.header("content-type");
  if (!request.body || !type || text::essence(type->value.text) != "multipart/form-data") return {};
  const size_t at = type->value.text.find("boundary=");
  if (at == std::string::npos) return {};
  const std::string line = "--" + type->value.text.substr(at + 9);
  const std::string delimiter = "\r\n" + line;
  std::vector<FormPart> parts;
  const FileRef* last = nullptr;  // a file that must belong to the part before it
  size_t secrets = 0;
  size_t kept = 0;
  std::string wanted;  // the name of the file that must come next
  for (size_t i = 0; i < request.body->size(); ++i) {
    const BodyPiece& run = (*request.body)[i];
    if (const auto* file = std::get_if<FileRef>(&run)) {
      if (wanted.empty() || file->name != wanted || parts.back().type.empty()) return {};
      parts.back().file = last = file;
      wanted.clear();
      continue;
    }
    const SecretText& text = std::get<SecretText>(run);
    secrets += text.secrets.size();
    std::string_view rest = text.text;
    if (!wanted.empty() || (i > 0 && !last)) return {};
    while (true) {
      const std::string_view begin = i == 0 && parts.empty() ? line : delimiter;
      if (!rest.starts_with(begin)) return {};
      rest.remove_prefix(begin.size());
      if (rest == "--\r\n") {
        // A secret in a head would be lost.
        return i + 1 == request.body->size() && secrets == kept ? parts : std::vector<FormPart>();
      }
      FormPart& part = parts.emplace_back();
      if (!rest.starts_with("\r\n")) return {};
      rest.remove_prefix(2);
      if (!read_head(rest, part, wanted)) return {};
      if (!wanted.empty()) break;
      const auto content = take(rest, "", delimiter);
      if (!content || content->find('\0') != std::string_view::npos) return {};
      part.text.text = *content;
      const auto offset = static_cast<uint32_t>(content->data() - text.text.data());
      for (const Secret& secret : text.secrets) {
        if (secret.begin < offset || secret.end > offset + content->size()) continue;
        part.text.secrets.push_back({secret.begin - offset, secret.end - offset, secret.name});
        ++kept;
      }
      rest = std::string_view(text.text).substr(offset + content->size());
    }
    if (!rest.empty()) return {};
    last = nullptr;
  }
  return {};
}

}  // namespace vitrine::request
