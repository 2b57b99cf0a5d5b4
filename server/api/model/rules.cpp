#include "server/api/model/rules.h"

#include <iterator>

/// The names of keywords.
namespace vitrine {

namespace {

/// In the order of Keyword; empty for those that steer the declaration itself.
constexpr std::string_view kNames[] = {
    "title",
    "description",
    "format",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "",  // media_type
    "contentEncoding",
    "",  // style
    "",  // explode
    "",  // as_json
    "default",
    "",  // defaulted
    "examples",
    "",  // nullable
    "",  // required
    "readOnly",
    "writeOnly",
    "deprecated",
};
static_assert(std::size(kNames) == static_cast<std::size_t>(Keyword::deprecated) + 1);

}  // namespace

std::string_view schema_keyword(Keyword keyword) {
  return kNames[static_cast<std::size_t>(keyword)];
}

}  // namespace vitrine
