// Searches all of the description: builds the index in slices, and lists what is found.
#include <utility>

#include "app/search/gatherer.h"
#include "app/session/navigation/update.h"

namespace vitrine::session {
namespace {

/// Some milliseconds in a page.
constexpr size_t kSliceUnits = 3000;
/// From this pass of the Gatherer on, each begins with more than the operations found already.
constexpr uint32_t kWorthShowing = 4;

/// What the attributes of the element leave out.
search::Pages hidden_pages(const Session& session) {
  const openapi::Description& description = session.spec->description;
  search::Pages hidden;
  for (uint32_t index = 0; index < description.operations().size(); ++index)
    hidden.operations.push_back(!is_listed(session, index));
  for (const openapi::Group& group : description.groups())
    hidden.tags.push_back(listed(session, group.operations).empty());
  return hidden;
}

}  // namespace

void begin_search(Session& session, Effects& effects) {
  if (session.work->search || !session.spec) return;
  std::shared_ptr<search::Gatherer>& search = session.work->shared->search;
  if (!search) search = std::make_shared<search::Gatherer>(session.spec->description);
  session.work->search = search;
  if (!search->done()) emit(effects, Wake{Timer::slice, 0});
}

void drop_index(Session& session) {
  Work& work = *session.work;
  if (work.shared->search == work.search) work.shared->search.reset();
  work.search.reset();
  session.navigation.hits.clear();
  session.navigation.more_hits = 0;
  session.navigation.searching = session.navigation.index_full = false;
}

void index_slice(Session& session, Effects& effects) {
  search::Gatherer* gatherer = session.work->search.get();
  if (gatherer->done()) return;
  const uint32_t before = gatherer->pass();
  const bool done = gatherer->step(kSliceUnits);
  if (!done) emit(effects, Wake{Timer::slice, 0});
  if (gatherer->pass() == before || gatherer->pass() < kWorthShowing) return;
  note_change(session, &Counts::found);
  fill_navigation(session);
  ++session.revision;
  ++session.page_revision;
}

void find_hits(Session& session) {
  Navigation& navigation = session.navigation;
  navigation.hits.clear();
  navigation.more_hits = 0;
  const search::Gatherer& gatherer = *session.work->search;
  navigation.searching = !gatherer.done();
  navigation.index_full = gatherer.index().full();
  if (navigation.filter.empty()) return;
  const openapi::Description& description = session.spec->description;
  search::Shown shown;
  shown.operations.resize(description.operations().size());
  shown.schemas.resize(description.schemas().size());
  if (!navigation.places.empty()) shown.hidden = hidden_pages(session);
  if (!shows(session.settings.options, Part::models))
    shown.hidden.schemas.assign(shown.schemas.size(), true);
  for (const NavigationRow& row : navigation.rows) {
    if (row.kind == NavigationRow::Kind::operation) shown.operations[row.index] = true;
    if (row.kind == NavigationRow::Kind::schema) shown.schemas[row.index] = true;
  }
  search::Found found = search::find(gatherer.index(), description, navigation.filter, shown);
  navigation.hits = std::move(found.hits);
  navigation.more_hits = found.more;
}

}  // namespace vitrine::session
