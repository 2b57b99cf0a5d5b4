#include "server/command/command.h"

#include <chrono>
#include <cstdio>
#include <string>
#include <utility>
#include <variant>

#include "server/api/front.h"
#include "server/command/data_folder.h"
#include "server/command/options.h"
#include "server/demo/gallery.h"

namespace vitrine::command {

namespace {

int fail(const std::string& reason) {
  std::fprintf(stderr, "vitrine: %s\n", reason.c_str());
  return 2;
}

FrontOptions front_options(const ServeOptions& options) {
  return {options.cors_origins, is_loopback_address(options.host)};
}

int run_demo(const Options& options) {
  if (!demo::start_secrets()) return fail("this machine gives no random numbers (/dev/urandom)");
  auto opened = DataFolder::open(options.data);
  if (const auto* reason = std::get_if<std::string>(&opened)) return fail(*reason);
  const DataFolder& folder = std::get<DataFolder>(opened);
  const auto file = folder.path() / "gallery.sqlite3";
  try {
    demo::Database database(file);
    const demo::Clock clock = [] { return std::chrono::system_clock::now(); };
    demo::Accounts accounts(database, clock);
    demo::Pictures pictures(database, clock);
    if (pictures.empty()) demo::hang_first_pictures(pictures);
    Front front(Service(demo::gallery_api(accounts, pictures)), front_options(options.serve));
    const std::string greeting = folder.temporary()
                                     ? "A gallery that is gone when it ends; --data DIR keeps it.\n"
                                     : "The gallery is in " + file.string() + ".\n";
    return serve(std::move(front), options.serve, greeting);
  } catch (const demo::DatabaseError& error) {
    return fail("cannot use the database " + file.string() + ": " + error.what() +
                ". Free the file (another demo may hold it) or give another folder by --data DIR");
  }
}

int run_serve(const Options& options) {
  auto opened = SpecFolder::open(options.spec);
  if (const auto* reason = std::get_if<std::string>(&opened)) return fail(*reason);
  Front front(std::get<SpecFolder>(std::move(opened)), front_options(options.serve));
  return serve(std::move(front), options.serve);
}

int run_spec() {
  if (!demo::start_secrets()) return fail("this machine gives no random numbers (/dev/urandom)");
  // Nothing is asked of it: the document is made of types only.
  demo::Database database(":memory:");
  const demo::Clock clock = [] { return std::chrono::system_clock::now(); };
  demo::Accounts accounts(database, clock);
  demo::Pictures pictures(database, clock);
  const Service service(demo::gallery_api(accounts, pictures));
  std::fputs(service.openapi_json().c_str(), stdout);
  return std::fflush(stdout) == 0 ? 0 : fail("cannot write to standard output");
}

}  // namespace

int run(const std::vector<std::string>& arguments) {
  const auto parsed = parse(arguments);
  if (const auto* mistake = std::get_if<std::string>(&parsed)) return fail(*mistake);
  const Options& options = std::get<Options>(parsed);
  switch (options.verb) {
    case Verb::help:
      std::fputs(help().c_str(), stdout);
      return 0;
    case Verb::version:
      std::puts("vitrine " VITRINE_VERSION);
      return 0;
    case Verb::demo:
      return run_demo(options);
    case Verb::serve:
      return run_serve(options);
    case Verb::spec:
      return run_spec();
  }
  return 2;
}

}  // namespace vitrine::command
