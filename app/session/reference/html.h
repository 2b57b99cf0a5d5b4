// Writes a description as HTML, for pages that stand without the playground.
#pragma once

#include <string>

#include "app/openapi/description.h"
#include "app/session/reference/place_names.h"
#include "app/session/reference/sheet.h"

/// The same Markdown that is copied and printed, as elements: headings with ids, paragraphs, lists,
/// tables, code, links to http, https and mailto. No element, attribute or address of the
/// description's own gets through, and every text is escaped. The same description gives the same
/// text everywhere.
namespace vitrine::session {

struct HtmlOptions {
  schema::Language language = schema::Language::en;
  int level = 1;  ///< of the first heading
  /// Where links to other places lead; see AddressOf.
  AddressOf address = nullptr;
  /// The address that relative links and images of the description are seen from. What they lead to
  /// below `files` is written as `files_here` and the rest.
  std::string base = {};
  std::string files = {};
  std::string files_here = {};
};

/// One place of the description, `/operations/ID`, `/schemas/NAME` or `/tags/NAME`, as the names
/// have it; "" for what is no place. A tag comes with its operations.
std::string place_html(const openapi::Description& description, const PlaceNames& names,
                       std::string_view place, const HtmlOptions& options);
/// The whole document.
std::string document_html(const openapi::Description& description, const PlaceNames& names,
                          const HtmlOptions& options);
/// What the document says of itself, and lists of what is in it.
std::string overview_html(const openapi::Description& description, const PlaceNames& names,
                          const HtmlOptions& options);
/// What a tag says of itself, and the list of its operations.
std::string tag_html(const openapi::Description& description, const PlaceNames& names,
                     const openapi::Group& group, const HtmlOptions& options);

/// Text between elements or in an attribute: what HTML would take for its own is escaped, and so is
/// what changes the direction of lines; control characters and what is not UTF-8 become U+FFFD.
std::string html_text(std::string_view text);

/// What a place says in one line without marks, for the description of a page.
std::string summary_of(const openapi::Description& description, std::string_view place);
/// Its title: the summary of an operation, the name of a schema, the title of a tag; that of the
/// document where there is no place.
std::string title_of(const openapi::Description& description, std::string_view place);

}  // namespace vitrine::session
