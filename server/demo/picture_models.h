#pragma once
#include <vitrine.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// The models of pictures that cross the wire.
namespace vitrine::demo {

enum class Medium { photograph, painting, print, drawing };
enum class Sort { newest, oldest, title, year };

struct Origin {
  std::optional<std::string> place;
  std::optional<std::string> found_on;
  std::optional<std::string> source;
};

/// Titles in other languages, by language tag.
using Translations = std::map<std::string, std::string>;

struct PictureCreate {
  std::string title;
  std::optional<int> year;
  Medium medium = Medium::photograph;
  std::vector<std::string> tags;
  std::optional<Origin> origin;
  Translations translations = {};
};

/// Fields that are left out stay as they are.
struct PictureChange {
  std::optional<std::string> title;
  std::optional<std::optional<int>> year;
  std::optional<Medium> medium;
  std::optional<std::vector<std::string>> tags;
  std::optional<std::optional<Origin>> origin;
  std::optional<Translations> translations;
};

/// A picture and its image in one form.
struct PictureUpload {
  std::string title;
  std::optional<int> year;
  Medium medium = Medium::photograph;
  std::vector<std::string> tags;
  File image;
};

struct Image {
  std::string type;
  std::int64_t bytes = 0;
  std::string url;
};

struct Picture {
  std::string id;
  std::string title;
  std::optional<int> year;
  Medium medium = Medium::photograph;
  std::vector<std::string> tags;
  std::optional<Origin> origin;
  Translations translations;
  std::optional<Image> image;
  std::string owner;
  std::string created_at;
  std::string updated_at;
};

struct PicturePage {
  std::vector<Picture> items;
  std::int64_t total = 0;
  int page = 1;
  int pages = 0;
};

}  // namespace vitrine::demo

