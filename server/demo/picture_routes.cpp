#include "server/demo/gallery.h"
#include "server/demo/paging.h"
#include "server/demo/parameters.h"
#include "server/demo/similar.h"

/// The routes of pictures.
namespace vitrine::demo {

void add_picture_routes(Api& api) {
  using Tag = Query<"tag", std::optional<std::string>, min_length(2), max_length(24),
                    description("Only pictures with this tag."), example("snow")>;
  using Made = Query<"medium", std::optional<std::vector<Medium>>, max_items(4), unique_items(),
                     description("Only pictures made in one of these ways.")>;
  using Title = Query<"title", std::optional<std::string>, min_length(1), max_length(80),
                      description("Only pictures with this in their title.")>;
  using Since = Query<"since", std::optional<int>, minimum(-3000), maximum(2100),
                      description("Only pictures of this year or later.")>;
  using Until = Query<"until", std::optional<int>, minimum(-3000), maximum(2100),
                      description("Only pictures of this year or earlier.")>;
  using Order =
      Query<"sort", Sort, default_value("newest"), description("Which pictures come first.")>;

  using Likeness = Query<"at_least", double, minimum(0), maximum(1), default_value(0.2),
                         description("How like it they are, from 0 to 1.")>;
  using Some =
      Query<"limit", int, minimum(1), maximum(20), default_value(5), description("How many.")>;

  api.get("/pictures",
          [](Tag tag, Made media, Title title, Since since, Until until, OfOwner owner, Order sort,
             PageSize limit, PageNumber page, const Request& request,
             Depends<Pictures> pictures) -> With<PicturePage, Links, TotalCount> {
            return paged(request, pictures->list({*tag, *media, *title, *since, *until, *owner,
                                                  *sort, *limit, *page}));
          })
      .id("listPictures")
      .tag("Pictures")
      .summary("List pictures")
      .description(
          "A page of the gallery. Without any parameter: the 20 newest pictures. Filters narrow it "
          "down together, and `Link` leads to the other pages.")
      .returns("The pictures of the page, and how many there are in all.");

  api.post("/pictures",
           [](Authenticated<User> me, Body<PictureCreate> picture,
              Depends<Pictures> pictures) -> Created<Picture> {
             Picture made = pictures->add(*picture, me->id);
             std::string location = "/pictures/" + made.id;
             return {std::move(made), std::move(location)};
           })
      .id("createPicture")
      .tag("Pictures")
      .summary("Add a picture")
      .description(
          "Adds a picture to your gallery and returns its `id`. Only the `title` is needed; "
          "an image can follow with *Upload an image*.")
      .returns("The picture as it is stored, with `id` and `created_at`.")
      .example("winter",
               PictureCreate{"겨울 산책 ❄",
                             1904,
                             Medium::painting,
                             {"snow", "ink"},
                             Origin{"京都", "2026-01-31", std::nullopt},
                             {{"en", "A winter walk"}}},
               "A winter walk")
      .example("short",
               PictureCreate{"Untitled", std::nullopt, Medium::photograph, {}, std::nullopt},
               "Only a title");

  api.get("/pictures/{id}",
          [](PictureId id, Depends<Pictures> pictures) -> With<Picture, ETag> {
            PictureVersion found = pictures->read(*id);
            return {std::move(found.picture), {{std::move(found.tag)}}};
          })
      .id("getPicture")
      .tag("Pictures")
      .summary("Read a picture")
      .description("One picture with everything known about it.")
      .returns("The picture, and its version in `ETag`.")
      .raises<NoSuchPicture>(404, "There is no such picture.");

  api.get("/pictures/{id}/similar",
          [](PictureId id, Likeness at_least, Some limit,
             Depends<Pictures> pictures) -> std::vector<SimilarPicture> {
            return find_similar(pictures->read(*id).picture, pictures->reader(), *at_least,
                                static_cast<std::size_t>(*limit));
          })
      .id("findSimilarPictures")
      .tag("Pictures")
      .summary("Find similar pictures")
      .description("Those with the same tags, of about the same time, made in the same way.")
      .returns("The pictures that are like it, the most similar first.")
      .raises<NoSuchPicture>(404, "There is no such picture.");

  api.patch("/pictures/{id}",
            [](Authenticated<User> me, PictureId id, IfMatch if_match, Body<PictureChange> change,
               Depends<Pictures> pictures) -> With<Picture, ETag> {
              PictureVersion made = pictures->change(*id, me->id, *if_match, *change);
              return {std::move(made.picture), {{std::move(made.tag)}}};
            })
      .id("updatePicture")
      .tag("Pictures")
      .summary("Change a picture")
      .description(
          "Changes what you send and leaves the rest. Send the `ETag` you read as `If-Match`, and "
          "nobody's change is lost.")
      .returns("The picture as it is now, and its new version in `ETag`.")
      .example("title",
               PictureChange{"Snow at last", std::nullopt, std::nullopt, std::nullopt, std::nullopt,
                             std::nullopt},
               "Another title")
      .example("unknown",
               PictureChange{std::nullopt, std::optional<int>(std::nullopt), std::nullopt,
                             std::nullopt, std::nullopt, std::nullopt},
               "Nobody knows the year")
      .raises<NoSuchPicture>(404, "There is no such picture.")
      .raises<NotYours>(403, "The picture belongs to somebody else.")
      .raises<Outdated>(412, "The picture is not the version that If-Match names.");

  api.del("/pictures/{id}",
          [](Authenticated<User> me, PictureId id, IfMatch if_match, Depends<Pictures> pictures) {
            pictures->remove(*id, me->id, *if_match);
          })
      .id("deletePicture")
      .tag("Pictures")
      .summary("Remove a picture")
      .description("Takes it off the wall, out of every collection, and its image with it.")
      .returns("It is gone.")
      .raises<NoSuchPicture>(404, "There is no such picture.")
      .raises<NotYours>(403, "The picture belongs to somebody else.")
      .raises<Outdated>(412, "The picture is not the version that If-Match names.");
}

}  // namespace vitrine::demo
