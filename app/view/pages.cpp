#include "app/view/pages.h"

#include <string>
#include <utility>
#include <vector>

#include "app/ui/button.h"
#include "app/ui/text.h"
#include "app/view/examples.h"
#include "app/view/notices.h"
#include "app/view/operation.h"
#include "app/view/prose.h"
#include "app/view/schema_rows.h"
#include "app/view/tag_operations.h"

namespace vitrine::view {
namespace {

using session::Word;

void crumb(const Context& context, Word word) {
  ui::label(context.ui, "crumb", context.word(word), ui::type::kCaption, context.ui.theme().faint);
  context.ui.space(ui::gap::kClose);
}

/// What a place that refers to a schema is called.
std::string way_of(const Context& context, const openapi::Use& use) {
  switch (use.way) {
    case openapi::Use::Way::request_body:
      return context.word(Word::request_body);
    case openapi::Use::Way::response:
      return context.word(Word::response) + " " + use.detail;
    case openapi::Use::Way::message:
      return context.word(use.detail == "send" ? Word::messages_you_send : Word::messages_you_get);
    case openapi::Use::Way::parameter:
    case openapi::Use::Way::callback:
    case openapi::Use::Way::schema:
      break;
  }
  return use.detail;
}

/// The operations and schemas that refer to the schema, each with its ways.
void used_by(const Context& context) {
  constexpr std::size_t kAtFirst = 12;
  const session::Prepared* prepared = session::current_prepared(context.session);
  if (!prepared || !prepared->finds_uses) context.act(session::FindUses{});
  if (!prepared || prepared->uses.empty()) return;
  ui::Ui& ui = context.ui;
  const openapi::Description& description = context.session.spec->description;
  section_heading(context, "used-by", context.word(Word::used_by));
  std::size_t& unfolded = context.state.chosen["used-by"];
  const std::vector<openapi::Use>& uses = prepared->uses;
  std::size_t owners = 0;
  for (std::size_t at = 0; at < uses.size(); ++owners) {
    const openapi::Use& first = uses[at];
    const bool of_schema = first.way == openapi::Use::Way::schema;
    std::string ways;
    for (; at < uses.size() && uses[at].owner == first.owner &&
           (uses[at].way == openapi::Use::Way::schema) == of_schema;
         ++at) {
      const std::string way = way_of(context, uses[at]);
      if (!way.empty()) ways += (ways.empty() ? " · " : ", ") + way;
    }
    if (unfolded == 0 && owners >= kAtFirst) continue;
    std::string name;
    std::string href;
    if (of_schema) {
      name = description.schemas()[first.owner].name;
      href = "#" + description.schemas()[first.owner].link;
    } else {
      name = session::operation_name(description.operations()[first.owner]);
      href = session::operation_href(description.operations()[first.owner]);
    }
    ui.space(ui::gap::kClose);
    ui::Span link = span(name, ui::type::kText, ui.theme().accent);
    link.href = href;
    ui::paragraph(ui, "use/" + std::to_string(owners),
                  {std::move(link), span(ways, ui::type::kSmall, ui.theme().muted)},
                  ui::leading::kText);
  }
  if (unfolded != 0 || owners <= kAtFirst) return;
  ui::ButtonOptions look;
  look.kind = ui::ButtonKind::link;
  look.expanded = ui::Node::Tri::no;
  ui.space(ui::gap::kClose);
  if (!ui::button(ui, "more-uses",
                  context.fill(Word::and_more, {{"n", std::to_string(owners - kAtFirst)}}), look))
    return;
  unfolded = 1;
  context.state.again = true;
}

}  // namespace

void schema_page(const Context& context, const openapi::NamedSchema& named) {
  ui::Ui& ui = context.ui;
  ui.push_id(named.link);
  if (!context.alone()) crumb(context, Word::schemas);
  page_heading(context, named.name);
  const bool outlined = session::is_outlined(context.session);
  const openapi::SchemaView view = context.session.spec->description.schema(named.cursor);
  if (outlined)
    still_loading(context);
  else
    schema(context, named.link, view, "");
  if (!outlined && !context.alone()) {
    if (context.request_pane == "main") examples(context, named.link, {nullptr, view});
    used_by(context);
  }
  ui.pop_id();
}

void tag_page(const Context& context, const openapi::Group& group) {
  ui::Ui& ui = context.ui;
  ui.push_id("tag/" + group.tag);
  crumb(context, Word::tags);
  page_heading(context, group.title);
  prose(context, "words", group.description, page_prose(ui),
        context.session.settings.heading_level);
  external_docs(context, group.external_docs);
  if (session::is_outlined(context.session)) {
    ui.space(ui::gap::kBlock);
    still_loading(context);
    ui.pop_id();
    return;
  }
  tag_operations(context, "operations", Word::operations,
                 session::operations_of(context.session, group, false));
  tag_operations(context, "webhooks", Word::webhooks,
                 session::operations_of(context.session, group, true));
  ui.pop_id();
}

}  // namespace vitrine::view
