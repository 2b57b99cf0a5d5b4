#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

/// Files that come with requests and go with responses, whose bytes are never held in memory.
namespace vitrine {

/// An open file, which cannot be replaced while it is read; sent and received without being held in
/// memory.
class OpenFile {
 public:
  OpenFile(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}
  ~OpenFile();
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  int descriptor() const { return descriptor_; }
  std::uint64_t size() const { return size_; }
  /// Bytes read; 0 at the end and on errors. May be called by one thread at a time.
  std::size_t read(std::uint64_t offset, char* to, std::size_t size) const;
  std::string read_all() const;

 private:
  int descriptor_;
  std::uint64_t size_;
};

/// nullptr when there is no such file, or it is none.
std::shared_ptr<const OpenFile> open_file(const std::string& path);

/// A file that came with a request: the whole body (`Upload`) or one part of a form. Its bytes lie
/// on disk and are mapped, not read; copies share them.
class File {
 public:
  File() = default;
  File(std::shared_ptr<const void> owner, std::string_view bytes, std::string type,
       std::string name = {})
      : owner_(std::move(owner)), bytes_(bytes), type_(std::move(type)), name_(std::move(name)) {}

  /// The type that the sender declares: check the bytes before relying on it.
  const std::string& type() const { return type_; }
  /// The name that the sender gives, or "": text, never a path to write to.
  const std::string& name() const { return name_; }
  std::string_view bytes() const { return bytes_; }
  std::size_t size() const { return bytes_.size(); }
  /// Writes the bytes to a file, which is there as a whole or not at all. Throws
  /// std::filesystem::filesystem_error.
  void save(const std::string& path) const;

 private:
  std::shared_ptr<const void> owner_;
  std::string_view bytes_;
  std::string type_;
  std::string name_;
};

/// All bytes of an open file, mapped into memory; "" when that fails.
File map_file(std::shared_ptr<const OpenFile> file, std::string type);

/// Bytes that may be too many for memory, on their way into a file without a name, which goes away
/// with its last user.
class Spool {
 public:
  Spool();
  ~Spool();
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  /// False when the disk is full or there is no temporary folder.
  bool append(const char* data, std::size_t size);
  /// The bytes so far; the spool is used up.
  std::shared_ptr<const OpenFile> finish();

 private:
  int descriptor_;
  std::uint64_t size_ = 0;
};

}  // namespace vitrine
