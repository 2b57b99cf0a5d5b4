#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "app/openapi/description.h"
#include "server/api/front/page.h"
#include "server/command/site_pages.h"

namespace vitrine::command {

/// The page as one file that opens from disk: script, module, style and the description's files are
/// inside. Its policy lets run what this file was made with, and nothing that a description could
/// bring. `files`: the bytes of the description's files, by their names in the site, `spec/…`.
std::string single_page(std::span<const PageFile> page, const openapi::Description& description,
                        const SiteOptions& options,
                        const std::map<std::string, std::string>& files);

/// True for the text of a file that single_page() made.
bool is_single_page(std::string_view text);

}  // namespace vitrine::command
