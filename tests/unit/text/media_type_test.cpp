// Rows of the table of media types.
#include "app/text/media_type.h"

#include <gtest/gtest.h>

namespace vitrine::text {
namespace {

struct Case {
  std::string_view type;
  std::string_view lexer;
  Renderer renderer;
  BodyKind editor;
};

class MediaTypeTable : public testing::TestWithParam<Case> {};

TEST_P(MediaTypeTable, SaysHowATypeIsColouredShownAndEdited) {
  const MediaTypeTraits& traits = media_type_traits(GetParam().type);
  EXPECT_EQ(traits.lexer, GetParam().lexer);
  EXPECT_EQ(traits.renderer, GetParam().renderer);
  EXPECT_EQ(traits.editor, GetParam().editor);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, MediaTypeTable,
    testing::Values(
        Case{"Application/JSON ; charset=utf-8", "json", Renderer::text, BodyKind::json},
        Case{"application/problem+json", "json", Renderer::text, BodyKind::json},
        Case{"application/stream+json", "json", Renderer::text, BodyKind::lines},
        Case{"application/geo+json-seq", "", Renderer::text, BodyKind::lines},
        Case{"application/openapi+yaml", "", Renderer::text, BodyKind::json},
        Case{"image/svg+xml", "xml", Renderer::image, BodyKind::xml},
        Case{"image/png", "", Renderer::image, BodyKind::binary},
        Case{"text/html", "xml", Renderer::text, BodyKind::text},
        Case{"application/pdf", "", Renderer::pdf, BodyKind::by_schema},
        Case{"multipart/form-data; boundary=x", "", Renderer::text, BodyKind::multipart},
        Case{"*/*", "", Renderer::text, BodyKind::by_schema},
        Case{"", "", Renderer::text, BodyKind::by_schema}));

TEST(MediaType, OfJsonAndXmlIsKnownByItsSuffixToo) {
  EXPECT_TRUE(is_json_media_type("text/json"));
  EXPECT_TRUE(is_json_media_type("application/vnd.api+json"));
  EXPECT_FALSE(is_json_media_type("application/x-ndjson"));
  EXPECT_FALSE(is_json_media_type("application/yaml"));
  EXPECT_TRUE(is_xml_media_type("application/atom+xml"));
  EXPECT_FALSE(is_xml_media_type("text/html"));
}

}  // namespace
}  // namespace vitrine::text
