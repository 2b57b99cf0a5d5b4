#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <variant>

namespace vitrine::command {

/// The folder of the demo's data: one that is named and stays, or a temporary one that goes away
/// with this object.
class DataFolder {
 public:
  /// Makes the folder where it is missing and sees that files can be written there; otherwise why
  /// not, with the remedy.
  static std::variant<DataFolder, std::string> open(const std::optional<std::string>& path);

  ~DataFolder();
  DataFolder(DataFolder&& other) noexcept;
  DataFolder& operator=(DataFolder&&) = delete;

  const std::filesystem::path& path() const { return path_; }
  bool temporary() const { return temporary_; }

 private:
  DataFolder(std::filesystem::path path, bool temporary)
      : path_(std::move(path)), temporary_(temporary) {}
  std::filesystem::path path_;
  bool temporary_;
};

}  // namespace vitrine::command
