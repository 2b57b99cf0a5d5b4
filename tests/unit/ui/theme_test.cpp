#include "app/ui/theme.h"

#include <gtest/gtest.h>

namespace vitrine::ui {
namespace {

class BothThemes : public testing::TestWithParam<const Theme*> {};

void expect_legible(const Theme& t) {
  const Color hovered = mix(t.surface, t.text, 0.06f);  // as row_ground has it
  const struct {
    const char* what;
    Color ink;
    std::initializer_list<Color> grounds;
  } pairs[] = {
      {"text", t.text, {hovered, t.bg, t.surface, t.raised, t.accent_soft, t.code, t.bad_soft}},
      {"muted", t.muted, {hovered, t.accent_soft, t.bg, t.surface, t.raised, t.code}},
      {"faint", t.faint, {t.bg, t.surface, t.raised, t.code}},
      {"accent", t.accent, {t.bg, t.surface, t.raised, t.accent_soft}},
      {"on accent", t.on_accent, {t.accent}},
      {"get", t.get, {hovered, t.bg, t.surface, t.code, t.accent_soft}},
      {"post", t.post, {hovered, t.bg, t.surface, t.code, t.accent_soft}},
      {"put", t.put, {hovered, t.bg, t.surface, t.code, t.accent_soft}},
      {"patch", t.patch, {hovered, t.bg, t.surface, t.code, t.accent_soft}},
      {"delete", t.del, {hovered, t.bg, t.surface, t.code, t.accent_soft}},
      {"ok", t.ok, {t.raised, t.ok_soft}},
      {"bad", t.bad, {t.bg, t.raised, t.bad_soft}},
      {"warn", t.warn, {t.bg, t.surface, t.raised, t.code}},
      {"key", t.syntax_key, {t.raised, t.code}},
      {"string", t.syntax_string, {t.raised, t.code}},
      {"number", t.syntax_number, {t.raised, t.code}},
      {"literal", t.syntax_literal, {t.raised, t.code}},
  };
  for (const auto& pair : pairs) {
    for (const Color ground : pair.grounds) {
      EXPECT_GE(contrast(pair.ink, ground), 4.5f) << pair.what << " on " << std::hex << ground;
    }
  }
}

TEST_P(BothThemes, TextCanBeReadOnEveryGroundItStandsOn) { expect_legible(*GetParam()); }

void expect_borders(const Theme& t) {
  for (const Color ground : {t.bg, t.surface, t.raised}) {
    EXPECT_GE(contrast(t.field, ground), 3.0f) << std::hex << ground;
    EXPECT_GE(contrast(t.accent, ground), 3.0f) << std::hex << ground;
    EXPECT_GE(contrast(t.bad, ground), 3.0f) << std::hex << ground;
  }
}

TEST_P(BothThemes, BordersOfFieldsAndFocusAreSeen) { expect_borders(*GetParam()); }

INSTANTIATE_TEST_SUITE_P(Theme, BothThemes, testing::Values(&light_theme(), &dark_theme()),
                         [](const auto& chosen) { return chosen.param->dark ? "Dark" : "Light"; });

const Theme& strong_light() {
  static const Theme kTheme = strengthened(light_theme());
  return kTheme;
}
const Theme& strong_dark() {
  static const Theme kTheme = strengthened(dark_theme());
  return kTheme;
}

INSTANTIATE_TEST_SUITE_P(Strengthened, BothThemes, testing::Values(&strong_light(), &strong_dark()),
                         [](const auto& chosen) { return chosen.param->dark ? "Dark" : "Light"; });

TEST(Theme, ThatIsStrengthenedHasMoreContrastEverywhere) {
  for (const Theme* theme : {&light_theme(), &dark_theme()}) {
    const Theme strong = strengthened(*theme);
    const auto stronger = [&](Color Theme::*ink) {
      EXPECT_GT(contrast(strong.*ink, strong.bg), contrast(theme->*ink, theme->bg));
    };
    for (Color Theme::*ink : {&Theme::text, &Theme::muted, &Theme::faint, &Theme::line,
                              &Theme::line_strong, &Theme::field, &Theme::accent, &Theme::get})
      stronger(ink);
    EXPECT_GE(contrast(strong.muted, strong.bg), 7.0f);
    EXPECT_GE(contrast(strong.line, strong.bg), 3.0f);
  }
}

TEST(ThemeOfAPage, CanBeReadInWhateverColoursThePageGives) {
  constexpr Color kColors[] = {0,          0xFFFFFFFF, 0x000000FF, 0x808080FF,
                               0x777777FF, 0xFDF6E3FF, 0x002B36FF, 0xFFE066FF,
                               0xFF0000FF, 0x1A7F37FF, 0x2E303EFF};
  for (const bool dark : {false, true}) {
    for (const Color background : kColors) {
      for (const Color other : kColors) {
        for (const Palette& palette :
             {Palette{.background = background, .accent = other},
              Palette{.background = background, .text = other, .line = other},
              Palette{.background = background, .surface = other, .accent = other}}) {
          SCOPED_TRACE(testing::Message() << dark << std::hex << ' ' << background << ' ' << other);
          const Theme theme = themed(dark, palette);
          expect_legible(theme);
          expect_borders(theme);
        }
      }
    }
  }
}

TEST(ThemeOfAPage, HasThePagesColoursWhereTheyCanBeRead) {
  const Theme theme = themed(true, {.background = 0xFDF6E3FF,
                                    .surface = 0xEEE8D5FF,
                                    .text = 0x073642FF,
                                    .line = 0x93A1A1FF,
                                    .accent = 0x6750A4FF});
  EXPECT_FALSE(theme.dark) << "the background decides";
  EXPECT_EQ(theme.bg, 0xFDF6E3FF);
  EXPECT_EQ(theme.surface, 0xEEE8D5FF);
  EXPECT_EQ(theme.text, 0x073642FF);
  EXPECT_EQ(theme.line, 0x93A1A1FF);
  EXPECT_EQ(theme.accent, 0x6750A4FF);
}

TEST(ThemeOfAPage, ThatGivesNoneIsTheThemesOwn) {
  EXPECT_EQ(themed(false, {}), light_theme());
  EXPECT_EQ(themed(true, {}), dark_theme());
}

TEST(Contrast, IsThatOfTheGuidelines) {
  EXPECT_NEAR(contrast(0x000000FF, 0xFFFFFFFF), 21, 0.01);
  EXPECT_NEAR(contrast(0x777777FF, 0xFFFFFFFF), 4.48, 0.01);
  EXPECT_NEAR(contrast(0x00000000, 0xFFFFFFFF), 1, 0.01);
}

}  // namespace
}  // namespace vitrine::ui
