#pragma once
#include <exception>

/// The failures of the demo, in words that name the remedy.
namespace vitrine::demo {

/// A failure with a fixed message: what() is its detail.
template <const char* const& Words>
struct Failure : std::exception {
  const char* what() const noexcept override { return Words; }
};

namespace words {
inline constexpr const char* kEmailTaken =
    "An account with this email is there already; sign in, or use another one";
inline constexpr const char* kWrongCredentials =
    "No account has this email and password; look for typing mistakes, or sign up";
inline constexpr const char* kTooManySignIns =
    "Many people sign in at this moment; try again in a few seconds";
inline constexpr const char* kNoSuchPicture =
    "There is no picture with this id; GET /pictures lists those there are";
inline constexpr const char* kNoImage =
    "This picture has no image yet; its owner can add one with PUT /pictures/{id}/image";
inline constexpr const char* kNotThatImage =
    "The bytes are not of the type that Content-Type says; send a PNG, JPEG, WebP or GIF file";
inline constexpr const char* kNotYours =
    "It belongs to somebody else: you can look at it, but not change it";
inline constexpr const char* kOutdated =
    "It has changed since you read it; read it again and send If-Match with the new ETag";
inline constexpr const char* kNoSuchCollection =
    "There is no collection with this id; GET /collections lists those there are";
inline constexpr const char* kCollectionFull =
    "A collection holds 50 pictures at most; take one out, or open another collection";
inline constexpr const char* kNoSuchImport =
    "You have no import with this id; POST /imports begins one, and its response has the id";
inline constexpr const char* kNoPictures =
    "There is no picture in it; send one a line, each as JSON";
inline constexpr const char* kTooManyPictures =
    "An import has 100 pictures at most; send the others in another one";
inline constexpr const char* kTooManyImports =
    "Many imports wait at this moment; try again in a minute";
}  // namespace words

using EmailTaken = Failure<words::kEmailTaken>;
using WrongCredentials = Failure<words::kWrongCredentials>;
using TooManySignIns = Failure<words::kTooManySignIns>;
using NoSuchPicture = Failure<words::kNoSuchPicture>;
using NoImage = Failure<words::kNoImage>;
using NotThatImage = Failure<words::kNotThatImage>;
using NotYours = Failure<words::kNotYours>;
using Outdated = Failure<words::kOutdated>;
using NoSuchCollection = Failure<words::kNoSuchCollection>;
using CollectionFull = Failure<words::kCollectionFull>;
using NoSuchImport = Failure<words::kNoSuchImport>;
using NoPictures = Failure<words::kNoPictures>;
using TooManyPictures = Failure<words::kTooManyPictures>;
using TooManyImports = Failure<words::kTooManyImports>;

}  // namespace vitrine::demo
