#include "server/api/model/file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

/// Files on disk: opened, written as a whole, mapped into memory, spooled without a name.
namespace vitrine {

namespace {

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

OpenFile::~OpenFile() { ::close(descriptor_); }

std::size_t OpenFile::read(std::uint64_t offset, char* to, std::size_t size) const {
  const ssize_t got = ::pread(descriptor_, to, size, static_cast<off_t>(offset));
  return got > 0 ? static_cast<std::size_t>(got) : 0;
}

std::string OpenFile::read_all() const {
  std::string text(size_, '\0');
  std::size_t done = 0;
  while (done < text.size()) {
    const std::size_t got = read(done, text.data() + done, text.size() - done);
    if (got == 0) break;
    done += got;
  }
  text.resize(done);
  return text;
}

std::shared_ptr<const OpenFile> open_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (descriptor < 0) return nullptr;
  struct stat status {};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(descriptor);
    return nullptr;
  }
  return std::make_shared<const OpenFile>(descriptor, static_cast<std::uint64_t>(status.st_size));
}

void File::save(const std::string& path) const {
  std::string name = path + ".XXXXXX";
  const int descriptor = ::mkstemp(name.data());
  bool done = descriptor >= 0 && write_all(descriptor, bytes_);
  int reason = errno;
  if (descriptor >= 0 && ::close(descriptor) != 0 && done) {
    done = false;
    reason = errno;
  }
  if (done && ::rename(name.c_str(), path.c_str()) != 0) {
    done = false;
    reason = errno;
  }
  if (done) return;
  if (descriptor >= 0) ::unlink(name.c_str());
  throw std::filesystem::filesystem_error("cannot write", path,
                                          std::error_code(reason, std::generic_category()));
}

File map_file(std::shared_ptr<const OpenFile> file, std::string type) {
  const std::size_t size = file->size();
  if (size == 0) return File(nullptr, {}, std::move(type));
  void* const begin = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file->descriptor(), 0);
  if (begin == MAP_FAILED) return File(nullptr, {}, std::move(type));
  std::shared_ptr<const void> owner(
      begin, [size](const void* at) { ::munmap(const_cast<void*>(at), size); });
  const std::string_view bytes(static_cast<const char*>(begin), size);
  return File(std::move(owner), bytes, std::move(type));
}

Spool::Spool() : descriptor_(-1) {
  std::error_code error;
  const auto folder = std::filesystem::temp_directory_path(error);
  if (error) return;
  std::string name = (folder / "vitrine-upload-XXXXXX").string();
  descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
  if (descriptor_ >= 0) ::unlink(name.c_str());
}

Spool::~Spool() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool Spool::append(const char* data, std::size_t size) {
  if (descriptor_ < 0 || !write_all(descriptor_, {data, size})) return false;
  size_ += size;
  return true;
}

std::shared_ptr<const OpenFile> Spool::finish() {
  return std::make_shared<const OpenFile>(std::exchange(descriptor_, -1), size_);
}

}  // namespace vitrine
