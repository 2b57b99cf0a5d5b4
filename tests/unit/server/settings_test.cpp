#include "server/api/serve/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <map>
#include <vector>

#include "server/api/serve/serve_settings.h"

namespace vitrine::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

enum class Level { quiet, loud };

struct Settings {
  std::string database;
  int max_items = 10;
  double share = 0.5;
  bool debug = false;
  Level level = Level::quiet;
  std::vector<std::string> hosts;
  std::vector<int> ports;
  std::optional<std::string> password;
};

}  // namespace
}  // namespace vitrine::test

template <>
struct vitrine::Schema<vitrine::test::Level> {
  static constexpr auto values = vitrine::values(value(vitrine::test::Level::quiet, "quiet"),
                                                 value(vitrine::test::Level::loud, "loud"));
};

template <>
struct vitrine::Schema<vitrine::test::Settings> {
  using Settings = vitrine::test::Settings;
  static constexpr auto fields = vitrine::fields(
      field<&Settings::database>("database").min_length(1),
      field<&Settings::max_items>("maxItems").minimum(1).defaulted(),
      field<&Settings::share>("share").maximum(1).defaulted(),
      field<&Settings::debug>("debug").defaulted(), field<&Settings::level>("level").defaulted(),
      field<&Settings::hosts>("hosts").defaulted(), field<&Settings::ports>("ports").defaulted(),
      field<&Settings::password>("password").min_length(8));
};

namespace vitrine::test {
namespace {

Settings read(std::map<std::string, std::string> variables) {
  return from_environment<Settings>(
      "APP_", [variables](const std::string& name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        if (found == variables.end()) return std::nullopt;
        return found->second;
      });
}

std::string mistakes(std::map<std::string, std::string> variables) {
  try {
    read(std::move(variables));
  } catch (const SettingsError& error) {
    return error.what();
  }
  return "(none)";
}

TEST(Settings, AreTypedByTheirFields) {
  const Settings settings = read({{"APP_DATABASE", "db"},
                                  {"APP_MAX_ITEMS", "12"},
                                  {"APP_SHARE", "0.25"},
                                  {"APP_DEBUG", "Yes"},
                                  {"APP_LEVEL", "loud"},
                                  {"APP_HOSTS", "a.example, b.example"},
                                  {"APP_PORTS", "1,2"},
                                  {"APP_PASSWORD", "12345678"},
                                  {"OTHER", "x"}});
  EXPECT_EQ(settings.database, "db");
  EXPECT_EQ(settings.max_items, 12);
  EXPECT_EQ(settings.share, 0.25);
  EXPECT_TRUE(settings.debug);
  EXPECT_EQ(settings.level, Level::loud);
  EXPECT_THAT(settings.hosts, ElementsAre("a.example", "b.example"));
  EXPECT_THAT(settings.ports, ElementsAre(1, 2));
  // A text of digits stays a text.
  EXPECT_EQ(settings.password, "12345678");
}

TEST(Settings, KeepTheirDefaultsWhereAVariableIsNotSetOrEmpty) {
  const Settings settings =
      read({{"APP_DATABASE", "db"}, {"APP_MAX_ITEMS", ""}, {"APP_HOSTS", ""}});
  EXPECT_EQ(settings.max_items, 10);
  EXPECT_EQ(settings.level, Level::quiet);
  EXPECT_TRUE(settings.hosts.empty());
  EXPECT_FALSE(settings.password);
}

TEST(Settings, EveryMistakeNamesItsVariableAndNoValue) {
  const std::string words = mistakes({{"APP_MAX_ITEMS", "many"},
                                      {"APP_DEBUG", "maybe"},
                                      {"APP_LEVEL", "deafening"},
                                      {"APP_PORTS", "1,x"},
                                      {"APP_PASSWORD", "hunter2"}});
  for (const char* name : {"APP_DATABASE: ", "APP_MAX_ITEMS: ", "APP_DEBUG: ", "APP_LEVEL: ",
                           "APP_PORTS/1: ", "APP_PASSWORD: "}) {
    EXPECT_THAT(words, HasSubstr(name));
  }
  EXPECT_THAT(words, Not(HasSubstr("hunter2")));
  EXPECT_THAT(mistakes({{"APP_DATABASE", ""}}), HasSubstr("APP_DATABASE: "));
  EXPECT_THAT(mistakes({{"APP_DATABASE", "db"}, {"APP_MAX_ITEMS", "0"}}),
              HasSubstr("APP_MAX_ITEMS: "));
}

TEST(Settings, OfAServerAreReadOnTopOfItsOptions) {
  const auto environment = [](const std::string& name) -> std::optional<std::string> {
    if (name == "MY_PORT") return "9000";
    if (name == "MY_TLS_CERTIFICATE") return "chain.pem";
    if (name == "MY_TLS_KEY") return "key.pem";
    if (name == "MY_TRUSTED_PROXIES") return "127.0.0.1, 10.0.0.0/8";
    if (name == "MY_ACCESS_LOG") return "json";
    return std::nullopt;
  };
  const ServeOptions options =
      serve_options_from_environment("MY_", {.host = "0.0.0.0"}, environment);
  EXPECT_EQ(options.host, "0.0.0.0");
  EXPECT_EQ(options.port, 9000);
  EXPECT_EQ(options.tls_certificate, "chain.pem");
  EXPECT_EQ(options.tls_key, "key.pem");
  EXPECT_THAT(options.deployment.trusted_proxies, ElementsAre("127.0.0.1", "10.0.0.0/8"));
  EXPECT_EQ(options.access_log, AccessLog::json);
  EXPECT_THROW(serve_options_from_environment("MY_", {},
                                              [](const std::string& name) {
                                                return name == "MY_PORT"
                                                           ? std::optional<std::string>("70000")
                                                           : std::nullopt;
                                              }),
               SettingsError);
}

TEST(Settings, ComeFromTheProcess) {
  ::setenv("VITRINE_TEST_DATABASE", "here", 1);
  EXPECT_EQ(from_environment<Settings>("VITRINE_TEST_").database, "here");
  ::unsetenv("VITRINE_TEST_DATABASE");
}

}  // namespace
}  // namespace vitrine::test
