#include "app/schema/equality.h"

#include <string>
#include <utility>
#include <vector>

#include "app/text/hash.h"

namespace vitrine::schema {

namespace {

constexpr std::uint64_t kBytesPerStep = 64;

/// The finaliser of SplitMix64.
std::uint64_t mix(std::uint64_t hash) {
  hash += 0x9E3779B97F4A7C15U;
  hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9U;
  hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBU;
  return hash ^ (hash >> 31);
}

bool has_duplicates(const json::Value& object) {
  if (object.document()->problems().empty()) return false;
  for (const json::Member& member : object.members()) {
    if (object[member.key].id() != member.value.id()) return true;
  }
  return false;
}

std::size_t count_members(const json::Value& object) {
  if (!has_duplicates(object)) return object.size();
  std::size_t count = 0;
  for (const json::Member& member : object.members()) {
    count += object[member.key].id() == member.value.id() ? 1 : 0;
  }
  return count;
}

}  // namespace

bool equal(const json::Value& first, const json::Value& second, const Charge& charge) {
  std::vector<std::pair<json::Value, json::Value>> open = {{first, second}};
  while (!open.empty()) {
    const auto [a, b] = open.back();
    open.pop_back();
    if (!charge(1) || a.type() != b.type()) return false;
    switch (a.type()) {
      case json::Type::null:
        break;
      case json::Type::boolean:
        if (a.boolean() != b.boolean()) return false;
        break;
      case json::Type::number:
        if (a.lexeme() == b.lexeme()) break;
        if (!charge(a.lexeme().size() / kBytesPerStep)) return false;
        if (!(a.number() == b.number())) return false;
        break;
      case json::Type::string:
        if (!charge(a.string().size() / kBytesPerStep) || a.string() != b.string()) return false;
        break;
      case json::Type::array: {
        if (a.size() != b.size() || !charge(a.size())) return false;
        auto other = b.elements().begin();
        for (const json::Value element : a.elements()) {
          open.emplace_back(element, *other);
          ++other;
        }
        break;
      }
      case json::Type::object:
        if (count_members(a) != count_members(b) || !charge(a.size())) return false;
        for (const json::Member& member : a.members()) {
          const json::Value other = b[member.key];
          if (!other) return false;
          open.emplace_back(a[member.key], other);
        }
        break;
    }
  }
  return true;
}

std::uint64_t hash(const json::Value& value, const Charge& charge) {
  // Every value adds a number made of itself and the path to it. Addition has no order, so the
  // order of members does not matter and no stack of intermediate results is needed.
  struct Visit {
    json::Value value;
    std::uint64_t path;
  };
  std::uint64_t sum = 0;
  std::vector<Visit> open = {{value, 0}};
  while (!open.empty()) {
    const Visit visit = open.back();
    open.pop_back();
    const json::Value& at = visit.value;
    std::uint64_t own = static_cast<std::uint64_t>(at.type());
    if (!charge(1)) return 0;
    switch (at.type()) {
      case json::Type::null:
        break;
      case json::Type::boolean:
        own += at.boolean() ? 16 : 32;
        break;
      case json::Type::number:
        if (!charge(at.lexeme().size() / kBytesPerStep)) return 0;
        own += text::hash(at.number().canonical());
        break;
      case json::Type::string:
        if (!charge(at.string().size() / kBytesPerStep)) return 0;
        own += text::hash(at.string());
        break;
      case json::Type::array: {
        std::uint64_t index = 0;
        for (const json::Value element : at.elements()) {
          open.push_back({element, mix(visit.path + ++index)});
        }
        break;
      }
      case json::Type::object:
        for (const json::Member& member : at.members()) {
          const json::Value last = at[member.key];
          if (last.id() != member.value.id()) continue;
          open.push_back({last, mix(visit.path ^ text::hash(member.key))});
        }
        break;
    }
    sum += mix(own ^ mix(visit.path));
  }
  return sum;
}

}  // namespace vitrine::schema
