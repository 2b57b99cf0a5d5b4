#include "app/json/number.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace vitrine::json {
namespace {

Number number(std::string_view lexeme) {
  const auto parsed = Number::parse(lexeme);
  EXPECT_TRUE(parsed) << lexeme;
  return parsed.value_or(Number());
}

TEST(Number, TakesNothingButJson) {
  for (const char* lexeme : {"", "-", "+1", "01", "-01", "1.", ".5", "1.e3", "1e", "1e+", "1e+-2",
                             "0x1", "1 ", " 1", "NaN", "--1", "1.2.3", "1e5.0", "00"}) {
    EXPECT_FALSE(Number::parse(lexeme)) << lexeme;
  }
}

TEST(Number, ComparesByValue) {
  // Each row is larger than the one before; within a row all are equal.
  const std::vector<std::vector<const char*>> rows = {
      {"-1e400", "-10E399"},
      {"-9007199254740993"},
      {"-9007199254740992", "-9007199254740992.000"},
      {"-1.10", "-1.1", "-11e-1", "-0.0011E+3"},
      {"-1.1e-999999999999999999999"},
      {"0", "-0", "0.000", "0e99999999999999999999", "-0.0E-5"},
      {"1e-400", "0.1e-399"},
      {"0.099"},
      {"0.1", "1e-1", "10e-2", "0.10"},
      {"1", "1.0", "10e-1", "0.1e1"},
      {"1.00000000000000000000000000000001"},
      {"9007199254740992"},
      {"9007199254740993", "9007199254740993.0", "90071992547409930e-1"},
      {"18446744073709551616"},
      {"18446744073709551617", "1.8446744073709551617e19"},
      {"1e400", "1000e397", "0.001e403"},
      {"1e99999999999999999999"},
  };
  for (size_t i = 0; i < rows.size(); ++i) {
    for (size_t j = 0; j < rows.size(); ++j) {
      for (const char* a : rows[i]) {
        for (const char* b : rows[j]) {
          EXPECT_EQ(number(a).compare(number(b)), i <=> j) << a << ' ' << b;
          EXPECT_EQ(number(a).canonical() == number(b).canonical(), i == j) << a << ' ' << b;
        }
      }
    }
  }
}

TEST(Number, KnowsIntegers) {
  for (const char* lexeme : {"0", "-0", "0.0", "1", "-17", "1.0", "1.50e1", "1e400", "120e-1"}) {
    EXPECT_TRUE(number(lexeme).is_integer()) << lexeme;
  }
  for (const char* lexeme : {"0.5", "-1.1", "1e-1", "15e-1", "1e-400", "1.05e1"}) {
    EXPECT_FALSE(number(lexeme).is_integer()) << lexeme;
  }
}

TEST(Number, DividesExactly) {
  const struct {
    const char* value;
    const char* divisor;
    bool expected;
  } kCases[] = {
      {"0.3", "0.1", true},
      {"0.35", "0.1", false},
      {"4.5", "1.5", true},
      {"-9", "3", true},
      {"10", "-4", false},
      {"0", "7", true},
      {"7", "0", false},
      {"0", "0", true},
      {"35", "1.5", false},
      {"0.0075", "0.0001", true},
      {"0.00751", "0.0001", false},
      {"1e308", "0.123456789", false},
      {"1e308", "0.5", true},
      {"1e400", "16", true},
      {"1e400", "1e400", true},
      {"1e400", "3", false},
      {"1e999999999999", "1024", true},
      {"12391239123", "1e-8", true},
      {"9007199254740993", "2", false},
      {"9007199254740994", "2", true},
      {"18446744073709551616", "18446744073709551616", true},
      {"36893488147419103232", "18446744073709551616", true},
      {"36893488147419103233", "18446744073709551616", false},
      {"121932631137021795226185032733622923332237463801111263526900",
       "123456789012345678901234567890", true},
      {"121932631137021795226185032733622923332237463801111263526901",
       "123456789012345678901234567890", false},
      {"5e30", "1000000000000000000000000000000.0", true},
      {"1e-5", "2e-5", false},
  };
  for (const auto& [value, divisor, expected] : kCases) {
    EXPECT_EQ(number(value).is_multiple_of(number(divisor)), expected) << value << " / " << divisor;
  }
}

TEST(Number, BoundsTheWorkOfDividing) {
  const std::string huge(1'000'000, '7');
  const std::string divisor(401, '7');
  EXPECT_TRUE(number(huge).is_multiple_of(number("7")));
  EXPECT_FALSE(number(huge).is_multiple_of(number("2")));
  EXPECT_FALSE(number(huge).is_multiple_of(number(divisor)));
  EXPECT_TRUE(number(divisor).is_multiple_of(number("-" + divisor)));
}

TEST(Number, BecomesTheNearestDouble) {
  EXPECT_EQ(number("0.1").to_double(), 0.1);
  EXPECT_EQ(number("-1.50").to_double(), -1.5);
  EXPECT_EQ(number("123456.789e-3").to_double(), 123.456789);
  EXPECT_EQ(number("0").to_double(), 0.0);
  EXPECT_EQ(number("5e-324").to_double(), std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(number("1.7976931348623157e308").to_double(), std::numeric_limits<double>::max());
  EXPECT_EQ(number("1e400").to_double(), std::numeric_limits<double>::infinity());
  EXPECT_EQ(number("-1e99999999999999").to_double(), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(number("1e-400").to_double(), 0.0);
  EXPECT_EQ(number("9007199254740993").to_double(), 9007199254740992.0);
  // Just above the middle of two doubles, told only by the last of 900 digits.
  EXPECT_EQ(number("9007199254740993." + std::string(900, '0') + "1").to_double(),
            9007199254740994.0);
}

TEST(Number, BecomesAnIntegerWhereItIsOne) {
  EXPECT_EQ(number("-0").to_int64(), 0);
  EXPECT_EQ(number("12e2").to_int64(), 1200);
  EXPECT_EQ(number("-1.50e1").to_int64(), -15);
  EXPECT_EQ(number("1.5").to_int64(), std::nullopt);
  EXPECT_EQ(number("9223372036854775807").to_int64(), INT64_MAX);
  EXPECT_EQ(number("9223372036854775808").to_int64(), std::nullopt);
  EXPECT_EQ(number("-9223372036854775808").to_int64(), INT64_MIN);
  EXPECT_EQ(number("-9223372036854775809").to_int64(), std::nullopt);
  EXPECT_EQ(number("18446744073709551615").to_uint64(), UINT64_MAX);
  EXPECT_EQ(number("18446744073709551616").to_uint64(), std::nullopt);
  EXPECT_EQ(number("1e400").to_uint64(), std::nullopt);
  EXPECT_EQ(number("-1").to_uint64(), std::nullopt);
  EXPECT_TRUE(number("2147483647").fits_int32());
  EXPECT_FALSE(number("2147483648").fits_int32());
  EXPECT_TRUE(number("-2147483648").fits_int32());
  EXPECT_FALSE(number("-2147483649").fits_int32());
  EXPECT_FALSE(number("0.5").fits_int32());
}

TEST(Number, HasOneSpellingForEachValue) {
  EXPECT_EQ(number("-1.50").canonical(), "-15e-1");
  EXPECT_EQ(number("0.00").canonical(), "0");
  EXPECT_EQ(number("1200").canonical(), "12e2");
  EXPECT_EQ(number("17").canonical(), "17");
}

}  // namespace
}  // namespace vitrine::json
