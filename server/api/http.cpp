#include "server/api/http.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "app/text/ascii.h"

/// Headers, targets and open files.
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

}  // namespace vitrine
