#include "server/demo/gallery.h"
#include "server/demo/parameters.h"

/// The routes of image files.
namespace vitrine::demo {

namespace {
constexpr std::uint64_t kMostImageBytes = 5'000'000;
}

void add_image_routes(Api& api) {
  api.get(
         "/pictures/{id}/image",
         [](PictureId id, Depends<Pictures> pictures)
             -> With<Binary<"image/png", "image/jpeg", "image/webp", "image/gif">, ETag> {
           StoredImage image = pictures->image(*id);
           return {{std::move(image.file), std::move(image.type)}, {{std::move(image.tag)}}};
         })
      .id("getPictureImage")
      .tag("Images")
      .summary("Look at a picture")
      .description("The image file itself. A `Range` gives a part of it.")
      .returns("The image.")
      .raises<NoSuchPicture>(404, "There is no such picture.")
      .raises<NoImage>(404, "It has no image.");

  api.put("/pictures/{id}/image",
          [](Authenticated<User> me, PictureId id,
             Upload<kMostImageBytes, "image/png", "image/jpeg", "image/webp", "image/gif"> image,
             Depends<Pictures> pictures) -> Picture {
            return pictures->set_image(*id, me->id, *image);
          })
      .id("putPictureImage")
      .tag("Images")
      .summary("Upload an image")
      .description(
          "Gives a picture of yours its image, or another one. The body is the file as it is, and "
          "`Content-Type` says which kind.")
      .returns("The picture, with its image.")
      .raises<NoSuchPicture>(404, "There is no such picture.")
      .raises<NotYours>(403, "The picture belongs to somebody else.")
      .raises<NotThatImage>(415, "The bytes are of another type than Content-Type says.");

  api.post("/uploads",
           [](Authenticated<User> me, Form<PictureUpload, kMostImageBytes> form,
              Depends<Pictures> pictures) -> Created<Picture> {
             check_image(form->image);
             const Picture made = pictures->add(
                 {form->title, form->year, form->medium, form->tags, std::nullopt}, me->id);
             return {pictures->set_image(made.id, me->id, form->image), "/pictures/" + made.id};
           })
      .id("uploadPicture")
      .tag("Images")
      .summary("Add a picture with its image")
      .description("Both in one form, as a page with a file button would send it.")
      .returns("The picture as it is stored.")
      .raises<NotThatImage>(415, "The image is of another type than it says.");
}

}  // namespace vitrine::demo
