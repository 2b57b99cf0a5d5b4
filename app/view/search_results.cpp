#include "app/view/search_results.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "app/ui/ornament.h"
#include "app/ui/rows.h"
#include "app/ui/text.h"

namespace vitrine::view {
namespace {

using session::Word;

constexpr std::string_view kHits = "navigation/hits";
constexpr float kHeadHeight = 36;
constexpr float kPadding = 6;

std::string id_of(std::size_t index) { return "hit/" + std::to_string(index); }

std::string step_name(const Context& context, const search::Step& step) {
  if (step.kind == search::Kind::message)
    return context.word(step.name == "send" ? Word::messages_you_send : Word::messages_you_get);
  if (!step.name.empty()) return step.name;
  return context.word(step.kind == search::Kind::body ? Word::request_body : Word::overview);
}

std::string title_of(const Context& context, const search::Hit& hit) {
  return step_name(context, {hit.kind, hit.title});
}

/// `POST /users · Body · owner`; of a page what it is.
std::string way_of(const Context& context, const search::Hit& hit) {
  if (hit.way.empty()) {
    return context.word(hit.kind == search::Kind::tag      ? Word::tags
                        : hit.kind == search::Kind::schema ? Word::schemas
                                                           : Word::overview);
  }
  std::string way;
  for (const search::Step& step : hit.way) {
    if (!way.empty()) way += " · ";
    way += step_name(context, step);
  }
  return way;
}

/// A line in which the words found stand out.
void draw_marked(ui::Ui& ui, ui::Rect rect, std::string_view text,
                 const std::vector<search::Mark>& marks, const ui::Font& font, ui::Color color) {
  std::vector<ui::Span> spans;
  std::size_t at = 0;
  for (const search::Mark& mark : marks) {
    if (mark.begin > at) spans.push_back(span(text.substr(at, mark.begin - at), font, color));
    spans.push_back(span(text.substr(mark.begin, mark.end - mark.begin), ui::type::bold(font),
                         ui.theme().accent));
    at = mark.end;
  }
  if (at < text.size()) spans.push_back(span(text.substr(at), font, color));
  const auto layout = ui.lay_out(std::move(spans), rect.width, rect.height, ui::Wrap::ellipsis);
  ui.draw_layout(*layout, rect.x, rect.y);
}

float height_of(const search::Hit& hit) {
  return 2 * kPadding + ui::leading::kText + ui::leading::kTight +
         (hit.text.empty() ? 0 : ui::leading::kMessage);
}

void draw_hit(const Context& context, const search::Hit& hit, ui::Rect all, bool hovered) {
  ui::Ui& ui = context.ui;
  const ui::Theme& theme = ui.theme();
  ui::row_ground(ui, all, false, hovered);
  ui::Rect line{all.x + 16, all.y + kPadding, all.width - 24, ui::leading::kText};
  draw_marked(ui, line, title_of(context, hit), hit.title_marks, ui::type::kText, theme.text);
  line.y += line.height;
  line.height = ui::leading::kTight;
  ui.draw_text(line, way_of(context, hit), ui::type::kTiny, theme.muted);
  if (hit.text.empty()) return;
  line.y += line.height;
  line.height = ui::leading::kMessage;
  draw_marked(ui, line, hit.text, hit.text_marks, ui::type::kFine, theme.muted);
}

void note(const Context& context, std::string_view id, std::string words) {
  ui::Ui& ui = context.ui;
  ui.begin_inset(ui::gap::kBlock, ui::gap::kClose);
  ui.space(ui::gap::kClose);
  ui::paragraph(ui, id, {span(words, ui::type::kFine, ui.theme().muted)}, ui::leading::kText);
  ui.end_inset();
}

}  // namespace

std::string hit_node(std::size_t index) { return std::string(kHits) + '/' + id_of(index); }

void search_results(const Context& context) {
  const session::Navigation& navigation = context.session.navigation;
  const std::vector<search::Hit>& hits = navigation.hits;
  ui::Ui& ui = context.ui;
  if (!hits.empty()) {
    const std::uint64_t revision =
        navigation.revision * 8u + static_cast<std::uint64_t>(context.language());
    const auto followed = ui::rows(
        ui, "hits", hits.size() + 1, kHeadHeight, revision,
        [&](std::size_t index) {
          ui::Row row;
          if (index == 0) {
            row.id = "title";
            row.name = context.word(Word::other_matches);
            const int level = std::max<int>(2, context.session.settings.heading_level);
            row.level = static_cast<std::uint8_t>(level);
            return row;
          }
          const search::Hit& hit = hits[index - 1];
          row.id = id_of(index - 1);
          row.name = title_of(context, hit) + ' ' + way_of(context, hit);
          if (!hit.text.empty()) row.name += ' ' + hit.text;
          row.href = hit.link;
          row.height = height_of(hit);
          return row;
        },
        [&](std::size_t index, ui::Rect all, bool hovered) {
          if (index > 0) return draw_hit(context, hits[index - 1], all, hovered);
          ui.draw_text({all.x + 8, all.y + 6, all.width - 16, all.height - 6},
                       context.word(Word::other_matches), ui::type::strong(ui::type::kFine),
                       ui.theme().muted);
        });
    if (followed) {
      ui.spare_other_surfaces();  // the session reports them
      context.state.navigation_open = false;
      context.act(session::Navigate{hits[*followed - 1].link});
    }
  }
  if (navigation.more_hits > 0)
    note(context, "more",
         context.fill(Word::and_more, {{"n", std::to_string(navigation.more_hits)}}));
  if (session::is_searching(context.session))
    note(context, "searching", context.word(Word::searching));
  if (navigation.index_full) note(context, "part", context.word(Word::searched_in_part));
}

}  // namespace vitrine::view
