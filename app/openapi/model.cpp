#include "app/openapi/model.h"

namespace vitrine::openapi {

const char* name(Location location) {
  switch (location) {
    case Location::path:
      return "path";
    case Location::query:
      return "query";
    case Location::header:
      return "header";
    case Location::cookie:
      return "cookie";
    case Location::querystring:
      return "querystring";
  }
  return "";
}

const char* name(Style style) {
  switch (style) {
    case Style::simple:
      return "simple";
    case Style::label:
      return "label";
    case Style::matrix:
      return "matrix";
    case Style::form:
      return "form";
    case Style::space_delimited:
      return "spaceDelimited";
    case Style::pipe_delimited:
      return "pipeDelimited";
    case Style::tab_delimited:
      return "tabDelimited";
    case Style::deep_object:
      return "deepObject";
    case Style::cookie:
      return "cookie";
  }
  return "";
}

const char* name(Version version) {
  switch (version) {
    case Version::v2_0:
      return "2.0";
    case Version::v3_0:
      return "3.0";
    case Version::v3_1:
      return "3.1";
    case Version::v3_2:
      return "3.2";
  }
  return "";
}

const char* name(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "";
}

}  // namespace vitrine::openapi
