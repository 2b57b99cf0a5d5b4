#pragma once
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "server/api/field.h"
#include "server/api/file.h"
#include "server/api/types.h"

/// The files of a form: which fields of a model are files, and how they get there.
namespace vitrine {

template <class T>
concept AttachmentField = Attachment<Unwrapped<T>> ||(List<Unwrapped<T>>&& requires {
  requires Attachment<typename ListTraits<Unwrapped<T>>::Item>;
});

/// A field that is a file, and the media types it may have; none named: any.
struct AttachmentInfo {
  std::string name;
  std::string types;
};

template <class T>
std::vector<AttachmentInfo> attachments() {
  std::vector<AttachmentInfo> list;
  const auto look = [&](const auto& field) {
    if constexpr (AttachmentField<typename std::decay_t<decltype(field)>::Value>) {
      std::string_view types;
      for (const Rule& rule : field.rules()) {
        if (rule.keyword == Keyword::media_type) types = rule.value.text;
      }
      list.push_back({std::string(field.name()), std::string(types)});
    }
  };
  std::apply([&](const auto&... field) { (look(field), ...); }, Schema<T>::fields);
  return list;
}

using Attachments = std::vector<std::pair<std::string, File>>;

/// Puts the files into their fields.
template <class T>
void attach(const Attachments& files, T& to) {
  const auto take = [&](const auto& field) {
    using Value = typename std::decay_t<decltype(field)>::Value;
    if constexpr (AttachmentField<Value>) {
      for (const auto& [name, file] : files) {
        if (name != field.name()) continue;
        Value& member = field.get(to);
        if constexpr (List<Value>) {
          member.push_back(file);
        } else if constexpr (List<Unwrapped<Value>>) {
          if (!member) member.emplace();
          member->push_back(file);
        } else {
          member = file;
        }
      }
    }
  };
  std::apply([&](const auto&... field) { (take(field), ...); }, Schema<T>::fields);
}

}  // namespace vitrine
