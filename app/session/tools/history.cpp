// Keeps what was sent, and puts it back into the form.
#include "app/session/tools/history.h"

#include <memory>
#include <utility>

#include "app/session/credentials/update.h"
#include "app/session/exchange/update.h"
#include "app/session/form/update.h"
#include "app/session/navigation/update.h"
#include "app/session/saved/update.h"
#include "app/session/tools/update.h"
#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

/// Set: nothing is kept.
constexpr std::string_view kOffKey = "historyOff";
/// What is kept after all entries were removed. Nothing at all means that storage is forbidden, or
/// was never used.
constexpr std::string_view kCleared = "[]";

std::string key_of(const Session& session) { return "history " + session.loading.uri; }

std::string masked_body(const request::HttpRequest& request) {
  std::string text;
  if (!request.body) return text;
  for (const request::BodyPiece& run : *request.body) {
    if (const auto* piece = std::get_if<request::SecretText>(&run)) {
      text += piece->masked();
    } else {
      text.append("<").append(std::get<request::FileRef>(run).name).append(">");
    }
    if (text.size() > kEntryBytes) return {};
  }
  return text;
}

void bound(std::vector<HistoryEntry>& entries) {
  size_t bytes = 2;
  size_t count = 0;
  while (count < entries.size() && count < kHistoryEntries) {
    bytes += entry_text(entries[count]).size() + 1;
    if (bytes > kHistoryBytes) break;
    ++count;
  }
  entries.resize(count);
}

void keep_entries(Session& session, Effects& effects) {
  const std::vector<HistoryEntry>& entries = session.tools->history.entries;
  emit(effects,
       Persist{key_of(session), entries.empty() ? std::string(kCleared) : history_text(entries)});
}

void recall(Session& session, Effects& effects) { emit(effects, Recall{key_of(session)}); }

void finish(const Session& session, const Exchange& exchange, HistoryEntry& entry) {
  entry.status = exchange.status;
  entry.status_text = exchange.status_text;
  for (const auto& [name, value] : exchange.headers) {
    request::HeaderField header{name, {value, {}}};
    mark_credentials(session, header);
    entry.response_headers.emplace_back(name, header.value.masked());
  }
  entry.size = exchange.received;
  entry.duration_ms = exchange.elapsed_ms;
}

void restore(Session& session, const HistoryEntry& kept, Effects& effects) {
  const HistoryEntry entry = kept;
  if (!entry.restorable) return;
  const auto index = session.spec->description.find(entry.link);
  session.tools->open = Tool::none;
  if (!index) {
    session.notice = {Word::unknown_link, {{"link", entry_name(entry)}}};
    return;
  }
  if (!session.shown || session.shown->index != *index) {
    apply(session, Navigate{'#' + entry.link}, effects);
  }
  // It goes to the server that it went to then.
  session.work->server.reset();
  replace_form(session, entry.form, effects);
  if (const Form* form = current_form(session)) remember_server(session, *form);
}

void save_har(Session& session, Effects& effects) {
  if (session.tools->history.entries.empty()) return;
  std::string name = file_name(session.spec->description.info().title);
  if (name.empty()) name = "openapi";
  Id& file = session.work->made_file;
  if (file != 0) emit(effects, DropBody{file});
  file = next_id(session);
  emit(effects, KeepText{file, har(session.tools->history.entries)});
  emit(effects, SaveFile{file, name.append(".har"), "application/json"});
}

}  // namespace

Tools& tools_of(Session& session) {
  if (!session.tools) session.tools = std::make_unique<Tools>();
  return *session.tools;
}

void close_tool(Session& session, Effects& effects) {
  if (session.tools->open == Tool::environments) {
    give_secrets(session);
    keep_environments(session, effects);
  }
  // Do not keep what may be secret: the text of an import.
  session.tools->imported = {};
  session.tools->open = Tool::none;
}

std::string entry_name(const HistoryEntry& entry) {
  return entry.request.method + ' ' + entry.path;
}

