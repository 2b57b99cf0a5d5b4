#include "server/api/rules.h"

/// The names of keywords.
namespace vitrine {

std::string_view schema_keyword(Keyword keyword) {
  switch (keyword) {
    case Keyword::title:
      return "title";
    case Keyword::description:
      return "description";
    case Keyword::format:
      return "format";
    case Keyword::pattern:
      return "pattern";
    case Keyword::min_length:
      return "minLength";
    case Keyword::max_length:
      return "maxLength";
    case Keyword::minimum:
      return "minimum";
    case Keyword::maximum:
      return "maximum";
    case Keyword::exclusive_minimum:
      return "exclusiveMinimum";
    case Keyword::exclusive_maximum:
      return "exclusiveMaximum";
    case Keyword::multiple_of:
      return "multipleOf";
    case Keyword::min_items:
      return "minItems";
    case Keyword::max_items:
      return "maxItems";
    case Keyword::unique_items:
      return "uniqueItems";
    case Keyword::min_properties:
      return "minProperties";
    case Keyword::max_properties:
      return "maxProperties";
    case Keyword::default_value:
      return "default";
    case Keyword::example:
      return "examples";
    case Keyword::read_only:
      return "readOnly";
    case Keyword::write_only:
      return "writeOnly";
    case Keyword::deprecated:
      return "deprecated";
    case Keyword::defaulted:
    case Keyword::nullable:
    case Keyword::required:
    case Keyword::media_type:
      return "";
  }
  return "";
}

}  // namespace vitrine
