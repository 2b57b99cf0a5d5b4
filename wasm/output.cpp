#include "wasm/output.h"

#include <cstdint>
#include <type_traits>
#include <variant>

#include "app/json/write.h"

namespace vitrine::wasm {
namespace {

std::string_view name(session::Timer timer) {
  switch (timer) {
    case session::Timer::slice:
      return "slice";
    case session::Timer::persist:
      return "persist";
    case session::Timer::copied:
      return "copied";
    case session::Timer::slow:
      return "slow";
  }
  return {};
}

std::string hex(ui::Color color) {
  std::string text = "#";
  for (int shift = 28; shift >= 0; shift -= 4) text += "0123456789abcdef"[color >> shift & 15];
  return text;
}

std::string to_json(const request::HttpRequest& request) {
  std::string headers = "[";
  for (const request::HeaderField& field : request.headers) {
    if (headers.size() > 1) headers += ',';
    headers += '[' + json::quote(field.name) + ',' + json::quote(field.value.text) + ']';
  }
  headers += ']';
  std::string body = "null";
  if (request.body) {
    body = "[";
    for (const request::Run& run : *request.body) {
      if (body.size() > 1) body += ',';
      if (const auto* text = std::get_if<request::SecretText>(&run)) {
        json::append_quoted(body, text->text);
      } else {
        body += "{\"file\":" + json::quote(std::get<request::FileRef>(run).id) + '}';
      }
    }
    body += ']';
  }
  std::string out;
  ObjectWriter(out)
      .text("method", request.method)
      .text("url", request.url.text)
      .raw("headers", headers)
      .raw("body", body)
      .end();
  return out;
}

void write(ObjectWriter& out, const session::SendRequest& effect) {
  out.text("type", "sendRequest").number("id", effect.id).raw("request", to_json(effect.request));
  out.boolean("follow", effect.redirects == session::Redirects::follow);
}
void write(ObjectWriter& out, const session::CancelRequest& effect) {
  out.text("type", "cancelRequest").number("id", effect.id);
}
void write(ObjectWriter& out, const session::LoadResource& effect) {
  out.text("type", "loadResource").number("id", effect.id).text("uri", effect.uri);
  out.boolean("fresh", effect.fresh);
}
void write(ObjectWriter& out, const session::ReadBody& effect) {
  out.text("type", "readBody").number("id", effect.id);
  out.number("offset", static_cast<double>(effect.offset)).number("length", effect.length);
}
void write(ObjectWriter& out, const session::DropBody& effect) {
  out.text("type", "dropBody").number("id", effect.id);
}
void write(ObjectWriter& out, const session::SaveFile& effect) {
  out.text("type", "saveFile").number("id", effect.id).text("name", effect.name);
  out.text("mediaType", effect.type);
}
void write(ObjectWriter& out, const session::PickFile& effect) {
  out.text("type", "pickFile").text("pointer", effect.pointer).text("accept", effect.accept);
  out.boolean("several", effect.several);
}
void write(ObjectWriter& out, const session::Random& effect) {
  out.text("type", "random").number("bytes", effect.bytes);
}
void write(ObjectWriter& out, const session::OpenPopup& effect) {
  out.text("type", "openPopup").text("url", effect.url);
}
void write(ObjectWriter& out, const session::CopyText& effect) {
  out.text("type", "copyText").text("text", effect.text);
}
void write(ObjectWriter& out, const session::OpenUrl& effect) {
  out.text("type", "openUrl").text("url", effect.url);
}
void write(ObjectWriter& out, const session::SetLocation& effect) {
  out.text("type", "setLocation").text("hash", effect.hash).boolean("replace", effect.replace);
}
void write(ObjectWriter& out, const session::Persist& effect) {
  out.text("type", "persist").text("key", effect.key).text("value", effect.value);
}
void write(ObjectWriter& out, const session::FocusField& effect) {
  out.text("type", "focusField").text("field", effect.field);
}
void write(ObjectWriter& out, const session::Wake& effect) {
  out.text("type", "wake").text("timer", name(effect.timer)).number("after", effect.after_ms);
}

}  // namespace

void ObjectWriter::key(std::string_view key) {
  if (!first_) out_ += ',';
  first_ = false;
  json::append_quoted(out_, key);
  out_ += ':';
}

ObjectWriter& ObjectWriter::text(std::string_view name, std::string_view value) {
  key(name);
  json::append_quoted(out_, value);
  return *this;
}

ObjectWriter& ObjectWriter::number(std::string_view name, double value) {
  key(name);
  // Only counts and sizes cross the boundary.
  out_ += std::to_string(static_cast<std::int64_t>(value));
  return *this;
}

ObjectWriter& ObjectWriter::boolean(std::string_view name, bool value) {
  key(name);
  out_ += value ? "true" : "false";
  return *this;
}

ObjectWriter& ObjectWriter::raw(std::string_view name, std::string_view json) {
  key(name);
  out_ += json;
  return *this;
}

std::string to_json(const session::Effect& effect) {
  std::string out;
  ObjectWriter writer(out);
  std::visit([&](const auto& each) { write(writer, each); }, effect);
  writer.end();
  return out;
}

std::string to_json(const ui::Theme& theme) {
  std::string out;
  ObjectWriter(out)
      .text("bg", hex(theme.bg))
      .text("raised", hex(theme.raised))
      .text("text", hex(theme.text))
      .text("faint", hex(theme.faint))
      .text("field", hex(theme.field))
      .text("line-strong", hex(theme.line_strong))
      .text("accent", hex(theme.accent))
      .end();
  return out;
}

}  // namespace vitrine::wasm
