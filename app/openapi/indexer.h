#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/openapi/context.h"
#include "app/openapi/description.h"
#include "app/openapi/survey.h"

namespace vitrine::openapi {

/// The state of an Indexer between two steps: which part is next and how far it has come.
struct Indexer::State {
  enum class Phase : uint8_t {
    names,
    head,
    paths,
    webhooks,
    extension_webhooks,
    schemas,
    links,
    groups,
    done
  };

  State(json::DocumentSet& documents, std::string uri);

  bool names_done(size_t budget);

  void read_head();
  void open(json::Cursor opened);
  /// Takes one entry; false when the phase has no more.
  bool next_path(std::string_view key, bool webhooks);
  bool next_schema();

  void read_version();
  void read_info();
  void read_tags();
  void check_root_fields();
  std::string plain_template(const json::Cursor& own, std::string_view path);
  void read_path_item(const json::Member& member, bool webhooks);
  void check_ambiguity(const json::Member& member, const std::string& plain, size_t first);
  /// Reads the operations of `items[index]`, one of those that are the path item together.
  size_t read_operations(const std::vector<json::Cursor>& items, size_t index,
                         const json::Member& path, bool webhooks);
  void add_operation(const std::vector<json::Cursor>& items, const json::Cursor& operation,
                     std::string method, const json::Member& path, bool webhook);
  void make_links();
  void make_groups();
  void break_tag_circles();

  json::DocumentSet& set;
  Description description;
  Context context;
  Phase phase = Phase::names;
  std::vector<Survey> surveys;        ///< of documents still to be walked
  json::Cursor section;               ///< the section being read
  std::vector<json::Member> entries;  ///< of it
  bool section_open = false;
  size_t at = 0;
  size_t work = 0;  ///< units done by the last entry
  /// Method and path without the names of its parameters → path.
  std::map<std::string, std::string> templates;
  std::map<std::string, size_t, std::less<>> tags;
};

}  // namespace vitrine::openapi
