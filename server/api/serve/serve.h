#pragma once
#include <string>

#include "server/api/serve/serve_options.h"

/// Runs a server until a signal ends it.
namespace vitrine {

class Api;
class Front;

/// Binds, prints `listening on URL` as the first line of standard output and `greeting` to standard
/// error, responds until SIGINT or SIGTERM; a second one ends the process at once. Returns the exit
/// code: 0, or 2 with the reason on standard error.
int serve(Front front, const ServeOptions& options, const std::string& greeting = {});

/// The short way for a program of your own: the API with its documentation at /docs.
int serve(Api api, const ServeOptions& options = {});

}  // namespace vitrine
