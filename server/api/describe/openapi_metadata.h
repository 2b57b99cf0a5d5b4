#pragma once
#include <vector>

#include "server/api/declare/declaration.h"
#include "server/api/declare/metadata.h"
#include "server/api/model/types.h"

/// The parts of the document that say something of the whole: metadata and security.
namespace vitrine {

FreeForm info_of(const Info& info);
FreeForm servers_of(const std::vector<ServerInfo>& servers);
FreeForm tags_of(const std::vector<Declaration::Tag>& tags);
void add_external_docs(FreeForm& to, const ExternalDocs& docs);
void add_extensions(FreeForm& to, const Extensions& extensions);

FreeForm security_schemes_of(const Declaration& api);
/// Every combination of schemes that is enough (OAS 3.1.0 §4.8.30): one for each identity that has
/// to be there, without and with each that may be left out. An operation that asks for none says
/// so.
FreeForm security_of(const Declaration& api, const RouteInfo& route);

}  // namespace vitrine
