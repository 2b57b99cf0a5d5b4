#include "server/api/serve/serve.h"

#include <utility>
#include <variant>

#include "server/api/front/front.h"
#include "server/api/serve/listener.h"
#include "server/command/docs_words.h"
#include "server/command/mock.h"
#include "server/command/proxy.h"
#include "server/command/spec_files.h"
#include "server/command/verbs.h"

/// The verb `serve`: serves descriptions from files, with the page.
namespace vitrine::command {

int run_serve(const Options& options) {
  auto opened = open_specs(options.operands, options.root);
  if (const auto* reason = std::get_if<std::string>(&opened)) return fail(*reason);
  const SpecFolder& folder = std::get<SpecFolder>(opened);
  FrontOptions front = front_options(options.serve);
  front.offers = {options.mock, options.proxy};
  const Followed description(options.operands[0], options.root, folder);
  if (options.operands.size() == 1) {
    front.words = followed_words(options.operands[0], options.root, folder);
    front.words();  // the first visitor does not wait for them
  }
  std::string greeting;
  if (options.mock) {
    front.mounts.push_back(mock_mount(description));
    greeting += "The mock server is below /mock.\n";
  }
  if (options.proxy) {
    front.mounts.push_back(proxy_mount(description, {options.proxy_private}));
    greeting += "Requests of the page go through /proxy, those of WebSockets do not.\n";
  }
  return serve(Front(folder, std::move(front)), options.serve, greeting);
}

}  // namespace vitrine::command
