#include "server/api/http/http.h"

#include <algorithm>

#include "app/text/ascii.h"

/// Headers and targets.
namespace vitrine {

void Headers::set(std::string name, std::string value) {
  std::erase_if(fields_,
                [&](const Field& field) { return text::equals_ignoring_case(field.first, name); });
  add(std::move(name), std::move(value));
}

const std::string* Headers::find(std::string_view name) const {
  for (const Field& field : fields_) {
    if (text::equals_ignoring_case(field.first, name)) return &field.second;
  }
  return nullptr;
}

std::size_t Headers::count(std::string_view name) const {
  return static_cast<std::size_t>(std::count_if(
      fields_.begin(), fields_.end(),
      [&](const Field& field) { return text::equals_ignoring_case(field.first, name); }));
}

std::string Headers::joined(std::string_view name) const {
  std::string all;
  for (const Field& field : fields_) {
    if (!text::equals_ignoring_case(field.first, name)) continue;
    if (!all.empty()) all += ", ";
    all += field.second;
  }
  return all;
}

std::string_view Request::path() const {
  const std::string_view all = target;
  return all.substr(0, all.find_first_of("?#"));
}

std::string_view Request::query() const {
  const std::string_view all = target;
  const auto mark = all.find('?');
  if (mark == std::string_view::npos) return {};
  return all.substr(mark + 1, all.find('#', mark) - mark - 1);
}

}  // namespace vitrine
