// HTML in Markdown, as browsers read it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "app/markdown/elements.h"
#include "app/markdown/markdown.h"

namespace vitrine::markdown {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string look_of(const Span& span) {
  std::string look;
  if (span.kind == SpanKind::code) look += '`';
  if (span.strong) look += 'b';
  if (span.emphasis) look += 'i';
  if (span.underline) look += 'u';
  if (span.strikethrough) look += 's';
  if (span.subscript) look += '_';
  if (span.superscript) look += '^';
  if (span.link > 0) look += '@';
  return look;
}

/// The blocks in short, such as `p[text b(bold)] ul[li[one] li[two]]`.
std::string shape(const Block& block) {
  static const char* const kNames[] = {"p",   "h",  "ul",    "li",      "quote",
                                       "pre", "hr", "table", "tr",      "td",
                                       "dl",  "dt", "dd",    "details", "summary"};
  std::string out = kNames[static_cast<std::size_t>(block.kind)];
  if (block.kind == BlockKind::heading) out += std::to_string(block.level);
  if (block.kind == BlockKind::list && block.ordered) out = "ol";
  out += '[';
  for (const Span& span : block.spans) {
    const std::string look = look_of(span);
    if (span.kind == SpanKind::line_break) {
      out += '/';
    } else if (span.kind == SpanKind::image) {
      out += "img(" + span.text + ")";
    } else {
      out += look.empty() ? span.text : look + "(" + span.text + ")";
    }
  }
  bool first = block.spans.empty();
  for (const Block& child : block.children) {
    if (!first) out += ' ';
    first = false;
    out += shape(child);
  }
  return out + ']';
}

std::string shape(std::string_view text) {
  std::string out;
  for (const Block& block : parse(text).blocks) out += (out.empty() ? "" : " ") + shape(block);
  return out;
}

TEST(Html, EveryElementOfTheListMakesItsBlockOrLook) {
  EXPECT_EQ(shape("<h1>a</h1><h6>b</h6><p>c</p>"), "h1[a] h6[b] p[c]");
  EXPECT_EQ(shape("<ul><li>a</li><li>b</li></ul>"), "ul[li[a] li[b]]");
  EXPECT_EQ(shape("<ol start=3><li>a</ol>"), "ol[li[a]]");
  EXPECT_EQ(parse("<ol start=3><li>a</ol>").blocks.at(0).start, 3U);
  EXPECT_EQ(shape("<dl><dt>a</dt><dd>b</dd></dl>"), "dl[dt[a] dd[b]]");
  EXPECT_EQ(shape("<blockquote>a</blockquote>"), "quote[p[a]]");
  EXPECT_EQ(shape("<div>a<hr>b</div>"), "p[a] hr[] p[b]");
  EXPECT_EQ(shape("<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></table>"),
            "table[tr[td[a]] tr[td[b]]]");
  EXPECT_EQ(shape("<details><summary>a</summary>b</details>"), "details[summary[a] p[b]]");
  EXPECT_EQ(shape("<p><b>a</b><strong>b</strong> <i>c</i><em>d</em> <u>e</u><ins>f</ins> <s>g</s>"
                  "<del>h</del></p>"),
            "p[b(ab) i(cd) u(ef) s(gh)]");
  EXPECT_EQ(shape("<p><code>a</code> <kbd>b</kbd> <sub>c</sub> <sup>d</sup> <span>e</span></p>"),
            "p[`(a) `(b) _(c) ^(d) e]");
  EXPECT_EQ(shape("<p>a<br>b<br/>c</p>"), "p[a/b/c]");
  EXPECT_EQ(shape("<p><a href=https://a.example/>a</a> b</p>"), "p[@(a) b]");
}

TEST(Html, OtherTagsAreDroppedAndTheirTextStays) {
  EXPECT_EQ(shape("<p>a <blink>b</blink> <x-y z=1>c</x-y></p>"), "p[a b c]");
  EXPECT_EQ(shape("a <marquee>b</marquee> c"), "p[a b c]");
}

TEST(Html, ContentsThatAreNoTextForPeopleAreDropped) {
  EXPECT_EQ(shape("<div>a<script>if (x < 1) alert('</b>')</script>b<style>p{}</style>c</div>"),
            "p[abc]");
  EXPECT_EQ(shape("<div>a<!-- b <p> c -->d</div>"), "p[ad]");
  EXPECT_EQ(shape("<script>\na\n\nb\n</script>\n\nc"), "p[c]");
}

TEST(Html, AnUnclosedHiddenElementHidesNoMoreThanItsBlock) {
  EXPECT_EQ(shape("GET /books/<title> first\n\nsecond"), "p[GET /books/] p[second]");
  EXPECT_EQ(shape("<div><title>x</div>\n\nsecond"), "p[second]");
}

TEST(Html, ImpliedEndsAreThoseOfBrowsers) {
  EXPECT_EQ(shape("<p>a<p>b"), "p[a] p[b]");
  EXPECT_EQ(shape("<ul><li>a<li>b<ul><li>c<li>d</ul><li>e</ul>"),
            "ul[li[a] li[b ul[li[c] li[d]]] li[e]]");
  EXPECT_EQ(shape("<dl><dt>a<dt>b<dd>c<dd>d<dt>e</dl>"), "dl[dt[a] dt[b] dd[c] dd[d] dt[e]]");
  EXPECT_EQ(shape("<table><tr><td>a<td>b<tr><th>c<td>d</table>e"),
            "table[tr[td[a] td[b]] tr[td[c] td[d]]] p[e]");
  EXPECT_EQ(shape("<table><td>a<tr><td>b</table>"), "table[tr[td[a]] tr[td[b]]]");
  EXPECT_EQ(shape("<h1>a<h2>b</h1>c"), "h1[a] h2[b] p[c]");
}

TEST(Html, ABlockInAParagraphEndsIt) {
  EXPECT_EQ(shape("<p>a<div>b</div>c</p>d"), "p[a] p[b] p[cd]");
  EXPECT_EQ(shape("<p>a<ul><li>b</ul>c"), "p[a] ul[li[b]] p[c]");
  EXPECT_EQ(shape("a <ul><li>b</li></ul> c"), "p[a] ul[li[b]] p[c]");
}

TEST(Html, StrayEndTagsAreIgnored) {
  EXPECT_EQ(shape("<div>a</p></li></b></td></table></nothing>b</div>"), "p[ab]");
  EXPECT_EQ(shape("<ul><li>a</td></dd></ul></ul>b"), "ul[li[a]] p[b]");
  EXPECT_EQ(shape("<table><tr><td>a</ul></li>b</td></tr></table>"), "table[tr[td[ab]]]");
  EXPECT_EQ(shape("<td>a</td><tr>b</tr>"), "p[ab]");
}

TEST(Html, FormattingThatIsClosedInTheWrongOrderStillEnds) {
  EXPECT_EQ(shape("<p><b>a<i>b</b>c</i>d</p>"), "p[b(a)bi(b)i(c)d]");
  EXPECT_EQ(shape("<p><a href=https://a.example/>a<a href=https://b.example/>b</a>c</p>"),
            "p[@(a)@(b)c]");
  EXPECT_EQ(parse("<p><a href=https://a.example/>a<a href=https://b.example/>b</a>").links.size(),
            2U);
}

TEST(Html, FormattingGoesOnInTheNextBlockAndSpansDoNot) {
  EXPECT_EQ(shape("<div><p>a<b>b<p>c</b>d</div>"), "p[ab(b)] p[b(c)d]");
  EXPECT_EQ(shape("<div><p>a<sub>b<p>c</div>"), "p[a_(b)] p[c]");
  EXPECT_EQ(shape("<table><tr><td><b>a<td>b</table>"), "table[tr[td[b(a)] td[b]]]");
}

TEST(Html, FormattingLeftOpenInMarkdownEndsWithItsBlock) {
  EXPECT_EQ(shape("a <b>b\n\nc"), "p[a b(b)] p[c]");
  EXPECT_EQ(shape("- <i>a\n- b"), "ul[li[i(a)] li[b]]");
  EXPECT_EQ(shape("|a|b|\n|-|-|\n|<s>c|d|"), "table[tr[td[a] td[b]] tr[td[s(c)] td[d]]]");
}

TEST(Html, PartsWithoutTheirWholeGetOne) {
  EXPECT_EQ(shape("<li>a<li>b</li>\n\nc"), "ul[li[a] li[b]] p[c]");
  EXPECT_EQ(shape("<ul>a<li>b</ul>"), "ul[li[a] li[b]]");
  EXPECT_EQ(shape("<dd>a</dd>"), "dl[dd[a]]");
  EXPECT_EQ(shape("<ul><ul><li>a</ul><li>b</ul>"), "ul[li[ul[li[a]]] li[b]]");
  EXPECT_EQ(shape("<dl><dl><dd>a</dl>b</dl>"), "dl[dd[dl[dd[a]] p[b]]]");
  EXPECT_EQ(shape("<table>\n\n|a|\n|-|\n\n</table>"), "table[tr[td[table[tr[td[a]]]]]]");
  EXPECT_EQ(shape("<table>a<tr>b<td>c</table>"), "table[tr[td[a]] tr[td[b] td[c]]]");
}

TEST(Html, MarkdownStandsInHtmlAfterABlankLine) {
  EXPECT_EQ(shape("<details>\n<summary>More <b>here</b></summary>\n\nSome **words**\n\n- one\n\n"
                  "</details>\n\nafter"),
            "details[summary[More b(here)] p[Some b(words)] ul[li[one]]] p[after]");
  EXPECT_EQ(shape("<table>\n<tr>\n<td>\n\n`a` *b*\n\n</td>\n</tr>\n</table>\n\nc"),
            "table[tr[td[p[`(a) i(b)]]]] p[c]");
  EXPECT_EQ(shape("<div>\n\n# a\n\n</div>\nb"), "h1[a] p[b]");
  EXPECT_EQ(shape("<b>\n\na\n\n</b>\n\nb"), "p[b(a)] p[b]");
}

TEST(Html, HtmlStandsInMarkdown) {
  EXPECT_EQ(shape("a <u>b</u> H<sub>2</sub>O **c <kbd>d</kbd>**"), "p[a u(b) H_(2)O b(c )`b(d)]");
  EXPECT_EQ(shape("- a<ul><li>b</li></ul>\n- c"), "ul[li[a ul[li[b]]] li[c]]");
  EXPECT_EQ(shape("|a|\n|-|\n|b<br>c<ul><li>d</li></ul>|\n"),
            "table[tr[td[a]] tr[td[b/c ul[li[d]]]]]");
  EXPECT_EQ(shape("# a <code>b</code>\n"), "h1[a `(b)]");
}

TEST(Html, TagsOfHtmlDoNotEndBlocksOfMarkdown) {
  EXPECT_EQ(shape("- a </ul></li> b\n- c"), "ul[li[a b] li[c]]");
  EXPECT_EQ(shape("> a </blockquote> b"), "quote[p[a b]]");
  EXPECT_EQ(shape("|a|\n|-|\n|b</td></tr></table>c|"), "table[tr[td[a]] tr[td[bc]]]");
}

TEST(Html, BlocksInHeadingsAndSummariesBecomeText) {
  EXPECT_EQ(shape("<h2><p>a</p><div>b</div></h2>"), "h2[a b]");
  EXPECT_EQ(shape("<details><summary><h3>a</h3></summary>b</details>"), "details[summary[a] p[b]]");
}

TEST(Html, PreformattedTextKeepsItsLinesAndSpaces) {
  const Block block = parse("<pre><code>\n  a &lt;b&gt;\n\n    c\n</code></pre>").blocks.at(0);
  EXPECT_EQ(block.kind, BlockKind::code);
  ASSERT_EQ(block.spans.size(), 1U);
  EXPECT_EQ(block.spans[0].text, "  a <b>\n\n    c");
}

TEST(Html, WhiteSpaceOfTheSourceIsNotShown) {
  EXPECT_EQ(shape("<ul>\n  <li>\n    a\n    b\n  </li>\n</ul>\n<p>\n  c  <b> d</b>\n</p>"),
            "ul[li[a b]] p[c b(d)]");
}

TEST(Html, CellsStandInTheirPlace) {
  const Block table =
      parse("<table><tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>e<td>f<tr><td>g</table>")
          .blocks.at(0);
  EXPECT_EQ(shape(table), "table[tr[td[a] td[b] td[c]] tr[td[] td[d] td[e] td[f]] tr[td[g]]]");
  EXPECT_EQ(table.children[0].children[1].columns, 2);
  EXPECT_EQ(table.children[0].children[0].rows, 2);
  EXPECT_EQ(shape("<table><tr><td>a<td rowspan=3>b<tr><td>c<tr></table>"),
            "table[tr[td[a] td[b]] tr[td[c] td[]] tr[td[] td[]]]");
}

TEST(Html, HeadersAreThoseOfTheHeadAndRowsOfHeaderCells) {
  const Block table =
      parse("<table><thead><tr><td>a</thead><tr><th>b<td>c<tr><th>d<th>e</table>").blocks.at(0);
  EXPECT_TRUE(table.children[0].header);
  EXPECT_FALSE(table.children[1].header);
  EXPECT_TRUE(table.children[1].children[0].header);
  EXPECT_FALSE(table.children[1].children[1].header);
  EXPECT_TRUE(table.children[2].header);
}

TEST(Html, AlignmentReachesTheTextInside) {
  EXPECT_EQ(parse("<p align=center>a</p>").blocks.at(0).alignment, Alignment::center);
  EXPECT_EQ(parse("<div align='RIGHT'><p>a</p></div>").blocks.at(0).alignment, Alignment::right);
  EXPECT_EQ(parse("<center>a</center>").blocks.at(0).alignment, Alignment::center);
  const Block table =
      parse("<table align=right><tr align=center><td>a<td align=left>b</table>").blocks.at(0);
  EXPECT_EQ(table.children[0].children[0].alignment, Alignment::center);
  EXPECT_EQ(table.children[0].children[1].alignment, Alignment::left);
}

TEST(Html, DetailsAreOpenWhenTheAuthorSaysSo) {
  EXPECT_TRUE(parse("<details open><summary>a</summary>b</details>").blocks.at(0).open);
  EXPECT_FALSE(parse("<details><summary>a</summary>b</details>").blocks.at(0).open);
}

TEST(Html, ImagesKeepTheirWordsAndTheirSafeSource) {
  const Markdown result = parse(
      "<p><img src='https://a.example/b.png' alt='A cat' title=t width=20 height=10px>"
      "<img src=javascript:alert(1) alt=bad><img src='data:image/png;base64,AAAA'></p>");
  EXPECT_EQ(shape(result.blocks.at(0)), "p[img(A cat)img(bad)img()]");
  ASSERT_EQ(result.images.size(), 2U);
  EXPECT_EQ(result.images[0].source, "https://a.example/b.png");
  EXPECT_EQ(result.images[0].title, "t");
  EXPECT_EQ(result.images[0].width, 20U);
  EXPECT_EQ(result.images[0].height, 10U);
  EXPECT_EQ(result.blocks[0].spans[1].image, 0U);
  EXPECT_EQ(result.images[1].source, "data:image/png;base64,AAAA");
}

TEST(Html, NothingThatRunsSurvives) {
  const Markdown result = parse(
      "<p onclick=\"alert(1)\" style=\"color:red\">a <a href=\"javascript:alert(1)\">b</a> "
      "<a href=' &#106;ava&#x09;script:alert(1)'>c</a> <a href=data:text/html,x>d</a> "
      "<a href=\"https://a.example/\" onmouseover=alert(1) style=x>e</a></p>"
      "<iframe src=https://a.example>f</iframe><svg onload=alert(1)><script>g</script></svg>"
      "<object data=x>h</object>");
  EXPECT_EQ(shape(result.blocks.at(0)), "p[a b c d @(e)]");
  EXPECT_EQ(result.blocks.size(), 1U);
  ASSERT_EQ(result.links.size(), 1U);
  EXPECT_EQ(result.links[0].href, "https://a.example/");
  const std::string text = plain_text(result);
  EXPECT_THAT(text, Not(HasSubstr("alert")));
  EXPECT_THAT(text, Not(HasSubstr("color")));
}

TEST(Html, BlocksThatAreTooDeepStayApart) {
  Limits limits;
  limits.depth = 3;
  const Markdown result = parse("<ul><li><ul><li>a<li>b</ul></ul>", limits);
  EXPECT_TRUE(result.truncated);
  EXPECT_EQ(shape(result.blocks.at(0)), "ul[li[p[a] p[b]]]");
  limits.columns = 2;
  EXPECT_EQ(shape(parse("<table><tr><td>a<td>b<td>c</table>", limits).blocks.at(0)),
            "table[tr[td[a] td[b p[c]]]]");
}

TEST(Html, APlaceholderInAngleBracketsIsText) {
  EXPECT_EQ(plain_text(parse("Send `X`: Bearer <accessToken> or <account-id>.")),
            "Send X: Bearer <accessToken> or <account-id>.\n");
  EXPECT_EQ(plain_text(parse("a <font>b</font> <my-tag class=x>c</my-tag> <small>d</small>")),
            "a b c d\n");
}

TEST(Html, HostileTextIsReadInLinearTimeWithinTheLimits) {
  const auto many = [](std::string_view piece, int count) {
    std::string text = "<div>";
    for (int index = 0; index < count; ++index) text += piece;
    return text;
  };
  for (const std::string_view piece :
       {"<div>", "<b>", "<b><p>", "<ul><li>", "</div>", "</b>", "<table><tr><td>", "<details>",
        "<a href=x ", "<!--", "<h1><p>", "&amp", "<td rowspan=9999>", "<tr><td rowspan=9999>",
        "<span>x</b>", "<dl><dt>", "<p align=right>x", "<blockquote>"}) {
    const Markdown result = parse(many(piece, 50'000));
    static_cast<void>(plain_text(result));
  }
  EXPECT_NE(plain_text(parse(many("<blockquote>", 1000) + "text")).find("text"), std::string::npos);
  EXPECT_TRUE(parse(many("<blockquote>", 1000) + "text").truncated);
  std::string attributes = "<p";
  for (int index = 0; index < 50'000; ++index) attributes += " a" + std::to_string(index);
  EXPECT_EQ(shape(attributes + ">a</p>"), "p[a]");
}

}  // namespace
}  // namespace vitrine::markdown
