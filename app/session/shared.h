// What the elements of a page share: one reading of a description, its sign-in and its server.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "app/json/text_reader.h"
#include "app/openapi/description.h"
#include "app/openapi/outlook.h"
#include "app/openapi/uses.h"
#include "app/schema/schema.h"
#include "app/search/gatherer.h"
#include "app/session/action.h"
#include "app/session/credentials/credentials.h"
#include "app/session/description/spec.h"

/// Each session has copies of what can be seen of all this, for a session changes by its own
/// actions only: after each of them `publish` gives its copies to the others, and before each of
/// them `catch_up` takes theirs over. The host draws the others when TellOthers asks for it.
namespace vitrine::session {

struct Session;

/// A document being loaded: bytes that wait for their slice, and the JSON reader they go to.
struct Incoming {
  Id id = 0;
  std::string uri;
  json::TextReader reader;
  std::deque<std::string> waiting;
  size_t taken = 0;  ///< bytes of waiting.front() that were read
  bool ended = false;
  bool whole = false;  ///< takes the place of an outline
  /// text::hash() of what has come so far, where an outline says what it is to be.
  std::optional<std::uint64_t> hash;

  bool read_all() const { return ended && waiting.empty(); }
};

/// A server as the user last chose it; it holds for all operations that offer it.
struct ChosenServer {
  std::string url;  ///< template
  std::vector<Field> values;
  bool own = false;    ///< none of the description: it was typed
  bool lasts = false;  ///< the user chose it, no link did
};

/// What a host reports of a load.
using LoadEvent = std::variant<Chunk, End, Failed>;

/// How often something of a Shared changed. A session with other numbers is behind.
struct Counts {
  uint64_t loading = 0;    ///< its progress, and the documents that are missing
  uint64_t installed = 0;  ///< another description
  uint64_t completed = 0;  ///< documents arrived that the pages shown may need
  uint64_t found = 0;      ///< passes of the search's index
  uint64_t server = 0;
  uint64_t left = 0;  ///< the reading waits for a session to go on with it

  friend bool operator==(const Counts&, const Counts&) = default;
};

/// The description at one address, for the sessions of one group. The last of them frees it.
struct Shared {
  Loading loading;
  std::vector<MissingDocument> missing;
  std::shared_ptr<Spec> spec;
  std::optional<ChosenServer> server;
  Counts counts;

  /// The description that is being read, and then indexed; `read` becomes `spec` when done.
  std::optional<Incoming> description;
  std::unique_ptr<Spec> read;
  std::optional<openapi::Indexer> indexer;  ///< over `read`, or over `spec` for a new document
  bool index_again = false;                 ///< a document arrived that the outline of `spec` needs
  bool show_again = false;                  ///< a document arrived that the pages shown may need
  std::vector<Incoming> documents;          ///< others that the description refers to
  Id driver = 0;                            ///< Work::number of the session that reads; 0: none
  /// Events of its loads that came to a session of another description.
  std::vector<LoadEvent> mail;

  // Made once, over `spec`; made again when a document arrived.
  std::optional<openapi::Outlook> outlook;   ///< over the documents that are there
  std::shared_ptr<search::Gatherer> search;  ///< once something is searched for
  std::unique_ptr<schema::Compiler> compiler;
  schema::Dialect dialect = schema::Dialect::draft2020_12;
  std::map<std::string, std::vector<openapi::Use>, std::less<>> uses;  ///< of schemas, by name
};

/// The credentials of the sessions of one group. They are bound to their descriptions.
struct Wallet {
  std::vector<Credential> credentials;
  std::string alternative;  ///< Session::alternative
  /// What providers of identities said of themselves, by the address that was asked.
  std::vector<std::pair<std::string, std::string>> providers;
  uint64_t revision = 0;
};

/// All that the sessions of one module share. It owns nothing of it: the sessions do.
struct Sharing {
  Id last_session = 0;
  Id last_id = 0;  ///< of all sessions: a load outlives the session that asked for it
  std::map<std::string, std::weak_ptr<Shared>> descriptions;  ///< by group and address
  std::map<std::string, std::weak_ptr<Wallet>> wallets;       ///< by group
};

/// True when another session changed something that this one has not taken over.
bool is_behind(const Session& session);
/// Takes over what other sessions have changed.
void catch_up(Session& session, Effects& effects);
/// Gives what this session has changed to the others.
void publish(Session& session, Effects& effects);
/// Notes that this session changed something of the description, and knows it.
void note_change(Session& session, uint64_t Counts::*what);
/// Names those that may share: the group of the element, and the cookies that its requests carry.
std::string group_of(const Opened& event);
/// Shares the description at Loading::uri and the wallet of the group. The first one loads it.
void join(Session& session, std::string group, Effects& effects);
/// The others go on without this session; with none left, its loads end.
void leave(Session& session, Effects& effects);
/// Where events of a load go that sessions of another description wait for; nullptr where none do.
std::vector<LoadEvent>* mailbox(Session& session, Id id);
/// Goes on with the request that waited for a token, once none that it waited for is under way.
bool note_renewed(Session& session);

}  // namespace vitrine::session
