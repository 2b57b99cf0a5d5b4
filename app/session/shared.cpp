#include "app/session/shared.h"

#include <algorithm>
#include <utility>

#include "app/session/credentials/update.h"
#include "app/session/description/update.h"
#include "app/session/exchange/update.h"
#include "app/session/form/update.h"
#include "app/session/navigation/update.h"
#include "app/session/update.h"

namespace vitrine::session {
namespace {

/// Progress is told once in so many bytes.
constexpr uint64_t kToldBytes = 1024 * 1024;

template <class T>
std::shared_ptr<T> find_or_make(std::map<std::string, std::weak_ptr<T>>& all,
                                const std::string& key) {
  std::erase_if(all, [](const auto& entry) { return entry.second.expired(); });
  std::weak_ptr<T>& known = all[key];
  std::shared_ptr<T> found = known.lock();
  if (!found) known = found = std::make_shared<T>();
  return found;
}

bool waits_for(const Shared& shared, Id id) {
  return (shared.description && shared.description->id == id) ||
         std::any_of(shared.documents.begin(), shared.documents.end(),
                     [id](const Incoming& document) { return document.id == id; });
}

bool is_same(const MissingDocument& left, const MissingDocument& right) {
  return left.uri == right.uri && left.state == right.state && left.id == right.id;
}

bool is_same(const ChosenServer& left, const ChosenServer& right) {
  return left.url == right.url && left.own == right.own &&
         std::equal(left.values.begin(), left.values.end(), right.values.begin(),
                    right.values.end(), [](const Field& one, const Field& other) {
                      return one.name == other.name && one.value.text == other.value.text;
                    });
}

bool is_for(const Credential& credential, const Credential& other) {
  return credential.description == other.description && credential.scheme == other.scheme &&
         credential.origin == other.origin;
}

const Credential* find_like(const std::vector<Credential>& list, const Credential& credential) {
  const auto found = std::find_if(list.begin(), list.end(),
                                  [&](const Credential& each) { return is_for(each, credential); });
  return found == list.end() ? nullptr : &*found;
}

/// The dialog that is open shows what came, except where the user has typed something else.
void renew_drafts(Session& session, const std::vector<Credential>& before) {
  for (CredentialDraft& draft : session.authorize.drafts) {
    Credential wanted;
    wanted.description = session.loading.uri;
    wanted.scheme = draft.scheme;
    wanted.origin = session.authorize.origin;
    const Credential* earlier = find_like(before, wanted);
    if (draft.text(CredentialPart::user) != (earlier ? earlier->user : std::string()) ||
        draft.text(CredentialPart::secret) != (earlier ? earlier->secret : std::string()))
      continue;
    const Credential* now = find_like(session.credentials, wanted);
    if (!now && !earlier) continue;
    draft.set(CredentialPart::user, now ? now->user : std::string());
    draft.set(CredentialPart::secret, now ? now->secret : std::string());
    draft.identity = now ? now->identity : request::Identity();
    draft.renewal = now ? now->renewal : Renewal();
    draft.saved = now != nullptr;
  }
}

void take_credentials(Session& session, Effects& effects) {
  Work& work = *session.work;
  const std::vector<Credential> before =
      std::exchange(session.credentials, work.wallet->credentials);
  session.alternative = work.wallet->alternative;
  work.providers = work.wallet->providers;
  work.wallet_seen = work.wallet->revision;
  work.credentials_given = ++work.credentials_revision;
  renew_drafts(session, before);
  for (const Credential& each : before) {
    const Credential* now = find_like(session.credentials, each);
    if (now && (now->secret == each.secret || each.renewing != 0)) continue;
    for (auto& [key, exchange] : session.exchanges) exchange.sent.reset();
    if (!now)
      std::erase_if(work.awaited, [&](const auto& one) { return one.first == each.renewing; });
  }
  // A token that nobody has any more is not renewed.
  std::erase_if(work.renewals, [&](Id id) {
    const bool wanted =
        std::any_of(session.credentials.begin(), session.credentials.end(),
                    [id](const Credential& credential) { return credential.renewing == id; });
    if (!wanted) emit(effects, CancelRequest{id});
    return !wanted;
  });
  while (note_renewed(session)) send_renewed(session, effects);
  wake_at_expiry(session, effects);
}

void take_server(Session& session, Effects& effects) {
  session.work->server = session.work->shared->server;
  Form* form = editable_form(session);
  if (!form) return;
  const std::vector<Field> before = form->server_values;
  reconcile(session, *form, effects);
  // What a field shows gives way to a later revision only.
  for (Field& field : form->server_values) {
    for (const Field& earlier : before) {
      if (earlier.id == field.id) field.revision = std::max(field.revision, earlier.revision + 1);
    }
  }
}

bool publish_loading(Session& session) {
  Shared& shared = *session.work->shared;
  const Loading& now = session.loading;
  const Loading& before = shared.loading;
  const bool other_stage = now.stage != before.stage || now.uri != before.uri;
  const bool other_missing = !std::equal(
      session.missing.begin(), session.missing.end(), shared.missing.begin(), shared.missing.end(),
      [](const auto& left, const auto& right) { return is_same(left, right); });
  if (!other_stage && !other_missing && now.received == before.received) return false;
  const bool tells =
      other_stage || other_missing || now.received / kToldBytes != before.received / kToldBytes;
  shared.loading = session.loading;
  shared.missing = session.missing;
  session.work->seen.loading = ++shared.counts.loading;
  return tells;
}

bool publish_credentials(Session& session) {
  Work& work = *session.work;
  Wallet& wallet = *work.wallet;
  if (work.credentials_given == work.credentials_revision &&
      wallet.providers.size() == work.providers.size())
    return false;
  work.credentials_given = work.credentials_revision;
  wallet.credentials = session.credentials;
  wallet.alternative = session.alternative;
  wallet.providers = work.providers;
  work.wallet_seen = ++wallet.revision;
  return true;
}

/// A server that a link chose is that element's alone.
void publish_server(Session& session) {
  const std::optional<ChosenServer>& chosen = session.work->server;
  Shared& shared = *session.work->shared;
  if (!chosen || !chosen->lasts || (shared.server && is_same(*shared.server, *chosen))) return;
  shared.server = chosen;
  note_change(session, &Counts::server);
}

bool has_company(const Work& work) { return work.shared.use_count() > 1; }

/// Another session goes on with the reading.
void stop_reading(Work& work) {
  if (work.shared->driver != work.number) return;
  work.shared->driver = 0;
  ++work.shared->counts.left;
  work.tells = true;
}

/// Nothing comes any more of the requests for tokens that this session has sent.
void give_up_renewals(Work& work) {
  for (Credential& credential : work.wallet->credentials) {
    const auto& own = work.renewals;
    if (credential.renewing == 0 ||
        std::find(own.begin(), own.end(), credential.renewing) == own.end())
      continue;
    credential.renewing = 0;
    ++work.wallet->revision;
    work.tells = true;
  }
  work.renewals.clear();
  work.awaited.clear();
}

}  // namespace

Work::Work(std::shared_ptr<Sharing> all)
    : sharing(std::move(all)),
      number(++sharing->last_session),
      shared(std::make_shared<Shared>()),
      wallet(std::make_shared<Wallet>()) {}

Work::~Work() {
  stop_reading(*this);
  give_up_renewals(*this);
}

bool is_behind(const Session& session) {
  const Work& work = *session.work;
  return work.seen != work.shared->counts || work.wallet_seen != work.wallet->revision;
}

void catch_up(Session& session, Effects& effects) {
  if (!is_behind(session)) return;
  Work& work = *session.work;
  Shared& shared = *work.shared;
  const Counts before = std::exchange(work.seen, shared.counts);
  const Counts& now = shared.counts;
  bool seen = before.loading != now.loading;
  session.loading = shared.loading;
  session.missing = shared.missing;
  if (before.installed != now.installed) {
    leave_description(session, effects);
    stop_making(session, effects);
    session.spec = shared.spec;
    show_description(session, effects);
    seen = true;
  } else if (before.completed != now.completed) {
    show_again(session, effects);
    seen = true;
  }
  if (before.found != now.found && work.search && !session.navigation.filter.empty()) {
    fill_navigation(session);
    seen = true;
  }
  if (before.server != now.server) {
    take_server(session, effects);
    seen = true;
  }
  if (work.wallet_seen != work.wallet->revision) {
    take_credentials(session, effects);
    seen = true;
  }
  for (LoadEvent& event : std::exchange(shared.mail, {})) {
    std::visit([&](auto& what) { apply(session, std::move(what), effects); }, event);
    seen = true;
  }
  if (shared.driver == 0 && is_reading(shared)) {
    shared.driver = work.number;
    emit(effects, Wake{Timer::slice, 0});
  }
  if (!seen) return;
  ++session.revision;
  ++session.page_revision;
}

void publish(Session& session, Effects& effects) {
  Work& work = *session.work;
  publish_server(session);
  if (publish_loading(session) && has_company(work)) work.tells = true;
  if (publish_credentials(session) && work.wallet.use_count() > 1) work.tells = true;
  if (std::exchange(work.tells, false)) emit(effects, TellOthers{});
}

void note_change(Session& session, uint64_t Counts::*what) {
  Work& work = *session.work;
  work.seen.*what = ++(work.shared->counts.*what);
  if (has_company(work)) work.tells = true;
}

std::string group_of(const Opened& event) {
  return event.group + (event.includes_credentials ? "\ninclude" : "\n");
}

void join(Session& session, std::string group, Effects& effects) {
  Work& work = *session.work;
  const std::string& uri = session.loading.uri;
  if (work.group != group) {
    give_up_renewals(work);
    work.wallet = find_or_make(work.sharing->wallets, group);
    take_credentials(session, effects);
    work.group = std::move(group);
  }
  if (!uri.empty()) work.shared = find_or_make(work.sharing->descriptions, work.group + '\n' + uri);
  work.shared->loading.uri = uri;
  work.seen = {};
  catch_up(session, effects);
  const Loading::Stage stage = session.loading.stage;
  if (work.shared->counts == Counts{} || stage == Loading::Stage::failed)
    load_description(session, false, effects);
}

void leave(Session& session, Effects& effects) {
  Work& work = *session.work;
  stop_making(session, effects);
  if (has_company(work)) {
    stop_reading(work);
  } else {
    stop_loading(session, effects);
  }
  work.shared = std::make_shared<Shared>();
  work.seen = {};
}

std::vector<LoadEvent>* mailbox(Session& session, Id id) {
  Work& work = *session.work;
  if (waits_for(*work.shared, id)) return nullptr;
  for (const auto& [key, entry] : work.sharing->descriptions) {
    const std::shared_ptr<Shared> shared = entry.lock();
    if (!shared || !waits_for(*shared, id)) continue;
    ++shared->counts.left;
    work.tells = true;
    return &shared->mail;
  }
  return nullptr;
}

}  // namespace vitrine::session
