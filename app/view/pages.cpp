#include "app/view/pages.h"

#include <string>

#include "app/json/write.h"
#include "app/ui/text.h"
#include "app/view/highlight.h"
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

/// The example of a schema as a whole; those of its properties stand beside them.
void example(const Context& context, const openapi::SchemaView& view) {
  const json::Value value = view.example();
  if (!value.is_object() && !value.is_array()) return;
  ui::Ui& ui = context.ui;
  auto& made = context.state.examples["schema"];
  if (made.spans.empty() || made.dark != ui.theme().dark) {
    made.dark = ui.theme().dark;
    made.spans = highlight_json(json::pretty(value), ui::type::kCode, ui.theme());
  }
  section_heading(context, "example", context.word(Word::example));
  ui.space(ui::gap::kRow);
  ui.begin_box(ui::Box::code, ui::gap::kCard, ui::gap::kMedium);
  ui::paragraph(ui, "text", made.spans, ui::leading::kText);
  ui.end_box();
}

}  // namespace

void schema_page(const Context& context, const openapi::NamedSchema& named) {
  ui::Ui& ui = context.ui;
  ui.push_id(named.link);
  crumb(context, Word::schemas);
  page_heading(context, named.name);
  const openapi::SchemaView view = context.session.spec->description.schema(named.cursor);
  schema(context, named.link, view);
  example(context, view);
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
  const openapi::Description& description = context.session.spec->description;
  tag_operations(context, "operations", Word::operations,
                 session::operations_of(description, group, false));
  tag_operations(context, "webhooks", Word::webhooks,
                 session::operations_of(description, group, true));
  ui.pop_id();
}

}  // namespace vitrine::view
