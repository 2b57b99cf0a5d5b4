#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/json/text_reader.h"
#include "app/openapi/model.h"

/// The outline of a description: what a page shows of a large one before it has all of it.
namespace vitrine::openapi {

/// A shorter text in JSON is there as soon as its outline would be.
inline constexpr size_t kOutlinedBytes = 256 * 1024;

/// A document of the same version, as JSON, with what the list of operations and the overview show,
/// but without parameters, bodies, responses and schemas: of these there are the names. It begins
/// with the extension `x-vitrine-outline`, the hash of the text, and ends with
/// `x-vitrine-problems`, those that the whole has. Empty where it would show something else than
/// the whole does, such as that operations stand in another document, and where it would not save
/// half of `worth`; of YAML it is made however short that is, for JSON is read sooner.
std::string outline(std::string_view text, json::Language said = json::Language::unknown,
                    size_t worth = kOutlinedBytes);

/// Whether a text is an outline, by its beginning.
bool begins_outline(std::string_view text);

/// What an outline says of the whole description.
struct Outlined {
  std::string hash;  ///< hash_digits() of its text
  std::vector<Problem> problems;
};
/// Of the description at `uri`; nothing for a document that is no outline.
std::optional<Outlined> outlined(json::Value root, const std::string& uri);

/// The digits of a text's text::hash().
std::string hash_digits(std::uint64_t hash);

}  // namespace vitrine::openapi