namespace vitrine {

template <>
struct Schema<demo::Medium> {
  static constexpr std::string_view description = "How a picture was made.";
  static constexpr auto values = vitrine::values(
      value(demo::Medium::photograph, "photograph"), value(demo::Medium::painting, "painting"),
      value(demo::Medium::print, "print"), value(demo::Medium::drawing, "drawing"));
};

template <>
struct Schema<demo::Sort> {
  static constexpr std::string_view description =
      "An order of pictures; years begin with the oldest.";
  static constexpr auto values =
      vitrine::values(value(demo::Sort::newest, "newest"), value(demo::Sort::oldest, "oldest"),
                      value(demo::Sort::title, "title"), value(demo::Sort::year, "year"));
};

template <>
struct Schema<demo::Origin> {
  static constexpr std::string_view description = "Where a picture came from.";
  static constexpr auto fields =
      vitrine::fields(field<&demo::Origin::place>("place")
                          .min_length(1)
                          .max_length(80)
                          .description("City or region, such as `京都` or `서울`.")
                          .example("京都"),
                      field<&demo::Origin::found_on>("found_on")
                          .format("date")
                          .description("The day you came across it.")
                          .example("2026-01-31"),
                      field<&demo::Origin::source>("source")
                          .format("uri")
                          .max_length(400)
                          .description("A page that tells more.")
                          .example("https://example.org/winter-walk"));
};

template <>
struct Schema<demo::PictureCreate> {
  static constexpr std::string_view description = "A picture to be added.";
  static constexpr auto fields = vitrine::fields(
      field<&demo::PictureCreate::title>("title")
          .min_length(1)
          .max_length(80)
          .description("Shown under the picture. 1 to 80 characters.")
          .example("겨울 산책 ❄"),
      field<&demo::PictureCreate::year>("year")
          .nullable()
          .minimum(-3000)
          .maximum(2100)
          .description("When it was made. From −3000 to 2100; `null` when nobody knows.")
          .example(1904),
      field<&demo::PictureCreate::medium>("medium").defaulted().description("How it was made."),
      field<&demo::PictureCreate::tags>("tags")
          .defaulted()
          .max_items(12)
          .unique_items()
          .each(min_length(2), max_length(24))
          .description("Up to 12, each 2 to 24 characters, no duplicates."),
      field<&demo::PictureCreate::origin>("origin").description("Where it came from."),
      field<&demo::PictureCreate::translations>("translations")
          .defaulted()
          .max_properties(20)
          .description(
              "The title in other languages, by language tag: `{\"ko\": \"겨울 산책\"}`."));
};

template <>
struct Schema<demo::PictureChange> {
  static constexpr std::string_view description =
      "What is to change about a picture; what is left out stays as it is.";
  static constexpr int min_properties = 1;
  static constexpr auto fields = vitrine::fields(
      field<&demo::PictureChange::title>("title").min_length(1).max_length(80).description(
          "Shown under the picture."),
      field<&demo::PictureChange::year>("year").minimum(-3000).maximum(2100).description(
          "When it was made; `null` when nobody knows."),
      field<&demo::PictureChange::medium>("medium").description("How it was made."),
      field<&demo::PictureChange::tags>("tags")
          .max_items(12)
          .unique_items()
          .each(min_length(2), max_length(24))
          .description("All of its tags, in place of those it has."),
      field<&demo::PictureChange::origin>("origin").description(
          "Where it came from; `null` forgets it."),
      field<&demo::PictureChange::translations>("translations")
          .max_properties(20)
          .description("All of its titles in other languages."));
};

template <>
struct Schema<demo::PictureUpload> {
  static constexpr std::string_view description = "A picture with its image, as a form.";
  static constexpr auto fields = vitrine::fields(
      field<&demo::PictureUpload::title>("title").min_length(1).max_length(80).description(
          "Shown under the picture."),
      field<&demo::PictureUpload::year>("year").minimum(-3000).maximum(2100).description(
          "When it was made; leave it out when nobody knows."),
      field<&demo::PictureUpload::medium>("medium").defaulted().description("How it was made."),
      field<&demo::PictureUpload::tags>("tags")
          .defaulted()
          .max_items(12)
          .unique_items()
          .each(min_length(2), max_length(24))
          .description("One field a tag."),
      field<&demo::PictureUpload::image>("image")
          .media_type("image/png, image/jpeg, image/webp, image/gif")
          .description("The image itself: PNG, JPEG, WebP or GIF."));
};

template <>
struct Schema<demo::Image> {
  static constexpr std::string_view description = "What there is to know about an image file.";
  static constexpr auto fields = vitrine::fields(
      field<&demo::Image::type>("type").description("Its media type.").example("image/png"),
      field<&demo::Image::bytes>("bytes").minimum(1).description("How large it is."),
      field<&demo::Image::url>("url")
          .format("uri-reference")
          .description("Where it can be had.")
          .example("/pictures/pic_8f3k2/image"));
};

template <>
struct Schema<demo::Picture> {
  static constexpr std::string_view description = "A picture as it is stored.";
  static constexpr auto fields = vitrine::fields(
      field<&demo::Picture::id>("id").example("pic_8f3k2"), field<&demo::Picture::title>("title"),
      field<&demo::Picture::year>("year").nullable().required_key(),
      field<&demo::Picture::medium>("medium"), field<&demo::Picture::tags>("tags"),
      field<&demo::Picture::origin>("origin"), field<&demo::Picture::translations>("translations"),
      field<&demo::Picture::image>("image").description("Not there before one was uploaded."),
      field<&demo::Picture::owner>("owner")
          .description("The account it belongs to.")
          .example("usr_4k7pz"),
      field<&demo::Picture::created_at>("created_at")
          .format("date-time")
          .example("2026-01-31T09:30:00Z"),
      field<&demo::Picture::updated_at>("updated_at")
          .format("date-time")
          .example("2026-02-01T18:05:00Z"));
};

template <>
struct Schema<demo::PicturePage> {
  static constexpr std::string_view description = "A page of a list of pictures.";
  static constexpr auto fields = vitrine::fields(
      field<&demo::PicturePage::items>("items"),
      field<&demo::PicturePage::total>("total").minimum(0).description(
          "How many there are on all pages."),
      field<&demo::PicturePage::page>("page").minimum(1).description("Which page this is, from 1."),
      field<&demo::PicturePage::pages>("pages").minimum(0).description(
          "How many pages there are."));
};

}  // namespace vitrine
