#pragma once
#include <vitrine.h>

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::test {

enum class Colour { red, dark_blue };

struct Point {
  double x = 0;
  double y = 0;
};

struct Shape {
  std::string name;
  std::optional<int> sides;
  Colour colour = Colour::red;
  std::vector<Point> corners;
  std::map<std::string, bool> flags;
  std::optional<FreeForm> extra;
};

struct Numbers {
  std::int8_t tiny = 0;
  std::uint16_t port = 0;
  std::int32_t whole = 0;
  std::int64_t big = 0;
  std::uint64_t huge = 0;
  double real = 0;
};

}  // namespace vitrine::test

template <>
struct vitrine::Schema<vitrine::test::Colour> {
  static constexpr auto values =
      vitrine::values(value(test::Colour::red, "red"), value(test::Colour::dark_blue, "dark-blue"));
};

template <>
struct vitrine::Schema<vitrine::test::Point> {
  static constexpr auto fields =
      vitrine::fields(field<&test::Point::x>("x"), field<&test::Point::y>("y").maximum(0.5));
};

template <>
struct vitrine::Schema<vitrine::test::Shape> {
  static constexpr std::string_view description = "A shape.";
  static constexpr auto fields = vitrine::fields(
      field<&test::Shape::name>("name").min_length(2).max_length(8).pattern("^[a-z]+$"),
      field<&test::Shape::sides>("sides").nullable().minimum(3),
      field<&test::Shape::colour>("colour").defaulted(),
      field<&test::Shape::corners>("corners").defaulted().max_items(3),
      field<&test::Shape::flags>("flags").defaulted(), field<&test::Shape::extra>("extra"));
};

template <>
struct vitrine::Schema<vitrine::test::Numbers> {
  static constexpr auto fields =
      vitrine::fields(field<&test::Numbers::tiny>("tiny"), field<&test::Numbers::port>("port"),
                      field<&test::Numbers::whole>("whole"), field<&test::Numbers::big>("big"),
                      field<&test::Numbers::huge>("huge"), field<&test::Numbers::real>("real"));
};
