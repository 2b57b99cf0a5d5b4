#include "app/view/examples.h"

#include <algorithm>
#include <span>
#include <vector>

#include "app/session/reference/operation_facts.h"
#include "app/text/media_type.h"
#include "app/text/utf8.h"
#include "app/ui/code.h"
#include "app/ui/select.h"
#include "app/ui/text.h"
#include "app/view/card.h"
#include "app/view/code_block.h"
#include "app/view/copying.h"
#include "app/view/prose.h"
#include "app/view/responses.h"
#include "app/view/schema_rows.h"

namespace vitrine::view {
namespace {

using session::Word;

/// Limit of an example's text.
constexpr std::size_t kMostExampleBytes = 20'000;
constexpr std::string_view kJson = "application/json";

/// Whether the place is that of a parameter or a header. The choice of the form alone is called
/// Example.
bool is_of_value(std::string_view place) {
  return place.find("parameter/") != std::string_view::npos ||
         place.find("response/header/") != std::string_view::npos;
}

/// Those of the author; schemas often have one of the whole value.
std::vector<openapi::Example> written(const Sample& sample) {
  if (sample.media && !sample.media->examples.empty()) return sample.media->examples;
  std::vector<openapi::Example> own;
  const json::Value value = sample.schema.example();
  if (value.is_object() || value.is_array()) own.emplace_back().value.value = value;
  return own;
}

std::string made_for(const Context& context, const std::string& place, const Sample& sample) {
  if (!sample.schema) return {};
  if (const session::Prepared* prepared = session::current_prepared(context.session)) {
    const auto made = prepared->examples.find(place);
    if (made != prepared->examples.end()) return made->second;
  }
  context.act(session::MakeExample{place, sample.media ? sample.media->name : std::string(kJson),
                                   sample.schema, sample.direction, context.session.page});
  return {};
}

/// What is shown of a sample: chosen among the author's examples, or made.
struct Shown {
  std::vector<openapi::Example> all;
  std::size_t index = 0;
  ViewState::Coloured* text = nullptr;  ///< empty: there is none, or not yet
};

Shown shown_of(const Context& context, const std::string& place, const Sample& sample) {
  Shown shown{written(sample)};
  shown.index = chosen_of(context, place + "/example", shown.all.size());
  shown.text = &context.state.examples[place + "/" + std::to_string(shown.index)];
  ViewState::Coloured& made = *shown.text;
  if (made.source.empty())
    made.source =
        shown.all.empty()
            ? made_for(context, place, sample)
            : text::shortened(session::example_text(shown.all[shown.index], kMostExampleBytes + 1),
                              kMostExampleBytes);
  if (made.source.empty()) return shown;
  const auto traits = text::media_type_traits(sample.media ? sample.media->name : kJson);
  (void)coloured(context, made, made.source, text::find_code_language(traits.lexer));
  return shown;
}

void copy(const Context& context, const Shown& shown) {
  if (copy_button(context, "copy", {Word::copy_example}))
    context.act(session::Copy{session::CopyTarget::text, shown.text->source});
}

void contents(const Context& context, const std::string& place, const Shown& shown) {
  ui::Ui& ui = context.ui;
  std::vector<std::string> names;
  for (const openapi::Example& example : shown.all)
    names.push_back(!example.summary.empty() ? example.summary
                    : !example.name.empty()  ? example.name
                                             : std::to_string(names.size() + 1));
  choose(context, place + "/example",
         context.word(is_of_value(place) ? Word::one_of : Word::responses), names);
  if (names.size() > 1) ui.space(ui::gap::kClose);
  if (!shown.all.empty()) {
    const openapi::Example& example = shown.all[shown.index];
    prose(context, "summary", example.summary, row_prose(ui), 3);
    prose(context, "words", example.description, row_prose(ui), 3);
    if (!example.summary.empty() || !example.description.empty()) ui.space(ui::gap::kSmall);
  }
  if (!shown.text->spans.empty())
    ui::code(ui, "text", context.word(Word::example), shown.text->spans);
}

/// Whether there is more to one of them than a value in a line.
bool says_more(const std::vector<openapi::Example>& examples) {
  return session::short_examples(examples).size() < examples.size() ||
         std::any_of(examples.begin(), examples.end(), [](const openapi::Example& each) {
           return !each.summary.empty() || !each.description.empty();
         });
}

/// A card of an example; `head` draws what stands before the button, `width` wide.
template <class Head>
void card(const Context& context, const std::string& place, const Shown& shown, float width,
          const std::string& note, Head head) {
  ui::Ui& ui = context.ui;
  const float widths[] = {width, 32};
  const bool copies = !shown.text->source.empty();
  begin_card(context, "example", context.word(Word::example),
             width + (copies ? ui::gap::kTight + widths[1] : 0));
  if (width > 0 || copies) {
    ui.begin_row(std::span(widths + (width > 0 ? 0 : 1), (width > 0 ? 1 : 0) + (copies ? 1 : 0)),
                 ui::gap::kTight, ui::height::kCardHead);
    if (width > 0) head();
    if (width > 0 && copies) ui.next_cell();
    if (copies) copy(context, shown);
    ui.end_row();
  }
  card_body(context);
  ui.begin_inset(kCardPadding, kCardPadding);
  ui.space(ui::gap::kMedium);
  if (!note.empty()) {
    ui::label(ui, "note", note, ui::type::kSmall, ui.theme().muted, ui::leading::kText);
    ui.space(ui::gap::kSmall);
  }
  contents(context, place, shown);
  ui.space(ui::gap::kMedium);
  ui.end_inset();
  end_card(context);
}

}  // namespace

void examples(const Context& context, const std::string& place, const Sample& sample) {
  const Shown shown = shown_of(context, place, sample);
  if (shown.all.empty() && shown.text->source.empty()) return;
  ui::Ui& ui = context.ui;
  ui.push_id("examples");
  ui.space(ui::gap::kBlock);
  const float widths[] = {-1, 32};
  ui.begin_row(widths, ui::gap::kRow, ui::height::kQuiet);
  // Below the heading of a response or a body; a schema's page has none above it.
  ui::heading(ui, "title", context.session.settings.heading_level + (context.session.shown ? 2 : 1),
              context.word(shown.all.size() > 1 ? Word::example_values : Word::example),
              ui::type::kSubheading, ui::leading::kText);
  ui.next_cell();
  copy(context, shown);
  ui.end_row();
  ui.space(ui::gap::kSmall);
  contents(context, place, shown);
  ui.pop_id();
}

void add_value(SchemaRow& row, const std::vector<openapi::MediaType>& content,
               const std::vector<openapi::Example>& examples, session::Spelling spelling) {
  if (!content.empty())
    row.constraints.push_back({"content", schema::Display::plain, content.front().name});
  if (row.examples.empty() && !says_more(examples))
    row.examples = session::short_examples(examples, spelling);
}

void value_examples(const Context& context, const std::string& place,
                    const std::vector<openapi::MediaType>& content,
                    const std::vector<openapi::Example>& all) {
  if (!says_more(all)) return;
  openapi::MediaType media;
  media.name = content.empty() ? "text/plain" : content.front().name;
  media.examples = all;
  context.ui.push_id(place);
  examples(context, place, {&media, {}});
  context.ui.pop_id();
}

bool is_example_beside(const Context& context) {
  return context.request_pane != "main" && context.part.empty() &&
         session::can_try(context.session) && !session::current_exchange(context.session);
}

void response_example(const Context& context) {
  const openapi::Operation& operation = context.session.shown->operation;
  const std::vector<openapi::Response>& all = operation.responses;
  if (std::all_of(all.begin(), all.end(), [](const auto& each) { return each.content.empty(); }))
    return;
  std::vector<std::string> codes;
  for (const openapi::Response& response : all) codes.push_back(response.status);
  const std::size_t index = chosen_of(context, "responses", codes.size());
  const openapi::MediaType* media = media_shown(context, all[index]);
  const std::string place =
      "response/" + codes[index] + (media ? "/" + media->name : std::string());
  Sample sample;
  sample.direction = schema::Direction::response;
  if (media) {
    sample.media = media;
    sample.schema = schema_of(context, operation, *media);
  }
  const float width = ui::gap::kPage + context.ui.measure(codes[index], ui::type::kSmall).width;
  context.ui.space(ui::gap::kCard);
  card(context, place, shown_of(context, place, sample), width,
       media ? media->name : context.word(Word::empty_body), [&] {
         if (codes.size() == 1) {
           ui::label(context.ui, "code", codes[0], ui::type::kSmall, context.ui.theme().muted,
                     ui::height::kQuiet, ui::Wrap::none, ui::Align::right);
           return;
         }
         const auto picked = ui::select(context.ui, "code", context.word(Word::response_code),
                                        codes, static_cast<int>(index), {.quiet = true});
         if (!picked) return;
         context.state.chosen["responses"] = static_cast<std::size_t>(*picked);
         context.state.again = true;
       });
}

void schema_example(const Context& context, const std::string& place,
                    const openapi::SchemaView& schema) {
  const Shown shown = shown_of(context, place, {nullptr, schema});
  if (shown.text->source.empty()) return;
  card(context, place, shown, 0, {}, [] {});
}

}  // namespace vitrine::view
