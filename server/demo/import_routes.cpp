#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "server/demo/gallery.h"

/// The routes of imports.
namespace vitrine::demo {

namespace {

constexpr std::size_t kMostPictures = 100;

Accepted<Import> accepted(Import import) {
  std::string location = "/imports/" + import.id;
  return {std::move(import), std::move(location)};
}

}  // namespace

void add_import_routes(Api& api) {
  using ImportId = Path<"id", std::string, format("uuid"),
                        description("From the response to *Import pictures*."),
                        example("5f0c2b7e-8c1d-4a86-9d7b-1f2e3d4c5b6a")>;
  using LastStep =
      Header<"Last-Event-ID", std::optional<int>, minimum(0), maximum(100),
             description("The `id` of the last step you have: those since then come first.")>;

  api.post("/imports",
           [](Authenticated<User> me, Body<ImportCreate> pictures, Depends<Imports> imports)
               -> Accepted<Import> { return accepted(imports->begin(*pictures, me->id)); })
      .id("createImport")
      .tag("Imports")
      .summary("Import pictures")
      .description(
          "Takes many pictures and returns at once; they are added one after the other. `Location` "
          "is where to ask how far it is.")
      .returns("The import, with its `id`. Nothing is on the wall yet.")
      .example("walk",
               ImportCreate{{{"The first snow", 1904, Medium::painting, {"snow"}, std::nullopt},
                             {"The second snow", 1905, Medium::painting, {"snow"}, std::nullopt},
                             {"The thaw", 1906, Medium::painting, {"snow", "sun"}, std::nullopt}}},
               "Three pictures of a walk")
      .raises<TooManyImports>(503, "Many imports wait already.");

  api.post("/imports/lines",
           [](Authenticated<User> me,
              Depends<Imports> imports) -> ItemSink<PictureCreate, Accepted<Import>, 1'000'000> {
             auto pictures = std::make_shared<std::vector<PictureCreate>>();
             return {.take =
                         [pictures](PictureCreate picture) {
                           if (pictures->size() == kMostPictures) throw TooManyPictures();
                           pictures->push_back(std::move(picture));
                         },
                     .end = [pictures, imports, owner = me->id]() -> Accepted<Import> {
                       if (pictures->empty()) throw NoPictures();
                       return accepted(imports->begin({std::move(*pictures)}, owner));
                     }};
           })
      .id("createImportOfLines")
      .tag("Imports")
      .summary("Import pictures from JSON Lines")
      .description(
          "The same with a picture a line, as one of *Import pictures*. Each is checked as "
          "it comes: the first that does not fit ends it, and nothing is imported.")
      .returns("The import, with its `id`. Nothing is on the wall yet.")
      .raises<NoPictures>(400, "There is no picture in it.")
      .raises<TooManyPictures>(413, "There are more than 100 pictures.")
      .raises<TooManyImports>(503, "Many imports wait already.");

  api.get("/imports/{id}",
          [](Authenticated<User> me, ImportId id, Depends<Imports> imports) -> Import {
            return imports->read(*id, me->id);
          })
      .id("getImport")
      .tag("Imports")
      .summary("See how far an import is")
      .description("Imports are known until the server ends.")
      .returns("The import, with the pictures it has added so far.")
      .raises<NoSuchImport>(404, "You have no such import.");

  api.get("/imports/{id}/events",
          [](Authenticated<User> me, ImportId id, LastStep last,
             Depends<Imports> imports) -> ImportStream {
            imports->read(*id, me->id);
            return {[imports, id = *id, owner = me->id, seen = (*last).value_or(0)](
                        ImportSink sink) { imports->follow(id, owner, std::move(sink), seen); }};
          })
      .id("followImport")
      .tag("Imports")
      .summary("Follow an import")
      .description(
          "Tells of each picture as it is added, as server-sent events, and ends with the import. "
          "Who comes again with `Last-Event-ID` gets what was missed.")
      .returns("The steps, one by one, then the end.")
      .raises<NoSuchImport>(404, "You have no such import.");
}

}  // namespace vitrine::demo
