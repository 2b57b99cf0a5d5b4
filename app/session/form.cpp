#include "app/session/form.h"

#include "app/session/field.h"

namespace vitrine::session {
namespace {

/// More than anybody reads at once.
constexpr size_t kMessagesShown = 100;

}  // namespace

size_t violation_count(const Form& form) {
  size_t count = 0;
  for (const ParameterField& field : form.parameters) count += field.valid() ? 0 : 1;
  if (form.body_error) return count + 1;
  return count + schema::leaves(form.body_violations).size();
}

std::string field_message(const Form& form, const ParameterField& field,
                          schema::Language language) {
  if (field.valid() || !(field.touched || form.submitted)) return {};
  if (field.error) return field.error->message;
  std::string words;
  for (const schema::Violation* violation : schema::leaves(field.violations)) {
    if (!words.empty()) words += "; ";
    if (!violation->instance_pointer.empty())
      words += field_path(violation->instance_pointer) + ' ';
    words += schema::message(*violation, language);
  }
  return words;
}

std::vector<BodyMessage> body_messages(const Form& form, schema::Language language) {
  std::vector<BodyMessage> messages;
  if (!form.body_touched && !form.submitted) return messages;
  if (form.body_error) {
    messages.push_back({{}, {}, form.body_error->message, form.body_error->position});
    return messages;
  }
  const auto leaves = schema::leaves(form.body_violations);
  for (size_t i = 0; i < leaves.size() && i < kMessagesShown; ++i) {
    BodyMessage message;
    message.pointer = schema::field_pointer(*leaves[i]);
    message.name = field_path(message.pointer);
    message.text = schema::message(*leaves[i], language);
    if (i < form.body_positions.size()) message.position = form.body_positions[i];
    messages.push_back(std::move(message));
  }
  return messages;
}

}  // namespace vitrine::session
