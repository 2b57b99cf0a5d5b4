// The mistakes of a declaration that the compiler finds. mistakes.py compiles this file once with
// each name defined, and looks for the sentence beside it; without a name all of it is right.
// Mistakes that are found when a server starts: tests/unit/server/mistakes_test.cpp. A sentence is
// one line.
// clang-format off
#include <list>
#include <memory>
#include <vitrine.h>

using vitrine::Body;
using vitrine::field;
using vitrine::Path;
using vitrine::Query;

struct Other {
  std::string text;
};

enum class Colour { red, green };

#ifdef enumeration_without_names  // this enumeration has no vitrine::Schema with the names of its values
#else
template <>
struct vitrine::Schema<Colour> {
#ifdef values_with_one_name  // two values of this enumeration have the same name
  static constexpr auto values =
      vitrine::values(value(Colour::red, "red"), value(Colour::green, "red"));
#else
  static constexpr auto values =
      vitrine::values(value(Colour::red, "red"), value(Colour::green, "green"));
#endif
};
#endif

struct Note {
#ifdef text_that_is_not_owned  // text that crosses the wire is a std::string
  std::string_view text;
#else
  std::string text;
#endif
#ifdef pointer_in_a_model  // a pointer cannot cross the wire: use the value, or a std::optional of it
  std::shared_ptr<std::string> subject;
#else
  std::optional<std::string> subject;
#endif
#ifdef constant_in_a_model  // a member of a model that is read is not const
  const int rank = 0;
#elif defined character_in_a_model  // a char cannot cross the wire: use std::string, or std::int8_t for a number
  char rank = 0;
#else
  int rank = 0;
#endif
#ifdef unsupported_container  // this container cannot cross the wire: a std::vector, std::set or std::array can, or a std::map
  std::list<std::string> tags;
#else
  std::vector<std::string> tags;
#endif
#ifdef keys_that_are_no_text  // a map that crosses the wire has keys of type std::string
  std::map<int, int> counts;
#else
  std::map<std::string, int> counts;
#endif
  Colour colour = Colour::red;
#ifdef model_that_cannot_be_made  // a model that is read has a constructor without arguments
  explicit Note(std::string words) : text(std::move(words)) {}
#endif
};

#ifdef model_without_schema  // this type has no vitrine::Schema with its fields
#else
template <>
struct vitrine::Schema<Note> {
  static constexpr auto fields = vitrine::fields(
#ifdef field_of_another_model  // a field in the vitrine::Schema of a model is a member of another type
      field<&Other::text>("text"),
#elif defined member_that_is_not_there  // 'words' is not a member of 'Note' | no member named 'words' in 'Note'
      field<&Note::words>("text"),
#elif defined field_without_a_name  // a field of this model has no name
      field<&Note::text>(""),
#else
      field<&Note::text>("text"),
#endif
#ifdef rule_of_text_for_a_number  // format, pattern, min_length and max_length are rules of text
      field<&Note::rank>("rank").min_length(1),
#elif defined rule_of_lists_for_a_number  // min_items, max_items and unique_items are rules of lists
      field<&Note::rank>("rank").unique_items(),
#elif defined null_that_is_no_value  // nullable() needs a std::optional member
      field<&Note::rank>("rank").nullable(),
#else
      field<&Note::rank>("rank").minimum(1),
#endif
#ifdef rule_of_numbers_for_text  // minimum, maximum, exclusive_minimum, exclusive_maximum and multiple_of are rules of numbers
      field<&Note::subject>("subject").minimum(1),
#elif defined rule_of_files_for_text  // media_type is a rule of files
      field<&Note::subject>("subject").media_type("image/png"),
#elif defined fields_with_one_name  // two fields of this model have the same name
      field<&Note::subject>("text"),
#else
      field<&Note::subject>("subject").max_length(80),
#endif
#ifdef rule_for_items_of_another_type  // this rule says nothing about the items of this field
      field<&Note::tags>("tags").each(vitrine::minimum(1)),
#elif defined rule_of_maps_for_a_list  // min_properties and max_properties are rules of maps
      field<&Note::tags>("tags").max_properties(9),
#else
      field<&Note::tags>("tags").each(vitrine::min_length(1)),
#endif
      field<&Note::counts>("counts"), field<&Note::colour>("colour"));
};
#endif

struct Account {
  std::string name;
};

int main() {
  vitrine::Api api({.title = "Notes", .version = "1"});
  api.post("/notes", [](Body<Note> note) { return vitrine::Created<Note>{*note}; });

#ifdef generic_lambda  // a handler is a function, or a lambda that names the types of its inputs
  api.get("/a/{id}", [](auto id) { return *id; });
#elif defined no_handler  // a handler is a function, or a lambda that names the types of its inputs
  api.get("/a/{id}", 1);
#elif defined input_by_reference  // a handler takes its inputs by value or by const reference
  api.get("/a/{id}", [](Path<"id", int>& id) { return *id; });
#elif defined input_that_is_none  // a handler takes Path, Query,
  api.get("/a/{id}", [](int id) { return id; });
#elif defined mutable_lambda  // a handler runs on several threads at once: it cannot be mutable
  api.get("/a/{id}", [count = 0](Path<"id", int>) mutable { return ++count; });
#elif defined handler_that_cannot_be_copied  // a handler is copied: it captures references or a std::shared_ptr
  api.get("/a/{id}", [one = std::make_unique<int>(1)](Path<"id", int>) { return *one; });
#elif defined reference_returned  // a handler returns a value, no reference and no constant
  static const int kOne = 1;
  api.get("/a/{id}", [](Path<"id", int>) -> const int& { return kOne; });
#elif defined literal_returned  // text that crosses the wire is a std::string
  api.get("/a/{id}", [](Path<"id", int>) { return "one"; });
#elif defined path_that_may_be_left_out  // a path parameter cannot be left out
  api.get("/a/{id}", [](Path<"id", std::optional<int>>) { return 1; });
#else
  api.get("/a/{id}", [](const Path<"id", int>& id) { return *id; });
#endif

#ifdef model_in_a_query  // a parameter is text, a number, a boolean, an enumeration, or an array or object of them
  api.get("/b", [](Query<"q", Note>) {});
#elif defined misplaced_rule_of_a_parameter  // minimum, maximum, exclusive_minimum, exclusive_maximum and multiple_of are rules of numbers
  api.get("/b", [](Query<"q", std::string, vitrine::minimum(1)>) {});
#elif defined misplaced_default  // default_value is for text, numbers, booleans and enumerations
  api.get("/b", [](Query<"q", std::vector<int>, vitrine::default_value(1)>) {});
#else
  api.get("/b", [](Query<"q", std::string, vitrine::min_length(1)>) {});
#endif

#ifdef identity_of_another_type  // authenticate<T> is given a function of std::string_view
  api.authenticate<Account>(vitrine::bearer("token"), [](int) { return Account{}; });
#else
  api.authenticate<Account>(vitrine::bearer("token"),
                            [](std::string_view) { return std::optional<Account>(); });
#endif

#ifdef api_that_is_copied  // use of deleted function 'vitrine::Api | call to deleted constructor of 'vitrine::Api'
  return vitrine::serve(api);
#else
  return vitrine::serve(std::move(api));
#endif
}
