// What a browser's storage gives back may be anything: it is taken before and after an operation is
// shown, and what is kept of it then comes back as the same.
#include "tests/fuzz/host.h"

namespace {

using namespace vitrine;

constexpr const char* kOperations[] = {"GET /pictures", "POST /pictures", "POST /users",
                                       "GET /pictures/{id}"};
constexpr const char* kLinks[] = {"#/operations/listPictures", "#/operations/addPicture",
                                  "#/operations/createUser",
                                  "#/operations/GET/%2Fpictures%2F%7Bid%7D"};

void restore(fuzz::Host& host, const std::string& key, const std::string& value) {
  host.kept[key] = value;
  host.act(session::Restored{key, value});
  host.look();
}

/// Types something, so that all of the form is kept.
void change(fuzz::Host& host, const std::string& body, const std::string& text) {
  if (session::current_form(host.session)->parameters.empty()) {
    host.act(session::EditBody{body + text});
  } else {
    host.act(session::EditParameter{0, {request::State::value, text}});
  }
  host.act(session::Woken{session::Timer::persist});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::size_t choice = input.byte();
  const std::size_t operation = choice % std::size(kOperations);
  const std::string form =
      std::string("form https://docs.example/openapi.json ") + kOperations[operation];
  const std::string keys[] = {form, form, form, form, "theme", "language", "code", "form "};
  const std::string key = keys[choice / 4 % std::size(keys)];
  const bool early = (choice & 0x80) != 0;
  const std::string value(input.rest());

  fuzz::Host host;
  if (early) restore(host, key, value);
  host.open(kLinks[operation]);
  if (!early) restore(host, key, value);
  host.look();
  FUZZ_REQUIRE(session::current_form(host.session));
  const std::string body = session::current_form(host.session)->body;
  change(host, body, "1");

  fuzz::Host after;
  for (const auto& [name, text] : host.kept) restore(after, name, text);
  after.open(kLinks[operation]);
  after.look();
  change(after, body, "2");
  change(after, body, "1");
  FUZZ_REQUIRE(after.kept == host.kept);
  return 0;
}
