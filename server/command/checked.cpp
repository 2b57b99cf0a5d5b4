#include "server/command/checked.h"

#include <algorithm>
#include <utility>

namespace vitrine::command {

std::size_t Checked::count(openapi::Severity severity) const {
  return static_cast<std::size_t>(
      std::count_if(problems.begin(), problems.end(),
                    [&](const openapi::Problem& problem) { return problem.severity == severity; }));
}

std::variant<std::unique_ptr<const Checked>, std::string> check_file(
    const std::filesystem::path& file, const CheckOptions& options) {
  auto checked = std::make_unique<Checked>(Checked{Documents(options.fetch, options.root), {}, {}});
  if (const auto unreadable = checked->documents.open(file.string())) {
    return "cannot read " + file.string() + ": " + unreadable->reason +
           ". Give the path of an OpenAPI file";
  }
  openapi::CheckedDescription result = openapi::check_documents(checked->documents, options.levels);
  checked->description = std::move(result.description);
  checked->problems = std::move(result.problems);
  return checked;
}

}  // namespace vitrine::command
