// Puts brackets, names and commas.
#include "app/json/writer.h"

#include "app/json/write.h"

namespace vitrine::json {

std::string& Writer::value() {
  if (comma_) out_ += ',';
  comma_ = true;
  return out_;
}

Writer& Writer::open(char bracket) {
  value() += bracket;
  comma_ = false;
  return *this;
}

Writer& Writer::close(char bracket) {
  out_ += bracket;
  comma_ = true;
  return *this;
}

Writer& Writer::begin_object() { return open('{'); }
Writer& Writer::end_object() { return close('}'); }
Writer& Writer::begin_array() { return open('['); }
Writer& Writer::end_array() { return close(']'); }

Writer& Writer::key(std::string_view name) {
  append_quoted(value(), name);
  out_ += ':';
  comma_ = false;
  return *this;
}

Writer& Writer::string(std::string_view text) {
  append_quoted(value(), text);
  return *this;
}

Writer& Writer::boolean(bool yes) { return raw(yes ? "true" : "false"); }

Writer& Writer::raw(std::string_view json) {
  value() += json;
  return *this;
}

Writer& Writer::integer(int64_t number) { return raw(std::to_string(number)); }
Writer& Writer::natural(uint64_t number) { return raw(std::to_string(number)); }

}  // namespace vitrine::json
