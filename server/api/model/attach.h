#pragma once
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "server/api/model/field.h"
#include "server/api/model/file.h"
#include "server/api/model/types.h"

/// Puts the files of a form into the fields of a model.
namespace vitrine {

template <class T>
concept AttachmentField = Attachment<Unwrapped<T>> ||(List<Unwrapped<T>>&& requires {
  requires Attachment<typename ListTraits<Unwrapped<T>>::Item>;
});

using Attachments = std::vector<std::pair<std::string, File>>;

template <class T>
void attach(const Attachments& files, T& to) {
  const auto take = [&](const auto& field) {
    using Value = typename std::decay_t<decltype(field)>::Value;
    if constexpr (AttachmentField<Value>) {
      // Bound are their names alone, each as a file without bytes.
      if constexpr (List<Unwrapped<Value>>) field.get(to) = {};
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
