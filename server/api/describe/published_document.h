#pragma once
#include <string>

#include "server/api/declare/declaration.h"
#include "server/api/model/types.h"

/// The document as clients see it.
namespace vitrine {

/// True when clients see the document as it is.
bool is_published_whole(const Declaration& declaration);

/// The document without hidden routes and what only they need, and as the declaration edits it.
FreeForm published_document(const Declaration& declaration, FreeForm document);

/// Indented by two spaces.
std::string document_text(const FreeForm& document);

}  // namespace vitrine
