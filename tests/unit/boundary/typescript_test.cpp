#include "tests/unit/boundary/typescript.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace vitrine::boundary {
namespace {

TEST(Boundary, TheTypesOfThePageAreThoseOfTheFieldLists) {
  const std::string path = "wasm/src/boundary_types.ts";
  const std::string printed = typescript::print();
  if (std::getenv("UPDATE_GOLDEN")) std::ofstream(path, std::ios::binary) << printed;
  std::ifstream file(path, std::ios::binary);
  const std::string checked_in(std::istreambuf_iterator<char>(file), {});
  EXPECT_EQ(printed, checked_in)
      << "app/boundary declares something else than " << path
      << ": run this test once with UPDATE_GOLDEN=1, then ./dev check for who uses the types";
}

}  // namespace
}  // namespace vitrine::boundary
