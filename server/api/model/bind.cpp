#include "server/api/model/bind.h"

#include "app/json/write.h"

/// What needs no template: values of any shape.
namespace vitrine {

std::string json_text(json::Value from) { return json::compact(from); }

}  // namespace vitrine
