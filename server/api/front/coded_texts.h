#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "server/api/http/http.h"

namespace vitrine {

/// Texts that are sent again and again, such as descriptions, in the content codings that clients
/// take (RFC 9110 §8.4.1). A text is compressed when it is first asked for so, and what came of it
/// is kept until it is another text. May be used by any number of threads.
class CodedTexts {
 public:
  /// Gives a response with a text the coding that the request accepts (RFC 9110 §12.5.3), and says
  /// so in `Content-Encoding`, `Vary` and `ETag`: other bytes, another version. `name` names the
  /// text among others, its version is the response's ETag. Left as they are: what fits into a
  /// packet, what is too long to be held in memory, and what does not become smaller; of a 304,
  /// which has no text, all but `Vary`.
  void apply(const std::string& name, const Request& request, Response& response);

 private:
  struct Text;
  std::shared_ptr<Text> text_of(const std::string& name, const std::string& version);

  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Text>> texts_;
};

}  // namespace vitrine
