#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "app/json/document_set.h"
#include "app/json/reader.h"
#include "app/openapi/description.h"
#include "server/api/describe/yaml_text.h"
#include "server/api/front/front.h"
#include "server/api/serve/listener.h"
#include "server/api/serve/serve.h"
#include "server/api/serve/settings.h"
#include "server/command/data_folder.h"
#include "server/command/docs_words.h"
#include "server/command/terminal.h"
#include "server/command/verbs.h"
#include "server/demo/gallery.h"
#include "server/demo/samples.h"
#include "server/demo/settings.h"

/// The verbs `demo` and `spec`: the gallery as a server, and as a document.
namespace vitrine::command {

namespace {

constexpr char kNoRandomness[] = "this machine gives no random numbers (/dev/urandom)";

std::chrono::system_clock::time_point now() { return std::chrono::system_clock::now(); }

WordsNow words_of(const Service& service) {
  constexpr char kUri[] = "openapi.json";
  json::DocumentSet documents;
  if (!documents.add(kUri, json::read(service.openapi_json()).document)) return {};
  const openapi::Description description = openapi::Description::read(documents, kUri);
  return [words = std::make_shared<const PageWords>(docs_words(description))] { return words; };
}

}  // namespace

int run_demo(const Options& options) {
  if (!demo::start_secrets()) return fail(kNoRandomness);
  auto opened = DataFolder::open(options.data);
  if (const auto* reason = std::get_if<std::string>(&opened)) return fail(*reason);
  const DataFolder& folder = std::get<DataFolder>(opened);
  const auto file = folder.path() / "gallery.sqlite3";
  try {
    auto settings = from_environment<demo::Settings>("VITRINE_DEMO_");
    if (!settings.signing_key && !folder.temporary()) {
      const auto key_file = folder.path() / "signing-key";
      std::optional<std::string> key = demo::kept_key(key_file);
      if (!key) {
        return fail("cannot keep the key that signs tokens in " + printable(key_file.string()) +
                    ": remove the file, or set VITRINE_DEMO_SIGNING_KEY");
      }
      settings.signing_key = Base64{std::move(*key)};
    }
    demo::Gallery gallery(file, folder.path() / "images", now, settings);
    if (gallery.pictures.empty()) {
      demo::hang_first_pictures(gallery.pictures, gallery.collections);
    }
    FrontOptions how = front_options(options.serve);
    how.embed = true;
    Service service(demo::gallery_api(gallery));
    how.words = words_of(service);
    Front front(std::move(service), std::move(how));
    const std::string greeting = folder.temporary()
                                     ? "A gallery that is gone when it ends; --data DIR keeps it.\n"
                                     : "The gallery is in " + printable(file.string()) + ".\n";
    return serve(std::move(front), options.serve, greeting);
  } catch (const SettingsError& error) {
    return fail(error.what());
  } catch (const demo::DatabaseError& error) {
    return fail("cannot use the database " + file.string() + ": " + error.what() +
                ". Free the file (another demo may hold it) or give another folder by --data DIR");
  } catch (const std::filesystem::filesystem_error& error) {
    return fail(std::string("cannot write the first images: ") + error.what());
  }
}

int run_spec(const Options& options) {
  if (!demo::start_secrets()) return fail(kNoRandomness);
  // The service gets no requests: the document is made of types only.
  demo::Gallery gallery(":memory:", {}, now);
  const Service service(demo::gallery_api(gallery));
  const std::string text =
      options.yaml ? to_yaml(FreeForm::parse(service.openapi_json())) : service.openapi_json();
  return print_lines(stdout, text) ? 0 : fail("cannot write to standard output");
}

}  // namespace vitrine::command
