#pragma once

#include <string>
#include <string_view>

#include "app/openapi/description.h"
#include "app/session/reference/html.h"
#include "server/api/front/page_words.h"
#include "server/api/front/spec_folder.h"

/// The words of pages that show a whole description.
namespace vitrine::command {

/// An element for the head of a page, `named` by an attribute; "" without content.
std::string meta(std::string_view named, std::string_view content);

/// Lets texts lead to files of the description from a page that is `up` below the folder in which
/// `spec` is its address, percent-encoded: they are below the first folder of that.
void set_files(const std::string& spec, const std::string& up, session::HtmlOptions& html);

/// A text of the whole description, with its title.
PageWords whole_words(const openapi::Description& description, schema::Language language,
                      std::string html);

/// The overview, with the playground's own links. `spec` is the address of the description seen
/// from the page, percent-encoded: below its first folder are the files that it mentions; ""
/// without files.
PageWords overview_words(const openapi::Description& description, schema::Language language,
                         const std::string& spec = {});

/// The overview for a page that gives it up when the playground is there; a long one has no words,
/// which would take longer to show than the playground.
PageWords docs_words(const openapi::Description& description, const std::string& spec = {});

/// Those of a file that `folder` gives, made anew when it or one that it refers to has changed. Of
/// one that cannot be read they stay what they were. `root` as `find_root` takes it.
WordsNow followed_words(std::string file, std::string root, SpecFolder folder);

}  // namespace vitrine::command
