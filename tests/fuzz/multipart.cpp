// A boundary, a NUL and a body: parts lie within the body, and written once more they are the same.
#include "server/api/http/multipart.h"

#include "tests/fuzz/input.h"

using namespace vitrine;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::string_view type = input.until('\0');
  const std::string_view body = input.rest();
  const std::string boundary = header_parameter(type, "boundary").value_or(std::string(type));
  const auto read = read_multipart(body, boundary);
  const auto* parts = std::get_if<std::vector<Part>>(&read);
  if (!parts) {
    FUZZ_REQUIRE(!std::get<std::string>(read).empty());
    return 0;
  }
  std::string again;
  bool plain = true;
  for (const Part& part : *parts) {
    FUZZ_REQUIRE(part.bytes.empty() ||
                 (part.bytes.data() >= body.data() &&
                  part.bytes.data() + part.bytes.size() <= body.data() + body.size()));
    again += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"";
    for (const std::string_view text : {std::string_view(part.name), std::string_view(part.type)}) {
      plain = plain && text.find_first_of("\"\\\r\n") == std::string_view::npos;
    }
    again += part.name + "\"\r\nContent-Type: " + part.type + "\r\n\r\n";
    again += part.bytes;
    again += "\r\n";
  }
  again += "--" + boundary + "--\r\n";
  // Names with quotes would have to be escaped, and what a head has room for has an end.
  if (!plain || again.size() > body.size() + 100 * parts->size() + 200) return 0;
  const auto reread = read_multipart(again, boundary);
  const auto* same = std::get_if<std::vector<Part>>(&reread);
  FUZZ_REQUIRE(same && same->size() == parts->size());
  for (std::size_t i = 0; i < parts->size(); ++i) {
    FUZZ_REQUIRE((*same)[i].name == (*parts)[i].name && (*same)[i].bytes == (*parts)[i].bytes);
  }
  return 0;
}
