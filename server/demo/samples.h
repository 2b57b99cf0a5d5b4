#pragma once
#include "server/demo/collections.h"
#include "server/demo/pictures.h"

namespace vitrine::demo {

/// The account that the first pictures belong to; no user can sign in to it.
inline constexpr char kHouse[] = "usr_house";

/// A few pictures with images, and collections of them, for a gallery that is empty.
void hang_first_pictures(Pictures& pictures, Collections& collections);

/// A landscape in plain colours as a PNG file: a sky, a sun or moon, ridges, maybe snow. `kind`
/// chooses one of them, the same every time.
std::string paint_landscape(unsigned kind);

}  // namespace vitrine::demo
