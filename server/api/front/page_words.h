// The words of a description in a page, for the time before the playground shows them.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "app/schema/message.h"

namespace vitrine {

/// For people while they wait, and for all who run no scripts. All of it is HTML.
struct PageWords {
  schema::Language language = schema::Language::en;
  std::string title;       ///< of the page, without marks
  std::string head;        ///< elements for the head of the page
  std::string attributes;  ///< more of them for the playground, each after a space
  std::string words;       ///< inside the playground; "" for none
  /// The playground removes them when it is there; each response of the server has them.
  bool meanwhile = false;
};

/// `page` with them: `docs.html`, filled.
std::string with_words(std::string page, const PageWords& words);

/// Those of the description as it is now that a page shows; nullptr where there are none. Called by
/// any number of threads.
using WordsNow = std::function<std::shared_ptr<const PageWords>()>;

}  // namespace vitrine
