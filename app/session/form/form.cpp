// The messages of a form, in the user's language.
#include "app/session/form/form.h"

#include <algorithm>
#include <utility>

#include "app/json/reader.h"
#include "app/session/form/field.h"
#include "app/session/words.h"

namespace vitrine::session {
namespace {

/// Limit of the messages shown at once.
constexpr size_t kMessagesShown = 100;

/// A message that follows the field's name.
void add(std::string& words, std::string_view more) {
  if (more.empty()) return;
  if (!words.empty()) words += "; ";
  words += more;
}

std::string words_of(const ResponseError& error, schema::Language language) {
  return error.message.empty() ? schema::message(error.violation, language) : error.message;
}

std::string response_words(const Form& form, std::string_view field, schema::Language language) {
  std::string words;
  for (const ResponseError& error : form.response_errors) {
    if (error.field == field) add(words, words_of(error, language));
  }
  return words;
}

bool is_touched(const Form& form, std::string_view pointer) {
  return form.submitted || form.body_touched ||
         std::find(form.touched.begin(), form.touched.end(), pointer) != form.touched.end();
}

/// What is wrong with a part of a parameter, where it has an input of its own.
std::string part_message(const ParameterField& field, std::string_view pointer,
                         schema::Language language) {
  std::string words;
  const bool shown = std::any_of(field.parts.begin(), field.parts.end(), [&](const Field& part) {
    return part.kind != Field::Kind::variant && part.pointer == pointer && !pointer.empty();
  });
  for (const schema::Violation& violation : field.violations) {
    if (shown && schema::field_pointer(violation) == pointer)
      add(words, schema::message(violation, language));
  }
  return words;
}

std::vector<BodyMessage> syntax_error(const Form& form) {
  if (!form.body_error || !(form.submitted || form.body_touched)) return {};
  return {{{}, {}, form.body_error->message, form.body_error->position, false}};
}

}  // namespace

bool touch(Form& form, std::string_view pointer) {
  if (std::find(form.touched.begin(), form.touched.end(), pointer) != form.touched.end()) {
    return false;
  }
  form.touched.emplace_back(pointer);
  return true;
}

std::vector<schema::Violation> flattened(const std::vector<schema::Violation>& violations) {
  std::vector<schema::Violation> flat;
  for (const schema::Violation* violation : schema::leaves(violations)) flat.push_back(*violation);
  return flat;
}

size_t violation_count(const Form& form) {
  size_t count = form.drafts.size();
  for (const ParameterField& field : form.parameters) count += field.valid() ? 0 : 1;
  for (const Extra& extra : form.extras) count += extra.valid() ? 0 : 1;
  if (form.body_error) return count + 1;
  return count + form.body_violations.size();
}

std::string field_message(const Form& form, const ParameterField& field,
                          schema::Language language) {
  std::string words;
  if (field.touched || form.submitted) {
    if (field.error) words = field.error->message;
    for (const schema::Violation& violation : field.violations) {
      if (field.in_parts() &&
          !part_message(field, schema::field_pointer(violation), language).empty())
        continue;
      std::string one = field_path(violation.instance_pointer);
      if (!one.empty()) one += ' ';
      add(words, one + schema::message(violation, language));
    }
  }
  if (words.empty()) words = response_words(form, field.id, language);
  return words;
}

std::string body_field_message(const Form& form, std::string_view pointer,
                               schema::Language language) {
  const auto draft = form.drafts.find(pointer);
  if (draft != form.drafts.end()) {
    if (pointer.ends_with(kKeySuffix))
      return fill(Word::duplicate_key, language, {{"name", draft->second}});
    const json::Reading reading = json::read(draft->second);
    if (reading.error) return reading.error->message;
    const auto& problems = reading.document.problems();
    return problems.empty() ? std::string() : problems.front().message;
  }
  std::string words;
  if (!form.body_error && is_touched(form, pointer)) {
    for (const BodyViolation& each : form.body_violations) {
      if (each.pointer == pointer) add(words, schema::message(each.violation, language));
    }
  }
  return words.empty() ? response_words(form, body_field(pointer), language) : words;
}

void word_fields(Form& form, schema::Language language) {
  for (ParameterField& field : form.parameters) {
    field.message = field_message(form, field, language);
    for (Field& part : field.parts) {
      if (part.kind == Field::Kind::variant) continue;
      if (part.kind != Field::Kind::key && (field.touched || form.submitted))
        part.message = part_message(field, part.pointer, language);
    }
  }
  if (!form.extras.empty()) word_extras(form, language);
  for (Field& field : form.fields) {
    field.revision = form.fields_revision;
    field.message = body_field_message(form, field.pointer, language);
  }
}

std::vector<BodyMessage> body_messages(const Form& form, schema::Language language) {
  if (form.body_error) return syntax_error(form);
  std::vector<BodyMessage> messages;
  for (const BodyViolation& each : form.body_violations) {
    if (messages.size() == kMessagesShown) break;
    if (!is_touched(form, each.pointer)) continue;
    BodyMessage message;
    message.pointer = each.pointer;
    // Messages about a key name it themselves.
    if (each.violation.keyword != "propertyNames") message.name = field_path(each.pointer);
    message.text = schema::message(each.violation, language);
    message.position = each.position;
    messages.push_back(std::move(message));
  }
  for (const ResponseError& error : form.response_errors) {
    if (error.field.compare(0, 5, "/body") != 0) continue;
    std::string pointer = error.field.substr(5);
    messages.push_back({pointer, field_path(pointer), words_of(error, language), {}, false});
  }
  for (BodyMessage& message : messages) {
    message.at_field = std::any_of(form.fields.begin(), form.fields.end(), [&](const Field& field) {
      return field.pointer == message.pointer;
    });
  }
  return messages;
}

}  // namespace vitrine::session
