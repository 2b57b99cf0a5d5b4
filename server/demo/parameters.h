#pragma once
#include <vitrine.h>

#include <optional>
#include <string>

/// Parameters that several routes share.
namespace vitrine::demo {

using PictureId = Path<"id", std::string, max_length(40),
                       description("From the response to *Add a picture*."), example("pic_8f3k2")>;
using CollectionId = Path<"id", std::string, format("uuid"),
                          description("From the response to *Open a collection*."),
                          example("5f0c2b7e-8c1d-4a86-9d7b-1f2e3d4c5b6a")>;
using OfOwner = Query<"owner", std::optional<std::string>, max_length(40),
                      description("Only what belongs to this account."), example("usr_house")>;
using IfMatch = Header<"If-Match", std::optional<std::string>, max_length(200),
                       description("The `ETag` you read: nothing happens when it is outdated.")>;

}  // namespace vitrine::demo
