#pragma once
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "app/json/document.h"
#include "server/api/model/check.h"
#include "server/api/model/shape.h"

/// Settings from environment variables, typed and checked as a body is:
///
///     struct Settings { std::string database; int workers = 4; };
///     template <> struct vitrine::Schema<Settings> {
///       static constexpr auto fields = vitrine::fields(
///           field<&Settings::database>("database").min_length(1),
///           field<&Settings::workers>("workers").minimum(1).defaulted());
///     };
///     const auto settings = vitrine::from_environment<Settings>("APP_");
///
/// reads APP_DATABASE and APP_WORKERS.
namespace vitrine {

/// Every mistake, one a line, each beginning with the name of its variable. No text of a value is
/// in it, which may be a secret; a number that is out of bounds is.
class SettingsError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The text of a variable, nullopt where it is not set.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

/// That of the process.
std::optional<std::string> environment_variable(const std::string& name);

namespace detail {
/// The values of all variables as an object that the schema accepts. Throws SettingsError.
json::Document read_settings(const Shape& shape, std::string_view prefix,
                             const Environment& environment);
/// Throws SettingsError for what types and models have against their values.
void refuse_settings(const Invalid& found, std::string_view prefix);
}  // namespace detail

/// The variable of a field has the prefix and the name in capitals: `maxItems` is MAX_ITEMS.
/// Booleans are true, yes, on, 1 and their opposites; lists have commas; models and maps are JSON.
/// An empty variable is one that is not set, except for texts and lists. Throws SettingsError.
template <class T>
T from_environment(std::string_view prefix, const Environment& environment = environment_variable) {
  T settings{};
  const json::Document document = detail::read_settings(shape<T>(), prefix, environment);
  Invalid found;
  if (!detail::bind_checked(document.root(), settings, found)) {
    throw SettingsError("the settings cannot be read");
  }
  detail::refuse_settings(found, prefix);
  return settings;
}

}  // namespace vitrine
