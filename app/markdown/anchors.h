// The names of headings in links.
#pragma once

#include "app/markdown/markdown.h"

namespace vitrine::markdown {

/// Gives each heading its anchor, as GitHub makes it from the text, and turns links to headings
/// that are written otherwise (in capitals, as Redoc does) into those of these anchors.
void name_headings(Markdown& markdown);

}  // namespace vitrine::markdown
