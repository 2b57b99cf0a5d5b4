// Which operations the element lists, and in what order: `tag`, `paths` and `sort`.
#include <algorithm>
#include <iterator>
#include <numeric>
#include <string>
#include <string_view>

#include "app/session/navigation/update.h"
#include "app/text/ascii.h"

namespace vitrine::session {
namespace {

using openapi::OperationEntry;

constexpr uint32_t kLeftOut = 0xFFFFFFFF;
constexpr std::string_view kMethods[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};

bool has_tag(const OperationEntry& entry, const std::vector<std::string>& tags) {
  return tags.empty() || std::any_of(tags.begin(), tags.end(), [&](const std::string& tag) {
           return std::find(entry.tags.begin(), entry.tags.end(), tag) != entry.tags.end();
         });
}

bool has_path(const OperationEntry& entry, const std::vector<std::string>& paths) {
  return paths.empty() || std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
           return std::string_view(entry.path).substr(0, path.size()) == path;
         });
}

/// What the operations are sorted by.
std::string key_of(const OperationEntry& entry, bool by_method) {
  if (!by_method) return text::lower(entry.summary.empty() ? entry.path : entry.summary);
  const auto* place = std::find(std::begin(kMethods), std::end(kMethods), entry.method);
  return static_cast<char>('0' + (place - std::begin(kMethods))) + entry.method + ' ' + entry.path;
}

}  // namespace

void select_operations(Session& session) {
  std::vector<uint32_t>& places = session.navigation.places;
  places.clear();
  const Options& options = session.settings.options;
  const bool by_method = options.sort == "method";
  const bool sorts = by_method || options.sort == "alpha";
  if (!session.spec || (options.tag.empty() && options.paths.empty() && !sorts)) return;
  const std::vector<OperationEntry>& entries = session.spec->description.operations();
  std::vector<uint32_t> order(entries.size());
  std::iota(order.begin(), order.end(), 0u);
  if (sorts) {
    std::vector<std::string> keys;
    for (const OperationEntry& entry : entries) keys.push_back(key_of(entry, by_method));
    std::stable_sort(order.begin(), order.end(),
                     [&](uint32_t one, uint32_t other) { return keys[one] < keys[other]; });
  }
  const std::vector<std::string> tags = names_in(options.tag);
  const std::vector<std::string> paths = names_in(options.paths);
  places.assign(entries.size(), kLeftOut);
  for (uint32_t place = 0; place < order.size(); ++place) {
    const OperationEntry& entry = entries[order[place]];
    if (has_tag(entry, tags) && has_path(entry, paths)) places[order[place]] = place;
  }
}

uint32_t place_of(const Session& session, uint32_t operation) {
  const std::vector<uint32_t>& places = session.navigation.places;
  return operation < places.size() ? places[operation] : operation;
}

bool is_listed(const Session& session, uint32_t operation) {
  return place_of(session, operation) != kLeftOut;
}

std::vector<uint32_t> listed(const Session& session, std::vector<uint32_t> operations) {
  std::erase_if(operations, [&](uint32_t index) { return !is_listed(session, index); });
  if (session.navigation.places.empty()) return operations;
  std::stable_sort(operations.begin(), operations.end(), [&](uint32_t one, uint32_t other) {
    return place_of(session, one) < place_of(session, other);
  });
  return operations;
}

std::vector<uint32_t> operations_of(const Session& session, const openapi::Group& group,
                                    bool webhooks) {
  const auto& entries = session.spec->description.operations();
  std::vector<uint32_t> found = group.operations;
  std::erase_if(found, [&](uint32_t index) { return entries[index].webhook != webhooks; });
  return listed(session, std::move(found));
}

}  // namespace vitrine::session
