// State that only `update` uses: work in progress, and how its parts emit effects.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "app/json/write.h"
#include "app/json/yaml_writer.h"
#include "app/openapi/description.h"
#include "app/schema/schema.h"
#include "app/search/gatherer.h"
#include "app/session/form/history.h"
#include "app/session/reference/markdown.h"
#include "app/session/reference/paper.h"
#include "app/session/session.h"
#include "app/session/shared.h"

namespace vitrine::session {

/// The text of a document as it was written, a piece at a time.
struct SourceText {
  const json::Document* document = nullptr;
  uint32_t at = 0;

  bool step(std::string& out, size_t bytes);
};

/// A text of the whole description that is being made for the user.
struct Making {
  std::variant<DocumentMarkdown, DocumentPaper, json::Printer, json::YamlWriter, SourceText> writer;
  std::string name;       ///< of its file
  std::string type;       ///< media type
  std::string text = {};  ///< what the host has not got
  Id file = 0;            ///< that it keeps the rest under; 0 while there is no rest
  uint64_t page = 0;      ///< of a paper: Session::page when it was begun
};

/// A value of a body, or the elements of a list from `at` on, that are judged by a schema.
struct ValuesToJudge {
  std::string pointer;
  std::shared_ptr<const schema::Schema> schema;
  json::Value value;
  std::optional<json::Elements::iterator> at;
  std::optional<json::Elements::iterator> end;
  size_t index = 0;
};

/// The JSON of a body, while it is read and after.
struct BodyJson {
  json::Reader reader;
  json::Reading reading{};
  std::vector<ValuesToJudge> rest{};  ///< what is not judged yet, for that
  bool judging = false;               ///< in slices
  bool judged_whole = false;          ///< nothing was too long to be judged, so far
  uint64_t page = 0;                  ///< Session::page
};

struct Work {
  explicit Work(std::shared_ptr<Sharing> all);
  ~Work();
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;

  std::shared_ptr<Sharing> sharing;
  Id number;  ///< of the session
  std::shared_ptr<Shared> shared;
  std::shared_ptr<Wallet> wallet;
  std::string group;               ///< of both
  Counts seen;                     ///< of `shared`
  uint64_t wallet_seen = 0;        ///< Wallet::revision
  uint64_t credentials_given = 0;  ///< credentials_revision, when they were published or taken over
  bool tells = false;              ///< this action changed what others have
  std::shared_ptr<search::Gatherer> search;  ///< Shared::search, over Session::spec

  /// For Session::prepared, and so for its page.
  std::deque<MakeExample> examples;
  std::optional<openapi::Uses> uses;

  std::map<Id, BodyJson> bodies;  ///< by the id of their Exchange

  std::optional<Making> making;  ///< over Session::spec
  Id made_file = 0;              ///< that the host keeps

  std::optional<ChosenServer> server;
  std::string own_address;  ///< of the server that the user typed, while another is chosen
  /// The form shown as it was before a link filled it, while that can be undone.
  std::optional<std::pair<Form, std::optional<ChosenServer>>> before_link;
  /// An example of a body that is being loaded.
  struct LoadedExample {
    Id id = 0;
    std::string form;  ///< Shown::key
    std::string media_type;
    uint32_t example = 0;
    std::string text;
  };
  LoadedExample example;
  std::deque<Action> awaiting;  ///< actions that need the whole description, while it is an outline
  Route sought;                 ///< what the outline has no page of
  bool unsaved = false;         ///< the form shown was changed since it was kept
  std::map<std::string, TextHistory, std::less<>> histories;  ///< of bodies, see history.cpp

  /// The user chose the description that is being opened: it need not have what was shown of the
  /// one before.
  bool another = false;
  uint64_t credentials_revision = 0;
  /// What providers of identities said of themselves, by the address that was asked.
  std::vector<std::pair<std::string, std::string>> providers;
  std::vector<Id> revocations;  ///< requests that end tokens; nobody waits for their responses
  std::vector<Id> renewals;     ///< requests of this session for other tokens
  /// The requests for tokens that a request waits for, each with the Shown::key of that.
  std::vector<std::pair<Id, std::string>> awaited;
  std::string renewed;  ///< Shown::key of the request that waited for a token, now there
  /// The inputs from which Session::current was made.
  struct Made {
    uint64_t page = 0;
    uint64_t form = 0;
    uint64_t credentials = 0;
    uint32_t snippet = 0;
    bool secrets_shown = false;
    schema::Language language = schema::Language::en;

    friend bool operator==(const Made&, const Made&) = default;
  };
  Made made;
};

/// Interval at which a request without a response is checked.
inline constexpr uint32_t kSecondMs = 1000;

template <class T>
void emit(Effects& effects, T effect) {
  effects.push_back(Effect(std::move(effect)));
}

inline Id next_id(Session& session) { return session.last_id = ++session.work->sharing->last_id; }

}  // namespace vitrine::session
