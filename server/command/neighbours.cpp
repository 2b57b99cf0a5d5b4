#include "server/command/neighbours.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "app/json/text_reader.h"
#include "app/json/uri.h"

namespace vitrine::command {

namespace {

constexpr std::string_view kBase = "http://folder/";

bool is_reference(std::string_view key) {
  return key == "$ref" || key == "$dynamicRef" || key == "externalValue" || key == "operationRef";
}

/// What a Markdown text links to: `](target)` and `](<target> "title")`.
void collect_links(std::string_view text, std::vector<std::string>& to) {
  for (auto at = text.find("]("); at != std::string_view::npos; at = text.find("](")) {
    text.remove_prefix(at + 2);
    std::string_view target = text.substr(0, text.find_first_of(") \n"));
    if (!target.empty() && target.front() == '<') target = text.substr(1, text.find('>') - 1);
    if (!target.empty()) to.emplace_back(target);
  }
}

/// Every reference of a document, as written. No recursion: documents may be deep.
std::vector<std::string> references(const json::Document& document) {
  std::vector<std::string> found;
  std::vector<json::Value> open{document.root()};
  while (!open.empty()) {
    const json::Value value = open.back();
    open.pop_back();
    if (value.is_array()) {
      for (const json::Value element : value.elements()) open.push_back(element);
      continue;
    }
    if (!value.is_object()) continue;
    for (const auto& [key, member, range] : value.members()) {
      if (member.is_string()) {
        if (is_reference(key)) found.emplace_back(member.string());
        if (key == "description") collect_links(member.string(), found);
      } else if (key == "x-logo" && member["url"].is_string()) {
        found.emplace_back(member["url"].string());
      } else if (key == "mapping" && member.is_object()) {
        // A value may also be the name of a schema: only what looks like a file is one.
        for (const auto& [name, target, target_range] : member.members()) {
          if (target.is_string() && target.string().find('.') != std::string_view::npos) {
            found.emplace_back(target.string());
          }
        }
      } else {
        open.push_back(member);
      }
    }
  }
  return found;
}

bool is_document(std::string_view name) {
  for (const std::string_view ending : {".json", ".yaml", ".yml"}) {
    if (name.size() > ending.size() && name.substr(name.size() - ending.size()) == ending) {
      return true;
    }
  }
  return false;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

Neighbours neighbours(const SpecFolder& folder) {
  Neighbours made{{folder.name()}, {}};
  std::set<std::string> seen{folder.name()};
  for (std::size_t i = 0; i < made.names.size(); ++i) {
    const std::string name = made.names[i];
    const auto path = folder.find(json::percent_encode(name, "/"));
    // The description itself may have any name.
    if (!path || (i > 0 && !is_document(name))) continue;
    const std::string base = std::string(kBase) + json::percent_encode(name, "/");
    const json::Reading reading = json::read_text(read_file(*path));
    for (const std::string& reference : references(reading.document)) {
      std::string uri = json::resolve_uri(base, reference);
      uri.resize(std::min(uri.size(), uri.find_first_of("?#")));
      if (uri.rfind(kBase, 0) != 0 || uri == base) continue;
      const std::string below = uri.substr(kBase.size());
      if (!seen.insert(json::percent_decode(below)).second) continue;
      if (folder.find(below)) {
        made.names.push_back(json::percent_decode(below));
      } else {
        made.missing.push_back(reference);
      }
    }
  }
  return made;
}

}  // namespace vitrine::command
