#pragma once
#include <vitrine.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "server/demo/picture_models.h"

/// Pictures that are like another one.
namespace vitrine::demo {

struct SimilarPicture {
  double likeness = 0;
  Picture picture;
};

/// From 0 to 1, by tags, year, medium and place.
double likeness(const Picture& one, const Picture& other);

/// The most similar first; of `others` a limited number is looked at.
std::vector<SimilarPicture> find_similar(const Picture& picture,
                                         const std::function<std::optional<Picture>()>& others,
                                         double at_least, std::size_t limit);

}  // namespace vitrine::demo

namespace vitrine {

template <>
struct Schema<demo::SimilarPicture> {
  static constexpr std::string_view description = "A picture, and how like another one it is.";
  static constexpr auto fields =
      vitrine::fields(field<&demo::SimilarPicture::likeness>("likeness")
                          .minimum(0)
                          .maximum(1)
                          .description("1 is a picture of the same tags, year, medium and place.")
                          .example(0.75),
                      field<&demo::SimilarPicture::picture>("picture"));
};

}  // namespace vitrine
