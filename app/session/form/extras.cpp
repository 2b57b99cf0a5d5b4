// What the user adds to a request: headers, query parameters, a timeout.
#include "app/request/request.h"
#include "app/session/form/update.h"

namespace vitrine::session {
namespace {

constexpr uint32_t kLongestTimeout_s = 3600;

/// 0 where it is none.
uint32_t seconds_of(std::string_view text) {
  uint32_t seconds = 0;
  if (text.size() > 4) return 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return 0;
    seconds = 10 * seconds + static_cast<uint32_t>(c - '0');
  }
  return seconds <= kLongestTimeout_s ? seconds : 0;
}

}  // namespace

Word Extra::name_problem() const {
  const bool header = kind == ExtraKind::header && !name.value.text.empty();
  return header && request::refuse_header(name.value.text, "") ? Word::header_name_invalid
                                                               : Word::count;
}

Word Extra::value_problem() const {
  switch (kind) {
    case ExtraKind::header:
      return request::refuse_header("x", value.value.text) ? Word::header_value_invalid
                                                           : Word::count;
    case ExtraKind::timeout:
      return value.value.text.empty() || seconds_of(value.value.text) > 0 ? Word::count
                                                                          : Word::timeout_invalid;
    case ExtraKind::query:
      break;
  }
  return Word::count;
}

uint32_t timeout_of(const Form& form) {
  for (const Extra& extra : form.extras) {
    if (extra.kind == ExtraKind::timeout) return 1000 * seconds_of(extra.value.value.text);
  }
  return 0;
}

void word_extras(Form& form, schema::Language language) {
  const auto say = [&](Word word) {
    return word == Word::count ? std::string() : std::string(session::word(word, language));
  };
  size_t headers = 0;
  size_t pairs = 0;
  for (Extra& extra : form.extras) {
    extra.name.message = say(extra.name_problem());
    extra.value.message = say(extra.value_problem());
    extra.note.clear();
    if (extra.kind == ExtraKind::timeout) {
      extra.label = extra.value.name = say(Word::timeout);
      continue;
    }
    const bool header = extra.kind == ExtraKind::header;
    const size_t number = header ? ++headers : ++pairs;
    extra.label = fill(header ? Word::extra_header : Word::extra_query, language,
                       {{"n", std::to_string(number)}});
    extra.name.name = fill(Word::name_of, language, {{"name", extra.label}});
    extra.name.placeholder = extra.label;
    extra.value.name = fill(Word::value_of, language, {{"name", extra.label}});
    if (header && request::forbidden_in_browsers(extra.name.value.text))
      extra.note = say(Word::header_forbidden);
  }
}

}  // namespace vitrine::session
