#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

/// SQLite by RAII.
struct sqlite3;
struct sqlite3_stmt;

namespace vitrine::demo {

/// A failure of SQLite; the message is for the log.
class DatabaseError : public std::runtime_error {
 public:
  DatabaseError(const std::string& message, int code) : std::runtime_error(message), code_(code) {}
  /// True when a UNIQUE or PRIMARY KEY constraint was violated.
  bool duplicate() const;

 private:
  int code_;
};

class Connection;

/// A prepared statement in use. Values are bound from left to right, read by column.
class Statement {
 public:
  Statement& bind(std::string_view text);
  Statement& bind(std::int64_t number);
  Statement& bind(std::nullopt_t);
  template <class T>
  Statement& bind(const std::optional<T>& value) {
    return value ? bind(*value) : bind(std::nullopt);
  }

  /// The next row; false at the end.
  bool step();
  /// For statements without rows.
  void run() { step(); }

  std::string text(int column) const;
  std::int64_t number(int column) const;
  bool is_null(int column) const;
  std::optional<std::string> optional_text(int column) const;

  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

 private:
  friend class Connection;
  Statement(sqlite3* database, sqlite3_stmt* statement)
      : database_(database), statement_(statement) {}
  sqlite3* database_;
  sqlite3_stmt* statement_;
  int bound_ = 0;
};

/// Sole use of the database while it lives: hold it briefly.
class Connection {
 public:
  /// Prepared once for each text; the text must be a literal.
  Statement prepare(const char* sql);
  void execute(const char* sql);

 private:
  friend class Database;
  friend class Transaction;
  explicit Connection(class Database& database);
  Database& database_;
  std::unique_lock<std::mutex> lock_;
};

/// All or nothing: rolled back unless committed.
class Transaction {
 public:
  explicit Transaction(Connection& connection);
  ~Transaction();
  void commit();

 private:
  Connection& connection_;
  bool open_ = true;
};

/// A SQLite file in WAL mode, shared by threads one after the other.
class Database {
 public:
  /// Throws DatabaseError, also for a file that another version of the demo made.
  explicit Database(const std::filesystem::path& file);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  Connection connect() { return Connection(*this); }

 private:
  friend class Connection;
  void check_version();
  void close();
  std::mutex mutex_;
  sqlite3* handle_ = nullptr;
  std::map<std::string_view, sqlite3_stmt*> prepared_;
};

}  // namespace vitrine::demo
