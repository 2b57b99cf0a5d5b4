#include "app/view/form.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>

#include "app/json/write.h"
#include "app/session/field.h"
#include "app/view/card.h"

namespace vitrine::view {
namespace {

using openapi::Location;
using session::Word;

constexpr float kLabelWidth = 128;

/// Ids of fields end with the name that links and FocusField use, see session/field.h.
std::string field_id(const std::string& field) { return "field" + field; }

/// Remembers a field that has the keyboard focus, so that leaving it shows its verdict.
void notice_focus(const Context& context, const std::string& field) {
  if (context.ui.is_focused(context.ui.node_id(field_id(field))))
    context.state.focused_field = field;
}

/// Names of the description are code, the interface's own words are not.
enum class Label { name, words };

void label(const Context& context, std::string_view id, std::string_view name, bool required,
           Label kind) {
  ui::Ui& ui = context.ui;
  const ui::Font font =
      kind == Label::name ? weighted(ui.font_code(), 500) : weighted(ui.font_small(), 500);
  std::vector<ui::Span> spans = {span(name, font, ui.theme().text)};
  if (required) spans.push_back(span(" *", font, ui.theme().bad));
  ui.line(std::string(id) + "/label", std::move(spans), context.narrow ? 22.0f : 34.0f);
}

/// Label and field beside each other, one below the other where it is narrow.
template <class Draw>
void labelled(const Context& context, std::string_view id, std::string_view name, bool required,
              const Draw& draw, Label kind = Label::name) {
  ui::Ui& ui = context.ui;
  if (context.narrow) {
    label(context, id, name, required, kind);
    draw();
  } else {
    const float widths[] = {kLabelWidth, -1};
    ui.begin_row(widths, 12);
    label(context, id, name, required, kind);
    ui.next_cell();
    draw();
    ui.end_row();
  }
  ui.space(6);
}

std::string choice_text(const json::Value& value) {
  return value.is_string() ? std::string(value.string()) : json::compact(value);
}

/// The texts of a closed choice: an enum, or true and false. Empty for free text.
std::vector<std::string> choices(const openapi::SchemaView& schema) {
  std::vector<std::string> result;
  for (const json::Value& value : schema.enum_values()) result.push_back(choice_text(value));
  const openapi::Kinds kinds = schema.kinds();
  if (result.empty() && kinds.boolean && !kinds.numeric() && !kinds.string && !kinds.array &&
      !kinds.object)
    result = {"true", "false"};
  return result;
}

struct Input {
  std::uint32_t index;
  const openapi::Parameter& parameter;
  const openapi::SchemaView& schema;
  const session::ParameterField& field;
};

void edit(const Context& context, const Input& input, std::string text) {
  request::ParameterValue value;
  value.state = text.empty() ? request::State::unset : request::State::value;
  value.text = std::move(text);
  context.act(session::EditParameter{input.index, std::move(value)});
}

/// What a choice says of itself, beside what can be chosen.
ui::ChoiceOptions choice_options(const Input& input, const std::string& message,
                                 const std::string& message_id) {
  ui::ChoiceOptions options;
  options.required = input.parameter.required;
  options.invalid = !message.empty();
  if (options.invalid) options.described_by = message_id;
  return options;
}

void choice_field(const Context& context, const Input& input, const std::string& id,
                  const std::vector<std::string>& values, const ui::ChoiceOptions& look) {
  std::vector<std::string> options = {context.word(Word::not_set)};
  options.insert(options.end(), values.begin(), values.end());
  int selected = 0;
  if (input.field.value.state == request::State::value) {
    const auto found = std::find(values.begin(), values.end(), input.field.value.text);
    if (found != values.end()) selected = static_cast<int>(found - values.begin()) + 1;
  }
  if (auto chosen = context.ui.select(id, input.parameter.name, options, selected, look))
    edit(context, input, *chosen == 0 ? "" : options[static_cast<std::size_t>(*chosen)]);
}

void free_field(const Context& context, const Input& input, const std::string& id,
                const std::string& message) {
  const openapi::Kinds kinds = input.schema.kinds();
  ui::FieldOptions options;
  if (input.schema.secret())
    options.kind = ui::FieldKind::password;
  else if (kinds.numeric() && !kinds.string && !kinds.array && !kinds.object)
    options.kind = ui::FieldKind::number;
  options.value = input.field.value.text;
  options.revision = input.field.revision;
  options.required = input.parameter.required;
  options.invalid = !message.empty();
  const std::string message_id = id + "/message";
  if (options.invalid) options.described_by = message_id;
  std::string placeholder;
  if (const json::Value preset = input.schema.default_value()) placeholder = choice_text(preset);
  options.placeholder = placeholder;
  if (auto change = context.ui.text_field(id, input.parameter.name, options))
    edit(context, input, change->text);
}

void parameter_field(const Context& context, const Input& input) {
  ui::Ui& ui = context.ui;
  const std::string field = session::parameter_field(input.parameter.in, input.parameter.name);
  const std::string id = field_id(field);
  notice_focus(context, field);
  const std::string message = session::field_message(*session::current_form(context.session),
                                                     input.field, context.language());
  labelled(context, id, input.parameter.name, input.parameter.required, [&] {
    const std::vector<std::string> values = choices(input.schema);
    const bool boolean = values.size() == 2 && input.schema.enum_values().empty();
    const std::string message_id = id + "/message";
    const ui::ChoiceOptions look = choice_options(input, message, message_id);
    if (boolean && input.parameter.required) {
      if (auto checked =
              ui.checkbox(id, input.parameter.name, input.field.value.text == "true", look))
        edit(context, input, *checked ? "true" : "false");
    } else if (!values.empty()) {
      choice_field(context, input, id, values, look);
    } else {
      free_field(context, input, id, message);
    }
    if (!message.empty()) ui.message(message_id, message);
  });
}

void parameter_group(const Context& context, const session::Shown& shown, const session::Form& form,
                     Location location, Word title) {
  ui::Ui& ui = context.ui;
  const auto& parameters = shown.operation.parameters;
  const auto stands_here = [&](const openapi::Parameter& parameter) {
    return parameter.in == location && !parameter.ignored;
  };
  if (std::none_of(parameters.begin(), parameters.end(), stands_here)) return;
  ui.begin_container(openapi::name(location), ui::Role::group, context.word(title));
  for (std::uint32_t index = 0; index < parameters.size() && index < form.parameters.size();
       ++index)
    if (stands_here(parameters[index]))
      parameter_field(context,
                      {index, parameters[index], shown.views[index], form.parameters[index]});
  ui.end_container();
}

void body_choices(const Context& context, const session::Form& form,
                  const openapi::RequestBody& request_body) {
  ui::Ui& ui = context.ui;
  if (request_body.content.size() > 1) {
    std::vector<std::string> names;
    for (const openapi::MediaType& media : request_body.content) names.push_back(media.name);
    labelled(
        context, "content-type", context.word(Word::content_type), false,
        [&] {
          if (auto chosen = ui.select("content-type", context.word(Word::content_type), names,
                                      static_cast<int>(form.content_type), {.mono = true}))
            context.act(session::ChooseContentType{static_cast<std::uint32_t>(*chosen)});
        },
        Label::words);
  }
  const auto& examples = request_body.content[form.content_type].examples;
  if (examples.size() > 1) {
    std::vector<std::string> names;
    for (const openapi::Example& example : examples)
      names.push_back(example.summary.empty() ? example.name : example.summary);
    labelled(
        context, "example", context.word(Word::example), false,
        [&] {
          if (auto chosen = ui.select("example", context.word(Word::example), names, form.example))
            context.act(session::ChooseExample{static_cast<std::uint32_t>(*chosen)});
        },
        Label::words);
  }
}

void body(const Context& context, const session::Shown& shown, const session::Form& form) {
  const auto& request_body = shown.operation.request_body;
  if (!request_body || request_body->content.empty() ||
      form.content_type >= request_body->content.size())
    return;
  ui::Ui& ui = context.ui;
  ui.begin_container("body", ui::Role::group, context.word(Word::body));
  body_choices(context, form, *request_body);
  const std::vector<session::BodyMessage> messages =
      session::body_messages(form, context.language());
  const std::string id = field_id(session::body_field(""));
  notice_focus(context, session::body_field(""));
  ui::FieldOptions options;
  options.kind = ui::FieldKind::multiline;
  options.value = form.body;
  options.revision = form.body_revision;
  options.required = request_body->required;
  options.invalid = !messages.empty();
  options.mono = true;
  options.min_lines = 4;
  const std::string messages_id = id + "/messages";
  if (!messages.empty()) options.described_by = messages_id;
  if (auto change = ui.text_field(id, context.word(Word::request_body), options))
    context.act(session::EditBody{change->text});
  if (!messages.empty()) {
    ui.space(4);
    ui.begin_container(messages_id, ui::Role::list, "");
    std::size_t index = 0;
    for (const session::BodyMessage& message : messages)
      ui.message(std::to_string(index++),
                 message.name.empty() ? message.text : message.name + " " + message.text);
    ui.end_container();
  }
  ui.space(6);
  ui.end_container();
}

void send_row(const Context& context, const session::Form& form) {
  ui::Ui& ui = context.ui;
  const session::Exchange* exchange = session::current_exchange(context.session);
  const bool running = exchange && exchange->running();
  const std::string send = context.word(Word::send);
  const std::string cancel = context.word(Word::cancel);
  ui::ButtonOptions primary;
  primary.kind = ui::ButtonKind::primary;
  const float send_width = ui.button_width(send, primary);
  const float widths[] = {-1, running ? ui.button_width(cancel) : 0, send_width};
  const std::array<float, 2> idle = {-1, send_width};
  ui.space(10);
  ui.begin_inset(kCardPadding, kCardPadding);
  ui.begin_row(running ? std::span<const float>(widths) : std::span<const float>(idle), 10, 34);
  const std::size_t wrong = session::violation_count(form);
  if (form.send_anyway_offered && wrong > 0) {
    ui.begin_flow(6, 0);
    ui.label("attention",
             context.fill(Word::fields_need_attention, {{"n", std::to_string(wrong)}}) + " ·",
             ui.font_small(), ui.theme().muted, 22, ui::Wrap::none);
    ui::ButtonOptions link;
    link.kind = ui::ButtonKind::link;
    if (ui.button("send-anyway", context.word(Word::send_anyway), link))
      context.act(session::SendAnyway{});
    ui.end_flow();
  } else if (!form.server_error.empty()) {
    ui.label("server-error", form.server_error, ui.font_small(), ui.theme().bad, 34);
  } else {
    ui.label("hint", context.word(Word::send_hint), ui.font_small(), ui.theme().muted, 34);
  }
  ui.next_cell();
  if (running) {
    if (ui.button("cancel", cancel)) context.act(session::Cancel{});
    ui.next_cell();
  }
  if (ui.button("send", send, primary)) context.act(session::Send{});
  ui.end_row();
  ui.end_inset();
  ui.space(10);
}

void server_variable(const Context& context, const session::ServerValue& value,
                     const openapi::Server& server) {
  const auto declared =
      std::find_if(server.variables.begin(), server.variables.end(),
                   [&](const openapi::ServerVariable& each) { return each.name == value.name; });
  const std::string id = field_id("/server/" + value.name);
  labelled(context, id, value.name, true, [&] {
    ui::Ui& ui = context.ui;
    if (declared != server.variables.end() && !declared->values.empty()) {
      const auto chosen = std::find(declared->values.begin(), declared->values.end(), value.value);
      const int selected = chosen == declared->values.end()
                               ? -1
                               : static_cast<int>(chosen - declared->values.begin());
      if (auto index = ui.select(id, value.name, declared->values, selected))
        context.act(session::EditServerVariable{
            value.name, declared->values[static_cast<std::size_t>(*index)]});
      return;
    }
    ui::FieldOptions options;
    options.value = value.value;
    options.revision = value.revision;
    if (auto change = ui.text_field(id, value.name, options))
      context.act(session::EditServerVariable{value.name, change->text});
  });
}

}  // namespace

void server_row(const Context& context) {
  const session::Form* form = session::current_form(context.session);
  if (!form) return;
  ui::Ui& ui = context.ui;
  const auto& servers = context.session.shown->operation.servers;
  std::vector<std::string> names;
  for (std::size_t index = 0; index < servers.size(); ++index)
    names.push_back(index == form->server && !form->server_url.empty() ? form->server_url
                                                                       : servers[index].url);
  const bool secured = !context.session.spec->description.security_schemes().empty();
  const session::SecurityState security = session::security_state(context.session);
  ui::ButtonOptions options;
  options.icon = security.satisfied && security.required ? ui::Icon::check : ui::Icon::none;
  const std::string authorize = context.word(Word::authorize);
  options.accessible_name = authorize;
  const float widths[] = {-1, ui.button_width(authorize, options)};
  ui.begin_row(std::span(widths, secured ? 2 : 1), 8);
  if (auto chosen = ui.select("server", context.word(Word::server), names,
                              static_cast<int>(form->server), {.mono = true}))
    context.act(session::ChooseServer{static_cast<std::uint32_t>(*chosen)});
  if (secured) {
    ui.next_cell();
    if (ui.button("authorize", authorize, options)) context.act(session::OpenAuthorize{});
  }
  ui.end_row();
  for (const session::ServerValue& value : form->server_values) {
    ui.space(6);
    server_variable(context, value,
                    form->server < servers.size() ? servers[form->server] : openapi::Server{});
  }
}

void form(const Context& context) {
  const session::Form* form = session::current_form(context.session);
  if (!form) return;
  const session::Shown& shown = *context.session.shown;
  ui::Ui& ui = context.ui;
  begin_card(context, "try", context.word(Word::try_it), 0);
  card_body(context);
  ui.begin_inset(kCardPadding, kCardPadding);
  ui.space(10);
  const float top = ui.y();
  parameter_group(context, shown, *form, Location::path, Word::path_parameters);
  parameter_group(context, shown, *form, Location::query, Word::query_parameters);
  parameter_group(context, shown, *form, Location::querystring, Word::query_parameters);
  parameter_group(context, shown, *form, Location::header, Word::header_parameters);
  parameter_group(context, shown, *form, Location::cookie, Word::cookie_parameters);
  body(context, shown, *form);
  if (ui.y() == top) {
    ui.label("nothing", context.word(Word::no_parameters), ui.font_small(), ui.theme().muted, 34);
  }
  ui.space(4);
  ui.end_inset();
  ui.divider();
  send_row(context, *form);
  end_card(context);
}

}  // namespace vitrine::view
