#pragma once

#include <optional>
#include <string_view>

#include "app/schema/message.h"

/// The sentences, as templates. Private to app/schema.
///   {name}               the parameter, shortened where it is long
///   {name:one|many}      the number and the word in the right form ("1 item", "2 items")
namespace vitrine::schema {

struct Words {
  std::string_view name;
  std::string_view en;
  std::string_view ko;
  std::string_view ja;

  std::string_view in(Language language) const {
    return language == Language::ko ? ko : language == Language::ja ? ja : en;
  }
};

/// The sentence of a keyword, or of a special case of one by a name of its own.
std::optional<Words> sentence(std::string_view name);
/// The sentence of a format.
std::optional<Words> format_sentence(std::string_view format);
/// The name of a type, with the article in English.
std::optional<Words> type_words(std::string_view type);

}  // namespace vitrine::schema
