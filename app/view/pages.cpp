#include "app/view/pages.h"

#include <string>

#include "app/json/write.h"
#include "app/ui/chip.h"
#include "app/ui/link.h"
#include "app/ui/ornament.h"
#include "app/ui/text.h"
#include "app/view/field_place.h"
#include "app/view/highlight.h"
#include "app/view/operation.h"
#include "app/view/prose.h"
#include "app/view/schema_rows.h"

namespace vitrine::view {
namespace {

using session::Word;

constexpr float kRowHeight = 40;

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

void operation_row(const Context& context, const openapi::OperationEntry& entry) {
  ui::Ui& ui = context.ui;
  const std::string href = session::operation_href(entry);
  const bool followed =
      ui::link(ui, href, session::operation_name(entry), href, kRowHeight, [&](bool hovered) {
        const ui::Rect all{ui.x(), ui.y(), ui.width(), kRowHeight};
        const float method = 58;
        ui.move_to(all.y + (kRowHeight - ui::leading::kText) / 2);
        ui::method(ui, entry.method, method, ui::Align::left);
        const bool both = !entry.summary.empty() && !context.narrow;
        const float rest = all.width - method - 8;
        const float half = both ? rest / 2 : rest;
        ui.draw_text({all.x + method + 8, all.y, half - 12, kRowHeight},
                     entry.summary.empty() ? entry.path : entry.summary, ui::type::kText,
                     hovered            ? ui.theme().accent
                     : entry.deprecated ? ui.theme().muted
                                        : ui.theme().text);
        if (both)
          ui.draw_text({all.x + method + 8 + half, all.y, half, kRowHeight}, entry.path,
                       ui::type::kCode, ui.theme().faint);
      });
  ui::divider(ui);
  if (followed) context.act(session::Navigate{href});
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
  if (has_field(context)) give_up_field(context);
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
  section_heading(context, "operations", context.word(Word::operations),
                  std::to_string(group.operations.size()));
  for (const std::uint32_t index : group.operations)
    operation_row(context, context.session.spec->description.operations()[index]);
  ui.pop_id();
}

}  // namespace vitrine::view
