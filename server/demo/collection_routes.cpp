#include "server/demo/gallery.h"
#include "server/demo/paging.h"
#include "server/demo/parameters.h"

/// The routes of collections.
namespace vitrine::demo {

void add_collection_routes(Api& api) {
  using Viewer = Authenticated<std::optional<User>>;
  using Member = Path<"picture", std::string, max_length(40), description("The `id` of a picture."),
                      example("pic_8f3k2")>;

  api.get("/collections",
          [](Viewer me, OfOwner owner, PageSize limit, PageNumber page, const Request& request,
             Depends<Collections> collections) -> With<CollectionPage, Links, TotalCount> {
            return paged(request, collections->list(me ? me->id : "", *owner, *limit, *page));
          })
      .id("listCollections")
      .tag("Collections")
      .summary("List collections")
      .description("What everyone may see, newest first; with a token also what is yours alone.")
      .returns("The collections of the page, without their pictures.");

  api.post("/collections",
           [](Authenticated<User> me, Body<CollectionCreate> collection,
              Depends<Collections> collections) -> Created<Collection> {
             Collection made = collections->add(*collection, me->id);
             std::string location = "/collections/" + made.id;
             return {std::move(made), std::move(location)};
           })
      .id("createCollection")
      .tag("Collections")
      .summary("Open a collection")
      .description("Pictures under a title: yours and those of others.")
      .returns("The collection, with its `id`.")
      .example(
          "blue",
          CollectionCreate{"Nothing but blue", "A colour to begin with.", Visibility::everyone, {}},
          "For everyone")
      .example("mine", CollectionCreate{"Not finished yet", std::nullopt, Visibility::owner, {}},
               "For yourself")
      .raises<NoSuchPicture>(404, "One of the pictures is not there.");

  api.get("/collections/{id}",
          [](Viewer me, CollectionId id, Depends<Collections> collections,
             Depends<Pictures> pictures) -> CollectionDetail {
            return {collections->read(*id, me ? me->id : ""), pictures->in_collection(*id)};
          })
      .id("getCollection")
      .tag("Collections")
      .summary("Read a collection")
      .description("A collection with all of its pictures.")
      .returns("The collection and its pictures, in the order they were added.")
      .raises<NoSuchCollection>(404, "There is no such collection, or it is not for you.");

  api.patch("/collections/{id}",
            [](Authenticated<User> me, CollectionId id, Body<CollectionChange> change,
               Depends<Collections> collections) -> Collection {
              return collections->change(*id, me->id, *change);
            })
      .id("updateCollection")
      .tag("Collections")
      .summary("Change a collection")
      .description("Its title, its words, and who finds it. What you leave out stays.")
      .returns("The collection as it is now.")
      .example("hide", CollectionChange{std::nullopt, std::nullopt, Visibility::owner},
               "Keep it to yourself")
      .raises<NoSuchCollection>(404, "There is no such collection.")
      .raises<NotYours>(403, "The collection belongs to somebody else.");

  api.del("/collections/{id}",
          [](Authenticated<User> me, CollectionId id, Depends<Collections> collections) {
            collections->remove(*id, me->id);
          })
      .id("deleteCollection")
      .tag("Collections")
      .summary("Close a collection")
      .description("The pictures stay where they are.")
      .returns("It is gone.")
      .raises<NoSuchCollection>(404, "There is no such collection.")
      .raises<NotYours>(403, "The collection belongs to somebody else.");

  api.put("/collections/{id}/pictures/{picture}",
          [](Authenticated<User> me, CollectionId id, Member picture,
             Depends<Collections> collections) { collections->put(*id, me->id, *picture); })
      .id("addToCollection")
      .tag("Collections")
      .summary("Put a picture into a collection")
      .description("At its end; one that is there already stays where it is.")
      .returns("It is there.")
      .raises<NoSuchCollection>(404, "There is no such collection.")
      .raises<NoSuchPicture>(404, "There is no such picture.")
      .raises<NotYours>(403, "The collection belongs to somebody else.")
      .raises<CollectionFull>(409, "The collection holds 50 pictures.");

  api.del("/collections/{id}/pictures/{picture}",
          [](Authenticated<User> me, CollectionId id, Member picture,
             Depends<Collections> collections) { collections->take(*id, me->id, *picture); })
      .id("removeFromCollection")
      .tag("Collections")
      .summary("Take a picture out of a collection")
      .description("The picture itself stays on the wall.")
      .returns("It is not in there any more.")
      .raises<NoSuchCollection>(404, "There is no such collection.")
      .raises<NotYours>(403, "The collection belongs to somebody else.");
}

}  // namespace vitrine::demo
