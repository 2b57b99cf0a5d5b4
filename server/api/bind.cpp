#include "server/api/bind.h"

#include <nlohmann/json.hpp>

#include "app/json/write.h"

/// The values of any shape, whose conversion needs no template.
namespace vitrine {

bool bind_free_form(json::Value from, FreeForm& to) {
  to = FreeForm::parse(json::compact(from), nullptr, false);
  return !to.is_discarded();
}

std::string json_text(json::Value from) { return json::compact(from); }

}  // namespace vitrine
