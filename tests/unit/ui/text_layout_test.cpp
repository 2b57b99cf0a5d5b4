#include "app/ui/text_layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "app/ui/layout_cache.h"
#include "app/ui/plain_glyphs.h"
#include "app/ui/unicode.h"

namespace vitrine::ui {
namespace {

Span span(std::string text, bool code = false) {
  Span made;
  made.text = std::move(text);
  made.font = {code ? Family::mono : Family::sans, code ? 12.5f : 14.0f, 400, false, 0};
  made.code = code;
  return made;
}

/// The lines of a text as they would be read, what hangs at their ends left out.
std::vector<std::string> lines(std::string text, float width, Wrap wrap = Wrap::words) {
  PlainGlyphs glyphs;
  const TextLayout layout({span(std::move(text))}, width, 20, wrap, glyphs);
  std::vector<std::string> all;
  for (const TextLayout::Line& line : layout.lines()) {
    std::string read;
    for (std::uint32_t run = 0; run < line.run_count; ++run)
      read += layout.text(layout.runs()[line.first_run + run]);
    while (!read.empty() && read.back() == ' ') read.pop_back();
    all.push_back(read);
    if (wrap != Wrap::none && width >= 20) {  // narrower than that a line still holds one cluster
      EXPECT_LE(line.width, width + 0.02f) << read;
    }
  }
  return all;
}

/// Whether a line that both do not fit breaks between them.
bool breaks(const std::string& before, const std::string& after) {
  PlainGlyphs glyphs;
  const float width = std::max(glyphs.measure({}, before), glyphs.measure({}, after));
  return lines(before + after, width + 1) == std::vector<std::string>{before, after};
}

using Lines = std::vector<std::string>;

TEST(TextLayout, BreaksLatinBetweenWords) {
  EXPECT_EQ(lines("Adds a picture to your gallery", 100),
            (Lines{"Adds a picture", "to your gallery"}));
}

TEST(TextLayout, KeepsOneLineWhereItFits) { EXPECT_EQ(lines("Sign in", 500), Lines{"Sign in"}); }

TEST(TextLayout, BreaksKoreanBetweenWords) {
  // Each syllable is 14 wide, the space 3.92.
  EXPECT_EQ(lines("겨울 산책을 합니다", 80), (Lines{"겨울 산책을", "합니다"}));
}

TEST(TextLayout, BreaksAKoreanWordOnlyWhereItIsWiderThanTheLine) {
  EXPECT_EQ(lines("대한민국만세", 45), (Lines{"대한민", "국만세"}));
}

TEST(TextLayout, BreaksJapaneseBetweenCharacters) {
  EXPECT_EQ(lines("日本語の文章", 45), (Lines{"日本語", "の文章"}));
}

TEST(TextLayout, KinsokuKeepsMarksFromTheBeginningAndBracketsFromTheEnd) {
  EXPECT_EQ(lines("日本語。文章", 45), (Lines{"日本", "語。文", "章"}));
  EXPECT_EQ(lines("日本「文」", 45), (Lines{"日本", "「文」"}));
  EXPECT_EQ(lines("サーバー", 45), (Lines{"サー", "バー"}));
}

TEST(TextLayout, BreaksChineseBesideLatin) { EXPECT_TRUE(breaks("使用", "API")); }

TEST(TextLayout, BreaksAfterHyphenAndSlashButNotInNumbers) {
  EXPECT_TRUE(breaks("multi-", "line"));
  EXPECT_TRUE(breaks("pictures/", "similar"));
  EXPECT_EQ(lines("from -3000 on", 50), (Lines{"from", "-3000", "on"}));
}

TEST(TextLayout, DoesNotBreakAtNoBreakSpace) {
  EXPECT_EQ(lines("of 10\u00A0kB now", 45), (Lines{"of", "10\u00A0kB", "now"}));
}

TEST(TextLayout, DoesNotSplitEmojiSequencesOrMarks) {
  const std::string family = "👩‍👩‍👧‍👦";
  const std::string flag = "🇰🇷";
  const std::string skin = "👍🏽";
  const std::string accented = "e\u0301";
  for (const std::string& cluster :
       {family, flag, skin, accented, std::string("❤️‍🔥"), std::string("각")}) {
    EXPECT_EQ(cluster_end(cluster + "x", 0), cluster.size()) << cluster;
    for (const std::string& line : lines(cluster + cluster + cluster, 1)) EXPECT_EQ(line, cluster);
  }
  EXPECT_EQ(cluster_end("🇰🇷🇯🇵", 0), flag.size());
}

TEST(TextLayout, RightToLeftWordsAreOne) {
  PlainGlyphs glyphs;
  const TextLayout layout({span("see שלום 12 עולם now")}, 500, 20, Wrap::words, glyphs);
  ASSERT_EQ(layout.words().size(), 3u);
  EXPECT_EQ(layout.text(layout.words()[1]), "שלום 12 עולם");
  EXPECT_EQ(layout.text(layout.words()[2]), "now");
}

TEST(TextLayout, RightToLeftWordsBreakBetweenThem) {
  EXPECT_EQ(lines("مرحبا بالعالم", 60), (Lines{"مرحبا", "بالعالم"}));
}

TEST(TextLayout, HardBreaksStayAndEmptyLinesCount) {
  PlainGlyphs glyphs;
  const TextLayout layout({span("a\n\nb\n")}, 500, 20, Wrap::none, glyphs);
  ASSERT_EQ(layout.lines().size(), 4u);
  EXPECT_TRUE(layout.lines()[0].hard_break);
  EXPECT_FALSE(layout.lines()[3].hard_break);
  EXPECT_EQ(layout.size().height, 80);
}

TEST(TextLayout, RunsAreTheWholeTextAgain) {
  PlainGlyphs glyphs;
  const std::string text = "Adds a  picture, 日本語の文章 to your gallery ";
  const TextLayout layout({span(text), span("source", true), span(" in the background.")}, 90, 20,
                          Wrap::words, glyphs);
  std::string again;
  for (const TextLayout::Run& run : layout.runs()) again += layout.text(run);
  EXPECT_EQ(again, text + "source in the background.");
}

TEST(TextLayout, PunctuationStaysWithTheCodeBeforeIt) {
  PlainGlyphs glyphs;
  for (float width = 30; width < 200; width += 2) {
    const TextLayout layout({span("new picture’s "), span("identifier", true), span(".")}, width,
                            20, Wrap::words, glyphs);
    const TextLayout::Line& last = layout.lines().back();
    if (width > 100) {
      EXPECT_GT(last.word_count, 1u) << "a full stop alone at " << width;
    }
  }
}

TEST(TextLayout, CodeHasRoomForItsBox) {
  PlainGlyphs glyphs;
  const TextLayout layout({span("a "), span("id", true), span(" b")}, 500, 20, Wrap::words, glyphs);
  const Rect box = layout.rect(layout.lines()[0], 1);
  EXPECT_FLOAT_EQ(box.x, layout.words()[1].x - 5);
  EXPECT_FLOAT_EQ(box.width, layout.words()[1].advance + 10);
  EXPECT_GT(layout.words()[2].x, box.right());
}

TEST(TextLayout, EllipsisFitsTheWidth) {
  const auto cut = lines("Find similar pictures", 80, Wrap::ellipsis);
  ASSERT_EQ(cut.size(), 1u);
  EXPECT_EQ(cut[0].substr(cut[0].size() - 3), "…");
  EXPECT_EQ(cut[0].find("Find"), 0u);
  EXPECT_EQ(lines("Find", 80, Wrap::ellipsis), Lines{"Find"});
  EXPECT_EQ(lines("two\nlines", 200, Wrap::ellipsis), Lines{"two lines"});
}

TEST(TextLayout, TabsReachTheNextStop) {
  EXPECT_EQ(lines("a\tb\n\tc", 500, Wrap::none), (Lines{"a   b", "    c"}));
}

TEST(TextLayout, BaselineIsWhereChromiumPutsIt) {
  PlainGlyphs glyphs;
  // Inter 14/22: ascent 13.56 → 14, descent 3.38 → 3, half the leading floor(2.5) = 2.
  const TextLayout layout({span("text")}, 500, 22, Wrap::words, glyphs);
  EXPECT_EQ(layout.lines()[0].baseline, 16);
}

TEST(TextLayout, ToleratesBytesThatAreNoText) {
  const std::string broken("a\xFF\xFE \xE3\x81 b\xF0\x9F", 10);
  const std::string exact(broken.data(), broken.size());
  EXPECT_FALSE(lines(exact, 10).empty());
  EXPECT_EQ(decode("\xC0\xAF", 0).value, char32_t{0xFFFD});
  EXPECT_EQ(decode("\xED\xA0\x80", 0).value, char32_t{0xFFFD});
}

TEST(TextLayout, ALongTextWithoutSpacesIsLaidOutInLinearWork) {
  const std::string text(1 << 18, 'x');
  PlainGlyphs glyphs;
  const TextLayout layout({span(text)}, 600, 20, Wrap::words, glyphs);
  EXPECT_GT(layout.lines().size(), 1500u);
  EXPECT_LT(glyphs.measured(), text.size());
  const TextLayout one({span(text)}, 600, 20, Wrap::none, glyphs);
  EXPECT_EQ(one.lines().size(), 1u);
}

TEST(LayoutCache, MeasuresATextOnceUntilTheFontsChange) {
  PlainGlyphs glyphs;
  LayoutCache cache(glyphs);
  const auto first = cache.get({span("Adds a picture")}, 100, 20, Wrap::words);
  EXPECT_EQ(cache.get({span("Adds a picture")}, 100, 20, Wrap::words), first);
  EXPECT_NE(cache.get({span("Adds a picture")}, 50, 20, Wrap::words), first);
  glyphs.change_fonts(1.5f);
  const auto late = cache.get({span("Adds a picture")}, 100, 20, Wrap::words);
  EXPECT_NE(late, first);
  EXPECT_NE(late->hash(), first->hash());
}

TEST(LayoutCache, ForgetsWhatIsNoLongerShown) {
  PlainGlyphs glyphs;
  LayoutCache cache(glyphs);
  cache.get("shown", {}, 0xFF, 100, 20, Wrap::words);
  cache.get("gone", {}, 0xFF, 100, 20, Wrap::words);
  for (int frame = 0; frame < 1000; ++frame) {
    cache.next_frame();
    cache.get("shown", {}, 0xFF, 100, 20, Wrap::words);
  }
  EXPECT_EQ(cache.size(), 1u);
}

}  // namespace
}  // namespace vitrine::ui
