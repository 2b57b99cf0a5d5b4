// The names of enumerations, as the specifications spell them.
#include "app/openapi/model.h"

namespace vitrine::openapi {
namespace {

// Each in the order of its enumeration.
constexpr const char* kLocations[] = {"path", "query", "header", "cookie", "querystring"};
constexpr const char* kStyles[] = {"simple",       "label",          "matrix",
                                   "form",         "spaceDelimited", "pipeDelimited",
                                   "tabDelimited", "deepObject",     "cookie"};
constexpr const char* kVersions[] = {"2.0", "3.0", "3.1", "3.2"};
constexpr const char* kSeverities[] = {"note", "warning", "error"};

}  // namespace

const char* name(Location location) { return kLocations[static_cast<size_t>(location)]; }
const char* name(Style style) { return kStyles[static_cast<size_t>(style)]; }
const char* name(Version version) { return kVersions[static_cast<size_t>(version)]; }
const char* name(Severity severity) { return kSeverities[static_cast<size_t>(severity)]; }

}  // namespace vitrine::openapi
