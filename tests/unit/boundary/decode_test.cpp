#include "app/boundary/decode.h"

#include <gtest/gtest.h>

#include <string>

#include "app/json/reader.h"

namespace vitrine::boundary {
namespace {

std::optional<Event> read(std::string_view text) {
  const json::Reading reading = json::read(text);
  return decode(reading.document.root());
}

/// The event of a text; a default one and a failure where it is another.
template <class T>
T read_as(std::string_view text) {
  const auto event = read(text);
  if (!event) {
    ADD_FAILURE() << "No event: " << text;
    return {};
  }
  if constexpr (std::is_constructible_v<session::Action, T>) {
    const auto* action = std::get_if<session::Action>(&*event);
    if (action != nullptr && std::holds_alternative<T>(*action)) return std::get<T>(*action);
  } else {
    if (std::holds_alternative<T>(*event)) return std::get<T>(*event);
  }
  ADD_FAILURE() << "Another event: " << text;
  return {};
}

TEST(Decode, EveryMemberOfAnEvent) {
  const auto opened = read_as<session::Opened>(
      R"({"type":"open","spec":"a.json","pageUrl":"https://a.example/","redirectUri":"r",
          "operation":"o","hash":"#/","ownsLocation":true,"headingLevel":3,"language":"ko",
          "theme":"dark","dark":true,"utcOffset":-330,"group":"g","place":"2"})");
  EXPECT_EQ(opened.spec, "a.json");
  EXPECT_EQ(opened.page_url, "https://a.example/");
  EXPECT_EQ(opened.redirect_uri, "r");
  EXPECT_EQ(opened.operation, "o");
  EXPECT_EQ(opened.hash, "#/");
  EXPECT_TRUE(opened.owns_location);
  EXPECT_EQ(opened.heading_level, 3);
  EXPECT_EQ(opened.language, "ko");
  EXPECT_EQ(opened.theme, session::ThemeChoice::dark);
  EXPECT_TRUE(opened.dark);
  EXPECT_EQ(opened.utc_offset_min, -330);
  EXPECT_EQ(opened.group, "g");
  EXPECT_EQ(opened.place, "2");
}

TEST(Decode, CallsOfThePage) {
  const auto fill = read_as<session::FillForm>(
      R"({"type":"fill","id":3,"operation":"a","parameters":[["b","[1]"]],"hasBody":true,
          "body":"{}","contentType":"text/plain"})");
  EXPECT_EQ(fill.id, 3u);
  EXPECT_EQ(fill.operation, "a");
  ASSERT_EQ(fill.parameters.size(), 1u);
  EXPECT_EQ(fill.parameters[0].second, "[1]");
  EXPECT_TRUE(fill.has_body);
  EXPECT_EQ(fill.content_type, "text/plain");
  const auto given = read_as<session::GiveCredentials>(
      R"({"type":"authorize","id":4,"credentials":[{"scheme":"a","user":"b","secret":"c"}]})");
  ASSERT_EQ(given.credentials.size(), 1u);
  EXPECT_EQ(given.credentials[0].secret, "c");
  const auto opened = read_as<session::Opened>(
      R"({"type":"open","descriptions":["a","b"],"description":1,"introduced":true})");
  ASSERT_EQ(opened.descriptions.size(), 2u);
  EXPECT_EQ(opened.description, 1u);
  EXPECT_TRUE(opened.introduced);
}

TEST(Decode, WhatIsMissingKeepsItsDefault) {
  const auto opened = read_as<session::Opened>(R"({"type":"open","theme":"blue"})");
  EXPECT_EQ(opened.spec, "");
  EXPECT_EQ(opened.heading_level, 1);
  EXPECT_EQ(opened.theme, session::ThemeChoice::automatic);
  EXPECT_EQ(read_as<OptionChosen>(R"({"type":"choose","node":"a"})").index, -1);
}

TEST(Decode, AGivenTextWithTheTimeOfTheUser) {
  const auto given = read_as<session::GivenText>(
      R"({"type":"givenText","key":"history a","text":"[]","now":1795947845678,"offset":-210})");
  EXPECT_EQ(given.key, "history a");
  EXPECT_EQ(given.text, "[]");
  EXPECT_EQ(given.now_ms, 1'795'947'845'678.0);
  EXPECT_EQ(given.offset_min, -210);
}

TEST(Decode, TheSizeOfAnImage) {
  const auto size =
      read_as<MediaSize>(R"({"type":"mediaSize","node":"main/image","width":640,"height":480.5})");
  EXPECT_EQ(size.node, "main/image");
  EXPECT_EQ(size.width, 640);
  EXPECT_EQ(size.height, 480.5f);
}

TEST(Decode, NumbersStayInTheirTypes) {
  const auto failed = read_as<session::Failed>(R"({"type":"failed","id":-3,"status":1e400})");
  EXPECT_EQ(failed.id, 0u);
  EXPECT_EQ(failed.status, 65535);
  EXPECT_EQ(read_as<OptionChosen>(R"({"type":"choose","node":"a","index":-1})").index, -1);
  EXPECT_EQ(read_as<Fonts>(R"({"type":"fonts","stack":99999999999})").stack, 0xFFFFFFFFu);
  EXPECT_FLOAT_EQ(read_as<Resized>(R"({"type":"resize","density":1.25})").density, 1.25f);
}

TEST(Decode, TimesByPhaseWhereTheyAreKnown) {
  const auto told = read_as<session::ResponseEnd>(
      R"({"type":"responseEnd","id":2,"size":3,"elapsed":9,
          "phases":{"queued":1,"dns":2,"connect":3,"tls":4,"waiting":5.5,"download":6,
                    "reused":true}})");
  EXPECT_TRUE(told.phases.known());
  EXPECT_DOUBLE_EQ(told.phases.waiting_ms, 5.5);
  EXPECT_TRUE(told.phases.reused);
  const auto untold =
      read_as<session::ResponseEnd>(R"({"type":"responseEnd","id":2,"size":3,"elapsed":9})");
  EXPECT_FALSE(untold.phases.known());
}

TEST(Decode, ListsOfPairsBytesAndFiles) {
  const auto head = read_as<session::ResponseHead>(
      R"({"type":"responseHead","id":2,"status":200,"headers":[["a","b"],["c"]],"elapsed":1.5})");
  ASSERT_EQ(head.headers.size(), 2u);
  EXPECT_EQ(head.headers[0].second, "b");
  EXPECT_EQ(head.headers[1].second, "");
  EXPECT_DOUBLE_EQ(head.elapsed_ms, 1.5);
  const auto random = read_as<session::RandomBytes>(R"({"type":"random","bytes":[1,2,255]})");
  EXPECT_EQ(random.bytes, "\x01\x02\xFF");
  const auto picked = read_as<session::FilePicked>(
      R"({"type":"filePicked","pointer":"/a",
          "files":[{"id":"f","name":"a.png","size":3,"mediaType":"image/png"}]})");
  ASSERT_EQ(picked.files.size(), 1u);
  EXPECT_EQ(picked.files[0].size, 3u);
  EXPECT_EQ(picked.files[0].type, "image/png");
}

TEST(Decode, NothingOfAnUnknownType) {
  EXPECT_FALSE(read(R"({"type":"language","tag":"ko"})"));
  EXPECT_FALSE(read(R"({"type":1})"));
  EXPECT_FALSE(read("[]"));
  EXPECT_FALSE(read(""));
}

}  // namespace
}  // namespace vitrine::boundary
