#include "server/api/serve.h"

#include <utility>
#include <variant>

#include "server/api/front.h"
#include "server/api/listener.h"
#include "server/command/spec_files.h"
#include "server/command/verbs.h"

/// The verb `serve`: serves descriptions from files, with the page.
namespace vitrine::command {

int run_serve(const Options& options) {
  auto opened = open_specs(options.operands, options.root);
  if (const auto* reason = std::get_if<std::string>(&opened)) return fail(*reason);
  Front front(std::get<SpecFolder>(std::move(opened)),
              {options.serve.cors_origins, is_loopback_address(options.serve.host)});
  return serve(std::move(front), options.serve);
}

}  // namespace vitrine::command
