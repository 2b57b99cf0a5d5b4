#include "server/api/bind.h"

#include "app/json/write.h"

/// Values of any shape, whose conversion needs no template.
namespace vitrine {

std::string json_text(json::Value from) { return json::compact(from); }

}  // namespace vitrine
