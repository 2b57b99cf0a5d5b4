#include "server/command/site_folder.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <system_error>

#include "server/api/front/compress.h"

namespace vitrine::command {

namespace {

namespace fs = std::filesystem;

/// Lists the files of an export.
constexpr char kManifest[] = ".vitrine-export";

bool holds(const fs::path& path, std::string_view bytes) {
  std::error_code error;
  if (fs::file_size(path, error) != bytes.size() || error) return false;
  std::ifstream file(path, std::ios::binary);
  return std::equal(std::istreambuf_iterator<char>(file), {}, bytes.begin(), bytes.end());
}

/// True when there is a folder between, so that no link on the way leads out of it.
bool is_below(const fs::path& folder, const fs::path& path) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(path.parent_path(), error);
  if (error) return false;
  const fs::path root = fs::weakly_canonical(folder, error);
  if (error) return false;
  return std::mismatch(root.begin(), root.end(), real.begin(), real.end()).first == root.end();
}

}  // namespace

std::string write_file(const fs::path& path, std::string_view bytes) {
  errno = 0;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (file) return {};
  return errno ? std::strerror(errno) : "the disk may be full";
}

void SiteFolder::open(bool force) {
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error) return cannot(folder_, error.message());
  if (!fs::is_directory(folder_, error)) return cannot(folder_, "it is not a folder");
  const bool ours = fs::exists(folder_ / kManifest, error);
  if (!ours && !force && !fs::is_empty(folder_, error)) {
    reason_ = folder_.string() +
              " holds other things. Give an empty folder, or allow it with --force (files of the "
              "same names are replaced, others stay)";
    return;
  }
  std::ifstream manifest(folder_ / kManifest);
  for (std::string name; std::getline(manifest, name);) {
    const fs::path path = fs::path(name).lexically_normal();
    if (path.is_relative() && !path.empty() && *path.begin() != "..")
      earlier_.insert(path.generic_string());
  }
  manifest.close();
  // If this export ends early, the next one knows the folder all the same.
  write_list(earlier_);
}

void SiteFolder::write(const std::string& name, std::string_view bytes) {
  if (!reason_.empty() || !names_.insert(name).second) return;
  const fs::path path = folder_ / name;
  if (holds(path, bytes)) return;
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (error) return cannot(path.parent_path(), error.message());
  if (const std::string why = write_file(path, bytes); !why.empty()) cannot(path, why);
}

void SiteFolder::write_compressed(const std::string& name, std::string_view bytes,
                                  std::string_view gzip, std::string_view brotli) {
  write(name, bytes);
  const auto beside = [&](const char* extension, std::string_view given, auto compress) {
    if (!given.empty()) return write(name + extension, given);
    const auto made = compress(bytes);
    if (made && made->size() < bytes.size()) write(name + extension, *made);
  };
  beside(".gz", gzip, vitrine::gzip);
  beside(".br", brotli, vitrine::brotli);
}

void SiteFolder::close() {
  if (!reason_.empty()) return;
  for (const std::string& name : earlier_)
    if (names_.count(name) == 0 && name != kManifest) remove(name);
  names_.insert(kManifest);
  write_list(names_);
}

void SiteFolder::remove(const std::string& name) {
  fs::path path = folder_ / name;
  if (!is_below(folder_, path)) return;
  std::error_code error;
  if (fs::is_directory(path, error) || !fs::remove(path, error)) return;
  // Folders that are empty now.
  for (path = fs::path(name).parent_path(); !path.empty(); path = path.parent_path())
    if (!fs::remove(folder_ / path, error)) break;
}

void SiteFolder::write_list(const std::set<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += name + '\n';
  if (const std::string why = write_file(folder_ / kManifest, list); !why.empty())
    cannot(folder_ / kManifest, why);
}

void SiteFolder::cannot(const fs::path& path, const std::string& why) {
  if (!reason_.empty()) return;
  reason_ = "cannot write " + path.string() + ": " + why +
            ". Give a folder that can be written, or allow writing to it (chmod u+w)";
}

}  // namespace vitrine::command