bool passes(const HistoryEntry& entry, std::string_view filter) {
  const std::string text = text::lower(entry_name(entry) + ' ' + entry.request.url + ' ' +
                                       std::to_string(entry.status) + ' ' + entry.status_text);
  const std::string wanted = text::lower(filter);
  for (std::string_view rest = wanted; !rest.empty();) {
    if (text.find(text::take_piece(rest, ' ')) == std::string::npos) return false;
  }
  return true;
}

bool keeps_history(const Session& session) {
  const auto off = session.saved.find(kOffKey);
  return off == session.saved.end() || off->second.empty();
}

void note_sent(Session& session, const Effects& effects) {
  const Exchange* exchange = current_exchange(session);
  if (!exchange || !keeps_history(session)) return;
  for (const Effect& effect : effects) {
    const auto* send = std::get_if<SendRequest>(&effect);
    if (!send || send->id != exchange->id) continue;
    const openapi::OperationEntry& operation =
        session.spec->description.operations()[session.shown->index];
    HistoryEntry entry;
    entry.link = operation.link;
    entry.path = operation.path;
    entry.form = form_text(session, *current_form(session), Kept::request);
    entry.restorable = entry.form.size() <= kEntryBytes;
    if (!entry.restorable) entry.form.clear();
    entry.request = exchange->request;
    entry.body = masked_body(send->request);
    tools_of(session).history.sent.push_back({send->id, false, std::move(entry)});
  }
}

void note_ended(Session& session, Effects& effects) {
  for (History::Sent& sent : session.tools->history.sent) {
    if (sent.ended) continue;
    for (const auto& [key, exchange] : session.exchanges) {
      if (exchange.id != sent.id || exchange.running()) continue;
      finish(session, exchange, sent.entry);
      sent.ended = true;
      recall(session, effects);
    }
  }
}

void apply(Session& session, GivenText&& event, Effects& effects) {
  if (event.key == kImportKey) return take_import(session, std::move(event.text));
  if (event.key != key_of(session) || !session.spec) return;
  History& history = tools_of(session).history;
  history.offset_min = event.offset_min;
  // Nothing: this browser keeps nothing for us, but the session does.
  if (!event.text.empty()) history.entries = read_history(event.text);
  history.read = true;
  bool more = false;
  for (History::Sent& sent : history.sent) {
    if (!sent.ended) continue;
    more = true;
    sent.entry.time_ms = static_cast<int64_t>(event.now_ms - sent.entry.duration_ms);
    history.entries.insert(history.entries.begin(), std::move(sent.entry));
  }
  std::erase_if(history.sent, [](const History::Sent& sent) { return sent.ended; });
  bound(history.entries);
  if (more) keep_entries(session, effects);
}

void apply(Session& session, ChangeHistory&& action, Effects& effects) {
  using Change = ChangeHistory::Change;
  if (!session.spec) return;
  Tools& tools = tools_of(session);
  History& history = tools.history;
  switch (action.change) {
    case Change::open:
      tools.open = Tool::history;
      history.filter.clear();
      recall(session, effects);
      return;
    case Change::close:
      close_tool(session, effects);
      return;
    case Change::filter:
      history.filter = std::move(action.text);
      return;
    case Change::restore:
      if (action.index < history.entries.size())
        restore(session, history.entries[action.index], effects);
      return;
    case Change::remove:
      if (action.index >= history.entries.size()) return;
      history.entries.erase(history.entries.begin() + action.index);
      keep_entries(session, effects);
      return;
    case Change::clear:
      history.entries.clear();
      keep_entries(session, effects);
      return;
    case Change::record:
    case Change::ignore:
      keep(session, std::string(kOffKey), action.change == Change::ignore ? "1" : "", effects);
      // What runs is sent by now, but the user wants nothing of it kept.
      if (action.change == Change::ignore) history.sent.clear();
      return;
    case Change::save:
      save_har(session, effects);
      return;
  }
}

}  // namespace vitrine::session
