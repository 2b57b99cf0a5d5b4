#include "tests/unit/json/corpus.h"

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "app/json/reader.h"
#include "tests/unit/json/events.h"

// nlohmann is the oracle: the same texts accepted and refused, the same structure and characters.

namespace vitrine::json {
namespace {

/// Where the two differ, and why ours is meant.
const std::map<std::string, std::string> kDifferences = {
    {"030-deep-arrays.json", "ours refuses more than 1,000 levels"},
    {"031-deep-objects.json", "ours refuses more than 1,000 levels"},
    {"041-many-digit-number.json", "nlohmann's SAX parser stops at 1e400, JSON does not"},
};

struct Oracle : nlohmann::json_sax<nlohmann::json> {
  std::vector<Event> events;

  bool add(char kind, std::string text = {}) {
    events.push_back({kind, std::move(text)});
    return true;
  }
  bool null() override { return add('w', "null"); }
  bool boolean(bool value) override { return add('w', value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return add('n', std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return add('n', std::to_string(value)); }
  bool number_float(number_float_t, const string_t& spelling) override {
    return add('n', spelling);
  }
  bool string(string_t& value) override { return add('s', value); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return add('{'); }
  bool key(string_t& value) override { return add('k', value); }
  bool end_object() override { return add('}'); }
  bool start_array(std::size_t) override { return add('['); }
  bool end_array() override { return add(']'); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }
};

/// nlohmann keeps the spelling of fractions only, so -0 is 0 to it.
bool same(const Event& ours, const Event& theirs) {
  if (ours == theirs) return true;
  if (ours.kind != 'n' || theirs.kind != 'n') return false;
  const auto a = Number::parse(ours.text);
  const auto b = Number::parse(theirs.text);
  return a && b && *a == *b;
}

TEST(Corpus, IsReadLikeNlohmannReadsIt) {
  REQUIRE_CORPUS();
  size_t accepted = 0;
  size_t refused = 0;
  for (const auto& path : corpus_files()) {
    SCOPED_TRACE(path.string());
    const Exact text = read_file(path);
    Oracle oracle;
    const bool theirs = nlohmann::json::sax_parse(text.view().begin(), text.view().end(), &oracle);
    const Reading reading = read(text.view());
    const bool ours = !reading.error;
    ++(ours ? accepted : refused);
    const auto difference = kDifferences.find(path.filename().string());
    if (difference != kDifferences.end()) {
      EXPECT_NE(ours, theirs) << "no longer different: " << difference->second;
      continue;
    }
    ASSERT_EQ(ours, theirs) << (ours ? "" : reading.error->message);
    if (!ours) continue;
    const auto events = events_of(reading.document.root());
    ASSERT_EQ(events.size(), oracle.events.size());
    for (size_t i = 0; i < events.size(); ++i) {
      ASSERT_TRUE(same(events[i], oracle.events[i]))
          << "event " << i << ": " << events[i].kind << ' ' << events[i].text << " against "
          << oracle.events[i].kind << ' ' << oracle.events[i].text;
    }
  }
  EXPECT_GT(accepted, 200u);
  EXPECT_GT(refused, 10u);
}

/// Everything a document tells, in one number.
size_t fingerprint(const Reading& reading) {
  size_t hash = 0;
  const auto add = [&hash](size_t value) { hash = (hash ^ value) * 1099511628211u + 7; };
  const auto add_text = [&](std::string_view text) { add(std::hash<std::string_view>()(text)); };
  const auto add_error = [&](const Error& error) {
    add_text(error.message);
    add_text(error.pointer);
    add(error.position.line);
    add(error.position.column);
  };
  if (reading.error) add_error(*reading.error);
  for (const Error& problem : reading.document.problems()) add_error(problem);
  add(reading.document.text_size());
  walk(reading.document.root(), [&](char kind, Value value, std::string_view text) {
    add(static_cast<size_t>(kind));
    add_text(text);
    add(value.id());
    add(value.range().begin);
    add(value.range().end);
  });
  return hash;
}

TEST(Corpus, IsReadTheSameInPiecesOfAnySize) {
  REQUIRE_CORPUS();
  for (const auto& path : corpus_files()) {
    SCOPED_TRACE(path.string());
    const Exact text = read_file(path);
    const size_t whole = fingerprint(read(text.view()));
    // Byte by byte, but for the largest.
    const size_t smallest = text.view().size() < 1'000'000 ? 1 : 11;
    for (const size_t size : {smallest, size_t{7}, size_t{4093}, size_t{65537}}) {
      if (size < smallest || (size > text.view().size() && size != smallest)) continue;
      Reader reader;
      for (std::string_view rest = text.view(); !rest.empty();) {
        // The piece is gone when the next one comes.
        const Exact piece(rest.substr(0, size));
        ASSERT_EQ(reader.feed(piece.view()), piece.view().size());
        rest.remove_prefix(piece.view().size());
      }
      ASSERT_EQ(fingerprint(std::move(reader).finish()), whole) << "in pieces of " << size;
    }
  }
}

TEST(Corpus, FitsIntoTwoAndAHalfTimesItsText) {
  REQUIRE_CORPUS();
  for (const auto& path : corpus_files()) {
    const Exact text = read_file(path);
    if (text.view().size() < 1'000'000) continue;
    const Reading reading = read(text.view());
    EXPECT_LT(reading.document.memory_bytes(), text.view().size() * 5 / 2) << path;
  }
}

TEST(Corpus, ValuesKnowTheirPlace) {
  REQUIRE_CORPUS();
  const Exact text = read_file(corpus() / "specs" / "twilio-api-v2010.json");
  const Reading reading = read(text.view());
  ASSERT_FALSE(reading.error);
  size_t count = 0;
  uint32_t last_id = 0;
  walk(reading.document.root(), [&](char kind, Value value, std::string_view content) {
    const std::string spelled = reading.document.text(value.range());
    if (kind == 's' && spelled.find('\\') == std::string::npos) {
      EXPECT_EQ(spelled, "\"" + std::string(content) + "\"");
    }
    if (kind == 'n') {
      EXPECT_EQ(spelled, content);
    }
    if (kind != 's' && kind != 'n') return;
    ASSERT_GT(value.id(), last_id);
    last_id = value.id();
    if (++count % 500 == 0) {
      // Counted here in the plainest way.
      const std::string_view before = text.view().substr(0, value.range().begin);
      const auto line = 1 + std::count(before.begin(), before.end(), '\n');
      ASSERT_EQ(value.position().line, line);
      const size_t begin = before.rfind('\n') + 1;
      const auto column = 1 + std::count_if(before.begin() + static_cast<long>(begin), before.end(),
                                            [](char c) { return (c & 0xC0) != 0x80; });
      ASSERT_EQ(value.position().column, column);
    }
  });
  EXPECT_GT(count, 10'000u);
}

}  // namespace
}  // namespace vitrine::json
