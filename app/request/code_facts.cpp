#include "app/request/code_facts.h"

#include <algorithm>

#include "app/json/uri.h"
#include "app/text/ascii.h"
#include "app/text/media_type.h"

namespace vitrine::request {

bool is_among(std::string_view word, std::string_view list) {
  while (!list.empty()) {
    if (text::take_piece(list, ' ') == word) return true;
  }
  return false;
}

CodeFacts::CodeFacts(const Language& language, const HttpRequest& request, Secrets secrets)
    : language_(language),
      request_(request),
      secrets_(secrets),
      headers_(joined_headers(request)),
      text_(request.body ? body_text(*request.body) : SecretText()),
      json_(language_, text_, secrets) {
  https_ = json::split_uri(request.url.text).scheme == "https";
  note_secrets(request.url);
  for (const HeaderField& field : headers_) note_secrets(field.value);
  note_secrets(text_);
  files_ = request.body && has_files(*request.body);
  if (request.body) {
    choose_body();
  } else if (wants_body() && !language_.setting('c').empty()) {
    headers_.push_back({"Content-Type", {}});
  }
}

void CodeFacts::note_secrets(const SecretText& text) {
  masked_ = masked_ || (secrets_ == Secrets::masked && !text.secrets.empty());
}

void CodeFacts::choose_body() {
  const HeaderField* type = request_.header("content-type");
  const bool plain_json = type && type->value.text == "application/json";
  if (type && !files_ && json_.possible() && text::is_json_media_type(type->value.text) &&
      (plain_json || language_.setting('d').empty())) {
    form_ = Form::json;
    if (plain_json && language_.has('d')) drop_type();
    return;
  }
  if (language_.has('m')) parts_ = form_parts(request_);
  const std::string_view can = language_.setting('m');
  bool suits = !parts_.empty();
  for (const FormPart& part : parts_) {
    const auto lacks = [can](char letter) { return can.find(letter) == can.npos; };
    typed_ = typed_ || !part.type.empty();
    file_parts_ = file_parts_ || part.file;
    if (!part.file && !part.type.empty() && lacks('t')) suits = false;
    if (part.text.text.find_first_of("\r\n") != std::string::npos && lacks('n')) suits = false;
    if (part.file && !lacks('o') && part.type != "application/octet-stream") suits = false;
    for (const FormPart* other = parts_.data(); other != &part && lacks('d'); ++other) {
      if (other->name == part.name) suits = false;
    }
  }
  if (suits) {
    form_ = Form::parts;
    return drop_type();  // libraries choose the boundary
  }
  parts_.clear();
  form_ = Form::raw;
  if (!type && language_.has('c')) headers_.push_back({"Content-Type", {}});
}

void CodeFacts::drop_type() {
  std::erase_if(headers_, [](const HeaderField& field) {
    return text::equals_ignoring_case(field.name, "content-type");
  });
}

bool CodeFacts::is_no_type(const HeaderField& field) const {
  return field.name == "Content-Type" && !request_.header("content-type");
}

bool CodeFacts::holds(char condition) const {
  const bool raw = form_ == Form::raw;
  const bool typed = raw && request_.header("content-type");
  const bool parts = form_ == Form::parts;
  switch (condition) {
    case 'h':
      return !headers_.empty();
    case 'E':
      return std::any_of(headers_.begin(), headers_.end(),
                         [](const HeaderField& field) { return field.value.text.empty(); });
    case 'd':
      return form_ != Form::none;
    case 'b':
      return raw;
    case 'j':
      return form_ == Form::json;
    case 'm':
      return parts;
    case 'q':
      return !parts;
    case 'n':
      return form_ == Form::none;
    case 't':
      return typed && !files_;
    case 'r':
      return raw && (!typed || files_);
    case 'U':
      return raw && !typed;
    case 'u':
      return raw && !typed && size_bytes(*request_.body) > 0;
    case 'F':
      return raw && files_;
    case 'g':
      return parts && file_parts_;
    case 'f':
      return files_;
    case 'y':
      return parts && typed_;
    case 'e':
      return files_ || masked_;
    case 's':
      return masked_;
    case 'l':
      return https_;
    case 'i':
      return request_.method == "HEAD";
    case 'k':
      return is_known();
    case 'K':
      return !is_known();
    case 'p':
      return form_ == Form::none && wants_body();
    case 'N':
      return form_ == Form::none && !wants_body();
    default:
      return true;
  }
}

bool CodeFacts::wants_body() const { return is_among(request_.method, "POST PUT PATCH"); }

bool CodeFacts::is_known() const {
  return is_among(request_.method, "GET POST PUT PATCH DELETE HEAD OPTIONS TRACE");
}

}  // namespace vitrine::request
