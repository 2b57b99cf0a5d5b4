#pragma once
#include <string>
#include <utility>

#include "server/api/declare/api.h"
#include "server/api/respond/service.h"

/// What the start says of a declaration.
namespace vitrine::test {

/// The mistakes that stop the start, one a line; "" where it starts.
inline std::string mistakes_of(Api api) {
  try {
    const Service service(std::move(api));
    return "";
  } catch (const DeclarationError& error) {
    return error.what();
  }
}

}  // namespace vitrine::test
