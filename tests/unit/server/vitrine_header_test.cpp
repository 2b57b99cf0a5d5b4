// The header that users include costs them little to compile: libraries of ours stay out of it.
#include <vitrine.h>

#ifdef INCLUDE_NLOHMANN_JSON_HPP_
#error "vitrine.h includes nlohmann/json.hpp: tests/bench/compile.mjs says what that costs"
#endif
#ifdef CPPHTTPLIB_HTTPLIB_H
#error "vitrine.h includes httplib.h"
#endif

#include <gtest/gtest.h>

namespace vitrine::test {
namespace {

struct Greeting {
  std::string words;
};

}  // namespace
}  // namespace vitrine::test

template <>
struct vitrine::Schema<vitrine::test::Greeting> {
  static constexpr auto fields =
      vitrine::fields(field<&test::Greeting::words>("words").min_length(1));
};

namespace vitrine::test {
namespace {

TEST(VitrineHeader, IsAllThatAProgramOfOneRouteIncludes) {
  Api api({.title = "Hello", .version = "1"});
  api.get("/hello/{name}",
          [](Path<"name", std::string> name) { return Greeting{"Hello, " + *name}; })
      .summary("Greet a person");
  const Service service(std::move(api));
  EXPECT_EQ(service.handle({"GET", "/hello/world", {}, ""}).body, R"({"words":"Hello, world"})");
}

}  // namespace
}  // namespace vitrine::test
