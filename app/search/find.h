// Finds the places of a description that fit a query, and says where they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/openapi/description.h"
#include "app/search/index.h"
#include "app/search/query.h"

namespace vitrine::search {

/// A part of the way to a place: `POST /users`, the request body, `owner`.
struct Step {
  Kind kind = Kind::overview;
  std::string name;  ///< empty for a request body
};

struct Hit {
  Kind kind = Kind::overview;
  std::string link;   ///< `#/operations/createUser?field=%2Fbody%2Femail`
  std::string title;  ///< what the place is called; empty for a request body
  std::vector<Mark> title_marks;
  std::vector<Step> way;  ///< from the page on; empty for a page
  std::string text;       ///< where words of it were found: a piece of it on one line
  std::vector<Mark> text_marks;
};

/// Pages, by index.
struct Pages {
  std::vector<bool> operations;
  std::vector<bool> schemas;
  std::vector<bool> tags;
};

/// Pages that are shown already; they are left out.
struct Shown : Pages {
  Pages hidden{};  ///< with all that is on them
};

struct Found {
  std::vector<Hit> hits;  ///< the best first
  uint32_t more = 0;      ///< how many others there are
};

inline constexpr size_t kMostHits = 50;

/// The places where all words of the query are found, some of them perhaps in the names on the way
/// to them: best those that fit as they are typed, in names rather than in texts, high up rather
/// than deep inside. What several operations share is found once.
Found find(const Index& index, const openapi::Description& description, std::string_view query,
           const Shown& shown, size_t most = kMostHits);

/// The link to an entry, `#` included.
std::string link_of(const Index& index, const openapi::Description& description, uint32_t entry);

}  // namespace vitrine::search
