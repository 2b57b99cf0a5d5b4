#include "app/session/form.h"

#include <algorithm>
#include <utility>

#include "app/json/reader.h"
#include "app/session/field.h"

namespace vitrine::session {
namespace {

/// More than anybody reads at once.
constexpr size_t kMessagesShown = 100;

/// A message that follows the field's name.
void add(std::string& words, std::string_view more) {
  if (more.empty()) return;
  if (!words.empty()) words += "; ";
  words += more;
}

std::string words_of(const AnswerError& error, schema::Language language) {
  return error.message.empty() ? schema::message(error.violation, language) : error.message;
}

std::string answered(const Form& form, std::string_view field, schema::Language language) {
  std::string words;
  for (const AnswerError& error : form.answer_errors) {
    if (error.field == field) add(words, words_of(error, language));
  }
  return words;
}

bool is_touched(const Form& form, std::string_view pointer) {
  return form.submitted || form.body_touched ||
         std::find(form.touched.begin(), form.touched.end(), pointer) != form.touched.end();
}

std::vector<BodyMessage> syntax_error(const Form& form) {
  if (!form.body_error || !(form.submitted || form.body_touched)) return {};
  return {{{}, {}, form.body_error->message, form.body_error->position}};
}

}  // namespace

bool touch(Form& form, std::string_view pointer) {
  if (std::find(form.touched.begin(), form.touched.end(), pointer) != form.touched.end()) {
    return false;
  }
  form.touched.emplace_back(pointer);
  return true;
}

size_t violation_count(const Form& form) {
  size_t count = form.drafts.size();
  for (const ParameterField& field : form.parameters) count += field.valid() ? 0 : 1;
  if (form.body_error) return count + 1;
  return count + schema::leaves(form.body_violations).size();
}

std::string field_message(const Form& form, const ParameterField& field,
                          schema::Language language) {
  std::string words;
  if (field.touched || form.submitted) {
    if (field.error) words = field.error->message;
    for (const schema::Violation* violation : schema::leaves(field.violations)) {
      std::string one = field_path(violation->instance_pointer);
      if (!one.empty()) one += ' ';
      add(words, one + schema::message(*violation, language));
    }
  }
  if (words.empty()) words = answered(form, parameter_field(field.in, field.name), language);
  return words;
}

std::string body_field_message(const Form& form, std::string_view pointer,
                               schema::Language language) {
  const auto draft = form.drafts.find(pointer);
  if (draft != form.drafts.end()) {
    const json::Reading reading = json::read(draft->second);
    if (reading.error) return reading.error->message;
    const auto& problems = reading.document.problems();
    return problems.empty() ? std::string() : problems.front().message;
  }
  std::string words;
  if (!form.body_error && is_touched(form, pointer)) {
    for (const schema::Violation* violation : schema::leaves(form.body_violations)) {
      if (schema::field_pointer(*violation) == pointer) {
        add(words, schema::message(*violation, language));
      }
    }
  }
  return words.empty() ? answered(form, body_field(pointer), language) : words;
}

std::vector<BodyMessage> body_messages(const Form& form, schema::Language language) {
  if (form.body_error) return syntax_error(form);
  std::vector<BodyMessage> messages;
  const auto leaves = schema::leaves(form.body_violations);
  for (size_t i = 0; i < leaves.size() && messages.size() < kMessagesShown; ++i) {
    BodyMessage message;
    message.pointer = schema::field_pointer(*leaves[i]);
    if (!is_touched(form, message.pointer)) continue;
    // The words about a key name it themselves.
    if (leaves[i]->keyword != "propertyNames") message.name = field_path(message.pointer);
    message.text = schema::message(*leaves[i], language);
    if (i < form.body_positions.size()) message.position = form.body_positions[i];
    messages.push_back(std::move(message));
  }
  for (const AnswerError& error : form.answer_errors) {
    if (error.field.compare(0, 5, "/body") != 0) continue;
    std::string pointer = error.field.substr(5);
    messages.push_back({pointer, field_path(pointer), words_of(error, language), {}});
  }
  return messages;
}

std::vector<BodyMessage> body_messages_beside_fields(const Form& form, schema::Language language) {
  std::vector<BodyMessage> messages = body_messages(form, language);
  std::erase_if(messages, [&](const BodyMessage& message) {
    for (const BodyField& field : form.fields) {
      if (field.pointer == message.pointer) return true;
    }
    return false;
  });
  return messages;
}

}  // namespace vitrine::session
