#pragma once
#if defined(__GNUC__) && !defined(__clang__)
// See server/api/serve/httplib_quirks.cpp.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <httplib.h>
