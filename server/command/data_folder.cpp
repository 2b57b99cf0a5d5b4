#include "server/command/data_folder.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace vitrine::command {

namespace {

/// "" when a file can be made in the folder, else why not. Permission bits are not the whole
/// truth (read-only file systems, root), so it is tried.
std::string try_to_write(const std::filesystem::path& folder) {
  std::string name = (folder / ".vitrine-XXXXXX").string();
  const int descriptor = ::mkstemp(name.data());
  if (descriptor < 0) return std::strerror(errno);
  ::close(descriptor);
  ::unlink(name.c_str());
  return {};
}

std::variant<std::filesystem::path, std::string> make_temporary() {
  std::error_code error;
  const auto base = std::filesystem::temp_directory_path(error);
  if (error) {
    return "there is no temporary folder (" + error.message() +
           "). Set TMPDIR to one, or keep the data by --data DIR";
  }
  std::string name = (base / "vitrine-XXXXXX").string();
  if (!::mkdtemp(name.data())) {
    return "cannot make a folder in " + base.string() + ": " + std::strerror(errno) +
           ". Set TMPDIR to one that can be written, or keep the data by --data DIR";
  }
  return std::filesystem::path(name);
}

}  // namespace

std::variant<DataFolder, std::string> DataFolder::open(const std::optional<std::string>& path) {
  if (!path) {
    auto made = make_temporary();
    if (auto* reason = std::get_if<std::string>(&made)) return std::move(*reason);
    return DataFolder(std::get<std::filesystem::path>(std::move(made)), true);
  }
  std::error_code error;
  std::filesystem::create_directories(*path, error);
  std::string reason;
  if (error) {
    reason = error.message();
  } else if (!std::filesystem::is_directory(*path, error)) {
    reason = "it is not a folder";
  } else {
    reason = try_to_write(*path);
  }
  if (!reason.empty()) {
    return "cannot write to " + *path + ": " + reason +
           ". Give a folder of yours by --data DIR, allow writing to it (chmod u+w), or leave "
           "--data "
           "out";
  }
  return DataFolder(*path, false);
}

DataFolder::DataFolder(DataFolder&& other) noexcept
    : path_(std::exchange(other.path_, {})), temporary_(std::exchange(other.temporary_, false)) {}

DataFolder::~DataFolder() {
  if (!temporary_) return;
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace vitrine::command
