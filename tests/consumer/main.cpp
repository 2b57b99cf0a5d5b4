// A service outside the tree, with a value of any shape: the one type of the library's interface that is another's.
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vitrine.h>
#include <vitrine/test.h>

struct Note {
  std::string text;
  vitrine::FreeForm extra;
};

template <>
struct vitrine::Schema<Note> {
  static constexpr auto fields = vitrine::fields(field<&Note::text>("text").min_length(1),
                                                 field<&Note::extra>("extra").defaulted());
};

int main(int count, char** arguments) {
  vitrine::Api api({.title = "Notes", .version = "1.0.0"});
  api.post("/notes",
           [](vitrine::Body<Note> note) {
             return vitrine::Created<Note>{*note, "/notes/1"};
           })
      .summary("Keep a note");
  if (count > 1 && arguments[1] == std::string_view("test")) {
    vitrine::TestClient client = api.test();
    const vitrine::FreeForm note{{"text", "milk"}, {"extra", {1, 2}}};
    return client.post("/notes", note).json() == note ? 0 : 1;
  }
  return vitrine::serve(std::move(api), {.port = count > 1 ? std::atoi(arguments[1]) : 8080});
}
